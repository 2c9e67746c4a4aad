import { describe, expect, test } from 'bun:test'
import type { PageCapture } from '../../../src/contract/capture.ts'
import { readModelAnswer } from '../../../src/extraction/answer/model-answer.ts'

const capture: PageCapture = {
  url: 'http://a.test/x',
  title: 'Invoice 17',
  lang: 'en',
  viewport: { width: 1, height: 1 },
  meta: [],
  linkedData: [],
  body: {
    tag: 'body',
    children: [
      { tag: 'p', children: ['Total due:  € 1.249,50 by ', { tag: 'b', children: ['3 May 2025'] }] },
      { tag: 'a', attributes: { href: 'http://a.test/pay' }, children: ['Pay now'] },
      { tag: 'p', hidden: 'all', children: ['secret rebate 77'] },
      { tag: 'input', value: 'ACME Ltd' },
    ],
  },
}

const read = (json: unknown, schema?: object) =>
  readModelAnswer({ found: true, json: JSON.stringify(json) }, capture, { ...(schema && { schema }) })

describe('a model answer is held against the page', () => {
  test('texts count that stand there, across elements, in fields and in addresses', () => {
    const result = { due: 'by 3 May 2025', link: 'http://a.test/pay', customer: 'ACME Ltd', title: 'Invoice 17' }
    expect(read(result)).toEqual({ kind: 'found', result, filled: 4, dropped: [] })
  })

  test.each([
    ['another word', 'Total paid'],
    ['a piece of a word', 'ota'],
    ['a piece of a number', '249'],
    ['what is hidden', 'secret rebate 77'],
    ['other capitals', 'acme ltd'],
  ])('%s does not', (_, text) => {
    expect(read([text, 'Pay now'])).toMatchObject({ result: [null, 'Pay now'], dropped: ['[0]'] })
  })

  test('numbers count as the page writes them, grouped or not', () => {
    expect(read({ total: 1249.5, half: 624.75, year: 2025 })).toMatchObject({
      result: { total: 1249.5, half: null, year: 2025 },
      dropped: ['half'],
    })
  })

  test('a schema says which fields there are, and of what type', () => {
    const schema = { type: 'object', properties: { total: { type: 'number' }, due: { type: 'string' } } }
    expect(read({ total: '1.249,50', due: '3 May 2025', more: 'Pay now' }, schema)).toMatchObject({
      result: { total: null, due: '3 May 2025' },
      dropped: ['total'],
    })
  })

  test('nothing is made of what is no answer', () => {
    const readRaw = (output: unknown) => readModelAnswer(output, capture).kind
    expect([undefined, 'x', [], { found: true }, { found: true, json: '{' }].map(readRaw)).toEqual(
      Array.from({ length: 5 }, () => 'malformed'),
    )
    expect(readRaw({ found: true, json: '["nowhere"]' })).toBe('malformed')
    expect(readRaw({ found: true, json: '{"a":null}' })).toBe('nothing')
    expect(readRaw({ found: false, json: '' })).toBe('nothing')
  })

  test('a result that never ends is not read to its end', () => {
    const deep = JSON.parse(`${'['.repeat(50)}"Pay now"${']'.repeat(50)}`)
    expect(read(deep)).toMatchObject({ kind: 'malformed' })
  })
})
