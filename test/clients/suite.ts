import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPlace, type Place, readUntil } from '../cli/command-line.ts'
import { serveSite } from '../support/site.ts'
import { findPython } from './python.ts'

const root = new URL('../../', import.meta.url).pathname

/** What every client is to tell, in this order; the ids of approvals are its own. */
const EXPECTED = [
  {
    ...{ step: 'session', title: 'Plants for patient people · Greenhouse', elements: 2 },
    ...{ url: 'http://greenhouse.test/?q=fern', links: 1, read: true, expires_in: 300, after: 'closed' },
  },
  { step: 'refused', reason: ['domain_not_allowed', 403], after: 'closed' },
  { step: 'invalid', reason: ['validation', 400] },
  { step: 'unknown', reason: ['not_found', 404] },
  { step: 'wrong key', reason: ['unauthorized', 401] },
  { step: 'sent again', lost: 1, credits_remaining: 39 },
  { step: '409', sent: 1, keys: 1 },
  { step: '429', sent: 3, keys: 1 },
  { step: 'records', stored: true, shown: false, logged: 'vault.put', me: 'agent', logins: 0 },
  { step: 'approve', approval_id: expect.any(String) },
  { step: 'decided', status: 'executed', succeeded: true },
  { step: 'deny', approval_id: expect.any(String) },
  { step: 'decided', status: 'denied', succeeded: null },
  { step: 'undecided', reason: ['timeout', 0] },
  { step: 'dropped', reason: ['no_answer', 0] },
  { step: 'unknown', is: true, session: 'failed' },
]

interface Program {
  readonly name: string
  readonly command: readonly string[]
  readonly env?: Record<string, string>
}

