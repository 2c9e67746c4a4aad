import { askedOf, type Stretch } from '../../language/mood.ts'
import { readSentence, type Sentence } from '../../language/sentence.ts'
import { cheapest, continueClause, readClause } from './clauses.ts'
import type { Intent, Reading, Rest } from './intent.ts'
import { isListSeam, seamsIn, startsWithVerb } from './seams.ts'

/** Longer than any instruction; a longer text is refused before it is read. */
const MAX_LENGTH = 8_000
const MAX_TOKENS = 1_200
/** Readings that are kept, the likeliest first; of those that begin with the same step only the best few. */
const MOST_READINGS = 60
const MOST_ALIKE = 2
/** A clause is looked for over so many places where a new one could begin. */
const MOST_JOINTS = 6
/** What another step costs, a goal said before the steps, and a remark that is left out; what an "and" makes likelier. */
const COST = { step: 0.25, preface: 0.5, listed: 0.4, aside: 0.1 } as const

/** What is left of an instruction: every way to read it that is worth trying, the likeliest first. */
export type Readings =
  | { readonly kind: 'readings'; readonly readings: readonly Reading[] }
  | { readonly kind: 'not_understood'; readonly reason: string }

/** A way to read the beginning of a stretch. */
interface Partial {
  readonly steps: readonly Intent[]
  readonly cost: number
  /** Where its first step ends. */
  readonly after?: number
}

/** The best few of each first step: on the page the likeliest by its words need not be the one that is meant. */
const diverse = (partials: readonly Partial[]): readonly Partial[] => {
  const counts = new Map<Intent | undefined, number>()
  const kept: Partial[] = []
  for (const partial of cheapest(partials, partials.length)) {
    const count = counts.get(partial.steps[0]) ?? 0
    counts.set(partial.steps[0], count + 1)
    if (count < MOST_ALIKE) kept.push(partial)
    if (kept.length === MOST_READINGS) break
  }
  return kept
}

const memo = <Made>(make: (...key: readonly number[]) => Made): ((...key: readonly number[]) => Made) => {
  const made = new Map<string, Made>()
  return (...key) => {
    const name = key.join(' ')
    const known = made.get(name) ?? make(...key)
    made.set(name, known)
    return known
  }
}

/** Reads a stretch of one mood from a token on, after a step: every way to part it into steps, each read in every way. */
const readStretch = (
  sentence: Sentence,
  stretch: Stretch,
  { from: begin, last }: Pick<Rest, 'from' | 'last'>,
): readonly Partial[] => {
  const seams = seamsIn(sentence, stretch)
  const starts = [stretch.from, ...seams.map(([, end]) => end)]
  const ends = [...seams.map(([start]) => start), stretch.to]
  const first = starts.indexOf(begin)
  if (first < 0) return []
  const best: Partial[][] = [...starts, 0].map(() => [])
  const own = memo((i = 0, j = 0) => {
    const [from, to] = [starts[i] ?? 0, ends[j] ?? 0]
    return readClause({ sentence, isFirst: true, isWhole: i === 0 && j === ends.length - 1 }, [from, to])
  })
  const leaning = new Map<Intent, ReturnType<typeof memo<readonly Intent[]>>>()
  const leaningAt = (i: number, j: number, before: Intent | undefined): readonly Intent[] => {
    if (before === undefined) return []
    const known =
      leaning.get(before) ?? memo((i = 0, j = 0) => continueClause(sentence, [starts[i] ?? 0, ends[j] ?? 0], before))
    leaning.set(before, known)
    return known(i, j)
  }
  best[first]?.push({ steps: [], cost: 0 })
  const [goal] = seams
  if (first === 0 && goal && sentence.tokens[goal[0]]?.text === ':' && startsWithVerb(sentence, goal[1]))
    best[1]?.push({ steps: [], cost: COST.preface })
  for (let i = first; i < starts.length; i += 1) {
    const partials = diverse(best[i] ?? [])
    const isListed = i > 0 && isListSeam(sentence, seams, i - 1)
    for (let j = i; partials.length > 0 && j < Math.min(ends.length, i + MOST_JOINTS); j += 1)
      for (const partial of partials) {
        const add = (intent: Intent, less: number): void => {
          const cost = partial.cost + intent.cost + (partial.steps.length > 0 ? COST.step : 0) - less
          best[j + 1]?.push({
            steps: [...partial.steps, intent],
            cost,
            after: partial.after ?? starts[j + 1] ?? stretch.to,
          })
        }
        for (const intent of own(i, j)) add(intent, 0)
        for (const intent of leaningAt(i, j, partial.steps.at(-1) ?? last)) add(intent, isListed ? COST.listed : 0)
      }
  }
  return diverse(best[starts.length] ?? [])
}

