import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { BrowserLease } from '../../src/browser/lease.ts'
import { Deadline } from '../../src/lib/deadline.ts'
import { useChromium } from '../support/chromium.ts'
import { failureOf } from '../support/failure.ts'
import { fenceFor } from './support/gate.ts'
import { NAVIGATION_VECTORS, type RequestVector } from './support/request-vectors.ts'
import { comesTrue, DENIED, denialsOf, HEARD, refusalsOf, SITE, useStage, visit } from './support/stage.ts'

const stage = useStage()
const chromium = useChromium({ gate: stage.gate, warm: 2 })

const navigate = async ({ tab }: BrowserLease, url: string) => {
  using deadline = new Deadline(5_000)
  return await tab.navigate(url, { deadline })
}

const DENIED_HOSTS = [
  ...[DENIED, '127.2', '2130706434', '0x7f000002', '0x7f.2', '0177.0.0.2', '017700000002', '127.0.0.2.'],
  ...['[::ffff:127.0.0.2]', '[::ffff:7f00:2]', '[::127.0.0.2]', '[::1]', '[::]', '0.0.0.0', '0'],
  ...['[64:ff9b::7f00:2]', '[64:ff9b:1::7f00:2]', '[2002:7f00:2::]', '[2001:0:7f00:2::]', '[fe80::1]', '[fd00::1]'],
  ...['10.0.0.1', '169.254.169.254', '2852039166', '[fd00:ec2::254]', '100.64.0.1', '100.100.100.200', '224.0.0.1'],
  ...['255.255.255.255', '192.0.2.1', '198.18.0.1', '[ff02::1]', 'inside.test', 'inside.test.', 'half.test'],
]

const WAYS = NAVIGATION_VECTORS.filter(({ name }) => ['redirect 302', 'meta refresh', 'location'].includes(name))

describe('a denied address', () => {
  let lease: BrowserLease
  beforeAll(async () => {
    lease = await chromium.lease(fenceFor(['*']))
  })
  afterAll(() => lease.close())

  test.each(DENIED_HOSTS)(
    '%s is refused as itself, as a redirect, a refresh and a script’s move',
    async host => {
      const canonical = new URL(`http://${host}`).hostname.replace(/\.$/, '')
      const failure = await failureOf(navigate(lease, `http://${host}/direct`))
      expect(failure).toMatchObject({
        reason: 'address_not_allowed',
        detail: { host: expect.stringContaining(canonical) },
      })
      for (const vector of WAYS) {
        const since = performance.now()
        await visit(lease, stage.show(vector, `http://${host}/${vector.name}`))
        const expected = `address_not_allowed ${canonical}`
        expect(await comesTrue(() => denialsOf(lease, since).includes(expected))).toBe(true)
      }
      expect(stage.canary.heard).toEqual([])
    },
    40_000,
  )

  describe('would be heard where everything is let through:', () => {
    const everything = useStage(['0.0.0.0/0', '::/0'])
    const lenient = useChromium({ gate: everything.gate })
    let open: BrowserLease
    beforeAll(async () => {
      open = await lenient.lease(fenceFor(['*']))
    })
    afterAll(() => open.close())

    test.each(DENIED_HOSTS.filter(host => host !== 'half.test'))(
      '%s',
      async host => {
        for (const vector of [undefined, ...WAYS]) {
          const path = `/${crypto.randomUUID()}`
          const target = `http://${host}${path}`
          await visit(open, vector ? everything.show(vector, target) : target)
          expect(await comesTrue(() => everything.hasHeard(path))).toBe(true)
        }
      },
      40_000,
    )
  })

  test('with a port of the service is refused though its address is let through', async () => {
    stage.site.show('<title>service</title>', '/service')
    expect(await navigate(lease, 'http://127.0.0.1:4600/service')).toMatchObject({ title: 'service' })
    stage.gate.protectPort(4600)
    stage.site.forget()
    for (const host of ['127.0.0.1', 'localhost', '0.0.0.0', '[::1]']) {
      expect(await failureOf(navigate(lease, `http://${host}:4600/service`))).toMatchObject({
        reason: 'address_not_allowed',
      })
    }
    const fromPage: RequestVector = { name: 'own port', page: target => `<script>fetch('${target}')</script>` }
    const since = performance.now()
    await visit(lease, stage.show(fromPage, 'http://127.0.0.1:4600/service'))
    expect(await comesTrue(() => denialsOf(lease, since).includes('address_not_allowed 127.0.0.1'))).toBe(true)
    expect(stage.site.hasHeard('/service')).toBe(false)
  })
})

