import type { Database } from 'bun:sqlite'
import type { SealScope } from '../../crypto/associated-data.ts'
import { joinSealed, type Sealer, splitSealed } from '../../crypto/envelope.ts'

/** The columns that a sealed entry is bound to. */
export interface EntryPlace {
  readonly workspace_id: string
  readonly user_id: string
  readonly key: string
  readonly site: string | null
}

/**
 * What an entry is sealed for: its user, its key and the site that it may be filled on, so that whoever edits the database cannot
 * send it elsewhere. Keys have no blanks. Key rotation derives the same from the row.
 */
export const toEntryScope = ({ workspace_id, user_id, key, site }: EntryPlace): SealScope => ({
  workspaceId: workspace_id,
  userId: user_id,
  name: site === null ? key : `${key} ${site}`,
})

/** Says in `meta` that every entry is bound to its site. */
const BOUND = 'vault_sites_bound'

interface EntryBytes extends EntryPlace {
  readonly id: string
  readonly sealed: Uint8Array
}

/** Binds entries to their sites that an earlier version sealed without, once in the life of a database. */
export const bindSites = (connection: Database, sealer: Sealer): void => {
  if (connection.query('SELECT 1 FROM meta WHERE key = ?').get(BOUND)) return
  const select = 'SELECT id, workspace_id, user_id, key, site, sealed FROM vault_entries WHERE site IS NOT NULL'
  const update = connection.query('UPDATE vault_entries SET sealed = ? WHERE id = ?')
  connection
    .transaction(() => {
      for (const row of connection.query<EntryBytes, []>(select).all()) update.run(bind(row, sealer), row.id)
      connection.query('INSERT INTO meta (key, value) VALUES (?, ?)').run(BOUND, '1')
    })
    .immediate()
}

const bind = (row: EntryBytes, sealer: Sealer): Uint8Array => {
  try {
    const plaintext = sealer.open(splitSealed(row.sealed), toEntryScope({ ...row, site: null }))
    const sealed = joinSealed(sealer.seal(plaintext, toEntryScope(row)))
    plaintext.fill(0)
    return sealed
  } catch {
    return row.sealed // it was unreadable before, and stays so
  }
}
