import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/*
 * The whole data model. Times are integers, milliseconds since the Unix epoch. Every row that a tenant owns carries its
 * workspace, so that no query can forget the boundary. JSON columns are typed where they are read.
 */

const id = () => text('id').primaryKey()
const workspace = () =>
  text('workspace_id')
    .notNull()
    .references(() => workspaces.id)
const createdAt = () => integer('created_at').notNull()

/** Single values of the install: the key check value, schema notes. */
export const meta = sqliteTable('meta', { key: text('key').primaryKey(), value: text('value').notNull() })

/** The tenant boundary. */
export const workspaces = sqliteTable('workspaces', {
  id: id(),
  name: text('name').notNull().unique(),
  created_at: createdAt(),
})

/** Dashboard accounts. `password_hash` is Argon2id in PHC form; `totp_secret` a sealed envelope. */
export const humans = sqliteTable(
  'humans',
  {
    id: id(),
    workspace_id: workspace(),
    email: text('email').notNull(),
    password_hash: text('password_hash').notNull(),
    role: text('role', { enum: ['owner', 'member'] }).notNull(),
    totp_secret: blob('totp_secret', { mode: 'buffer' }),
    created_at: createdAt(),
  },
  table => [uniqueIndex('humans_email').on(table.email)],
)

/** Signed-in dashboards; `token_sha256` is of the cookie's value, which is kept nowhere. */
export const humanSessions = sqliteTable(
  'human_sessions',
  {
    id: id(),
    human_id: text('human_id')
      .notNull()
      .references(() => humans.id, { onDelete: 'cascade' }),
    token_sha256: text('token_sha256').notNull().unique(),
    user_agent: text('user_agent').notNull().default(''),
    created_at: createdAt(),
    last_seen_at: integer('last_seen_at').notNull(),
    expires_at: integer('expires_at').notNull(),
  },
  table => [index('human_sessions_human').on(table.human_id)],
)

/** Named machine identities. */
export const agents = sqliteTable(
  'agents',
  {
    id: id(),
    workspace_id: workspace(),
    name: text('name').notNull(),
    roles: text('roles', { mode: 'json' }).$type<string[]>().notNull(),
    status: text('status', { enum: ['active', 'disabled'] })
      .notNull()
      .default('active'),
    created_at: createdAt(),
  },
  table => [uniqueIndex('agents_name').on(table.workspace_id, table.name)],
)

/** API keys: the SHA-256 and the last four characters alone. */
export const agentKeys = sqliteTable(
  'agent_keys',
  {
    id: id(),
    agent_id: text('agent_id')
      .notNull()
      .references(() => agents.id, { onDelete: 'cascade' }),
    sha256: text('sha256').notNull().unique(),
    last4: text('last4').notNull(),
    created_at: createdAt(),
    last_used_at: integer('last_used_at'),
    revoked_at: integer('revoked_at'),
  },
  table => [index('agent_keys_agent').on(table.agent_id)],
)

/** Policies that users are under. */
export const accountKits = sqliteTable(
  'account_kits',
  {
    id: id(),
    workspace_id: workspace(),
    name: text('name').notNull(),
    primitives_config: text('primitives_config', { mode: 'json' }).$type<PrimitivesConfig>().notNull(),
    is_default: integer('is_default', { mode: 'boolean' }).notNull().default(false),
    created_at: createdAt(),
    updated_at: integer('updated_at').notNull(),
  },
  table => [
    uniqueIndex('account_kits_name').on(table.workspace_id, table.name),
    uniqueIndex('account_kits_default').on(table.workspace_id).where(sql`is_default = 1`),
  ],
)

/** When agents may work: times of day as `HH:MM`, in an IANA time zone (UTC). */
export interface Hours {
  from: string
  to: string
  time_zone?: string
}

export const VERBS = ['navigate', 'act', 'extract', 'observe', 'links', 'screenshot', 'login', 'signup'] as const
/** What agents do in sessions. */
export type Verb = (typeof VERBS)[number]

/** A kit's policy; what is absent is unlimited or the default. */
export interface PrimitivesConfig {
  browser: {
    enabled: boolean
    requiresApproval?: boolean
    max_sessions?: number
    max_credits_per_day?: number
    allowed_domains?: string[]
    egress?: 'navigations' | 'all'
    hours?: Hours
    methods?: Verb[]
  }
  vault: { enabled: boolean }
}

