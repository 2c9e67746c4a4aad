import { countOf } from '../../language/numbers.ts'
import type { Sentence } from '../../language/sentence.ts'
import type { Span } from './intent.ts'

/*
 * Productions as data: a form is what a clause consists of in order. `verb.type` is a row of the lexicon of that class and
 * sense (`sort.*`: any sense of the class), `mark.colon` a sign, `amount.count` a number, `<field>` a stretch of anything,
 * with `<value:quote>` a stretch of one kind; `?` may be left out. All ways to match are found, not the first.
 */

/** A row of productions.json. */
export interface Production {
  readonly form: string
  /** How unlikely it is beside the others; 0 unless given. */
  readonly cost?: number
  readonly way?: string
  readonly to?: boolean | string
  /** It needs no verb: it may go on with what the step before it did. */
  readonly verbless?: boolean
}

/** One way in which a form covers a span. */
export interface Match {
  readonly production: Production
  readonly slots: Readonly<Record<string, Span>>
  /** Senses of the rows of the lexicon that were matched, by class. */
  readonly senses: Readonly<Record<string, string>>
  /** Where the verb stands, if there is one. */
  readonly verb: Span | undefined
  /** The verb was cut short: "fill" of "fill in". */
  readonly isCut: boolean
}

type Item =
  | { readonly kind: 'row'; readonly class: string; readonly sense: string; readonly optional: boolean }
  | { readonly kind: 'slot'; readonly name: string; readonly type: string; readonly optional: boolean }

const MARKS: Readonly<Record<string, ReadonlySet<string>>> = {
  colon: new Set([':', '=', '：']),
  comma: new Set([',', '，', '、']),
}

const readItem = (text: string): Item => {
  const optional = text.endsWith('?')
  const bare = optional ? text.slice(0, -1) : text
  const [, name, type = 'any'] = /^<(\w+)(?::(\w+))?>$/.exec(bare) ?? []
  if (name !== undefined) return { kind: 'slot', name, type, optional }
  const [first = '', sense = '*'] = bare.split('.')
  return { kind: 'row', class: first, sense, optional }
}

const compiled = new Map<string, readonly Item[]>()

const itemsOf = (form: string): readonly Item[] => {
  const items = compiled.get(form) ?? form.split(' ').map(readItem)
  compiled.set(form, items)
  return items
}

/** Lengths that a row, sign or number can have at a token. */
const lengthsOf = (
  sentence: Sentence,
  at: number,
  item: Item & { kind: 'row' },
): readonly (readonly [number, string])[] => {
  const token = sentence.tokens[at]
  if (token === undefined) return []
  if (item.class === 'mark')
    return token.kind !== 'quote' && MARKS[item.sense]?.has(token.text) ? [[1, item.sense]] : []
  if (item.class === 'amount') return countOf(token.text) === undefined ? [] : [[1, token.text]]
  return (sentence.entries[at] ?? [])
    .filter(entry => entry.class === item.class && (item.sense === '*' || entry.sense === item.sense))
    .map(entry => [entry.length, entry.sense] as const)
}

/** An address, or a code of capitals and figures, is a value without quotation marks too. */
const LITERAL = /.@.|^(?=.*\d)(?=.*\p{Lu})[\p{Lu}\d-]{4,}$/u

/** What a stretch of a kind must be. */
const SLOT_TYPES: Readonly<Record<string, (sentence: Sentence, span: Span) => boolean>> = {
  any: () => true,
  quote: ({ tokens }, [from, to]) => tokens[to - 1]?.kind === 'quote' && to - from <= 3,
  literal: ({ tokens }, [from, to]) => {
    const last = tokens[to - 1]
    return last !== undefined && (last.kind === 'quote' ? to - from <= 3 : to - from === 1 && LITERAL.test(last.text))
  },
  count: ({ tokens }, [from, to]) => to - from <= 2 && countOf(tokens[from]?.text ?? '') !== undefined,
  number: ({ tokens }, [from, to]) => to - from === 1 && /^\d+$/.test(tokens[from]?.text ?? ''),
  stars: ({ tokens }, [from, to]) =>
    tokens
      .slice(from, to)
      .some(({ word }) => /^(?:stars?|sterne?|étoiles?|etoiles?|estrellas?|stelle?|sterren|estrelas?)$/.test(word)) &&
    tokens.slice(from, to).some(({ text }) => countOf(text) !== undefined),
}

interface State {
  readonly at: number
  readonly isCut: boolean
  readonly slots: Readonly<Record<string, Span>>
  readonly senses: Readonly<Record<string, string>>
  readonly verb: Span | undefined
}

/** Every way in which a production covers tokens [from, to) of a sentence. */
export const matchForm = (sentence: Sentence, [from, to]: Span, production: Production): readonly Match[] => {
  const items = itemsOf(production.form)
  const matches: Match[] = []
  const step = (index: number, state: State): void => {
    const item = items[index]
    if (item === undefined) {
      if (state.at === to) matches.push({ production, ...state })
      return
    }
    if (item.optional) step(index + 1, state)
    if (state.at >= to) return
    if (item.kind === 'row') {
      const lengths = lengthsOf(sentence, state.at, item)
      const longest = Math.max(0, ...lengths.map(([length]) => length).filter(length => state.at + length <= to))
      for (const [length, sense] of lengths) {
        if (state.at + length > to) continue
        const span: Span = [state.at, state.at + length]
        step(index + 1, {
          at: span[1],
          slots: state.slots,
          senses: { ...state.senses, [item.class]: sense },
          verb: item.class === 'verb' ? span : state.verb,
          isCut: state.isCut || (item.class === 'verb' && length < longest),
        })
      }
      return
    }
    const fits = SLOT_TYPES[item.type] ?? SLOT_TYPES['any']
    for (const end of endsOf(sentence, { items, index, at: state.at, to })) {
      const span: Span = [state.at, end]
      if (fits?.(sentence, span)) step(index + 1, { ...state, at: end, slots: { ...state.slots, [item.name]: span } })
    }
  }
  step(0, { at: from, slots: {}, senses: {}, verb: undefined, isCut: false })
  return matches
}

interface Open {
  readonly items: readonly Item[]
  readonly index: number
  readonly at: number
  readonly to: number
}

/** Where a stretch can end: at the end of the clause if it is last, else before what comes after it in the form. */
const endsOf = (sentence: Sentence, { items, index, at, to }: Open): readonly number[] => {
  const rest = items.slice(index + 1)
  const ends: number[] = rest.every(item => item.optional) ? [to] : []
  const next = rest.findIndex(item => !item.optional)
  const heads = next < 0 ? rest : rest.slice(0, next + 1)
  for (let end = at + 1; end < to; end += 1) {
    if (heads.some(item => item.kind === 'slot' || lengthsOf(sentence, end, item).length > 0)) ends.push(end)
  }
  return ends
}
