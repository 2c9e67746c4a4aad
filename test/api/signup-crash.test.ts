import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { createPlace, type Place, readUntil } from '../cli/command-line.ts'

setDefaultTimeout(120_000)

const BROWSER = '/v1/users/default/browser'
const EMAIL = 'nora@example.test'

/** What the site does with a visitor at the moment that a test has chosen: nothing, for ever. */
type Moment = 'asked for' | 'email typed' | 'password typed' | 'sent' | 'outcome seen' | 'confirmed'

/** A site that takes accounts, and that holds its visitor at one moment of signing up. */
const createHoldingSite = () => {
  const accounts = new Map<string, string>()
  let held: { moment: Moment; reached: () => void } | undefined
  const hold = (moment: Moment, request: Request): Promise<Response> | undefined => {
    if (held?.moment === 'confirmed' && moment === 'outcome seen') {
      request.signal.addEventListener('abort', held.reached) // the browser has been put away
      return new Promise<Response>(() => {})
    }
    if (held?.moment !== moment) return undefined
    held.reached()
    return new Promise<Response>(() => {})
  }
  const html = (body: string) =>
    new Response(`<!doctype html><html lang="en"><body>${body}`, { headers: { 'content-type': 'text/html' } })
  const form = (action: string, button: string) =>
    `<h1>${button}</h1><form method="post" action="${action}"><label>Email <input name="email" type="email"></label>
    <label>Password <input name="password" type="password"></label><button>${button}</button></form>`
  const tell = `<script>
    const ask = what => { const r = new XMLHttpRequest(); r.open('GET', '/typed?' + what, false); r.send() }
    document.querySelector('[name=email]').oninput = () => ask('email')
    document.querySelector('[name=password]').oninput = () => ask('password')</script>`
  const welcome = `<h1>Your account has been created</h1><a href="/logout">Log out</a>`
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    idleTimeout: 0,
    async fetch(request) {
      const { pathname, search } = new URL(request.url)
      const given = request.method === 'POST' ? new URLSearchParams(await request.text()) : new URLSearchParams()
      const [email, password] = [given.get('email') ?? '', given.get('password') ?? '']
      if (pathname === '/join') return hold('asked for', request) ?? html(form('/up', 'Create account') + tell)
      if (pathname === '/typed')
        return hold(search === '?email' ? 'email typed' : 'password typed', request) ?? html('')
      if (pathname === '/up') {
        accounts.set(email, password)
        return hold('sent', request) ?? html(`${welcome}<script>fetch('/seen')</script>`)
      }
      if (pathname === '/seen') return hold('outcome seen', request) ?? html('')
      if (pathname === '/login') return html(form('/in', 'Sign in'))
      if (pathname === '/in')
        return accounts.get(email) === password && password
          ? html('<h1>Welcome back</h1><a href="/logout">Log out</a>')
          : html('<p role="alert">Wrong password</p>')
      return html('')
    },
  })
  return {
    accounts,
    at: (path: string) => `http://127.0.0.1:${server.port}${path}`,
    /** Ends when the next visitor is held at the moment. */
    holdAt: (moment: Moment): Promise<void> => {
      const { promise, resolve } = Promise.withResolvers<void>()
      held = { moment, reached: resolve }
      return promise
    },
    letGo: () => {
      held = undefined
    },
    close: () => server.stop(true),
  }
}

const site = createHoldingSite()
let place: Place
let child: Bun.Subprocess<'ignore', 'pipe', 'pipe'>
let url = ''
let key = ''
let password = ''

const start = async () => {
  child = place.start('serve', '--json')
  const ready = JSON.parse(await readUntil(child.stdout, /\n/))
  url = ready.url
  key ||= ready.first_run.agent_key
  password ||= ready.first_run.owner_password
}

const send = async (path: string, body?: object, more: Record<string, string> = {}, method = body ? 'POST' : 'GET') => {
  const answer = await fetch(url + path, {
    method,
    headers: {
      ...('cookie' in more ? { origin: url } : { authorization: `Bearer ${key}` }),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...more,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  // biome-ignore lint/suspicious/noExplicitAny: answers of several routes
  return { status: answer.status, body: (await answer.json()) as any, cookie: answer.headers.get('set-cookie') ?? '' }
}

beforeAll(async () => {
  place = await createPlace({ CHAPERONE_ALLOW_PRIVATE: '127.0.0.0/8', CHAPERONE_RATE_LIMIT: '0' })
  await start()
  const owner = await send('/v1/auth/login', { email: 'owner@localhost', password }, { cookie: '' })
  const [cookie = ''] = owner.cookie.split(';')
  await send('/v1/users/default', { email: EMAIL }, { cookie }, 'PATCH')
})

afterAll(async () => {
  child.kill('SIGTERM')
  await child.exited
  await site.close()
  await place[Symbol.asyncDispose]()
})

const stateOf = async (service: string): Promise<string | undefined> => {
  const { body } = await send('/v1/users/default/vault')
  return body.entries.find((entry: { key: string }) => entry.key === `login:${service}`)?.state
}

const MOMENTS: readonly { moment: Moment; leaves: string | undefined; hasAccount: boolean }[] = [
  { moment: 'asked for', leaves: undefined, hasAccount: false },
  { moment: 'email typed', leaves: 'pending', hasAccount: false },
  { moment: 'password typed', leaves: 'pending', hasAccount: false },
  { moment: 'sent', leaves: 'pending', hasAccount: true },
  { moment: 'outcome seen', leaves: 'pending', hasAccount: true },
  { moment: 'confirmed', leaves: 'active', hasAccount: true },
]

for (const { moment, leaves, hasAccount } of MOMENTS)
  test(`killed with the form ${moment}, the service comes back with every password that the site may have`, async () => {
    const service = moment.replaceAll(' ', '-')
    const body = { service, url: site.at('/join') }
    site.accounts.clear()
    const reached = site.holdAt(moment)
    const cutOff = send(`${BROWSER}/signup`, body, { 'idempotency-key': service }).catch((error: unknown) => error)
    await reached
    child.kill('SIGKILL')
    await child.exited
    // Once the account is confirmed, the answer may be faster than the kill.
    if (leaves !== 'active') expect(await cutOff).toBeInstanceOf(Error)
    site.letGo()

    await start()
    expect(await stateOf(service)).toBe(leaves)
    expect(site.accounts.size).toBe(hasAccount ? 1 : 0)
    const again = await send(`${BROWSER}/signup`, body, { 'idempotency-key': service })
    if (leaves === 'active') expect([again.status, again.body.credential_saved]).toEqual([201, true])
    else expect([again.status, again.body.error.details.reason]).toEqual([409, 'outcome_unknown'])
    if (leaves === undefined) return
    const anew = await send(`${BROWSER}/signup`, body)
    expect([anew.status, anew.body.error.details.reason]).toEqual([409, 'duplicate_record'])
    if (!hasAccount) return
    const login = await send(`${BROWSER}/login`, { service, url: site.at('/login') })
    expect([login.status, login.body.success]).toEqual([200, true])
  })
