import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { CODE_SECRET, EMAIL, page, serveFlow } from '../../forms/flow-site.ts'
import { type AccountService, type Answer, startAccountService } from '../../support/account-service.ts'
import type { Site } from '../../support/site.ts'
import { SECRET } from './hostile-site.ts'

let service: AccountService

beforeAll(async () => {
  service = await startAccountService({ CHAPERONE_SESSION_CEILING: '1000' })
}, 60_000)
afterAll(() => service.close(), 30_000)

/** What ordinary sign-in pages have around their password: a button that shows it, copies of it, a search beside it. */
const form = (answer: string): string =>
  page(`<h1>Sign in</h1>
  <form id="f" method="post" action="/in"><input name="email" type="email"><input id="p" name="password" type="password"><button>Sign in</button></form>
  <button id="show" type="button">Show password</button><button id="back" type="button">Back to the form</button>
  <input id="q" type="search" aria-label="Search"><p id="copy"></p><input id="same" aria-label="Again"><div id="edit" contenteditable role="textbox" aria-label="Notes"></div>
  <script>
    show.onclick = () => { p.type = p.type === 'password' ? 'text' : 'password' }
    back.onclick = () => { f.hidden = false }
    f.onsubmit = event => { event.preventDefault(); fetch('/api', { method: 'POST', body: new URLSearchParams(new FormData(f)) }).then(() => { ${answer} }) }
  </script>`)

const CAPTCHA =
  "document.body.append(Object.assign(document.createElement('div'), { className: 'g-recaptcha', textContent: 'I’m not a robot', style: 'width:300px;height:78px' }))"
const INSIDE =
  "f.hidden = true; document.querySelector('h1').textContent = 'Welcome back'; document.body.append(Object.assign(document.createElement('a'), { href: '/logout', textContent: 'Log out' }))"

const LOG_OUT = '<a href="/logout">Log out</a>'

/** Everything that an agent can ask of a page, in an order that first lays the value open and then carries it off. */
const drive = async (session: string): Promise<Answer[]> => {
  const answers: Answer[] = []
  const ask = async (verb: string, body: object): Promise<Answer> => {
    const answer = await service.send('POST', `${session}/${verb}`, body)
    answers.push(answer)
    return answer
  }
  const act = (instruction: string) => ask('act', { instruction })
  await ask('observe', {})
  await act('click "Show password"')
  const { body } = await ask('observe', {})
  const field = body.elements?.find((element: { selector: string }) => element.selector === '#p')
  for (const method of ['select_text', 'copy', 'focus'])
    await ask('act', { action: { ...field, ref: field?.ref ?? 'e3', method, arguments: [] } })
  await ask('act', { action: { method: 'press', arguments: ['Control+a', 'Control+c'] } })
  await ask('act', {
    action: {
      method: 'press',
      arguments: ['Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Control+c'],
    },
  })
  await act('focus the search field')
  await ask('act', { action: { method: 'press', arguments: ['Control+v'] } })
  await ask('observe', {})
  for (const instruction of ['the password', 'all fields and their values', 'all text of the page'])
    await ask('extract', { instruction })
  await ask('links', {})
  await ask('screenshot', {})
  await act('click "No such thing"')
  return answers
}

/** Slices of three characters and more that no ordinary word has in it. */
const slicesIn = (text: string, secret: string): string[] =>
  Array.from({ length: secret.length - 2 }, (_, at) => secret.slice(at, at + 3)).filter(slice => text.includes(slice))

const signIn = async (name: string, site: Site, more: object = {}): Promise<Answer> => {
  await service.send('POST', 'default/browser/credentials', { service: name, email: EMAIL, password: SECRET, ...more })
  return await service.send('POST', 'default/browser/login', { service: name, url: site.url('/'), keep_open: true })
}
const pathOf = ({ body }: Answer): string =>
  `default/browser/sessions/${body.session_id ?? body.error.details.session_id}`
const isLocked = ({ status, body }: Answer): boolean =>
  status === 409 && body.error.details.reason === 'human_in_control'

/** Pages in which the value stands when the agent gets the session. */
const STANDING: readonly (readonly [name: string, pages: Parameters<typeof serveFlow>[0], status: number])[] = [
  ['a form that waits for a captcha', { '/': form(CAPTCHA), '/api': '' }, 502],
  ['a form whose field shows its text', { '/': form(`p.type = 'text'; ${CAPTCHA}`), '/api': '' }, 502],
  ['a copy in a text', { '/': form(`copy.textContent = p.value; ${INSIDE}`), '/api': '' }, 200],
  ['a copy in another field', { '/': form(`same.value = p.value; ${INSIDE}`), '/api': '' }, 200],
  ['a copy in an editor', { '/': form(`edit.textContent = p.value; ${INSIDE}`), '/api': '' }, 200],
  [
    'a copy letter by letter',
    {
      '/': form(
        `for (const c of p.value) copy.append(Object.assign(document.createElement('b'), { textContent: c })); ${INSIDE}`,
      ),
      '/api': '',
    },
    200,
  ],
  [
    'letters of the next page',
    {
      '/': form('f.submit()'),
      '/api': '',
      '/in': page(`<h1>Welcome back</h1>${[...SECRET].map(letter => `<b>${letter}</b>`).join('')}${LOG_OUT}`),
    },
    200,
  ],
]

