import type { Intent, Target, ValuePair, Verb } from '../intent.ts'
import { hasQuote, quotedAsIs, unmask } from './mask.ts'
import { parseTarget } from './target.ts'
import { asksForWrite, labelWrites } from './writes.ts'

/** One clause under the rules: masked text, and what the words before it said. */
export interface Clause {
  readonly text: string
  readonly quotes: readonly string[]
}

/** A rule reads a clause whole or leaves it: undefined. */
export type Rule = (clause: Clause) => Intent | undefined

interface Parts {
  readonly verb: Verb
  readonly word: string
  readonly target?: string | undefined
  readonly value?: string | undefined
  readonly mixed?: string | undefined
  readonly destination?: string | undefined
  readonly keys?: readonly string[]
  readonly direction?: string
  readonly on?: boolean
  readonly times?: number | undefined
  readonly isWrite?: boolean
  readonly pairs?: readonly ValuePair[]
  readonly tail?: string
  readonly upTo?: string
}

const cleanValue = (text: string): string =>
  text.replace(/^(?:the )?(?:value|text|words?|phrase|string|number|code)\s+(?=[\uE000-\uE0FF]$)/i, '')

/** A quoted text that is typed keeps its lines; one that is appended its spaces too. */
const readValue = (verb: Verb, value: string, quotes: readonly string[]): string => {
  const said = /^(?:append|fill)$/.test(verb) ? quotedAsIs(value, quotes) : undefined
  if (said === undefined) return unmask(value, quotes)
  return verb === 'append' ? said : said.trim()
}

const quotationsIn = ({ text, quotes }: Clause, values: readonly string[]): readonly string[] =>
  [...text]
    .filter(sign => hasQuote(sign) && !values.some(value => value.includes(sign)))
    .map(sign => unmask(sign, quotes))

/** Builds an intent; targets and values are given masked. */
export const intentOf = (clause: Clause, parts: Parts): Intent => {
  const { quotes } = clause
  const target =
    parts.target === undefined || parts.target.trim() === '' ? undefined : parseTarget(parts.target, quotes)
  const value = parts.value === undefined ? undefined : cleanValue(parts.value.trim())
  const quotations = parts.pairs === undefined ? quotationsIn(clause, [parts.value ?? '', parts.mixed ?? '']) : []
  return {
    verb: parts.verb,
    word: parts.word.toLowerCase(),
    text: unmask(clause.text, quotes),
    ...(quotations.length > 0 ? { quotations } : {}),
    ...(target === undefined ? {} : { target }),
    ...(value === undefined ? {} : { value: readValue(parts.verb, value, quotes) }),
    ...(value !== undefined && hasQuote(value) ? { valueQuoted: true as const } : {}),
    ...(parts.mixed === undefined ? {} : { mixed: unmask(parts.mixed, quotes) }),
    ...(parts.destination === undefined ? {} : { destination: parseTarget(parts.destination, quotes) }),
    ...(parts.keys === undefined ? {} : { keys: parts.keys }),
    ...(parts.direction === undefined ? {} : { direction: parts.direction }),
    ...(parts.on === undefined ? {} : { on: parts.on }),
    ...(parts.times === undefined || parts.times === 1 ? {} : { times: parts.times }),
    ...(parts.pairs === undefined ? {} : { pairs: parts.pairs }),
    ...(parts.tail === undefined ? {} : { tail: parts.tail }),
    ...(parts.upTo === undefined ? {} : { upTo: unmask(parts.upTo, quotes) }),
    isWrite: parts.isWrite ?? isWriteOf(parts.verb, parts.word.toLowerCase(), target),
  }
}

const isWriteOf = (verb: Verb, word: string, target: Target | undefined): boolean => {
  const label = target?.whole ?? ''
  if (verb === 'do' || verb === 'submit') return asksForWrite(`${word} ${label}`)
  const isPressing = verb === 'click' && /^(?:click|press|tap|hit|push|choose|select|pick|use)$/.test(word)
  if (isPressing || (verb === 'choose' && target?.quoted !== true)) return labelWrites(target?.text ?? '')
  return false
}
