import { read, toQuery } from './api.ts'
import type { LogEvent, Page } from './wire.ts'

/** Which events of the log. */
export interface EventFilter {
  readonly action?: string | undefined
  readonly userId?: string | undefined
  /** Milliseconds since the epoch. */
  readonly since?: number | undefined
}

export type EventPage = Page & { readonly events: readonly LogEvent[] }

/**
 * One page of the log, newest first. The API takes a point in time or a cursor, not both: on later pages what is
 * older than the point is left out here, and ends the reading.
 */
export const readEventPage = async (
  filter: EventFilter,
  options: { limit: number; cursor?: string | undefined },
): Promise<EventPage> => {
  const { action, userId, since } = filter
  const bound = since === undefined ? undefined : new Date(since).toISOString()
  const query = { limit: options.limit, action, user_id: userId, after: options.cursor ?? bound }
  const page = await read<EventPage>(`/v1/logs${toQuery(query)}`)
  const events = since === undefined ? page.events : page.events.filter(event => Date.parse(event.created_at) >= since)
  return { events, next_cursor: events.length < page.events.length ? null : page.next_cursor }
}

/** Every event that fits, newest first, at most `pages` times 200. */
export const readEvents = async (filter: EventFilter, pages: number): Promise<LogEvent[]> => {
  const events: LogEvent[] = []
  let cursor: string | undefined
  for (let count = 0; count < pages; count += 1) {
    const page = await readEventPage(filter, { limit: 200, cursor })
    events.push(...page.events)
    if (page.next_cursor === null) break
    cursor = page.next_cursor
  }
  return events
}
