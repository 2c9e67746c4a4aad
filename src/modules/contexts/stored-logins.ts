import type { CapturedState } from '../../browser/state/capture.ts'
import type { LoginState } from '../../browser/state/login-state.ts'
import type { Sealer } from '../../crypto/envelope.ts'
import type { Db } from '../../db/open.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import type { Ids } from '../../lib/ids.ts'
import type { ContextFiles } from './files.ts'
import type { ContextRow, ContextStore } from './store.ts'

export interface StoredLoginDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: Ids
  readonly store: ContextStore
  readonly sealer: Sealer
  readonly files: ContextFiles
  /** Writes the database's log back into it and empties it (sqlite.org/pragma.html#pragma_wal_checkpoint, TRUNCATE). */
  readonly checkpoint: () => void
}

/** Whose login it is, and what is known of it beside the state. */
export type NewLogin = Pick<ContextRow, 'workspace_id' | 'user_id' | 'name' | 'domains' | 'probe' | 'created_by_id'>

/** What is written down with a row. */
type Note = (writer: Parameters<Parameters<Db['transaction']>[0]>[0], row: ContextRow) => void

/** A login of this size is no login any more. */
const MAX_BYTES = 32 * 1024 * 1024

/** What a login is sealed for; key rotation derives the same from the row. */
export const toContextScope = (row: Pick<ContextRow, 'workspace_id' | 'user_id' | 'name'>) => ({
  workspaceId: row.workspace_id,
  userId: row.user_id,
  name: row.name,
})

/**
 * Logins on disk. The state is in an encrypted file, its key in the row: a new file is written, synced, renamed, read back
 * and compared before the row names it, so that whenever the service is killed the row and the file fit together.
 */
export const createStoredLogins = ({ db, clock, ids, store, sealer, files, checkpoint }: StoredLoginDeps) => {
  /** The file counts once a row names it; on failure there is none. */
  const writeFile = async (scope: ReturnType<typeof toContextScope>, state: LoginState) => {
    const plaintext = new TextEncoder().encode(JSON.stringify(state))
    if (plaintext.length > MAX_BYTES)
      throw new AppError('page_too_large', 'the sites keep more in the browser than a saved login can hold')
    const sealed = sealer.seal(plaintext, scope)
    const file = ids.uuid()
    try {
      await files.write(file, sealed.payload)
      const back = sealer.open({ wrappedKey: sealed.wrappedKey, payload: await files.read(file) }, scope)
      if (Buffer.compare(back, plaintext) !== 0)
        throw new AppError('entry_unreadable', 'the file was not read back whole')
      back.fill(0)
      return { file, wrapped_key: Buffer.from(sealed.wrappedKey) }
    } catch (error) {
      await files.remove(file).catch(() => undefined) // what is wrong is told; what is left is swept at the next start
      throw error
    } finally {
      plaintext.fill(0)
    }
  }

  const toColumns = ({ notSaved }: CapturedState) => {
    const now = clock.now()
    return {
      not_saved: [...notSaved],
      verified: notSaved.length === 0,
      saved_at: now,
      last_verified_at: now,
      health: 'alive' as const,
    }
  }

  return {
    async read(row: ContextRow): Promise<LoginState> {
      const sealed = { wrappedKey: row.wrapped_key, payload: await files.read(row.file) }
      const plaintext = sealer.open(sealed, toContextScope(row))
      try {
        return JSON.parse(new TextDecoder().decode(plaintext)) as LoginState
      } finally {
        plaintext.fill(0)
      }
    },

    /** @throws AppError duplicate_record where the user has one of that name, page_too_large */
    async create(login: NewLogin, captured: CapturedState, note: Note): Promise<ContextRow> {
      const written = await writeFile(toContextScope(login), captured.state)
      const row: ContextRow = { id: ids.uuid(), ...login, ...written, ...toColumns(captured), last_used_at: null }
      try {
        db.transaction(tx => {
          if (store.findByName(login.user_id, login.name))
            throw new AppError('duplicate_record', 'there is a saved login of that name', { name: login.name })
          store.insert(tx, row)
          note(tx, row)
        })
      } catch (error) {
        await files.remove(written.file).catch(() => undefined) // as above
        throw error
      }
      return row
    },

    /** Undefined where it was revoked meanwhile: then nothing of it is kept. @throws AppError page_too_large */
    async replace(contextId: string, captured: CapturedState, note: Note): Promise<ContextRow | undefined> {
      const before = store.find(contextId)
      if (!before) return undefined
      const written = await writeFile(toContextScope(before), captured.state)
      const replaced = db.transaction(tx => {
        const now = store.find(contextId)
        if (!now) return undefined
        const row = { ...now, ...written, ...toColumns(captured) }
        store.update(tx, contextId, row)
        note(tx, row)
        return { row, old: now.file }
      })
      // Before the old file goes, the row that names the new one must outlast a power cut.
      if (replaced) checkpoint()
      await files.remove(replaced ? replaced.old : written.file)
      return replaced?.row
    },

    removeFile: (row: ContextRow) => files.remove(row.file),
    /** Removes files that no row names. */
    recover: () => files.keepOnly(new Set(store.listFiles())),
  }
}

export type StoredLogins = ReturnType<typeof createStoredLogins>
