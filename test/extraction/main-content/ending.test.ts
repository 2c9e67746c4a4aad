import { describe, expect, test } from 'bun:test'
import type { CaptureElement } from '../../../src/contract/capture.ts'
import { blocksOf } from '../../../src/extraction/main-content/blocks.ts'
import { withEnding } from '../../../src/extraction/main-content/ending.ts'
import { FEATURES } from '../../../src/extraction/main-content/features.ts'
import { readPage } from '../../../src/extraction/page/page.ts'

const prose = (word: string): string => Array.from({ length: 60 }, (_, i) => `${word}${i}`).join(' ')
const p = (text: string): CaptureElement => ({ tag: 'p', children: [text] })

/** The first words of what is less likely than it was judged. */
const damped = (children: readonly CaptureElement[], says?: (typeof FEATURES)[number]): string[] => {
  const page = readPage({
    url: 'http://a.test/',
    title: '',
    lang: '',
    viewport: { width: 1, height: 1 },
    meta: [],
    linkedData: [],
    body: { tag: 'body', children: [...children] },
  })
  const features = FEATURES.map(name => (name === says ? 1 : 0))
  const judged = blocksOf(page).map(block => ({ block, features, likelihood: 0.9 }))
  return withEnding(judged).flatMap(({ block, likelihood }) =>
    likelihood < 0.9 ? [block.text.split(' ')[0] ?? ''] : [],
  )
}

const article = [p(prose('a')), p(prose('b')), p(prose('c'))]

describe('the end of an article', () => {
  test.each([
    ['above comments', [...article, p('3 Comments'), p(prose('said'))], ['3', 'said0']],
    ['above a reply', [...article, p('Kommentar schreiben'), p('Name')], ['Kommentar', 'Name']],
    ['above related stories', [...article, p('Related stories'), p('Ferry late again')], ['Related', 'Ferry']],
    ['above a newsletter', [...article, p('→ Sign up for our newsletter'), p('Weekly')], ['→', 'Weekly']],
  ])('is %s', (_, children, expected) => {
    expect(damped(children)).toEqual(expected)
  })

  test.each([
    ['before there was much of it', [p('Comments'), ...article]],
    ['where it goes on', [...article, p('Related stories'), p(prose('d')), p(prose('e'))]],
    [
      'in a sentence that begins alike',
      [...article, p('Related work has shown for years that ferries run late at night')],
    ],
    ['in a list of links', [...article, { tag: 'ul', children: [{ tag: 'li', children: ['Comments'] }] }]],
  ] as [string, CaptureElement[]][])('is not %s', (_, children) => {
    expect(damped(children)).toEqual([])
  })

  test('a thread and a shop have none', () => {
    const children = [...article, p('3 replies'), p(prose('said'))]
    expect(damped(children, 'saysForum')).toEqual([])
    expect(damped(children, 'saysProduct')).toEqual([])
  })
})
