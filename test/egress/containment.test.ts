import { describe, expect, test } from 'bun:test'
import { createServerLookup } from '../../src/egress/lookup.ts'
import { createEgressGate } from '../../src/egress/proxy.ts'
import type { PinnedAddress } from '../../src/egress/resolve.ts'
import vectors from '../vectors/addresses.json' with { type: 'json' }
import { openDns } from './support/dns.ts'
import { dialTo, openFenced, openGate, outcomesOf } from './support/gate.ts'
import { openOrigin, openRaw } from './support/origin.ts'

const EVERYTHING = ['0.0.0.0/0', '::/0']

/** A host as it stands in a URL; null where a URL cannot carry it (a zone, an empty host). */
const hostOf = (spelling: string): string | null => {
  const host = spelling.includes(':') && !spelling.startsWith('[') ? `[${spelling}]` : spelling
  return URL.parse(`http://${host}/`) ? host : null
}

const ways = {
  http: (authority: string) => `GET http://${authority}/ HTTP/1.1\r\nHost: x\r\n\r\n`,
  CONNECT: (authority: string) => `CONNECT ${authority} HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n`,
  Upgrade: (authority: string) =>
    `GET http://${authority}/ HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
}

/** The port asks the host in three ways; the canary stands behind whatever address the connection goes to. */
const tryEveryWay = async (allow: readonly string[], host: string) => {
  const heard: PinnedAddress[] = []
  await using canary = await openOrigin()
  await using port = await openFenced(openGate({ allow, direct: dialTo(canary.port, heard) }))
  for (const ask of Object.values(ways)) {
    using browser = openRaw(port.port)
    browser.send(ask(`${host}:80`))
    await (allow === EVERYTHING ? browser.read('origin') : browser.readToEnd())
  }
  return { heard: canary.heard.length, dialled: heard.length, outcomes: outcomesOf(port) }
}

const reachable = vectors.flatMap(({ spelling, verdict, kind }) => {
  const host = hostOf(spelling)
  return verdict === 'denied' && kind !== 'invalid' && host !== null ? [{ host, kind }] : []
})

describe('a canary behind a denied address hears nothing', () => {
  test.each(reachable)('$host ($kind)', async ({ host }) => {
    const denied = { heard: 0, dialled: 0, outcomes: Array(3).fill('address_not_allowed') }
    expect(await tryEveryWay([], host)).toEqual(denied)
    // The positive control: let through, the same three requests are heard.
    expect(await tryEveryWay(EVERYTHING, host)).toEqual({ heard: 3, dialled: 3, outcomes: [] })
  })
})

describe('a name', () => {
  const openRebinding = async (zone: Parameters<typeof openDns>[0]) => {
    const dialled: PinnedAddress[] = []
    const dns = await openDns(zone)
    const canary = await openOrigin()
    const gate = createEgressGate({
      lookup: createServerLookup(dns.server),
      exceptions: { blocks: [] },
      upstream: null,
      direct: dialTo(canary.port, dialled),
    })
    const port = await openFenced(gate)
    const get = async (path: string) => {
      using browser = openRaw(port.port)
      browser.send(`GET http://rebind.test${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
      return await browser.readToEnd()
    }
    return {
      get,
      dns,
      canary,
      outcomes: () => outcomesOf(port),
      dialled: () => dialled.map(({ address }) => address),
      async [Symbol.asyncDispose]() {
        await port[Symbol.asyncDispose]()
        await canary[Symbol.asyncDispose]()
        await dns[Symbol.asyncDispose]()
      },
    }
  }

  test('that is public first and private next is reached at the first and refused at the next', async () => {
    await using site = await openRebinding({
      'rebind.test': (type, asked) => (type === 'A' ? [asked === 0 ? '93.184.216.34' : '127.0.0.1'] : []),
    })
    expect(await site.get('/first')).toContain('origin /first')
    expect(await site.get('/second')).toBe('')
    expect(site.dialled()).toEqual(['93.184.216.34'])
    expect(site.canary.heard).toEqual(['GET /first'])
    expect(site.outcomes()).toEqual(['address_not_allowed'])
  })

  test('is looked up once for each request, so that what is checked is what is connected to', async () => {
    await using site = await openRebinding({
      'rebind.test': (type, asked) => (type === 'A' ? [asked === 0 ? '93.184.216.34' : '10.0.0.1'] : []),
    })
    await site.get('/')
    expect(site.dns.queries.filter(query => query.startsWith('A '))).toHaveLength(1)
  })

  test('that moves from one public address to another is connected to anew', async () => {
    await using site = await openRebinding({
      'rebind.test': (type, asked) => (type === 'A' ? [`93.184.216.${34 + asked}`] : []),
    })
    await site.get('/')
    await site.get('/')
    expect(site.dialled()).toEqual(['93.184.216.34', '93.184.216.35'])
  })

  test.each([
    ['a public and a private address', (type: string) => (type === 'A' ? ['93.184.216.34', '10.0.0.1'] : [])],
    ['a public IPv4 and a private IPv6 address', (type: string) => (type === 'A' ? ['93.184.216.34'] : ['fd00::1'])],
    ['a private IPv4 and a public IPv6 address', (type: string) => (type === 'A' ? ['10.0.0.1'] : ['2606:4700::1'])],
    ['a mapped private address', (type: string) => (type === 'A' ? [] : ['::ffff:10.0.0.1'])],
  ])('with %s is refused', async (_what, addresses) => {
    await using site = await openRebinding({ 'rebind.test': addresses })
    expect(await site.get('/')).toBe('')
    expect(site.canary.heard).toEqual([])
    expect(site.outcomes()).toEqual(['address_not_allowed'])
  })

  test('with several public addresses is reached at the next where one does not answer', async () => {
    const tried: string[] = []
    await using canary = await openOrigin()
    const toCanary = dialTo(canary.port)
    const names = { 'two.test': ['2606:4700:4700::1111', '1.1.1.1'] }
    const direct: typeof toCanary = (to, signal) => {
      tried.push(to.address)
      if (to.family === 4) return toCanary(to, signal)
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    }
    await using port = await openFenced(openGate({ names, direct, limits: { connectMs: 400 } }))
    using browser = openRaw(port.port)
    browser.send(ways.http('two.test:80'))
    expect(await browser.read('origin')).toContain('origin /')
    expect(tried).toEqual(['2606:4700:4700::1111', '1.1.1.1'])
  })
})

