import type { HumanPrincipal, Principal } from '../../contract/session.ts'
import type { Db } from '../../db/open.ts'
import { toTimestamp } from '../../lib/clock.ts'
import { AppError, notFound } from '../../lib/errors.ts'
import type { Secret } from '../../lib/secret.ts'
import type { Audit } from '../audit/service.ts'
import type { UserRow, Users } from '../users/service.ts'
import { type Entries, type EntryKind, type EntryRow, MAX_VALUE_BYTES } from './entries.ts'

export interface VaultDeps {
  readonly db: Db
  readonly audit: Audit
  readonly users: Users
  readonly entries: Entries
  /** The human's password again. @throws AppError invalid_login, too_many_logins */
  readonly confirmPassword: (principal: HumanPrincipal, password: Secret) => Promise<unknown>
}

export interface PutInput {
  readonly value: Secret
  readonly kind?: EntryKind | undefined
  readonly locked?: boolean | undefined
  readonly expires_at?: string | null | undefined
  readonly metadata?: Record<string, unknown> | undefined
}

export type Vault = ReturnType<typeof createVault>

/** A user's vault, as its routes have it: values go in, and come out only to a human who gives the password again. */
export const createVault = ({ db, audit, users, entries, confirmPassword }: VaultDeps) => {
  const resolve = (principal: Principal, userParam: string, use: { reading: boolean }): UserRow =>
    users.resolve(principal, userParam, { primitive: 'vault', reading: use.reading }).user

  const load = (user: UserRow, key: string): EntryRow => {
    const row = entries.find(user.id, key)
    if (!row) throw notFound('vault entry')
    return row
  }
  const toEvent = (principal: Principal, user: UserRow, action: string, row: EntryRow) => ({
    workspaceId: user.workspace_id,
    userId: user.id,
    actor: principal,
    action,
    entity: { type: 'vault_entry', id: row.id },
    details: { entry: row.key, kind: row.kind, locked: row.locked, version: row.version },
  })

  return {
    list(principal: Principal, userParam: string, page: { limit: number; cursor?: string | undefined }) {
      const user = resolve(principal, userParam, { reading: true })
      const found = entries.list(user.id, page)
      const rows = found.slice(0, page.limit)
      return { entries: rows.map(toView), next_cursor: found.length > rows.length ? (rows.at(-1)?.key ?? null) : null }
    },
    /** Stores a value under a key; the same again changes nothing but the date. */
    put(principal: Principal, userParam: string, key: string, input: PutInput) {
      const user = resolve(principal, userParam, { reading: false })
      assertStorable(input.value)
      const { value, kind, locked, metadata } = input
      const expiresAt = typeof input.expires_at === 'string' ? toTime(input.expires_at) : input.expires_at
      return db.transaction(tx => {
        const row = entries.write(tx, { user, key, actor: principal }, { value, kind, locked, metadata, expiresAt })
        audit.record(tx, toEvent(principal, user, 'vault.put', row))
        return toView(row)
      })
    },
    /** @throws AppError not_found, entry_locked, invalid_login */
    async reveal(principal: HumanPrincipal, userParam: string, key: string, password: Secret) {
      const user = resolve(principal, userParam, { reading: false })
      if (load(user, key).locked) throw new AppError('entry_locked', 'the entry is locked')
      await confirmPassword(principal, password)
      const row = load(user, key)
      if (row.locked) throw new AppError('entry_locked', 'the entry is locked')
      const value = entries.open(row)
      audit.record(db, toEvent(principal, user, 'vault.reveal', row))
      return { key, value: value.reveal(), expires_at: toOptional(row.expires_at) }
    },
    remove(principal: HumanPrincipal, userParam: string, key: string) {
      const user = resolve(principal, userParam, { reading: false })
      const row = load(user, key)
      db.transaction(tx => {
        entries.remove(tx, row)
        audit.record(tx, toEvent(principal, user, 'vault.delete', row))
      })
      return { key, deleted: true as const }
    },
    /** With a value: replaces it. Without one: encrypts the one there is under a new data key. */
    rotate(principal: HumanPrincipal, userParam: string, key: string, value: Secret | undefined) {
      const user = resolve(principal, userParam, { reading: false })
      const row = load(user, key)
      if (value) assertStorable(value)
      return db.transaction(tx => {
        const next = value ? entries.write(tx, { user, key, actor: principal }, { value }) : entries.reseal(tx, row)
        audit.record(tx, toEvent(principal, user, 'vault.rotate', next))
        return toView(next)
      })
    },
  }
}

const refuse = (path: string, message: string): AppError =>
  new AppError('validation', `${path} ${message}`, { fields: [{ path, message }] })

const assertStorable = (value: Secret): void => {
  const text = value.reveal()
  if (!text.isWellFormed()) throw refuse('body.value', 'must be well-formed Unicode')
  if (Buffer.byteLength(text) > MAX_VALUE_BYTES) throw refuse('body.value', `must be at most ${MAX_VALUE_BYTES} bytes`)
}

const toTime = (text: string): number => {
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw refuse('body.expires_at', 'must be a point in time (RFC 3339)')
  return time
}

const toOptional = (time: number | null): string | null => (time === null ? null : toTimestamp(time))

const toView = (row: EntryRow) => ({
  key: row.key,
  kind: row.kind,
  locked: row.locked,
  version: row.version,
  site: row.site,
  state: row.state,
  stored_by: row.stored_by_type,
  metadata: row.metadata,
  created_at: toTimestamp(row.created_at),
  updated_at: toTimestamp(row.updated_at),
  expires_at: toOptional(row.expires_at),
})
