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

const run = async (name: string, args: readonly string[]): Promise<string> => {
  const child = Bun.spawn([process.execPath, 'x', '--bun', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ])
  console.log(`${name}: ${code === 0 ? 'as expected' : `exit code ${code}`}`)
  if (code !== 0) process.exitCode = 1
  return out + (code === 0 ? '' : err.slice(-2_000))
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
  console.log(`${listed.tools.length} tools`)
  const args = [
    'tools/call',
    '--tool-name',
    'browser_create_session',
    '--tool-arg',
    'allowed_domains=["greenhouse.test"]',
  ]
  console.log(await run('inspector, tools/call', [...inspect, ...args]))
} finally {
  await proxy.stop(true)
  await app.close()
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit()
