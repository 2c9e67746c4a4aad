import { expect, test } from 'bun:test'
import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { SEALED_COLUMNS } from '../../src/cli/rewrap.ts'
import * as schema from '../../src/db/schema.ts'

/** Bytes that nothing seals: a plan has no value of anybody's in it. */
const OPEN = ['plan_cache.plan']

test('every column of bytes in the schema is either wrapped anew or known to be open', () => {
  const blobs = Object.values<unknown>(schema).flatMap(table => {
    if (!is(table, SQLiteTable)) return []
    const { name, columns } = getTableConfig(table)
    return columns.filter(column => column.getSQLType() === 'blob').map(column => `${name}.${column.name}`)
  })
  const sealed = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`)
  expect(blobs.toSorted()).toEqual([...sealed, ...OPEN].toSorted())
})