/** What the last of a list says of places, or of what is counted, holds for all: "tick A and B under Brand", "the second and the fourth mail". */
const sharePlaces = (steps: readonly Intent[]): readonly Intent[] =>
  steps.map((intent, i) => {
    if (!('target' in intent) || intent.target === undefined || intent.target.places.length > 0) return intent
    const run = steps.slice(i + 1)
    const end = run.findIndex(other => other.verb !== intent.verb || other.act !== intent.act)
    const last = (end < 0 ? run : run.slice(0, end)).at(-1)
    if (!last || last.span[0] === last.span[1] || !('target' in last) || last.target === undefined) return intent
    const isList = startsWithOwnVerb(last)
    if (isList) return intent
    const { places, head, kinds } = last.target
    const isOrderAlone =
      intent.target.order !== undefined && intent.target.head === '' && intent.target.kinds.length === 0
    const named = isOrderAlone && last.target.order !== undefined ? { head, kinds } : {}
    return { ...intent, target: { ...intent.target, ...named, places } } as Intent
  })

const startsWithOwnVerb = (intent: Intent): boolean => 'target' in intent && intent.target?.span[0] !== intent.span[0]

interface Text {
  readonly sentence: Sentence
  readonly stretches: readonly Stretch[]
}

/** Reads one text from where it was left; what comes after its stretch in the likeliest way alone. */
const readText = ({ sentence, stretches }: Text, { variant, stretch: at, from, last }: Rest): readonly Reading[] => {
  const stretch = stretches[at]
  if (!stretch) return []
  const later = stretches.slice(at + 1).map(other => readStretch(sentence, other, { from: other.from })[0])
  if (later.includes(undefined)) return []
  const tail = later.flatMap(partial => partial?.steps ?? [])
  const cost = later.reduce((sum, partial) => sum + (partial?.cost ?? 0), 0) + (variant > 0 ? COST.aside : 0)
  const readings = readStretch(sentence, stretch, { from, ...(last ? { last } : {}) })
  return readings.map(partial => {
    const isOver = partial.after === undefined || partial.after >= stretch.to
    const next = stretches[at + 1]
    return {
      steps: sharePlaces([...partial.steps, ...tail]),
      cost: partial.cost + cost,
      after: isOver
        ? { variant, stretch: at + 1, from: next?.from ?? stretch.to }
        : { variant, stretch: at, from: partial.after, ...(partial.steps[0] ? { last: partial.steps[0] } : {}) },
    }
  })
}

/** A remark in brackets between words is no part of what is named: "the More button (the three dots)". */
const withoutAside = (text: string): string => text.replace(/ \((?:the|it|which|that|an?) [^()"“”]{2,60}\)/g, '')

const textOf = (instruction: string): Text | string => {
  if (instruction.length > MAX_LENGTH) return 'The instruction is too long.'
  const sentence = readSentence(instruction)
  if (sentence.tokens.length > MAX_TOKENS) return 'The instruction is too long.'
  if (!sentence.tokens.some(({ kind }) => kind !== 'mark')) return 'The instruction says nothing.'
  const said = askedOf(sentence)
  return said.asked === undefined ? said.why : { sentence, stretches: said.asked }
}

/** An instruction ready to be read from any step on. Pure; never throws; needs no page. */
export interface Instruction {
  /** From the beginning, or from where a step ended. */
  readonly read: (rest?: Rest) => Readings
}

export const readInstruction = (instruction: string): Instruction => {
  const text = textOf(instruction)
  const aside = withoutAside(instruction)
  const other = aside === instruction ? '' : textOf(aside)
  const texts = [text, other]
  const readings = (rest?: Rest): readonly Reading[] => {
    const from = rest
      ? [rest]
      : texts.map((_, variant): Rest => ({ variant, stretch: 0, from: startOf(texts[variant]) }))
    const read = from.flatMap(each => {
      const own = texts[each.variant]
      return own === undefined || typeof own === 'string' ? [] : readText(own, each)
    })
    return cheapest(read, MOST_READINGS)
  }
  return {
    read: rest => {
      if (typeof text === 'string') return { kind: 'not_understood', reason: text }
      const read = readings(rest).filter(({ steps }) => steps.length > 0)
      if (rest === undefined && read.length === 0)
        return { kind: 'not_understood', reason: 'No step could be read from the instruction.' }
      return { kind: 'readings', readings: read }
    },
  }
}

const startOf = (text: Text | string | undefined): number =>
  text === undefined || typeof text === 'string' ? 0 : (text.stretches[0]?.from ?? 0)
