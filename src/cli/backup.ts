import { Database } from 'bun:sqlite'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { type Config, readConfig } from '../config.ts'
import { systemClock, toTimestamp } from '../lib/clock.ts'
import { packArchive } from './archive.ts'
import { CommandError, createCommand, type Terminal } from './command.ts'
import { CONTEXTS_FOLDER, DATABASE_FILE, readKeyCheck, readKeyring } from './data-files.ts'
import { version } from './version.ts'

const ATTEMPTS = 5

export const backupCommand = (terminal: Terminal): Command =>
  createCommand(terminal, {
    name: 'backup',
    summary: 'write one consistent copy of all data to a file, while the service runs or not',
    args: { '<file>': 'the file to write; it must not exist' },
    help: [
      'The database and the saved logins are in it, encrypted parts still encrypted. Not in it: the key file',
      '(keep it apart: without it a backup cannot be restored), chaperone.toml, and screenshots, which live',
      'for five minutes.',
    ],
    run: async ({ args: [file = ''] }) => {
      const config = readConfig()
      const path = resolve(file)
      if (existsSync(path)) throw new CommandError(`${path} exists; a backup never replaces a file`)
      const bytes = await createBackup(config)
      await writeFile(`${path}.partial`, bytes, { mode: 0o600, flag: 'wx', flush: true })
      await rename(`${path}.partial`, path)
      return {
        json: { file: path, bytes: bytes.length },
        text: `${path}: ${bytes.length} bytes. The key file is not in it: keep a copy of it elsewhere.`,
      }
    },
  })

/** All bytes of a backup of the data directory. */
const createBackup = async (config: Config): Promise<Uint8Array> => {
  const { dataDir } = config
  if (!existsSync(join(dataDir, DATABASE_FILE)))
    throw new CommandError(`there is no data in ${dataDir}`, { hint: 'set CHAPERONE_DATA_DIR to the data directory' })
  const keyring = readKeyring(config)
  const staging = await mkdtemp(join(dataDir, '.backup-'))
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const members = await copyData(dataDir, join(staging, `${attempt}.db`))
      if (!members) continue
      keyring.assertMatches(keyCheckOf(join(staging, `${attempt}.db`)))
      const created_at = toTimestamp(systemClock.now())
      return await packArchive({ created_at, chaperone: version.version }, members, keyring)
    }
    throw new CommandError('saved logins changed at every attempt; try again')
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

/**
 * A snapshot of the database (one read transaction) and the files that it names. A saved login may be rewritten between
 * the two: then its row is no longer as in the snapshot, and nothing is returned.
 */
const copyData = async (dataDir: string, snapshot: string): Promise<Map<string, Uint8Array> | undefined> => {
  using live = new Database(join(dataDir, DATABASE_FILE), { readonly: true })
  live.run('PRAGMA busy_timeout = 5000')
  live.query('VACUUM INTO ?').run(snapshot)
  await chmod(snapshot, 0o600)
  const before = readContextRows(snapshot)
  const members = new Map<string, Uint8Array>([[DATABASE_FILE, await readFile(snapshot)]])
  for (const { file } of before) {
    const path = join(dataDir, CONTEXTS_FOLDER, file)
    if (!existsSync(path)) return undefined
    members.set(`${CONTEXTS_FOLDER}/${file}`, await readFile(path))
  }
  return Bun.deepEquals(before, readContextRows(join(dataDir, DATABASE_FILE))) ? members : undefined
}

const readContextRows = (database: string): { file: string; wrapped_key: Uint8Array }[] => {
  using connection = new Database(database, { readonly: true })
  return connection
    .query<{ file: string; wrapped_key: Uint8Array }, []>('SELECT file, wrapped_key FROM contexts ORDER BY id')
    .all()
}

const keyCheckOf = (database: string): string => {
  using connection = new Database(database, { readonly: true })
  const value = readKeyCheck(connection)
  if (!value) throw new CommandError('the database has no key check value: it was never served')
  return value
}
