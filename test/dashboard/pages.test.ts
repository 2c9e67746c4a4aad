import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Page } from 'puppeteer-core'
import { confirm, expectSound, fill, press, sees, settle, signIn, visit } from './person.ts'
import { createScene, type Scene } from './scene.ts'
import { OWNER, type Size, useStage } from './stage.ts'

const stage = useStage()
let scene: Scene
let phone: Page
let desktop: Page
const requests: string[] = []
const errors: string[] = []

beforeAll(async () => {
  scene = createScene(stage)
  phone = await stage.open('phone', 'dark')
  desktop = await stage.open('desktop')
  for (const page of [phone, desktop]) {
    page.on('request', request => void requests.push(request.url()))
    page.on('pageerror', error => void errors.push(String(error)))
    await signIn(stage, page)
  }
}, 150_000)

afterAll(() => {
  expect(errors).toEqual([])
})

const pageOf = (size: Size): Page => (size === 'phone' ? phone : desktop)

for (const size of ['phone', 'desktop'] satisfies Size[]) {
  test(`a session's page tells what was done and what failed, with a hint, as it happens (${size})`, async () => {
    const page = pageOf(size)
    const id = await scene.openSession('<h1>Shop</h1><button>Buy</button>')
    await visit(stage, page, `/sessions/${scene.userId}/${id}`)
    await sees(page, 'Went to a page', '.timeline')
    const act = { instruction: 'click "Nowhere to be found"' }
    await stage.agent('POST', `/v1/users/default/browser/sessions/${id}/act`, act)
    await sees(page, 'target_not_found', '.timeline')
    await sees(page, 'Observe the page', '.timeline')
    await expectSound(page)
    await stage.agent('DELETE', `/v1/users/default/browser/sessions/${id}`)
    await sees(page, 'Session closed', '.timeline')
    await visit(stage, page, '/sessions')
    await sees(page, 'closed', 'table')
    await expectSound(page)
  })

  test(`a saved login is granted, withdrawn, and revoked after a question (${size})`, async () => {
    const page = pageOf(size)
    const name = `shop-${size}`
    scene.saveLogin(name, ['shop.example'])
    await visit(stage, page, '/logins')
    await sees(page, 'Nobody yet', `article[aria-label="${name}"]`)
    await press(page, `Grant ${name}`)
    await press(page, `Withdraw ${name} from Agent first-agent`)
    await sees(page, 'Nobody yet', `article[aria-label="${name}"]`)
    await expectSound(page)
    await press(page, `Revoke ${name}`)
    await sees(page, 'cannot be undone', 'dialog[open]')
    await confirm(page, 'Revoke')
    await sees(page, 'The saved login was revoked.')
    await page.waitForSelector(`article[aria-label="${name}"]`, { hidden: true })
  })

  test(`a vault value is shown after the password alone, a locked one never; deleting is asked before (${size})`, async () => {
    const page = pageOf(size)
    const [open, locked] = [`open-${size}`, `locked-${size}`]
    await visit(stage, page, '/vault')
    await fill(page, '#entry-key', locked)
    await fill(page, '#entry-value', 'never to be seen')
    await press(page, 'Add an entry')
    await sees(page, 'Never shown again', `article[aria-label="${locked}"]`)
    await fill(page, '#entry-key', open)
    await fill(page, '#entry-value', 'a small secret')
    await page.locator('#entry-locked').click()
    await press(page, 'Add an entry')
    await press(page, `Reveal ${open}`)
    await fill(page, '#question-field', 'not the password')
    await confirm(page, 'Reveal')
    await sees(page, 'the password is not right')
    await press(page, `Reveal ${open}`)
    await fill(page, '#question-field', OWNER.password)
    await expectSound(page)
    await confirm(page, 'Reveal')
    await page.waitForSelector(`#value-${open}`)
    expect(await page.$eval(`#value-${open}`, field => (field as HTMLInputElement).value)).toBe('a small secret')
    await press(page, 'Hide')
    expect(await page.$(`#value-${open}`)).toBeNull()
    await expectSound(page)
    await press(page, `Delete ${open}`)
    await confirm(page, 'Delete')
    await sees(page, 'The entry was deleted.')
    expect(await page.content()).not.toContain('never to be seen')
  })

  test(`a kit's policy is changed and told in words, and a user put under it (${size})`, async () => {
    const page = pageOf(size)
    const kit = `kit-${size}`
    await visit(stage, page, '/users')
    await fill(page, '#kit-name', kit)
    await press(page, 'Add a kit')
    await page.waitForSelector(`article[aria-label="${kit}"]`)
    const card = `article[aria-label="${kit}"]`
    await page.locator(`${card} summary`).click()
    await fill(page, `${card} input[name=max_sessions]`, '3')
    await fill(page, `${card} input[name=domains]`, 'shop.example')
    await page.locator(`${card} button[type=submit]`).click()
    await sees(page, 'on shop.example, 3 at once at most', card)
    await fill(page, '#user-external', `customer-${size}`)
    await press(page, 'Add a user')
    const user = `article[aria-label="customer-${size}"]`
    await page.waitForSelector(user)
    const kitId = await page.$eval(
      `${user} select`,
      (list, name) => [...(list as HTMLSelectElement).options].find(option => option.text === name)?.value ?? '',
      kit,
    )
    await page.select(`${user} select`, kitId)
    await sees(page, 'The kit was assigned.')
    await press(page, `Suspend customer-${size}`)
    await sees(page, 'suspended', user)
    await expectSound(page)
  })

  test(`usage and health show numbers, and the log shows events as they come (${size})`, async () => {
    const page = pageOf(size)
    const id = await scene.openSession('<h1>Shop</h1>')
    await visit(stage, page, '/usage')
    await sees(page, 'navigate', 'main')
    await expectSound(page)
    await visit(stage, page, '/health')
    await sees(page, 'Ready: everything works.')
    if (size === 'phone') {
      await press(page, 'Look now')
      await sees(page, 'in its sandbox', '.findings')
    }
    await expectSound(page)
    await visit(stage, page, '/audit')
    await fill(page, '#audit-action', 'browser.observe')
    await press(page, 'Filter')
    await settle(page)
    const before = await page.$$eval('tbody tr', rows => rows.length)
    await stage.agent('POST', `/v1/users/default/browser/sessions/${id}/observe`, {})
    await page.waitForFunction(count => document.querySelectorAll('tbody tr').length === count + 1, {}, before)
    await expectSound(page)
    await stage.agent('DELETE', `/v1/users/default/browser/sessions/${id}`)
  })

  test(`a session of the same account elsewhere is signed out from here (${size})`, async () => {
    const page = pageOf(size)
    const other = await stage.open('desktop')
    await signIn(stage, other)
    await visit(stage, page, '/account')
    await expectSound(page)
    const mine = await page.$$eval('main .rows button', buttons => buttons.length)
    expect(mine).toBeGreaterThan(0)
    await page.$$eval('main .rows button', buttons => (buttons.at(0) as HTMLButtonElement).click())
    await sees(page, 'That session was signed out.')
    await other.browserContext().close()
  })
}

