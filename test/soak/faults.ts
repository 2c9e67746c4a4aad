import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../src/app.ts'
import { spawnChromium } from '../../src/browser/pool/spawn.ts'
import { createBrowsing } from '../../src/browsing.ts'
import { readConfig } from '../../src/config.ts'
import { toLaunch } from '../../src/launch.ts'
import { randomIds } from '../../src/lib/ids.ts'
import { createLog } from '../../src/lib/log.ts'
import { REASONS } from '../../src/lib/reasons.ts'
import { type Site, serveSite } from '../support/site.ts'
import { sharedWorker } from '../support/worker.ts'
import { checkBooks } from './books.ts'
import { type DevToolsFault, meddle } from './faulty-chromium.ts'

/*
 * Has one thing fail at a time, while agents and people go through a day, and looks at what they are told:
 *   bun test/soak/faults.ts [--kinds database,files,connections,devtools] [--every 1]
 */

const PASSWORD = 'correct horse battery staple'
const SECRET = 'orchid-window-17'
/** An action takes 45 s at most, a sign-in 180; who has no answer by then is kept waiting. */
const ANSWER_MS = 200_000

/** One answer of a day. */
interface Answer {
  readonly step: string
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers of every route
  readonly body: any
}

export type FaultKind = 'database' | 'files' | 'connections' | 'devtools'
export const FAULT_KINDS: readonly FaultKind[] = ['database', 'files', 'connections', 'devtools']

export interface FaultReport {
  /** Faults that were made, and that happened in the day, by kind. */
  readonly struck: Readonly<Record<string, number>>
  /** How often each reason was answered under a fault. */
  readonly reasons: Readonly<Record<string, number>>
  readonly problems: readonly string[]
}

