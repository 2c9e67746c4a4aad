import type { Database, Statement } from 'bun:sqlite'
import type { Db } from './open.ts'

/** The part of a prepared query that is remembered. */
interface RowQuery<P extends Record<string, string>, T> {
  get(params: P): T | undefined
}

/** Rows that one query keeps; the next one starts anew. */
const MAX_ROWS = 1_000

/**
 * A prepared look-up of one row that asks the file again only when something in it has changed since: a row that was
 * read is given again, frozen, as long as neither this connection wrote anything (total_changes) nor another one did
 * (data_version; sqlite.org/pragma.html). What is not there is not remembered, and within a transaction nothing is,
 * since it may be rolled back.
 *
 * Another process's write counts from the next turn of the event loop: every request that arrives after it sees it.
 */
export const remember = <P extends Record<string, string>, T extends object>(
  db: Db,
  query: RowQuery<P, T>,
): RowQuery<P, Readonly<T>> => {
  const freshness = freshnessOf(db)
  const rows = new Map<string, Readonly<T>>()
  let since = -1
  return {
    get(params) {
      if (freshness.inTransaction) return query.get(params)
      const now = freshness.version()
      if (now !== since || rows.size >= MAX_ROWS) rows.clear()
      since = now
      const key = Object.values(params).join('\n')
      const known = rows.get(key)
      if (known) return known
      const row = query.get(params)
      if (row) rows.set(key, Object.freeze(row))
      return row
    },
  }
}

/** Whether a database is as it was: a number that is another one after each change. */
const createFreshness = (connection: Database) => {
  const own = connection.prepare('SELECT total_changes()')
  const others = connection.prepare('PRAGMA data_version')
  let [changes, foreign, version] = [-1, -1, 0]
  let asked = false
  return {
    get inTransaction() {
      return connection.inTransaction
    },
    version(): number {
      const ownNow = readNumber(own)
      // It takes the file's lock, so it is asked once in a turn of the event loop and not by each of its requests.
      const foreignNow = asked ? foreign : readNumber(others)
      if (!asked) {
        asked = true
        setImmediate(() => {
          asked = false
        })
      }
      if (ownNow !== changes || foreignNow !== foreign) version += 1
      changes = ownNow
      foreign = foreignNow
      return version
    },
  }
}

const readNumber = (statement: Statement): number => Number(statement.values()[0]?.[0])

const known = new WeakMap<Db, ReturnType<typeof createFreshness>>()

const freshnessOf = (db: Db) => {
  const freshness = known.get(db) ?? createFreshness(db.$client)
  known.set(db, freshness)
  return freshness
}
