import { Database } from 'bun:sqlite'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { readKeyFile } from '../crypto/key-file.ts'
import { createKeyring } from '../crypto/keyring.ts'
import { systemClock, toTimestamp } from '../lib/clock.ts'
import type { Check } from './check.ts'
import { DATABASE_FILE, readKeyCheck } from './data-files.ts'

const OTHERS = 0o077
/** Before this release was made no clock can be right. */
const RELEASED = Date.parse('2025-01-01')
/** A row this far in the future means that a clock is or was wrong. */
const SLACK_MS = 60_000

const withDatabase = <T>({ dataDir }: Config, read: (connection: Database) => T): T | undefined => {
  const path = join(dataDir, DATABASE_FILE)
  if (!existsSync(path)) return undefined
  using connection = new Database(path, { readonly: true })
  return read(connection)
}

export const checkDataDir: Check = ({ dataDir }) => {
  const name = 'data directory'
  if (!existsSync(dataDir)) return { name, status: 'ok', detail: `${dataDir} will be made at the first start` }
  const { mode, uid } = statSync(dataDir)
  if (mode & OTHERS)
    return { name, status: 'fail', detail: `${dataDir} is open to others`, mend: `chmod 700 ${dataDir}` }
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    const mend = `chown -R ${process.getuid?.()} ${dataDir}`
    return { name, status: 'fail', detail: `${dataDir} belongs to user ${uid} and cannot be written`, mend }
  }
  return { name, status: 'ok', detail: dataDir }
}

export const checkKey: Check = config => {
  const name = 'master key'
  const path = config.masterKeyFile
  const stored = readStoredCheck(config)
  if (!config.masterKey && !existsSync(path) && !stored)
    return { name, status: 'ok', detail: `${path} will be made at the first start` }
  try {
    const keyring = createKeyring(config.masterKey ?? readKeyFile(path, { create: false }))
    if (stored) keyring.assertMatches(stored)
  } catch (error) {
    const mend = existsSync(`${path}.new`)
      ? 'a change of key was cut off: run chaperone rotate-key again, it finishes it'
      : 'put back the key that this data was made with (CHAPERONE_MASTER_KEY or CHAPERONE_MASTER_KEY_FILE)'
    return { name, status: 'fail', detail: (error as Error).message, mend }
  }
  return { name, status: 'ok', detail: config.masterKey ? 'from CHAPERONE_MASTER_KEY' : path }
}

const readStoredCheck = (config: Config): string | undefined => {
  try {
    return withDatabase(config, readKeyCheck)
  } catch {
    return undefined // checkDatabase says what is wrong with it
  }
}

export const checkDatabase: Check = config => {
  const name = 'database'
  const mend = 'restore a backup: chaperone restore FILE --force'
  try {
    const found = withDatabase(config, connection => ({
      integrity: connection.query<{ quick_check: string }, []>('PRAGMA quick_check').get()?.quick_check,
      strays: connection.query('PRAGMA foreign_key_check').all().length,
    }))
    if (!found) return { name, status: 'ok', detail: 'none yet' }
    if (found.integrity === 'ok' && found.strays === 0) return { name, status: 'ok', detail: 'whole' }
    return { name, status: 'fail', detail: `damaged: ${found.integrity}, ${found.strays} stray rows`, mend }
  } catch (error) {
    return { name, status: 'fail', detail: `cannot be read: ${(error as Error).message}`, mend }
  }
}

export const checkClock: Check = config => {
  const name = 'clock'
  const now = systemClock.now()
  const mend = 'set the clock, or let it be kept by NTP: sessions, approvals and one-time codes depend on it'
  const newest = readNewestTime(config)
  if (now < RELEASED || newest > now + SLACK_MS)
    return {
      name,
      status: 'fail',
      detail: `${toTimestamp(now)} is before ${toTimestamp(Math.max(newest, RELEASED))}`,
      mend,
    }
  return { name, status: 'ok', detail: toTimestamp(now) }
}

/** When the newest row of the audit log was written; 0 where there is none or the database cannot be read. */
const readNewestTime = (config: Config): number => {
  try {
    const sql = 'SELECT max(created_at) AS newest FROM audit_events'
    return withDatabase(config, connection => connection.query<{ newest: number | null }, []>(sql).get()?.newest) ?? 0
  } catch {
    return 0 // checkDatabase says what is wrong with it
  }
}
