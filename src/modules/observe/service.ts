import { type ObservedElement, rankElements, selectorsFor, toElements } from '../../browser/perception/elements.ts'
import { takeSnapshot } from '../../browser/perception/snapshot.ts'
import { noteTold } from '../../browser/perception/told.ts'
import type { Snapshot, SnapshotNode } from '../../contract/snapshot.ts'
import { Deadline } from '../../lib/deadline.ts'
import type { Calls, Worker } from '../../worker/worker.ts'
import { toAsked } from '../sessions/asked.ts'
import type { Sessions, SessionUse, Turn } from '../sessions/service.ts'
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
      const told = nodes.map(({ ref }) => ref)
      const [selectors] = await Promise.all([
        selectorsFor(tab, told, { table: refs, deadline }),
        noteTold(tab, told, { table: refs, deadline }),
      ])
      const elements = toElements(snapshot, { nodes, limit, selectors }).map(({ arguments: given, ...element }) => ({
        ...element,
        ...(given ? { arguments: [...given] } : {}),
      }))
      return {
        answer: { elements, total: fitting.length, url: snapshot.url },
        details: { elements: elements.length },
      }
    }),

  /**
   * For an action's aside: the few elements that matter on the page as it left it, those that are new first. Nothing
   * where the page cannot be read at once; the action is not the worse for it.
   */
  glance:
    (limit: number) =>
    async ({ tab, refs, issued, deadline }: Turn): Promise<{ next: GlancedElement[]; more: number }> => {
      using soon = new Deadline(GLANCE_MS, deadline.signal)
      const snapshot = await takeSnapshot(tab, { refs, deadline: soon }).catch(() => undefined)
      if (!snapshot) return { next: [], more: 0 }
      const ranked = rankElements(snapshot)
      const isNew = ({ ref }: SnapshotNode) => Number(ref.slice(1)) > issued
      const nodes = [...ranked.filter(isNew), ...ranked.filter(node => !isNew(node))].slice(0, limit)
      const told = nodes.map(({ ref }) => ref)
      await noteTold(tab, told, { table: refs, deadline: soon }).catch(() => undefined)
      const next = toElements(snapshot, { nodes, limit }).map(({ ref, role, name, description, value }) => ({
        ...{ ref, role, name, description },
        ...(value !== undefined && { value }),
      }))
      return { next, more: ranked.length - next.length }
    },
})

/** An element in short, as an action's aside tells it. */
export type GlancedElement = Pick<ObservedElement, 'ref' | 'role' | 'name' | 'description' | 'value'>

/** A page that has not come to rest by then is told without its elements, in ms. */
const GLANCE_MS = 3_000

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
