import type { AgentPrincipal } from '../../contract/session.ts'
import type { Db, DbWriter } from '../../db/open.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError, notFound } from '../../lib/errors.ts'
import { Secret } from '../../lib/secret.ts'
import type { Audit } from '../audit/service.ts'
import type { UserRow, Users } from '../users/service.ts'
import type { Entries, EntryRow } from '../vault/entries.ts'
import { type Credential, fromStored, toEntryKey, toStored } from './credential.ts'
import { assertCodeSecret, createCode } from './one-time-code.ts'
import type { CredentialInput } from './schema.ts'
import { siteOfOrigin, siteOfService } from './site-binding.ts'

interface CredentialsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly users: Users
  readonly audit: Audit
  readonly entries: Entries
}

/** A stored credential with the entry it came from. */
export interface StoredCredential {
  readonly row: EntryRow
  readonly credential: Credential
}

/** The agent and user that a credential is for. */
export interface Holder {
  readonly principal: AgentPrincipal
  readonly user: UserRow
}

export type Credentials = ReturnType<typeof createCredentials>

/** Credentials of users: stored by agents who may use and never read them, each bound to one site. */
export const createCredentials = ({ db, clock, users, audit, entries }: CredentialsDeps) => {
  const record = (writer: DbWriter, { principal, user }: Holder, event: { action: string; row: EntryRow }) =>
    audit.record(writer, {
      workspaceId: user.workspace_id,
      userId: user.id,
      actor: principal,
      action: event.action,
      entity: { type: 'vault_entry', id: event.row.id },
      details: { entry: event.row.key, site: event.row.site, state: event.row.state, version: event.row.version },
    })

  const write = (holder: Holder, service: string, given: Given): EntryRow =>
    db.transaction(tx => {
      const to = { user: holder.user, key: toEntryKey(service), actor: holder.principal }
      const value = toStored(given.credential)
      const row = entries.write(tx, to, { ...given, value, kind: 'password', locked: true })
      record(tx, holder, { action: 'browser.credentials', row })
      return row
    })

  const mark = (holder: Holder, row: EntryRow, change: { site?: string; state?: EntryRow['state'] }): void =>
    db.transaction(tx => {
      entries.mark(tx, row, change)
      record(tx, holder, { action: 'browser.credentials.bound', row: { ...row, ...change } })
    })

  return {
    /** Stores what an agent was given; an entry that is there keeps its site. @throws AppError validation, duplicate_record */
    save(principal: AgentPrincipal, userParam: string, input: CredentialInput) {
      users.resolve(principal, userParam, { primitive: 'browser', reading: false })
      const { user } = users.resolve(principal, userParam, { primitive: 'vault', reading: false })
      const { service, email, username } = input
      const totp = input.totp_secret === undefined ? undefined : new Secret(input.totp_secret)
      if (totp) assertCodeSecret(totp)
      const site = input.origin === undefined ? siteOfService(service) : siteOfOrigin(input.origin)
      const credential = { email, username, password: new Secret(input.password), totp }
      write({ principal, user }, service, { credential, site })
      return { service, saved: true as const }
    },
    has: (user: UserRow, service: string): boolean => entries.find(user.id, toEntryKey(service)) !== undefined,
    /** @throws AppError not_found, entry_unreadable */
    open(user: UserRow, service: string): StoredCredential {
      const row = entries.find(user.id, toEntryKey(service))
      if (!row) throw notFound('credential')
      return { row, credential: fromStored(entries.open(row), user.email) }
    },
    /**
     * Whether a credential may be used on a site, before anything of it is typed.
     * @throws AppError credential_site_mismatch; origin_unbound where it has no site and another agent stored it
     */
    assertFor({ principal }: Holder, { row }: StoredCredential, site: string): void {
      if (row.site !== null && row.site !== site)
        throw new AppError('credential_site_mismatch', `the credential is for ${row.site}, not for ${site}`, {
          credential_site: row.site,
          site,
        })
      if (row.site === null && !(row.stored_by_type === 'agent' && row.stored_by_id === principal.id))
        throw new AppError('origin_unbound', 'the credential has no site yet, and another agent stored it')
    },
    /** Binds one that has no site to that of its first login. @throws AppError as `assertFor`, where it was bound meanwhile */
    bind(holder: Holder, stored: StoredCredential, site: string): void {
      const now = entries.find(holder.user.id, stored.row.key)
      if (!now) throw notFound('credential')
      this.assertFor(holder, { ...stored, row: now }, site)
      if (now.site === null) mark(holder, now, { site })
    },
    /** The one-time code of this moment, where the credential makes any. */
    codeOf: ({ totp }: Credential): Secret | undefined => (totp ? createCode(totp, clock.now()) : undefined),

    /** A credential that a form with it is about to be sent for: kept, whatever comes, until the outcome is known. */
    writePending: (holder: Holder, service: string, given: { credential: Credential; site: string }): EntryRow =>
      write(holder, service, { ...given, state: 'pending' }),
    confirm: (holder: Holder, service: string): void => {
      const row = entries.find(holder.user.id, toEntryKey(service))
      if (row?.state === 'pending') mark(holder, row, { state: 'active' })
    },
    /** Takes back a pending one that no site has. */
    discard: (holder: Holder, service: string): void => {
      const row = entries.find(holder.user.id, toEntryKey(service))
      if (row?.state !== 'pending') return
      db.transaction(tx => {
        entries.remove(tx, row)
        record(tx, holder, { action: 'browser.credentials.discarded', row })
      })
    },
  }
}

interface Given {
  readonly credential: Credential
  readonly site?: string | undefined
  readonly state?: EntryRow['state']
}
