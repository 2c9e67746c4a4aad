import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { spawnChromium } from '../../../src/browser/pool/spawn.ts'
import { insidesOf } from '../../../src/browser/tab.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { BROWSER_TEST_MS, createTestPool, launchOptions } from '../../support/chromium.ts'
import { failureOf } from '../../support/failure.ts'
import { openFence } from '../../support/fences.ts'
import { createOpenGate } from '../../support/open-gate.ts'
import { serveSite } from '../../support/site.ts'
import { until } from '../../support/until.ts'

setDefaultTimeout(BROWSER_TEST_MS)

const site = serveSite()
afterAll(() => site[Symbol.dispose]())

/** A started pool that is ended with the test. */
const startPool = async (options: Parameters<typeof createTestPool>[0] = {}) => {
  const pool = createTestPool(options)
  await pool.start()
  return Object.assign(pool, { [Symbol.asyncDispose]: () => pool.close() })
}

describe('leasing', () => {
  test('hands out a ready context and makes the next one', async () => {
    await using pool = await startPool({ warm: 2 })
    await until(() => pool.stats().warm === 2)
    await using lease = await pool.lease(openFence)
    expect(pool.stats()).toMatchObject({ warm: 1, leased: 1 })
    expect(lease.tab.url).toBe('about:blank')
    await until(() => pool.stats().warm === 2)
  })

  test('never uses a context again', async () => {
    await using pool = await startPool({ warm: 1 })
    const contexts = new Set<string | undefined>()
    site.show('<title>Cookies</title>')
    for (let count = 0; count < 4; count += 1) {
      await using lease = await pool.lease(openFence)
      using deadline = new Deadline(10_000)
      await lease.tab.navigate(site.url(), { deadline })
      const { page } = insidesOf(lease.tab)
      contexts.add(page.browserContext().id)
      expect(await page.evaluate('const had = document.cookie; document.cookie = "seen=1; max-age=999"; had')).toBe('')
    }
    expect(contexts.size).toBe(4)
  })

  test('refuses everything at a context that is not leased yet', async () => {
    const gate = createOpenGate()
    const ports: number[] = []
    await using pool = await startPool({
      gate: {
        openPort: async () => {
          const port = await gate.openPort()
          ports.push(port.port)
          return port
        },
      },
    })
    await until(() => pool.stats().warm === 1)
    site.forget()
    const refused = fetch(site.url(), { proxy: `http://127.0.0.1:${ports[0]}` })
    await expect(refused).rejects.toThrow()
    expect(site.heard).toHaveLength(0)
  })

  test('closing twice is closing once, and frees the place', async () => {
    await using pool = await startPool({ maxSessions: 1 })
    const lease = await pool.lease(openFence)
    await Promise.all([lease.close(), lease.close()])
    expect(lease.signal.aborted).toBe(true)
    expect(pool.stats().leased).toBe(0)
    await using again = await pool.lease(openFence)
    expect(again.id).not.toBe(lease.id)
  })
})

describe('when all sessions are taken', () => {
  test('a caller waits its turn', async () => {
    await using pool = await startPool({ maxSessions: 1 })
    const first = await pool.lease(openFence)
    const second = pool.lease(openFence)
    await until(() => pool.stats().queued === 1)
    await first.close()
    await using lease = await second
    expect(lease.signal.aborted).toBe(false)
    expect(pool.stats()).toMatchObject({ leased: 1, queued: 0 })
  })

  test('a full line refuses at once and says when to come back', async () => {
    await using pool = await startPool({ maxSessions: 1, maxQueue: 1 })
    await using first = await pool.lease(openFence)
    const second = pool.lease(openFence)
    await until(() => pool.stats().queued === 1)
    const failure = await failureOf(pool.lease(openFence))
    expect(failure).toMatchObject({ reason: 'no_capacity', detail: { queue_depth: 1 } })
    expect(failure.detail['retry_after']).toBeGreaterThanOrEqual(1)
    await first.close()
    await (await second).close()
  })

  test('a line that does not move refuses too', async () => {
    await using pool = await startPool({ maxSessions: 1, queueMs: 20 })
    await using _first = await pool.lease(openFence)
    expect(await failureOf(pool.lease(openFence))).toMatchObject({ reason: 'no_capacity' })
    expect(pool.stats().queued).toBe(0)
  })

  test('a caller that goes away leaves the line', async () => {
    await using pool = await startPool({ maxSessions: 1 })
    await using _first = await pool.lease(openFence)
    const leaving = new AbortController()
    const second = pool.lease(openFence, { signal: leaving.signal }).catch((error: unknown) => error)
    await until(() => pool.stats().queued === 1)
    leaving.abort(new Error('gone'))
    expect(await second).toMatchObject({ message: 'gone' })
    expect(pool.stats().queued).toBe(0)
  })

  test('memory that runs short makes no more contexts', async () => {
    let free = 2 ** 33
    await using pool = await startPool({ warm: 1, queueMs: 50, memory: () => free })
    await until(() => pool.stats().warm === 1)
    free = 2 ** 20
    await using _warm = await pool.lease(openFence)
    expect(await failureOf(pool.lease(openFence))).toMatchObject({ reason: 'no_capacity' })
  })
})

