import { isInside, type Page } from '../page/page.ts'
import type { Intent, Reading } from '../reading/intent.ts'
import { filterCandidates, searchCandidates, sortCandidates, stepCandidates } from './arranging.ts'
import { type Candidate, pageCandidate } from './candidate.ts'
import { composeCandidates } from './composing.ts'
import type { Context } from './context.ts'
import {
  dragCandidates,
  historyCandidates,
  keyCandidates,
  scrollCandidates,
  submitCandidates,
  waitCandidates,
} from './moving.ts'
import { optionCandidates } from './options.ts'
import { clearCandidates, closeCandidates, foldCandidates, pressCandidates } from './pressing.ts'
import { putCandidates } from './putting.ts'
import { anyPresent, withReferences } from './references.ts'
import { chooseCandidates, toggleCandidates } from './switching.ts'
import { createQuery } from './told.ts'

/** A candidate below this is not carried out. */
export const ACCEPT = 0.62
/** Two that are nearer to each other than this are ambiguous. */
export const MARGIN = 0.045
/** Of those that are refused as ambiguous, so many are named. */
export const SHOWN = 6
/** How much the unlikeliness of a reading counts beside how well the page answers it. */
const COST_WEIGHT = 0.3

/** Ways to carry out one step, in no order. */
const candidatesFor = (context: Context, intent: Intent): readonly Candidate[] => {
  switch (intent.act) {
    case 'press':
      return pressCandidates(context, intent)
    case 'put':
      return putCandidates(context, intent)
    case 'choose':
      return [...chooseCandidates(context, intent), ...optionCandidates(context, intent.target)]
    case 'toggle':
      return toggleCandidates(context, intent)
    case 'fold':
      return foldCandidates(context, intent)
    case 'close':
      return closeCandidates(context, intent)
    case 'clear':
      return clearCandidates(context, intent)
    case 'sort':
      return sortCandidates(context, intent)
    case 'filter':
      return filterCandidates(context, intent)
    case 'search':
      return searchCandidates(context, intent)
    case 'step':
      return stepCandidates(context, intent)
    case 'drag':
      return dragCandidates(context, intent)
    case 'key':
      return keyCandidates(context, intent)
    case 'scroll':
      return scrollCandidates(context, intent)
    case 'history':
      return historyCandidates(context, intent)
    case 'wait':
      return waitCandidates(context, intent)
    case 'submit':
      return submitCandidates(context, intent)
    case 'compose':
      return composeCandidates(context, intent)
    case 'upload':
      return []
  }
}

/** A candidate with the reading that it carries out the first step of. */
export interface Choice {
  readonly candidate: Candidate
  readonly reading: Reading
  readonly total: number
  /** The same, but for what the steps after it cost: how sure this step is. */
  readonly sure: number
}

const keyOf = (intent: Intent): string => JSON.stringify(intent, (name, value) => (name === 'cost' ? undefined : value))

/** "I agree to the Terms, the Privacy Policy": a label that has what comes next as well was cut too early. */
const withTorn = (page: Page, candidate: Candidate, next: Intent | undefined): Candidate => {
  if (!next?.leans || !('target' in next) || !next.target || candidate.at < 0) return candidate
  const telling = createQuery(page, next.target).told.filter(({ isTelling }) => isTelling)
  const isTorn = telling.length > 0 && telling.every(({ found }) => (found.by.get(candidate.at) ?? 0) >= LEAST)
  return isTorn ? { ...candidate, unaccounted: [...candidate.unaccounted, next.target.whole] } : candidate
}
const LEAST = 0.6

/** Every way to carry out the first step of every reading, the best first. */
export const choicesFor = (context: Omit<Context, 'later'>, readings: readonly Reading[]): readonly Choice[] => {
  const { page } = context
  const known = new Map<string, readonly Candidate[]>()
  const choices = readings.flatMap(reading => {
    const [first, ...later] = reading.steps
    if (!first) return []
    const full = { ...context, later }
    const intent = withReferences(full, first)
    const key = `${keyOf(intent)} ${later[0]?.act ?? ''}`
    const isMissing = intent.condition !== undefined && !anyPresent(full, intent.condition)
    const candidates = isMissing ? [pageCandidate([])] : (known.get(key) ?? candidatesFor(full, intent))
    if (!isMissing) known.set(key, candidates)
    return candidates
      .map(found => withTorn(page, found, later[0]))
      .map(candidate => ({
        candidate,
        reading,
        total: candidate.score - reading.cost * COST_WEIGHT,
        sure: candidate.score - first.cost * COST_WEIGHT,
      }))
  })
  return choices.sort((one, other) => other.total - one.total)
}

/** Whether two candidates do the same: also where one presses what the other presses the inside of. */
export const isSameDeed = (page: Page, one: Candidate, other: Candidate): boolean =>
  deedOf(one) === deedOf(other) || isNested(page, one, other)

const startsWith = (one: Candidate['actions'], other: Candidate['actions']): boolean => {
  const length = Math.min(one.length, other.length)
  return length > 0 && JSON.stringify(one.slice(0, length)) === JSON.stringify(other.slice(0, length))
}

/** A picture and its caption in one item are one thing. */
const isPictured = (page: Page, one: number, other: number): boolean =>
  (page.itemOf[one] ?? -1) >= 0 &&
  page.itemOf[one] === page.itemOf[other] &&
  page.nodes[one]?.plain === page.nodes[other]?.plain

const isNested = (page: Page, one: Candidate, other: Candidate): boolean => {
  if (one.at === other.at && startsWith(one.actions, other.actions)) return true
  const isPress = [one, other].every(
    ({ actions }) =>
      actions.length === 1 && toggling(actions[0]?.method ?? '') === toggling(one.actions[0]?.method ?? ''),
  )
  if (isPress && one.actions[0]?.method !== 'click' && isPictured(page, one.at, other.at)) return true
  return (
    isPress &&
    one.actions[0]?.arguments === undefined &&
    one.at >= 0 &&
    other.at >= 0 &&
    (isInside(page, one.at, other.at) || isInside(page, other.at, one.at))
  )
}

const deedOf = ({ actions, at, isAlready }: Candidate): string =>
  JSON.stringify([
    isAlready ? at : -1,
    actions.map(({ method, ref, arguments: given }) => [toggling(method), ref, given]),
  ])

/** A press and a tick of one thing come to the same. */
const toggling = (method: string): string => (['check', 'uncheck', 'expand'].includes(method) ? 'click' : method)
