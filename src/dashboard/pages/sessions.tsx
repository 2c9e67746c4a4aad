import { actorName, userName } from '../parts/directory.ts'
import { toHref } from '../parts/mount.ts'
import { useResource } from '../parts/resource.ts'
import { isSessionEvent, type PlacedSession, readSessions, toSessionPage, toSites } from '../parts/sessions.ts'
import { Badge, Empty, Loaded, Table } from '../parts/states.tsx'
import { text } from '../parts/text.ts'
import { Ago } from '../parts/time.tsx'

/** The last sessions of all users, ended ones too. */
export const SessionsPage = () => {
  const sessions = useResource(() => readSessions({ onlyLive: false }), [], isSessionEvent)
  const { site, status, agent, forUser, opened, credits } = text.sessions
  return (
    <>
      <h1 tabIndex={-1}>{text.sessions.title}</h1>
      <p>{text.sessions.lead}</p>
      <Loaded from={sessions}>
        {found =>
          found.length === 0 ? (
            <Empty title={text.sessions.none} />
          ) : (
            <Table
              name={text.sessions.title}
              heads={[site, status, agent, forUser, opened, credits]}
              rows={found.map(toRow)}
            />
          )
        }
      </Loaded>
    </>
  )
}

export const TONES = { active: 'good', in_use: 'warm', closed: 'plain', expired: 'plain', failed: 'bad' } as const

const toRow = (session: PlacedSession) => ({
  key: session.session_id,
  cells: [
    <a key="site" href={toHref(toSessionPage(session.userId, session.session_id))}>
      {toSites(session)}
    </a>,
    <Badge key="status" tone={TONES[session.status]}>
      {text.status[session.status]}
    </Badge>,
    actorName(session.openedBy.type, session.openedBy.id),
    userName(session.userId),
    <Ago key="opened" at={session.created_at} />,
    session.credits_consumed,
  ],
})
