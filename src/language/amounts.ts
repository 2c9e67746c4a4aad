import signs from './lexicon/signs.json' with { type: 'json' }
import { DIGITS, toNumber } from './numbers.ts'

/** An amount of money: 12.9 of "$12.90", with the ISO 4217 code of its currency. `$` alone is taken for the US dollar. */
export interface Price {
  readonly amount: number
  readonly currency: string
}

/** A measure in the unit of its kind: bytes, grams, metres, litres or minutes. */
export interface Measure {
  readonly amount: number
  readonly kind: keyof typeof signs.unit
}

const CURRENCIES: ReadonlyMap<string, string> = new Map(
  Object.entries(signs.currency).flatMap(([code, words]) => words.split(' ').map(word => [word, code] as const)),
)
const UNITS: ReadonlyMap<string, readonly [keyof typeof signs.unit, number]> = new Map(
  Object.entries(signs.unit).flatMap(([kind, units]) =>
    Object.entries(units).map(([unit, factor]) => [unit, [kind as keyof typeof signs.unit, factor]] as const),
  ),
)

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const oneOf = (words: Iterable<string>): string =>
  [...words]
    .sort((one, other) => other.length - one.length)
    .map(literal)
    .join('|')

const MONEY = oneOf(CURRENCIES.keys())
/** "89 cents" may stand without a whole: ",89 €". */
const PAID = String.raw`${DIGITS}|[.,]\d{2}(?!\d)`
/** Cents behind the sign: "19 € 95". */
const CENTS = String.raw`(?:\s?(?<cents>\d{2})(?![\d.,:]*\d|\s?[\p{L}\p{Sc}%]))?`
const BEFORE = String.raw`(?<![\p{L}])(?<sign>${MONEY})(?:(?<=\p{L})\.)?\s*(?<digits>[-−]?(?:${PAID}))(?:[,.][-–—])?\s?(?<scale>k|m)?(?![\p{L}\d])`
const AFTER = String.raw`(?<![\d:.,])(?<digits>[-−]?(?:${PAID}))(?:[,.][-–—])?\s?(?<scale>k|m)?\s*(?<sign>${MONEY})(?![\p{L}])${CENTS}`
const PRICE = { before: new RegExp(BEFORE, 'giu'), after: new RegExp(AFTER, 'giu') }
const MEASURE = new RegExp(String.raw`(?<![\d:.,])(${DIGITS})\s?(${oneOf(UNITS.keys())})(?![\p{L}\d])`, 'iu')

const THOUSANDS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6 }
/** Words before a price that is asked no longer. */
const OLD = new RegExp(
  String.raw`(?<![\p{L}])(?:${signs.old_price.split(' ').map(literal).join('|')})(?![\p{L}])`,
  'iu',
)

/** An amount of money with the text that says it, and where that stands. */
interface WrittenPrice extends Price {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Gives the next price from a place on; each pattern goes over the text once, however often it is asked. */
const createFinder = (text: string) => {
  const patterns = [PRICE.before, PRICE.after]
  const next: (RegExpExecArray | null | undefined)[] = [undefined, undefined]
  return (from: number): RegExpExecArray | undefined => {
    for (const [i, pattern] of patterns.entries()) {
      const known = next[i]
      if (known === null || (known && known.index >= from)) continue
      pattern.lastIndex = from
      next[i] = pattern.exec(text)
    }
    const [before, after] = next
    return (before && (!after || before.index <= after.index) ? before : after) ?? undefined
  }
}

const toPrice = (found: RegExpExecArray, language: string | undefined): WrittenPrice | undefined => {
  const { sign = '', digits = '', scale = '', cents } = found.groups ?? {}
  const currency = CURRENCIES.get(sign.toLowerCase())
  const whole = toNumber(digits, language)
  if (whole === undefined || currency === undefined) return undefined
  const hasCents = cents !== undefined && Number.isInteger(whole)
  const text = (cents !== undefined && !hasCents ? found[0].slice(0, -cents.length) : found[0]).trimEnd()
  const from = found.index + text.length - text.trimStart().length
  const amount = (hasCents ? whole + Number(cents) / 100 : whole) * (THOUSANDS[scale.toLowerCase()] ?? 1)
  return { amount, currency, text: text.trimStart(), from, to: found.index + text.length }
}

/** All amounts of money in a text, in its order. `language` (BCP 47) is the page's: it decides what "1.226 €" is. */
const pricesIn = (text: string, language?: string): readonly WrittenPrice[] => {
  const found: WrittenPrice[] = []
  const nextMatch = createFinder(text)
  for (let at = 0; ; ) {
    const match = nextMatch(at)
    if (!match) return found
    const price = toPrice(match, language)
    if (price) found.push(price)
    at = Math.max(price?.to ?? match.index + match[0].length, match.index + 1)
  }
}

/** Whether one is the other written without its decimals: "$1299" beside "$12.99", the cents raised by style alone. */
const isRaised = (one: Price, other: Price): boolean => Math.abs(one.amount * 100 - other.amount) < 0.001

/** What stands before each price, and behind the last. */
const around = (text: string, prices: readonly WrittenPrice[]): string[] => [
  ...prices.map(({ from }, i) => text.slice(prices[i - 1]?.to ?? 0, from)),
  text.slice(prices.at(-1)?.to ?? 0),
]

const isBare = (text: string, prices: readonly WrittenPrice[]): boolean =>
  !/[^\s,;/|]/.test(around(text, prices).join(''))

/** Of an old price and a new one, what is paid is the new: the lower, where a text says nothing but prices. */
const paidOf = (text: string, prices: readonly WrittenPrice[]): WrittenPrice | undefined => {
  const [first, second] = prices
  if (!first || !second) return first
  const before = around(text, prices)
  if (!isBare(text, prices) || prices.some(({ currency }) => currency !== first.currency))
    return prices.find((_, i) => !OLD.test(before[i] ?? '')) ?? first
  if (prices.length === 2 && (isRaised(first, second) || isRaised(second, first)))
    return first.text.length > second.text.length ? first : second
  return [...prices].sort((one, other) => one.amount - other.amount)[0]
}

/** What a text says is to be paid: its first price, the new one beside an old one. `language` as for pricesIn. */
export const priceIn = (text: string, language?: string): Price | undefined => {
  const paid = paidOf(text, pricesIn(text, language))
  return paid && { amount: paid.amount, currency: paid.currency }
}

/** The amount as it stands in the text, sign and all: "€ 1.249,00" of "Price: € 1.249,00 incl. VAT". */
export const priceTextIn = (text: string): string | undefined => paidOf(text, pricesIn(text))?.text

/** The amount to be paid, as it stands, of a text that says nothing but prices. */
export const onlyPricesIn = (text: string): string | undefined => {
  const prices = pricesIn(text)
  return prices.length > 0 && isBare(text, prices) ? paidOf(text, prices)?.text : undefined
}

/** The first measure in a text, in the base unit of its kind: 2.5e6 bytes of "2.5 MB", 90 minutes of "1.5 h". */
export const measureIn = (text: string, language?: string): Measure | undefined => {
  const found = MEASURE.exec(text)
  const unit = UNITS.get(found?.[2]?.toLowerCase() ?? '')
  const amount = toNumber(found?.[1] ?? '', language)
  return amount === undefined || unit === undefined ? undefined : { amount: amount * unit[1], kind: unit[0] }
}
