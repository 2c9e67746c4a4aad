import { priceTextIn } from '../../language/amounts.ts'
import { isWeekday, monthOf } from '../../language/calendar.ts'
import { sensesOf } from '../../language/lexicon.ts'
import { countOf } from '../../language/numbers.ts'
import { fold } from '../../language/text.ts'
import { likeness, wordsOf } from '../../language/words.ts'
import { childElements, type Element, type Page } from '../page/page.ts'
import { isPeripheral } from '../page/scope.ts'
import { lineOf } from '../page/text.ts'
import { mentions, SAME_WORD } from './binding.ts'
import type { Query, Said } from './query.ts'

/** What a sentence of the page says of what a question asks; undefined where none does, or two say different things. */
export const readProse = (query: Query, page: Page, title: string): string | undefined => {
  const asked = query.said.filter(({ role }) => role !== 'idle' && role !== 'aggregate')
  if (!READERS.has(query.ask) || asked.length === 0) return undefined
  const found = new Set<string>()
  for (const clause of clausesOf(page)) {
    const places = placesOf(asked, clause, { query, title })
    const answer = places && READERS.get(query.ask)?.({ clause, places, query })
    if (answer) found.add(answer)
  }
  const [only, second] = found
  return second === undefined ? only : undefined
}

/** A word of a clause, with the signs around it. */
interface Piece {
  readonly text: string
  /** Folded, without the signs around it. */
  readonly word: string
}

type Clause = readonly Piece[]

const LONGEST = 2_000
const clauses = new WeakMap<Page, readonly Clause[]>()

const isLeaf = (element: Element): boolean =>
  element.isBlock && !childElements(element).some(({ isBlock, tag }) => isBlock && tag !== 'br')

