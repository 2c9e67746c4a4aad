import type { ActionMethod, Candidate as Shown } from '../../contract/action.ts'
import type { Page } from '../page/page.ts'
import type { Intent } from '../reading/intent.ts'
import type { PlannedAction } from './look.ts'
import type { Scored } from './score.ts'

/** One way to carry out one reading of a step on a page. */
export interface Candidate {
  /** In order; none where there is nothing to do any more. */
  readonly actions: readonly PlannedAction[]
  /** To be looked for on the page as it is after that, before the next step. */
  readonly next: readonly Intent[]
  readonly score: number
  /** Words that were said and are answered by nothing: such a candidate is never carried out. */
  readonly unaccounted: readonly string[]
  /** The element itself says a word that tells something. */
  readonly isNamed: boolean
  /** Position of the element that it is about; -1 for the page. */
  readonly at: number
  /** The page is as asked. */
  readonly isAlready: boolean
  /** What fits cannot be operated. */
  readonly isBlocked: 'disabled' | 'readonly' | false
}

export const showCandidate = (page: Page, at: number): Shown => {
  const found = page.nodes[at]
  return { ref: found?.node.ref ?? '', role: found?.node.role ?? '', name: (found?.label ?? '').slice(0, 120) }
}

export const actionOn = (
  page: Page,
  at: number,
  method: ActionMethod,
  given: readonly string[] = [],
): PlannedAction => {
  const { ref, role, name } = showCandidate(page, at)
  return { method, ref, role, name, ...(given.length > 0 ? { arguments: given } : {}) }
}

type Parts = Partial<Omit<Candidate, 'at' | 'score' | 'unaccounted' | 'isNamed'>> & {
  /** Added to the element's own score. */
  readonly bonus?: number
}

/** A candidate about an element that was scored. A disabled element is named, never passed over for a worse one. */
export const candidateFor = (page: Page, scored: Scored, { bonus = 0, ...parts }: Parts): Candidate => ({
  actions: [],
  next: [],
  isAlready: false,
  isBlocked: page.nodes[scored.at]?.node.state.disabled === true ? 'disabled' : false,
  ...parts,
  at: scored.at,
  isNamed: scored.isNamed,
  score: scored.score + bonus,
  unaccounted: scored.unaccounted,
})

/** A candidate that is about the page as a whole. */
export const pageCandidate = (actions: readonly PlannedAction[], parts: Partial<Candidate> = {}): Candidate => ({
  next: [],
  score: 1,
  unaccounted: [],
  at: -1,
  isNamed: true,
  isAlready: false,
  isBlocked: false,
  ...parts,
  actions,
})
