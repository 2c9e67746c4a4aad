import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'

/*
 * `bun run mcp-conformance`: the protocol's conformance suite, for both eras, and the inspector's command line, fetched
 * from npm, against a service. By hand, since they are large and change often; the official client is in the tests.
 * What does not apply, and why: mcp-conformance.yaml.
 */

const SUITES = [
  ['@modelcontextprotocol/conformance@0.1.16', '--suite', 'active'],
  ['@modelcontextprotocol/conformance@0.2.0-alpha.12', '--requirements', '2026-07-28'],
] as const
const INSPECTOR = '@modelcontextprotocol/inspector@2.12.0'

/** Every tool once; a session is opened first. Refusals are answers too: there is no credential and no approval here. */
const CALLS: readonly (readonly [string, readonly string[]])[] = [
  ['browser_create_session', ['allowed_domains=["greenhouse.test"]', 'timeout_minutes=5']],
  ['browser_navigate', ['session_id=SESSION', 'url=http://greenhouse.test/']],
  ['browser_act', ['session_id=SESSION', 'instruction=search for fern']],
  ['browser_observe', ['session_id=SESSION', 'limit=3']],
  ['browser_extract', ['session_id=SESSION', 'instruction=the title of the page']],
  ['browser_links', ['session_id=SESSION', 'contains=cart']],
  ['browser_screenshot', ['session_id=SESSION']],
  ['browser_save_login', ['session_id=SESSION', 'name=shop']],
  ['browser_close_session', ['session_id=SESSION']],
  ['browser_login', ['service=greenhouse.test', 'url=http://greenhouse.test/login']],
  ['browser_signup', ['service=greenhouse.test', 'url=http://greenhouse.test/signup']],
  ['browser_list_sessions', []],
  ['vault_list', []],
  ['approvals_list', []],
  ['approvals_get', ['approval_id=none']],
  ['logs_query', ['limit=2']],
]

/** What the inspector exits with where a tool answers an error. */
const TOOL_ERROR = 5
/** There is no credential, no mail address and no approval here. */
const REFUSED = ['browser_login', 'browser_signup', 'approvals_get']

const run = async (name: string, args: readonly string[], expected = 0): Promise<string> => {
  const child = Bun.spawn([process.execPath, 'x', '--bun', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ])
  console.log(`${name}: ${code === expected ? 'as expected' : `exit code ${code}`}`)
  if (code !== expected) process.exitCode = 1
  return out + (code === expected ? '' : err.slice(-2_000))
}

const dataDir = mkdtempSync(join(tmpdir(), 'chaperone-conformance-'))
const app = await createApp(
  readConfig({
    ...{ CHAPERONE_DATA_DIR: dataDir, CHAPERONE_PORT: '0', CHAPERONE_LOG: 'error', CHAPERONE_RATE_LIMIT: '0' },
    PATH: process.env['PATH'],
  }),
)
const authorization = `Bearer ${app.firstRun?.agentKey.reveal()}`

/** The suite sends no key: this adds it, and changes nothing else. */
const proxy = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  idleTimeout: 0,
  fetch: async ({ method, headers, url, body, signal }) => {
    const more = new Headers(headers)
    more.set('authorization', authorization)
    const { pathname, search } = new URL(url)
    const sent = body ? await new Response(body).arrayBuffer() : undefined
    return fetch(app.http.url + pathname + search, { method, headers: more, signal, ...(sent && { body: sent }) })
  },
})
const url = `http://127.0.0.1:${proxy.port}/mcp`
try {
  const expected = new URL('mcp-conformance.yaml', import.meta.url).pathname
  for (const [suite, ...more] of SUITES) {
    const out = await run(suite, [suite, 'server', '--url', url, '--expected-failures', expected, ...more])
    console.log(out.slice(out.indexOf('=== SUMMARY ===')))
  }
  const inspect = [INSPECTOR, '--cli', url, '--transport', 'http', '--method']
  const listed = JSON.parse(await run('inspector, tools/list', [...inspect, 'tools/list']))
  let session_id = ''
  for (const [name, args] of CALLS) {
    const filled = args.map(arg => arg.replace('SESSION', session_id)).flatMap(arg => ['--tool-arg', arg])
    const call = [...inspect, 'tools/call', '--tool-name', name, ...filled]
    const out = await run(`inspector, ${name}`, call, REFUSED.includes(name) ? TOOL_ERROR : 0)
    session_id ||= /session_id: ([0-9a-f-]+)/.exec(out)?.[1] ?? ''
    console.log(out.replace(/"data": "[^"]*"/, '"data": "…"').slice(0, 400))
  }
  const missed = listed.tools.filter(({ name }: { name: string }) => !CALLS.some(([called]) => called === name))
  if (missed.length > 0) throw new Error(`not called: ${JSON.stringify(missed)}`)
} finally {
  await proxy.stop(true)
  await app.close()
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit()
