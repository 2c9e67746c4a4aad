import { t } from 'elysia'
import { pageQuery, wholeNumber } from '../../contract/field.ts'
import { SessionStatusSchema } from '../../contract/session.ts'

export const CreateSessionBody = t.Object({
  allowed_domains: t.Array(t.String({ minLength: 1, maxLength: 300 }), {
    minItems: 1,
    maxItems: 100,
    description: 'Allowlist, default-deny. ["*"] is unrestricted.',
  }),
  allow_writes: t.Optional(t.Boolean({ default: false, description: 'Permit write and destructive actions.' })),
  timeout_minutes: t.Optional(t.Number({ minimum: 1, maximum: 30, default: 15, description: 'Hard time to live.' })),
  context_name: t.Optional(
    t.String({ minLength: 1, maxLength: 100, description: 'Reopen a saved login; requires a grant.' }),
  ),
  human_login: t.Optional(t.Boolean({ default: false, description: 'Open a session in which a human signs in.' })),
  allow_extract: t.Optional(t.Boolean({ default: false, description: 'On a saved-login session, permit reads.' })),
  proxy: t.Optional(t.Boolean({ default: false, description: 'Send through the configured upstream proxy.' })),
})

const Timestamp = t.String({ format: 'date-time' })

export const CreatedSession = t.Object({
  session_id: t.String(),
  status: SessionStatusSchema,
  timeout_at: Timestamp,
  allow_writes: t.Boolean(),
  allowed_domains: t.Array(t.String()),
})

export const SessionSummary = t.Object({
  session_id: t.String(),
  status: SessionStatusSchema,
  allowed_domains: t.Array(t.String()),
  context_backed: t.Boolean(),
  credits_consumed: wholeNumber(),
  created_at: Timestamp,
  last_used_at: t.Nullable(Timestamp),
  timeout_at: Timestamp,
  closed_at: t.Nullable(Timestamp),
})

export const SessionView = t.Composite([
  SessionSummary,
  t.Object({
    allow_writes: t.Boolean(),
    human_login: t.Boolean(),
    url: t.Nullable(t.String({ description: 'Host and path of the current page.' })),
  }),
])

export const SessionQuery = t.Object({
  status: t.Optional(SessionStatusSchema),
  ...pageQuery,
})

export const SessionList = t.Object({ sessions: t.Array(SessionSummary), next_cursor: t.Nullable(t.String()) })

export type CreateSessionInput = typeof CreateSessionBody.static
export type SessionListQuery = typeof SessionQuery.static