describe('a host in disguise', () => {
  test.each([
    ['a trailing dot', `http://${SITE}./ok`],
    ['a user name', `http://off.test@${SITE}/ok`],
    ['a user name and a password', `http://off.test:80@${SITE}/ok`],
    ['upper case', `http://SITE.LocalHost/ok`],
    ['percent encoding', 'http://site%2elocalhost/ok'],
    ['full-width letters', 'http://ｓite.localhost/ok'],
    ['a backslash for a slash', `http:\\\\${SITE}\\ok`],
  ])('that is on the list is let through: %s', async (_what, url) => {
    await using lease = await chromium.lease(fenceFor([SITE]))
    stage.site.show('<title>ok</title>', '/ok')
    expect(await navigate(lease, url)).toMatchObject({ title: 'ok', httpStatus: 200 })
  })

  test.each([
    ['a user name', `http://${SITE}@off.test/`, 'off.test'],
    ['a user name and a password', `http://${SITE}:80@off.test/`, 'off.test'],
    ['a backslash before the @', `http://off.test\\@${SITE}/`, 'off.test'],
    ['a trailing dot', 'http://off.test./', 'off.test.'],
    ['a name below another', `http://${SITE}.off.test/`, `${SITE}.off.test`],
    ['a name that ends alike', `http://off${SITE}/`, `off${SITE}`],
    ['a Cyrillic letter', 'http://sіte.localhost/', new URL('http://sіte.localhost/').hostname],
    ['a fragment', `http://off.test#@${SITE}/`, 'off.test'],
  ])('that is off the list is refused by its true name: %s', async (_what, url, host) => {
    await using lease = await chromium.lease(fenceFor([SITE]))
    for (const vector of [undefined, ...NAVIGATION_VECTORS.filter(({ name }) => name === 'link')]) {
      if (vector) await visit(lease, stage.show(vector, url))
      else
        expect(await failureOf(navigate(lease, url))).toMatchObject({ reason: 'domain_not_allowed', detail: { host } })
    }
    expect(await comesTrue(() => refusalsOf(lease).includes(`domain_not_allowed ${host}`))).toBe(true)
    expect(stage.canary.heard).toEqual([])
  })
})

describe('a document without a host never stands in the tab', () => {
  const documents = {
    data: "'data:text/html,<title>inside</title>'",
    blob: "URL.createObjectURL(new Blob(['<title>inside</title>'], { type: 'text/html' }))",
    file: "'file:///etc/passwd'",
    filesystem: `'filesystem:http://${SITE}/temporary/x'`,
    'view-source': `'view-source:http://${SITE}/'`,
    chrome: "'chrome://version'",
  }
  const moves = {
    location: (url: string) => `location = ${url}`,
    'window.open without opener': (url: string) => `open(${url}, '_blank', 'noopener')`,
    'target=_blank': (url: string) =>
      `const a = document.createElement('a'); a.href = ${url}; a.target = '_blank'; document.body.append(a); a.click()`,
  }
  const cases = Object.entries(documents).flatMap(([scheme, url]) =>
    Object.entries(moves).map(([way, move]) => [scheme, way, move(url)] as const),
  )
  test.each(cases)('%s: by %s', async (_scheme, _way, code) => {
    await using lease = await chromium.lease(fenceFor(['*']))
    const done = `http://${HEARD}/${crypto.randomUUID()}`
    stage.site.show(
      `<title>outside</title><body><script>try { ${code} } catch {} finally { fetch('${done}', { mode: 'no-cors' }) }</script>`,
      '/move',
    )
    await visit(lease, `http://${SITE}/move`)
    await comesTrue(() => stage.hasHeard(new URL(done).pathname), 500)
    await lease.tab.arrivals()
    const title = await lease.tab.title().catch(() => 'unreadable')
    expect(title).not.toBe('inside')
    // A blob: is committed without a request; the blank page takes its place.
    expect(await comesTrue(() => /^(http:\/\/site\.localhost\/|about:blank)/.test(lease.tab.url))).toBe(true)
    stage.canary.heard.splice(0)
  })
})
