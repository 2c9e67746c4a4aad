import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client, StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import { findChromium } from '../src/browser/pool/executable.ts'
import { startShop } from './mcp-site.ts'
import { type Service, startService } from './service.ts'

/*
 * What a task of ten steps costs a model by MCP, beside @playwright/mcp on the same pages in the same run: search, filter,
 * read, open, read, fill, send, log in, look, save. `bun bench/mcp.ts`. Counted are the tools as they are listed, once, and
 * the arguments and answers of every call (o200k_base); pictures are not asked for. Both are driven as their own words ask:
 * by refs that an earlier answer gave.
 */

/** A client whose traffic is counted. */
interface Counted {
  readonly tools: number
  readonly calls: () => number
  readonly traffic: () => number
  /** Whether a word was in what a model sees of it. */
  readonly shows: (word: string) => boolean
  call(name: string, args: Record<string, unknown>): Promise<string>
  close(): Promise<void>
}

const tokens = (value: unknown): number => encode(typeof value === 'string' ? value : JSON.stringify(value)).length

const connect = async (transport: Transport): Promise<Counted> => {
  const client = new Client({ name: 'bench', version: '1' })
  await client.connect(transport)
  const { tools } = await client.listTools()
  let calls = 0
  let traffic = 0
  let seen = ''
  return {
    tools: tokens(tools),
    calls: () => calls,
    traffic: () => traffic,
    shows: word => seen.includes(word),
    async call(name, args) {
      const { content, isError } = await client.callTool({ name, arguments: args })
      const text = content.map(part => (part.type === 'text' ? part.text : `[${part.type}]`)).join('\n')
      if (isError) throw new Error(`${name} ${JSON.stringify(args)}: ${text}`)
      calls += 1
      traffic += tokens({ name, arguments: args }) + tokens(text)
      seen += JSON.stringify(args) + text
      return text
    },
    close: () => client.close(),
  }
}

const runOurs = async (service: Service, { url, password }: { url: string; password: string }): Promise<Counted> => {
  const credential = { service: 'shop.example', email: 'ada@example.com', password, origin: url }
  await service.send('POST', '/v1/users/default/browser/credentials', credential)
  const headers = { authorization: `Bearer ${service.agentKey}` }
  const mcp = await connect(
    new StreamableHTTPClientTransport(new URL(`${service.url}/mcp`), { requestInit: { headers } }),
  )
  const opened = await mcp.call('browser_create_session', { allowed_domains: ['127.0.0.1'], allow_writes: true })
  const session_id = /session_id: (\S+)/.exec(opened)?.[1]
  const act = (instruction: string) => mcp.call('browser_act', { session_id, instruction })
  const read = (instruction: string) => mcp.call('browser_extract', { session_id, instruction })
  await mcp.call('browser_navigate', { session_id, url })
  await act('search for lamp')
  await act('choose "In stock" in Availability')
  assertSays(await read('name and price of every product'), 'Copper lamp No. 16')
  const product = await act('click "Copper lamp No. 16"')
  assertSays(await read('the delivery time'), '3 to 5 days')
  const ref = (name: string) => new RegExp(`(e\\d+) \\w+ "${name}"`).exec(product)?.[1]
  await act(`fill @${ref('Full name')} with "Ada Lovelace"`)
  await act(`fill @${ref('Note to the shop')} with "Please ring twice"`)
  assertSays(await act('click "Place order"'), '/thanks')
  await mcp.call('browser_close_session', { session_id })
  const login = { service: 'shop.example', url: `${url}/login`, keep_open: true }
  const signed = await mcp.call('browser_login', login)
  const second = /session_id: (\S+)/.exec(signed)?.[1]
  await mcp.call('browser_observe', { session_id: second, limit: 5 })
  await mcp.call('browser_save_login', { session_id: second, name: 'shop' })
  await mcp.call('browser_close_session', { session_id: second })
  return mcp
}

