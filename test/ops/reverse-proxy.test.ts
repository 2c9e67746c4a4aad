import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { createServer } from 'node:net'
import { press, sees } from '../dashboard/person.ts'
import { launchBrowser, openTab } from '../dashboard/stage.ts'
import { type Service, startService } from '../support/service.ts'
import { type Site, serveSite } from '../support/site.ts'
import { until } from '../support/until.ts'
import { ticketIn } from '../support/viewer.ts'
import { createCertificate, REVERSE_PROXIES } from './reverse-proxies.ts'

setDefaultTimeout(120_000)

const OWNER = { email: 'owner@localhost', password: 'correct horse battery staple' }
/** They end TLS by a certificate that nobody trusts. */
const UNTRUSTED = { tls: { rejectUnauthorized: false } }

const findPort = async (): Promise<number> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const server = createServer().listen(0, '127.0.0.1', resolve)
  await promise
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

const hasTls = Bun.which('openssl') !== null
let certificate: ReturnType<typeof createCertificate>
let site: Site
let person: Awaited<ReturnType<typeof launchBrowser>>
beforeAll(async () => {
  if (hasTls) certificate = createCertificate()
  site = serveSite()
  site.show('<h1>Shop</h1><button>Buy</button>')
  person = await launchBrowser()
})
afterAll(async () => {
  site[Symbol.dispose]()
  await person[Symbol.asyncDispose]()
  certificate?.[Symbol.dispose]()
})

/** What people and agents do through a reverse proxy, by address. */
const createVisitor = (base: string) => {
  const { origin } = new URL(base)
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(base + path, { redirect: 'manual', ...UNTRUSTED, ...init } as RequestInit)
  const post = (path: string, body: object, headers: Record<string, string>) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const signIn = (headers: Record<string, string> = {}, account = OWNER) =>
    post('/v1/auth/login', account, { origin, ...headers })
  return { origin, ask, post, signIn }
}

