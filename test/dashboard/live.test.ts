import { beforeAll, expect, test } from 'bun:test'
import type { Frame, Page } from 'puppeteer-core'
import { until } from '../support/until.ts'
import { expectSound, fill, press, pressByKeyboard, sees, settle, signIn, visit } from './person.ts'
import { createScene, type Scene } from './scene.ts'
import { type Size, useStage } from './stage.ts'

const stage = useStage()
let scene: Scene

beforeAll(() => {
  scene = createScene(stage)
})

const base = '/v1/users/default/browser/sessions'

/** The live view's document, once it stands in its frame. */
const liveFrame = async (page: Page): Promise<Frame> => {
  const element = await page.waitForSelector('iframe[sandbox="allow-scripts"]')
  const frame = await element?.contentFrame()
  if (!frame) throw new Error('the frame has no document')
  await frame.waitForSelector('input')
  return frame
}

/** How somebody on a phone or at a keyboard presses a button. */
const pressOn = (size: Size, page: Page, name: string, frame?: Frame): Promise<void> => {
  if (size === 'desktop') return pressByKeyboard(page, name, frame)
  return frame ? frame.locator(`aria/${name}`).click() : press(page, name)
}

test('everything is stopped at one tap, stays stopped, and is allowed again', async () => {
  const page = await stage.open()
  await signIn(stage, page)
  const id = await scene.openSession('<h1>Shop</h1>')
  await page.waitForSelector('article.session')
  await press(page, 'Stop all sessions of everything')
  await sees(page, 'No session is running.')
  await expectSound(page)
  expect((await stage.agent('POST', `${base}/${id}/observe`, {})).status).toBe(410)
  const open = () => stage.agent('POST', base, { allowed_domains: ['127.0.0.1'] })
  expect((await open()).body).toMatchObject({ error: { details: { reason: 'stopped', scope: 'workspace' } } })
  for (const path of ['/agents', '/users']) {
    await visit(stage, page, path)
    await page.waitForSelector('button[aria-label^="Stop all sessions of"]')
    await expectSound(page)
  }
  await visit(stage, page, '/')
  await press(page, 'Allow sessions again for everything')
  await page.waitForSelector('button[aria-label="Stop all sessions of everything"]')
  const again = await open()
  expect(again.status).toBe(201)
  await stage.agent('DELETE', `${base}/${again.body['session_id']}`)
  await page.browserContext().close()
})

for (const size of ['phone', 'desktop'] satisfies Size[]) {
  test(`a card shows a picture that moves, and stops its session by mouse or by keyboard (${size})`, async () => {
    const page = await stage.open(size)
    await signIn(stage, page)
    const id = await scene.openSession('<body style="background:teal"><h1>Shop</h1><button>Buy</button>')
    const card = await page.waitForSelector('article.session')
    await card?.scrollIntoView()
    const picture = await page.waitForSelector('article.session .preview img')
    const first = await picture?.evaluate(image => (image as HTMLImageElement).src)
    await page.waitForFunction(
      before => document.querySelector<HTMLImageElement>('article.session .preview img')?.src !== before,
      {},
      first,
    )
    await expectSound(page)
    const site = await page.$eval('article.session', card => card.getAttribute('aria-label'))
    const name = `Stop the session on ${site}`
    await pressOn(size, page, name)
    await sees(page, 'No session is running.')
    expect((await stage.agent('POST', `${base}/${id}/observe`, {})).status).toBe(410)
    await page.browserContext().close()
  })

  test(`a person takes over in the frame, and the agent waits until the session is handed back (${size})`, async () => {
    const page = await stage.open(size)
    await signIn(stage, page)
    const id = await scene.openSession('<h1>Shop</h1><button>Buy</button>')
    await page.waitForSelector('article.session h3')
    await settle(page)
    const site = await page.$eval('article.session', card => card.getAttribute('aria-label'))
    const name = `Take over the session on ${site}`
    await pressOn(size, page, name)
    const frame = await liveFrame(page)
    await pressOn(size, page, 'Take over', frame)
    await sees(page, 'A person took over', '.timeline')
    const refused = await stage.agent('POST', `${base}/${id}/observe`, {})
    expect(refused.body).toMatchObject({ error: { details: { reason: 'human_in_control' } } })
    await expectSound(page)
    await pressOn(size, page, 'Hand back', frame)
    await sees(page, 'A person handed back', '.timeline')
    expect((await stage.agent('POST', `${base}/${id}/observe`, {})).status).toBe(200)
    await stage.agent('DELETE', `${base}/${id}`)
    await page.browserContext().close()
  })

  test(`signing in by hand opens a browser here, and saves the login under its name (${size})`, async () => {
    const page = await stage.open(size)
    await signIn(stage, page, '/logins')
    await settle(page)
    const name = `by-hand-${size}`
    const url = stage.site.route(
      `/${name}`,
      () =>
        new Response('<h1>Welcome</h1>', { headers: { 'content-type': 'text/html', 'set-cookie': 'sid=1; Path=/' } }),
    )
    await fill(page, '#by-hand-name', name)
    await fill(page, '#by-hand-domains', '127.0.0.1')
    await page.keyboard.press('Enter')
    const frame = await liveFrame(page)
    await frame.locator('input').fill(url)
    await frame.focus('input')
    await page.keyboard.press('Enter')
    await until(() => stage.site.hasHeard(`/${name}`))
    if (size === 'desktop') await page.keyboard.press('F6')
    await expectSound(page)
    await pressOn(size, page, 'Save this login')
    await sees(page, 'The login was saved.')
    await visit(stage, page, '/logins')
    await sees(page, '127.0.0.1', `article[aria-label="${name}"]`)
    await page.browserContext().close()
  })
}
