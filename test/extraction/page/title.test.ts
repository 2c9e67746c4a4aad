import { expect, test } from 'bun:test'
import { readPage } from '../../../src/extraction/page/page.ts'
import { titleOf } from '../../../src/extraction/page/title.ts'

test.each([
  ['Low Tide | Quay News', 'Low Tide', 'Low Tide'],
  ['Full-Time Ferry Jobs', 'Full Time Ferry Jobs', 'Full-Time Ferry Jobs'],
  ['Quayside | Rooms above the harbour by the night', 'Sleep well', 'Quayside | Rooms above the harbour by the night'],
  ['Quay', 'How the ferries of the north run in winter', 'How the ferries of the north run in winter'],
])('the title of "%s" with the heading "%s" is "%s"', (title, heading, expected) => {
  const page = readPage({
    url: 'http://a.test/',
    title,
    lang: 'en',
    viewport: { width: 1, height: 1 },
    meta: title === 'Quay' ? [] : [{ name: 'og:title', content: title }],
    linkedData: [],
    body: { tag: 'body', children: [{ tag: 'h1', children: [heading] }] },
  })
  expect(titleOf(page)).toBe(expected)
})