test('an approval is decided with the keyboard alone, and the focus is back where it was', async () => {
  const title = 'Sign up by keyboard'
  scene.askFor(title)
  await visit(stage, desktop, '/')
  await sees(desktop, title)
  const isFocused = (name: string) =>
    desktop.evaluate(wanted => document.activeElement?.getAttribute('aria-label') === wanted, name)
  for (let presses = 0; presses < 60 && !(await isFocused(`Deny: ${title}`)); presses += 1)
    await desktop.keyboard.press('Tab')
  expect(await isFocused(`Deny: ${title}`)).toBe(true)
  await desktop.keyboard.press('Enter')
  await desktop.waitForSelector('dialog[open]')
  await desktop.keyboard.press('Escape')
  await desktop.waitForFunction(
    wanted => !document.querySelector('dialog') && document.activeElement?.getAttribute('aria-label') === wanted,
    {},
    `Deny: ${title}`,
  )
  await desktop.keyboard.down('Shift')
  await desktop.keyboard.press('Tab')
  await desktop.keyboard.up('Shift')
  await desktop.keyboard.press('Enter')
  await desktop.waitForFunction(() => !document.querySelector('[aria-label^="Approve: Sign up by keyboard"]'))
})

test('every page is a link of the one navigation, opens by itself, and nothing comes from anywhere else', async () => {
  await visit(stage, desktop, '/')
  expect(await desktop.$$eval('nav', navs => navs.length)).toBe(1)
  const links = await desktop.$$eval('nav a', anchors => anchors.map(anchor => anchor.getAttribute('href') ?? ''))
  expect(links.length).toBeGreaterThan(10)
  for (const link of links) {
    await visit(stage, desktop, link)
    expect(await desktop.$eval('nav a[aria-current=page]', anchor => anchor.getAttribute('href'))).toBe(link)
  }
  expect(requests.filter(url => !url.startsWith(stage.app.http.url) && !/^(data|blob):/.test(url))).toEqual([])
})
