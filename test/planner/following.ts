import type { Snapshot } from '../../src/contract/snapshot.ts'
import { createPlanner, type PlannedAction, type Progress } from '../../src/planner/planner.ts'

const planner = createPlanner(() => new Date('2026-03-01T12:00:00Z'))

/** What a followed instruction came to: the actions in order, and how it ended. */
export interface Followed {
  readonly actions: readonly PlannedAction[]
  /** `done`, or the kind of the refusal; `look` where something has to be opened first. */
  readonly end: string
}

const MOST_STEPS = 12

/** Follows an instruction on a page that stays as it is: each step is planned on the same snapshot. */
export const follow = (instruction: string, snapshot: Snapshot): Followed => {
  const actions: PlannedAction[] = []
  let progress: Progress | undefined
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const refs = actions.flatMap(({ ref }) => ref ?? [])
    const grounding = planner.ground(
      { instruction, refs, hasWaited: true, ...(progress ? { progress } : {}) },
      snapshot,
    )
    if (grounding.kind === 'done') return { actions, end: actions.length === 0 ? 'already' : 'done' }
    if (grounding.kind !== 'actions' && grounding.kind !== 'already') {
      return { actions, end: grounding.kind === 'not_found' ? `not_found ${grounding.why}` : grounding.kind }
    }
    if (grounding.kind === 'actions' && grounding.isLook)
      return {
        actions,
        end: `look: ${grounding.actions.map(({ method, name }) => `${method} ${name ?? ''}`.trim()).join(', ')}`,
      }
    if (grounding.kind === 'actions') actions.push(...grounding.actions)
    progress = grounding.progress
  }
  return { actions, end: 'too long' }
}
