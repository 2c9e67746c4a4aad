import { read } from '../parts/api.ts'
import { ApprovalCard } from '../parts/approval-card.tsx'
import { isPendingChange, readPending } from '../parts/approvals.ts'
import { useResource } from '../parts/resource.ts'
import { Empty, Loaded } from '../parts/states.tsx'
import { text } from '../parts/text.ts'
import type { Approval } from '../parts/wire.ts'

/** What waits for a decision, and what was decided. */
export const ApprovalsPage = () => {
  const pending = useResource(readPending, [], isPendingChange)
  const decided = useResource(readDecided, [], isPendingChange)
  return (
    <>
      <h1 tabIndex={-1}>{text.approvals.title}</h1>
      <p>{text.approvals.lead}</p>
      <section aria-labelledby="pending">
        <h2 id="pending">{text.approvals.pending}</h2>
        <Loaded from={pending}>
          {approvals =>
            approvals.length === 0 ? (
              <Empty title={text.approvals.none}>{text.approvals.noneHint}</Empty>
            ) : (
              <Stack of={approvals} />
            )
          }
        </Loaded>
      </section>
      <section aria-labelledby="decided">
        <h2 id="decided">{text.approvals.resolved}</h2>
        <Loaded from={decided}>
          {approvals =>
            approvals.length === 0 ? <p class="muted">{text.approvals.noneResolved}</p> : <Stack of={approvals} />
          }
        </Loaded>
      </section>
    </>
  )
}

const Stack = ({ of: approvals }: { of: readonly Approval[] }) => (
  <div class="stack">
    {approvals.map(approval => (
      <ApprovalCard key={approval.id} approval={approval} />
    ))}
  </div>
)

const readDecided = async (): Promise<readonly Approval[]> => {
  const { approvals } = await read<{ approvals: Approval[] }>('/v1/approvals?limit=50')
  return approvals.filter(({ status }) => status !== 'pending')
}
