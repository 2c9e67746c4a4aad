import { afterAll, expect, test } from 'bun:test'
import type { Page } from 'puppeteer-core'
import { type PackedReading, unpackNodes } from '../../../src/browser/injected/wire.ts'
import { readDocument } from '../../../src/browser/perception/reading.ts'
import { call } from '../../../src/browser/perception/world.ts'
import { insidesOf } from '../../../src/browser/tab.ts'
import { useChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/driven-tab.ts'
import { serveSite } from '../../support/site.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const BODY = `<style>.gone{display:none}.wide{padding:9px}.seen::before{content:"New "}:checked~p{visibility:hidden}</style>
  <h1>Ferry</h1><input type=checkbox id=c><p>Calm</p><form><label>Name <input id=i value=Ann></label><button>Board</button></form>
  <ul>${'<li><a href="#x">Deck</a> <span>lower</span></li>'.repeat(12)}</ul>
  <table><tr><th>Port<td>North<tr><th>Quay<td><button>Call</button></table><div style="position:fixed;top:0">Notice</div>
  <div style="height:2000px"></div><select><option>One<option>Two</select>`

/** Runs in the page: changes something that is picked by a number. */
const change = (seed: number): void => {
  const pick = <T>(from: ArrayLike<T>, salt: number): T => from[(seed * salt + salt) % from.length] as T
  const el = pick(document.querySelectorAll('body *:not(style, option)'), 7) as HTMLElement
  const field = document.querySelector('#i') as HTMLInputElement
  const changes = [
    () => el.classList.toggle('gone'),
    () => el.classList.toggle('wide'),
    () => el.classList.toggle('seen'),
    () => el.setAttribute('aria-label', `Label ${seed}`),
    () => el.toggleAttribute('hidden'),
    () => el.after(el.cloneNode(true)),
    () => el.before(document.createTextNode(`words ${seed} `)),
    () => document.body.append(el),
    () => el.replaceWith(...el.childNodes),
    () => document.querySelector('ul')?.prepend(pick(document.querySelectorAll('li'), 11)),
    () => scrollTo(0, (seed * 37) % 900),
    () => field.focus(),
    () => Object.assign(field, { value: `v${seed}` }),
    () => (document.querySelector('#c') as HTMLInputElement).click(),
    () => Object.assign(document.querySelector('select') ?? {}, { selectedIndex: seed % 2 }),
    () => document.styleSheets[0]?.insertRule(`li:nth-child(${(seed % 9) + 1}){opacity:${seed % 2}}`),
    () => document.styleSheets[0]?.insertRule(`a::after{content:"${seed}"}`),
  ]
  pick(changes, 5)()
}

const readWhole = async (page: Page) => {
  const options = { maxElements: 60_000, maxNodes: 8_000 }
  const whole: PackedReading = JSON.parse(await call(page.mainFrame(), 'read', options))
  return unpackNodes(whole, [])
}

test('a reading that goes on from the last one says what a whole one says', async () => {
  await using lease = await chromium.lease()
  const url = site.show(`<!doctype html><title>Ferry</title>${BODY}`)
  await openPage(lease.tab, url)
  const { page } = insidesOf(lease.tab)
  for (let seed = 0; seed < 60; seed += 1) {
    await readDocument(page.mainFrame())
    await page.evaluate(change, seed)
    const { nodes } = await readDocument(page.mainFrame())
    expect([seed, nodes]).toEqual([seed, await readWhole(page)])
  }
})

test('what style adds to a text is part of a name, wherever its rule stands', async () => {
  await using lease = await chromium.lease()
  const added = `button::before{content:"New "}`
  const many = '.x{color:red}'.repeat(500)
  const sheets: Readonly<Record<string, string>> = {
    plain: `<style>${added}</style>`,
    last: `<style>button:hover{color:red}@font-face{font-family:x;src:url(x)}${many}${added}</style>`,
    nested: `<style>button{color:red;&::before{content:"New "}}</style>`,
    layered: `<style>@layer a{@media all{@supports (color:red){${added}}}}</style>`,
    imported: `<style>@import url("data:text/css,${encodeURIComponent(added)}");</style>`,
    adopted: `<script>{const s=new CSSStyleSheet;s.replaceSync('${added}');document.adoptedStyleSheets=[s]}</script>`,
    variable: `<style>:root{--added:"New "}button::before{content:var(--added)}</style>`,
  }
  const names: [string, string[]][] = []
  for (const [where, sheet] of Object.entries(sheets)) {
    const driven = await openPage(lease.tab, site.show(`<!doctype html>${sheet}<button>Boat</button>`, `/${where}`))
    const { nodes } = await driven.snapshot()
    names.push([where, nodes.filter(({ role }) => role === 'button').map(({ name }) => name)])
  }
  expect(names).toEqual(Object.keys(sheets).map(where => [where, ['New Boat']]))
})
