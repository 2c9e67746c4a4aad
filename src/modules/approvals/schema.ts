import { t } from 'elysia'
import { pageQuery } from '../../contract/field.ts'

export const ApprovalStatusSchema = t.Union([
  t.Literal('pending'),
  t.Literal('executed'),
  t.Literal('failed'),
  t.Literal('denied'),
  t.Literal('expired'),
])

const Timestamp = t.String({ format: 'date-time' })

export const ApprovalView = t.Object({
  id: t.String(),
  tenant_user_id: t.String(),
  primitive: t.String(),
  action_type: t.String(),
  title: t.String(),
  payload: t.Record(t.String(), t.Unknown()),
  status: ApprovalStatusSchema,
  requested_by: t.Object({ actor_type: t.Union([t.Literal('agent'), t.Literal('human')]), actor_id: t.String() }),
  result: t.Optional(t.Record(t.String(), t.Unknown())),
  error: t.Optional(t.String()),
  resolved_by: t.Optional(t.String()),
  resolved_at: t.Optional(Timestamp),
  created_at: Timestamp,
  expires_at: Timestamp,
})

export const ApprovalList = t.Object({ approvals: t.Array(ApprovalView), next_cursor: t.Nullable(t.String()) })

export const ApprovalQuery = t.Object({
  status: t.Optional(ApprovalStatusSchema),
  user_id: t.Optional(t.String({ maxLength: 255 })),
  ...pageQuery,
})

export const DenyBody = t.Optional(t.Object({ reason: t.Optional(t.String({ maxLength: 1000 })) }))

const userId = t.String({ minLength: 1, maxLength: 255 })
const approvalId = t.String({ minLength: 1, maxLength: 64 })

export const UserParams = t.Object({ user_id: userId })
export const ApprovalParams = t.Object({ approval_id: approvalId })
export const UserApprovalParams = t.Object({ user_id: userId, approval_id: approvalId })
