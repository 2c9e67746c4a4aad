import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { execute } from '../../../src/browser/actions/execute.ts'
import { insidesOf } from '../../../src/browser/tab.ts'
import type { Action } from '../../../src/contract/action.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { useChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/driven-tab.ts'
import { failureOf } from '../../support/failure.ts'
import { serveSite } from '../../support/site.ts'

/*
 * Pickers of our own, each drawn and marked otherwise. `state` is what the page itself has taken; a page that refuses what is
 * picked must never be told of as a success.
 */

const chromium = useChromium()
const site = serveSite()
let lease: Awaited<ReturnType<typeof chromium.lease>>
beforeAll(async () => {
  lease = await chromium.lease()
})
afterAll(async () => {
  await lease[Symbol.asyncDispose]()
  site[Symbol.dispose]()
})

/** A month grid in a popup under `#f`; `draw` options: where the title and arrows stand, how cells are marked, what is refused. */
const CALENDAR = `
const two = n => String(n).padStart(2, '0'), f = document.getElementById('f'), box = document.getElementById('box')
const names = i => new Intl.DateTimeFormat(o.lang || 'en', { month: 'long' }).format(new Date(2024, i, 1))
const write = d => o.write ? o.write(d) : two(d.getMonth() + 1) + '/' + two(d.getDate()) + '/' + d.getFullYear()
let at = new Date(o.from || '2026-06-01T00:00'), picked = o.picked ? o.picked.map(d => new Date(d + 'T00:00')) : []
window.state = ''
const turn = by => { at = new Date(at.getFullYear(), at.getMonth() + by, 1); draw() }
const pick = d => {
  if (o.refuses) return
  if (o.range) picked = picked.length === 1 ? [picked[0], d].sort((a, b) => a - b) : [d]
  else picked = [d]
  const text = picked.map(write).join(' – ')
  if (o.needsOk) { box.querySelector('.ok').onclick = () => { f.value = window.state = text; close() }; return }
  if (!o.range || picked.length === 2 || o.writesHalf) f.value = window.state = text
  if (!o.range || picked.length === 2) close()
}
const close = () => { box.hidden = true }
const month = (y, m) => {
  const lead = (new Date(y, m, 1).getDay() + 6) % 7, n = new Date(y, m + 1, 0).getDate()
  const days = Array.from({ length: 42 }, (_, i) => new Date(y, m, i - lead + 1))
  return '<div class=m>' + (o.sharedTitle ? '' : '<b>' + names(m) + ' ' + y + '</b>') + '<table>' + Array.from({ length: 6 }, (_, w) => '<tr>' + (o.weeks ? '<td>' + (20 + w) + '</td>' : '') +
    days.slice(w * 7, w * 7 + 7).map(d => '<td><span class=d data-at=' + d.getTime() + ' style="cursor:pointer"' + (o.off && d.getDate() === o.off ? ' aria-disabled=true' : '') + '>' + d.getDate() + '</span></td>').join('') + '</tr>').join('') + '</table></div>'
}
const draw = () => {
  const [y, m] = [at.getFullYear(), at.getMonth()]
  box.innerHTML = '<p style="display:flex;justify-content:space-between;width:300px"><i class=p style="cursor:pointer">' + (o.arrows?.[0] ?? '‹') + '</i>' +
    (o.lists ? '<select class=ml>' + Array.from({ length: 12 }, (_, i) => '<option' + (i === m ? ' selected' : '') + '>' + names(i)).join('') + '</select><input class=yf size=4 value=' + y + '>' : o.sharedTitle ? '<b>' + names(m) + ' ' + y + '</b>' : '') +
    '<i class=n style="cursor:pointer">' + (o.arrows?.[1] ?? '›') + '</i></p>' + Array.from({ length: o.months || 1 }, (_, i) => month(new Date(y, m + i).getFullYear(), (m + i) % 12)).join('') + (o.needsOk ? '<button class=ok type=button>OK</button>' : '')
  box.querySelector('.p').onclick = () => o.stuck || turn(-1)
  box.querySelector('.n').onclick = () => o.stuck || turn(1)
  for (const cell of box.querySelectorAll('.d')) cell.onclick = () => cell.getAttribute('aria-disabled') || pick(new Date(Number(cell.dataset.at)))
  if (o.lists) {
    box.querySelector('.ml').onchange = e => { at = new Date(at.getFullYear(), e.target.selectedIndex, 1); draw() }
    box.querySelector('.yf').onchange = e => { at = new Date(Number(e.target.value), at.getMonth(), 1); draw() }
  }
}
f.onclick = f.onfocus = () => { if (box.hidden) { draw(); box.hidden = false } }
`

