import type { Candidate, PlannerTier } from '../contract/action.ts'
import type { Snapshot } from '../contract/snapshot.ts'
import { parseInstruction } from './grammar/parse.ts'
import { groundIntent } from './ground/ground.ts'
import type { Grounding, PlannedAction, Trail } from './ground/grounding.ts'
import { indexPage, type Page } from './ground/page.ts'
import type { Intent, Parse } from './intent.ts'
import type { Language } from './language.ts'
import { type Ranked, rankElements } from './rank.ts'

export type { Grounding, PlannedAction, Trail } from './ground/grounding.ts'
export type { Intent, Parse } from './intent.ts'

export interface PlannedStep {
  readonly intent: Intent
  readonly actions: readonly PlannedAction[]
}

/** The plan of an instruction on one snapshot. `rest` is what can only be grounded after these steps ran. */
export type PlanResult =
  | {
      readonly kind: 'actions'
      readonly tier: PlannerTier
      readonly steps: readonly PlannedStep[]
      readonly rest: readonly Intent[]
    }
  | { readonly kind: 'already'; readonly target: Candidate }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Candidate[] }
  | {
      readonly kind: 'not_found'
      readonly why: 'absent' | 'disabled' | 'readonly'
      readonly candidates: readonly Candidate[]
    }
  | { readonly kind: 'not_understood'; readonly reason: string }
  | { readonly kind: 'not_supported'; readonly reason: string }

/** The embedded planner. Every function is pure and never throws on any text or page. */
export interface Planner {
  /** Reads an instruction into intents; needs no page. */
  readonly parse: (instruction: string) => Parse
  /** Finds what one intent means on one page. `trail`: what the steps before it touched. */
  readonly ground: (intent: Intent, snapshot: Snapshot, trail?: Trail) => Grounding
  /** Parses and grounds the first step; for an instruction of several, run them one by one. */
  readonly plan: (instruction: string, snapshot: Snapshot) => PlanResult
  /** Elements of the page by how well they answer the instruction, best first; for observe. */
  readonly rank: (instruction: string, snapshot: Snapshot) => readonly Ranked[]
}

/** Makes a planner. Without `language` it works by its own word lists, with dates only in ISO form. */
export const createPlanner = (language?: Language): Planner => {
  const pages = new WeakMap<Snapshot, Page>()
  const pageOf = (snapshot: Snapshot): Page => {
    const known = pages.get(snapshot) ?? indexPage(snapshot)
    pages.set(snapshot, known)
    return known
  }
  const parse = (instruction: string): Parse => parseInstruction(instruction, language)
  const ground: Planner['ground'] = (intent, snapshot, trail) =>
    groundIntent({ page: pageOf(snapshot), intent, trail, language })
  const plan: Planner['plan'] = (instruction, snapshot) => {
    const parsed = parse(instruction)
    if (parsed.kind === 'not_understood') return parsed
    const [first, ...rest] = parsed.intents
    if (first === undefined) return { kind: 'not_understood', reason: 'No step could be read from the instruction.' }
    const grounding = ground(first, snapshot)
    if (grounding.kind !== 'actions') return grounding
    const steps = [{ intent: first, actions: grounding.actions }]
    return { kind: 'actions', tier: 'embedded', steps, rest: [...grounding.next, ...rest.slice(grounding.skip)] }
  }
  const rank: Planner['rank'] = (instruction, snapshot) =>
    rankElements(pageOf(snapshot), instruction, parse(instruction))
  return { parse, ground, plan, rank }
}
