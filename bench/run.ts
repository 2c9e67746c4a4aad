import { cpus, totalmem } from 'node:os'
import type { Page } from 'puppeteer-core'
import { benchAct } from './act.ts'
import { benchDashboard } from './dashboard.ts'
import { benchExtraction } from './extraction.ts'
import { benchHostile } from './hostile.ts'
import { type Line, toLine, toTable } from './line.ts'
import { benchLive } from './live.ts'
import { type LoadResult, measureLoad, median } from './load.ts'
import { benchMcp } from './mcp.ts'
import { startRawBrowser } from './raw-browser.ts'
import { benchReading } from './reading.ts'
import { readLine, type Service, startService } from './service.ts'
import { startSite } from './site.ts'

/*
 * `npm run bench`: the service beside raw puppeteer on the same pages in the same run, taking turns, medians. Every loop
 * is bounded, everything is on loopback.
 */

const ROUNDS = 15
/** Before anything counts: neither side is measured while its code is still being compiled. */
const WARM_UP = 12
/** A page goes on painting after it has loaded, and the service takes its picture for the timeline, in ms. */
const REST_MS = 250
const LOAD = { total: 4_000, connections: 16 }
const LOAD_ROUNDS = 5
const SESSIONS = '/v1/users/default/browser/sessions'

const time = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Times both, taking turns; the one that goes first changes each round. Each begins when the other has come to rest. */
const compare = async (ours: () => Promise<number>, raw: () => Promise<number>, rounds = ROUNDS) => {
  const samples = { ours: [] as number[], raw: [] as number[] }
  const sample = async (side: 'ours' | 'raw') => {
    await Bun.sleep(REST_MS)
    samples[side].push(await (side === 'ours' ? ours() : raw()))
  }
  for (let round = 0; round < WARM_UP; round += 1) {
    await ours()
    await raw()
  }
  for (let round = 0; round < rounds; round += 1) {
    await sample(round % 2 ? 'raw' : 'ours')
    await sample(round % 2 ? 'ours' : 'raw')
  }
  return { ours: median(samples.ours), raw: median(samples.raw) }
}

/** Waits until the pool has its warm contexts again: a session's end and its refill are not what is measured. */
const waitForWarm = async (service: Service): Promise<void> => {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const text = await (await fetch(`${service.url}/metrics`)).text()
    const warm = /^chaperone_contexts_warm(?:\{[^}]*\})? (\d+)/m.exec(text)?.[1]
    if (Number(warm) >= 2) return
    await Bun.sleep(20)
  }
}

const benchCreate = async (service: Service, raw: Awaited<ReturnType<typeof startRawBrowser>>): Promise<Line> => {
  const pair = await compare(
    async () => {
      await waitForWarm(service)
      let id: unknown
      const ms = await time(async () => {
        id = (await service.send('POST', SESSIONS, { allowed_domains: ['127.0.0.1'] }))['session_id']
      })
      await service.send('DELETE', `${SESSIONS}/${id}`)
      await waitForWarm(service)
      return ms
    },
    async () => {
      let close = async () => {}
      const ms = await time(async () => {
        const context = await raw.browser.createBrowserContext()
        await context.newPage()
        close = () => context.close()
      })
      await close()
      return ms
    },
  )
  return toLine('create a session (warm) / context + page', '≤ 0.15', pair)
}

const benchPages = async (service: Service, page: Page, session: string): Promise<Line[]> => {
  using site = startSite()
  const at = `${SESSIONS}/${session}`
  const turn = { ours: 0, raw: 0 }
  const next = (side: 'ours' | 'raw') => {
    turn[side] += 1
    return site.url + site.paths[turn[side] % site.paths.length]
  }
  const navigate = await compare(
    () => time(() => service.send('POST', `${at}/navigate`, { url: next('ours') })),
    () => time(() => page.goto(next('raw'))),
    ROUNDS * 2,
  )
  const screenshot = await compare(
    () => time(() => service.send('POST', `${at}/screenshot`, {})),
    () => time(() => page.screenshot({ type: 'png' })),
    ROUNDS * 2,
  )
  return [toLine('navigate', '≤ 1.15', navigate), toLine('screenshot', '≤ 1.15', screenshot)]
}

const benchRoute = async (service: Service, what: string, path: string, route = path): Promise<Line> => {
  const body = JSON.stringify(await service.send('GET', path))
  const script = new URL('raw-server.ts', import.meta.url).pathname
  const child = Bun.spawn([process.execPath, script, route, body], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const rawUrl = await readLine(child.stdout)
    const headers = { authorization: `Bearer ${service.agentKey}` }
    const ours = { url: service.url + path, headers }
    const raw = { url: rawUrl + path, headers }
    const results = { ours: [] as LoadResult[], raw: [] as LoadResult[] }
    for (const target of [ours, raw]) await measureLoad(target, LOAD)
    for (let round = 0; round < LOAD_ROUNDS; round += 1) {
      results.ours.push(await measureLoad(ours, LOAD))
      results.raw.push(await measureLoad(raw, LOAD))
    }
    const rate = (side: LoadResult[]) => median(side.map(({ requestsPerSecond }) => requestsPerSecond))
    const [mine, bare] = [rate(results.ours), rate(results.raw)]
    return {
      what: `${what} / bare Bun.serve`,
      ours: `${Math.round(mine)} req/s`,
      raw: `${Math.round(bare)} req/s`,
      ratio: mine / bare,
      limit: '≥ 0.5',
    }
  } finally {
    child.kill()
    await child.exited
  }
}

const main = async (): Promise<void> => {
  await using service = await startService()
  await using raw = await startRawBrowser()
  const lines = [await benchCreate(service, raw)]
  const { session_id } = await service.send('POST', SESSIONS, { allowed_domains: ['127.0.0.1'], timeout_minutes: 30 })
  const page = await raw.browser.newPage()
  lines.push(...(await benchPages(service, page, String(session_id))))
  lines.push(await benchRoute(service, 'GET /healthz (JSON, for anyone)', '/healthz'))
  const session = [`${SESSIONS}/${session_id}`, '/v1/users/:user/browser/sessions/:id'] as const
  lines.push(await benchRoute(service, 'GET a session (JSON, guarded)', ...session))
  lines.push(...(await benchExtraction(service, String(session_id))))
  lines.push(...(await benchDashboard()))
  const version = await raw.browser.version()
  console.log(toTable(lines))
  console.log(
    `\n${cpus()[0]?.model} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${version}, Bun ${Bun.version}`,
  )
}

await main()
await benchAct()
await benchLive()
await benchMcp()
await benchHostile()
benchReading()
