import { hintOf } from './api.ts'
import { toLine } from './approvals.ts'
import { actorName } from './directory.ts'
import { Badge, Facts } from './states.tsx'
import { text } from './text.ts'
import { Ago } from './time.tsx'
import type { LogEvent } from './wire.ts'

/** One thing that was done in a session: what, how it went, what came of it, what it cost. */
export const TimelineStep = ({ event }: { event: LogEvent }) => {
  const { failed, credits, ...rest } = event.details
  const facts = Object.entries(rest).filter(([, value]) => value !== null && value !== '')
  return (
    <li>
      <div class="heading">
        <strong>{text.actions[event.action] ?? event.action}</strong>
        {typeof failed === 'string' && <Badge tone="bad">{text.session.failed}</Badge>}
        {typeof credits === 'number' && <Badge tone="plain">{text.session.credit(credits)}</Badge>}
        <span class="muted">
          {actorName(event.actor_type, event.actor_id)} · <Ago at={event.created_at} />
        </span>
      </div>
      {typeof failed === 'string' && (
        <p>
          <strong>{text.session.reason}:</strong> <code>{failed}</code> {hintOf(failed)}
        </p>
      )}
      {facts.length > 0 && (
        <Facts of={facts.map(([name, value]) => [text.details[name] ?? name, toLine(value)] as const)} />
      )}
    </li>
  )
}
