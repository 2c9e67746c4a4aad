import { createPlace, type Place, readUntil } from '../cli/command-line.ts'
import { isAlive, listDescendants, listProfiles } from '../cli/processes.ts'
import { type Site, serveSite } from '../support/site.ts'
import { checkBooks, checkRecovered, readStored } from './books.ts'
import { createOpenings, createTold, drive, send, type Target, type Told } from './load.ts'

/*
 * Ends the service at random moments under load, again and again on the same data, and looks at what is left:
 *   bun test/soak/kill.ts --kills 1000 --terms 200 [--seed 1] [--program dist/chaperone]
 */

export interface SoakOptions {
  readonly kills: number
  readonly terms: number
  readonly seed: number
  /** What starts the service; from source unless given. */
  readonly program?: readonly string[]
}

export interface SoakReport {
  readonly kills: number
  readonly terms: number
  /** Ends that came before the service was ready. */
  readonly early: number
  readonly answers: Readonly<Record<string, number>>
  readonly unanswered: number
  /** What retries of unanswered requests came to. */
  readonly retries: Readonly<Record<string, number>>
  /** The longest until every process of a killed service was gone, in ms. */
  readonly slowestGone: number
  /** The longest that SIGTERM took, in ms. */
  readonly slowestEnd: number
  readonly problems: readonly string[]
}

const AGENTS = 3
const LONGEST_LIFE_MS = 2_500
const ORPHAN_MS = 5_000
const END_MS = 12_000
/** Of all ends, as a share. */
const EARLY = 0.15

/** Numbers from 0 to 1 that a seed gives again (mulberry32). */
const createRandom = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

interface Soak {
  readonly place: Place
  readonly site: Site
  readonly told: Told
  readonly random: () => number
  readonly retries: Map<string, number>
  readonly problems: string[]
  readonly slowest: { gone: number; end: number }
  /** Known once the service was first ready. */
  key: string
  unanswered: number
  early: number
  /** The service is to get ready, so that everything is put in order. */
  isLast: boolean
}

/** Runs the service and ends it so many times. */
export const runSoak = async ({ kills, terms, seed, program }: SoakOptions): Promise<SoakReport> => {
  using site = serveSite()
  const openings = createOpenings(site)
  const settings = {
    ...{ CHAPERONE_ALLOW_PRIVATE: '127.0.0.0/8', CHAPERONE_RATE_LIMIT: '0', CHAPERONE_WARM: '2' },
    ...{ CHAPERONE_MAX_SESSIONS: '4', CHAPERONE_LOG: 'silent' },
  }
  await using place = await createPlace(settings, program)
  const soak: Soak = {
    ...{ place, site, told: createTold(), random: createRandom(seed), retries: new Map(), problems: [] },
    ...{ slowest: { gone: 0, end: 0 }, key: '', unanswered: 0, early: 0, isLast: false },
  }
  const ends = [...Array(kills).fill('SIGKILL'), ...Array(terms).fill('SIGTERM')]
  for (let at = ends.length - 1; at > 0; at -= 1) {
    const other = Math.floor(soak.random() * (at + 1))
    ;[ends[at], ends[other]] = [ends[other], ends[at]]
  }
  for (const signal of ends) await runOnce(soak, signal)
  soak.isLast = true
  await runOnce(soak, 'SIGTERM') // what is left is put in order by the last start
  const verified = await place.run('audit', 'verify', '--json')
  if (verified.code !== 0) soak.problems.push(`audit verify: ${verified.stdout}${verified.stderr}`)
  for (const [key, times] of openings) if (times > 1) soak.problems.push(`${key} was done ${times} times`)
  if (listProfiles(place.dataDir).length > 0) soak.problems.push('a profile directory is left')
  return {
    ...{ kills, terms, early: soak.early, unanswered: soak.unanswered, problems: soak.problems },
    ...{ answers: Object.fromEntries(soak.told.answers), retries: Object.fromEntries(soak.retries) },
    ...{ slowestGone: Math.round(soak.slowest.gone), slowestEnd: Math.round(soak.slowest.end) },
  }
}

