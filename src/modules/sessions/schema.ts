import { t } from 'elysia'
import { nextCursor, pageQuery } from '../../contract/field.ts'
import { SessionStatusSchema, SessionSummary } from '../../contract/session.ts'

export const CreateSessionBody = t.Object(
  {
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
  },
  {
    title: 'CreateSession',
    examples: [{ allowed_domains: ['example.com'], allow_writes: false, timeout_minutes: 15 }],
  },
)

export const CreatedSession = t.Object(
  {
    session_id: t.String(),
    status: SessionStatusSchema,
    timeout_at: t.String({ format: 'date-time' }),
    allow_writes: t.Boolean(),
    allowed_domains: t.Array(t.String()),
  },
  {
    title: 'CreatedSession',
    examples: [
      {
        session_id: '0199f2a4-7c1e-7b3a-9d52-3f0f6a4c8e21',
        status: 'active',
        timeout_at: '2026-11-30T08:15:00.000Z',
        allow_writes: false,
        allowed_domains: ['example.com'],
      },
    ],
  },
)

export const SessionQuery = t.Object({
  status: t.Optional(SessionStatusSchema),
  ...pageQuery,
})

export const SessionList = t.Object(
  { sessions: t.Array(SessionSummary), next_cursor: nextCursor },
  { title: 'SessionList' },
)

export type CreateSessionInput = typeof CreateSessionBody.static
export type SessionListQuery = typeof SessionQuery.static
