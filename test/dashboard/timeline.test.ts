import { beforeAll, expect, test } from 'bun:test'
import { expectSound, sees, signIn, visit } from './person.ts'
import { createScene, type Scene } from './scene.ts'
import { useStage } from './stage.ts'

const stage = useStage()
let scene: Scene

beforeAll(() => {
  scene = createScene(stage)
})

const base = '/v1/users/default/browser/sessions'

interface Event {
  readonly action: string
  readonly details: Record<string, unknown>
}

const readLog = async (): Promise<readonly Event[]> => {
  const { body } = await stage.agent('GET', '/v1/logs?limit=20')
  return body['events'] as Event[]
}

test('a step tells what was asked for, done and proven, by which planner, in what time, with a picture', async () => {
  const page = await stage.open()
  await signIn(stage, page)
  const id = await scene.openSession(
    '<h1>Shop</h1><label>Name <input></label><button onclick="this.after(1)">Go on</button>',
  )
  await stage.agent('POST', `${base}/${id}/act`, { instruction: 'click the Go on button' })
  await stage.agent('POST', `${base}/${id}/extract`, { instruction: 'the heading of the page' })
  await stage.agent('POST', `${base}/${id}/act`, { instruction: 'fill the Nowhere field with "x"' })
  await visit(stage, page, `/sessions/${scene.userId}/${id}`)
  for (const shown of [
    'click the Go on button',
    'clicked the button "Go on"',
    'the embedded planner',
    ' ms',
    '1 credit',
  ])
    await sees(page, shown, '.timeline')
  await sees(page, 'page changed', '.timeline')
  await sees(page, 'the heading of the page', '.timeline')
  await sees(page, 'fill the Nowhere field with "x"', '.timeline')
  const picture = await page.waitForSelector('.timeline li:first-child img.thumb')
  await page.waitForFunction(image => (image as HTMLImageElement).naturalWidth === 480, {}, picture)
  await expectSound(page)

  const source = String(await picture?.evaluate(image => (image as HTMLImageElement).getAttribute('src')))
  expect((await stage.agent('GET', source)).body).toMatchObject({ error: { details: { reason: 'human_required' } } })
  expect((await fetch(stage.app.http.url + source)).status).toBe(401)
  const other = await scene.openSession('<h1>Elsewhere</h1>')
  const statusOf = (path: string) => page.evaluate(async url => (await fetch(url)).status, path)
  expect(await statusOf(source)).toBe(200)
  expect(await statusOf(source.replace(id, other))).toBe(404)
  await stage.agent('DELETE', `${base}/${id}`)
  expect(await statusOf(source)).toBe(200)
})

test('what an instruction types into a secret field is in no row of the log, nor is what looks like a secret', async () => {
  const id = await scene.openSession('<h1>Shop</h1><label>Password <input type=password></label><button>Buy</button>')
  await stage.agent('POST', `${base}/${id}/act`, { instruction: 'type hunter2again into the password field' })
  await stage.agent('POST', `${base}/${id}/act`, { instruction: 'fill in the PIN “774411”' })
  await stage.agent('POST', `${base}/${id}/observe`, { instruction: 'find sk_live_4242abcdABCD4242abcdABCD' })
  await stage.agent('POST', `${base}/${id}/act`, {
    action: { method: 'fill', name: 'Password', arguments: ['swordfish9'] },
  })
  const [action, observed, pin, typed] = (await readLog()).filter(({ action }) => /act|observe/.test(action))
  expect(typed?.details).toMatchObject({ instruction: 'type [redacted] into the password field' })
  expect(pin?.details).toMatchObject({ instruction: 'fill in the PIN [redacted]' })
  expect(observed?.details).toMatchObject({ instruction: '[redacted]' })
  expect(action?.details).toMatchObject({ instruction: 'fill "Password"' })
  expect(JSON.stringify(await readLog())).not.toMatch(/hunter2again|774411|sk_live_4242|swordfish9/)
})

test('a tab that a secret was typed into leaves no pictures behind', async () => {
  const id = await scene.openSession('<h1>Shop</h1><button>Buy</button>')
  await stage.app.services.sessions.live.get(id)?.lease.tab.taint(() => true)
  await stage.agent('POST', `${base}/${id}/observe`, {})
  const [observed] = await readLog()
  expect(observed?.action).toBe('browser.observe')
  expect(observed?.details).not.toHaveProperty('picture')
})
