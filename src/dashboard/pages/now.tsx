import { useState } from 'preact/hooks'
import { me } from '../parts/api.ts'
import { ApprovalCard } from '../parts/approval-card.tsx'
import { isPendingChange, readPending } from '../parts/approvals.ts'
import { actorName } from '../parts/directory.ts'
import { KillSwitch } from '../parts/kill-switch.tsx'
import { go } from '../parts/navigation.ts'
import { useResource } from '../parts/resource.ts'
import { SessionCard } from '../parts/session-card.tsx'
import { isSessionEvent, type PlacedSession, readSessions, toSessionPage, toSites } from '../parts/sessions.ts'
import { Empty, Loaded } from '../parts/states.tsx'
import { text } from '../parts/text.ts'
import type { Approval } from '../parts/wire.ts'
import { FirstRun } from './start.tsx'

/** What runs now, and above it what waits for a person. */
export const NowPage = () => {
  const sessions = useResource(() => readSessions({ onlyLive: true }), [], isSessionEvent)
  return (
    <>
      <h1 tabIndex={-1}>{text.now.title}</h1>
      <FirstRun />
      <WaitingSection signIns={(sessions.value ?? []).filter(({ humanLogin }) => humanLogin)} />
      <section aria-labelledby="running">
        <div class="heading">
          <h2 id="running">{text.now.running}</h2>
          {sessions.value && <span class="muted">{text.now.count(sessions.value.length)}</span>}
          {me.value && <KillSwitch scope="workspace" id={me.value.workspace_id} name={text.stops.everything} />}
        </div>
        <Loaded from={sessions}>
          {found =>
            found.length === 0 ? (
              <Empty title={text.now.none}>{text.now.noneHint}</Empty>
            ) : (
              <div class="cards">
                {found.map(session => (
                  <SessionCard key={session.session_id} session={session} />
                ))}
              </div>
            )
          }
        </Loaded>
      </section>
    </>
  )
}

const WaitingSection = ({ signIns }: { signIns: readonly PlacedSession[] }) => {
  const pending = useResource(readPending, [], isPendingChange)
  const [decided, setDecided] = useState<readonly Approval[]>([])
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{text.now.waiting}</h2>
      <Loaded from={pending}>
        {approvals =>
          approvals.length + decided.length + signIns.length === 0 ? (
            <p class="muted">{text.now.nothingWaits}</p>
          ) : (
            <div class="stack">
              {withDecided(approvals, decided).map(approval => (
                <ApprovalCard
                  key={approval.id}
                  approval={approval}
                  onDecided={outcome => setDecided(before => [...before, outcome])}
                />
              ))}
              {signIns.map(session => (
                <SignInCard key={session.session_id} session={session} />
              ))}
            </div>
          )
        }
      </Loaded>
    </section>
  )
}

/** What waits, and what was decided here since the page was opened: its outcome stays where the button was. */
const withDecided = (pending: readonly Approval[], decided: readonly Approval[]): Approval[] => {
  const outcomes = new Map(decided.map(approval => [approval.id, approval]))
  return [...outcomes.values(), ...pending.filter(({ id }) => !outcomes.has(id))].toSorted((a, b) =>
    b.created_at.localeCompare(a.created_at),
  )
}

const SignInCard = ({ session }: { session: PlacedSession }) => (
  <article class="card wide">
    <h3>{text.now.signInWanted(toSites(session))}</h3>
    <p>{text.now.signInFor(actorName(session.openedBy.type, session.openedBy.id))}</p>
    <div class="actions">
      <button type="button" onClick={() => go(`${toSessionPage(session.userId, session.session_id)}?view=live`)}>
        {text.now.signInOpen}
      </button>
    </div>
  </article>
)
