import { describe, expect, test } from 'bun:test'
import { Deadline } from '../../src/lib/deadline.ts'
import { Secret } from '../../src/lib/secret.ts'
import { useChromium } from '../support/chromium.ts'
import { serveSite } from '../support/site.ts'

const chromium = useChromium()
const SECRET = 'Kq7vTz-2mWx9Rb4'
const BIG = 'font: 40px monospace'

/** Markup that shows `%P`, by where it stands. */
const SHOWN: readonly (readonly [string, string])[] = [
  ['in a paragraph', `<p style="${BIG}">%P</p>`],
  ['in a field', `<input value="%P" style="${BIG}">`],
  [
    'in an attribute that a style shows',
    `<style>b::after { content: attr(data-p); ${BIG} }</style><b data-p="%P"></b>`,
  ],
  ['in an open shadow root', `<div><template shadowrootmode="open"><p style="${BIG}">%P</p></template></div>`],
  ['in a closed shadow root', `<div><template shadowrootmode="closed"><p style="${BIG}">%P</p></template></div>`],
  [
    'in a closed shadow root in another',
    `<div><template shadowrootmode="closed"><section><template shadowrootmode="closed"><p style="${BIG}">%P</p></template></section></template></div>`,
  ],
  [
    'in a closed shadow root of a frame',
    `<iframe width="600" height="200" srcdoc='<div><template shadowrootmode="closed"><p style="${BIG}">%P</p></template></div>'></iframe>`,
  ],
]

/** A picture of a page that shows the text, after the secret was typed in the context. */
const pictureOf = async (markup: string, text: string): Promise<string> => {
  using site = serveSite()
  await using lease = await chromium.lease()
  using deadline = new Deadline(20_000)
  const taint = await lease.tab.taint(() => true)
  taint.add([new Secret(SECRET)])
  await lease.tab.navigate(site.show(`<!doctype html><body>${markup.replace('%P', text)}`), { deadline })
  return Buffer.from(await lease.tab.screenshot()).toString('base64')
}

describe('a picture does not show what was typed', () => {
  for (const [where, markup] of SHOWN)
    test(where, async () => {
      const nothing = await pictureOf(markup.replaceAll(BIG, `${BIG}; opacity: 0`), SECRET)
      expect(await pictureOf(markup, SECRET)).toBe(nothing)
      expect(await pictureOf(markup, 'ordinary words.')).not.toBe(nothing)
    })
})
