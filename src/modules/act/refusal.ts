import { rankElements } from '../../browser/perception/elements.ts'
import type { Snapshot } from '../../contract/snapshot.ts'
import { AppError } from '../../lib/errors.ts'
import type { Grounding } from '../../planner/planner.ts'

const WHY = {
  absent: 'nothing on the page fits the instruction',
  disabled: 'what fits the instruction is disabled',
  readonly: 'what fits the instruction cannot be changed',
} as const

/** What is on a page that is nearest to some words, best first. */
export type Rank = (seen: Snapshot) => Promise<readonly { readonly ref: string }[]>

/** Why nothing is to be done. */
type Refused = Exclude<Grounding, { kind: 'actions' | 'already' | 'done' }>

const MAX_CANDIDATES = 5

/** A refusal with what is nearest to the words, where the planner found nothing near them; else what is foremost on the page. */
export const withNearest = async (refused: Refused, seen: Snapshot, rank: Rank): Promise<Refused> => {
  if (!('candidates' in refused) || refused.candidates.length > 0) return refused
  const byRef = new Map(seen.nodes.map(node => [node.ref, node]))
  const ranked = (await rank(seen)).flatMap(({ ref }) => byRef.get(ref) ?? [])
  const nearest = [...ranked, ...rankElements(seen)].filter(
    ({ ref, name }, i, all) => name !== '' && all.findIndex(other => other.ref === ref) === i,
  )
  return {
    ...refused,
    candidates: nearest.slice(0, MAX_CANDIDATES).map(({ ref, role, name }) => ({ ref, role, name })),
  }
}

/** A refusal as the caller is told it. */
export const toRefusal = (grounding: Refused, detail: object): AppError => {
  switch (grounding.kind) {
    case 'ambiguous':
      return new AppError('target_ambiguous', 'several elements fit the instruction', {
        ...detail,
        candidates: grounding.candidates,
      })
    case 'not_found':
      return new AppError('target_not_found', WHY[grounding.why], {
        ...detail,
        why: grounding.why,
        candidates: grounding.candidates,
        ...(grounding.word === undefined ? {} : { unaccounted: grounding.word }),
      })
    case 'not_understood':
      return new AppError('instruction_not_understood', grounding.reason, { ...detail })
    case 'not_supported':
      return new AppError('action_not_supported', grounding.reason, { ...detail })
  }
}
