import type { Stretch } from '../../language/mood.ts'
import { entryAt, type Sentence } from '../../language/sentence.ts'
import type { Span } from './intent.ts'

export const isMark = ({ tokens }: Sentence, at: number): boolean => tokens[at]?.kind === 'mark'

export const startsWithVerb = (sentence: Sentence, at: number): boolean =>
  sentence.entries[at]?.some(entry => entry.class === 'verb') === true

/** A place where one step may end and the next begin: [its first token, the first token after it]. */
export type Seam = Span

export const seamsIn = (sentence: Sentence, { from, to }: Stretch): Seam[] => {
  const seams: Seam[] = []
  for (let at = from; at < to; at += 1) {
    const length = seamAt(sentence, at)
    if (length === 0) continue
    const last = seams.at(-1)
    if (last && last[1] === at) seams[seams.length - 1] = [last[0], at + length]
    else seams.push([at, at + length])
    at += length - 1
  }
  return seams.filter(([start, end]) => start > from && end < to)
}

export const SEAM_MARKS = new Set([',', ';', ':', '–', '—', '-', '→', '.', '>', '，', '、', '!', '|'])

const isExcept = (sentence: Sentence, at: number): boolean => {
  const entry = entryAt(sentence, at, { class: 'except' })
  return entry !== undefined && !startsWithVerb(sentence, at + entry.length)
}

const seamAt = (sentence: Sentence, at: number): number => {
  const token = sentence.tokens[at]
  if (token?.kind === 'mark' && SEAM_MARKS.has(token.text)) return isExcept(sentence, at + 1) ? 0 : 1
  const length = entryAt(sentence, at, { class: 'joint' })?.length ?? 0
  if (isExcept(sentence, at)) return 0
  const isOther = sentence.entries[at]?.some(entry => entry.class === 'relation' && entry.length > length)
  return isOther ? 0 : length
}

const hasAnd = (sentence: Sentence, [from, to]: Span): boolean => {
  for (let at = from; at < to; at += 1) if (entryAt(sentence, at, { class: 'joint', sense: 'and' })) return true
  return false
}

/** A seam of a list that has an "and": "A, B and C". A bare comma rather parts what belongs together. */
export const isListSeam = (sentence: Sentence, seams: readonly Span[], at: number): boolean => {
  for (let i = at; i < seams.length; i += 1) {
    const seam = seams[i] as Span
    if (i > at && startsWithVerb(sentence, (seams[i - 1] as Span)[1])) return false
    if (hasAnd(sentence, seam)) return true
  }
  return false
}