describe('while what was typed stands in a page, its agent gets nothing of the page', () => {
  for (const [index, [name, pages, status]] of STANDING.entries())
    test(name, async () => {
      using site = serveFlow({ ...pages, '/elsewhere': page('<h1>Elsewhere</h1><a href="/x">A link</a>') })
      const answer = await signIn(`standing-${index}`, site)
      expect(answer.status).toBe(status)
      const session = pathOf(answer)
      const answers = await drive(session)
      expect(answers.flatMap(({ text }) => slicesIn(text, SECRET))).toEqual([])
      expect(answers.map(isLocked)).toEqual(answers.map(() => true))
      await service.send('POST', `${session}/navigate`, { url: site.url('/elsewhere') })
      expect((await service.send('POST', `${session}/observe`, {})).body.elements).toHaveLength(1)
      await service.send('DELETE', session)
    }, 60_000)

  test('digits of a code that was refused', async () => {
    const boxes = '<input class="c" maxlength="1" size="1">'.repeat(6)
    using site = serveFlow({
      '/': form(
        `document.body.innerHTML = '<h1>Enter your code</h1><p>Open your authenticator app.</p>${boxes}<button>Verify</button>'; document.querySelector('button').onclick = () => fetch('/code', { method: 'POST' }).then(() => document.body.append('That code is wrong.'))`,
      ),
      ...{ '/api': '', '/code': '' },
    })
    const answer = await signIn('standing-code', site, { totp_secret: CODE_SECRET })
    expect(answer.body.error.details.reason).toBe('otp_required')
    expect(isLocked(await service.send('POST', `${pathOf(answer)}/observe`, {}))).toBe(true)
    await service.send('DELETE', pathOf(answer))
  }, 60_000)
})

test('a field of the next page that has it gives it to nobody, and the page can be used', async () => {
  const next = page(
    `<h1>Welcome back</h1><input id="p" aria-label="Token" value="${SECRET}"><input type="search" aria-label="Search">${LOG_OUT}`,
  )
  using site = serveFlow({ '/': form('f.submit()'), '/api': '', '/in': next })
  const answer = await signIn('next-field', site)
  const answers = await drive(pathOf(answer))
  expect(answers.flatMap(({ text }) => slicesIn(text, SECRET))).toEqual([])
  expect(answers.filter(({ text }) => text.includes(`${SECRET.length} characters`))).toEqual([])
  expect(answers[0]?.body.elements.map(({ name }: { name: string }) => name)).toEqual(['Token', 'Search', 'Log out'])
  await service.send('DELETE', pathOf(answer))
}, 60_000)

describe('a field that the service filled is emptied when the sign-in is done', () => {
  test('in a page that hides its form, and shows it again', async () => {
    using site = serveFlow({ '/': form(INSIDE), '/api': '' })
    const answer = await signIn('emptied', site)
    expect(answer.status).toBe(200)
    const session = pathOf(answer)
    await service.send('POST', `${session}/act`, { instruction: 'click "Back to the form"' })
    const answers = await drive(session)
    expect(answers.some(({ status }) => status === 200)).toBe(true)
    expect(answers.flatMap(({ text }) => slicesIn(text, SECRET))).toEqual([])
    expect(answers.filter(({ text }) => text.includes(`${SECRET.length} characters`))).toEqual([])
    await service.send('DELETE', session)
  }, 60_000)
})

test('what an agent types itself can be carried off in these ways', async () => {
  const own = 'plain Words apart'
  using site = serveFlow({ '/': form(''), '/api': '' })
  const opened = await service.send('POST', 'default/browser/sessions', {
    allowed_domains: ['127.0.0.1'],
    allow_writes: true,
  })
  const session = `default/browser/sessions/${opened.body.session_id}`
  await service.send('POST', `${session}/navigate`, { url: site.url('/') })
  const { body } = await service.send('POST', `${session}/observe`, {})
  const notes = body.elements.find(({ name }: { name: string }) => name === 'Again')
  await service.send('POST', `${session}/act`, { action: { ...notes, method: 'fill', arguments: [own] } })
  await service.send('POST', `${session}/act`, { action: { ...notes, method: 'copy', arguments: [] } })
  await service.send('POST', `${session}/act`, { instruction: 'focus the search field' })
  await service.send('POST', `${session}/act`, { action: { method: 'press', arguments: ['Control+v'] } })
  const seen = await service.send('POST', `${session}/observe`, {})
  expect(seen.body.elements.find(({ name }: { name: string }) => name === 'Search').value).toBe(own)
  await service.send('DELETE', session)
}, 60_000)
