import { Database } from 'bun:sqlite'
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Command } from 'commander'
import { createBase } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { readKeyFile } from '../crypto/key-file.ts'
import { createKeyring, generateMasterKey } from '../crypto/keyring.ts'
import { systemClock, toTimestamp } from '../lib/clock.ts'
import type { Secret } from '../lib/secret.ts'
import { SYSTEM } from '../modules/audit/event.ts'
import { CommandError, createCommand, type Terminal } from './command.ts'
import { DATABASE_FILE, readKeyCheck, writeKeyCheck } from './data-files.ts'
import { assertUnused } from './exclusive.ts'
import { rewrapAll } from './rewrap.ts'

export const rotateKeyCommand = (terminal: Terminal): Command =>
  createCommand<{ newKeyFile?: string }>(terminal, {
    name: 'rotate-key',
    summary: 'wrap everything under a new master key; the service must be stopped',
    options: {
      '--new-key-file <file>':
        'the new key (default: a generated one); to be named where the present one comes from CHAPERONE_MASTER_KEY',
    },
    help: [
      'All or nothing: cut off at any point, running it again starts over or finishes. The old key file is kept beside',
      'the new one, because backups made before need it. Everybody signs in again; screenshot URLs die; a repeated',
      'Idempotency-Key of the last day is answered 422.',
    ],
    run: ({ options }) => {
      const config = readConfig()
      const place = findKeys(config, options.newKeyFile)
      const rewrapped = rewrapDatabase(config, place)
      const kept = config.masterKey ? null : swapKeyFiles(config.masterKeyFile, place.newKeyFile)
      recordRotation({ ...config, masterKey: place.next }, rewrapped)
      const after = kept
        ? `the old key is kept in ${kept}: backups made before need it`
        : `now set CHAPERONE_MASTER_KEY to the key in ${place.newKeyFile}, before the service starts`
      return { json: { rewrapped, old_key_file: kept }, text: `${rewrapped} values are under the new key; ${after}` }
    },
  })

interface Keys {
  readonly current: Secret
  readonly next: Secret
  readonly newKeyFile: string
}

/** The key in force and the one to come; a new key that an earlier run wrote is used again. */
const findKeys = (config: Config, given: string | undefined): Keys => {
  const { masterKey, masterKeyFile } = config
  if (masterKey && !given)
    throw new CommandError('the key comes from CHAPERONE_MASTER_KEY: name the new one with --new-key-file', {
      exitCode: 2,
    })
  if (!existsSync(join(config.dataDir, DATABASE_FILE))) throw new CommandError(`there is no data in ${config.dataDir}`)
  const current = masterKey ?? readKeyFile(masterKeyFile, { create: false })
  // Beside the old one: a key on another file system could not take its place in one step.
  const newKeyFile = masterKey ? (given ?? '') : `${masterKeyFile}.new`
  const wanted = given && existsSync(given) ? readKeyFile(given, { create: false }) : undefined
  if (!existsSync(newKeyFile)) writeDurably(newKeyFile, `${(wanted ?? generateMasterKey()).reveal()}\n`)
  const next = readKeyFile(newKeyFile, { create: false })
  if (wanted && wanted.reveal() !== next.reveal())
    throw new CommandError(`${newKeyFile} is the key of a rotation that was cut off, and another than ${given}`, {
      hint: 'run it again without --new-key-file to finish that one',
    })
  return { current, next, newKeyFile }
}

/** On disk, name and content, before anything depends on it. */
const writeDurably = (path: string, text: string): void => {
  writeFileSync(path, text, { mode: 0o600, flag: 'wx', flush: true })
  syncFolder(dirname(path))
}

const syncFolder = (path: string): void => {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/**
 * One transaction, in which nobody else can so much as open the database. @returns how many values were wrapped anew;
 * 0 where an earlier run had done it
 */
const rewrapDatabase = (config: Config, keys: Keys): number => {
  const path = join(config.dataDir, DATABASE_FILE)
  assertUnused(path)
  using connection = new Database(path, { readwrite: true, strict: true })
  for (const pragma of ['locking_mode = EXCLUSIVE', 'synchronous = FULL', 'secure_delete = ON', 'foreign_keys = ON'])
    connection.run(`PRAGMA ${pragma}`)
  const [from, to] = [createKeyring(keys.current), createKeyring(keys.next)]
  return connection
    .transaction(() => {
      const stored = readKeyCheck(connection) ?? ''
      if (stored === to.checkValue) return 0
      from.assertMatches(stored)
      const count = rewrapAll(connection, from, to)
      writeKeyCheck(connection, to.checkValue)
      return count
    })
    .exclusive()
}

/** The new key takes the old one's place in one step. @returns where the old key is kept */
const swapKeyFiles = (path: string, newPath: string): string => {
  const kept = `${path}.old-${toTimestamp(systemClock.now()).replaceAll(/[:.]/g, '')}`
  linkSync(path, kept)
  renameSync(newPath, path)
  syncFolder(dirname(path))
  return kept
}

const recordRotation = (config: Config, rewrapped: number): void => {
  using base = createBase(config)
  const workspaceId = base.auth.ensureWorkspace().id
  base.audit.record(base.db, { workspaceId, userId: null, actor: SYSTEM, action: 'key.rotate', details: { rewrapped } })
}
