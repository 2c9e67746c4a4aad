import { sensesOf } from '../../language/lexicon.ts'
import { likeness, wordsOf } from '../../language/words.ts'
import { sharesConcept, stemOf } from '../page/names.ts'
import { attribute, type Page } from '../page/page.ts'
import { lineOf, wordsIn } from '../page/text.ts'
import { toEnglish } from '../page/translations.ts'
import { wantedKinds } from './columns.ts'
import type { Query, Said } from './query.ts'

/** Things of any kind, and what may be measured of them: pages show these without naming them. */
const THINGS: ReadonlySet<string> = new Set(
  [
    ...sensesOf('generic').values(),
    [...sensesOf('measure').keys()],
    sensesOf('state').get('max') ?? [],
    sensesOf('state').get('min') ?? [],
  ]
    .flat()
    .map(stemOf),
)
/** From here on a word of the page says what a word of the question does. */
const SAYS = 0.8

const vocabularies = new WeakMap<Page, ReadonlySet<string>>()

/** Every word that a page shows, in its attributes too: what can be chosen, what a part is called. */
const vocabularyOf = (page: Page): ReadonlySet<string> => {
  const known = vocabularies.get(page)
  if (known) return known
  const words = new Set(wordsIn(`${lineOf(page.body)} ${page.title}`))
  for (const element of page.elements)
    for (const name of [
      'class',
      'aria-label',
      'placeholder',
      'data-options',
      'name',
      'itemprop',
      'alt',
      'title',
    ] as const)
      for (const word of wordsIn(attribute(element, name).replace(/[_-]/g, ' '))) words.add(word)
  for (const text of page.linkedData)
    for (const word of wordsIn(text.replace(/([a-z])([A-Z])/g, '$1 $2'))) words.add(word)
  vocabularies.set(page, words)
  return words
}

/** Telling words of a question that the page says nowhere, in no form and by no other name. */
export const unsaidOn = (page: Page, query: Query): readonly Said[] => {
  const vocabulary = vocabularyOf(page)
  const isSaid = (one: Said): boolean => {
    if (
      vocabulary.has(one.word) ||
      vocabulary.has(one.text.toLowerCase()) ||
      THINGS.has(stemOf(one.word)) ||
      wantedKinds({ key: one.word, name: toEnglish(one.text.toLowerCase()) }).length > 0
    )
      return true
    const own = stemOf(one.word)
    for (const word of vocabulary) {
      const [read] = wordsOf(word)
      if (read && (likeness(one, read) >= SAYS || sharesConcept(own, stemOf(word)))) return true
    }
    return false
  }
  return query.said.filter(one => one.role === 'open' && !isSaid(one))
}
