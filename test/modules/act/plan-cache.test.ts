import { expect, test } from 'bun:test'
import { openDatabase } from '../../../src/db/open.ts'
import { planCache, workspaces } from '../../../src/db/schema.ts'
import { createPlanCache } from '../../../src/modules/act/plan-cache.ts'
import { page } from '../../planner/pages/page.ts'
import { FixedClock } from '../../support/app.ts'

const DAY = 24 * 3_600_000
const snapshot = page('Room', [['button', 'Fold']])
const ref = snapshot.nodes.find(({ role }) => role === 'button')?.ref ?? ''
const actions = [{ method: 'click' as const, ref }]

const start = () => {
  const database = openDatabase(':memory:')
  const clock = new FixedClock()
  const sign = (text: string) => new Bun.CryptoHasher('sha256', 'a key').update(text).digest('base64url')
  database.db
    .insert(workspaces)
    .values(['w1', 'w2'].map(id => ({ id, name: id, created_at: 0 })))
    .run()
  return { ...database, clock, cache: createPlanCache({ db: database.db, clock, sign, limit: 20 }) }
}

const on = (instruction: string, workspaceId = 'w1') => ({ workspaceId, instruction, snapshot })

test('a plan is found by its own workspace only', () => {
  const { db, cache } = start()
  cache.keep(db, on('make it go'), actions)
  expect(cache.recall(on('make it go'))?.actions).toMatchObject([{ method: 'click', name: 'Fold' }])
  expect(cache.recall(on('make it go', 'w2'))).toBeUndefined()
})

test('a plan is not kept for longer than thirty days', () => {
  const { db, clock, cache } = start()
  cache.keep(db, on('make it go'), actions)
  clock.advance(31 * DAY)
  expect(cache.recall(on('make it go'))).toBeUndefined()
  cache.keep(db, on('another'), actions)
  expect(db.select().from(planCache).all()).toHaveLength(1)
})

test('a workspace keeps no more plans than its limit, those used last', () => {
  const { db, clock, cache } = start()
  cache.keep(db, on('foreign', 'w2'), actions)
  db.transaction(tx => {
    for (let i = 0; i < 21; i += 1) {
      clock.advance(1)
      cache.keep(tx, on(`plan ${i}`), actions)
    }
  })
  expect(cache.recall(on('plan 0'))).toBeUndefined()
  expect(cache.recall(on('plan 20'))?.actions).toMatchObject([{ method: 'click', name: 'Fold' }])
  expect(cache.recall(on('foreign', 'w2'))?.actions).toMatchObject([{ method: 'click', name: 'Fold' }])
  expect(db.select().from(planCache).all()).toHaveLength(21)
})