/** Tenant users that browser work is done for. Deleting is soft. */
export const users = sqliteTable(
  'users',
  {
    id: id(),
    workspace_id: workspace(),
    external_id: text('external_id').notNull(),
    email: text('email'),
    label: text('label'),
    status: text('status', { enum: ['active', 'suspended', 'deleted'] })
      .notNull()
      .default('active'),
    account_kit_id: text('account_kit_id')
      .notNull()
      .references(() => accountKits.id),
    is_default: integer('is_default', { mode: 'boolean' }).notNull().default(false),
    profile: text('profile', { mode: 'json' }).$type<UserProfile>().notNull(),
    metadata: text('metadata', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    created_at: createdAt(),
    last_active_at: integer('last_active_at'),
  },
  table => [
    uniqueIndex('users_external_id').on(table.workspace_id, table.external_id),
    uniqueIndex('users_default').on(table.workspace_id).where(sql`is_default = 1`),
    index('users_kit').on(table.account_kit_id),
  ],
)

/** What sign-up forms are filled with, beside the user's email. */
export interface UserProfile {
  first_name?: string
  last_name?: string
  username?: string
}

/** Browser sessions. `credits_consumed` is the sum of the session's ledger rows, kept in the same transaction. */
export const browserSessions = sqliteTable(
  'browser_sessions',
  {
    id: id(),
    workspace_id: workspace(),
    user_id: text('user_id')
      .notNull()
      .references(() => users.id),
    agent_id: text('agent_id').references(() => agents.id),
    /** The human who opened it, for a human login from the dashboard. */
    opened_by_human_id: text('opened_by_human_id').references(() => humans.id),
    status: text('status', { enum: ['active', 'in_use', 'closed', 'expired', 'failed'] }).notNull(),
    allowed_domains: text('allowed_domains', { mode: 'json' }).$type<string[]>().notNull(),
    allow_writes: integer('allow_writes', { mode: 'boolean' }).notNull(),
    human_login: integer('human_login', { mode: 'boolean' }).notNull(),
    allow_extract: integer('allow_extract', { mode: 'boolean' }).notNull(),
    proxy: integer('proxy', { mode: 'boolean' }).notNull(),
    context_id: text('context_id'),
    /** Host and path of the current page; never the query. */
    url: text('url'),
    credits_consumed: integer('credits_consumed').notNull().default(0),
    action_credits: integer('action_credits').notNull().default(0),
    created_at: createdAt(),
    last_used_at: integer('last_used_at'),
    timeout_at: integer('timeout_at').notNull(),
    closed_at: integer('closed_at'),
  },
  table => [
    index('browser_sessions_user').on(table.user_id, table.created_at),
    index('browser_sessions_status').on(table.status),
    index('browser_sessions_context').on(table.context_id),
  ],
)

/** Every charge is one row, written in the transaction of the result that it pays for. */
export const ledger = sqliteTable(
  'ledger',
  {
    id: id(),
    workspace_id: workspace(),
    user_id: text('user_id')
      .notNull()
      .references(() => users.id),
    agent_id: text('agent_id').references(() => agents.id),
    session_id: text('session_id').references(() => browserSessions.id),
    action: text('action').notNull(),
    credits: integer('credits').notNull(),
    created_at: createdAt(),
  },
  table => [
    index('ledger_user').on(table.user_id, table.created_at),
    index('ledger_workspace').on(table.workspace_id, table.created_at),
    index('ledger_session').on(table.session_id),
  ],
)

/**
 * Claims and stored answers of Idempotency-Key. acting: something may have been done in a browser · done: `answer` holds
 * the sealed first answer, or none where it carried a secret.
 */
export const idempotency = sqliteTable(
  'idempotency',
  {
    agent_id: text('agent_id').notNull(),
    method: text('method').notNull(),
    path: text('path').notNull(),
    key: text('key').notNull(),
    request_hmac: text('request_hmac').notNull(),
    state: text('state', { enum: ['acting', 'done'] }).notNull(),
    status: integer('status'),
    answer: blob('answer', { mode: 'buffer' }),
    session_id: text('session_id'),
    created_at: createdAt(),
    expires_at: integer('expires_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.agent_id, table.method, table.path, table.key] }),
    index('idempotency_expiry').on(table.expires_at),
  ],
)

/** Append-only; each row's `hash` covers the row and the hash before it, so that an edit or a gap shows (`audit verify`). */
export const auditEvents = sqliteTable(
  'audit_events',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    workspace_id: workspace(),
    tenant_user_id: text('tenant_user_id'),
    actor_type: text('actor_type', { enum: ['agent', 'human', 'system'] }).notNull(),
    actor_id: text('actor_id'),
    action: text('action').notNull(),
    entity_type: text('entity_type'),
    entity_id: text('entity_id'),
    details: text('details', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    created_at: createdAt(),
    hash: text('hash').notNull(),
  },
  table => [
    index('audit_workspace').on(table.workspace_id, table.seq),
    index('audit_user').on(table.tenant_user_id, table.seq),
  ],
)

/** Requests frozen until a human decides. `request` is a sealed envelope; `payload` is what the human sees. */
export const approvals = sqliteTable(
  'approvals',
  {
    id: id(),
    workspace_id: workspace(),
    user_id: text('user_id')
      .notNull()
      .references(() => users.id),
    primitive: text('primitive').notNull(),
    action_type: text('action_type').notNull(),
    title: text('title').notNull(),
    payload: text('payload', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    request: blob('request', { mode: 'buffer' }).notNull(),
    status: text('status', { enum: ['pending', 'executed', 'failed', 'denied', 'expired'] }).notNull(),
    requested_by_type: text('requested_by_type', { enum: ['agent', 'human'] }).notNull(),
    requested_by_id: text('requested_by_id').notNull(),
    result: text('result', { mode: 'json' }).$type<Record<string, unknown>>(),
    error: text('error'),
    deny_reason: text('deny_reason'),
    resolved_by: text('resolved_by'),
    resolved_at: integer('resolved_at'),
    created_at: createdAt(),
    expires_at: integer('expires_at').notNull(),
  },
  table => [
    index('approvals_status').on(table.workspace_id, table.status),
    index('approvals_user').on(table.user_id, table.created_at),
  ],
)

/** Secrets of a user: `sealed` is an envelope of crypto/; site and state only for `login:<service>` entries. */
export const vaultEntries = sqliteTable(
  'vault_entries',
  {
    id: id(),
    workspace_id: workspace(),
    user_id: text('user_id')
      .notNull()
      .references(() => users.id),
    key: text('key').notNull(),
    kind: text('kind', { enum: ['api_key', 'password', 'cookie', 'token', 'note', 'reference'] }).notNull(),
    locked: integer('locked', { mode: 'boolean' }).notNull().default(false),
    sealed: blob('sealed', { mode: 'buffer' }).notNull(),
    version: integer('version').notNull(),
    /** The registrable domain, or exact host, that a credential is bound to. */
    site: text('site'),
    /** pending: a sign-up form with it may have been sent, the outcome is not known. */
    state: text('state', { enum: ['active', 'pending'] })
      .notNull()
      .default('active'),
    stored_by_type: text('stored_by_type', { enum: ['agent', 'human'] }).notNull(),
    stored_by_id: text('stored_by_id').notNull(),
    metadata: text('metadata', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    created_at: createdAt(),
    updated_at: integer('updated_at').notNull(),
    expires_at: integer('expires_at'),
  },
  table => [uniqueIndex('vault_entries_key').on(table.user_id, table.key)],
)

/** Saved logins. The state is in an encrypted file; `wrapped_key` is its key, wrapped; destroying the row's key destroys it. */
export const contexts = sqliteTable(
  'contexts',
  {
    id: id(),
    workspace_id: workspace(),
    user_id: text('user_id')
      .notNull()
      .references(() => users.id),
    name: text('name').notNull(),
    domains: text('domains', { mode: 'json' }).$type<string[]>().notNull(),
    wrapped_key: blob('wrapped_key', { mode: 'buffer' }).notNull(),
    file: text('file').notNull(),
    not_saved: text('not_saved', { mode: 'json' }).$type<string[]>().notNull(),
    verified: integer('verified', { mode: 'boolean' }).notNull(),
    probe: text('probe', { mode: 'json' }).$type<{ url: string; marker?: string; proxy?: boolean }>(),
    health: text('health', { enum: ['unknown', 'alive', 'dead'] })
      .notNull()
      .default('unknown'),
    created_by_id: text('created_by_id'),
    saved_at: integer('saved_at').notNull(),
    last_used_at: integer('last_used_at'),
    last_verified_at: integer('last_verified_at'),
  },
  table => [uniqueIndex('contexts_name').on(table.user_id, table.name)],
)

/** Who may open a saved login: one agent, or every agent with a role. */
export const contextGrants = sqliteTable(
  'context_grants',
  {
    id: id(),
    context_id: text('context_id')
      .notNull()
      .references(() => contexts.id, { onDelete: 'cascade' }),
    grantee_type: text('grantee_type', { enum: ['agent', 'role'] }).notNull(),
    grantee_id: text('grantee_id').notNull(),
    granted_by_id: text('granted_by_id').notNull(),
    created_at: createdAt(),
  },
  table => [uniqueIndex('context_grants_grantee').on(table.context_id, table.grantee_type, table.grantee_id)],
)

/** Screenshots: encrypted files that a signed URL shows until `expires_at`. */
export const artifacts = sqliteTable(
  'artifacts',
  {
    id: id(),
    workspace_id: workspace(),
    user_id: text('user_id')
      .notNull()
      .references(() => users.id),
    session_id: text('session_id')
      .notNull()
      .references(() => browserSessions.id),
    media_type: text('media_type').notNull(),
    bytes: integer('bytes').notNull(),
    created_at: createdAt(),
    expires_at: integer('expires_at').notNull(),
  },
  table => [index('artifacts_expiry').on(table.expires_at)],
)

/** What a human has stopped: no session of it is opened until the row is gone. `target_id` is an id of the scope's table. */
export const stops = sqliteTable('stops', {
  target_id: text('target_id').primaryKey(),
  workspace_id: workspace(),
  scope: text('scope', { enum: ['workspace', 'user', 'agent', 'login'] }).notNull(),
  stopped_by_type: text('stopped_by_type', { enum: ['human', 'system'] }).notNull(),
  stopped_by_id: text('stopped_by_id'),
  created_at: createdAt(),
})

/** Plans that worked, by instruction and page shape; values of the instruction are not in it. */
export const planCache = sqliteTable(
  'plan_cache',
  {
    key: text('key').primaryKey(),
    workspace_id: workspace(),
    plan: blob('plan', { mode: 'buffer' }).notNull(),
    created_at: createdAt(),
    last_used_at: integer('last_used_at').notNull(),
  },
  table => [index('plan_cache_age').on(table.last_used_at)],
)
