import { describe, expect, test } from 'bun:test'
import type { Block } from '../../../src/extraction/main-content/blocks.ts'
import { chooseBlocks } from '../../../src/extraction/main-content/choice.ts'
import { readPage } from '../../../src/extraction/page/page.ts'

const body = readPage({
  url: 'http://a.test/',
  title: '',
  lang: '',
  viewport: { width: 1, height: 1 },
  meta: [],
  linkedData: [],
  body: { tag: 'body' },
}).body

const blockOf = (text: string): Block => ({
  element: body,
  text,
  words: text.split(' ').length,
  linked: 0,
  links: 0,
  order: 0,
  html: () => text,
})

const words = (count: number, word: string): string => Array.from({ length: count }, (_, i) => `${word}${i}`).join(' ')

const shown = (judged: readonly (readonly [string, number])[]): string[] =>
  chooseBlocks(judged.map(([text, likelihood]) => ({ block: blockOf(text), likelihood }))).map(({ text }) =>
    String(text.split(' ')[0]),
  )

/** Far enough apart that no block leans on another. */
const gap = [
  ['-', 0],
  ['-', 0],
  ['-', 0],
] as const

describe('the blocks that are shown', () => {
  test('are the likely ones where the page is clear', () => {
    expect(
      shown([[words(50, 'nav'), 0.05], ...gap, [words(200, 'text'), 0.97], ...gap, [words(50, 'more'), 0.3]]),
    ).toEqual(['text0'])
  })

  test('are more where nothing on the page is sure', () => {
    expect(
      shown([[words(50, 'nav'), 0.02], ...gap, [words(60, 'some'), 0.4], ...gap, [words(50, 'more'), 0.35]]),
    ).toEqual(['some0', 'more0'])
  })

  test('take in what stands between two of them', () => {
    expect(shown([[words(40, 'one'), 0.95], ['date', 0.3], [words(40, 'two'), 0.95], ...gap])).toEqual([
      'one0',
      'date',
      'two0',
    ])
  })

  test('say a long text once, not its preview too', () => {
    const whole = words(60, 'whole')
    const preview = `${whole.split(' ').slice(0, 30).join(' ')} who…`
    expect(shown([[preview, 0.95], ...gap, [whole, 0.95]])).toEqual(['whole0'])
    expect(
      shown([
        ['yes', 0.9],
        [words(30, 'a'), 0.95],
        ['yes', 0.9],
      ]),
    ).toEqual(['yes', 'a0', 'yes'])
  })
})
