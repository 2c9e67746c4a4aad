import type { Page, PageNode } from './page.ts'
import { similarity, type Token, tokenize } from './text.ts'

/** Whether a place belongs to an item itself and not to one of its kind inside it: a reply is not its post. */
const isOwn = (page: Page, at: number, item: number): boolean => {
  let inner = page.itemOf[at] ?? -1
  while (inner > item) {
    if (page.nodes[inner]?.node.role === page.nodes[item]?.node.role) return false
    inner = page.itemOf[page.parentOf(inner)] ?? -1
  }
  return inner === item
}

/** Whether an item itself has a word, or one that means the same. */
const says = (page: Page, item: number, token: Token): boolean =>
  page
    .find(token)
    .some(
      ({ at, sim }) =>
        sim > (token.word.startsWith('#') ? 0.95 : 0.75) &&
        at >= item &&
        at < (page.nodes[item]?.end ?? 0) &&
        isOwn(page, at, item),
    )

/** The items of a page that have all of the words in themselves; of a row within a card only the row. */
export const itemsWithAll = (page: Page, words: readonly Token[]): readonly number[] => {
  if (words.length === 0) return []
  const hits = [...page.groupOf.keys()].filter(item => words.every(word => says(page, item, word)))
  return hits.filter(
    item =>
      !hits.some(
        other =>
          other > item &&
          other < (page.nodes[item]?.end ?? 0) &&
          page.nodes[other]?.node.role !== page.nodes[item]?.node.role,
      ),
  )
}

/** Whether any item of the page has the word. */
export const isSaidInItem = (page: Page, word: Token): boolean =>
  page.find(word).some(({ at, sim }) => sim > 0.75 && (page.itemOf[at] ?? -1) >= 0)

/** Whether the element's own label says the verb. */
export const saysVerb = (found: PageNode, word: string): boolean =>
  tokenize(word).some(verb =>
    [...found.labelTokens, ...found.extraTokens].some(token => similarity(verb, token) >= 0.68),
  )
