import { describe, expect, test } from 'bun:test'
import { generateSync } from 'otplib'
import { type AppOptions, PASSWORD } from '../../support/app.ts'
import { createWorld, refusal } from '../../support/scenario.ts'

const OWNER = 'owner@example.com'
const MEMBER = 'member@example.com'

/** A world behind a reverse proxy on 127.0.0.1, or one that nobody said anything about. */
const openWorld = async (options: AppOptions = {}) => {
  const world = await createWorld({ trustedProxies: ['127.0.0.0/8'], ...options })
  world.app.http.listen({ port: 0, hostname: '127.0.0.1' })
  const base = `http://127.0.0.1:${world.app.http.server?.port}`
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(base + path, { headers })
  const signIn = async (from: string, password: string, email = OWNER) => {
    const response = await fetch(`${base}/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
      body: JSON.stringify({ email, password }),
    })
    return response.status
  }
  const guess = async (from: string, times: number, email = OWNER): Promise<number[]> => {
    const statuses: number[] = []
    for (let count = 0; count < times; count += 1) statuses.push(await signIn(from, `guess ${count}`, email))
    return statuses
  }
  return {
    ...{ world, base, ask, signIn, guess },
    [Symbol.asyncDispose]: async () => {
      await world.app.http.stop(true)
      world.app[Symbol.dispose]()
    },
  }
}

describe('wrong guesses', () => {
  test('of one client lock out nobody else, of the same account neither', async () => {
    await using open = await openWorld()
    expect(await open.guess('198.51.100.7', 7)).toEqual([401, 401, 401, 401, 401, 429, 429])
    expect(await open.signIn('198.51.100.7', PASSWORD)).toBe(429) // the control: who guessed waits
    expect(await open.signIn('198.51.100.8', PASSWORD)).toBe(200)
  })

  test('of one client on many accounts are counted together', async () => {
    await using open = await openWorld()
    const statuses: number[] = []
    for (let count = 0; count < 22; count += 1)
      statuses.push(await open.signIn('198.51.100.7', 'a guess', `nobody${count}@example.com`))
    expect(statuses.slice(0, 20)).toEqual(statuses.slice(0, 20).map(() => 401))
    expect(statuses.slice(20)).toEqual([429, 429])
    expect(await open.signIn('198.51.100.9', PASSWORD)).toBe(200)
  })

  test('on other accounts do not keep the owner out behind a proxy on this machine that was not named', async () => {
    await using open = await openWorld({ trustedProxies: [] })
    const guess = (count: number) => open.signIn('198.51.100.7', 'a guess', `nobody${count}@example.com`)
    for (let count = 0; count < 22; count += 1) expect(await guess(count)).toBe(401)
    expect(await open.signIn('198.51.100.9', PASSWORD)).toBe(200)
    expect((await open.guess('198.51.100.7', 6)).at(-1)).toBe(429) // the control: at one account they still count
  })

  test('from the addresses of one IPv6 network are one client’s', async () => {
    await using open = await openWorld()
    const statuses: number[] = []
    for (let count = 0; count < 6; count += 1)
      statuses.push(...(await open.guess(`2001:db8:1:2:${count + 1}::${count}`, 1)))
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    expect(await open.guess('2001:db8:1:3::1', 1)).toEqual([401])
  })

  test('are those alone that were wrong: who signs in often is not held up', async () => {
    await using open = await openWorld()
    for (let count = 0; count < 25; count += 1) expect(await open.signIn('198.51.100.7', PASSWORD)).toBe(200)
  })

  test('cannot be spread by a header that no trusted proxy wrote', async () => {
    await using open = await openWorld({ trustedProxies: [] })
    const statuses: number[] = []
    for (let count = 0; count < 6; count += 1) statuses.push(...(await open.guess(`198.51.100.${count}`, 1)))
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  })

  test('cannot be spread by what a client writes in front of what the proxy adds', async () => {
    await using open = await openWorld()
    const statuses: number[] = []
    for (let count = 0; count < 6; count += 1)
      statuses.push(...(await open.guess(`203.0.113.${count}, not-an-address, 198.51.100.7, 127.0.0.9`, 1)))
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  })

  test('at a code, by who knows the password, are counted over all clients', async () => {
    await using open = await openWorld()
    const { world } = open
    const proposed = await world.send('member', 'POST', '/v1/auth/totp', { password: PASSWORD })
    const { secret } = (await proposed.json()) as { secret: string }
    const totp = generateSync({ secret, epoch: Math.floor(world.app.clock.now() / 1000) })
    await world.send('member', 'POST', '/v1/auth/totp/confirm', { password: PASSWORD, secret, totp })
    const statuses: number[] = []
    for (let count = 0; count < 12; count += 1) {
      const response = await fetch(`${open.base}/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${count}` },
        body: JSON.stringify({ email: MEMBER, password: PASSWORD, totp: '000000' }),
      })
      statuses.push(response.status)
    }
    expect(statuses.at(0)).toBe(401)
    expect(statuses.at(-1)).toBe(429)
  })
})

test('a flood of sign-ins is turned away before it is worked on, and somebody else still gets in', async () => {
  await using open = await openWorld({ passwordCost: { memoryCost: 16_384, timeCost: 3 } })
  const flood = Array.from({ length: 60 }, (_, index) => open.signIn('198.51.100.7', 'a guess', `a${index}@b.example`))
  expect(await open.signIn('198.51.100.8', PASSWORD)).toBe(200)
  const statuses = await Promise.all(flood)
  expect(statuses.filter(status => status === 401).length).toBeGreaterThan(0)
  expect(statuses.filter(status => status === 429).length).toBeGreaterThan(40)
})

describe('a name that is not the service’s', () => {
  const PATHS = [
    '/metrics',
    '/healthz',
    '/docs',
    '/openapi.json',
    '/',
    '/v1/auth/me',
    '/v1/users',
    '/live/none',
    '/nowhere',
  ]

  test.each(PATHS)(
    'gets nothing of %s, as a page that has bound its own name to this machine would ask',
    async path => {
      await using open = await openWorld()
      for (const host of ['evil.example', 'evil.example:80', 'localhost.evil.example', '127.0.0.1.evil.example']) {
        const response = await open.ask(path, { host })
        expect([host, response.status]).toEqual([host, 403])
        expect(await response.json()).toMatchObject(refusal('forbidden', 'host_not_allowed'))
      }
      expect((await open.ask(path)).status).not.toBe(403)
    },
  )

  test('is none of the public URL’s, of loopback and of addresses', async () => {
    await using open = await openWorld({ publicUrl: 'https://chaperone.example:8443/browser' })
    for (const host of [
      'chaperone.example:8443',
      'CHAPERONE.example',
      'localhost:4600',
      'a.localhost',
      '[::1]:4600',
      '10.1.2.3',
    ])
      expect([host, (await open.ask('/healthz', { host })).status]).toEqual([host, 200])
    expect((await open.ask('/healthz', { host: 'chaperone.example.evil.example' })).status).toBe(403)
  })

  test('is what the trusted proxy says was asked for, and nobody else', async () => {
    await using behind = await openWorld({ publicUrl: 'https://chaperone.example' })
    const asked = { host: 'upstream.internal', 'x-forwarded-host': 'chaperone.example' }
    expect((await behind.ask('/healthz', asked)).status).toBe(200)
    expect((await behind.ask('/healthz', { ...asked, 'x-forwarded-host': 'evil.example' })).status).toBe(403)
    await using alone = await openWorld({ publicUrl: 'https://chaperone.example', trustedProxies: [] })
    expect((await alone.ask('/healthz', asked)).status).toBe(403)
  })

  test('does not lock the owner out', async () => {
    await using open = await openWorld()
    for (let count = 0; count < 8; count += 1) {
      const response = await fetch(`${open.base}/v1/auth/login`, {
        method: 'POST',
        headers: { host: 'evil.example', origin: 'http://evil.example', 'content-type': 'application/json' },
        body: JSON.stringify({ email: OWNER, password: 'a guess' }),
      })
      expect(response.status).toBe(403)
    }
    expect(await open.signIn('127.0.0.1', PASSWORD)).toBe(200)
  })
})

test('a cookie is Secure where the trusted proxy says that it was asked over TLS', async () => {
  const cookieOf = async (options: AppOptions) => {
    await using open = await openWorld(options)
    const response = await fetch(`${open.base}/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https' },
      body: JSON.stringify({ email: OWNER, password: PASSWORD }),
    })
    return response.headers.get('set-cookie')
  }
  expect(await cookieOf({})).toContain('Secure')
  expect(await cookieOf({ trustedProxies: [] })).not.toContain('Secure')
})
