import type { Superlative, Target } from '../intent.ts'
import type { Page } from './page.ts'
import { similarity, type Token, tokenize } from './text.ts'

const MONEY =
  /(?:[\p{Sc}]|\b(?:EUR|USD|GBP|CHF|kr|zł|Kč)\b)\s?(-?\d[\d.,' \u00a0]*)\s*(k|m)?|(-?\d[\d.,' \u00a0]*)\s*(k|m)?\s?(?:[\p{Sc}]|\b(?:EUR|USD|GBP|CHF|kr|zł|Kč|euros?|dollars?|pounds?)\b)/giu
const NUMBER = /-?\d[\d.,']*/g
const SIZE = /(\d[\d.,]*)\s*(bytes?|b|kb|kib|mb|mib|gb|gib|tb|tib|g|kg|mm|cm|m|km|l|ml)\b/gi
const RATING = /(\d(?:[.,]\d+)?)\s*(?:\/\s*(?:5|10)|out of|stars?|★)|★\s*(\d(?:[.,]\d+)?)|rated?\s*(\d(?:[.,]\d+)?)/i
const ISO_DATE = /\b(\d{4})-(\d{2})-(\d{2})\b/
const DATE =
  /\b(?:\d{1,2}\.?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.?(?:\s+\d{1,2},?)?(?:\s+\d{4})?\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b/iu

const UNITS: Readonly<Record<string, number>> = {
  kb: 1e3,
  kib: 1024,
  mb: 1e6,
  mib: 2 ** 20,
  gb: 1e9,
  gib: 2 ** 30,
  tb: 1e12,
  tib: 2 ** 40,
  kg: 1e3,
  cm: 10,
  m: 1e3,
  km: 1e6,
  l: 1e3,
}

/** "1,299.50", "1.299,50", "1 299" → number. */
export const readAmount = (text: string): number | undefined => {
  let clean = text.replace(/['\s\u00a0]/g, '').replace(/[.,]$/, '')
  const comma = clean.lastIndexOf(',')
  const dot = clean.lastIndexOf('.')
  if (comma > dot)
    clean = clean.length - comma === 4 && dot < 0 ? clean.replace(/,/g, '') : clean.replace(/\./g, '').replace(',', '.')
  else clean = clean.replace(/,/g, '')
  if (dot > comma && comma < 0 && clean.length - clean.lastIndexOf('.') === 4 && /^\d{1,3}(?:\.\d{3})+$/.test(clean))
    clean = clean.replace(/\./g, '')
  const value = Number(clean)
  return Number.isFinite(value) ? value : undefined
}

const textsOf = (page: Page, item: number): readonly string[] => {
  const end = page.nodes[item]?.end ?? item + 1
  const texts: string[] = []
  for (let inner = item; inner < end; inner++) {
    const node = page.nodes[inner]?.node
    const isStruck = node !== undefined && /^(?:s|del|strike)$/.test(node.tag)
    const text =
      node?.text ?? (node !== undefined && node.name !== '' && inner + 1 === page.nodes[inner]?.end ? node.name : '')
    if (text !== '' && !isStruck) texts.push(text)
  }
  return texts
}

const price = (texts: readonly string[]): number | undefined => {
  const values = texts.flatMap(text =>
    [...text.matchAll(MONEY)].flatMap(match => {
      const amount = readAmount(match[1] ?? match[3] ?? '')
      const scale = /k/i.test(match[2] ?? match[4] ?? '') ? 1e3 : /m/i.test(match[2] ?? match[4] ?? '') ? 1e6 : 1
      return amount === undefined ? [] : [amount * scale]
    }),
  )
  return values[0]
}

const date = (texts: readonly string[]): number | undefined => {
  for (const text of texts) {
    const iso = ISO_DATE.exec(text)
    if (iso !== null) return Date.UTC(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]))
    const written = DATE.exec(text)
    const time =
      written === null
        ? Number.NaN
        : Date.parse(`${written[0].replace(/(\d{1,2})[./](\d{1,2})[./](\d{4})/, '$3-$2-$1')} UTC`)
    if (Number.isFinite(time)) return time
  }
  return undefined
}

/** A bare year, where an item says no day: "Raynor Winn, 2018". */
const year = (texts: readonly string[]): number | undefined => {
  const years = texts.flatMap(text =>
    [...text.matchAll(/(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d.,]\d)\b/g)].map(([said]) => Number(said)),
  )
  return new Set(years).size === 1 && years[0] !== undefined ? Date.UTC(years[0], 0, 1) : undefined
}

const size = (texts: readonly string[]): number | undefined => {
  for (const text of texts) {
    for (const match of text.matchAll(SIZE)) {
      const amount = readAmount(match[1] ?? '')
      if (amount !== undefined) return amount * (UNITS[(match[2] ?? '').toLowerCase()] ?? 1)
    }
  }
  return undefined
}

const rating = (texts: readonly string[]): number | undefined => {
  for (const text of texts) {
    const match = RATING.exec(text)
    if (match !== null) return readAmount(match[1] ?? match[2] ?? match[3] ?? '')
  }
  return undefined
}

/** How far behind the word that compares a column's title is said; infinite where it is not all said. */
const distanceFrom = (said: readonly Token[], title: string): number => {
  const words = tokenize(title.replace(/\([^)]*\)/g, ' ')).filter(token => !token.stop)
  const places = words.map(word => said.findIndex(token => token.stem === word.stem))
  const first = Math.min(...places)
  if (words.length === 0 || first < 0) return Number.POSITIVE_INFINITY
  const compares = said.findIndex(({ word }) => /(?:est|most|least)$/.test(word))
  return first > compares ? first - compares : said.length + compares - first
}

