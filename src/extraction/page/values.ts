import * as chrono from 'chrono-node/en'
import { clean } from './text.ts'

/** An amount as written: 12.9 of "$12.90", with the ISO 4217 code of its currency. */
export interface Price {
  readonly amount: number
  readonly currency: string
}

/** Signs and abbreviations by ISO 4217 code; `$` alone is taken for the US dollar. */
const CURRENCIES: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£GB': 'GBP',
  $US: 'USD',
  $CA: 'CAD',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  '₽': 'RUB',
  '₩': 'KRW',
  '₺': 'TRY',
  '₴': 'UAH',
  '₪': 'ILS',
  '₫': 'VND',
  '฿': 'THB',
  '₱': 'PHP',
  '₦': 'NGN',
  zł: 'PLN',
  Kč: 'CZK',
  kr: 'SEK',
  Ft: 'HUF',
  lei: 'RON',
  лв: 'BGN',
  R$: 'BRL',
  US$: 'USD',
  C$: 'CAD',
  CA$: 'CAD',
  A$: 'AUD',
  AU$: 'AUD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  $: 'USD',
  Rs: 'INR',
  Fr: 'CHF',
  SFr: 'CHF',
  euro: 'EUR',
  euros: 'EUR',
  dollars: 'USD',
  dollar: 'USD',
  pounds: 'GBP',
  pound: 'GBP',
  francs: 'CHF',
}

const CODES =
  'EUR USD GBP JPY CHF CAD AUD NZD SEK NOK DKK PLN CZK HUF RON BGN INR CNY HKD SGD BRL MXN ZAR TRY ILS KRW RUB UAH THB PHP VND NGN AED SAR'.split(
    ' ',
  )

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const SIGNS = [...Object.keys(CURRENCIES), ...CODES]
  .sort((a, b) => b.length - a.length)
  .map(literal)
  .join('|')
const DIGITS = String.raw`\d{1,3}(?:[ \u00a0\u202f'’.,]\d{3}|,\d{2}(?=,\d))+(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?`
const NUMBER = new RegExp(String.raw`(?<![\w.,])[-−–+]?\s?(?:${DIGITS})`, 'u')
const BEFORE = new RegExp(String.raw`(?<![A-Za-z])(${SIGNS})\s*([-−]?(?:${DIGITS}))`, 'u')
const AFTER = new RegExp(String.raw`(?<![\d:])([-−]?(?:${DIGITS}))(?:,-|\.-)?\s*(${SIGNS})(?![A-Za-z])`, 'u')

/**
 * The number in a text, whichever of point, comma, space and apostrophe groups it: the last sign followed by other than
 * three digits, or used once after a group, is the decimal one. Undefined where there is none.
 */
export function numberIn(text: string): number | undefined {
  const found = NUMBER.exec(clean(text))?.[0]
  return found === undefined ? undefined : toNumber(found)
}

