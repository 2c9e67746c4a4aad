import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { read, sessionPath } from '../parts/api.ts'
import { userName } from '../parts/directory.ts'
import { readEvents } from '../parts/events.ts'
import { LiveView } from '../parts/live-view.tsx'
import { toHref } from '../parts/mount.ts'
import { location } from '../parts/navigation.ts'
import { useResource } from '../parts/resource.ts'
import { isLive } from '../parts/sessions.ts'
import { Badge, Empty, Facts, Loaded } from '../parts/states.tsx'
import { StopButton } from '../parts/stop-button.tsx'
import { text } from '../parts/text.ts'
import { Ago } from '../parts/time.tsx'
import { TimelineStep } from '../parts/timeline-step.tsx'
import type { LogEvent, SessionDetail } from '../parts/wire.ts'
import { TONES } from './sessions.tsx'

/** Pages of 200 events that are looked through for those of the session: a session is short, its user may be busy. */
const LOG_PAGES = 10

/** One session: how it is, its live view, and everything that was done in it. */
export const SessionPage = () => {
  const [, , userId = '', sessionId = ''] = location.value.path.split('/').map(decodeURIComponent)
  const isMine = (event: LogEvent) => event.entity_id === sessionId
  const session = useResource(() => read<SessionDetail>(sessionPath(userId, sessionId)), [userId, sessionId], isMine)
  const events = useResource(
    async () => (await readEvents({ userId }, LOG_PAGES)).filter(isMine),
    [userId, sessionId],
    isMine,
  )
  return (
    <>
      <p>
        <a href={toHref('/sessions')}>← {text.session.back}</a>
      </p>
      <Loaded from={session}>{detail => <Overview userId={userId} session={detail} />}</Loaded>
      <section aria-labelledby="timeline">
        <div class="heading">
          <h2 id="timeline">{text.session.timeline}</h2>
          <span class="muted">
            {text.session.newest} {text.session.pictures}
          </span>
        </div>
        <Loaded from={events}>
          {found =>
            found.length === 0 ? (
              <Empty title={text.session.noEvents} />
            ) : (
              <ol class="timeline">
                {found.map(event => (
                  <TimelineStep key={event.id} userId={userId} event={event} />
                ))}
              </ol>
            )
          }
        </Loaded>
      </section>
    </>
  )
}

const Overview = ({ userId, session }: { userId: string; session: SessionDetail }) => {
  const { query } = location.value
  const [isWatching, setIsWatching] = useState(new URLSearchParams(query).get('view') === 'live')
  const place = session.url ?? session.allowed_domains.join(', ')
  const isRunning = isLive(session)
  return (
    <>
      <div class="heading">
        <h1 tabIndex={-1}>{text.session.title}</h1>
        <Badge tone={TONES[session.status]}>{text.status[session.status]}</Badge>
      </div>
      <Facts of={toFacts(userId, session)} />
      {isRunning && (
        <>
          <div class="actions toolbar">
            <button type="button" class={isWatching ? 'secondary' : ''} onClick={() => setIsWatching(!isWatching)}>
              {isWatching ? text.session.close : text.session.watch}
            </button>
            <StopButton userId={userId} sessionId={session.session_id} place={place} />
          </div>
          {isWatching && (
            <LiveView
              userId={userId}
              sessionId={session.session_id}
              loginName={session.human_login ? (new URLSearchParams(query).get('login') ?? '') : null}
            />
          )}
        </>
      )}
    </>
  )
}

const toFacts = (userId: string, session: SessionDetail): readonly (readonly [string, ComponentChildren])[] => [
  [text.session.page, session.url ?? text.now.nothingOpen],
  [text.session.allowed, session.allowed_domains.join(', ')],
  [text.now.forUser, userName(userId)],
  [text.session.may, session.allow_writes ? text.now.writes : text.now.readsOnly],
  [text.session.savedLogin, session.context_backed ? text.session.yes : text.session.no],
  [text.session.credits, session.credits_consumed],
  [text.session.opened, <Ago key="opened" at={session.created_at} />],
  isLive(session)
    ? [text.session.ends, <Ago key="ends" at={session.timeout_at} />]
    : [text.session.ended, <Ago key="ended" at={session.closed_at} />],
]
