import { Type } from '@sinclair/typebox'

/** active: idle, ready · in_use: an action runs · closed · expired: hard TTL · failed: its browser died. */
export const SessionStatusSchema = Type.Union([
  Type.Literal('active'),
  Type.Literal('in_use'),
  Type.Literal('closed'),
  Type.Literal('expired'),
  Type.Literal('failed'),
])

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
