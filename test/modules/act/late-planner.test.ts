import { expect, test } from 'bun:test'
import { Deadline } from '../../../src/lib/deadline.ts'
import { createLate } from '../../../src/lib/late.ts'
import { createAct } from '../../../src/modules/act/service.ts'
import type { Sessions } from '../../../src/modules/sessions/service.ts'
import { createPlanner, type Planner } from '../../../src/planner/plan.ts'
import { failureOf } from '../../support/failure.ts'

/** One act in words that mean nothing, so that it needs no page, with a planner that is loaded when the test says so. */
const actEarly = (deadline: Deadline) => {
  const { promise, resolve } = Promise.withResolvers<Planner>()
  const sessions = {
    perform: async (_: string, __: object, work: (turn: object) => Promise<unknown>) =>
      await work({ session: { allow_writes: false, context_id: 'of a saved login' }, deadline, begin() {} }),
  } as unknown as Sessions
  const act = createAct({
    sessions,
    planner: createLate(() => promise),
    cache: { recall: () => undefined, keep() {}, confirm() {}, forget() {} },
  })
  const outcome = failureOf(act.run({} as Parameters<typeof act.run>[0], { instruction: '???' }))
  return { outcome, load: () => resolve(createPlanner()) }
}

const nextTurn = (): Promise<void> => new Promise(done => void setImmediate(done))

test('an act that comes before the planner is loaded waits for it, and is planned by it', async () => {
  using deadline = new Deadline(60_000)
  const { outcome, load } = actEarly(deadline)
  expect(await Promise.race([outcome, nextTurn().then(() => 'waits')])).toBe('waits')
  load()
  expect((await outcome).reason).toBe('instruction_not_understood')
})

test('it waits no longer than its action may take', async () => {
  using deadline = new Deadline(1)
  const { outcome } = actEarly(deadline)
  expect((await outcome).reason).toBe('timeout')
})