const calendar = (options: string, field = '<input id=f readonly aria-label=When>'): string =>
  `<style>#box{position:absolute;background:#fff;border:1px solid}[hidden]{display:none!important}</style>${field}<p>Room 4, floor 2</p><div id=box hidden></div><script>const o = ${options}\n${CALENDAR}</script>`

const TIMES = (inner: string, script: string, open = 'block'): string =>
  `<input id=f readonly aria-label=When value=09:00><div id=box style="display:none;border:1px solid;position:absolute">${inner}</div><script>
  const f = document.getElementById('f'), box = document.getElementById('box'); window.state = ''
  f.onclick = () => { box.style.display = '${open}' }; const put = t => { f.value = window.state = t }; ${script}</script>`

/** What a page is, what is asked of its field "When", and what the page has taken then. */
const TAKES: Readonly<Record<string, readonly [html: string, asked: string, state: string]>> = {
  'a calendar that is turned forward': [calendar('{}'), '2026-09-04', '09/04/2026'],
  'a calendar that is turned back over a year': [calendar('{}'), 'December 31, 2025', '12/31/2025'],
  'a calendar in another language, with numbers of weeks': [
    `<script>document.documentElement.lang = 'de'</script>${calendar("{ lang: 'de', weeks: true, write: d => two(d.getDate()) + '.' + two(d.getMonth() + 1) + '.' + d.getFullYear() }")}`,
    '4. Juli 2026',
    '04.07.2026',
  ],
  'lists of months and years': [calendar('{ lists: true }'), '1984-02-29', '02/29/1984'],
  'arrows without words, and a button that takes over': [
    calendar("{ needsOk: true, arrows: ['<svg width=12 height=12></svg>', '<svg width=12 height=12></svg>'] }"),
    '2026-07-14',
    '07/14/2026',
  ],
  'a range over two months that show': [
    calendar('{ range: true, months: 2 }'),
    '2026-06-28 to 2026-07-03',
    '06/28/2026 – 07/03/2026',
  ],
  'a range that was half chosen': [
    calendar(
      "{ range: true, writesHalf: true, picked: ['2026-06-10'] }",
      '<input id=f readonly aria-label=When value="06/10/2026">',
    ),
    '2026-06-15 – 2026-06-19',
    '06/15/2026 – 06/19/2026',
  ],
  'number fields of a time': [
    TIMES(
      '<input type=number class=h value=9 min=0 max=23> : <input type=number class=m value=0 min=0 max=59>',
      `const [h, m] = box.querySelectorAll('input'); for (const i of [h, m]) i.onblur = () => put(h.value.padStart(2, '0') + ':' + m.value.padStart(2, '0'))`,
    ),
    '14:30',
    '14:30',
  ],
  'a list of times': [
    TIMES(
      Array.from({ length: 48 }, (_, i) => `<div class=t>${i >> 1}:${i % 2 ? '30' : '00'}</div>`).join(''),
      "box.style.cssText += ';height:90px;overflow:auto'; box.onclick = e => put(e.target.textContent)",
    ),
    '2:30 PM',
    '14:30',
  ],
  'lists of hours and minutes with halves of the day': [
    TIMES(
      `<ul class=h>${Array.from({ length: 12 }, (_, i) => `<li>${i + 1}</li>`).join('')}</ul><ul class=m><li>00</li><li>15</li><li>30</li><li>45</li></ul><ul class=a><li>AM</li><li>PM</li></ul>`,
      "const at = { h: '9', m: '00', a: 'AM' }; box.onclick = e => { at[e.target.parentElement.className] = e.target.textContent; put(at.h + ':' + at.m + ' ' + at.a) }",
      'flex',
    ),
    '14:45',
    '2:45 PM',
  ],
  'a field that takes text, by its placeholder': [
    "<input id=f aria-label=When placeholder='DD/MM/YYYY' oninput='state = value'>",
    '2026-07-04',
    '04/07/2026',
  ],
  'a field that takes text, by what stands in it': [
    "<input id=f aria-label=When value='25.12.2026' oninput='state = value'>",
    '2026-07-04',
    '04.07.2026',
  ],
  'a field that is described': [
    "<input id=f aria-label=When aria-describedby=h oninput='state = value'><p id=h>Format: YYYY/MM/DD</p>",
    'July 4, 2026',
    '2026/07/04',
  ],
  'a field that tells no format takes what was said': [
    "<input id=f aria-label=When oninput='state = value'>",
    '2026-07-04',
    '2026-07-04',
  ],
  'a field that takes what is typed when it is left by a key': [
    `${calendar('{}', '<input id=f aria-label=When value=25.12.2025>')}<script>f.onkeydown = e => { if (e.key === 'Tab') { state = f.value; close() } }</script>`,
    '2026-07-04',
    '04.07.2026',
  ],
  'a range in the form that stands in the field': [
    "<input id=f aria-label=When value='06/13/2026 - 06/15/2026' oninput='state = value'>",
    '2026-06-28 to 2026-07-03',
    '06/28/2026 - 07/03/2026',
  ],
  'a field that undoes what was typed when it is left': [
    `${calendar('{}', '<input id=f aria-label=When>')}<script>f.onblur = () => { f.value = state }</script>`,
    '2026-07-04',
    '07/04/2026',
  ],
  'a field that undoes what is typed, and opens a calendar': [
    `${calendar('{}', '<input id=f aria-label=When>')}<script>f.oninput = () => { f.value = state }</script>`,
    '2026-07-04',
    '07/04/2026',
  ],
}

