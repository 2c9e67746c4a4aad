import { measureIn, priceIn } from '../../language/amounts.ts'
import { readDate } from '../../language/dates.ts'
import { numberIn } from '../../language/numbers.ts'
import { likeness, wordsOf } from '../../language/words.ts'
import type { Page } from '../page/page.ts'
import type { Superlative } from '../reading/intent.ts'
import type { Told } from './told.ts'

/** What an item is compared by. undefined: it has none; NaN: several that could be meant. */
export type Measured = number | undefined

const STRUCK = new Set(['s', 'del', 'strike'])

/** The texts of an item, what is struck through left out. */
const textsOf = (page: Page, item: number): readonly string[] => {
  const texts: string[] = []
  for (let at = item; at < (page.nodes[item]?.end ?? item + 1); at += 1) {
    const { node, end } = page.nodes[at] ?? { node: undefined, end: 0 }
    const isLeaf = end === at + 1
    const text = node === undefined || STRUCK.has(node.tag) ? '' : (node.text ?? (isLeaf ? node.name : ''))
    if (text !== '') texts.push(text)
  }
  return texts
}

const firstOf = (texts: readonly string[], read: (text: string) => number | undefined): Measured => {
  for (const text of texts) {
    const value = read(text)
    if (value !== undefined) return value
  }
  return undefined
}

/** A day is written with a month's name or in figures with signs between them; "900 m" is no time. */
const WITH_DATE = /\d[./-]\d|\p{L}{3,}\.?\s*\d|\d\.?\s*\p{L}{3,}/u

const dateOf = (text: string, language: string | undefined, by: 'day' | 'time'): number | undefined => {
  if (!(by === 'day' ? WITH_DATE : /\d/).test(text)) return undefined
  const read = readDate(text, { today: new Date(0), ...(language ? { language } : {}) })
  if (read === undefined || !(read.certain.has('month') || (by === 'time' && read.certain.has('hour'))))
    return undefined
  return Date.UTC(read.year, read.month - 1, read.day, read.hour ?? 0, read.minute ?? 0)
}

const YEAR = /(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d.,]\d)\b/g
const RATING =
  /(\d(?:[.,]\d+)?)\s*(?:\/\s*(?:5|10)|out of|stars?|★|⭐)|[★⭐]\s*(\d(?:[.,]\d+)?)|rat(?:ed|ing)?:?\s*(\d(?:[.,]\d+)?)/i

/** "8.9 Superb": a mark out of five or ten before a word of praise. */
const MARK = /^(\d(?:[.,]\d)?|10)\s+\p{L}/u

const ratingOf = (text: string): number | undefined => {
  const found = RATING.exec(text) ?? MARK.exec(text)
  return found ? numberIn(found[1] ?? found[2] ?? found[3] ?? '') : undefined
}

const numbersIn = (text: string): readonly number[] =>
  (text.match(/[-−]?\d[\d.,']*/g) ?? []).flatMap(digits => numberIn(digits) ?? [])

/** The one number that stands right beside a word that was said: "built 1998, docks 4". */
const numberBeside = (text: string, { word }: Told): number | undefined => {
  const pieces = text.split(/[\s,;:·|]+/).filter(piece => piece !== '')
  const beside = pieces.flatMap((piece, i) =>
    wordsOf(piece).some(found => likeness(word, found) >= 0.6)
      ? [pieces[i - 1], pieces[i + 1]].map(near =>
          near !== undefined && /^[-−]?\d/.test(near) ? numberIn(near) : undefined,
        )
      : [],
  )
  // "docks 4 built 1998" and "4 docks 9 lifts": what stands after the word counts where the text begins with words.
  const [before, after] = beside
  return beside.length !== 2 ? undefined : /^\D/.test(text.trim()) ? (after ?? before) : (before ?? after)
}

/** The numbers that stand by a word that was said ("12 likes", "Attendance 71 %"), else the only one that there is. */
const numberBy = (texts: readonly string[], said: readonly Told[]): Measured => {
  const beside = said.flatMap(told =>
    texts.flatMap((text, at) => {
      if (!wordsOf(text).some(found => likeness(told.word, found) >= 0.6)) return []
      const nearest = numberBeside(text, told)
      if (nearest !== undefined) return [nearest]
      const own = numbersIn(text)
      return own.length > 0 ? own : numbersIn(texts[at + 1] ?? '').slice(0, 1)
    }),
  )
  const values = new Set(beside.length > 0 ? beside : texts.flatMap(numbersIn))
  return values.size > 1 ? Number.NaN : [...values][0]
}

/** The number in the column whose header has a word that was said. */
const numberInColumn = (page: Page, item: number, said: readonly Told[]): Measured => {
  for (let at = item; at < (page.nodes[item]?.end ?? item + 1); at += 1) {
    const { column } = page.places.of(at)
    const title = column < 0 ? [] : (page.nodes[column]?.words ?? [])
    if (!said.some(({ word }) => title.some(found => likeness(word, found) >= 0.6))) continue
    const text = page.nodes[at]?.node.text ?? ''
    const measured = measureIn(text)?.amount ?? numberIn(text)
    if (measured !== undefined) return measured
  }
  return undefined
}

/** What "cheapest", "newest", "largest" compare, read off an item. */
export const measureOf = (page: Page, item: number, { by }: Superlative, said: readonly Told[]): Measured => {
  const texts = textsOf(page, item)
  const language = page.snapshot.lang
  const column = numberInColumn(page, item, said)
  if (column !== undefined) return column
  switch (by) {
    case 'price':
      return firstOf(texts, text => priceIn(text, language)?.amount)
    case 'date': {
      const years = new Set(texts.flatMap(text => text.match(YEAR) ?? []))
      const year = years.size === 1 ? Date.UTC(Number([...years][0]), 0) : undefined
      return firstOf(texts, text => dateOf(text, language, year === undefined ? 'time' : 'day')) ?? year
    }
    case 'rating':
      return firstOf(texts, ratingOf) ?? numberBy(texts, said)
    case 'size':
      return (
        firstOf(texts, text => measureIn(text, language)?.amount) ??
        firstOf(texts, text => priceIn(text, language)?.amount) ??
        numberBy(texts, said)
      )
    default:
      return numberBy(texts, said)
  }
}
