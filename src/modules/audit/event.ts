/** Who did something. `id` is null for the service itself. */
export interface Actor {
  readonly type: 'agent' | 'human' | 'system'
  readonly id: string | null
}

/** The service itself, for what nobody asked for: expiry, a crash, the command line. */
export const SYSTEM: Actor = { type: 'system', id: null }

/** Something that happened, to be put into the audit log. `details` is scrubbed of secrets before it is written. */
export interface NewEvent {
  readonly workspaceId: string
  readonly userId: string | null
  readonly actor: Actor
  /** Noun and verb: `browser.act`, `vault.reveal`. */
  readonly action: string
  readonly entity?: { readonly type: string; readonly id: string }
  readonly details?: Readonly<Record<string, unknown>>
}

/** One row of the audit log, as it is stored. */
export interface StoredEvent {
  readonly seq: number
  readonly id: string
  readonly workspace_id: string
  readonly tenant_user_id: string | null
  readonly actor_type: Actor['type']
  readonly actor_id: string | null
  readonly action: string
  readonly entity_type: string | null
  readonly entity_id: string | null
  readonly details: Record<string, unknown>
  readonly created_at: number
  readonly hash: string
}
