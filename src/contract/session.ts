import { Type } from '@sinclair/typebox'
import { nullable, wholeNumber } from './field.ts'

/** active: idle, ready · in_use: an action runs · closed · expired: hard TTL · failed: its browser died. */
export const SessionStatusSchema = Type.Union(
  [
    Type.Literal('active'),
    Type.Literal('in_use'),
    Type.Literal('closed'),
    Type.Literal('expired'),
    Type.Literal('failed'),
  ],
  {
    title: 'SessionStatus',
    description:
      'active: idle, ready · in_use: an action runs · closed · expired: its time was up · failed: its browser died',
  },
)

const Timestamp = Type.String({ format: 'date-time' })

const summaryFields = {
  session_id: Type.String(),
  status: SessionStatusSchema,
  allowed_domains: Type.Array(Type.String()),
  context_backed: Type.Boolean({ description: 'It was opened on a saved login.' }),
  credits_consumed: wholeNumber(),
  created_at: Timestamp,
  last_used_at: nullable(Timestamp),
  timeout_at: Timestamp,
  closed_at: nullable(Timestamp),
}

const EXAMPLE = {
  session_id: '0199f2a4-7c1e-7b3a-9d52-3f0f6a4c8e21',
  status: 'active',
  allowed_domains: ['example.com'],
  context_backed: false,
  credits_consumed: 7,
  created_at: '2026-11-30T08:00:00.000Z',
  last_used_at: '2026-11-30T08:01:12.000Z',
  timeout_at: '2026-11-30T08:15:00.000Z',
  closed_at: null,
}

/** A session as lists show it. */
export const SessionSummary = Type.Object(summaryFields, { title: 'SessionSummary', examples: [EXAMPLE] })

/** A session by itself: never with a vendor pointer, a CDP or a live-view link. */
export const SessionView = Type.Object(
  {
    ...summaryFields,
    allow_writes: Type.Boolean(),
    human_login: Type.Boolean(),
    url: nullable(Type.String({ description: 'Host and path of the current page.' })),
  },
  { title: 'Session', examples: [{ ...EXAMPLE, allow_writes: false, human_login: false, url: 'example.com/plants' }] },
)

/** Who makes a request. An agent comes by API key, a human by dashboard cookie. */
export type Principal = AgentPrincipal | HumanPrincipal

export interface AgentPrincipal {
  readonly type: 'agent'
  readonly id: string
  readonly workspaceId: string
  readonly roles: readonly string[]
  readonly keyId: string
}

export interface HumanPrincipal {
  readonly type: 'human'
  readonly id: string
  readonly workspaceId: string
  readonly role: 'owner' | 'member'
  /** Id of the dashboard session (not the cookie's value). */
  readonly sessionId: string
}
