import { afterAll, describe, expect, test } from 'bun:test'
import { parseExceptions } from '../../src/egress/address.ts'
import { createEgressGate } from '../../src/egress/proxy.ts'
import { Deadline } from '../../src/lib/deadline.ts'
import { useChromium } from '../support/chromium.ts'
import { failureOf } from '../support/failure.ts'
import { serveSite } from '../support/site.ts'

/** The service's own gate: loopback is let through as 127.0.0.1 only, and names lead where the table says. */
const NAMES: Record<string, string[]> = { 'home.test': ['127.0.0.1'], 'inner.test': ['127.0.0.2'] }
const gate = createEgressGate({
  lookup: async name => {
    const found = NAMES[name]
    if (!found) throw new Error('no such name')
    return found
  },
  exceptions: parseExceptions(['127.0.0.1/32']).exceptions,
  upstream: null,
})
const chromium = useChromium({ gate })
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

describe('behind the egress gate', () => {
  test('a page loads by name', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(20_000)
    site.show('<title>Home</title>')
    expect(await lease.tab.navigate(site.url('/', 'home.test'), { deadline })).toMatchObject({ title: 'Home' })
  })

  for (const [reason, scheme, host] of [
    ['address_not_allowed', 'http', 'inner.test'],
    ['address_not_allowed', 'https', 'inner.test'],
    ['address_not_allowed', 'http', '127.0.0.2'],
    ['dns', 'http', 'nowhere.test'],
    ['dns', 'https', 'nowhere.test'],
  ] as const) {
    test(`${scheme}://${host} fails with ${reason}`, async () => {
      await using lease = await chromium.lease()
      using deadline = new Deadline(20_000)
      const failure = await failureOf(lease.tab.navigate(`${scheme}://${host}:${site.port}/`, { deadline }))
      expect(failure.reason).toBe(reason)
      expect(failure.detail['host']).toContain(host)
    })
  }

  test('a redirect into a denied address is refused with its host', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(20_000)
    site.route('/hop', () => Response.redirect(site.url('/', 'inner.test'), 302))
    const failure = await failureOf(lease.tab.navigate(site.url('/hop', 'home.test'), { deadline }))
    expect(failure.reason).toBe('address_not_allowed')
    expect(failure.detail['host']).toContain('inner.test')
  })
})
