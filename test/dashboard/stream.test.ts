import { beforeAll, expect, test } from 'bun:test'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { expectSound, press, pressByKeyboard, sees, settle, signIn, visit } from './person.ts'
import { createScene, type Scene } from './scene.ts'
import { useStage } from './stage.ts'

const stage = useStage()
let scene: Scene

beforeAll(() => {
  scene = createScene(stage)
})

/** A line between a person and the service that can be cut. */
const openLine = async (target: number) => {
  const sockets = new Set<Socket>()
  let isCut = false
  const server: Server = createServer(client => {
    if (isCut) return void client.destroy()
    const upstream = connect(target, '127.0.0.1')
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
      from.pipe(to)
    }
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut: () => {
      isCut = true
      for (const socket of sockets) socket.destroy()
    },
    mend: () => {
      isCut = false
    },
    [Symbol.dispose]: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

test('a lost connection is told, and what happened meanwhile is there as soon as it is back, without a reload', async () => {
  using line = await openLine(stage.app.http.port)
  const page = await stage.open('phone')
  await signIn({ ...stage, app: { ...stage.app, http: { ...stage.app.http, url: line.url } } }, page)
  await settle(page)
  await page.evaluate(() => Object.assign(window, { isStill: true }))
  line.cut()
  await sees(page, 'The connection to the service is lost.', '[role="status"]')
  await expectSound(page)
  scene.askFor('Asked while nobody could see')
  line.mend()
  await sees(page, 'Asked while nobody could see')
  await page.waitForFunction(() => !document.body.textContent?.includes('The connection to the service is lost.'))
  expect(await page.evaluate(() => 'isStill' in window)).toBe(true)
  await page.browserContext().close()
})

test('what an approved request came to is shown where the button was, without a reload; the focus stays on the page', async () => {
  stage.app.services.approvals.onApproved('test.now', async () => ({ service: 'an account at the shop' }))
  const page = await stage.open('desktop')
  await signIn(stage, page)
  await settle(page)
  await page.evaluate(() => Object.assign(window, { isStill: true }))
  scene.askFor('Sign up from Now', 'test.now')
  await sees(page, 'Sign up from Now')
  await pressByKeyboard(page, 'Approve: Sign up from Now')
  await sees(page, 'an account at the shop', 'article[aria-label="Sign up from Now"]')
  await sees(page, 'Approved and done.', '[role="status"]')
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
  expect(await page.evaluate(() => 'isStill' in window)).toBe(true)
  await expectSound(page)
  await page.browserContext().close()
})

test('a key and a saved login are revoked with the keyboard alone, through their question, and the focus is not lost', async () => {
  const page = await stage.open('desktop')
  await signIn(stage, page, '/logins')
  scene.saveLogin('by-keyboard', ['shop.example'])
  await visit(stage, page, '/logins')
  const isBack = (name: string) =>
    page.waitForFunction(
      wanted => !document.querySelector('dialog') && document.activeElement?.getAttribute('aria-label') === wanted,
      {},
      name,
    )
  await pressByKeyboard(page, 'Revoke by-keyboard')
  await page.waitForSelector('dialog[open]')
  await page.keyboard.press('Escape')
  await isBack('Revoke by-keyboard')
  await page.keyboard.press('Enter')
  await page.waitForSelector('dialog[open]')
  await pressByKeyboard(page, 'Revoke')
  await sees(page, 'The saved login was revoked.', '[role="status"]')
  await page.waitForSelector('article[aria-label="by-keyboard"]', { hidden: true })
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1')

  await visit(stage, page, '/agents')
  await press(page, 'New key for first-agent')
  const key = await page.waitForSelector('#shown-key')
  const last4 = String(await key?.evaluate(field => (field as HTMLInputElement).value)).slice(-4)
  const name = `Revoke the key ending in ${last4} of first-agent`
  await page.waitForSelector(`[aria-label="${name}"]`)
  await pressByKeyboard(page, name)
  await page.waitForSelector('dialog[open]')
  await pressByKeyboard(page, 'Revoke')
  await sees(page, 'The key was revoked.', '[role="status"]')
  await page.browserContext().close()
})