const openService = async () => {
  await using cleanup = new AsyncDisposableStack()
  const dataDir = mkdtempSync(join(tmpdir(), 'chaperone-faults-'))
  cleanup.defer(() => rmSync(dataDir, { recursive: true, force: true }))
  const lines: string[] = []
  const log = createLog('error', line => lines.push(line))
  const config = readConfig({
    ...{ CHAPERONE_DATA_DIR: dataDir, CHAPERONE_PORT: '0', CHAPERONE_ALLOW_PRIVATE: '127.0.0.0/8' },
    ...{ CHAPERONE_WARM: '1', CHAPERONE_MAX_SESSIONS: '3', CHAPERONE_RATE_LIMIT: '0' },
    ...{ CHAPERONE_OWNER_PASSWORD: PASSWORD, CHAPERONE_SESSION_CEILING: '100000', PATH: process.env['PATH'] },
  })
  const { chromium, meddler } = meddle(await spawnChromium(toLaunch(config)))
  const browsing = createBrowsing(config, { log, ids: randomIds, first: chromium })
  const app = await createApp(config, { log, browsing, worker: sharedWorker })
  cleanup.defer(() => app.close())
  const kept = cleanup.move()
  return { app, dataDir, meddler, lines, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

type Service = Awaited<ReturnType<typeof openService>>

/** A site that is reached over lines which can be cut, the nth of them. */
const serveFaulty = (): Site & { begin(nth?: number): void; readonly lines: number } => {
  const site = serveSite()
  let count = 0
  let cut: number | undefined
  const relay = createServer(client => {
    const mine = count
    count += 1
    if (mine === cut) return void client.resetAndDestroy()
    const upstream = connect(site.port, '127.0.0.1')
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const)
      from
        .on('error', () => to.destroy())
        .on('close', () => to.destroy())
        .pipe(to)
  }).listen(0, '127.0.0.1')
  const port = () => {
    const address = relay.address()
    return typeof address === 'object' && address ? address.port : 0
  }
  return {
    ...site,
    url: (path = '/') => `http://127.0.0.1:${port()}${path}`,
    begin: nth => {
      count = 0
      cut = nth
    },
    get lines() {
      return count
    },
    [Symbol.dispose]: () => {
      relay.close()
      site[Symbol.dispose]()
    },
  }
}

const layOut = (site: Site) => {
  const headers = { 'content-type': 'text/html', 'set-cookie': 'sid=1; Path=/; Max-Age=1000' }
  site.route(
    '/',
    () =>
      new Response(
        '<title>Day</title><h1>Day</h1><p>Price: 12 EUR</p><label>Name <input></label><button onclick="this.textContent+=1">More</button><a href=/next>Next</a>',
        { headers },
      ),
  )
  site.show(
    '<form method=post action=/in><label>Email <input name=email type=email autocomplete=username></label><label>Password <input name=password type=password autocomplete=current-password></label><button>Sign in</button></form>',
    '/sign-in',
  )
  site.route(
    '/in',
    () => new Response(null, { status: 303, headers: { location: '/home', 'set-cookie': 'in=1; Path=/' } }),
  )
  site.show('<h1>Welcome, Ada</h1><a href=/sign-out>Sign out</a>', '/home')
}

/** A day of an agent and of a human: every answer, in its order. Names are new each time. */
const spendDay = async ({ app }: Service, site: Site): Promise<Answer[]> => {
  const base = `http://127.0.0.1:${app.http.port}`
  const answers: Answer[] = []
  const agent = { authorization: `Bearer ${app.firstRun?.agentKey.reveal()}` }
  const send = async (
    step: string,
    [method, path]: readonly [string, string],
    body?: object,
    who: Record<string, string> = agent,
  ) => {
    const response = await fetch(base + path, {
      method,
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...who },
      signal: AbortSignal.timeout(ANSWER_MS),
      ...(body && { body: JSON.stringify(body) }),
    }).catch(error => error as Error)
    if (response instanceof Error) {
      answers.push({ step, status: 0, body: String(response) })
      return {}
    }
    const text = await response.text()
    const parsed = text.startsWith('{') ? JSON.parse(text) : text
    answers.push({ step, status: response.status, body: parsed })
    if (step === 'sign in') return { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', origin: base }
    return parsed
  }
  const id = crypto.randomUUID().slice(0, 8)
  const human = await send(
    'sign in',
    ['POST', '/v1/auth/login'],
    { email: 'owner@localhost', password: PASSWORD },
    { origin: base },
  )
  const user = await send('user', ['POST', '/v1/users'], { external_id: id, email: `${id}@example.com` }, human)
  const kit = await send(
    'kit',
    ['POST', '/v1/account-kits'],
    { name: id, primitives_config: { browser: { enabled: true } } },
    human,
  )
  await send('assign', ['POST', `/v1/account-kits/${kit.id}/users/${user.id ?? 'default'}/assign`], {}, human)
  await send('vault', ['PUT', `/v1/users/default/vault/${id}`], { value: 'a note' })
  const made = await send('agent', ['POST', '/v1/agents'], { name: id, roles: [] }, human)
  await send('key', ['POST', '/v1/auth/keys'], { agent_id: made.id ?? id }, human)

  const browser = '/v1/users/default/browser'
  const open = (step: string, more: object = {}) =>
    send(step, ['POST', `${browser}/sessions`], { allowed_domains: ['127.0.0.1'], allow_writes: true, ...more })
  const { session_id } = await open('open')
  const at = `${browser}/sessions/${session_id}`
  await send('navigate', ['POST', `${at}/navigate`], { url: site.url() })
  await send('observe', ['POST', `${at}/observe`], {})
  await send('click', ['POST', `${at}/act`], { instruction: 'click "More"' })
  await send('fill', ['POST', `${at}/act`], { instruction: 'type "Ada" into Name' })
  await send('extract', ['POST', `${at}/extract`], { instruction: 'the price' })
  await send('links', ['POST', `${at}/links`], {})
  await send('screenshot', ['POST', `${at}/screenshot`], {})
  await send('save', ['POST', `${at}/context`], { name: id })
  await send('preview', ['GET', `${at}/preview`], undefined, human)
  await send('close', ['DELETE', at])
  await send(
    'grant',
    ['POST', `${browser}/contexts/${id}/grants`],
    { grantee_type: 'agent', grantee_id: app.firstRun?.agentId },
    human,
  )
  const again = await open('reopen', { context_name: id })
  await send('look', ['POST', `${browser}/sessions/${again.session_id}/navigate`], { url: site.url() })
  await send('close again', ['DELETE', `${browser}/sessions/${again.session_id}`])
  await send('revoke', ['DELETE', `${browser}/contexts/${id}`], undefined, human)
  await send('credential', ['POST', `${browser}/credentials`], {
    service: id,
    email: 'ada@example.com',
    password: SECRET,
    origin: site.url(''),
  })
  await send('login', ['POST', `${browser}/login`], { service: id, url: site.url('/sign-in') })
  const sessions = await send('sessions', ['GET', `${browser}/sessions?status=active`])
  for (const left of sessions.sessions ?? [])
    await send('clean up', ['DELETE', `${browser}/sessions/${left.session_id}`])
  return answers
}

/** Every fault of a kind, made one after the other; `withFault` runs a day under each. */
const FAULTS: Record<FaultKind, (run: Run) => Promise<void>> = {
  database: async run => {
    const { connection } = run.service.app.services.database
    const tables = connection
      .query<{ name: string }, []>(
        `select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '\\_\\_%' escape '\\'`,
      )
      .all()
    for (const { name } of tables)
      for (const operation of ['INSERT', 'UPDATE', 'DELETE'])
        await run.withFault(`${operation} ${name}`, {
          make: () =>
            connection.run(
              `CREATE TEMP TRIGGER fault BEFORE ${operation} ON main.${name} BEGIN SELECT RAISE(ABORT, 'a fault of the test'); END`,
            ),
          mend: () => connection.run('DROP TRIGGER fault'),
          // Nobody but a test makes triggers: to the service this is a statement that is wrong.
          allowed: ['internal_error'],
        })
    await run.withFault('every write', {
      make: () => connection.run('PRAGMA query_only = ON'),
      mend: () => connection.run('PRAGMA query_only = OFF'),
    })
  },
  files: async run => {
    for (const folder of ['artifacts', 'contexts']) {
      const path = join(run.service.dataDir, folder)
      await run.withFault(folder, {
        make: () => {
          renameSync(path, `${path}.away`)
          writeFileSync(path, '') // no folder any more: nothing can be written or read there
        },
        mend: () => {
          rmSync(path)
          renameSync(`${path}.away`, path)
        },
      })
    }
  },
  connections: async run => {
    run.site.begin()
    await spendDay(run.service, run.site)
    const most = run.site.lines
    for (let nth = 0; nth < most; nth += run.every)
      await run.withFault(`line ${nth}`, { make: () => run.site.begin(nth), mend: () => run.site.begin() })
  },
  devtools: async run => {
    const { meddler } = run.service
    meddler.begin()
    await spendDay(run.service, run.site)
    const faults: DevToolsFault[] = [...meddler.calls].flatMap(([method, count]) =>
      [...new Set([0, Math.floor(count / 2), count - 1])].map(nth => ({ method, nth })),
    )
    for (const fault of faults.filter((_, index) => index % run.every === 0))
      await run.withFault(`${fault.method} ${fault.nth}`, {
        make: () => meddler.begin(fault),
        mend: () => meddler.begin(),
        struck: () => meddler.hasStruck,
      })
  },
}

interface Fault {
  make(): void
  mend(): void
  /** Whether it happened; where it cannot be told, whether anything was refused. */
  struck?(): boolean
  readonly allowed?: readonly string[]
}

interface Run {
  readonly service: Service
  readonly site: ReturnType<typeof serveFaulty>
  readonly every: number
  withFault(name: string, fault: Fault): Promise<void>
}

const toReason = ({ body }: Answer): string => body?.error?.details?.reason ?? 'none'

/** Goes through the faults of some kinds, every nth of them. */
export const runFaults = async (
  kinds: readonly FaultKind[],
  every = 1,
  tell = (_line: string) => {},
): Promise<FaultReport> => {
  await using service = await openService()
  using site = serveFaulty()
  layOut(site)
  const problems: string[] = []
  const reasons: Record<string, number> = {}
  const struck: Record<string, number> = {}
  const spendHealthyDay = async (after: string) => {
    const bad = (await spendDay(service, site)).filter(({ status }) => status === 0 || status >= 400)
    problems.push(
      ...bad.map(answer => `after ${after}: ${answer.step} ${answer.status} ${JSON.stringify(answer.body)}`),
    )
    problems.push(...checkBooks(service.dataDir).map(problem => `after ${after}: ${problem}`))
  }
  await spendHealthyDay('the start')
  for (const kind of kinds) {
    await FAULTS[kind]({
      ...{ service, site, every },
      withFault: async (name, fault) => {
        const from = performance.now()
        fault.make()
        const answers = await spendDay(service, site).finally(() => fault.mend())
        const refused = answers.filter(({ status }) => status === 0 || status >= 400)
        if (fault.struck?.() ?? refused.length > 0) struck[kind] = (struck[kind] ?? 0) + 1
        for (const answer of refused) {
          const reason = toReason(answer)
          reasons[reason] = (reasons[reason] ?? 0) + 1
          const isKnown = reason in REASONS && (reason !== 'internal_error' || fault.allowed?.includes(reason))
          if (!isKnown)
            problems.push(
              `${name}: ${answer.step} ${answer.status} ${JSON.stringify(answer.body)} ${service.lines.at(-1)}`,
            )
        }
        tell(
          `${kind} ${name}: ${refused.map(answer => `${answer.step} ${toReason(answer)}`).join(', ') || 'nothing refused'}, ${Math.round(performance.now() - from)} ms`,
        )
        const before = problems.length
        await spendHealthyDay(name)
        for (const problem of problems.slice(before)) tell(problem)
      },
    })
  }
  return { struck, reasons, problems }
}

if (import.meta.main) {
  const read = (name: string) => process.argv[process.argv.indexOf(`--${name}`) + 1] ?? ''
  const kinds = process.argv.includes('--kinds') ? (read('kinds').split(',') as FaultKind[]) : FAULT_KINDS
  const every = process.argv.includes('--every') ? Number(read('every')) : 1
  const report = await runFaults(kinds, every, line => console.error(line))
  console.log(JSON.stringify(report, null, 2))
  process.exit(report.problems.length > 0 ? 1 : 0)
}
