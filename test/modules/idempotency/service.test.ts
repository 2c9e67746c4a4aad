import { describe, expect, test } from 'bun:test'
import { openDatabase } from '../../../src/db/open.ts'
import { AppError } from '../../../src/lib/errors.ts'
import type { Call } from '../../../src/modules/idempotency/call.ts'
import type { KeyedRequest } from '../../../src/modules/idempotency/service.ts'
import { countingIds, createTestApp, FixedClock } from '../../support/app.ts'

const request = (change: Partial<KeyedRequest> = {}): KeyedRequest => ({
  requestId: 'request-1',
  principal: { id: 'agent-1', workspaceId: 'workspace-1' },
  method: 'POST',
  path: '/v1/users/default/browser/sessions/s1/act',
  key: 'key-1',
  content: { body: { instruction: 'click "Pay"', wait: true } },
  ...change,
})

const reasonOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (failure: unknown) => failure,
  )
  return error instanceof AppError ? error.reason : `no refusal: ${String(error)}`
}

const acting = (call: Call) => {
  call.claim?.markActing('s1')
  return { done: true }
}

describe('a repeated request', () => {
  test('gets the first answer and does not run again', async () => {
    using app = createTestApp()
    let runs = 0
    const work = (call: Call) => {
      runs += 1
      return acting(call)
    }
    await app.idempotency.run(request(), work)
    const again = await app.idempotency.run(request({ requestId: 'request-2' }), work)
    expect(again).toEqual({ replayed: true, status: 200, text: '{"done":true}' })
    expect(runs).toBe(1)
  })

  test('is the same whatever the order of its members', async () => {
    using app = createTestApp()
    await app.idempotency.run(request(), acting)
    const content = { body: { wait: true, instruction: 'click "Pay"' } }
    expect((await app.idempotency.run(request({ content }), acting)).replayed).toBe(true)
  })

  test('with other content is refused', async () => {
    using app = createTestApp()
    await app.idempotency.run(request(), acting)
    const other = app.idempotency.run(request({ content: { body: { instruction: 'click "Cancel"' } } }), acting)
    expect(await reasonOf(other)).toBe('idempotency_key_reused')
  })

  test('of another agent, method or path is another request', async () => {
    using app = createTestApp()
    await app.idempotency.run(request(), acting)
    const others = [
      request({ principal: { id: 'agent-2', workspaceId: 'workspace-1' } }),
      request({ method: 'PUT' }),
      request({ path: '/v1/users/default/browser/sessions/s2/act' }),
    ]
    for (const other of others) expect((await app.idempotency.run(other, acting)).replayed).toBe(false)
  })

  test('while the first runs is told so', async () => {
    using app = createTestApp()
    const gate = Promise.withResolvers<void>()
    const first = app.idempotency.run(request(), async call => {
      await gate.promise
      return acting(call)
    })
    expect(await reasonOf(app.idempotency.run(request(), acting))).toBe('idempotency_in_progress')
    gate.resolve()
    expect((await first).replayed).toBe(false)
  })

  test('after 24 hours runs anew', async () => {
    using app = createTestApp()
    await app.idempotency.run(request(), acting)
    app.clock.advance(24 * 60 * 60 * 1000)
    expect((await app.idempotency.run(request(), acting)).replayed).toBe(false)
  })

  test('whose answer carried a secret is not answered', async () => {
    using app = createTestApp()
    await app.idempotency.run(request(), () => ({ key: 'nv_sk_live_x' }), { secret: true })
    expect(await reasonOf(app.idempotency.run(request(), acting))).toBe('answer_not_kept')
  })

  test('of a session whose saved login was revoked gets 410', async () => {
    using app = createTestApp()
    await app.idempotency.run(request(), acting)
    app.idempotency.withdrawAnswers(app.db, 's1')
    expect(await reasonOf(app.idempotency.run(request(), acting))).toBe('session_ended')
  })
})

describe('a failure', () => {
  const fail = (reason: 'target_not_found' | 'no_effect') => new AppError(reason, 'it failed')

  test('before anything was done frees the key', async () => {
    using app = createTestApp()
    const refused = app.idempotency.run(request(), () => {
      throw fail('target_not_found')
    })
    expect(await reasonOf(refused)).toBe('target_not_found')
    expect((await app.idempotency.run(request(), acting)).replayed).toBe(false)
  })

  test('after the browser was touched is the stored answer', async () => {
    using app = createTestApp()
    const failed = app.idempotency.run(request(), call => {
      acting(call)
      throw fail('no_effect')
    })
    expect(await reasonOf(failed)).toBe('no_effect')
    const again = await app.idempotency.run(request(), acting)
    expect(again).toMatchObject({ replayed: true, status: 502 })
    expect(again.replayed && JSON.parse(again.text)).toMatchObject({
      error: { code: 'provider_error', details: { reason: 'no_effect' }, request_id: 'request-1' },
    })
  })

  test('that rolls back the transaction which settled is stored in its place', async () => {
    using app = createTestApp()
    const failed = app.idempotency.run(request(), call => {
      acting(call)
      app.db.transaction(tx => {
        call.claim?.settle(tx, 200, { done: true })
        throw fail('no_effect')
      })
      return {}
    })
    expect(await reasonOf(failed)).toBe('no_effect')
    expect(await app.idempotency.run(request(), acting)).toMatchObject({ replayed: true, status: 502 })
  })
})

describe('after a crash', () => {
  const crash = async (work: (call: Call) => void) => {
    const shared = { database: openDatabase(':memory:'), clock: new FixedClock(), ids: countingIds() }
    const before = createTestApp(shared)
    const started = Promise.withResolvers<void>()
    void before.idempotency.run(request(), call => {
      work(call)
      started.resolve()
      return new Promise<object>(() => undefined)
    })
    await started.promise
    const after = createTestApp(shared)
    return after
  }

  test('a key under which nothing was done is free', async () => {
    const app = await crash(() => undefined)
    expect((await app.idempotency.run(request(), acting)).replayed).toBe(false)
  })

  test('a key under which something may have been done is never run again', async () => {
    const app = await crash(acting)
    expect(await reasonOf(app.idempotency.run(request(), acting))).toBe('outcome_unknown')
  })
})

describe('a key', () => {
  test('that is missing is asked for where it is required', async () => {
    using app = createTestApp()
    const run = (required: boolean) => app.idempotency.run(request({ key: null }), acting, { required })
    expect(await reasonOf(run(true))).toBe('idempotency_key_required')
    expect((await run(false)).replayed).toBe(false)
  })

  test.each(['', ' ', 'a b', 'é', 'x'.repeat(256)])('of %p is refused', async key => {
    using app = createTestApp()
    expect(await reasonOf(app.idempotency.run(request({ key }), acting))).toBe('validation')
  })
})

test('a stored answer lies encrypted in the database', async () => {
  using app = createTestApp()
  await app.idempotency.run(request(), () => ({ url: 'https://bank.example/statement' }))
  expect(Buffer.from(app.database.connection.serialize()).includes('bank.example')).toBe(false)
})
