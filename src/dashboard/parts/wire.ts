/** What our HTTP API answers, as far as the pages read it. */

export interface Page {
  readonly next_cursor: string | null
}

export interface Human {
  readonly id: string
  readonly email: string
  readonly role: 'owner' | 'member'
  readonly workspace_id: string
  readonly totp_enabled: boolean
  readonly created_at: string
}

export interface HumanSession {
  readonly id: string
  readonly user_agent: string
  readonly created_at: string
  readonly last_seen_at: string
  readonly expires_at: string
  readonly current: boolean
}

export interface Agent {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly status: 'active' | 'disabled'
  readonly created_at: string
}

export interface AgentKey {
  readonly id: string
  readonly agent_id: string
  readonly agent_name: string
  readonly last4: string
  readonly created_at: string
  readonly last_used_at: string | null
  readonly revoked_at: string | null
}

export interface User {
  readonly id: string
  readonly external_id: string
  readonly email: string | null
  readonly label: string | null
  readonly status: 'active' | 'suspended' | 'deleted'
  readonly account_kit_id: string
  readonly is_default: boolean
  readonly profile: { readonly first_name?: string; readonly last_name?: string; readonly username?: string }
  readonly created_at: string
  readonly last_active_at: string | null
}

export interface BrowserPolicy {
  readonly enabled: boolean
  readonly requiresApproval?: boolean
  readonly max_sessions?: number
  readonly max_credits_per_day?: number
  readonly allowed_domains?: readonly string[]
  readonly egress?: 'navigations' | 'all'
}

export interface Kit {
  readonly id: string
  readonly name: string
  readonly primitives_config: { readonly browser: BrowserPolicy; readonly vault: { readonly enabled: boolean } }
  readonly is_default: boolean
  readonly user_count: number
}

export type SessionStatus = 'active' | 'in_use' | 'closed' | 'expired' | 'failed'

export interface Session {
  readonly session_id: string
  readonly status: SessionStatus
  readonly allowed_domains: readonly string[]
  readonly context_backed: boolean
  readonly credits_consumed: number
  readonly created_at: string
  readonly last_used_at: string | null
  readonly timeout_at: string
  readonly closed_at: string | null
}

export interface SessionDetail extends Session {
  readonly allow_writes: boolean
  readonly human_login: boolean
  readonly url: string | null
}

export interface Approval {
  readonly id: string
  readonly tenant_user_id: string
  readonly primitive: string
  readonly action_type: string
  readonly title: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly status: 'pending' | 'executed' | 'failed' | 'denied' | 'expired'
  readonly requested_by: { readonly actor_type: string; readonly actor_id: string }
  readonly result?: Readonly<Record<string, unknown>>
  readonly error?: string
  readonly resolved_by?: string
  readonly resolved_at?: string
  readonly created_at: string
  readonly expires_at: string
}

export interface Grant {
  readonly id: string
  readonly grantee_type: 'agent' | 'role'
  readonly grantee_id: string
  readonly created_at: string
}

export interface Stop {
  /** Of what is stopped. */
  readonly id: string
  readonly scope: 'workspace' | 'user' | 'agent' | 'login'
}

export interface SavedLogin {
  readonly id: string
  readonly name: string
  readonly domains: readonly string[]
  readonly saved_at: string
  readonly last_used_at: string | null
  /** Whether the site still takes it, where the service looked. */
  readonly health: 'unknown' | 'alive' | 'dead'
  readonly last_verified_at: string | null
  /** What could not be carried. */
  readonly not_saved: readonly string[]
  readonly grants: readonly Grant[]
}

export interface VaultEntry {
  readonly key: string
  readonly kind: string
  readonly locked: boolean
  readonly version: number
  readonly site: string | null
  readonly state: 'active' | 'pending'
  readonly stored_by: 'agent' | 'human'
  readonly updated_at: string
  readonly expires_at: string | null
}

export interface LogEvent {
  readonly id: string
  readonly tenant_user_id: string | null
  readonly actor_type: 'agent' | 'human' | 'system'
  readonly actor_id: string | null
  readonly action: string
  readonly entity_type: string | null
  readonly entity_id: string | null
  readonly details: Readonly<Record<string, unknown>>
  readonly created_at: string
}

export interface Charge {
  readonly id: string
  readonly tenant_user_id: string
  readonly agent_id: string | null
  readonly session_id: string | null
  readonly action: string
  readonly credits: number
  readonly created_at: string
}

export interface Usage extends Page {
  readonly days: number
  readonly credits: number
  readonly by_day: readonly { readonly date: string; readonly credits: number; readonly count: number }[]
  readonly by_action: readonly { readonly action: string; readonly credits: number; readonly count: number }[]
  readonly entries: readonly Charge[]
}
