import { describe, expect, test } from 'bun:test'
import { generateSync } from 'otplib'
import { createTestApp, ORIGIN, PASSWORD } from '../../support/app.ts'
import { badFields, createWorld, refusal, type World } from '../../support/scenario.ts'

const login = (world: World, body: object, headers: Record<string, string> = {}) =>
  world.send('stranger', 'POST', '/v1/auth/login', body, headers)
const right = { email: 'owner@example.com', password: PASSWORD }

describe('signing in', () => {
  test('sets a cookie that scripts and other sites cannot use', async () => {
    const world = await createWorld()
    using _ = world.app
    const response = await login(world, right)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ email: 'owner@example.com', role: 'owner', totp_enabled: false })
    const cookie = response.headers.get('set-cookie') ?? ''
    expect(cookie).toStartWith('chaperone_session=')
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Strict')
    expect(cookie).not.toContain('Secure')
    const me = await world.app.handle(
      new Request(`${ORIGIN}/v1/auth/me`, { headers: { cookie: cookie.split(';')[0] ?? '' } }),
    )
    expect(await me.json()).toMatchObject({ type: 'human', email: 'owner@example.com' })
  })

  test('sets a Secure cookie where the public URL is https', async () => {
    const world = await createWorld({ publicUrl: 'https://chaperone.example' })
    using _ = world.app
    expect((await login(world, right)).headers.get('set-cookie')).toContain('Secure')
  })

  test('takes the email in any case', async () => {
    const world = await createWorld()
    using _ = world.app
    expect((await login(world, { ...right, email: ' Owner@Example.com ' })).status).toBe(200)
  })

  test('answers a wrong password and an unknown account alike', async () => {
    const world = await createWorld()
    using _ = world.app
    const wrong = await login(world, { ...right, password: 'wrong' })
    const unknown = await login(world, { ...right, email: 'nobody@example.com' })
    const read = async (response: Response) => {
      const { error } = (await response.json()) as { error: Record<string, unknown> }
      return { status: response.status, error: { ...error, request_id: '' } }
    }
    expect(await read(wrong)).toEqual(await read(unknown))
  })

  test('names each bad field', async () => {
    const world = await createWorld()
    using _ = world.app
    const response = await login(world, { email: 'x', totp: '12' })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject(badFields('body.password', 'body.email', 'body.totp'))
  })

  test('is refused to a page of another site', async () => {
    const world = await createWorld()
    using _ = world.app
    const response = await login(world, right, { origin: 'https://evil.example' })
    expect(await response.json()).toMatchObject(refusal('forbidden', 'csrf'))
  })

  test('is slowed down an account, whether it exists or not, and told how long to wait', async () => {
    const world = await createWorld()
    using _ = world.app
    for (const email of ['owner@example.com', 'nobody@example.com']) {
      const statuses: number[] = []
      for (let attempt = 0; attempt < 6; attempt += 1)
        statuses.push((await login(world, { email, password: 'wrong' })).status)
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    }
    const held = await login(world, right)
    expect(held.status).toBe(429)
    expect(held.headers.get('retry-after')).toBe('300')
    world.app.clock.advance(300_000)
    expect((await login(world, right)).status).toBe(200)
  })

  test('is slowed down an address, over all accounts', async () => {
    const world = await createWorld()
    using _ = world.app
    const statuses: number[] = []
    for (let attempt = 0; attempt < 21; attempt += 1)
      statuses.push((await login(world, { email: `nobody${attempt}@example.com`, password: 'wrong' })).status)
    expect(statuses.at(-2)).toBe(401)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('a session', () => {
  test('ends at once when it is signed out', async () => {
    const world = await createWorld()
    using _ = world.app
    const out = await world.send('owner', 'POST', '/v1/auth/logout')
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await world.send('owner', 'GET', '/v1/auth/me')).status).toBe(401)
  })

  test('ends after a week', async () => {
    const world = await createWorld()
    using _ = world.app
    world.app.clock.advance(7 * 24 * 3600 * 1000)
    expect((await world.send('owner', 'GET', '/v1/auth/me')).status).toBe(401)
  })

  test('whose cookie was changed is a stranger’s', async () => {
    const world = await createWorld()
    using _ = world.app
    const cookie = `${world.headersOf('owner')['cookie']}x`
    expect((await world.send('owner', 'GET', '/v1/auth/me', undefined, { cookie })).status).toBe(401)
  })

  test('can be listed and revoked by its owner alone', async () => {
    const world = await createWorld()
    using _ = world.app
    await login(world, right)
    const list = (await (await world.send('owner', 'GET', '/v1/auth/sessions')).json()) as {
      sessions: { id: string; current: boolean }[]
    }
    expect(list.sessions.map(({ current }) => current)).toEqual([false, true])
    const path = `/v1/auth/sessions/${list.sessions[1]?.id}`
    expect((await world.send('member', 'DELETE', path)).status).toBe(404)
    expect((await world.send('owner', 'DELETE', path)).status).toBe(200)
    expect((await world.send('owner', 'GET', '/v1/auth/me')).status).toBe(401)
  })
})

