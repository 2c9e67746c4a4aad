import { afterAll, describe, expect, test } from 'bun:test'
import { createVaultFinder } from '../../../src/browser/secret-finder.ts'
import type { Snapshot } from '../../../src/contract/snapshot.ts'
import { useChromium } from '../../support/chromium.ts'
import { interactiveNames, nodeNamed, openPage } from '../../support/driven-tab.ts'
import { fenceFor } from '../../support/fences.ts'
import { serveSite } from '../../support/site.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const read = async (body: string, path = '/page'): Promise<Snapshot> => {
  await using lease = await chromium.lease()
  const page = await openPage(lease.tab, site.show(`<!doctype html><title>T</title>${body}`, path))
  return await page.snapshot()
}

const texts = (snapshot: Snapshot): string[] => snapshot.nodes.flatMap(node => node.text ?? [])

describe('a snapshot', () => {
  test('names widgets and says their state', async () => {
    const snapshot = await read(`<h1>Shop</h1>
      <label>Size <select><option>S<option selected>M</select></label>
      <label><input type=checkbox checked> Gift wrap</label>
      <button disabled>Pay</button><a href="/help">Help</a><input placeholder="Coupon" value="X1">`)
    expect(nodeNamed(snapshot, 'heading', 'Shop').level).toBe(1)
    const size = nodeNamed(snapshot, 'combobox', 'Size')
    expect(size.value).toBe('M')
    expect(size.options?.map(option => option.name)).toEqual(['S', 'M'])
    expect(nodeNamed(snapshot, 'checkbox', 'Gift wrap').state.checked).toBe(true)
    expect(nodeNamed(snapshot, 'button', 'Pay').state.disabled).toBe(true)
    expect(nodeNamed(snapshot, 'link', 'Help').href).toBe(site.url('/help'))
    expect(nodeNamed(snapshot, 'textbox', 'Coupon').value).toBe('X1')
  })

  test('is a pre-order tree', async () => {
    const snapshot = await read('<ul><li>A <button>a</button><li>B <button>b</button></ul><p>end</p>')
    for (const [index, node] of snapshot.nodes.entries()) expect(node.parent).toBeLessThan(index)
    const b = nodeNamed(snapshot, 'button', 'b')
    expect(snapshot.nodes[b.parent]?.text).toBe('B')
  })

  test('holds nothing that is not rendered', async () => {
    const snapshot = await read(`<button hidden>h</button><button style="display:none">d</button>
      <button style="visibility:hidden">v</button><div style="height:0;overflow:hidden"><button>clipped</button></div>
      <details><summary>More</summary><button>closed</button></details><button style="position:absolute;left:-9999px">left</button>
      <div style="content-visibility:hidden"><button>skipped</button></div><div style="opacity:0"><button>clear</button></div>
      <button>seen</button>`)
    expect(interactiveNames(snapshot)).toEqual(['button More', 'button seen'])
  })

  test('tells what stands beside a field that nothing names, and the language of the page', async () => {
    const snapshot = await read(`<script>document.documentElement.lang = 'de'</script>
      <p>Do you own it? <input type=radio> Yes <input type=radio> No</p><table><tr><td>Make<td><input></table>
      <label>Town <input></label>`)
    expect(snapshot.lang).toBe('de')
    expect(
      snapshot.nodes.filter(({ interactive }) => interactive).map(node => [node.textBefore, node.textAfter]),
    ).toEqual([
      ['Do you own it?', 'Yes'],
      ['Yes', 'No'],
      ['Make', undefined],
      [undefined, undefined],
    ])
  })

  test('sees what stands below the fold and says so', async () => {
    const snapshot = await read('<div style="height:3000px"></div><button>low</button>')
    expect(nodeNamed(snapshot, 'button', 'low').state.offscreen).toBe(true)
  })

  test('says which elements are covered', async () => {
    const snapshot = await read(`<button style="position:absolute;top:50px">under</button>
      <div style="position:fixed;inset:40px 0 auto 0;height:60px;background:#eee">banner</div>
      <button style="pointer-events:none">dead</button><button>free</button>`)
    expect(nodeNamed(snapshot, 'button', 'under').state.covered).toBe(true)
    expect(nodeNamed(snapshot, 'button', 'dead').state.covered).toBe(true)
    expect(nodeNamed(snapshot, 'button', 'free').state.covered).toBeUndefined()
  })

  test('sees into open and closed shadow roots, nested ones too', async () => {
    const snapshot = await read(`<x-open></x-open><x-shut></x-shut><div id=plain></div><script>
      customElements.define('x-open', class extends HTMLElement { connectedCallback() {
        this.attachShadow({ mode: 'open' }).innerHTML = '<button>open</button><x-shut></x-shut>' } })
      customElements.define('x-shut', class extends HTMLElement { constructor() { super()
        this.attachShadow({ mode: 'closed' }).innerHTML = '<button>shut</button>' } })
      plain.attachShadow({ mode: 'closed' }).innerHTML = '<button>plain</button>'</script>`)
    expect(interactiveNames(snapshot)).toEqual(['button open', 'button shut', 'button shut', 'button plain'])
  })

  test('reads labelled controls that a page hides behind their label', async () => {
    const snapshot = await read(
      '<style>input{opacity:0;position:absolute;width:0;height:0}</style><label><input type=checkbox> Fancy</label>',
    )
    const box = nodeNamed(snapshot, 'checkbox', 'Fancy')
    expect(box.state.checked).toBe(false)
    expect(box.box.width).toBeGreaterThan(20)
  })

  test('finds custom widgets by their pointer, handler or focusability', async () => {
    const snapshot = await read(`<div style="cursor:pointer">By pointer</div><div onclick="1">By handler</div>
      <div tabindex=0>By focus</div><div style="cursor:grab">By grip</div><div>Plain</div>`)
    expect(interactiveNames(snapshot)).toEqual([
      'generic By pointer',
      'generic By handler',
      'generic By focus',
      'generic By grip',
    ])
  })

  test('keeps text that stands beside elements', async () => {
    const snapshot = await read('<ul><li><b>Mug</b> <span class=p>€4.50</span> <em>new</em> <button>Add</button></ul>')
    expect(texts(snapshot).join(' ')).toContain('€4.50')
    const add = nodeNamed(snapshot, 'button', 'Add')
    expect(snapshot.nodes[add.parent]?.role).toBe('listitem')
  })

  test('never holds passwords, nor fields that were passwords once, nor our own keys', async () => {
    await using lease = await chromium.lease()
    const html = `<label>Password <input id=p type=password value=hunter2></label>
      <label>Code <input autocomplete=one-time-code value=123456></label>
      <p>key nv_sk_live_abcdefghijklmnop</p><script>window.reveal = () => { p.type = 'text' }</script>`
    const page = await openPage(lease.tab, site.show(html, '/secrets'))
    expect(JSON.stringify(await page.snapshot())).not.toMatch(/hunter2|123456|abcdefghijkl/)
    const { insidesOf } = await import('../../../src/browser/tab.ts')
    await insidesOf(lease.tab).page.evaluate('reveal()')
    expect(JSON.stringify(await page.snapshot())).not.toMatch(/hunter2/)
  })

  test('is without what its tab is protected from showing', async () => {
    await using lease = await chromium.lease()
    const page = await openPage(lease.tab, site.show('<button title="Order ab-77-cd">Pay ab-77-cd</button>', '/redact'))
    expect(JSON.stringify((await page.snapshot()).nodes)).toContain('ab-77-cd')
    lease.tab.protect(createVaultFinder(['ab-77-cd'], []))
    expect(JSON.stringify((await page.snapshot()).nodes)).not.toContain('77')
  })

  test('survives form fields named like DOM properties', async () => {
    const snapshot =
      await read(`<form action="/a" method=post><input name=localName aria-label=one><input name=children aria-label=two>
      <input name=getAttribute aria-label=three><input name=attributes aria-label=four><input name=childNodes aria-label=five>
      <input name=parentElement aria-label=six><input name=hasAttribute aria-label=seven><button>Go</button></form>`)
    expect(interactiveNames(snapshot)).toHaveLength(8)
    expect(nodeNamed(snapshot, 'button', 'Go').submits).toEqual({ method: 'post', action: site.url('/a') })
  })
})

