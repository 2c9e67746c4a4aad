import { rankElements, selectorsFor, toElements } from '../../browser/perception/elements.ts'
import { takeSnapshot } from '../../browser/perception/snapshot.ts'
import type { Snapshot, SnapshotNode } from '../../contract/snapshot.ts'
import type { Calls, Worker } from '../../worker/worker.ts'
import { toAsked } from '../sessions/asked.ts'
import type { Sessions, SessionUse } from '../sessions/service.ts'
import type { ObserveInput } from './schema.ts'

interface ObserveDeps {
  readonly sessions: Sessions
  /** Ranks what a page has by an instruction. */
  readonly worker: Pick<Worker, 'within'>
}

const DEFAULT_LIMIT = 60

/** What can be done on a session's page. */
export const createObserve = ({ sessions, worker }: ObserveDeps) => ({
  /**
   * Interactive elements, each ready to be sent back as an action: the most important first, or, with an instruction,
   * those that answer it, best first. @throws AppError page_failed
   */
  run: (use: SessionUse, { instruction, limit = DEFAULT_LIMIT }: ObserveInput) =>
    sessions.perform('observe', { ...use, asked: toAsked(instruction) }, async ({ tab, refs, deadline }) => {
      const snapshot = await takeSnapshot(tab, { refs, deadline })
      const fitting =
        instruction === undefined ? rankElements(snapshot) : await pick(worker.within(deadline), instruction, snapshot)
      const nodes = fitting.slice(0, limit)
      const selectors = await selectorsFor(
        tab,
        nodes.map(({ ref }) => ref),
        { table: refs, deadline },
      )
      const elements = toElements(snapshot, { nodes, limit, selectors }).map(({ arguments: given, ...element }) => ({
        ...element,
        ...(given ? { arguments: [...given] } : {}),
      }))
      return {
        answer: { elements, total: fitting.length, url: snapshot.url },
        details: { elements: elements.length },
      }
    }),
})

export type Observe = ReturnType<typeof createObserve>

/** What scores under this share of the best hardly answers an instruction. */
const KEPT_SHARE = 0.5

const pick = async (
  { rank }: Pick<Calls, 'rank'>,
  instruction: string,
  snapshot: Snapshot,
): Promise<SnapshotNode[]> => {
  const ranked = await rank(instruction, snapshot)
  const least = (ranked[0]?.score ?? 0) * KEPT_SHARE
  const byRef = new Map(snapshot.nodes.map(node => [node.ref, node]))
  return ranked.filter(({ score }) => score >= least).flatMap(({ ref }) => byRef.get(ref) ?? [])
}
