/** Takes the pictures beside this file anew: `bun docs/screenshots.ts`. */
import { fileURLToPath } from 'node:url'
import { settle, signIn, visit } from '../test/dashboard/person.ts'
import { createScene } from '../test/dashboard/scene.ts'
import { openStage } from '../test/dashboard/stage.ts'

const page = (title: string, colour: string) =>
  `<!doctype html><title>${title}</title><body style="margin:0;font:24px sans-serif"><div style="background:${colour};color:#fff;padding:48px"><h1>${title}</h1></div><p style="padding:24px">Autumn sale <button>Put into the basket</button></p>`

await using stage = await openStage()
const scene = createScene(stage)
const base = '/v1/users/default/browser/sessions'
const id = await scene.openSession(page('Garden shop', '#2d6a4f'))
await scene.openSession(page('Railway tickets', '#1d3557'))
await scene.openSession(page('Library', '#6a040f'))
await stage.agent('POST', `${base}/${id}/observe`, {})
await stage.agent('POST', `${base}/${id}/act`, { instruction: 'click "Check out"' })
scene.askFor('Sign up at shop.example')
scene.saveLogin('garden-shop', ['shop.example'])

const shots = [
  { name: 'now', path: '/', size: 'desktop', scheme: 'light' },
  { name: 'now-phone', path: '/', size: 'phone', scheme: 'dark' },
  { name: 'session', path: `/sessions/${scene.userId}/${id}?view=live`, size: 'desktop', scheme: 'light' },
  { name: 'approvals-phone', path: '/approvals', size: 'phone', scheme: 'light' },
  { name: 'saved-logins', path: '/logins', size: 'desktop', scheme: 'dark' },
] as const

for (const { name, path, size, scheme } of shots) {
  const tab = await stage.open(size, scheme)
  await signIn(stage, tab)
  await visit(stage, tab, path)
  await settle(tab)
  const wanted = path === '/' ? 'article.session .preview img' : path.includes('live') ? 'iframe' : 'main article'
  await tab.waitForSelector(wanted).catch(() => console.warn(`${name}: no ${wanted}`))
  const frame = tab.frames().find(child => child.parentFrame() !== null)
  if (frame) await frame.waitForFunction(() => document.querySelector('canvas')?.width)
  await tab.waitForNetworkIdle({ idleTime: 300, concurrency: 1 }).catch(() => undefined) // the stream never ends
  await tab.screenshot({ path: fileURLToPath(new URL(`screenshots/${name}.png`, import.meta.url)) as `${string}.png` })
  await tab.browserContext().close()
}
process.exit(0)
