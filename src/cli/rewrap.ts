import type { Database, SQLQueryBindings } from 'bun:sqlite'
import type { SealScope } from '../crypto/associated-data.ts'
import { joinSealed, type Sealer, splitSealed } from '../crypto/envelope.ts'
import type { Keyring } from '../crypto/keyring.ts'
import { toTotpScope } from '../modules/auth/one-time-code.ts'
import { toAnswerScope } from '../modules/idempotency/service.ts'
import { bindSites, type EntryPlace, toEntryScope } from '../modules/vault/entry-scope.ts'

type Row = Record<string, SQLQueryBindings>

/** Where a sealed value is kept, and what it was sealed for: the same that the module that seals it says. */
interface SealedColumn {
  readonly table: string
  readonly column: string
  readonly sealer: (keyring: Keyring) => Sealer
  readonly scope: (row: Row) => SealScope
  /** Columns for `scope` that are not in the table; `t` is the table. */
  readonly more?: string
  /** The column holds the wrapped key alone; its payload is elsewhere and stays as it is. */
  readonly keyOnly?: true
}

const text = (row: Row, column: string): string => String(row[column])

const ofUser = (row: Row, name: string): SealScope => ({
  workspaceId: text(row, 'workspace_id'),
  userId: text(row, 'user_id'),
  name,
})

/** Everything that is under the master key. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    table: 'vault_entries',
    column: 'sealed',
    sealer: ring => ring.vault,
    scope: row => toEntryScope(row as unknown as EntryPlace),
  },
  {
    table: 'contexts',
    column: 'wrapped_key',
    sealer: ring => ring.contexts,
    scope: row => ofUser(row, text(row, 'name')),
    keyOnly: true,
  },
  {
    table: 'approvals',
    column: 'request',
    sealer: ring => ring.answers,
    scope: row => ofUser(row, `approval:${text(row, 'id')}`),
  },
  {
    table: 'humans',
    column: 'totp_secret',
    sealer: ring => ring.vault,
    scope: row => toTotpScope({ id: text(row, 'id'), workspace_id: text(row, 'workspace_id') }),
  },
  {
    table: 'idempotency',
    column: 'answer',
    sealer: ring => ring.answers,
    more: ', coalesce((SELECT workspace_id FROM agents WHERE id = t.agent_id), (SELECT workspace_id FROM humans WHERE id = t.agent_id)) AS workspace_id',
    scope: row => {
      const [agent_id, method, path, key] = [
        text(row, 'agent_id'),
        text(row, 'method'),
        text(row, 'path'),
        text(row, 'key'),
      ]
      return toAnswerScope({ agent_id, method, path, key }, text(row, 'workspace_id'))
    },
  },
]

/**
 * Wraps every data key anew, in the caller's transaction. @returns how many
 * @throws AppError entry_unreadable where a value opens under neither key
 */
export const rewrapAll = (connection: Database, from: Keyring, to: Keyring): number => {
  bindSites(connection, from.vault)
  return SEALED_COLUMNS.reduce((count, column) => count + rewrapColumn(connection, column, { from, to }), 0)
}

const rewrapColumn = (connection: Database, spec: SealedColumn, rings: { from: Keyring; to: Keyring }): number => {
  const { table, column, more = '' } = spec
  const select = `SELECT t.rowid AS row_id, t.*${more} FROM ${table} t WHERE ${column} IS NOT NULL AND length(${column}) > 0`
  const update = connection.query(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`)
  const [from, to] = [spec.sealer(rings.from), spec.sealer(rings.to)]
  const rows = connection.query<Row, []>(select).all()
  for (const row of rows) {
    const stored = row[column]
    if (!(stored instanceof Uint8Array)) throw new TypeError(`${table}.${column} is not a blob`)
    const scope = spec.scope(row)
    const rewrapped = spec.keyOnly ? to.rewrap(stored, scope, from) : rewrapJoined({ stored, scope, from, to })
    update.run(rewrapped, row['row_id'] ?? null)
  }
  return rows.length
}

const rewrapJoined = (value: { stored: Uint8Array; scope: SealScope; from: Sealer; to: Sealer }): Uint8Array => {
  const { wrappedKey, payload } = splitSealed(value.stored)
  return joinSealed({ wrappedKey: value.to.rewrap(wrappedKey, value.scope, value.from), payload })
}
