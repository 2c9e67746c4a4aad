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
const BEFORE = new RegExp(String.raw`(?<![\p{L}])(${MONEY})\.?\s*([-−]?(?:${DIGITS}))\s?(k|m)?(?![\p{L}\d])`, 'iu')
const AFTER = new RegExp(String.raw`(?<![\d:.,])([-−]?(?:${DIGITS}))(?:[,.]-)?\s?(k|m)?\s*(${MONEY})(?![\p{L}])`, 'iu')
const MEASURE = new RegExp(String.raw`(?<![\d:.,])(${DIGITS})\s?(${oneOf(UNITS.keys())})(?![\p{L}\d])`, 'iu')

const THOUSANDS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6 }

const matchPrice = (text: string) => {
  const before = BEFORE.exec(text)
  const after = AFTER.exec(text)
  if (before && (!after || before.index <= after.index))
    return { text: before[0], sign: before[1], digits: before[2], scale: before[3] }
  return after ? { text: after[0], sign: after[3], digits: after[1], scale: after[2] } : undefined
}

/** The first amount of money in a text. `language` (BCP 47) is the page's: it decides what "1.226 €" is. */
export const priceIn = (text: string, language?: string): Price | undefined => {
  const found = matchPrice(text)
  const currency = CURRENCIES.get(found?.sign?.toLowerCase() ?? '')
  const amount = toNumber(found?.digits ?? '', language)
  if (amount === undefined || currency === undefined) return undefined
  return { amount: amount * (THOUSANDS[found?.scale?.toLowerCase() ?? ''] ?? 1), currency }
}

/** The amount as it stands in the text, sign and all: "€ 1.249,00" of "Price: € 1.249,00 incl. VAT". */
export const priceTextIn = (text: string): string | undefined => matchPrice(text)?.text.trim()

/** The first measure in a text, in the base unit of its kind: 2.5e6 bytes of "2.5 MB", 90 minutes of "1.5 h". */
export const measureIn = (text: string, language?: string): Measure | undefined => {
  const found = MEASURE.exec(text)
  const unit = UNITS.get(found?.[2]?.toLowerCase() ?? '')
  const amount = toNumber(found?.[1] ?? '', language)
  return amount === undefined || unit === undefined ? undefined : { amount: amount * unit[1], kind: unit[0] }
}