/** The package as it is published, in a folder with the scenario beside it. */
const installPackage = async (): Promise<{ folder: string } & AsyncDisposable> => {
  const folder = await mkdtemp(join(tmpdir(), 'chaperone-client-'))
  const home = join(folder, 'node_modules/chaperone-client')
  await mkdir(home, { recursive: true })
  for (const part of ['package.json', 'src'])
    await cp(`${root}clients/typescript/${part}`, join(home, part), { recursive: true })
  const tsc = [process.execPath, '--bun', `${root}node_modules/.bin/tsc`, '-p', `${root}clients/typescript`]
  const build = Bun.spawn([...tsc, '--outDir', join(home, 'dist')], { stdio: ['ignore', 'pipe', 'pipe'] })
  if ((await build.exited) !== 0) throw new Error(await new Response(build.stdout).text())
  const source = await Bun.file(new URL('scenario.ts', import.meta.url)).text()
  await Bun.write(join(folder, 'scenario.ts'), source)
  await Bun.write(join(folder, 'scenario.mjs'), new Bun.Transpiler({ loader: 'ts' }).transformSync(source))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

const JOIN =
  '<h1>Join</h1><form method=post action=/joined><label>Email <input name=email type=email autocomplete=email></label><label>Password <input name=password type=password autocomplete=new-password></label><button>Create account</button></form>'

/** Clients in their own languages against a service, from source or compiled. `program` is made before the first test. */
export const describeClients = (kind: string, program: () => Promise<readonly string[] | undefined>): void => {
  describe(`${kind}: the clients`, () => {
    setDefaultTimeout(180_000)
    const python = findPython()
    const names = ['TypeScript on Node', 'TypeScript on Bun', ...(python ? ['Python', 'Python, async'] : [])]
    const told = new Map<string, object[]>()
    const stack = new AsyncDisposableStack()

    beforeAll(async () => {
      const [made, site] = [await program(), stack.use(serveSite())]
      const { folder } = stack.use(await installPackage())
      site.show(JOIN, '/join')
      site.show('<h1>Welcome</h1><p>Your account is ready.</p><a href=/out>Sign out</a>', '/joined')
      site.route('/never', () => new Promise<Response>(() => undefined))
      const service = await startFixed(made)
      stack.use(service.place)
      stack.defer(() => service.stop('SIGTERM'))
      const py = (mode: string): Program => ({
        name: mode === 'async' ? 'Python, async' : 'Python',
        command: [python ?? '', new URL('scenario.py', import.meta.url).pathname],
        env: { PYTHONPATH: `${root}clients/python`, PYTHONDONTWRITEBYTECODE: '1', SCENARIO: mode },
      })
      const programs: Program[] = [
        { name: 'TypeScript on Node', command: ['node', join(folder, 'scenario.mjs')] },
        { name: 'TypeScript on Bun', command: [process.execPath, join(folder, 'scenario.ts')] },
        ...(python ? [py('sync'), py('async')] : []),
      ]
      const env = { CHAPERONE_URL: service.url, CHAPERONE_KEY: service.key, SITE: site.origin }
      const running = programs.map((one, at) => start(one, { ...env, NAME: `n${at}` }, folder))
      const lines = running.map(child => follow(child, line => decide(service, line)))
      // Every one of them has a navigation under way that never ends: now the service is killed, and comes back.
      await Promise.race([
        Promise.all(lines),
        (async () => {
          while (site.heard.filter(({ path }) => path === '/never').length < programs.length)
            await new Promise(resolve => setTimeout(resolve, 20))
          await service.stop('SIGKILL')
          await service.start()
          for (const child of running) child.stdin.write('\n')
          for (const child of running) child.stdin.flush()
        })(),
      ])
      for (const [at, { name }] of programs.entries()) told.set(name, (await lines[at]) ?? [])
    })
    afterAll(() => stack.disposeAsync())

    test.each(names)('%s: sessions, failures, retries, approvals, and an outcome that nobody knows', name => {
      expect(told.get(name)).toEqual(EXPECTED as never)
    })
  })
}

/** A service that can be killed and comes back at the same address. */
const startFixed = async (program: readonly string[] | undefined) => {
  const free = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: () => new Response() })
  const port = String(free.port)
  await free.stop(true)
  const settings = { CHAPERONE_PORT: port, CHAPERONE_RATE_LIMIT: '0', CHAPERONE_ALLOW_PRIVATE: '127.0.0.0/8' }
  const place: Place = await createPlace({ ...settings, CHAPERONE_MAX_SESSIONS: '12' }, program)
  let child = place.start('serve', '--json')
  const ready = JSON.parse(await readUntil(child.stdout, /\n/))
  const { url, first_run } = ready
  const signIn = async () => {
    const response = await fetch(`${url}/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email: first_run.owner_email, password: first_run.owner_password }),
    })
    return { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', origin: url }
  }
  const owner = await signIn()
  const asOwner = (method: string, path: string, body: object) =>
    fetch(url + path, {
      method,
      headers: { ...owner, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify(body),
    })
  await asOwner('POST', '/v1/users', { external_id: 'gated', email: 'gated@example.com' })
  return {
    ...{ url, place, asOwner, key: first_run.agent_key as string },
    stop: async (signal: NodeJS.Signals) => {
      child.kill(signal)
      await child.exited
    },
    start: async () => {
      child = place.start('serve', '--json')
      await readUntil(child.stdout, /\n/)
    },
  }
}

const start = ({ command, env = {} }: Program, more: Record<string, string>, cwd: string) =>
  Bun.spawn([...command], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? cwd, ...env, ...more },
    stdio: ['pipe', 'pipe', 'pipe'],
  })

type Told = { readonly step: string; readonly approval_id?: string }

/** Everything that a program tells, each line handed on as it comes. @throws Error with what it says on stderr */
const follow = async (child: ReturnType<typeof start>, heard: (line: Told) => unknown): Promise<Told[]> => {
  const all: Told[] = []
  let rest = ''
  for await (const chunk of child.stdout) {
    const parts = (rest + new TextDecoder().decode(chunk)).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts.map(text => JSON.parse(text) as Told)) {
      all.push(line)
      await heard(line)
    }
  }
  if ((await child.exited) !== 0) throw new Error(await new Response(child.stderr).text())
  return all
}

/** The human of the test: approves and denies as a program names it. */
const decide = async ({ asOwner }: Awaited<ReturnType<typeof startFixed>>, { step, approval_id }: Told) => {
  if (approval_id) await asOwner('POST', `/v1/approvals/${approval_id}/${step}`, {})
}
