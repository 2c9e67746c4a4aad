import { readdir } from 'node:fs/promises'
import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import type { Page } from 'puppeteer-core'
import { type AgentBrowser, startAgentBrowser } from './agent-browser.ts'
import { median } from './load.ts'
import { startRawBrowser } from './raw-browser.ts'
import { type Service, startService } from './service.ts'

/*
 * act and observe beside `agent-browser` and the browser's own accessibility tree, on one page of 2,000 elements, taking
 * turns, medians. `bun bench/act.ts [folder of pages]`: the folder's pages are what observe's tokens are counted on
 * (o200k_base), those of the planner's exam unless given.
 */

const ROUNDS = 25
const ROWS = 330
const SESSIONS = '/v1/users/default/browser/sessions'

/** Six elements a row, one of them a button that a press turns. */
const page =
  (): string => `<!doctype html><title>Switchboard</title><style>td{padding:2px 8px}</style><h1>Switchboard</h1><table>
${Array.from({ length: ROWS }, (_, i) => `<tr><td>${i}</td><td>Line ${i}</td><td><a href="#l${i}">Log ${i}</a></td><td><button aria-pressed="false">Switch ${i}</button></td></tr>`).join('\n')}
</table><script>onclick = ({ target }) => { if (target.localName === 'button') target.setAttribute('aria-pressed', target.getAttribute('aria-pressed') === 'true' ? 'false' : 'true') }</script>`

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const servePages = (folder: string) =>
  Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: async request => {
      const name = decodeURIComponent(new URL(request.url).pathname.slice(1))
      if (name !== '' && !name.endsWith('.html')) return new Response('', { status: 404 })
      const body = name === '' ? page() : await Bun.file(`${folder}/${name}`).text()
      return new Response(body, { headers: { 'content-type': 'text/html; charset=utf-8' } })
    },
  })

interface Scene {
  readonly service: Service
  readonly at: string
  readonly raw: Page
  readonly other: AgentBrowser
  readonly url: string
}

const benchSpeed = async ({ service, at, raw, other, url }: Scene): Promise<void> => {
  await service.send('POST', `${at}/navigate`, { url })
  await raw.goto(url)
  await other.run('open', url)
  const refs = new Map(
    [...(await other.run('snapshot', '-i')).matchAll(/"(Switch \d+)".*?\bref=(e\d+)/g)].map(([, name, ref]) => [
      name,
      ref,
    ]),
  )
  const client = await raw.createCDPSession()
  const times = { act: [] as number[], click: [] as number[], observe: [] as number[], tree: [] as number[] }
  for (let round = 0; round < ROUNDS; round += 1) {
    const name = `Switch ${(round * 7) % ROWS}`
    times.act.push(await timed(() => service.send('POST', `${at}/act`, { instruction: `Press "${name}"` })))
    times.click.push(await timed(() => other.run('click', `@${refs.get(name)}`)))
    times.observe.push(await timed(() => service.send('POST', `${at}/observe`, {})))
    times.tree.push(await timed(() => client.send('Accessibility.getFullAXTree')))
  }
  const [act, click, observe, tree] = [times.act, times.click, times.observe, times.tree].map(median) as [
    number,
    number,
    number,
    number,
  ]
  console.log('| 2,000 elements | chaperone | beside it | ratio | wanted |\n|---|---|---|---|---|')
  console.log(
    `| act by language / agent-browser click by ref | ${act.toFixed(1)} ms | ${click.toFixed(1)} ms | ${(act / click).toFixed(2)} | ≤ 45 ms, ≤ 3 |`,
  )
  console.log(
    `| observe / getFullAXTree | ${observe.toFixed(1)} ms | ${tree.toFixed(1)} ms | ${(observe / tree).toFixed(2)} | ≤ 0.4 |`,
  )
}

const benchTokens = async ({ service, at, url }: Scene, folder: string): Promise<void> => {
  const counts: number[] = []
  for (const name of (await readdir(folder)).filter(file => file.endsWith('.html'))) {
    await service.send('POST', `${at}/navigate`, { url: url + name })
    counts.push(encode(JSON.stringify(await service.send('POST', `${at}/observe`, {}))).length)
  }
  console.log(`| observe, tokens (o200k_base), ${counts.length} pages | ${median(counts)} | | | ≤ 1,200 |`)
}

/** What an agent waits for right after it has got to a page that nobody has read yet. */
const benchFirst = async ({ service, at, url }: Scene): Promise<void> => {
  const times = { observe: [] as number[], act: [] as number[] }
  for (let round = 0; round < ROUNDS; round += 1) {
    await service.send('POST', `${at}/navigate`, { url: `${url}?observe=${round}` })
    times.observe.push(await timed(() => service.send('POST', `${at}/observe`, {})))
    await service.send('POST', `${at}/navigate`, { url: `${url}?act=${round}` })
    const instruction = `Press "Switch ${(round * 7) % ROWS}"`
    times.act.push(await timed(() => service.send('POST', `${at}/act`, { instruction })))
  }
  console.log(`| first observe after a navigation | ${median(times.observe).toFixed(1)} ms | | | ≤ 60 ms |`)
  console.log(`| first act after a navigation | ${median(times.act).toFixed(1)} ms | | | ≤ 100 ms |`)
}

/** Runs it and prints rows of a table. */
export const benchAct = async (folder = new URL('../test/sites/exam', import.meta.url).pathname): Promise<void> => {
  await using service = await startService()
  await using raw = await startRawBrowser()
  await using other = await startAgentBrowser()
  using site = servePages(folder)
  const opened = await service.send('POST', SESSIONS, { allowed_domains: ['127.0.0.1'], allow_writes: true })
  const scene: Scene = {
    ...{ service, other, raw: await raw.browser.newPage(), url: `http://127.0.0.1:${site.port}/` },
    at: `${SESSIONS}/${opened['session_id']}`,
  }
  await benchSpeed(scene)
  await benchFirst(scene)
  await benchTokens(scene, folder)
}

if (import.meta.main) await benchAct(process.argv[2])