/** The sentences of running text, parted where one thing is told after the other. */
const clausesOf = (page: Page): readonly Clause[] => {
  const known = clauses.get(page)
  if (known) return known
  const found: Clause[] = []
  for (const element of page.elements) {
    if (!isLeaf(element) || isPeripheral(element)) continue
    const text = lineOf(element)
    if (text.length > LONGEST) continue
    for (const part of text.split(/(?<=[\p{L}\d)»”"]{2}[.!?])\s+(?=[\p{Lu}¿¡])|;\s+/u)) {
      const pieces = part
        .split(/\s+/)
        .map(piece => ({ text: piece, word: fold(piece).replace(/^[^\p{L}\p{N}£$€]+|[^\p{L}\p{N}€%]+$/gu, '') }))
      if (pieces.length > 2) found.push(pieces)
    }
  }
  clauses.set(page, found)
  return found
}

/** Where a clause says the telling words; undefined where it leaves one out that the page's title does not say either. */
const placesOf = (
  asked: readonly Said[],
  clause: Clause,
  { query, title }: { query: Query; title: string },
): readonly number[] | undefined => {
  const places: number[] = []
  for (const one of asked) {
    const at = clause.findIndex(({ word }) => wordsOf(word).some(read => likeness(one, read) >= SAME_WORD))
    if (at >= 0) places.push(at)
    else if (one.role === 'soft' || (one.role !== 'verb' && mentions(title, one)) || THINGS.has(one.word)) continue
    else return undefined
  }
  if (query.ask === 'when' && asked.length < 2) return undefined
  const isMeasured = query.measures.includes('price') && clause.some(({ word }) => PRICE_WORDS.has(word))
  return places.length > 0 && (places.length > 1 || isMeasured || asked.length === 1 || query.ask !== 'how_much')
    ? places
    : undefined
}

const THINGS: ReadonlySet<string> = new Set(['shop', 'store', 'museum', 'page', 'company'])
const PRICE_WORDS: ReadonlySet<string> = new Set(sensesOf('measure').get('price') ?? [])

interface Told {
  readonly clause: Clause
  /** Where the telling words stand. */
  readonly places: readonly number[]
  readonly query: Query
}

const clean = (text: string): string => text.replace(/^[("“«]+|[.,;:!?)"”»]+$/g, '')
const join = (clause: Clause, from: number, to: number): string =>
  clean(
    clause
      .slice(from, to)
      .map(({ text }) => text)
      .join(' '),
  )

/** How far a stretch is from the nearest telling word. */
const distance = (places: readonly number[], from: number, to: number): number =>
  Math.min(...places.map(at => (at < from ? from - at : at >= to ? at - to + 1 : 0)))

interface Stretch {
  readonly from: number
  readonly to: number
}

/** The one stretch nearest to the telling words; none where two are as near. */
const nearest = ({ clause, places }: Told, stretches: readonly Stretch[]): string | undefined => {
  const sorted = stretches
    .map(one => ({ ...one, far: distance(places, one.from, one.to) }))
    .filter(({ far }) => far <= FARTHEST)
    .sort((a, b) => a.far - b.far || b.from - a.from)
  const [best] = sorted
  return best && join(clause, best.from, best.to)
}

/** Words between what is asked and what answers it, at most. */
const FARTHEST = 9

/** Stretches of words that all pass, joined by small words in between. */
const stretches = (
  clause: Clause,
  isPart: (piece: Piece, at: number) => boolean,
  isJoint: (word: string) => boolean,
): Stretch[] => {
  const found: Stretch[] = []
  for (let at = 0; at < clause.length; at += 1) {
    const piece = clause[at]
    if (!piece || !isPart(piece, at)) continue
    const last = found.at(-1)
    const between = last ? clause.slice(last.to, at) : []
    if (
      last &&
      between.length <= 1 &&
      between.every(({ word }) => isJoint(word)) &&
      !/[,;:)]$|(?<!^\d{1,2})\.$/.test(clause[last.to - 1]?.text ?? '')
    ) {
      found[found.length - 1] = { from: last.from, to: at + 1 }
    } else found.push({ from: at, to: at + 1 })
  }
  return found
}

const PARTICLES: ReadonlySet<string> = new Set(['van', 'von', 'de', 'der', 'di', 'del', 'da'])
const BY: ReadonlySet<string> = new Set([
  'by',
  'von',
  'par',
  'por',
  'door',
  'is',
  'ist',
  'est',
  'es',
  "s'appelle",
  'called',
  'named',
  'heisst',
  'heet',
  'was',
])

/** A person: capitalised words beside what they do, after "by" or "is" or before it. */
const who = (told: Told): string | undefined => {
  const { clause, places } = told
  const names = stretches(
    clause,
    ({ text }, at) => /^[“"(]?\p{Lu}[\p{L}’'.-]+/u.test(text) && !places.includes(at),
    word => PARTICLES.has(word),
  ).filter(({ from, to }) => {
    const before = clause[from - 1]?.word ?? ''
    const after = clause[to]?.word ?? ''
    const isTold = BY.has(before) || (BY.has(after) && from === 0) || (from > 0 && places.includes(from - 1))
    return isTold && (to - from > 1 || from > 0)
  })
  const [first, second] = names
  return second === undefined || !first
    ? nearest(told, names)
    : nearest(
        told,
        names.filter(({ from }) => BY.has(clause[from - 1]?.word ?? '')),
      )
}

const CLOCK = /^\d{1,2}[:.]\d{2}$|^\d{1,2}h\d{0,2}$/
const ZONE = /^(?:utc|gmt|[cewm]e?s?t|bst|[ep][sd]t|mesz|mez)$/
const YEAR = /^(1\d|20)\d\d$/
const DAY = /^\d{1,2}(?:st|nd|rd|th|er)?$/
const AT: ReadonlySet<string> = new Set(['', 'at', 'um', 'a', 'de', 'del', 'om', 'the', 'of', 'to', 'bis', 'tot'])

/** A date, a time of day, a day of the week, as it is written. */
const when = (told: Told): string | undefined => {
  const { clause, places } = told
  const isHour = (at: number) =>
    /^\d{1,2}$/.test(clause[at]?.word ?? '') && /^(h|uhr|am|pm|heures|uur)$/.test(clause[at + 1]?.word ?? '')
  const isMonth = (at: number) => monthOf(clause[at]?.word ?? '') !== undefined
  const isPart = ({ word }: Piece, at: number): boolean =>
    CLOCK.test(word) ||
    (ZONE.test(word) && CLOCK.test(clause[at - 1]?.word ?? '')) ||
    YEAR.test(word) ||
    isWeekday(word) ||
    isHour(at) ||
    (isHour(at - 1) && at > 0) ||
    isMonth(at) ||
    (DAY.test(word) && (isMonth(at + 1) || isMonth(at + 2) || isMonth(at - 1)))
  const said = stretches(clause, isPart, word => AT.has(word))
  return nearest(
    told,
    said.filter(({ from, to }) => !clause.slice(from, to).every((_, i) => places.includes(from + i))),
  )
}

/** An amount of money near what it is for. */
const price = (told: Told): string | undefined => {
  const { clause, places } = told
  const paid = clause.flatMap((piece, at): Stretch[] => {
    if (/^\d[\d.,]*%$/.test(piece.word)) return [{ from: at, to: at + 1 }]
    if (/^\d[\d.,]*$/.test(piece.word) && clause[at + 1]?.text.startsWith('%')) return [{ from: at, to: at + 2 }]
    if (priceTextIn(clean(piece.text)) !== undefined) return [{ from: at, to: at + 1 }]
    const both = `${piece.text} ${clause[at + 1]?.text ?? ''}`
    return /^\d/.test(piece.text) && priceTextIn(clean(both)) !== undefined ? [{ from: at, to: at + 2 }] : []
  })
  const last = Math.max(...places)
  const after = paid.filter(({ from }) => from > last)
  return nearest(told, after.length > 0 ? after.slice(0, 1) : paid.length === 1 ? paid : [])
}

/** A number right before what is counted. */
const howMany = ({ clause, query }: Told): string | undefined => {
  const noun = query.said.find(({ role }, at) => at >= query.asked && role === 'open')
  const at = clause.findIndex(
    ({ word }) => noun !== undefined && wordsOf(word).some(read => likeness(noun, read) >= SAME_WORD),
  )
  for (const place of [at - 1, at - 2]) {
    const word = clause[place]?.word ?? ''
    if (place >= 0 && (/^\d[\d.,]*$/.test(word) || (word.length > 2 && countOf(word) !== undefined)))
      return join(clause, place, place + 1)
  }
  return undefined
}

const READERS: ReadonlyMap<string, (told: Told) => string | undefined> = new Map([
  ['who', who],
  ['when', when],
  ['how_much', price],
  ['how_many', howMany],
  [
    'which',
    told =>
      told.query.measures.includes('price') || told.query.said.some(({ word }) => PRICE_NAMES.has(word))
        ? price(told)
        : undefined,
  ],
])
const PRICE_NAMES: ReadonlySet<string> = new Set([
  'price',
  'fee',
  'rent',
  'fare',
  'preis',
  'prix',
  'precio',
  'prijs',
  'gebuhr',
  'miete',
  'charge',
])
