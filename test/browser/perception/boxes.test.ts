import { afterAll, describe, expect, test } from 'bun:test'
import { execute } from '../../../src/browser/actions/execute.ts'
import { insidesOf } from '../../../src/browser/tab.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { useChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/driven-tab.ts'
import { serveSite } from '../../support/site.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const STYLE = `<style>body{margin:0}.c{display:contents}.f{float:left;width:100px;height:80px}.at{position:absolute;inset:0}
  .in{position:relative;width:300px;height:100px}.over::after{content:"";position:absolute;inset:0}</style>`

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='

/** Controls without a box of their own, or with one that is not what a person sees: role, name and, where no font tells it, the size that is seen. */
const PAGES: Readonly<Record<string, readonly [html: string, seen: string]>> = {
  'a link that is there for what it holds': [
    '<a class=c href=#a><div style="height:40px">Card</div></a>',
    'link Card 1280x40',
  ],
  'a button of text alone': ['<button class=c>Pay</button>', 'button Pay'],
  'a button in a grid of parts that only group': [
    '<ul class=c><li class=c><button class=c><span class=c><b style="display:block;width:90px;height:30px">Deep</b></span></button></ul>',
    'button Deep 90x30',
  ],
  'a tab with a shadow root': [
    `<x-tab class=c role=tab>Files</x-tab><script>customElements.define('x-tab', class extends HTMLElement { constructor() { super()
      this.attachShadow({ mode: 'open' }).innerHTML = '<div style="width:120px;height:32px"><slot></slot></div>' } })</script>`,
    'tab Files 120x32',
  ],
  'a link around a picture that floats': ['<a href=#a><img class=f alt=Boat></a>', 'link Boat 100x80'],
  'a link around a block that floats': ['<a href=#a><div class=f><h3>Boats</h3></div></a>', 'link Boats 100x80'],
  'a link around what is laid over a card': [
    '<div class=in><a href=#a><div class=at>Trip</div></a></div>',
    'link Trip 300x100',
  ],
  'a named link around an empty sheet': [
    '<div class=in><a href=#a aria-label=Trip><span class=at></span></a><p>Words</p></div>',
    'link Trip 300x100',
  ],
  'a link that its style stretches over a card': [
    '<div class=in><p>Words</p><a class=over href=#a aria-label=Trip></a></div>',
    'link Trip 300x100',
  ],
  'a link around a picture and a block': [
    `<a href=#a><img src="${PIXEL}" width=100 height=50 alt=Boat style="vertical-align:top"><div style="height:30px">Deal</div></a>`,
    'link Boat Deal 1280x80',
  ],
  'a link around blocks, with a menu beside them that is placed elsewhere': [
    '<a href=#a><h4 style="margin:0;height:20px">Mast</h4><p style="margin:0;height:20px">Sail</p><i style="position:absolute;top:400px">new</i></a>',
    'link Mast Sail new 1280x40',
  ],
  'a link without height of its own': [
    `<a href=#a style="font-size:0"><img src="${PIXEL}" width=60 height=50 alt=""><span style="font-size:16px">Home</span></a>`,
    'link Home',
  ],
  'a link over two lines, whose middle is beside it': [
    '<div style="width:200px"><span style="padding-right:150px">Go</span><a href=#a>to port</a></div>',
    'link to port',
  ],
}

describe('a control whose box is not its own', () => {
  test('is where a person sees it, and can be clicked there', async () => {
    await using lease = await chromium.lease()
    const { page } = insidesOf(lease.tab)
    const seen: Record<string, string> = {}
    for (const [what, [html, expected]] of Object.entries(PAGES)) {
      const script = `<script>onclick = event => { document.title = event.composedPath().some(el => el.matches?.('a, button, x-tab')) ? 'hit' : 'missed' }</script>`
      const driven = await openPage(lease.tab, site.show(`<!doctype html><title>T</title>${STYLE}${html}${script}`))
      const { nodes } = await driven.snapshot()
      const [control] = nodes.filter(({ interactive }) => interactive)
      if (!control) continue
      const { role, name, ref, box, state } = control
      using deadline = new Deadline(15_000)
      await execute(lease.tab, [{ method: 'click', ref }], { refs: driven.refs, deadline, allowWrites: true }).catch(
        () => {},
      )
      const title = await page.evaluate('document.title')
      const flags = [...Object.keys(state), ...(title === 'hit' ? [] : [String(title)])]
      const size = /\dx\d/.test(expected) ? [`${box.width}x${box.height}`] : []
      seen[what] = [role, name, ...size, ...flags].join(' ')
    }
    expect(seen).toEqual(Object.fromEntries(Object.entries(PAGES).map(([what, [, expected]]) => [what, expected])))
  })
})
