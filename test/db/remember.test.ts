import { afterAll, beforeEach, describe, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { openDatabase } from '../../src/db/open.ts'
import { remember } from '../../src/db/remember.ts'
import { meta } from '../../src/db/schema.ts'

const folder = mkdtempSync(join(tmpdir(), 'remember-'))
const path = join(folder, 'test.db')
const { db, connection } = openDatabase(path)
const other = openDatabase(path)
afterAll(() => {
  connection.close()
  other.connection.close()
  rmSync(folder, { recursive: true })
})

/** A remembered look-up that notes how often the file is asked. */
const createCounted = () => {
  const query = db
    .select()
    .from(meta)
    .where(eq(meta.key, sql.placeholder('key')))
    .prepare()
  const asked: string[] = []
  const get = (params: { key: string }) => {
    asked.push(params.key)
    return query.get(params)
  }
  return { asked, rows: remember(db, { get }) }
}

const set = (value: string, writer = db) =>
  writer.insert(meta).values({ key: 'a', value }).onConflictDoUpdate({ target: meta.key, set: { value } }).run()

const nextTurn = () => new Promise(resolve => setImmediate(resolve))

beforeEach(() => {
  set('1')
})

describe('a remembered look-up', () => {
  test('asks the file once while nothing changes', async () => {
    const { asked, rows } = createCounted()
    expect(rows.get({ key: 'a' })).toEqual({ key: 'a', value: '1' })
    await nextTurn()
    expect(rows.get({ key: 'a' })).toEqual({ key: 'a', value: '1' })
    expect(asked).toEqual(['a'])
  })

  test('sees what this connection wrote, within the same turn', () => {
    const { rows } = createCounted()
    rows.get({ key: 'a' })
    set('2')
    expect(rows.get({ key: 'a' })?.value).toBe('2')
  })

  test('sees what another connection wrote, from the next turn on', async () => {
    const { rows } = createCounted()
    rows.get({ key: 'a' })
    set('3', other.db)
    await nextTurn()
    expect(rows.get({ key: 'a' })?.value).toBe('3')
  })

  test('sees that another connection removed a row', async () => {
    const { rows } = createCounted()
    rows.get({ key: 'a' })
    other.db.delete(meta).where(eq(meta.key, 'a')).run()
    await nextTurn()
    expect(rows.get({ key: 'a' })).toBeUndefined()
  })

  test('keeps nothing of a transaction that was rolled back', () => {
    const { rows } = createCounted()
    const undone = new Error('undone')
    const failing = () =>
      db.transaction(tx => {
        tx.update(meta).set({ value: 'never' }).where(eq(meta.key, 'a')).run()
        expect(rows.get({ key: 'a' })?.value).toBe('never')
        throw undone
      })
    expect(failing).toThrow(undone)
    expect(rows.get({ key: 'a' })?.value).toBe('1')
  })

  test('does not remember that something is not there', () => {
    const { asked, rows } = createCounted()
    expect(rows.get({ key: 'missing' })).toBeUndefined()
    expect(rows.get({ key: 'missing' })).toBeUndefined()
    expect(asked).toEqual(['missing', 'missing'])
  })

  test('gives a row that nobody can change for the next reader', () => {
    const { rows } = createCounted()
    const row = rows.get({ key: 'a' })
    expect(() => Object.assign(row ?? {}, { value: 'bent' })).toThrow(TypeError)
    expect(rows.get({ key: 'a' })?.value).toBe('1')
  })
})
