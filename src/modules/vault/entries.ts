import { joinSealed, type Sealer, splitSealed } from '../../crypto/envelope.ts'
import type { Db, DbWriter } from '../../db/open.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import type { Ids } from '../../lib/ids.ts'
import type { Secret } from '../../lib/secret.ts'
import type { Actor } from '../audit/event.ts'
import type { UserRow } from '../users/service.ts'
import { toEntryScope } from './entry-scope.ts'
import { createVaultStore, type EntryRow } from './store.ts'

/** Largest value, in bytes of UTF-8: 64 KiB. */
export const MAX_VALUE_BYTES = 64 * 1024

export type EntryKind = EntryRow['kind']
export type { EntryRow } from './store.ts'

/** What is written into an entry. Fields that are absent keep their value, or take the default in a new entry. */
export interface EntryWrite {
  readonly value: Secret
  readonly kind?: EntryKind | undefined
  readonly locked?: boolean | undefined
  readonly expiresAt?: number | null | undefined
  readonly metadata?: Record<string, unknown> | undefined
  /** The site of a login; kept where an entry has one already. */
  readonly site?: string | undefined
  readonly state?: EntryRow['state'] | undefined
}

export type Entries = ReturnType<typeof createEntries>

/** Sealed entries of users, for the vault's routes and for what fills credentials into pages. It audits nothing. */
export const createEntries = ({ db, clock, ids, sealer }: { db: Db; clock: Clock; ids: Ids; sealer: Sealer }) => {
  const store = createVaultStore(db)
  const isExpired = (row: EntryRow) => row.expires_at !== null && row.expires_at <= clock.now()

  const insert = (writer: DbWriter, to: { user: UserRow; key: string; actor: StoringActor }, write: EntryWrite) => {
    const now = clock.now()
    const site = write.site ?? null
    const place = { workspace_id: to.user.workspace_id, user_id: to.user.id, key: to.key, site }
    const row: EntryRow = {
      id: ids.uuid(),
      ...place,
      kind: write.kind ?? 'note',
      locked: write.locked ?? false,
      sealed: Buffer.from(joinSealed(sealer.sealText(write.value, toEntryScope(place)))),
      version: 1,
      state: write.state ?? 'active',
      stored_by_type: to.actor.type,
      stored_by_id: to.actor.id,
      metadata: write.metadata ?? {},
      ...{ created_at: now, updated_at: now, expires_at: write.expiresAt ?? null },
    }
    store.insert(writer, row)
    return row
  }

  const replace = (writer: DbWriter, row: EntryRow, actor: StoringActor, write: EntryWrite): EntryRow => {
    const site = row.site ?? write.site ?? null
    const change = {
      kind: write.kind ?? row.kind,
      locked: write.locked ?? row.locked,
      sealed: Buffer.from(joinSealed(sealer.sealText(write.value, toEntryScope({ ...row, site })))),
      site,
      state: write.state ?? 'active',
      stored_by_type: actor.type,
      stored_by_id: actor.id,
      metadata: write.metadata ?? row.metadata,
      updated_at: clock.now(),
      expires_at: write.expiresAt === undefined ? row.expires_at : write.expiresAt,
    } as const
    store.update(writer, row, change)
    return { ...row, ...change, version: row.version + 1 }
  }

  return {
    list: store.list,
    /** Every entry of a user, expired ones too as long as they are there. */
    all: store.all,
    fingerprint: store.fingerprint,
    /** The entry, unless it is absent or expired. */
    find(userId: string, key: string): EntryRow | undefined {
      const row = store.find(userId, key)
      return row && !isExpired(row) ? row : undefined
    },
    /** Its value. @throws AppError entry_unreadable */
    open: (row: EntryRow): Secret => sealer.openText(splitSealed(row.sealed), toEntryScope(row)),
    /**
     * Writes a value under a key, in the caller's transaction. An entry that expired is replaced as if it were absent.
     * @throws AppError duplicate_record where an agent would overwrite what a human stored
     */
    write(writer: DbWriter, to: { user: UserRow; key: string; actor: StoringActor }, write: EntryWrite): EntryRow {
      const row = store.find(to.user.id, to.key)
      if (row && isExpired(row)) store.remove(writer, row.id)
      if (!row || isExpired(row)) return insert(writer, to, write)
      if (to.actor.type === 'agent' && row.stored_by_type === 'human')
        throw new AppError('duplicate_record', 'a human stored this entry; an agent cannot replace it', { key: to.key })
      return replace(writer, row, to.actor, write)
    },
    /** Encrypts the value anew, under a new data key. */
    reseal(writer: DbWriter, row: EntryRow): EntryRow {
      const sealed = Buffer.from(joinSealed(sealer.reseal(splitSealed(row.sealed), toEntryScope(row))))
      const change = { sealed, updated_at: clock.now() }
      store.update(writer, row, change)
      return { ...row, ...change, version: row.version + 1 }
    },
    /** Binds a login to its site, or says what became of it; gives whether the entry was still the one that was read. */
    mark(writer: DbWriter, row: EntryRow, change: { site?: string; state?: EntryRow['state'] }): boolean {
      const bound = { ...row, ...change }
      const isBound = bound.site !== row.site // and then what is sealed has to say so too
      const sealed = isBound
        ? Buffer.from(joinSealed(sealer.sealText(this.open(row), toEntryScope(bound))))
        : row.sealed
      return store.update(writer, row, { ...change, sealed, updated_at: clock.now() })
    },
    remove: (writer: DbWriter, row: EntryRow) => void store.remove(writer, row.id),
    /** Destroys what has expired. */
    sweep: () => store.removeExpired(clock.now()),
  }
}

/** Who can store an entry: the service itself never does. */
export interface StoringActor extends Actor {
  readonly type: 'agent' | 'human'
  readonly id: string
}
