import { readDatabases, type SavedDatabase, writeDatabase } from './storage-databases.ts'

/** What one origin keeps in a browser, but for its cookies. */
export interface OriginStorage {
  readonly local: readonly (readonly [string, string])[]
  /** The tab's own. */
  readonly session: readonly (readonly [string, string])[]
  readonly databases: readonly SavedDatabase[]
}

/** What was read of an origin; `notSaved` says what could not be, in words. */
export interface StorageReading extends OriginStorage {
  readonly notSaved: readonly string[]
}

const entriesOf = (storage: Storage): [string, string][] =>
  Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '').map(key => [key, storage.getItem(key) ?? ''])

/** Reads the storage of the document's origin. Gives JSON text, which passes the protocol faster than an object. */
async function read(): Promise<string> {
  const reading: StorageReading = {
    local: entriesOf(localStorage),
    session: entriesOf(sessionStorage),
    ...(await readDatabases()),
  }
  return JSON.stringify(reading)
}

/** Writes the storage of the document's origin, which must be empty. */
async function write(saved: OriginStorage): Promise<void> {
  for (const [key, value] of saved.local) localStorage.setItem(key, value)
  for (const [key, value] of saved.session) sessionStorage.setItem(key, value)
  for (const database of saved.databases) await writeDatabase(database)
}

Object.assign(globalThis, { chaperoneStorage: { read, write } })
