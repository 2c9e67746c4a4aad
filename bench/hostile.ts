import { attackAsCaller } from '../test/hostile/attacker.ts'
import { attackAsPages, type Send } from '../test/hostile/page-attacker.ts'
import { hostilePages } from '../test/hostile/page-corpus.ts'
import { type Watched, watchService } from '../test/hostile/watch.ts'
import { type Line, toBound, toTable } from './line.ts'
import { type Service, startService } from './service.ts'
import { startSite } from './site.ts'

/*
 * How long the service is silent, and how much more memory it takes, while a caller writes everything that it can think of into every
 * field, and while pages do: `bun bench/hostile.ts`.
 */

const MOST_SILENCE_MS = 250
const MOST_GROWTH_MB = 100

const SESSIONS = '/v1/users/default/browser/sessions'

const toLines = (what: string, { silenceMs, grownBytes }: Watched): Line[] => [
  toBound(`${what}: longest silence of /healthz`, { ours: silenceMs, most: MOST_SILENCE_MS, unit: 'ms' }),
  toBound(`${what}: memory of the service`, { ours: grownBytes / 2 ** 20, most: MOST_GROWTH_MB, unit: 'MB' }),
]

const openSession = async (service: Service, url: string): Promise<string> => {
  const { session_id } = await service.send('POST', SESSIONS, { allowed_domains: ['127.0.0.1'], timeout_minutes: 30 })
  await service.send('POST', `${SESSIONS}/${session_id}/navigate`, { url })
  return String(session_id)
}

const attackAsCallers = async (service: Service): Promise<Line[]> => {
  using site = startSite()
  const session = await openSession(service, site.url)
  const agent = { authorization: `Bearer ${service.agentKey}` }
  const human = { cookie: await service.signIn(), origin: service.url }
  const watch = await watchService(service)
  const outcomes = await attackAsCaller({ url: service.url, agent, human }, session)
  return toLines(`${outcomes.length} hostile requests`, await watch.end())
}

const attackByPages = async (service: Service): Promise<Line[]> => {
  using site = startSite()
  const session = await openSession(service, site.url)
  const send: Send = async (path, body) => {
    // a refusal is an answer too
    const text = await service.send('POST', path, body).then(JSON.stringify, String)
    return { status: 200, text }
  }
  const watch = await watchService(service)
  const pages = hostilePages()
  await attackAsPages(pages, { at: `${SESSIONS}/${session}`, send })
  return toLines(`${pages.length} hostile pages`, await watch.end())
}

/** Attacks a service of its own and prints what came of it. */
export const benchHostile = async (): Promise<void> => {
  await using service = await startService()
  console.log(toTable([...(await attackAsCallers(service)), ...(await attackByPages(service))]))
}

if (import.meta.main) await benchHostile()
