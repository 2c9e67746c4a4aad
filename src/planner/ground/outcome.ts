import type { ActionMethod } from '../../contract/action.ts'
import type { Intent } from '../intent.ts'
import type { Grounding, PlannedAction } from './grounding.ts'
import type { Page, PageNode } from './page.ts'
import { type Picked, toCandidate, toCandidates } from './pick.ts'

export const actionOn = (page: Page, at: number, method: ActionMethod, args: readonly string[] = []): PlannedAction => {
  const { ref, role, name } = toCandidate(page, at)
  return { method, ref, role, name, ...(args.length > 0 ? { arguments: args } : {}) }
}

interface Done {
  readonly next?: readonly Intent[]
  readonly skip?: number
  readonly confidence?: number
  readonly reasons?: readonly string[]
}

export const done = (actions: readonly PlannedAction[], more: Done = {}): Grounding => ({
  kind: 'actions',
  actions,
  next: more.next ?? [],
  skip: more.skip ?? 0,
  confidence: more.confidence ?? 1,
  reasons: more.reasons ?? [],
})

export const already = (page: Page, at: number, reason: string): Grounding => ({
  kind: 'already',
  target: toCandidate(page, at),
  reasons: [reason],
})

export const absent = (page: Page, picked?: Picked): Grounding => ({
  kind: 'not_found',
  why: 'absent',
  candidates: picked === undefined ? [] : toCandidates(page, picked.ranked),
})

export const refusal = (page: Page, picked: Picked): Grounding =>
  picked.kind === 'ambiguous'
    ? { kind: 'ambiguous', candidates: toCandidates(page, picked.ranked) }
    : absent(page, picked)

/** Turns a pick into actions; an element that is disabled is named instead of a worse one taken. */
export const act = (page: Page, picked: Picked, build: (found: PageNode) => Grounding): Grounding => {
  if (picked.kind !== 'one') return refusal(page, picked)
  const found = page.nodes[picked.best.at] as PageNode
  if (found.node.state.disabled === true)
    return { kind: 'not_found', why: 'disabled', candidates: [toCandidate(page, found.at)] }
  return build(found)
}

export const isFound = (grounding: Grounding): boolean => grounding.kind === 'actions' || grounding.kind === 'already'
