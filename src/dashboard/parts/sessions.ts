import { browserPath, read } from './api.ts'
import { readEventPage, readEvents } from './events.ts'
import { text } from './text.ts'
import type { LogEvent, Session } from './wire.ts'

/** A session with whom it is for and who opened it, which lists of sessions do not say. */
export interface PlacedSession extends Session {
  readonly userId: string
  readonly openedBy: { readonly type: string; readonly id: string | null }
  readonly humanLogin: boolean
}

/** The longest that a session lives is 30 minutes (API contract); one more for clocks that differ. */
const LONGEST_MS = 31 * 60_000

const OPENING_PAGES = 5

export const isSessionEvent = ({ action }: LogEvent): boolean => action.startsWith('browser.session.')

/** Events that sessions were opened by, newest first: those of sessions that can still live, or the last fifty. */
const readOpenings = async (onlyLive: boolean): Promise<readonly LogEvent[]> => {
  const action = 'browser.session.create'
  if (onlyLive) return await readEvents({ action, since: Date.now() - LONGEST_MS }, OPENING_PAGES)
  return (await readEventPage({ action }, { limit: 50 })).events
}

/**
 * Sessions of every user: the log says who opened which, and each user's list says how they are. `onlyLive` looks no
 * further back than a session can live.
 */
export const readSessions = async ({ onlyLive }: { onlyLive: boolean }): Promise<PlacedSession[]> => {
  const openings = await readOpenings(onlyLive)
  const openingOf = new Map(openings.map(event => [event.entity_id, event]))
  const userIds = [...new Set(openings.flatMap(({ tenant_user_id }) => tenant_user_id ?? []))]
  const lists = await Promise.all(
    userIds.map(async userId => {
      const { sessions } = await read<{ sessions: Session[] }>(`${browserPath(userId)}/sessions?limit=200`)
      return sessions.flatMap(session => {
        const opening = openingOf.get(session.session_id)
        return opening ? [place(session, userId, opening)] : []
      })
    }),
  )
  return lists
    .flat()
    .filter(session => !onlyLive || isLive(session))
    .toSorted((a, b) => b.created_at.localeCompare(a.created_at))
}

const place = (session: Session, userId: string, { actor_type, actor_id, details }: LogEvent): PlacedSession => ({
  ...session,
  userId,
  openedBy: { type: actor_type, id: actor_id },
  humanLogin: details['human_login'] === true,
})

export const isLive = ({ status }: Pick<Session, 'status'>): boolean => status === 'active' || status === 'in_use'

/** The sites a session may go to, shortened. */
export const toSites = ({ allowed_domains }: Pick<Session, 'allowed_domains'>): string => {
  const [first, ...others] = allowed_domains
  if (first === undefined || first === '*') return text.now.anywhere
  return others.length === 0 ? first : `${first} + ${others.length}`
}

export const toSessionPage = (userId: string, sessionId: string): string => `/sessions/${userId}/${sessionId}`

/** Action credits that a session may use; the document says it. */
export const sessionCeiling = Number(document.getElementById('dashboard')?.dataset['sessionCeiling'] ?? 40)
