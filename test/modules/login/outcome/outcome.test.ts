import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { EMAIL, PASSWORD, serveFlow } from '../../../forms/flow-site.ts'
import { type AccountService, type Answer, startAccountService } from '../../../support/account-service.ts'
import { type Ends, LOGIN_PAGES } from './login-pages.ts'
import { SIGNUP_PAGES, type SignupEnds } from './signup-pages.ts'

setDefaultTimeout(600_000)

/** Sign-ins that go on at the same time. */
const ABREAST = 3

let service: AccountService
let openKit = ''

beforeAll(async () => {
  service = await startAccountService()
  const store = (name: string, password: string) =>
    service.send('POST', 'default/browser/credentials', {
      service: name,
      email: EMAIL,
      password,
      origin: 'http://127.0.0.1',
    })
  await store('right', PASSWORD)
  await store('wrong', 'Not-the-1-password')
  const kit = await service.decide('POST', 'account-kits', {
    name: 'no gate',
    primitives_config: { browser: { enabled: true, requiresApproval: false }, vault: { enabled: true } },
  })
  openKit = kit.body.id
})
afterAll(() => service.close(), 30_000)

/** Starts the next whenever one has ended. */
const abreast = async <T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = []
  const rest = [...items.entries()]
  const go = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) results[next[0]] = await work(next[1])
  }
  await Promise.all(Array.from({ length: ABREAST }, go))
  return results
}

const CAME_TO: Readonly<Record<string, Ends | 'made'>> = {
  invalid_credentials: 'refused',
  form_refused: 'refused',
  otp_required: 'code',
  captcha_required: 'captcha',
  outcome_unclear: 'unclear',
  no_navigation_after_submit: 'unclear',
}
const endOf = ({ status, body }: Answer): string => {
  if (status === 200) return 'in'
  if (status === 201) return 'made'
  const { reason = 'none' } = body.error?.details ?? {}
  return CAME_TO[reason] ?? reason
}
const tellOf = ({ body }: Answer) =>
  JSON.stringify(body.error?.message) +
  JSON.stringify(body.evidence ?? body.error?.details.evidence ?? body.error?.details.state ?? '')

/** What was wrong about an end: nothing, not sure where one could be, or an untruth. */
const judge = (end: string, expected: string): 'ok' | 'unsure' | 'untrue' => {
  if (end === expected) return 'ok'
  return end === 'unclear' ? 'unsure' : 'untrue'
}

const report = (rows: readonly { name: string; end: string; expected: string; told: string }[]) => {
  const judged = rows.map(row => ({ ...row, is: judge(row.end, row.expected) }))
  const list = (is: string) =>
    judged
      .filter(row => row.is === is)
      .map(({ name, end, expected, told }) => `${name}: ${end} for ${expected} ${told}`)
  return { untrue: list('untrue'), unsure: list('unsure') }
}

describe('a sign-in is told as it went', () => {
  test(`on ${LOGIN_PAGES.length} pages, with a right and with a wrong password`, async () => {
    const tries = LOGIN_PAGES.flatMap(page => [
      { page, who: 'right', expected: page.ends },
      { page, who: 'wrong', expected: page.wrongEnds },
    ])
    const rows = await abreast(tries, async ({ page, who, expected }) => {
      using site = serveFlow(page.pages)
      const signIn = () => service.send('POST', 'default/browser/login', { service: who, url: site.url('/') })
      const first = await signIn()
      // Nothing was judged where the machine was too busy to.
      const answer = /^(timeout|no_capacity)$/.test(first.body.error?.details.reason ?? '') ? await signIn() : first
      return { name: `${page.name}, ${who}`, end: endOf(answer), expected, told: tellOf(answer) }
    })
    const { untrue, unsure } = report(rows)
    expect(untrue).toEqual([])
    expect(unsure.length, unsure.join('\n')).toBeLessThanOrEqual(3)
  })
})

const STATE_OF: Readonly<Record<SignupEnds, string | undefined>> = {
  made: 'active',
  refused: undefined,
  unclear: 'pending',
  code: 'pending',
}

describe('a sign-up is told as it went, and its password is kept unless it certainly came to nothing', () => {
  test(`on ${SIGNUP_PAGES.length} pages`, async () => {
    const rows = await abreast([...SIGNUP_PAGES.entries()], async ([index, { name, ends, pages }]) => {
      const accounts = new Map<string, string>()
      using site = serveFlow(pages(accounts))
      const user = await service.decide('POST', 'users', {
        external_id: crypto.randomUUID(),
        email: EMAIL,
        account_kit_id: openKit,
      })
      const answer = await service.send('POST', `${user.body.id}/browser/signup`, {
        service: `site-${index}`,
        url: site.url('/'),
      })
      const { body } = await service.send('GET', `${user.body.id}/vault`)
      const state = body.entries.find(({ key }: { key: string }) => key === `login:site-${index}`)?.state
      const sent = site.heard.filter(({ method, path }) => method === 'POST' && path === '/up').length
      return {
        ...{ name, end: `${endOf(answer)} ${state} ${sent}`, expected: `${ends} ${STATE_OF[ends]} 1` },
        told: tellOf(answer),
      }
    })
    const { untrue, unsure } = report(rows)
    expect([...untrue, ...unsure]).toEqual([])
  })
})