const REFUSES: Readonly<Record<string, readonly [html: string, asked: string, reason: string]>> = {
  'a calendar that takes no day': [calendar('{ refuses: true }'), '2026-06-14', 'no_effect'],
  'a calendar that writes another day': [
    calendar("{ write: d => '06/' + two(d.getDate() + 1) + '/2026' }"),
    '2026-06-14',
    'no_effect',
  ],
  'a calendar that does not turn': [calendar('{ stuck: true }'), '2026-09-14', 'target_not_found'],
  'a day that cannot be chosen': [calendar('{ off: 14 }'), '2026-06-14', 'target_not_found'],
  'a range of which only one end is taken': [
    calendar(
      "{ range: true, writesHalf: true, write: d => d.getDate() > 15 ? '' : two(d.getMonth() + 1) + '/' + two(d.getDate()) + '/2026' }",
    ),
    '2026-06-10 to 2026-06-20',
    'no_effect',
  ],
  'a field that opens nothing': ['<input id=f readonly aria-label=When>', '2026-06-14', 'target_not_found'],
  'a calendar of the page that is not the field’s': [
    `<input id=f readonly aria-label=When><h2>June 2026</h2><table><tr>${Array.from({ length: 30 }, (_, i) => `<td onclick="state='wrong'">${i + 1}</td>`).join('')}</table><script>state = ''</script>`,
    '2026-06-14',
    'target_not_found',
  ],
  'a list without the time': [
    TIMES(
      ['8:00', '9:00', '10:00'].map(t => `<div>${t}</div>`).join(''),
      'box.onclick = e => put(e.target.textContent)',
    ),
    '14:30',
    'target_not_found',
  ],
  'a time whose minutes are not taken': [
    TIMES(
      '<input type=number value=9> : <input type=number value=0>',
      "const [h, m] = box.querySelectorAll('input'); for (const i of [h, m]) i.onblur = () => put(h.value.padStart(2, '0') + ':00')",
    ),
    '14:30',
    'no_effect',
  ],
}

const setWhen = async (html: string, asked: string) => {
  const { refs, snapshot } = await openPage(
    lease.tab,
    site.show(`<!doctype html><meta charset=utf-8><title>T</title>${html}`),
  )
  await snapshot()
  using deadline = new Deadline(40_000)
  const action: Action = { method: 'fill', role: 'textbox', name: 'When', arguments: [asked] }
  return await execute(lease.tab, [action], { refs, deadline, allowWrites: true })
}
const stateOf = () => insidesOf(lease.tab).page.evaluate('typeof state === "undefined" ? "" : state')

describe('a day, a range or a time', () => {
  test.each(Object.entries(TAKES))('is set in %s', async (_, [html, asked, state]) => {
    const { effects } = await setWhen(html, asked)
    expect(await stateOf()).toBe(state)
    expect(effects.every(({ proven }) => proven !== false)).toBe(true)
  })

  test.each(Object.entries(REFUSES))('is not said to be set in %s', async (_, [html, asked, reason]) => {
    expect((await failureOf(setWhen(html, asked))).reason).toBe(reason as never)
    expect(await stateOf()).not.toBe('wrong')
  })
})
