import type { TabEvent } from '../../src/browser/journal.ts'
import type { Tab } from '../../src/browser/tab.ts'
import { Deadline } from '../../src/lib/deadline.ts'

type EventOf<K extends TabEvent['kind']> = Extract<TabEvent, { kind: K }>

const WAIT_MS = 10_000

/** The newest event of a kind that has happened in the tab, or the next to come; fails after 10 s without one. */
export const eventOf = async <K extends TabEvent['kind']>(
  tab: Tab,
  kind: K,
  fits: (event: EventOf<K>) => boolean = () => true,
): Promise<EventOf<K>> => {
  const isIt = (event: TabEvent): event is EventOf<K> => event.kind === kind && fits(event as EventOf<K>)
  const { promise, resolve } = Promise.withResolvers<EventOf<K>>()
  using _listening = tab.listen(event => isIt(event) && resolve(event))
  const past = tab.eventsSince(0).filter(isIt).at(-1)
  if (past) return past
  using deadline = new Deadline(WAIT_MS)
  return await deadline.race(promise)
}
