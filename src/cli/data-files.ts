import type { Database } from 'bun:sqlite'
import type { Config } from '../config.ts'
import { readKeyFile } from '../crypto/key-file.ts'
import { createKeyring } from '../crypto/keyring.ts'

/** Names below the data directory. */
export const DATABASE_FILE = 'chaperone.db'
/** One encrypted file a saved login. */
export const CONTEXTS_FOLDER = 'contexts'

const KEY_CHECK = 'key_check'

/** The check value of the key that a database was made with, read without opening it as the service does. */
export const readKeyCheck = (connection: Database): string | undefined =>
  connection.query<{ value: string }, [string]>('SELECT value FROM meta WHERE key = ?').get(KEY_CHECK)?.value

export const writeKeyCheck = (connection: Database, value: string): void => {
  connection.query('UPDATE meta SET value = ? WHERE key = ?').run(value, KEY_CHECK)
}

/** The keys of the data that is there; a backup has none. @throws AppError master_key_refused where the key file is missing */
export const readKeyring = (config: Config) =>
  createKeyring(config.masterKey ?? readKeyFile(config.masterKeyFile, { create: false }))
