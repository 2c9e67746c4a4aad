import { Database } from 'bun:sqlite'
import { type BunSQLiteDatabase, drizzle } from 'drizzle-orm/bun-sqlite'
import { migrateDatabase } from './migrate.ts'
import * as schema from './schema.ts'

/** Statements run on it are synchronous; `transaction` gives the same interface. */
export type Db = BunSQLiteDatabase<typeof schema> & { readonly $client: Database }
/** What a store's function writes through: the database, or a transaction in it. */
export type DbTransaction = Parameters<Parameters<Db['transaction']>[0]>[0]
export type DbWriter = Db | DbTransaction

export interface OpenDatabase extends Disposable {
  readonly db: Db
  /** The connection itself, for pragmas, backup and integrity checks. */
  readonly connection: Database
}

/**
 * Opens the database and brings it to the current schema.
 *
 * WAL with `synchronous=NORMAL`: a killed process loses nothing, a power cut may lose the last moments but never the
 * file's integrity (sqlite.org/wal.html, section 9). `secure_delete` overwrites what is deleted, so that a destroyed key
 * is gone from the pages too. Foreign keys are enforced.
 *
 * @param path a file, or `:memory:`
 */
export const openDatabase = (path: string): OpenDatabase => {
  const connection = new Database(path, { create: true, strict: true })
  for (const pragma of PRAGMAS) connection.run(`PRAGMA ${pragma}`)
  const db = drizzle(connection, { schema })
  migrateDatabase(db)
  return {
    db,
    connection,
    [Symbol.dispose]: () => {
      connection.run('PRAGMA optimize')
      connection.close()
    },
  }
}

const PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = NORMAL',
  'foreign_keys = ON',
  'busy_timeout = 5000',
  'secure_delete = ON',
  'temp_store = MEMORY',
]
