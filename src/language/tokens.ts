import { fold } from './text.ts'

/**
 * word: letters, digits and what stands between them without a space ("e-mail", "16:15", "R-17/b", "#ff8800").
 * quote: a quotation, whole; nothing inside it is ever read as language. mark: one sign of punctuation.
 */
export type TokenKind = 'word' | 'quote' | 'mark'

export interface Token {
  readonly kind: TokenKind
  /** As written; of a quotation what is between its marks. */
  readonly text: string
  /** Folded text, for looking up. */
  readonly word: string
  /** Place in the sentence, quotation marks included: [start, end). */
  readonly start: number
  readonly end: number
  /** No white space stands before it. */
  readonly glued: boolean
}

const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”"',
  '”': '”',
  '„': '“”"',
  '«': '»',
  '»': '«',
  '「': '」',
  '『': '』',
  '《': '》',
  '`': '`',
  "'": "'",
  '‘': '’',
  '‚': '‘’',
}

const isWordSign = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign)

/** Signs that may also be an apostrophe: they open after a space and close before one. */
const MAY_BE_APOSTROPHE = new Set(["'", '’', '‘'])

/** Marks that French sets apart from what they hold by a blank. */
const SPACED = new Set(['«', '»'])

/** Marks that are nothing else than an opening of a quotation. */
const OPENS_ANYWHERE = new Set(['「', '『', '《', '„', '“', '«'])

/** Index of the mark that closes a quotation opened at `open`, or -1. An empty quotation closes at once. */
const closingIndex = (text: string, open: number): number => {
  const closers = CLOSING[text[open] ?? ''] ?? ''
  for (let at = open + 1; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (!closers.includes(sign)) continue
    if (MAY_BE_APOSTROPHE.has(sign) && isWordSign(text[at + 1])) continue
    return at
  }
  return -1
}

/** Punctuation that is taken off the front and the back of a run of signs. */
const OPENERS = new Set('([{<¿¡,;:.!?|')
const CLOSERS = new Set(')]}>,;:.!?…|、。，；：！？')
/** Punctuation that parts words though no space stands around it. */
const PARTING = /[「」『』《》、。，；：！？（）]/

const UNPARTED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u
const SEGMENTER = new Intl.Segmenter('ja', { granularity: 'word' })

interface Run {
  readonly text: string
  readonly start: number
}

/** A run between spaces as marks and words. "Dr." is a word and a mark; "6.30" and "a.b@c.de" stay whole. */
const splitRun = ({ text, start }: Run): Run[] => {
  const front: Run[] = []
  const back: Run[] = []
  let [from, to] = [0, text.length]
  while (from < to && OPENERS.has(text[from] ?? '') && !/^[.:]\d/.test(text.slice(from, from + 2))) {
    front.push({ text: text[from] ?? '', start: start + from })
    from += 1
  }
  while (to > from && CLOSERS.has(text[to - 1] ?? '')) {
    to -= 1
    back.push({ text: text[to] ?? '', start: start + to })
  }
  back.reverse()
  const body = text.slice(from, to)
  return [...front, ...(body === '' ? [] : splitBody({ text: body, start: start + from })), ...back]
}

/** Scripts without spaces are parted by the dictionary of ICU. */
const splitBody = (run: Run): Run[] => {
  if (PARTING.test(run.text)) {
    return [...run.text.matchAll(/[「」『』《》、。，；：！？（）]|[^「」『』《》、。，；：！？（）]+/g)].flatMap(
      found => splitPlain({ text: found[0], start: run.start + found.index }),
    )
  }
  return splitPlain(run)
}

/** Elided articles and particles of French and Italian: "l'onglet", "n'ouvre", "dell'anno". */
const ELIDED = /^(?:[cdjlmnst]|qu|jusqu|(?:d|n|s|c)?all|dell|nell|sull|un)['’](?=\p{L}{2})/iu

const splitPlain = (run: Run): Run[] => {
  if (UNPARTED.test(run.text))
    return [...SEGMENTER.segment(run.text)].map(({ segment, index }) => ({ text: segment, start: run.start + index }))
  const length = ELIDED.exec(run.text)?.[0].length ?? 0
  if (length === 0) return [run]
  return [
    { text: run.text.slice(0, length), start: run.start },
    { text: run.text.slice(length), start: run.start + length },
  ]
}

const toToken = (sentence: string, run: Run): Token => ({
  kind: /[\p{L}\p{N}]/u.test(run.text) || run.text.length > 1 ? 'word' : 'mark',
  text: run.text,
  word: fold(run.text),
  start: run.start,
  end: run.start + run.text.length,
  glued: run.start > 0 && !/\s/.test(sentence[run.start - 1] ?? ' '),
})

/**
 * A sentence as tokens with their places. Pure, linear in practice: each sign is looked at a few times, and a quotation
 * mark without its partner is looked for once.
 */
export const tokenize = (sentence: string): readonly Token[] => {
  const tokens: Token[] = []
  const unpaired = new Set<string>()
  let from = 0
  const flush = (to: number): void => {
    for (const found of sentence.slice(from, to).matchAll(/\S+/g)) {
      const runs = splitRun({ text: found[0], start: from + found.index })
      for (const run of runs) tokens.push(toToken(sentence, run))
    }
  }
  for (let at = 0; at < sentence.length; at += 1) {
    const sign = sentence[at] ?? ''
    if (!(sign in CLOSING) || unpaired.has(sign)) continue
    if (isWordSign(sentence[at - 1]) && !OPENS_ANYWHERE.has(sign)) continue
    const close = closingIndex(sentence, at)
    if (close < 0) {
      unpaired.add(sign)
      continue
    }
    flush(at)
    const inside = sentence.slice(at + 1, close)
    const text = SPACED.has(sign) ? inside.trim() : inside
    const glued = at > 0 && !/\s/.test(sentence[at - 1] ?? ' ')
    tokens.push({ kind: 'quote', text, word: fold(text), start: at, end: close + 1, glued })
    from = close + 1
    at = close
  }
  flush(sentence.length)
  return tokens
}

/** What tokens [from, to) say, as written; a lone quotation is what is between its marks. */
export const textOf = (sentence: string, tokens: readonly Token[], [from, to]: readonly [number, number]): string => {
  const [first, last] = [tokens[from], tokens[to - 1]]
  if (!first || !last || from >= to) return ''
  return to - from === 1 && first.kind === 'quote' ? first.text : sentence.slice(first.start, last.end)
}
