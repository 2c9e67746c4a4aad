import { eq } from 'drizzle-orm'
import type { Db, DbWriter } from './open.ts'
import { meta } from './schema.ts'

/** Single values of the install, by name. */
export type MetaKey = 'key_check'

export const readMeta = (db: Db, key: MetaKey): string | undefined =>
  db.select().from(meta).where(eq(meta.key, key)).get()?.value

export const writeMeta = (writer: DbWriter, key: MetaKey, value: string): void => {
  writer.insert(meta).values({ key, value }).onConflictDoUpdate({ target: meta.key, set: { value } }).run()
}
