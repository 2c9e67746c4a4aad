import { hintOf } from './api.ts'
import { toLine } from './approvals.ts'
import { actorName } from './directory.ts'
import { Badge, Facts } from './states.tsx'
import { StepPicture } from './step-picture.tsx'
import { text } from './text.ts'
import { Ago } from './time.tsx'
import type { LogEvent } from './wire.ts'

/** What has a place of its own in a step, or says nothing to a person. */
const ELSEWHERE = new Set(['failed', 'credits', 'ms', 'picture', 'methods'])
/** What is told first, in this order. */
const FIRST = ['instruction', 'action_taken', 'effect', 'planner']

/** One thing that was done in a session: what was asked for, what was done, how it went, what came of it, what it cost. */
export const TimelineStep = ({ userId, event }: { userId: string; event: LogEvent }) => {
  const { failed, credits, ms, picture } = event.details
  const name = text.actions[event.action] ?? event.action
  return (
    <li>
      <div class="step">
        <div class="heading">
          <strong>{name}</strong>
          {typeof failed === 'string' && <Badge tone="bad">{text.session.failed}</Badge>}
          {typeof credits === 'number' && <Badge tone="plain">{text.session.credit(credits)}</Badge>}
          {typeof ms === 'number' && <Badge tone="plain">{text.session.took(ms)}</Badge>}
          <span class="muted">
            {actorName(event.actor_type, event.actor_id)} · <Ago at={event.created_at} />
          </span>
        </div>
        {typeof failed === 'string' && (
          <p>
            <strong>{text.session.reason}:</strong> <code>{failed}</code> {hintOf(failed)}
          </p>
        )}
        <StepFacts details={event.details} />
      </div>
      {typeof picture === 'string' && (
        <StepPicture userId={userId} sessionId={event.entity_id ?? ''} pictureId={picture} after={name} />
      )}
    </li>
  )
}

const StepFacts = ({ details }: { details: LogEvent['details'] }) => {
  const names = [
    ...FIRST.filter(name => name in details),
    ...Object.keys(details).filter(name => !FIRST.includes(name)),
  ]
  const facts = names
    .filter(name => !ELSEWHERE.has(name) && details[name] !== null && details[name] !== '')
    .map(name => [text.details[name] ?? name, toWords(name, details[name])] as const)
  return facts.length > 0 ? <Facts of={facts} /> : null
}

interface Effect {
  readonly kind: string
  readonly detail: string
}

const toWords = (name: string, value: unknown): string => {
  if (name === 'planner') return text.session.planners[String(value)] ?? String(value)
  if (name !== 'effect' || !Array.isArray(value)) return toLine(value)
  return value.map(({ kind, detail }: Effect) => `${text.session.effects[kind] ?? kind}: ${detail}`).join(' · ')
}
