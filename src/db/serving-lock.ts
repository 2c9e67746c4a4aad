import { Database } from 'bun:sqlite'
import { AppError } from '../lib/errors.ts'

/**
 * Holds a data directory for one service, so that a second one does not take the first one's sessions for those of a
 * crash. An SQLite write lock on a file of its own: the operating system lets go of it with the process, however it ends.
 * @param path the lock's file; made where it is missing
 * @throws AppError not_configured where another process holds it
 */
export const holdServingLock = (path: string): Disposable => {
  const connection = new Database(path, { create: true })
  try {
    connection.run('PRAGMA journal_mode = DELETE')
    connection.run('BEGIN EXCLUSIVE')
  } catch (error) {
    connection.close()
    if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')) throw error
    const message = 'another chaperone serves this data directory: end it first, or set CHAPERONE_DATA_DIR'
    throw new AppError('not_configured', message, {}, { cause: error })
  }
  return { [Symbol.dispose]: () => connection.close() }
}