describe('a password', () => {
  test('is changed with the old one, and every other session ends', async () => {
    const world = await createWorld()
    using _ = world.app
    const other = (await login(world, right)).headers.get('set-cookie')?.split(';')[0] ?? ''
    const change = (current_password: string) =>
      world.send('owner', 'POST', '/v1/auth/password', { current_password, new_password: 'another long one' })
    expect((await change('wrong')).status).toBe(401)
    expect((await change(PASSWORD)).status).toBe(200)
    expect((await world.send('owner', 'GET', '/v1/auth/me')).status).toBe(200)
    expect((await world.send('owner', 'GET', '/v1/auth/me', undefined, { cookie: other })).status).toBe(401)
    expect((await login(world, right)).status).toBe(401)
    expect((await login(world, { ...right, password: 'another long one' })).status).toBe(200)
  })
})

describe('a second factor', () => {
  const enable = async (world: World): Promise<string> => {
    const proposed = await world.send('owner', 'POST', '/v1/auth/totp', { password: PASSWORD })
    const { secret } = (await proposed.json()) as { secret: string }
    const totp = codeAt(world, secret)
    const confirmed = await world.send('owner', 'POST', '/v1/auth/totp/confirm', { password: PASSWORD, secret, totp })
    expect(await confirmed.json()).toEqual({ totp_enabled: true })
    return secret
  }
  const codeAt = (world: World, secret: string) =>
    generateSync({ secret, epoch: Math.floor(world.app.clock.now() / 1000) })

  test('is asked for once the password was right, and each code is taken once', async () => {
    const world = await createWorld()
    using _ = world.app
    const secret = await enable(world)
    expect(await (await login(world, right)).json()).toMatchObject(refusal('unauthorized', 'totp_required'))
    expect((await login(world, { ...right, password: 'wrong' })).status).toBe(401)
    const totp = codeAt(world, secret)
    expect((await login(world, { ...right, totp })).status).toBe(200)
    expect((await login(world, { ...right, totp })).status).toBe(401)
    world.app.clock.advance(60_000)
    expect((await login(world, { ...right, totp: codeAt(world, secret) })).status).toBe(200)
  })

  test('lies encrypted in the database', async () => {
    const world = await createWorld()
    using _ = world.app
    const secret = await enable(world)
    expect(Buffer.from(world.app.database.connection.serialize()).includes(secret)).toBe(false)
  })

  test('is not enabled by a code that is not its own', async () => {
    const world = await createWorld()
    using _ = world.app
    const body = { password: PASSWORD, secret: 'A'.repeat(32), totp: '000000' }
    const response = await world.send('owner', 'POST', '/v1/auth/totp/confirm', body)
    expect(response.status).toBe(400)
  })

  test('is removed with the password', async () => {
    const world = await createWorld()
    using _ = world.app
    await enable(world)
    await world.send('owner', 'POST', '/v1/auth/totp/remove', { password: PASSWORD })
    expect((await login(world, right)).status).toBe(200)
  })
})

describe('the first run', () => {
  test('makes an owner and an agent’s key, once', async () => {
    using app = createTestApp()
    const first = await app.auth.bootstrapFirstRun({ ownerEmail: 'owner@localhost', ownerPassword: null })
    expect(first?.agentKey.reveal()).toMatch(/^nv_sk_live_[A-Za-z0-9_-]{43}$/)
    expect(await app.auth.bootstrapFirstRun({ ownerEmail: 'owner@localhost', ownerPassword: null })).toBeNull()
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ email: first?.ownerEmail, password: first?.ownerPassword.reveal() })
    const signIn = new Request(`${ORIGIN}/v1/auth/login`, { method: 'POST', headers, body })
    expect((await app.handle(signIn)).status).toBe(200)
  })
})
