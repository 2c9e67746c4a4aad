import { useState } from 'preact/hooks'
import { hintOf, send } from './api.ts'
import { toLine, toSite } from './approvals.ts'
import { actorName, userName } from './directory.ts'
import { attempt, tell } from './notice.tsx'
import { ask } from './question.tsx'
import { Badge, Facts } from './states.tsx'
import { text } from './text.ts'
import { Ago } from './time.tsx'
import type { Approval } from './wire.ts'

const TONES = { pending: 'warm', executed: 'good', failed: 'bad', denied: 'plain', expired: 'plain' } as const

/** One request: what, where, as whom, by whom; decided here while it waits, its outcome shown afterwards. */
export const ApprovalCard = ({
  approval: given,
  onDecided,
}: {
  approval: Approval
  onDecided?: (outcome: Approval) => void
}) => {
  const [decided, setDecided] = useState<Approval | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const approval = decided ?? given
  const decide = async (verb: 'approve' | 'deny', body: object) => {
    setIsBusy(true)
    const outcome = await attempt(() => send<Approval>('POST', `/v1/approvals/${approval.id}/${verb}`, body))
    setIsBusy(false)
    if (!outcome) return
    setDecided(outcome)
    tell(toSentence(outcome))
    onDecided?.(outcome)
  }
  const deny = async () => {
    const reason = await ask({
      title: text.approvals.denyTitle,
      body: text.approvals.denyBody(approval.title),
      action: text.approvals.deny,
      isDanger: true,
      field: { label: text.approvals.reason, kind: 'textarea' },
    })
    if (reason !== null) await decide('deny', reason ? { reason } : {})
  }
  const isPending = approval.status === 'pending'
  return (
    <article class="card wide" aria-label={approval.title}>
      <div class="heading">
        <h3>{approval.title}</h3>
        <Badge tone={TONES[approval.status]}>{text.status[approval.status]}</Badge>
      </div>
      <p>{text.approvals.actions[approval.action_type] ?? approval.action_type}</p>
      <Facts of={toFacts(approval)} />
      <Outcome of={approval} />
      {isPending && (
        <div class="actions">
          <button
            type="button"
            aria-label={text.approvals.approveNamed(approval.title)}
            aria-busy={isBusy}
            disabled={isBusy}
            onClick={() => decide('approve', {})}
          >
            {isBusy ? text.approvals.running : text.approvals.approve}
          </button>
          <button
            type="button"
            class="secondary outline"
            aria-label={text.approvals.denyNamed(approval.title)}
            disabled={isBusy}
            onClick={deny}
          >
            {text.approvals.deny}
          </button>
        </div>
      )}
    </article>
  )
}

const toFacts = (approval: Approval) => {
  const { requested_by: by } = approval
  const site = toSite(approval)
  const payload = Object.entries(approval.payload).map(([name, value]) => [name, toLine(value)] as const)
  return [
    [text.approvals.site, site ?? '—'],
    [text.approvals.asWhom, userName(approval.tenant_user_id)],
    [text.approvals.askedBy, actorName(by.actor_type, by.actor_id)],
    [text.approvals.asked, <Ago key="asked" at={approval.created_at} />],
    ...(approval.status === 'pending'
      ? [[text.approvals.expires, <Ago key="expires" at={approval.expires_at} />] as const]
      : []),
    ...payload.filter(([, line]) => line !== site).map(([name, line]) => [text.details[name] ?? name, line] as const),
  ] as const
}

const Outcome = ({ of: approval }: { of: Approval }) => {
  if (approval.result)
    return (
      <div>
        <h4>{text.approvals.result}</h4>
        <Facts of={Object.entries(approval.result).map(([name, value]) => [name, toLine(value)] as const)} />
      </div>
    )
  if (!approval.error) return null
  return (
    <p>
      <strong>{text.approvals.error}:</strong>{' '}
      {approval.status === 'denied' ? approval.error : <code>{approval.error}</code>} {hintOf(approval.error)}
    </p>
  )
}

const toSentence = ({ status, error }: Approval): string => {
  if (status === 'executed') return text.approvals.executed
  return status === 'denied' ? text.approvals.denied : text.approvals.failed(error ?? status)
}
