import type { MigrationMeta } from 'drizzle-orm/migrator'
import init from './migrations/0000_init.sql' with { type: 'text' }
import stops from './migrations/0001_stops.sql' with { type: 'text' }
import journal from './migrations/meta/_journal.json' with { type: 'json' }

/** The SQL of each migration that the journal names, embedded in the binary. */
const STATEMENTS: Record<string, string> = { '0000_init': init, '0001_stops': stops }

/** What drizzle's own folder migrator reads; made from the embedded files, so that both agree on what was applied. */
export const readMigrations = (): MigrationMeta[] =>
  journal.entries.map(entry => {
    const sql = STATEMENTS[entry.tag]
    if (sql === undefined) throw new Error(`migration ${entry.tag} is not embedded: add it to db/migrate.ts`)
    return {
      sql: sql.split('--> statement-breakpoint'),
      folderMillis: entry.when,
      bps: entry.breakpoints,
      hash: new Bun.CryptoHasher('sha256').update(sql).digest('hex'),
    }
  })

interface Migrator {
  dialect: { migrate(migrations: MigrationMeta[], session: unknown, config: object): void }
  session: unknown
}

/** Applies what is missing, in one transaction. Uses drizzle's internal migrator; the version is pinned, a test holds it to the folder's. */
export const migrateDatabase = (db: object): void => {
  const { dialect, session } = db as Migrator
  dialect.migrate(readMigrations(), session, {})
}
