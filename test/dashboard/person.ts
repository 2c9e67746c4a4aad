import { expect } from 'bun:test'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Frame, Page } from 'puppeteer-core'
import { OWNER, PATIENCE_MS, type Stage } from './stage.ts'

const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** Signs in on a page of the dashboard and waits for the navigation. */
export const signIn = async (stage: Stage, page: Page, path = '/'): Promise<void> => {
  await page.goto(stage.app.http.url + path)
  await page.locator('#email').fill(OWNER.email)
  await page.locator('#password').fill(OWNER.password)
  await page.locator('button[type=submit]').click()
  await page.waitForSelector('nav a[href="/approvals"]')
}

/** Opens a page of the dashboard of somebody who is signed in, and waits until nothing is loading. */
export const visit = async (stage: Stage, page: Page, path: string): Promise<void> => {
  await page.goto(stage.app.http.url + path)
  await settle(page)
}

/** Waits until the page's heading is there and nothing in it is loading. */
export const settle = async (page: Page): Promise<void> => {
  await page.waitForSelector('main h1')
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
}

/** Clicks the button of an exact accessible name. */
export const press = (page: Page, name: string): Promise<void> => page.locator(`aria/${name}[role="button"]`).click()

/** Moves the focus with Tab until a button of that name has it, sees that the focus shows, and presses Enter. `within`: a frame. */
export const pressByKeyboard = async (page: Page, name: string, within: Frame | Page = page): Promise<void> => {
  const isFocused = () =>
    within.evaluate(wanted => {
      const element = document.hasFocus() ? document.activeElement : null
      return element?.tagName === 'BUTTON' && (element.getAttribute('aria-label') ?? element.textContent) === wanted
    }, name)
  for (let presses = 0; presses < 120 && !(await isFocused()); presses += 1) await page.keyboard.press('Tab')
  expect(await isFocused()).toBe(true)
  const ring = await within.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outline)
  expect(ring).not.toMatch(/none| 0px/)
  await page.keyboard.press('Enter')
}

/** Clicks the one button in the open dialog that does what was asked, which must have that name. */
export const confirm = async (page: Page, name: string): Promise<void> => {
  await page.waitForSelector('dialog[open]')
  expect(await page.$eval('dialog[open] button[type=submit]', button => button.textContent)).toBe(name)
  await page.locator('dialog[open] button[type=submit]').click()
  await page.waitForFunction(() => !document.querySelector('dialog'))
}

/** Writes into a field. */
export const fill = (page: Page, selector: string, value: string): Promise<void> => page.locator(selector).fill(value)

/** Waits for a text in the page's main part, or in an element of it. */
export const sees = async (page: Page, text: string, within = 'body'): Promise<void> => {
  await page.waitForFunction(
    (wanted, selector) => document.querySelector(selector)?.textContent?.includes(wanted),
    { timeout: PATIENCE_MS },
    text,
    within,
  )
}

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/** Holds the page to WCAG 2.2 A and AA as far as axe-core can see, and to its width: nothing scrolls sideways. */
export const expectSound = async (page: Page): Promise<void> => {
  await page.evaluate(() => window.scrollTo(0, 0)) // nothing half under the bar
  await page.evaluate(axeSource)
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (where: Document, options: object) => Promise<{ violations: Violation[] }> }
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await axe.run(document, { runOnly: tags })
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(node => `${node.html} ${node.failureSummary}`).join(' | ')}`,
    )
  })
  expect(violations).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
}