describe('the service’s own ports', () => {
  test('are refused at every local address though loopback is let through', async () => {
    await using service = await openOrigin()
    const gate = openGate({ allow: EVERYTHING, interfaces: () => ['127.0.0.1', '192.168.7.7'] })
    await using port = await openFenced(gate)
    await using other = await openFenced(gate)
    const ask = async (target: string) => {
      using browser = openRaw(port.port)
      browser.send(`GET http://${target}/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
      return await browser.readToEnd()
    }
    expect(await ask(`127.0.0.1:${service.port}`)).toContain('origin')
    gate.protectPort(service.port)
    const hosts = ['127.0.0.1', '127.2.3.4', '0.0.0.0', '0', 'localhost', 'a.localhost', '[::1]', '[::]', '192.168.7.7']
    for (const host of [...hosts, '[::ffff:127.0.0.1]']) {
      for (const own of [service.port, port.port, other.port]) expect(await ask(`${host}:${own}`)).toBe('')
    }
    expect(service.heard).toEqual(['GET /'])
    expect(outcomesOf(port)).toEqual(Array(30).fill('address_not_allowed'))
    expect(outcomesOf(other)).toEqual([])
  })

  test('are no longer among them once closed', async () => {
    const gate = openGate()
    await using port = await openFenced(gate)
    const closed = await gate.openPort()
    await closed[Symbol.asyncDispose]()
    using browser = openRaw(port.port)
    browser.send(`GET http://127.0.0.1:${closed.port}/ HTTP/1.1\r\nHost: x\r\n\r\n`)
    expect(await browser.readToEnd()).toBe('')
    expect(outcomesOf(port)).toEqual(['refused'])
  })
})
