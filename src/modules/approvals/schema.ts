import { t } from 'elysia'
import { nextCursor, oneOf, pageQuery } from '../../contract/field.ts'

const approvalStatus = oneOf('pending', 'executed', 'failed', 'denied', 'expired')

const Timestamp = t.String({ format: 'date-time' })

export const ApprovalView = t.Object(
  {
    id: t.String(),
    tenant_user_id: t.String(),
    primitive: t.String(),
    action_type: t.String(),
    title: t.String(),
    payload: t.Record(t.String(), t.Unknown(), { description: 'What would be done; nothing secret.' }),
    status: approvalStatus,
    requested_by: t.Object({ actor_type: oneOf('agent', 'human'), actor_id: t.String() }),
    result: t.Optional(t.Record(t.String(), t.Unknown(), { description: 'What came of it, once it ran.' })),
    error: t.Optional(t.String({ description: 'The reason that it failed, or why it was denied.' })),
    resolved_by: t.Optional(t.String()),
    resolved_at: t.Optional(Timestamp),
    created_at: Timestamp,
    expires_at: Timestamp,
  },
  {
    title: 'Approval',
    description: 'A frozen request that a human decides on. It runs once, when it is approved.',
    examples: [
      {
        id: '0199f2a4-7c1e-7b3a-9d52-3f0f6a4c8e21',
        tenant_user_id: '0199f2a0-1111-7b3a-9d52-3f0f6a4c8e21',
        primitive: 'browser',
        action_type: 'browser.signup',
        title: 'Sign up for figma.com',
        payload: { service: 'figma.com', url: 'https://www.figma.com/signup', allowed_domains: ['www.figma.com'] },
        status: 'pending',
        requested_by: { actor_type: 'agent', actor_id: '0199f2a0-2222-7b3a-9d52-3f0f6a4c8e21' },
        created_at: '2026-11-30T08:00:00.000Z',
        expires_at: '2026-12-07T08:00:00.000Z',
      },
    ],
  },
)

export const ApprovalList = t.Object(
  { approvals: t.Array(ApprovalView), next_cursor: nextCursor },
  { title: 'ApprovalList' },
)

export const ApprovalQuery = t.Object({
  status: t.Optional(approvalStatus),
  user_id: t.Optional(t.String({ maxLength: 255 })),
  ...pageQuery,
})

export const DenyBody = t.Optional(
  t.Object(
    { reason: t.Optional(t.String({ maxLength: 1000 })) },
    { title: 'Denial', examples: [{ reason: 'We have an account there already' }] },
  ),
)

const userId = t.String({ minLength: 1, maxLength: 255 })
const approvalId = t.String({ minLength: 1, maxLength: 64 })

export const UserParams = t.Object({ user_id: userId })
export const ApprovalParams = t.Object({ approval_id: approvalId })
export const UserApprovalParams = t.Object({ user_id: userId, approval_id: approvalId })
