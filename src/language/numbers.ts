import { entriesAt } from './lexicon.ts'
import { fold } from './text.ts'
import { tokenize } from './tokens.ts'

/** Digits with what groups them: "1,299.50", "1.299,50", "1 299", "1'299". */
export const DIGITS = String.raw`\d{1,3}(?:[ \u00a0\u202f'’.,]\d{3}(?!\d)|,\d{2}(?=,\d))+(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?`
const NUMBER = new RegExp(String.raw`(?<![\p{L}\p{N}.,])[-−–+]?\s?(?:${DIGITS})`, 'u')

const decimals = new Map<string, string>()

/** The sign before the decimals in a language (CLDR); undefined for a tag that is none. */
const decimalSign = (language: string): string | undefined => {
  const known = decimals.get(language)
  if (known !== undefined) return known
  try {
    const parts = new Intl.NumberFormat(language).formatToParts(1.5)
    const sign = parts.find(({ type }) => type === 'decimal')?.value ?? '.'
    decimals.set(language, sign)
    return sign
  } catch {
    return undefined
  }
}

const count = (text: string, sign: string): number => text.split(sign).length - 1

/** One sign followed by three digits groups or parts decimals: the language decides; without one, a comma groups and a point does not. */
const isGrouping = (digits: string, sign: string, language: string | undefined): boolean => {
  if (!new RegExp(`^[-+]?[1-9]\\d{0,2}\\${sign}\\d{3}$`).test(digits)) return false
  const decimal = language === undefined ? undefined : decimalSign(language)
  return decimal === undefined ? sign === ',' : decimal !== sign
}

const withPoint = (plain: string, language: string | undefined): string => {
  const [points, commas] = [count(plain, '.'), count(plain, ',')]
  if (points > 0 && commas > 0) {
    return plain.lastIndexOf('.') > plain.lastIndexOf(',')
      ? plain.replaceAll(',', '')
      : plain.replaceAll('.', '').replace(',', '.')
  }
  if (points > 1) return plain.replaceAll('.', '')
  if (commas > 1) return plain.replaceAll(',', '')
  if (points === 1) return isGrouping(plain, '.', language) ? plain.replace('.', '') : plain
  if (commas === 1) return isGrouping(plain, ',', language) ? plain.replace(',', '') : plain.replace(',', '.')
  return plain
}

/**
 * Reads a run of digits, signs and separators. `language` (BCP 47) decides what "1.226" is; where a text has both signs,
 * the last one parts the decimals whatever the language. Undefined for what is no number.
 */
export const toNumber = (digits: string, language?: string): number | undefined => {
  const plain = digits.replace(/[−–]/g, '-').replace(/[\s\u00a0\u202f'’+]/g, '')
  if (!/\d/.test(plain)) return undefined
  const value = Number(withPoint(plain, language))
  return Number.isFinite(value) ? value : undefined
}

/** The first number that is written in digits in a text. */
export const numberIn = (text: string, language?: string): number | undefined => {
  const found = NUMBER.exec(text)?.[0]
  return found === undefined ? undefined : toNumber(found, language)
}

/** "twenty-five": tens and ones with a hyphen or without. */
const TENS = /^([a-z]+ty)[- ]?([a-z]+)$/

const wordValue = (text: string, name: 'number' | 'ordinal' | 'times'): number | undefined => {
  const tokens = tokenize(fold(text))
  const entry = entriesAt(tokens, 0).find(row => row.class === name && row.length === tokens.length)
  return entry === undefined ? undefined : Number(entry.sense)
}

/** The whole number that a word or phrase says: "twelve", "fünf", "twenty-five", "a dozen", "7". Undefined for others. */
export const countOf = (text: string): number | undefined => {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  const plain = wordValue(text, 'number')
  if (plain !== undefined) return plain
  const [, tens = '', ones = ''] = TENS.exec(fold(text)) ?? []
  const [ten, one] = tens === '' ? [] : [wordValue(tens, 'number'), wordValue(ones, 'number')]
  return ten !== undefined && one !== undefined && one > 0 && one < 10 ? ten + one : undefined
}

/** The place that an ordinal says: 1 is the first, -1 the last, -2 the one before it: "third", "3rd", "dritte", "2e". */
export const ordinalOf = (text: string): number | undefined => {
  const digits = /^(\d{1,4})(?:st|nd|rd|th|º|ª|er|re|e|eme|ème|\.)$/iu.exec(text)
  return digits ? Number(digits[1]) : wordValue(text, 'ordinal')
}

/** How often something is to be done: "twice", "three times", "3x". */
export const timesOf = (text: string): number | undefined => {
  const digits = /^(\d{1,3}) ?(?:x|times|mal|fois|veces|volte|keer|vezes)$/i.exec(text)
  return digits ? Number(digits[1]) : wordValue(text, 'times')
}
