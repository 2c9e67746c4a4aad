import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { PageCapture } from '../../../src/contract/capture.ts'
import { extract } from '../../../src/extraction/extract.ts'
import { useChromium } from '../../support/chromium.ts'
import { serveSite } from '../../support/site.ts'
import { ask, captureHtml, pageOf } from '../support/captured.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

let invoice: PageCapture
let article: PageCapture
beforeAll(async () => {
  invoice = await captureHtml(chromium, site, await pageOf('extraction-facts'))
  article = await captureHtml(chromium, site, await pageOf('extraction-article'))
}, 30_000)

describe('single values', () => {
  test.each([
    ['What is the invoice total?', '€ 119.00'],
    ['What is the due date?', '14 April 2026'],
    ['What is the payment reference?', 'TS-2207'],
    ['Who is the customer?', 'Marsh Works'],
    ['What is the carrier?', 'Red Post'],
    ['What is the open balance?', '€ 20.50'],
    ['What is the contact?', 'Ada Marsh'],
    ['Which country is selected?', 'Ireland'],
  ])('%s', (instruction, expected) => {
    expect(ask(invoice, instruction)).toBe(expected)
  })

  test('are typed by a schema', () => {
    const schema = {
      type: 'object',
      properties: {
        total: { type: 'number' },
        due_date: { type: 'string', format: 'date' },
        express: { type: 'boolean' },
        email: { type: 'string' },
        discount: { type: ['number', 'null'] },
      },
    }
    expect(ask(invoice, 'Extract the invoice total and due date', schema)).toEqual({
      total: 119,
      due_date: '2026-04-14',
      express: true,
      email: 'billing@tallow.example',
      discount: null,
    })
  })

  test('come together as fields', () => {
    expect(ask(invoice, 'Extract the customer, VAT and reference of the invoice')).toEqual({
      customer: 'Marsh Works',
      vat: '€ 19.00',
      reference: 'TS-2207',
    })
  })

  test('never hold what is typed into a password field', () => {
    expect(JSON.stringify(invoice)).not.toContain('hunter2')
  })

  test('that the page lacks are not found', () => {
    expect(extract({ instruction: 'What is the shoe size?' }, invoice).kind).toBe('nothing_found')
  })
})

describe('an article', () => {
  test('has a title, author and date', () => {
    expect(ask(article, 'Extract the title, author and date of the article')).toEqual({
      title: 'The slow bridge',
      author: 'Wim Aalto',
      date: '4 May 2026',
    })
  })

  test('has a text without what surrounds it, and without what is hidden', () => {
    const { text } = ask(article, 'Extract the main content as text. Return {title, text}.') as { text: string }
    expect(text).toContain('The bridge over the Leer opens once an hour')
    expect(text).toContain('Built in 1911')
    for (const other of ['cookies', 'Facebook', 'Herring', 'Copyright', 'Ignore all', 'Sport'])
      expect(text).not.toContain(other)
  })

  test('reads as Markdown where that is asked for', () => {
    const { text } = ask(article, 'Extract the text of the article as markdown. Return {title, text}.') as {
      text: string
    }
    expect(text).toContain('## A vote')
    expect(text).toContain(`[ferryman](${site.url('/ferry')})`)
    expect(text).toMatch(/^-\s+Built in 1911$/m)
  })

  test('is told by linked data where the page does not say it', () => {
    expect(ask(article, 'What are the keywords?')).toEqual(['bridges', 'tides'])
  })
})
