import type { Deadline } from '../../lib/deadline.ts'
import type { Tab } from '../tab.ts'
import type { RefTable } from './refs.ts'
import { call } from './world.ts'

/**
 * Notes in the page what the caller is told of elements by their refs: an action on one of them is refused where it is
 * something else by then. See injected/sights.ts.
 */
export async function noteTold(
  tab: Tab,
  refs: readonly string[],
  { table, deadline }: { readonly table: RefTable; readonly deadline: Deadline },
): Promise<void> {
  const places = refs.flatMap(ref => table.find(ref) ?? [])
  const frames = Map.groupBy(places, ({ frame }) => frame)
  await tab.read(async () => {
    const notes = [...frames].map(([frame, targets]) => {
      const [first] = targets
      const numbers = targets.filter(({ doc }) => doc === first?.doc).map(({ number }) => number)
      return call(frame, 'noteSights', first?.doc ?? '', numbers)
    })
    await Promise.allSettled(notes) // a frame that has gone has nothing to be pressed either
  }, deadline)
}