/** Reads a run of digits, signs and separators. */
export function toNumber(digits: string): number | undefined {
  const plain = digits.replace(/[−–]/g, '-').replace(/[\s\u00a0\u202f'’+]/g, '')
  const [points, commas] = [plain.split('.').length - 1, plain.split(',').length - 1]
  const value = Number(withPoint(plain, points, commas))
  return Number.isFinite(value) ? value : undefined
}

function withPoint(plain: string, points: number, commas: number): string {
  if (points > 0 && commas > 0) {
    return plain.lastIndexOf('.') > plain.lastIndexOf(',')
      ? plain.replaceAll(',', '')
      : plain.replaceAll('.', '').replace(',', '.')
  }
  if (points > 1) return plain.replaceAll('.', '')
  if (commas > 1) return plain.replaceAll(',', '')
  if (commas === 1) return /^-?[1-9]\d{0,2},\d{3}$/.test(plain) ? plain.replace(',', '') : plain.replace(',', '.')
  return plain
}

/** The first amount with a currency in a text. */
export function priceIn(text: string): Price | undefined {
  const line = clean(text)
  const before = BEFORE.exec(line)
  const after = AFTER.exec(line)
  const [digits, sign] =
    before && (!after || before.index <= after.index) ? [before[2], before[1]] : [after?.[1], after?.[2]]
  if (digits === undefined || sign === undefined) return undefined
  const amount = toNumber(digits)
  return amount === undefined ? undefined : { amount, currency: CURRENCIES[sign] ?? sign }
}

/** The amount as it stands in the text, sign and all: "€ 1.249,00" of "Price: € 1.249,00 incl. VAT". */
export function priceTextIn(text: string): string | undefined {
  const line = clean(text)
  const found = [BEFORE.exec(line), AFTER.exec(line)]
    .filter(match => match !== null)
    .sort((a, b) => a.index - b.index)[0]
  return found?.[0]
}

const ISO = /\b(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?))?/
const DATE_WORDS =
  /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b\d+ (second|minute|hour|day|week|month|year)s? ago\b|\b(today|yesterday|tomorrow)\b/i

/** A longer text is no date, in characters. */
const LONGEST_DATE = 60

/** Whether a text reads as a date or says a day relative to now. */
export const isDateLike = (text: string): boolean =>
  text.length < LONGEST_DATE && (ISO.test(text) || DATE_WORDS.test(text))

/** Whether a text is a time of day. */
export const isTimeLike = (text: string): boolean => /^\d{1,2}[:.h]\d{2}(:\d{2})?\s*([ap]\.?m\.?)?$/i.test(clean(text))

/** The calendar date in a text as YYYY-MM-DD (ISO 8601), or undefined; dates relative to now are not guessed. */
export function dateIn(text: string): string | undefined {
  const iso = ISO.exec(text)
  if (iso) return `${iso[1]}-${iso[2]}-${iso[3]}`
  if (!isDateLike(text)) return undefined
  const found = chrono.parse(text, new Date(0))[0]
  if (!found || !/\d/.test(found.text) || /\b(ago|in \d)\b/i.test(found.text)) return undefined
  if (!found.start.isCertain('month') || !found.start.isCertain('day') || !found.start.isCertain('year'))
    return undefined
  const part = (name: 'month' | 'day') => String(found.start.get(name)).padStart(2, '0')
  return `${String(found.start.get('year')).padStart(4, '0')}-${part('month')}-${part('day')}`
}

/** The days that a date without a day, or with one, stands for: "March 2026" is all of it. Undefined without a year. */
export function daysOf(text: string): { readonly first: string; readonly last: string } | undefined {
  const whole = dateIn(text)
  if (whole !== undefined) return { first: whole, last: whole }
  if (text.length >= LONGEST_DATE) return undefined
  const found = chrono.parse(text, new Date(0))[0]?.start
  if (!found?.isCertain('month') || !found.isCertain('year')) return undefined
  const [year, month] = [found.get('year') ?? 0, found.get('month') ?? 1]
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const of = (day: number) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return { first: of(1), last: of(days) }
}

/** What a column of texts mostly holds. */
export type ValueKind = 'price' | 'number' | 'date' | 'time' | 'email' | 'phone' | 'link' | 'text'

const KINDS: readonly [ValueKind, (text: string) => boolean][] = [
  ['email', text => /^[^\s@]+@[^\s@]+\.\w+$/.test(text)],
  ['link', text => /^https?:\/\/\S+$/.test(text)],
  ['time', isTimeLike],
  ['price', text => text.length < 40 && priceIn(text) !== undefined],
  ['date', text => text.length < 40 && isDateLike(text)],
  ['phone', text => /^\+?[\d\s()./-]{8,}$/.test(text) && text.replace(/\D/g, '').length >= 7 && /^[+(0]/.test(text)],
  ['number', text => /^[#-]?\s?[\d\s.,'’%]+\s?(%|[a-zA-Zµ°"²³]{1,8})?$/.test(text) && /\d/.test(text)],
]

/** The kind of one text. */
export const kindOf = (text: string): ValueKind => {
  const line = clean(text)
  return KINDS.find(([, test]) => test(line))?.[0] ?? 'text'
}

/** The kind that most of the texts are of. */
export function kindOfAll(texts: readonly string[]): ValueKind {
  const filled = texts
    .filter(text => text !== '')
    .slice(0, 50)
    .map(clean)
  for (const [kind, test] of KINDS) {
    if (filled.length > 0 && filled.filter(text => test(text)).length >= filled.length * 0.6) return kind
  }
  return 'text'
}