const runPlaywright = async (
  { url, password }: { url: string; password: string },
  folder: string,
): Promise<Counted> => {
  const cli = join(dirname(new URL(import.meta.resolve('@playwright/mcp/package.json')).pathname), 'cli.js')
  const executable = findChromium({ override: process.env['CHAPERONE_CHROMIUM'], path: process.env['PATH'] })
  const flags = ['--headless', '--isolated', '--no-sandbox', '--executable-path', executable, '--output-dir', folder]
  const start = (...more: string[]) =>
    connect(
      new StdioClientTransport({ command: 'node', args: [cli, ...flags, ...more], cwd: folder, stderr: 'ignore' }),
    )
  // Saving needs tools that it does not list by itself; they are not held against it.
  const plain = await start()
  await plain.close()
  const mcp = await start('--caps', 'storage')
  const look = () => mcp.call('browser_snapshot', {})
  const refOf = (page: string, role: string, name: string): string =>
    new RegExp(`${role} "${name}"[^\\n]*\\[ref=(\\w+)\\]`).exec(page)?.[1] ?? fail(`no ${role} ${name}`)
  await mcp.call('browser_navigate', { url })
  const shop = await look()
  const search = { element: 'Search products', target: refOf(shop, 'searchbox', 'Search products') }
  await mcp.call('browser_type', { ...search, text: 'lamp', submit: true })
  const found = await look()
  const filter = { element: 'Availability', target: refOf(found, 'combobox', 'Availability') }
  await mcp.call('browser_select_option', { ...filter, values: ['In stock'] })
  const filtered = await look()
  assertSays(filtered, 'Copper lamp No. 16')
  await mcp.call('browser_click', {
    element: 'Copper lamp No. 16',
    target: refOf(filtered, 'link', 'Copper lamp No. 16'),
  })
  const product = await look()
  assertSays(product, '3 to 5 days')
  const field = (name: string, value: string) => ({
    ...{ element: name, name, type: 'textbox', value, target: refOf(product, 'textbox', name) },
  })
  const fields = [field('Full name', 'Ada Lovelace'), field('Note to the shop', 'Please ring twice')]
  await mcp.call('browser_fill_form', { fields })
  await mcp.call('browser_click', { element: 'Place order', target: refOf(product, 'button', 'Place order') })
  assertSays(await look(), 'Thank you')
  await mcp.call('browser_navigate', { url: `${url}/login` })
  const login = await look()
  const secret = (name: string, value: string) => ({
    ...{ element: name, name, type: 'textbox', value, target: refOf(login, 'textbox', name) },
  })
  await mcp.call('browser_fill_form', { fields: [secret('Email', 'ada@example.com'), secret('Password', password)] })
  const [, main = ''] = login.split('heading "Sign in"')
  await mcp.call('browser_click', { element: 'Sign in', target: refOf(main, 'button', 'Sign in') })
  assertSays(await look(), 'Signed in as Ada')
  await mcp.call('browser_storage_state', { filename: 'shop.json' })
  await mcp.call('browser_close', {})
  return { ...mcp, tools: plain.tools }
}

const fail = (message: string): never => {
  throw new Error(message)
}

const assertSays = (text: string, word: string): void => {
  if (!text.includes(word)) fail(`"${word}" is not in: ${text.slice(0, 400)}`)
}

/** Runs it and prints rows of a table. */
export const benchMcp = async (): Promise<void> => {
  await using service = await startService()
  using shop = startShop()
  const folder = await mkdtemp(join(tmpdir(), 'chaperone-bench-'))
  try {
    const [ours, other] = [await runOurs(service, shop), await runPlaywright(shop, folder)]
    const whole = (side: Counted) => side.tools + side.traffic()
    console.log(
      '| by MCP, tokens (o200k_base) | chaperone | @playwright/mcp 0.0.83 | ratio | wanted |\n|---|---|---|---|---|',
    )
    const row = (what: string, count: (side: Counted) => number, wanted = '') =>
      console.log(
        `| ${what} | ${count(ours).toLocaleString('en')} | ${count(other).toLocaleString('en')} | ${(count(ours) / count(other)).toFixed(2)} | ${wanted} |`,
      )
    row('tools as they are listed', ({ tools }) => tools, '≤ 1,500')
    row('a task of ten steps: calls', ({ calls }) => calls())
    row('a task of ten steps: arguments and answers', ({ traffic }) => traffic())
    row('both together', whole, '≤ 6,000')
    const told = (side: Counted) => (side.shows(shop.password) ? 'yes' : 'no')
    console.log(`| the password is in what the model sees | ${told(ours)} | ${told(other)} | | no |`)
    await Promise.all([ours.close(), other.close()])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) await benchMcp()