describe('refs', () => {
  test('name the same element as long as it lives and are never used again', async () => {
    await using lease = await chromium.lease()
    const page = await openPage(lease.tab, site.show('<button>A</button><button>B</button>', '/refs'))
    const first = await page.snapshot()
    const second = await page.snapshot()
    expect(second.nodes.map(node => node.ref)).toEqual(first.nodes.map(node => node.ref))
    const again = await openPage(lease.tab, site.url('/refs'))
    const third = await again.snapshot()
    expect(third.nodes.map(node => node.name)).toEqual(first.nodes.map(node => node.name))
    expect(page.refs.find(first.nodes[0]?.ref ?? '')?.number).toBeGreaterThan(0)
    const later = await page.snapshot()
    for (const node of later.nodes) expect(first.nodes.map(before => before.ref)).not.toContain(node.ref)
    expect(page.refs.find(first.nodes[0]?.ref ?? '')).toBeUndefined()
  })
})

describe('frames', () => {
  const inner = '<body style="margin:0"><button style="margin:0">Inside</button>'

  test('of the same and of another site are read where the fence lets them', async () => {
    await using lease = await chromium.lease(fenceFor('a.test', 'b.test'))
    site.show(inner, '/inner')
    const frame = (host: string) =>
      `<iframe style="border:5px solid;padding:3px" src="${site.url('/inner', host)}"></iframe>`
    site.show(`<body style="margin:0">${frame('a.test')}${frame('b.test')}${frame('c.test')}`, '/outer')
    const page = await openPage(lease.tab, site.url('/outer', 'a.test'))
    const snapshot = await page.snapshot()
    expect(snapshot.frames.map(f => new URL(f.url).hostname)).toEqual(['a.test', 'a.test', 'b.test'])
    const buttons = snapshot.nodes.filter(node => node.name === 'Inside')
    expect(buttons).toHaveLength(2)
    for (const button of buttons) expect(snapshot.nodes[button.parent]?.role).toBe('iframe')
    expect(buttons[0]?.box).toMatchObject({ x: 8, y: 8 })
  })

  test('without an address of their own belong to their parent', async () => {
    const snapshot = await read(
      `<iframe srcdoc="<button>Doc</button><iframe srcdoc='<button>Deep</button>'></iframe>"></iframe>`,
    )
    expect(interactiveNames(snapshot)).toEqual(['button Doc', 'button Deep'])
  })

  test('of a frameset are read as iframes are', async () => {
    site.show('<body style="margin:0"><a href="/orders">Orders</a>', '/menu')
    site.show('<frameset cols="200,*"><frame src="/inner"><frame src="/menu"></frameset>', '/cols')
    const frames = '<frame src="/menu" frameborder=0><frame src="/cols" frameborder=0>'
    const snapshot = await read(`<frameset rows="60,*" border=0>${frames}<noframes>old</noframes></frameset>`)
    expect(interactiveNames(snapshot)).toEqual(['link Orders', 'button Inside', 'link Orders'])
    const [, inside] = snapshot.nodes.filter(node => node.interactive)
    expect(snapshot.nodes[inside?.parent ?? -1]).toMatchObject({ tag: 'frame', role: 'iframe' })
    expect(inside?.box).toMatchObject({ x: 0, y: 60 })
  })
})
