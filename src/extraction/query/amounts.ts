import { measureIn, priceIn } from '../../language/amounts.ts'
import { numberIn } from '../../language/numbers.ts'
import type { Token } from '../../language/tokens.ts'

/** What an amount is of: money, a kind of measure, or a plain number. */
export type Unit = 'money' | 'byte' | 'gram' | 'metre' | 'litre' | 'minute' | undefined

/** An amount at the tokens up to `to`, in the base unit of its kind. */
export interface FoundAmount {
  readonly amount: number
  /** The figure as written. */
  readonly plain: number
  readonly unit: Unit
  readonly to: number
}

/** The figure of a text: an amount of money, a measure, else its first number. `language` is that of what it stands on. */
export const figureIn = (text: string, language: string | undefined): { amount: number; unit: Unit } | undefined => {
  const price = priceIn(text, language)
  if (price) return { amount: price.amount, unit: 'money' }
  const measure = measureIn(text, language)
  if (measure) return { amount: measure.amount, unit: measure.kind }
  const amount = numberIn(text, language)
  return amount === undefined ? undefined : { amount, unit: undefined }
}

/** The amount that begins at a token: "£6", "200 KB", "50 Euro", "90 m²". */
export const amountAt = (tokens: readonly Token[], at: number, language: string): FoundAmount | undefined => {
  const [first, second] = [tokens[at], tokens[at + 1]]
  const [own = 'en'] = language.split(' ')
  if (!first || !/\d|^\p{Sc}$/u.test(first.text)) return undefined
  const plain = numberIn(/\d/.test(first.text) ? first.text : (second?.text ?? ''), own) ?? 0
  const sole = figureIn(first.text, own)
  const both =
    sole?.unit === undefined && second && /^[\p{L}\p{Sc}%]/u.test(second.text)
      ? figureIn(`${first.text} ${second.text}`, own)
      : undefined
  if (both && both.unit !== undefined) return { ...both, plain, to: at + 2 }
  if (sole) return { ...sole, plain, to: at + 1 }
  const paid = second && figureIn(`${first.text} ${second.text}`, own)
  return paid && { ...paid, plain, to: at + 2 }
}
