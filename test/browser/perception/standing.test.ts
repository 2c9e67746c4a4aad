import { afterAll, describe, expect, test } from 'bun:test'
import { insidesOf } from '../../../src/browser/tab.ts'
import { useChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/driven-tab.ts'
import { serveSite } from '../../support/site.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const BODY = `<style>.gone{color:red}</style><h1>Ferry</h1><p id=p>Calm</p><button id=b>Board</button>
  <label><input type=checkbox id=c> Car</label><input id=i value=Ann aria-label=Name><select id=s aria-label=Port><option>North<option>South</select>
  <div id=m></div><div style="height:40px;overflow:auto" id=o><div style="height:200px"><button>Deck</button></div></div>
  <div id=h></div>`

const url = site.show(`<!doctype html><title>T</title>${BODY}`)

describe('a page that was read', () => {
  const changes: Readonly<Record<string, string>> = {
    'of a text': `p.firstChild.data = 'Rough'`,
    'of an attribute': `b.setAttribute('aria-pressed', 'true')`,
    'of what a field holds': `i.value = 'Bo'`,
    'of a box by script': `c.checked = true`,
    'of a choice by script': `s.selectedIndex = 1`,
    'of the focus': `i.focus()`,
    'of the title': `document.title = 'U'`,
    'of the address': `history.pushState({}, '', '/elsewhere')`,
    'by scrolling': `scrollBy(0, 1); document.body.style.height = '3000px'; scrollBy(0, 50)`,
    'by scrolling within': `o.scrollTop = 30`,
    'of a style sheet': `document.styleSheets[0].insertRule('#p{display:none}')`,
    'of a rule': `document.styleSheets[0].cssRules[0].selectorText = '#b'; document.styleSheets[0].cssRules[0].style.display = 'none'`,
    'by an adopted sheet': `{ const sheet = new CSSStyleSheet(); sheet.replaceSync('#b{visibility:hidden}'); document.adoptedStyleSheets = [sheet] }`,
    'by a shadow root': `h.attachShadow({ mode: 'open' }).innerHTML = '<button>Below</button>'`,
    'by a closed shadow root': `h.attachShadow({ mode: 'closed' }).innerHTML = '<button>Below</button>'`,
    'by an animation that has begun': `b.animate([{ transform: 'none' }, { transform: 'translateX(200px)' }], { duration: 1, fill: 'forwards' }).finished.then(() => {})`,
  }

  test('is not read anew while nothing changes, and is after any change', async () => {
    await using lease = await chromium.lease()
    for (const [name, change] of Object.entries(changes)) {
      const driven = await openPage(lease.tab, url)
      await driven.snapshot()
      const before = await driven.snapshot()
      expect([name, (await driven.snapshot()) === before]).toEqual([name, true])
      await insidesOf(lease.tab).page.evaluate(change)
      const isNew = JSON.stringify(await driven.snapshot()) !== JSON.stringify(before)
      expect([name, isNew]).toEqual([name, true])
    }
  })
})
