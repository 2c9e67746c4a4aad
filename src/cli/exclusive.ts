import { Database } from 'bun:sqlite'
import { CommandError } from './command.ts'

/**
 * Makes sure that no other process has the database open: SQLite leaves WAL mode only for a connection that is alone
 * (sqlite.org/wal.html, section 3.3). Opening it the usual way turns WAL on again.
 * @throws CommandError where it is in use
 */
export const assertUnused = (path: string): void => {
  using connection = new Database(path, { readwrite: true })
  try {
    const row = connection.query<{ journal_mode: string }, []>('PRAGMA journal_mode = DELETE').get()
    if (row?.journal_mode === 'delete') return
  } catch (cause) {
    throw inUse(cause)
  }
  throw inUse(undefined)
}

const inUse = (cause: unknown): CommandError =>
  new CommandError('the service is running on this data directory; nothing was touched', {
    hint: 'stop it first',
    cause,
  })
