import { Database } from 'bun:sqlite'
import { existsSync, linkSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { readMigrations } from '../db/migrate.ts'
import { systemClock, toTimestamp } from '../lib/clock.ts'
import { type Members, unpackArchive } from './archive.ts'
import { CommandError, createCommand, type Terminal } from './command.ts'
import { CONTEXTS_FOLDER, DATABASE_FILE, readKeyring } from './data-files.ts'
import { assertUnused } from './exclusive.ts'

export const restoreCommand = (terminal: Terminal): Command =>
  createCommand<{ force?: true }>(terminal, {
    name: 'restore',
    summary: 'put a backup back; refuses a damaged file and a wrong key before it touches anything',
    args: { '<file>': 'a file that backup wrote' },
    options: { '--force': 'where there is data already: move it aside and restore' },
    run: async ({ args: [file = ''], options }) => {
      const config = readConfig()
      if (!existsSync(file)) throw new CommandError(`there is no file ${resolve(file)}`)
      const { manifest, members } = await unpackArchive(await readFile(file), readKeyring(config))
      assertNames(members)
      assertSound(members.get(DATABASE_FILE))
      const aside = await placeMembers(config.dataDir, members, options.force)
      return {
        json: {
          restored: resolve(file),
          created_at: manifest.created_at,
          data_dir: config.dataDir,
          moved_aside: aside,
        },
        text: `restored the backup of ${manifest.created_at} to ${config.dataDir}${aside ? `; what was there is in ${aside}` : ''}`,
      }
    },
  })

/** Nothing but the database and files of saved logins, so that no member can land elsewhere. */
const assertNames = (members: Members): void => {
  for (const name of members.keys()) {
    if (name === DATABASE_FILE || new RegExp(`^${CONTEXTS_FOLDER}/[\\w-][\\w.-]*$`).test(name)) continue
    throw new CommandError(`the backup is refused: it has a member of the name ${name}; nothing was touched`)
  }
}

/** @throws CommandError unless the database is whole and of a schema that this version knows */
const assertSound = (bytes: Uint8Array | undefined): void => {
  if (!bytes) throw new CommandError('the backup is refused: it has no database; nothing was touched')
  using database = Database.deserialize(bytes)
  const { integrity_check } = database.query<{ integrity_check: string }, []>('PRAGMA integrity_check').get() ?? {}
  const broken = database.query('PRAGMA foreign_key_check').all().length
  if (integrity_check !== 'ok' || broken)
    throw new CommandError(`the backup is refused: its database is damaged (${integrity_check}); nothing was touched`)
  const known = new Set(readMigrations().map(migration => migration.hash))
  const applied = database.query<{ hash: string }, []>('SELECT hash FROM __drizzle_migrations').all()
  if (applied.some(({ hash }) => !known.has(hash)))
    throw new CommandError('the backup was made by a later version: restore it with that one; nothing was touched')
}

/**
 * Writes the members beside what is there, then swaps: the old data is kept aside, the database comes last and in one
 * step. @returns where the old data went, or null
 */
const placeMembers = async (dataDir: string, members: Members, force?: true): Promise<string | null> => {
  const database = join(dataDir, DATABASE_FILE)
  const contexts = join(dataDir, CONTEXTS_FOLDER)
  const occupied = existsSync(database)
  if (occupied && !force)
    throw new CommandError(`there is data in ${dataDir} already; nothing was touched`, {
      hint: '--force moves it aside first',
    })
  if (occupied) assertUnused(database)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const staging = await mkdtemp(join(dataDir, '.restore-'))
  try {
    await mkdir(join(staging, CONTEXTS_FOLDER), { mode: 0o700 })
    for (const [name, bytes] of members) await writeFile(join(staging, name), bytes, { mode: 0o600, flush: true })
    const aside = occupied ? join(dataDir, `replaced-${toTimestamp(systemClock.now()).replaceAll(':', '')}`) : null
    if (aside) {
      await mkdir(aside, { mode: 0o700 })
      linkSync(database, join(aside, DATABASE_FILE))
      if (existsSync(contexts)) await rename(contexts, join(aside, CONTEXTS_FOLDER))
    }
    await rm(contexts, { recursive: true, force: true })
    await rename(join(staging, CONTEXTS_FOLDER), contexts)
    await rename(join(staging, DATABASE_FILE), database)
    return aside
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}