describe.skipIf(!hasTls).each(['/chaperone', ''])('the service under the path "%s" of a host', path => {
  let service: Service
  let port: number
  let session: string
  beforeAll(async () => {
    port = await findPort()
    service = await startService({
      CHAPERONE_PUBLIC_URL: `https://localhost:${port}${path}`,
      CHAPERONE_TRUSTED_PROXIES: '127.0.0.1/32',
    })
    const opened = await service.send(service.agent, 'POST', '/v1/users/default/browser/sessions', {
      allowed_domains: ['127.0.0.1'],
    })
    session = `/v1/users/default/browser/sessions/${opened.body.session_id}`
    await service.send(service.agent, 'POST', `${session}/navigate`, { url: site.url })
  })
  afterAll(() => service[Symbol.asyncDispose]())

  const proxies = REVERSE_PROXIES.filter(({ strips }) => path !== '' || !strips)
  describe.each(proxies)('behind $name', proxy => {
    const base = () => `https://localhost:${port}${path}`
    const start = () => proxy.start({ port, upstream: service.app.http.port, path, certificate })

    test.skipIf(!proxy.isInstalled)('serves pages, pictures, streams, sockets and tools', async () => {
      await using _running = await start()
      const { ask, post, signIn, origin } = createVisitor(base())

      const signedIn = await signIn()
      expect(signedIn.status).toBe(200)
      const set = signedIn.headers.get('set-cookie') ?? ''
      expect(set).toContain(`; Path=${path || '/'}; HttpOnly; SameSite=Strict; Secure`)
      const cookie = set.split(';')[0] ?? ''

      const created = (headers: Record<string, string>) =>
        post('/v1/users', { external_id: crypto.randomUUID() }, { cookie, ...headers })
      expect((await created({ origin })).status).toBe(201)
      expect((await created({ origin: 'https://evil.example' })).status).toBe(403)

      const document = await (await ask('/sessions')).text()
      const assets = [...document.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, found = '']) => found)
      expect(assets).toHaveLength(3)
      for (const asset of assets) expect([asset, (await ask(asset.slice(path.length))).status]).toEqual([asset, 200])
      expect(await (await ask('/docs')).text()).toContain('href="openapi.json"')
      expect(await (await ask('/openapi.json')).json()).toMatchObject({ servers: [{ url: base() }] })

      const shot = await service.send(service.agent, 'POST', `${session}/screenshot`, {})
      expect(shot.body.url).toStartWith(`${base()}/v1/artifacts/`)
      expect((await ask(shot.body.url.slice(base().length))).status).toBe(200)

      const stopped = new AbortController()
      const stream = await ask('/v1/logs/stream', { headers: { cookie }, signal: stopped.signal })
      const reader = stream.body?.getReader()
      await created({ origin })
      let heard = ''
      while (!heard.includes('user.create')) heard += new TextDecoder().decode((await reader?.read())?.value)
      stopped.abort()

      const { live_view_url: link } = await (await ask(`${session}/live-view`, { headers: { cookie } })).json()
      expect(link).toStartWith(`${base()}/live/`)
      const page = await ask(link.slice(base().length), { headers: { cookie } })
      expect(page.headers.get('content-security-policy')).toContain(`wss://localhost:${port}`)
      const address = new URL(`socket/${ticketIn(await page.text())}`, link)
      const socket = new WebSocket(address.href.replace('https', 'wss'), UNTRUSTED as never)
      let frames = 0
      socket.onmessage = ({ data }) => {
        if (typeof data !== 'string') frames += 1
      }
      await until(() => frames > 0)
      socket.close()

      const initialize = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } }
      const mcp = await post(
        '/mcp',
        { jsonrpc: '2.0', id: 1, method: 'initialize', params: initialize },
        { ...service.agent, accept: 'application/json, text/event-stream' },
      )
      expect([mcp.status, await mcp.text()]).toEqual([200, expect.stringContaining('"chaperone"')])
    })

    test.skipIf(!proxy.isInstalled || proxy.strips)('believes its word on who asks, and no client’s', async () => {
      await using _running = await start()
      const { signIn } = createVisitor(base())
      const statuses: number[] = []
      for (let count = 0; count < 6; count += 1) {
        const account = { email: `nobody-${proxy.name.replace(/\W+/g, '-')}@example.com`, password: 'a wrong guess' }
        statuses.push((await signIn({ 'x-forwarded-for': `198.51.100.${count}` }, account)).status)
      }
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    })
  })

  // What differs for a browser is the path alone: once with each way to treat it, by the real servers where they are.
  const best = [false, true].flatMap(strips => proxies.findLast(one => one.isInstalled && one.strips === strips) ?? [])
  test.each(path === '' ? [] : best)('is a person’s dashboard behind $name', async proxy => {
    await using _running = await proxy.start({ port, upstream: service.app.http.port, path, certificate })
    const page = await openTab(person.browser, 'desktop', 'light')
    const cdp = await page.createCDPSession()
    await cdp.send('Security.setIgnoreCertificateErrors', { ignore: true })
    const missed: string[] = []
    page.on('response', response => response.status() === 404 && missed.push(response.url()))
    await page.goto(`https://127.0.0.1:${port}${path}/`)
    await page.locator('#email').fill(OWNER.email)
    await page.locator('#password').fill(OWNER.password)
    await page.locator('button[type=submit]').click()
    await page.locator(`nav a[href="${path}/sessions"]`).click()
    await page.waitForFunction((wanted: string) => location.pathname === wanted, {}, `${path}/sessions`)
    await page.locator(`main a[href^="${path}/sessions/"]`).click()
    await sees(page, 'Timeline')
    await press(page, 'Open the live view')
    const element = await page.waitForSelector('iframe[sandbox="allow-scripts"]')
    const frame = await element?.contentFrame()
    await frame?.waitForFunction(() => document.querySelector('#state')?.textContent === 'Watching')
    await page.goto(`https://127.0.0.1:${port}${path}/users`)
    await page.waitForSelector('nav a[aria-current="page"]')
    await service.send(service.owner, 'POST', '/v1/users', { external_id: `seen-${proxy.strips}` })
    await sees(page, `seen-${proxy.strips}`) // by the stream of events
    expect(missed).toEqual([])
    await page.browserContext().close()
  })
})
