import { afterAll, describe, expect, test } from 'bun:test'
import { takeCapture } from '../../../src/browser/perception/capture.ts'
import { createVaultFinder } from '../../../src/browser/secret-finder.ts'
import type { PageCapture } from '../../../src/contract/capture.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { useChromium } from '../../support/chromium.ts'
import { failureOf } from '../../support/failure.ts'
import { fenceFor } from '../../support/fences.ts'
import { serveSite } from '../../support/site.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const capture = async (body: string, secret?: string): Promise<PageCapture> => {
  await using lease = await chromium.lease(fenceFor('127.0.0.1'))
  using deadline = new Deadline(15_000)
  await lease.tab.navigate(site.show(`<!doctype html><title>T</title>${body}`), { deadline })
  if (secret) lease.tab.protect(createVaultFinder([secret], []))
  return await takeCapture(lease.tab, { deadline })
}

const json = async (body: string): Promise<string> => JSON.stringify((await capture(body)).body)

describe('a capture', () => {
  test('reads open and closed shadow roots, with slotted content in its place', async () => {
    const body = await json(`<x-open><b>slotted</b></x-open><x-closed></x-closed>
      <script>for (const mode of ['open', 'closed']) customElements.define('x-' + mode, class extends HTMLElement {
        constructor() { super(); this.attachShadow({ mode }).innerHTML = '<p>' + mode + ' root <slot></slot></p>' } })</script>`)
    expect(body).toContain('open root ')
    expect(body).toContain('closed root ')
    expect(body.indexOf('slotted')).toBeGreaterThan(body.indexOf('open root '))
  })

  test('reads frames within reach and leaves others out', async () => {
    site.show('<p>inner figure 42</p>', '/inner')
    const body = await json(
      `<iframe src="/inner"></iframe><iframe src="${site.url('/inner', 'other.test')}?x"></iframe>`,
    )
    expect(body.split('inner figure 42')).toHaveLength(2)
  })

  test('reads the frames of framesets, nested ones too', async () => {
    site.show('<p>in stock: 42</p>', '/stock')
    site.show('<frameset cols="50%,50%"><frame src="/stock"><frame src="/stock?2"></frameset>', '/cols')
    const body = await json('<frameset rows="60,*"><frame src="/stock"><frame src="/cols"></frameset>')
    expect(body.split('in stock: 42')).toHaveLength(4)
  })

  test('marks what is not rendered, and keeps closed details', async () => {
    const { body } = await capture(`<p style="display:none">gone <b>too</b></p><div style="visibility:hidden">unseen
      <i style="visibility:visible">seen</i></div><details><summary>More</summary><p>folded</p></details>`)
    const [gone, unseen, details] = (body.children ?? []).filter(child => typeof child !== 'string')
    expect(gone).toMatchObject({ tag: 'p', hidden: 'all' })
    expect(unseen).toMatchObject({ tag: 'div', hidden: 'own' })
    expect(JSON.stringify(details)).not.toContain('hidden')
  })

  test('does not take what overflows to the left for hidden, where a page runs from right to left', async () => {
    const wide = '<div style="width:3000px"><p style="width:100px;position:absolute;left:-900px">words</p></div>'
    expect(await json(wide)).toContain('"clipped":true')
    expect(await json(`<html dir=rtl>${wide}`)).not.toContain('clipped')
  })

  test('carries field values but no secrets', async () => {
    const body =
      await json(`<input value="Ada"><input type=password value="pw-1"><input autocomplete="one-time-code" value="123456">
      <input autocomplete="cc-number" value="4111"><input type=hidden value="token-9"><textarea>note</textarea>`)
    for (const kept of ['Ada', 'note']) expect(body).toContain(kept)
    for (const secret of ['pw-1', '123456', '4111', 'token-9']) expect(body).not.toContain(secret)
  })

  test('is redacted in every string', async () => {
    const { title, meta, body, linkedData } = await capture(
      `<meta name=description content="hush-1 one"><script type="application/ld+json">{"a":"hush-1"}</script>
      <p title="hush-1 two">hush-1 three nv_sk_live_abcdefgh</p><input value="hush-1 four">`,
      'hush-1',
    )
    const all = JSON.stringify({ title, meta, body, linkedData })
    expect(all).not.toContain('hush-1')
    expect(all).not.toContain('nv_sk')
    expect(all).toContain('[redacted] three')
  })

  test('is not misled by a form whose fields are named like properties', async () => {
    const body = await json(
      '<form><input name=attributes><input name=localName><input name=childNodes><p>inside</p></form>',
    )
    expect(body).toContain('inside')
  })

  test('refuses a page that is too large', async () => {
    const { reason } = await failureOf(capture(`<p hidden id=p></p><script>p.textContent = 'x '.repeat(7e6)</script>`))
    expect(reason).toBe('page_too_large')
  })
})
