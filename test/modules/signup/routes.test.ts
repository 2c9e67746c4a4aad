import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { createSecretFinder } from '../../../src/browser/secret-finder.ts'
import { EMAIL, page, serveFlow } from '../../forms/flow-site.ts'
import { SIGNUP_FLOWS } from '../../forms/signup-flows.ts'
import { type AccountService, type Answer, startAccountService } from '../../support/account-service.ts'
import { findCanaries } from '../../support/canary.ts'

setDefaultTimeout(60_000)

let service: AccountService
/** A kit that lets sign-ups run at once. */
let open = ''
/** Passwords that sites were given. */
const made: string[] = []

beforeAll(async () => {
  service = await startAccountService()
  const kit = await service.decide('POST', 'account-kits', {
    name: 'no gate',
    primitives_config: { browser: { enabled: true, requiresApproval: false }, vault: { enabled: true } },
  })
  open = kit.body.id
}, 60_000)
afterAll(() => service.close(), 30_000)

const addUser = async (more: object = {}): Promise<string> => {
  const made = await service.decide('POST', 'users', {
    external_id: crypto.randomUUID(),
    email: EMAIL,
    profile: { first_name: 'Nora', last_name: 'Lind', username: 'noral' },
    ...more,
  })
  return made.body.id
}
const signUp = (user: string, name: string, url: string): Promise<Answer> =>
  service.send('POST', `${user}/browser/signup`, { service: name, url })
const reasonOf = ({ body }: Answer): string => body.error.details.reason
const stateOf = async (user: string, name: string): Promise<string | undefined> => {
  const { body } = await service.send('GET', `${user}/vault`)
  return body.entries.find(({ key }: { key: string }) => key === `login:${name}`)?.state
}
const form = page(
  '<h1>Create your account</h1><form method="post" action="/up"><label>Email <input name="email" type="email"></label><label>Password <input name="password" type="password" minlength="12"></label><button>Sign up</button></form>',
)
const welcome = page('<h1>Welcome</h1><p>Your account has been created.</p><a href="/logout">Log out</a>')

const endOf = ({ status, body }: Answer): string => {
  if (status === 201) return 'done'
  const { reason, state } = body.error?.details ?? {}
  return state ? `${reason} ${state}` : reason
}

describe('a sign-up through the service ends as the site means it', () => {
  for (const [index, flow] of SIGNUP_FLOWS.entries())
    test(flow.name, async () => {
      using site = serveFlow(flow.pages)
      const user = await addUser({ account_kit_id: open })
      const answer = await signUp(user, `flow-${index}`, site.url('/'))
      expect(endOf(answer)).toBe(flow.ends)
      for (const { body } of site.heard) {
        const given = new URLSearchParams(body).get('password')
        if (given) made.push(given)
      }
      const state = await stateOf(user, `flow-${index}`)
      if (flow.ends === 'done') expect(state).toBe('active')
      if (flow.ends.startsWith('form_refused')) expect(state).toBeUndefined()
    }, 60_000)
})

test('after all of it no password that was made is in any answer, log line, metric or file', async () => {
  expect(made.length).toBeGreaterThan(10)
  expect(await findCanaries(service, made)).toEqual([])
}, 60_000)