/** One life of the service: started on what the one before left, driven, ended at a random moment. */
const runOnce = async (soak: Soak, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
  const { place, problems, random } = soak
  const before = listProfiles(place.dataDir)
  const child = place.start('serve', '--json')
  const ready = readUntil(child.stdout, /\n/).then(
    line => JSON.parse(line) as { url: string; first_run?: { agent_key: string } },
    () => undefined,
  )
  const isEarly = soak.key !== '' && !soak.isLast && random() < EARLY
  if (isEarly) {
    soak.early += 1
    await new Promise(resolve => setTimeout(resolve, random() * 1_000))
    // What a killed service left is put in order once the next one is ready, which this one was not.
    return await endService(soak, child, { signal, before })
  }
  const said = await ready
  if (!said) {
    problems.push(`the service did not start: ${await new Response(child.stderr).text()}`)
    return await endService(soak, child, { signal: 'SIGKILL' })
  }
  soak.key ||= said.first_run?.agent_key ?? ''
  problems.push(...checkRecovered(place.dataDir))
  const left = listProfiles(place.dataDir).filter(name => before.includes(name))
  if (left.length > 0) problems.push(`${left.length} profile directories of the service before are left`)
  const target: Target = { url: said.url, key: soak.key }
  await retryOpen(soak, target)
  const agents = Array.from({ length: AGENTS }, () => drive(target, soak.told, soak.site))
  await new Promise(resolve => setTimeout(resolve, random() * LONGEST_LIFE_MS))
  await endService(soak, child, { signal })
  await Promise.all(agents)
  problems.push(...checkBooks(place.dataDir))
  for (const key of soak.told.done) {
    const stored = readStored(place.dataDir, key)
    if (stored?.state !== 'done') problems.push(`${key} was answered, and is written down as ${JSON.stringify(stored)}`)
  }
  soak.told.done.clear()
}

/** Sends again what got no answer: it is answered from the books, done now, or nobody knows; nothing is done twice. */
const retryOpen = async (soak: Soak, target: Target): Promise<void> => {
  const { told, retries, problems } = soak
  const open = [...told.open]
  soak.unanswered += open.length
  told.open.clear()
  for (const [key, sent] of open) {
    const before = told.done.has(key)
    const answer = await send(target, told, { ...sent, key })
    if (before || !answer) continue
    const what = answer.status < 300 ? 'done, now or before' : String(answer.body.error?.details?.reason)
    retries.set(what, (retries.get(what) ?? 0) + 1)
    if (answer.status >= 500 && answer.status !== 503) problems.push(`a retry got ${JSON.stringify(answer)}`)
  }
}

const endService = async (
  { place, problems, slowest }: Soak,
  child: ReturnType<Place['start']>,
  { signal, before = [] }: { readonly signal: 'SIGKILL' | 'SIGTERM'; readonly before?: readonly string[] },
): Promise<void> => {
  const below = listDescendants(child.pid)
  const from = performance.now()
  child.kill(signal)
  const late = setTimeout(() => {
    problems.push(`${signal} did not end the service within ${END_MS} ms`)
    child.kill('SIGKILL')
  }, END_MS)
  const code = await child.exited
  clearTimeout(late)
  if (signal === 'SIGTERM') {
    slowest.end = Math.max(slowest.end, performance.now() - from)
    if (code !== 0) problems.push(`SIGTERM ended the service with ${code}: ${await new Response(child.stderr).text()}`)
    const left = listProfiles(place.dataDir).filter(name => !before.includes(name))
    if (left.length > 0) problems.push('SIGTERM left a profile directory')
  }
  const gone = performance.now()
  while (below.some(isAlive) && performance.now() - gone < ORPHAN_MS)
    await new Promise(resolve => setTimeout(resolve, 5))
  slowest.gone = Math.max(slowest.gone, performance.now() - gone)
  const orphans = below.filter(isAlive)
  if (orphans.length > 0) problems.push(`${orphans.length} processes are left after ${signal}`)
}

if (import.meta.main) {
  const read = (name: string, fallback: string) => {
    const at = process.argv.indexOf(`--${name}`)
    return at < 0 ? fallback : (process.argv[at + 1] ?? fallback)
  }
  const program = read('program', '')
  const report = await runSoak({
    ...{ kills: Number(read('kills', '20')), terms: Number(read('terms', '4')), seed: Number(read('seed', '1')) },
    ...(program && { program: [program] }),
  })
  console.log(JSON.stringify(report, null, 2))
  process.exitCode = report.problems.length > 0 ? 1 : 0
}
