import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createSocket } from 'node:dgram'
import { networkInterfaces } from 'node:os'
import { type Browser, launch } from 'puppeteer-core'
import { findChromium } from '../../src/browser/pool/executable.ts'
import type { EgressPort } from '../../src/contract/egress.ts'
import { useChromium } from '../support/chromium.ts'
import { fenceFor, openFenced } from './support/gate.ts'
import { AHEAD_VECTORS, type RequestVector } from './support/request-vectors.ts'
import { comesTrue, denialsOf, SITE, useStage, visit } from './support/stage.ts'

// What Chromium would do ahead of need, or past the proxy, and is told not to. The controls run in a Chromium that is
// told nothing: it shows that the vectors work, and that the egress port alone holds them too.

const TEST_MS = 40_000
const stage = useStage()
const chromium = useChromium({ gate: stage.gate })
let plain: Browser

beforeAll(async () => {
  plain = await launch({
    executablePath: findChromium({ override: process.env['CHAPERONE_CHROMIUM'], path: process.env['PATH'] }),
    pipe: true,
    ignoreDefaultArgs: ['--disable-features=Translate,AcceptCHFrame,MediaRouter,OptimizationHints,RenderDocument'],
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
}, TEST_MS)
afterAll(() => plain.close(), TEST_MS)

const visitPlainly = async (port: EgressPort, url: string) => {
  const context = await plain.createBrowserContext({
    proxyServer: `http://127.0.0.1:${port.port}`,
    proxyBypassList: ['<-loopback>'],
  })
  const page = await context.newPage()
  await page.goto(url)
  return { page, [Symbol.asyncDispose]: () => context.close() }
}

/** What a plain Chromium does not do either, headless: no control can be had. */
const NEVER_HEADLESS = ['preconnect', 'dns-prefetch', 'prerender link', 'web app manifest']

// Chromium only looks ahead at secure origins and, for prerender, at its own site. A port of the service is what can be
// denied there; the other one leads to the site as well.
const OWN_PORT = 4600
const OPEN_PORT = 4601
const targetAt = (port: number, path: string) => `http://${SITE}:${port}${path}`
const heard = (path: string) => stage.site.hasHeard(path)

describe('what could be asked for ahead of need', () => {
  beforeAll(() => stage.gate.protectPort(OWN_PORT))

  test.each(AHEAD_VECTORS.filter(({ name }) => !NEVER_HEADLESS.includes(name)).map(each => [each.name, each] as const))(
    '%s: a plain Chromium asks for it, and the port holds it',
    async (_name, vector) => {
      const path = `/${crypto.randomUUID()}`
      await using open = await openFenced(stage.gate)
      await using _heard = await visitPlainly(open, stage.show(vector, targetAt(OPEN_PORT, path)))
      expect(await comesTrue(() => heard(path))).toBe(true)
      stage.site.forget()

      await using held = await openFenced(stage.gate)
      await using _held = await visitPlainly(held, stage.show(vector, targetAt(OWN_PORT, path)))
      expect(await comesTrue(() => held.eventsSince(0).some(({ port }) => port === OWN_PORT))).toBe(true)
      expect(heard(path)).toBe(false)
    },
    TEST_MS,
  )

  test.each(AHEAD_VECTORS.map(vector => [vector.name, vector] as const))(
    '%s: our Chromium does not ask for it',
    async (_name, vector) => {
      const path = `/${crypto.randomUUID()}`
      await using lease = await chromium.lease(fenceFor(['*']))
      await visit(lease, stage.show(vector, targetAt(OPEN_PORT, path)))
      await visit(lease, stage.show(vector, targetAt(OWN_PORT, path)))
      expect(await comesTrue(() => heard(path) || denialsOf(lease).length > 0, 500)).toBe(false)
    },
    TEST_MS,
  )
})

describe('what nobody asked for', () => {
  test(
    'a port carries what its pages ask, and nothing else',
    async () => {
      const fence = fenceFor(['*'])
      const asked = new Set<string>()
      await using lease = await chromium.lease({
        ...fence,
        request: (host, port, plain) => {
          asked.add(host)
          return fence.request(host, port, plain)
        },
      })
      const asks = (host: string): RequestVector => ({
        name: `asks ${host}`,
        page: () =>
          `<title>x</title><input autofocus><script>fetch('http://${host}/').finally(() => fetch('/asked'))</script>`,
      })
      await visit(lease, stage.show(asks('off.test'), ''))
      expect(await comesTrue(() => asked.has('off.test') && stage.site.hasHeard('/asked'))).toBe(true)
      // Opening a context is when Chromium's own services ask; what they asked before the lease was refused, and is told.
      const refused = lease.egress.eventsSince(0).map(({ host }) => host)
      expect([...asked, ...refused].filter(host => host !== SITE && host !== 'off.test')).toEqual([])
    },
    TEST_MS,
  )
})

describe('what goes past a proxy', () => {
  /** An address of this machine: WebRTC leaves loopback alone. */
  const own = Object.values(networkInterfaces())
    .flatMap(each => each ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address

  test.skipIf(own === undefined)(
    'WebRTC sends nothing to a STUN server',
    async () => {
      let packets = 0
      const stun = createSocket('udp4')
      stun.on('message', () => {
        packets += 1
      })
      await new Promise<void>(resolve => stun.bind(0, own, resolve))
      const vector: RequestVector = {
        name: 'WebRTC',
        page: target => `<script>
          const peer = new RTCPeerConnection({ iceServers: [{ urls: '${target}' }] })
          peer.createDataChannel('x')
          peer.onicegatheringstatechange = () => { if (peer.iceGatheringState === 'complete') fetch('/gathered') }
          peer.createOffer().then(offer => peer.setLocalDescription(offer))
        </script>`,
      }
      const url = stage.show(vector, `stun:${own}:${stun.address().port}`)

      await using lease = await chromium.lease(fenceFor(['*']))
      await visit(lease, url)
      expect(await comesTrue(() => stage.site.hasHeard('/gathered'))).toBe(true)
      expect(packets).toBe(0)

      await using port = await openFenced(stage.gate)
      await using _page = await visitPlainly(port, url)
      expect(await comesTrue(() => packets > 0)).toBe(true)
      stun.close()
    },
    TEST_MS,
  )

  test(
    'WebTransport sends nothing',
    async () => {
      let packets = 0
      const quic = createSocket('udp4')
      quic.on('message', () => {
        packets += 1
      })
      await new Promise<void>(resolve => quic.bind(0, '127.0.0.1', resolve))
      const vector: RequestVector = {
        name: 'WebTransport',
        page: target => `<script>
          const over = () => fetch('/over')
          try { new WebTransport('${target}').ready.then(over, over) } catch { over() }
        </script>`,
      }
      await using lease = await chromium.lease(fenceFor(['*']))
      await visit(lease, stage.show(vector, `https://127.0.0.1:${quic.address().port}/`))
      expect(await comesTrue(() => stage.site.hasHeard('/over') || packets > 0)).toBe(true)
      expect(packets).toBe(0)
      quic.close()
    },
    TEST_MS,
  )
})
