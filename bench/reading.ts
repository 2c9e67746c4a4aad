import fc from 'fast-check'
import { redactOwnKeys } from '../src/browser/perception/redact.ts'
import * as values from '../src/extraction/page/values.ts'
import { hintLines, readHint } from '../src/forms/password-hints.ts'
import { readPattern } from '../src/forms/password-pattern.ts'
import { toPlain } from '../src/forms/text.ts'
import { measureIn, priceIn } from '../src/language/amounts.ts'
import { readDate } from '../src/language/dates.ts'
import { stretchesOf } from '../src/language/mood.ts'
import { readSentence } from '../src/language/sentence.ts'
import { wordsOf } from '../src/language/words.ts'
import { hasSecretShape } from '../src/lib/secret-shape.ts'
import { createPlanner } from '../src/planner/planner.ts'
import { type Line, toBound, toTable } from './line.ts'

/*
 * The longest that whatever reads what pages and callers write takes over 10,000 characters, made up to be hard: short pieces
 * repeated, with something behind them that fits nothing. `bun bench/reading.ts`.
 */

const LENGTH = 10_000
const RUNS = 300
const MOST_MS = 50
const today = new Date('2026-03-01T12:00:00Z')

const planner = createPlanner(() => new Date('2026-03-01T12:00:00Z'))

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'shapes of secrets': hasSecretShape,
  'our own keys': redactOwnKeys,
  sentences: text => stretchesOf(readSentence(text)),
  instructions: text => planner.parse(text),
  words: wordsOf,
  dates: text => readDate(text, { today }),
  prices: text => [priceIn(text), measureIn(text)],
  'values of pages': text => [values.kindOf(text), values.dateIn(text), values.daysOf(text)],
  'password hints': text => [hintLines(text), readHint(text)],
  'password patterns': readPattern,
  labels: toPlain,
}

const piece = fc.oneof(
  fc.constantFrom(
    'a',
    '1',
    ' ',
    '@',
    '.',
    '-',
    '"',
    '“',
    '1.',
    '1,',
    '€',
    'at least ',
    '[a-z]',
    'and ',
    'nv_',
    'A1',
    '\n',
    '/',
    '(',
    'é',
    '00:',
  ),
  fc.string({ minLength: 1, maxLength: 6 }),
)
const hard = fc
  .record({ pieces: fc.array(piece, { minLength: 1, maxLength: 4 }), end: fc.string({ maxLength: 3 }) })
  .map(
    ({ pieces, end }) =>
      pieces
        .join('')
        .repeat(LENGTH)
        .slice(0, LENGTH - end.length) + end,
  )

const longestOf = (read: (text: string) => unknown): number => {
  for (const text of fc.sample(hard, 5)) read(text) // compiled before it counts
  const once = (text: string): number => {
    const start = performance.now()
    read(text)
    return performance.now() - start
  }
  // Of three readings the quickest: the others say what else the machine does.
  const quickest = (text: string) => Math.min(once(text), once(text), once(text))
  return Math.max(...fc.sample(hard, { numRuns: RUNS, seed: 1 }).map(quickest))
}

/** Runs every reader over the same texts and prints the longest. */
export const benchReading = (): void => {
  const lines: Line[] = Object.entries(READERS).map(([what, read]) =>
    toBound(`10,000 hard characters: ${what}`, { ours: longestOf(read), most: MOST_MS, unit: 'ms' }),
  )
  console.log(toTable(lines))
}

if (import.meta.main) benchReading()
