import { isSameConcept, nameScore } from '../page/names.ts'
import type { Page } from '../page/page.ts'
import type { RecordSet } from '../page/record-set.ts'
import { isPeripheral } from '../page/scope.ts'
import { lineOf, wordsIn } from '../page/text.ts'

/** "5 of 42 results", "About 3 results", "171 products": the last number before the noun is how many there are. */
const COUNTED = /(\d[\d.,'\u202f\u00a0]*)\+?\s+(\p{L}[\p{L}-]*(?: \p{L}[\p{L}-]*)?)/gu

/** What pages call their entries, whatever they are. */
const ENTRIES =
  /^(results?|items?|entries|products?|articles?|hits|matches|records?|treffer|ergebnisse|artikel|résultats|resultados)$/i

/** How many of something there are, as the page says. */
export function statedCount(noun: string, page: Page): string | undefined {
  for (const element of page.elements) {
    if (isPeripheral(element) || element.children.every(child => typeof child !== 'string')) continue
    const line = lineOf(element)
    if (wordsIn(line).length > 14) continue
    const found = [...line.matchAll(COUNTED)].filter(([, , name = '']) => isNamed(noun, name))
    const count = found.at(-1)?.[1]
    if (count !== undefined) return count.replace(/[.,]$/, '')
  }
  return undefined
}

/** Words that make a number one of a part: "2 new posts". */
const PARTIAL = /^(new|unread|more|other|similar|related|selected|free|hidden)\b/i

const isNamed = (noun: string, name: string): boolean =>
  [name, name.split(' ')[0] ?? '', PARTIAL.test(name) ? name : (name.split(' ').at(-1) ?? '')].some(
    one => nameScore(noun, one) >= 0.9 || (ENTRIES.test(noun) && ENTRIES.test(one)),
  )

/** How many of something the page shows: the rows of what is called that. */
export function shownCount(noun: string, sets: readonly RecordSet[]): string | undefined {
  const scored = sets.map(set => ({
    set,
    score: Math.max(0, ...set.labels.slice(0, 6).map(label => Math.max(nameScore(noun, label), lastWord(noun, label)))),
  }))
  const best = scored
    .filter(({ set, score }) => score >= 0.6 && !isPeripheral(set.element))
    .sort((a, b) => b.score - a.score || meanLength(b.set) - meanLength(a.set))[0]
  return best ? String(best.set.rows.length) : undefined
}

/** The larger the entries, the further out they stand: the posts, not their lines. */
const meanLength = ({ texts }: RecordSet): number => texts.join('').length / Math.max(1, texts.length)

/** "posts" of "forum posts": what the things are, without which. */
const lastWord = (noun: string, label: string): number => {
  const [a, b] = [wordsIn(noun).at(-1) ?? '', wordsIn(label).at(-1) ?? '']
  return a !== '' && b !== '' && isSameConcept(a, b) ? 0.65 : 0
}
