import { SQLiteError } from 'bun:sqlite'

/** Result codes of SQLite (sqlite.org/rescode.html) that are the disk's or another program's doing, not a statement's. */
const SQLITE_FAULT = /^SQLITE_(FULL|IOERR|READONLY|BUSY|LOCKED|CORRUPT|CANTOPEN|NOTADB|PERM|PROTOCOL)/

/** What the system says of a disk that is full, read-only, broken or gone, and of files that are not to be had (errno(3)). */
const FILE_FAULTS: ReadonlySet<unknown> = new Set([
  ...['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EACCES', 'EPERM', 'EMFILE', 'ENFILE', 'ENOENT', 'ENOTDIR', 'ESTALE'],
])

/** Whether a failure, or what caused it, is that the service's data could not be read or written. */
export const isStorageFault = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  if (error instanceof SQLiteError) return SQLITE_FAULT.test(error.code ?? '')
  if ('code' in error && FILE_FAULTS.has(error.code)) return true
  return isStorageFault(error.cause)
}
