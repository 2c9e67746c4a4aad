import type { Candidate as Shown } from '../contract/action.ts'
import type { Snapshot } from '../contract/snapshot.ts'
import { type Candidate, showCandidate } from './choosing/candidate.ts'
import { ACCEPT, type Choice, choicesFor, isSameDeed, MARGIN, SHOWN } from './choosing/choose.ts'
import { nextLook } from './choosing/exploring.ts'
import type { PlannedAction } from './choosing/look.ts'
import { newestOf } from './choosing/look.ts'
import { indexPage, type Page } from './page/page.ts'
import { type Progress, START } from './progress.ts'
import { type Ranked, rankElements } from './ranking.ts'
import type { Reading } from './reading/intent.ts'
import { type Readings, readInstruction } from './reading/readings.ts'
import { intentWrites, labelWrites } from './writes.ts'

export type { PlannedAction } from './choosing/look.ts'
export type { Progress } from './progress.ts'
export type { Ranked } from './ranking.ts'

/** What an instruction is, before any page is looked at. */
export type Parse =
  | { readonly kind: 'understood'; readonly isWrite: boolean }
  | { readonly kind: 'not_understood'; readonly reason: string }

/** An instruction that is being followed. */
export interface Task {
  readonly instruction: string
  /** Absent at the start. */
  readonly progress?: Progress
  /** Refs of what the steps before acted on, the last one last. */
  readonly refs: readonly string[]
  /** What is not there now was waited for: it may be looked for behind what is closed. */
  readonly hasWaited: boolean
}

/**
 * What the next step of a task comes to on a page.
 * actions: do these in order, then go on with `progress` on the page as it is then; a look that changes nothing is no failure.
 * already: the page is as asked. done: nothing is left to do.
 * not_found: `word` is what was said and is answered by nothing; `why` tells whether what fits cannot be operated.
 */
export type Grounding =
  | {
      readonly kind: 'actions'
      readonly actions: readonly PlannedAction[]
      readonly isLook: boolean
      readonly isWrite: boolean
      /** Nothing is left to do after these. */
      readonly isLast: boolean
      readonly progress: Progress
    }
  | { readonly kind: 'already'; readonly target: Shown; readonly progress: Progress }
  | { readonly kind: 'done' }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Shown[] }
  | {
      readonly kind: 'not_found'
      readonly why: 'absent' | 'disabled' | 'readonly'
      readonly word?: string
      readonly candidates: readonly Shown[]
    }
  | { readonly kind: 'not_understood'; readonly reason: string }
  | { readonly kind: 'not_supported'; readonly reason: string }

/** The embedded planner. Every function is pure and never throws on any text or page. */
export interface Planner {
  /** Whether an instruction is understood, and asks for a write; needs no page. */
  readonly parse: (instruction: string) => Parse
  readonly ground: (task: Task, snapshot: Snapshot) => Grounding
  /** Elements of the page by how well they answer the instruction, best first; for observe. */
  readonly rank: (instruction: string, snapshot: Snapshot) => readonly Ranked[]
  /** For tests and fitting: every way to carry out the next step. */
  readonly choices: (task: Task, snapshot: Snapshot) => readonly Choice[]
}

interface Left {
  /** What is left of each reading that is still possible. */
  readonly readings: readonly Reading[]
  readonly progress: Progress
}

/** The steps that planning put in between, before what is left of the instruction. */
const leftOf = (readings: readonly Reading[], progress: Progress): Left => {
  const { pending, rest } = progress
  if (pending.length === 0 || rest === undefined) return { readings, progress }
  const after = readings.length > 0 ? readings : [{ steps: [], cost: 0, after: rest }]
  return {
    readings: after.map(({ steps, cost }) => ({ steps: [...pending, ...steps], cost, after: rest })),
    progress,
  }
}

/** After a choice: the text that is left, read on from there. */
const advance = ({ progress }: Left, { candidate, reading }: Choice): Progress => ({
  rest: reading.after,
  pending: [...candidate.next, ...progress.pending.slice(1)],
  looks: candidate.next.length > 0 ? progress.looks : [],
  tried: candidate.next.length > 0 ? progress.tried : [],
})

/** Of choices that are as good, the one whose reading leaves no choice, where the others' own are in doubt: "Claim Wednesday, week 3". */
const onlyClear = (page: Page, near: readonly Choice[]): Choice | undefined => {
  const clear = near.filter(choice =>
    near.every(other => other.reading !== choice.reading || isSameDeed(page, other.candidate, choice.candidate)),
  )
  const [first] = clear
  const vague = near.filter(choice => !clear.includes(choice))
  if (!first || vague.length === 0 || vague.some(({ reading }) => reading.steps.length <= first.reading.steps.length))
    return undefined
  return clear.every(other => isSameDeed(page, first.candidate, other.candidate)) ? first : undefined
}

const isSound = ({ candidate }: Choice): boolean => candidate.unaccounted.length === 0

/** Two values for one field differ by how the words were read alone: the likelier is taken sooner. */
const marginOf = (one: Candidate, other: Candidate): number =>
  one.at === other.at && one.at >= 0 ? MARGIN / 4 : MARGIN

const nearest = (page: Page, candidates: readonly Candidate[]): readonly Shown[] => {
  const places = [...new Set(candidates.map(({ at }) => at))].filter(at => at >= 0)
  return places.slice(0, SHOWN).map(at => showCandidate(page, at))
}

const KEPT = 16

