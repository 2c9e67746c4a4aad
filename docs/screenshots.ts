/** Takes the pictures of the dashboard anew, on the shop that the service brings along: `bun docs/screenshots.ts`. */
import { fileURLToPath } from 'node:url'
import type { Page } from 'puppeteer-core'
import { settle, signIn, visit } from '../test/dashboard/person.ts'
import { createScene } from '../test/dashboard/scene.ts'
import { openStage, type Size } from '../test/dashboard/stage.ts'

const SHOP = 'http://greenhouse.test'

await using stage = await openStage()
const scene = createScene(stage)
const owner = await stage.open()
await signIn(stage, owner)

const ask = (method: string, path: string, body: object, headers: Record<string, string> = {}) =>
  owner.evaluate(
    async (...[verb, url, json, more]) => {
      const whole = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...more }
      const answer = await fetch(url, { method: verb, headers: whole, body: json, credentials: 'same-origin' })
      return (await answer.json()) as Record<string, string>
    },
    method,
    path,
    JSON.stringify(body),
    headers,
  )
const makeAgent = async (name: string, roles: string[]) => {
  const { id = '' } = await ask('POST', '/v1/agents', { name, roles })
  const { key = '' } = await ask('POST', '/v1/auth/keys', { agent_id: id })
  return (path: string, body: object) => ask('POST', path, body, { authorization: `Bearer ${key}` })
}
type Agent = Awaited<ReturnType<typeof makeAgent>>

/** A session of an agent, driven through a few steps; the last is left for its picture. */
const drive = async (agent: Agent, user: string, steps: readonly (readonly [verb: string, body: object])[]) => {
  const base = `/v1/users/${user}/browser/sessions`
  const { session_id = '' } = await agent(base, { allowed_domains: ['greenhouse.test'], allow_writes: true })
  for (const [verb, body] of steps) {
    await agent(`${base}/${session_id}/${verb}`, body)
    const events = await owner.evaluate(async () => (await (await fetch('/v1/logs?limit=1')).json()).events)
    const [{ entity_id, tenant_user_id, details }] = events
    const picture = `/v1/users/${tenant_user_id}/browser/sessions/${entity_id}/pictures/${details.picture}`
    if (details.picture) await owner.evaluate(async url => void (await fetch(url)), picture)
  }
  return session_id
}

const buyer = await makeAgent('garden-buyer', ['buying'])
const desk = await makeAgent('account-desk', ['support'])
await ask('POST', '/v1/users', { external_id: 'ada', label: 'Ada Lovelace', email: 'ada@example.com' })
const id = await drive(buyer, 'ada', [
  ['navigate', { url: `${SHOP}/` }],
  ['observe', { instruction: 'what can be put into the cart' }],
  ['act', { instruction: 'add the Monstera to the cart' }],
  ['act', { instruction: 'click "Check out as a guest"' }],
])
await drive(buyer, 'default', [['navigate', { url: `${SHOP}/` }]])
await drive(desk, 'ada', [['navigate', { url: `${SHOP}/login` }]])
await desk('/v1/users/ada/browser/signup', { service: 'greenhouse.test', url: `${SHOP}/signup` })
scene.saveLogin('garden-shop', ['greenhouse.test'], 'alive')
scene.saveLogin('supplier', ['supplier.example'], 'dead')
const ada = await owner.evaluate(async () => {
  const { users } = (await (await fetch('/v1/users')).json()) as { users: { id: string; external_id: string }[] }
  return users.find(user => user.external_id === 'ada')?.id
})

interface Shot {
  readonly name: string
  readonly path: string
  readonly size: Size
  readonly scheme: 'light' | 'dark'
  /** What has to be there before the picture is taken. */
  readonly shows: string
}

const shots: readonly Shot[] = [
  { name: 'dashboard', path: '/', size: 'desktop', scheme: 'light', shows: '.session .preview img' },
  { name: 'screenshots/now-phone', path: '/', size: 'phone', scheme: 'dark', shows: '.card' },
  { name: 'screenshots/session', path: `/sessions/${ada}/${id}`, size: 'desktop', scheme: 'light', shows: '.thumb' },
  {
    name: 'screenshots/live-view',
    path: `/sessions/${ada}/${id}?view=live`,
    size: 'desktop',
    scheme: 'dark',
    shows: 'iframe',
  },
  { name: 'screenshots/approvals-phone', path: '/approvals', size: 'phone', scheme: 'light', shows: 'main article' },
  { name: 'screenshots/saved-logins', path: '/logins', size: 'desktop', scheme: 'dark', shows: 'main article' },
]

const waitForPictures = async (tab: Page) => {
  const frame = tab.frames().find(child => child.parentFrame() !== null)
  if (frame) await frame.waitForFunction(() => document.querySelector('canvas')?.getContext('2d')?.getImageData(9, 9, 1, 1).data[0])
  await tab.waitForFunction(() => {
    const isSeen = (card: Element) => card.getBoundingClientRect().top < window.innerHeight
    const cards = [...document.querySelectorAll('.session')].filter(isSeen)
    return cards.every(card => card.querySelector('img')) && [...document.images].every(({ complete }) => complete)
  })
}

for (const { name, path, size, scheme, shows } of shots) {
  const tab = await stage.open(size, scheme)
  await signIn(stage, tab)
  await visit(stage, tab, path)
  await settle(tab)
  await tab.waitForSelector(shows)
  await waitForPictures(tab)
  if (name === 'dashboard') await tab.setViewport({ width: 1120, height: 920 })
  await tab.screenshot({ path: fileURLToPath(new URL(`${name}.png`, import.meta.url)) as `${string}.png` })
  await tab.browserContext().close()
}
