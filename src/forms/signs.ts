import type { FormCapture, FormControl } from '../contract/form.ts'
import { compileWords, toPlain, type WordTable, type WordTest } from './text.ts'
import { OUTCOME_WORDS } from './words-outcome.ts'
import { OUTCOME_PAIRS } from './words-outcome-pairs.ts'
import { STAGE_PAIRS, STAGE_WORDS } from './words-stages.ts'

const WORDS = { ...OUTCOME_WORDS, ...STAGE_WORDS }

export type Word = keyof typeof WORDS

const TESTS = Object.fromEntries(Object.entries(WORDS).map(([word, table]) => [word, compileWords(table)])) as Record<
  Word,
  WordTest
>

/** By outcome and language: words that say it together; `code` goes with every language, no two others go together. */
const PAIRS = Object.fromEntries(
  Object.entries({ ...OUTCOME_PAIRS, ...STAGE_PAIRS }).map(([word, [first, second]]) => [
    word,
    Object.entries<readonly string[]>(second).map(([language, words]) => {
      const { code = [], [language]: own = [] }: WordTable = first
      return [compileWords({ [language]: own, code }), compileWords({ [language]: words })] as const
    }),
  ]),
) as Partial<Record<Word, (readonly [WordTest, WordTest])[]>>

/** Longest line that two words make a statement of. */
const MAX_PAIR = 120

/** Whether a text says it. */
export const says = (word: Word, text: string): boolean => {
  const plain = toPlain(text)
  if (TESTS[word](plain)) return true
  if (plain.length > MAX_PAIR) return false
  return PAIRS[word]?.some(([one, other]) => one(plain) && other(plain)) ?? false
}

/** Lines and messages of a page that were not there before, without the long ones that say everything. */
export const newLines = (capture: FormCapture, before: FormCapture | undefined): readonly string[] => {
  const known = new Set(before ? linesOf(before) : [])
  return [...new Set(linesOf(capture))].filter(line => !known.has(line) && line.length <= 300)
}

/** Messages that were not there before. */
export const newMessages = (capture: FormCapture, before: FormCapture | undefined): readonly string[] => {
  const known = new Set(before?.messages ?? [])
  return capture.messages.filter(message => !known.has(message))
}

const linesOf = ({ text, messages }: FormCapture): string[] => [
  ...text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean),
  ...messages,
]

/** Whether one of these offers to sign out. */
export const hasLogout = (controls: readonly FormControl[]): boolean =>
  controls.some(
    ({ kind, label, href, id, hints }) =>
      kind !== 'field' &&
      (says('logout', label) || says('logout', pathOf(href ?? '')) || says('logout', `${id} ${hints}`)),
  )

const pathOf = (href: string): string => href.replace(/^[a-z]+:\/\/[^/]+/i, '').split(/[?#]/)[0] ?? ''