describe('signup', () => {
  test('a form that would send the password in its address is not sent, and its password is forgotten', async () => {
    using site = serveFlow({ '/': form.replace('method="post"', ''), '/up': welcome })
    const user = await addUser({ account_kit_id: open })
    const answer = await signUp(user, 'by-address', site.url('/'))
    expect([answer.status, reasonOf(answer)]).toEqual([502, 'secret_in_address'])
    expect(site.hasHeard('/up')).toBe(false)
    expect(await stateOf(user, 'by-address')).toBeUndefined()
  }, 60_000)

  test('makes an account whose password only the vault and the site know', async () => {
    let password = ''
    let pending: string | undefined
    const user = await addUser({ account_kit_id: open })
    using site = serveFlow({ '/': form, '/in': welcome })
    site.route('/up', async request => {
      password = new URLSearchParams(await request.text()).get('password') ?? ''
      pending = await stateOf(user, 'shop')
      return new Response(welcome, { headers: { 'content-type': 'text/html' } })
    })
    const answer = await signUp(user, 'shop', site.url('/'))
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ success: true, service: 'shop', credential_saved: true, credits_used: 4 })
    expect(pending).toBe('pending')
    expect(await stateOf(user, 'shop')).toBe('active')
    expect(password.length).toBeGreaterThanOrEqual(12)
    const { isIn } = createSecretFinder([password])
    expect(service.said.filter(isIn)).toEqual([])
    expect([...service.readDisk().values()].filter(bytes => isIn(bytes.toString('latin1')))).toEqual([])
    const again = await signUp(user, 'shop', site.url('/'))
    expect([again.status, reasonOf(again)]).toEqual([409, 'duplicate_record'])
  }, 60_000)

  test('keeps a password where the site never said what became of it', async () => {
    const user = await addUser({ account_kit_id: open })
    using site = serveFlow({ '/': form })
    site.route('/up', () => new Response(null, { status: 204 }))
    const answer = await signUp(user, 'silent', site.url('/'))
    expect([answer.status, reasonOf(answer)]).toEqual([502, 'no_navigation_after_submit'])
    expect(await stateOf(user, 'silent')).toBe('pending')
  }, 60_000)

  test('needs an email address, even before the gate', async () => {
    const answer = await signUp(await addUser({ email: null }), 'shop', 'https://shop.example.com/')
    expect([answer.status, reasonOf(answer)]).toEqual([409, 'profile_email_missing'])
  })

  test('on a real user waits for a human, runs when approved, and only once', async () => {
    let sent = 0
    const user = await addUser()
    using site = serveFlow({
      '/': form,
      '/up': () => {
        sent += 1
        return welcome
      },
    })
    const url = `${site.url('/')}?plan=team`
    const asked = await signUp(user, 'gated', url)
    expect(asked.status).toBe(202)
    expect(asked.body).toMatchObject({
      status: 'pending_approval',
      action_type: 'browser.signup',
      primitive: 'browser',
      title: 'Sign up for gated',
      message: expect.any(String),
    })
    expect(site.heard).toEqual([])
    const path = `approvals/${asked.body.approval_id}`
    // What is approved is what runs: the address with its query.
    expect((await service.decide('GET', path)).body).toMatchObject({ payload: { url } })
    const decided = await Promise.all(Array.from({ length: 50 }, () => service.decide('POST', `${path}/approve`)))
    const [done, ...more] = decided.filter(({ status }) => status === 200)
    expect(more).toEqual([])
    expect(done?.body).toMatchObject({ status: 'executed', result: { success: true, credential_saved: true } })
    expect(sent).toBe(1)
    expect(await stateOf(user, 'gated')).toBe('active')
  }, 60_000)

  test('denied, it never runs', async () => {
    const user = await addUser()
    using site = serveFlow({ '/': form, '/up': welcome })
    const asked = await signUp(user, 'denied', site.url('/'))
    const path = `approvals/${asked.body.approval_id}`
    expect((await service.decide('POST', `${path}/deny`, { reason: 'no' })).body.status).toBe('denied')
    expect((await service.decide('POST', `${path}/approve`)).status).toBe(400)
    expect(site.heard).toEqual([])
  })

  test('fails where the user was suspended before the approval', async () => {
    const user = await addUser()
    using site = serveFlow({ '/': form, '/up': welcome })
    const asked = await signUp(user, 'suspended', site.url('/'))
    await service.decide('PATCH', `users/${user}`, { status: 'suspended' })
    const { body } = await service.decide('POST', `approvals/${asked.body.approval_id}/approve`)
    expect(body).toMatchObject({ status: 'failed', error: 'user_suspended' })
    expect(site.heard).toEqual([])
  })
})