/** Keeps what was made of the last few keys. */
const keepLast = <Key, Made>(make: (key: Key) => Made): ((key: Key) => Made) => {
  const kept = new Map<Key, Made>()
  return key => {
    const made = kept.get(key) ?? make(key)
    kept.delete(key)
    kept.set(key, made)
    if (kept.size > KEPT) kept.delete(kept.keys().next().value as Key)
    return made
  }
}

export const createPlanner = (today: () => Date = () => new Date()): Planner => {
  const read = keepLast(readInstruction)
  const pages = new WeakMap<Snapshot, Page>()
  const pageOf = (snapshot: Snapshot): Page => {
    const page = pages.get(snapshot) ?? indexPage(snapshot)
    pages.set(snapshot, page)
    return page
  }
  const leftIn = ({ instruction, progress }: Task): Left | Extract<Readings, { kind: 'not_understood' }> => {
    const parsed = read(instruction).read(progress?.rest)
    return parsed.kind === 'not_understood' ? parsed : leftOf(parsed.readings, progress ?? START)
  }
  const choose = ({ readings, progress }: Left, task: Task, page: Page): readonly Choice[] => {
    const touched = task.refs.map(ref => page.nodes.findIndex(({ node }) => node.ref === ref)).filter(at => at >= 0)
    return choicesFor(
      { page, reading: { today: today(), language: 'en' }, trail: touched, looks: progress.looks },
      readings,
    )
  }

  const ground = (task: Task, snapshot: Snapshot): Grounding => {
    const left = leftIn(task)
    if ('kind' in left) return left
    if (left.readings.every(({ steps }) => steps.length === 0)) return { kind: 'done' }
    if (left.readings.every(({ steps }) => steps[0]?.act === 'upload'))
      return { kind: 'not_supported', reason: 'Uploading files is not supported.' }
    const page = pageOf(snapshot)
    const ranked = choose(left, task, page)
    const sound = ranked.filter(isSound)
    const [first] = sound
    if (!first || first.sure < ACCEPT) return lookOrGiveUp(left, task, { page, ranked })
    const rivals = sound.filter(
      other =>
        first.total - other.total < marginOf(first.candidate, other.candidate) &&
        !isSameDeed(page, first.candidate, other.candidate),
    )
    const chosen = rivals.length === 0 ? first : onlyClear(page, [first, ...rivals])
    if (!chosen)
      return {
        kind: 'ambiguous',
        candidates: nearest(
          page,
          [first, ...rivals].map(({ candidate }) => candidate),
        ),
      }
    const { candidate, reading } = chosen
    if (candidate.isBlocked)
      return { kind: 'not_found', why: candidate.isBlocked, candidates: [showCandidate(page, candidate.at)] }
    const progress = advance(left, chosen)
    if (candidate.isAlready) return { kind: 'already', target: showCandidate(page, candidate.at), progress }
    const [step] = reading.steps
    const isWrite = step !== undefined && intentWrites(step)
    const isLast = reading.steps.length <= 1 && candidate.next.length === 0
    return { kind: 'actions', actions: candidate.actions, isLook: false, isWrite, isLast, progress }
  }

  /** Looks behind what is closed; where that led nowhere, takes back what was opened and gives up. */
  const lookOrGiveUp = (
    { readings, progress }: Left,
    task: Task,
    { page, ranked }: { page: Page; ranked: readonly Choice[] },
  ): Grounding => {
    const absent: Grounding = {
      kind: 'not_found',
      why: 'absent',
      ...wordOf(ranked),
      candidates: nearest(
        page,
        ranked.map(({ candidate }) => candidate),
      ),
    }
    if (!task.hasWaited) return absent
    const intents = readings.slice(0, MOST_READINGS_LOOKED_FOR).flatMap(({ steps }) => steps.slice(0, 1))
    const look = nextLook(page, intents, { tried: progress.tried, writes: labelWrites })
    const last = progress.looks.at(-1)
    if (last && (look === undefined || last.undo.length > 0) && !isInsideLast(page, last.since, look?.opener)) {
      const looks = progress.looks.slice(0, -1)
      return { kind: 'actions', actions: last.undo, ...LOOK, progress: { ...progress, looks } }
    }
    if (!look) return absent
    const taken = { ...progress, looks: [...progress.looks, look], tried: [...progress.tried, look.key] }
    return { kind: 'actions', actions: look.actions, ...LOOK, progress: taken }
  }

  return {
    parse: instruction => {
      const parsed = read(instruction).read()
      if (parsed.kind === 'not_understood') return parsed
      return { kind: 'understood', isWrite: parsed.readings[0]?.steps.some(intentWrites) === true }
    },
    ground,
    rank: (instruction, snapshot) => rankElements(pageOf(snapshot), instruction),
    choices: (task, snapshot) => {
      const left = leftIn(task)
      return 'kind' in left ? [] : choose(left, task, pageOf(snapshot))
    },
  }
}

const LOOK = { isLook: true, isWrite: false, isLast: false } as const
const MOST_READINGS_LOOKED_FOR = 4

/** Whether the next look goes on inside what the last one opened. */
const isInsideLast = (page: Page, since: number, opener: string | undefined): boolean =>
  opener !== undefined && Number(opener.replace(/\D/g, '')) > since && newestOf(page) > since

const wordOf = (ranked: readonly Choice[]): { readonly word?: string } => {
  const word = ranked[0]?.candidate.unaccounted.find(said => !said.startsWith('('))
  return word === undefined ? {} : { word }
}