/** The number in the cell of the column that the phrase names: "the lowest battery" under the header Battery. */
const inColumn = (page: Page, item: number, target: Target): number | undefined => {
  const isHeader = (at: number): boolean => page.nodes[at]?.node.role === 'columnheader'
  const children = (of: number): number[] =>
    page.nodes.flatMap(({ node, at }) =>
      node.parent === of && /^(?:cell|gridcell|rowheader|columnheader)$/.test(node.role) ? [at] : [],
    )
  const said = tokenize(target.whole).filter(token => !token.stop)
  for (let up = page.parentOf(item); up >= 0; up = page.parentOf(up)) {
    if (!/^(?:table|grid|treegrid)$/.test(page.nodes[up]?.node.role ?? '')) continue
    const header = page.nodes.find(({ at }) => at > up && at < (page.nodes[up]?.end ?? 0) && isHeader(at))
    const headers = header === undefined ? [] : children(header.node.parent)
    const far = headers.map(at => distanceFrom(said, page.nodes[at]?.label ?? ''))
    const column = far.indexOf(Math.min(...far))
    if (!Number.isFinite(far[column] ?? Number.POSITIVE_INFINITY)) return undefined
    const cell = children(item)[column]
    if (cell === undefined) return undefined
    const match = textsOf(page, cell).join(' ').match(NUMBER)?.[0]
    return match === undefined ? undefined : readAmount(match)
  }
  return undefined
}

const firstNumber = (text: string | undefined): number | undefined => {
  const match = text?.match(NUMBER)?.[0]
  return match === undefined ? undefined : readAmount(match)
}

/** Stands for an item that has several numbers which could be meant: there is nothing to compare by. */
const SEVERAL = Number.NaN

const numbersIn = (text: string): readonly number[] =>
  (text.match(NUMBER) ?? []).flatMap(number => readAmount(number) ?? [])

/** The numbers of a text that stand right by a word: "attendance 71 %", "12 likes"; its only number where none does. */
const numbersBy = (text: string, word: Token): readonly number[] => {
  const pieces = text.match(/\p{L}+|-?\d[\d.,']*/gu) ?? []
  const isNumber = (piece: string | undefined): piece is string => piece !== undefined && /\d/.test(piece)
  const beside = pieces.flatMap((piece, at) => {
    if (isNumber(piece) || !tokenize(piece).some(token => similarity(word, token) >= 0.78)) return []
    const found = [pieces[at + 1], pieces[at - 1]].find(isNumber)
    return found === undefined ? [] : (readAmount(found) ?? [])
  })
  return beside.length > 0 ? beside : numbersIn(text)
}

/** The one number that stands with the words of the phrase ("most liked": "Like (12)"), else the only one that there is. */
const plain = (texts: readonly string[], target: Target): number | undefined => {
  const phrase = [target.text, ...target.scopes.map(scope => scope.text)].join(' ')
  const words = tokenize(phrase).filter(token => !token.stop && !token.generic)
  const said = words.flatMap(word =>
    texts.flatMap((text, at) => {
      if (!tokenize(text).some(token => similarity(word, token) >= 0.78)) return []
      const own = numbersBy(text, word)
      return own.length > 0 ? own : (firstNumber(texts[at + 1]) ?? firstNumber(texts[at - 1]) ?? [])
    }),
  )
  const values = new Set(said.length > 0 ? said : texts.flatMap(numbersIn))
  return values.size > 1 ? SEVERAL : [...values][0]
}

/** What "cheapest", "newest", "largest" compare: read from the texts of an item; undefined if it has none, NaN if several could be meant. */
export const measureOf = (page: Page, item: number, superlative: Superlative, target: Target): number | undefined => {
  const texts = textsOf(page, item)
  switch (superlative.by) {
    case 'price':
      return price(texts)
    case 'date':
      return date(texts) ?? year(texts)
    case 'rating':
      return rating(texts) ?? plain(texts, target)
    case 'size':
      return size(texts) ?? plain(texts, target)
    default:
      return inColumn(page, item, target) ?? plain(texts, target)
  }
}
