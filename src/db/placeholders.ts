import { getTableColumns, type Placeholder, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

/** A value to come for every column of a table, by the column's name: what a prepared insert is made with. */
export const placeholdersOf = <T extends SQLiteTable>(table: T): { [K in keyof T['_']['columns']]: Placeholder } =>
  Object.fromEntries(Object.keys(getTableColumns(table)).map(name => [name, sql.placeholder(name)])) as {
    [K in keyof T['_']['columns']]: Placeholder
  }
