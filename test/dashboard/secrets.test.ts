import { expect, test } from 'bun:test'
import type { HTTPResponse, Page } from 'puppeteer-core'
import { settle, signIn, visit } from './person.ts'
import { createScene } from './scene.ts'
import { OWNER, useStage } from './stage.ts'

const stage = useStage()

/** Everything that a page holds where somebody could find it later. */
const readState = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')].map(({ value }) => value)
    const databases = (await indexedDB.databases()).map(({ name }) => name)
    const kept = { ...localStorage, ...sessionStorage }
    const places = [document.cookie, location.href, JSON.stringify(history.state), await caches.keys(), databases]
    return JSON.stringify([document.documentElement.outerHTML, fields, kept, places])
  })

const isText = (response: HTTPResponse): boolean =>
  /json|text\/(html|plain)/.test(response.headers()['content-type'] ?? '')

test('no page holds a secret in its document, its fields, its storage or what it was sent, and nothing is kept', async () => {
  const scene = createScene(stage)
  const page = await stage.open()
  await signIn(stage, page)
  const human = (method: string, path: string, body: object) =>
    page.evaluate(
      async (...[verb, url, json]) => {
        const headers = { 'content-type': 'application/json' }
        return (await fetch(url, { method: verb, headers, body: json })).status
      },
      method,
      path,
      JSON.stringify(body),
    )
  const entry = (key: string) => `/v1/users/${scene.userId}/vault/${key}`
  await human('PUT', entry('shut'), { value: 'CANARY-locked', kind: 'password', locked: true })
  await human('PUT', entry('open'), { value: 'CANARY-unlocked', kind: 'token', locked: false, metadata: { note: 'n' } })
  const session = await scene.openSession('<title>Shop</title><label>Password <input type=password></label>')
  const act = `/v1/users/default/browser/sessions/${session}/act`
  await stage.agent('POST', act, { instruction: 'type CANARY-typed into the password field' })
  await stage.agent('POST', '/v1/users/default/browser/credentials', {
    ...{ service: 'shop.example', email: 'a@shop.example', password: 'CANARY-credential' },
  })
  scene.askFor('Sign up at shop.example')
  scene.saveLogin('garden-shop', ['shop.example'], 'alive')
  expect(await human('POST', `${entry('shut')}/reveal`, { password: OWNER.password })).toBe(403)
  expect(await human('POST', `${entry('open')}/reveal`, {})).toBe(400)
  expect(await human('POST', `${entry('open')}/reveal`, { password: 'not it' })).toBe(401)

  const answers: Promise<string>[] = []
  page.on('response', response => {
    if (isText(response)) answers.push(response.text().catch(() => '')) // a page that was left has no body any more
  })
  const links = await page.$$eval('nav a', anchors => anchors.map(anchor => anchor.getAttribute('href') ?? ''))
  const secrets = [OWNER.password, stage.app.firstRun?.agentKey.reveal() ?? 'no key', 'CANARY']
  for (const link of [...links, `/sessions/${scene.userId}/${session}?view=live`]) {
    await visit(stage, page, link)
    await settle(page)
    const state = await readState(page)
    expect(secrets.filter(secret => state.includes(secret))).toEqual([])
  }
  const storage = await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie.length])
  expect(storage).toEqual([0, 0, 0])
  const sent = (await Promise.all(answers)).join('\n')
  expect(sent.length).toBeGreaterThan(10_000)
  expect(secrets.filter(secret => sent.includes(secret))).toEqual([])
  await visit(stage, page, '/vault')
  expect(await page.$('[aria-label="Reveal shut"]')).toBeNull()
  expect(await page.$('[aria-label="Reveal open"]')).not.toBeNull()
})
