import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { TOOLS } from '../../src/mcp/tools.ts'
import { findPython } from '../clients/python.ts'
import { serveModel } from '../support/model-stub.ts'
import { type Service, startService } from '../support/service.ts'
import { type Site, serveSite } from '../support/site.ts'
import { until } from '../support/until.ts'

setDefaultTimeout(120_000)

const root = new URL('../../', import.meta.url).pathname
const read = (path: string): string => readFileSync(root + path, 'utf8')

let service: Service
let site: Site
const key = () => service.agent['authorization']?.replace('Bearer ', '') ?? ''
beforeAll(async () => {
  service = await startService({ CHAPERONE_WARM: '2' })
  site = serveSite()
  site.show(
    '<title>Quay</title><h1>Ships</h1><table><tr><th>Ship<th>Cargo</tr><tr><td>Alma<td>tea</tr></table><a href=/b>Berths</a>',
  )
})
afterAll(async () => {
  site[Symbol.dispose]()
  await service[Symbol.asyncDispose]()
})

const python = findPython()

/** Runs an example as its first lines say, and gives what it printed. */
const run = async (command: readonly string[], env: Record<string, string> = {}): Promise<string> => {
  const child = Bun.spawn([...command], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', CHAPERONE_URL: service.url, CHAPERONE_KEY: key(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ])
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' })
  return out
}
const bun = (name: string, ...args: string[]) => [process.execPath, '--no-env-file', `examples/${name}`, ...args]

test('examples/agent.ts reads the links of a page', async () => {
  expect(await run(bun('agent.ts', site.url('/')))).toBe(`Quay\n- Berths: ${site.url('/b')}\n`)
})

test('examples/mcp-client.ts opens a page by MCP', async () => {
  const out = await run(bun('mcp-client.ts', site.url('/')))
  expect(out).toContain(`"Quay" ${site.url('/')}`)
  expect(out).toContain(`Berths ${site.url('/b')}`)
  expect(out).toMatch(/closed, \d credits in all\.\n$/)
})

test('examples/ai-sdk-agent.ts lets a model decide: it is refused, reads what to do, and answers', async () => {
  using model = serveModel()
  const call = (name: string, args: object) => () =>
    Response.json({
      ...{ id: 'x', object: 'chat.completion', created: 0, model: 'stub' },
      choices: [
        {
          ...{ index: 0, finish_reason: 'tool_calls' },
          message: {
            ...{ role: 'assistant', content: null },
            tool_calls: [{ id: name, type: 'function', function: { name, arguments: JSON.stringify(args) } }],
          },
        },
      ],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    })
  model.replyWith(
    call('navigate', { url: 'https://elsewhere.example/' }),
    call('navigate', { url: site.url('/') }),
    call('read', { question: 'cargo of the Alma' }),
    ({ body }) => {
      const told = body.messages.flatMap(({ role, content }) => (role === 'tool' ? content : []))
      expect(told[0]).toContain('domain_not_allowed')
      return `It carries ${/tea/.exec(told.at(-1) ?? '')?.[0]}.`
    },
  )
  const out = await run(bun('ai-sdk-agent.ts', site.url('/'), 'What does the Alma carry?'), { MODEL_URL: model.url })
  expect(out).toBe('It carries tea.\n')
})

test('examples/login-with-approval.ts waits for a human, then signs in with what nobody was shown', async () => {
  const accounts = new Map<string, string>()
  const form = (action: string, autocomplete: string) =>
    `<h1>Account</h1><form method=post action=${action}><label>Email <input name=email type=email autocomplete=username></label><label>Password <input name=password type=password autocomplete=${autocomplete}></label><button>Continue</button></form>`
  site.show(form('/join', 'new-password'), '/signup')
  site.show(form('/enter', 'current-password'), '/login')
  site.show('<h1>Welcome, Ada</h1><a href=/out>Sign out</a>', '/home')
  const see = (path: string) => new Response(null, { status: 303, headers: { location: path } })
  site.route('/join', async request => {
    const sent = await request.formData()
    accounts.set(String(sent.get('email')), String(sent.get('password')))
    return see('/home')
  })
  site.route('/enter', async request => {
    const sent = await request.formData()
    return see(accounts.get(String(sent.get('email'))) === sent.get('password') ? '/home' : '/login')
  })
  await service.send(service.owner, 'POST', '/v1/users', { external_id: 'customer-42', email: 'ada@example.com' })
  const running = run(bun('login-with-approval.ts', 'customer-42', site.url('/signup'), site.url('/login')))
  const pending = async () => (await service.send(service.owner, 'GET', '/v1/approvals?status=pending')).body.approvals
  let id: string | undefined
  const looking = setInterval(async () => {
    id ??= (await pending())[0]?.id
  }, 50)
  await until(() => id !== undefined)
  clearInterval(looking)
  await service.send(service.owner, 'POST', `/v1/approvals/${id}/approve`)
  const out = await running
  expect(out).toContain(`Sign up for 127.0.0.1: waiting for a human at ${service.url}/approvals`)
  expect(out).toContain(`signed in at ${site.url('/home')}\nhere one can: Sign out`)
  expect(out).not.toContain([...accounts.values()][0] ?? 'no account')
})

test.skipIf(!python)('examples/langchain_tools.py gives functions that say what they do', async () => {
  const command = [python ?? '', 'examples/langchain_tools.py', site.url('/'), 'cargo of the Alma']
  const out = await run(command, { PYTHONPATH: `${root}clients/python`, PYTHONDONTWRITEBYTECODE: '1' })
  expect(out).toContain('navigate: Open a page.\n')
  expect(out).toContain('"title": "Quay"')
  expect(out).toContain('tea')
})

test('configuration for clients points at /mcp, and holds no key', () => {
  const claude = JSON.parse(read('examples/config/claude-code.json')).mcpServers.chaperone
  const cursor = JSON.parse(read('examples/config/cursor.json')).mcpServers.chaperone
  const codex = Bun.TOML.parse(read('examples/config/codex.toml')) as {
    mcp_servers: { chaperone: Record<string, string> }
  }
  const [n8n] = JSON.parse(read('examples/config/n8n.json')).nodes
  const stdio = JSON.parse(read('examples/config/stdio.json')).mcpServers.chaperone
  const urls = [claude.url, cursor.url, codex.mcp_servers.chaperone['url'], n8n.parameters.endpointUrl]
  expect(urls).toEqual(Array(4).fill('http://127.0.0.1:4600/mcp'))
  expect(stdio).toMatchObject({ command: 'chaperone', args: ['mcp'] })
  expect([claude.type, claude.headers.Authorization]).toEqual(['http', 'Bearer $' + '{CHAPERONE_KEY}'])
  expect(cursor.headers.Authorization).toBe('Bearer $' + '{env:CHAPERONE_KEY}')
  expect(codex.mcp_servers.chaperone['bearer_token_env_var']).toBe('CHAPERONE_KEY')
  expect(n8n.parameters).toMatchObject({ serverTransport: 'httpStreamable', authentication: 'bearerAuth' })
})

test('SKILL.md is 80 lines at most, and speaks of tools, arguments and reasons that there are', () => {
  const skill = read('SKILL.md')
  expect(skill.trimEnd().split('\n').length).toBeLessThanOrEqual(80)
  const names = new Set(TOOLS.map(({ name }) => name))
  for (const [, name = ''] of skill.matchAll(/`((?:browser|vault|approvals|logs)_[a-z_]+)/g))
    expect({ name, known: names.has(name) }).toEqual({ name, known: true })
  for (const { name } of TOOLS.filter(({ name }) => name.startsWith('browser_') && name !== 'browser_list_sessions'))
    expect(skill).toContain(name)
})