describe('when a browser dies', () => {
  test('its leases fail, other processes go on, and the pool fills up again', async () => {
    await using pool = await startPool({ warm: 1, perProcess: 2, maxSessions: 6 })
    const first = await pool.lease(openFence)
    const victim = pool.stats().pids[0] ?? 0
    const second = await pool.lease(openFence)
    await using survivor = await pool.lease(openFence)
    expect(pool.stats().pids).toHaveLength(2)
    const ends: string[] = []
    first.onDied(end => ends.push(end))
    second.onDied(end => ends.push(end))
    survivor.onDied(() => ends.push('survivor'))
    const told = new Promise<number>(resolve => pool.onDied(resolve))
    process.kill(victim, 'SIGKILL')
    expect(await told).toBe(2)
    expect(ends).toEqual(['browser_died', 'browser_died'])
    expect(first.signal.aborted).toBe(true)
    using deadline = new Deadline(10_000)
    site.show('<title>Still here</title>')
    expect(await survivor.tab.navigate(site.url(), { deadline })).toMatchObject({ title: 'Still here' })
    await using after = await pool.lease(openFence)
    expect(await after.tab.navigate(site.url(), { deadline })).toMatchObject({ title: 'Still here' })
    expect(pool.stats().pids).not.toContain(victim)
    expect(pool.stats().healthy).toBe(true)
  })

  test('an action in flight is told at once', async () => {
    await using pool = await startPool()
    await using lease = await pool.lease(openFence)
    using deadline = new Deadline(10_000)
    const hanging = site.route('/hang', () => new Promise<Response>(() => undefined))
    const failure = failureOf(lease.tab.navigate(hanging, { deadline }))
    await until(() => site.hasHeard('/hang'))
    process.kill(pool.stats().pids[0] ?? 0, 'SIGKILL')
    expect((await failure).reason).toBe('crashed')
  })
})

describe('a browser that answers but does not end a context', () => {
  test('gets no more contexts, and its other leases go on', async () => {
    await using pool = await startPool()
    const stuck = await pool.lease(openFence)
    await using other = await pool.lease(openFence)
    const [pid] = pool.stats().pids
    insidesOf(stuck.tab).page.browserContext().close = () => new Promise(() => undefined)
    await stuck.close()
    expect(other.signal.aborted).toBe(false)
    await using next = await pool.lease(openFence)
    expect(next.signal.aborted).toBe(false)
    await until(() => pool.stats().pids.some(another => another !== pid))
    await Promise.all([next.close(), other.close()])
    await until(() => !pool.stats().pids.includes(pid ?? 0))
  })
})

describe('a browser that hangs', () => {
  test('is ended when it does not end a context, and its other leases are told', async () => {
    await using pool = await startPool()
    const lease = await pool.lease(openFence)
    const other = await pool.lease(openFence)
    const pid = pool.stats().pids[0] ?? 0
    const told = new Promise(resolve => other.onDied(resolve))
    process.kill(pid, 'SIGSTOP')
    await lease.close()
    expect(await told).toBe('browser_died')
    await using again = await pool.lease(openFence)
    expect(again.signal.aborted).toBe(false)
  })
})

test('the end of the pool waits for no context that is being made, and leaves no port open', async () => {
  const gate = createOpenGate()
  let opened = 0
  let open = 0
  const openPort = async () => {
    const port = await gate.openPort()
    opened += 1
    open += 1
    return {
      ...port,
      [Symbol.asyncDispose]: async () => {
        await port[Symbol.asyncDispose]()
        open -= 1
      },
    }
  }
  const pool = await startPool({ warm: 1, gate: { openPort } })
  await until(() => pool.stats().warm === 1)
  process.kill(pool.stats().pids[0] ?? 0, 'SIGSTOP') // what is asked of it from here on is never answered
  await pool.lease(openFence)
  await until(() => opened === 2)
  using deadline = new Deadline(10_000)
  await deadline.race(pool.close())
  expect(open).toBe(0)
})

describe('processes', () => {
  test('are replaced after so many leases, once idle', async () => {
    await using pool = await startPool({ maxLeases: 2, warm: 1 })
    const [before] = pool.stats().pids
    for (let count = 0; count < 2; count += 1) {
      const lease = await pool.lease(openFence)
      await lease.close()
    }
    await until(() => pool.stats().warm === 1 && !pool.stats().pids.includes(before ?? 0))
    await using lease = await pool.lease(openFence)
    expect(lease.signal.aborted).toBe(false)
  })

  test('begin with the one that was spawned before there was a pool', async () => {
    const launch = launchOptions()
    await using first = await spawnChromium(launch)
    const pool = await startPool({ launch, first })
    expect(pool.stats().pids).toEqual([first.child.pid ?? 0])
    await pool.sweep()
    expect(existsSync(first.profile)).toBe(true)
    await pool.close()
    expect(existsSync(first.profile)).toBe(false)
  })

  test('leave no profile behind, and those of a killed service are swept', async () => {
    const launch = launchOptions()
    const profiles = () => readdirSync(tmpdir()).filter(name => name.startsWith(`chaperone-${launch.tag}-`))
    const { createProfile } = await import('../../../src/browser/pool/profile.ts')
    const left = await createProfile(launch.tag, undefined)
    const pool = await startPool({ launch })
    await pool.sweep()
    expect(profiles().some(name => left.path.endsWith(name))).toBe(false)
    expect(profiles()).toHaveLength(1)
    await pool.close()
    expect(profiles()).toHaveLength(0)
  })
})
