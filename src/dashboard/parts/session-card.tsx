import { useRef } from 'preact/hooks'
import { read, sessionPath } from './api.ts'
import { actorName, userName } from './directory.ts'
import { toHref } from './mount.ts'
import { go } from './navigation.ts'
import { Preview } from './preview.tsx'
import { useResource } from './resource.ts'
import { useSeen } from './seen.ts'
import { type PlacedSession, sessionCeiling, toSessionPage, toSites } from './sessions.ts'
import { Badge, Facts } from './states.tsx'
import { StopButton } from './stop-button.tsx'
import { text } from './text.ts'
import { clock, toDuration } from './time.tsx'
import type { SessionDetail } from './wire.ts'

/** A running session: its picture, where it is, for whom, by whom, what is left, and how to step in. */
export const SessionCard = ({ session }: { session: PlacedSession }) => {
  const { userId, session_id: id } = session
  const card = useRef<HTMLElement>(null)
  const isSeen = useSeen(card)
  const detail = useResource(
    async () => (isSeen ? await read<SessionDetail>(sessionPath(userId, id)) : null),
    [id, isSeen],
    event => event.entity_id === id,
  )
  const now = { ...session, ...detail.value }
  const place = detail.value?.url ?? toSites(session)
  const spent = Math.max(0, sessionCeiling - now.credits_consumed)
  const page = toSessionPage(userId, id)
  return (
    <article ref={card} class="card session" aria-label={place}>
      <Preview userId={userId} sessionId={id} place={place} />
      <div class="heading">
        <h3>
          <a href={toHref(page)}>{place}</a>
        </h3>
        <Badge tone={now.status === 'in_use' ? 'warm' : 'good'}>{text.status[now.status]}</Badge>
      </div>
      <Facts
        of={[
          [text.now.agent, actorName(session.openedBy.type, session.openedBy.id)],
          [text.now.forUser, userName(userId)],
          [text.now.left, toDuration(Date.parse(now.timeout_at) - Math.max(clock.value, Date.now()))],
          [text.now.credits, text.now.of(spent, sessionCeiling)],
        ]}
      />
      <div class="actions">
        <button type="button" aria-label={text.now.takeOverNamed(place)} onClick={() => go(`${page}?view=live`)}>
          {text.now.takeOver}
        </button>
        <StopButton userId={userId} sessionId={id} place={place} />
      </div>
    </article>
  )
}
