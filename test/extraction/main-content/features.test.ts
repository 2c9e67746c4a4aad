import { expect, test } from 'bun:test'
import trees from '../../../src/extraction/main-content/block-trees.json' with { type: 'json' }
import { describeBlocks, FEATURES } from '../../../src/extraction/main-content/features.ts'
import { readPage } from '../../../src/extraction/page/page.ts'

const page = readPage({
  url: 'http://a.test/',
  title: 'Tides',
  lang: 'en',
  viewport: { width: 800, height: 600 },
  meta: [],
  linkedData: [],
  body: {
    tag: 'body',
    children: [
      { tag: 'nav', children: [{ tag: 'a', attributes: { href: 'http://a.test/b' }, children: ['Elsewhere'] }] },
      { tag: 'p', children: ['The water comes in twice a day, and twice a day it leaves.'] },
    ],
  },
})

test('a block has a number for each feature, and the fitted trees ask for no other', () => {
  const described = describeBlocks(page)
  expect(described.map(({ features }) => features.length)).toEqual([FEATURES.length, FEATURES.length])
  expect(described.flatMap(({ features }) => features).every(Number.isFinite)).toBe(true)
  const asked = trees.trees.flatMap(tree => tree.filter((_, i) => i % 4 === 0))
  expect(Math.max(...asked)).toBeLessThan(FEATURES.length)
})

test('a menu and a paragraph are told apart', () => {
  const [menu, text] = describeBlocks(page).map(({ features }) => features)
  const of = (features: readonly number[] | undefined, name: (typeof FEATURES)[number]) =>
    features?.[FEATURES.indexOf(name)]
  expect([of(menu, 'inNav'), of(text, 'inNav')]).toEqual([1, 0])
  expect([of(menu, 'linkShare'), of(text, 'endsSentence')]).toEqual([1, 1])
})
