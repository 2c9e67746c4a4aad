import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { createPlace, SOURCE } from '../cli/command-line.ts'
import { type Service, startService } from '../support/service.ts'
import { serveSite } from '../support/site.ts'
import { until } from '../support/until.ts'
import { connect, ERAS, type Era } from './clients.ts'

setDefaultTimeout(120_000)

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service[Symbol.asyncDispose]())

const [command = '', ...args] = [...SOURCE, 'mcp']
const start = (era: Era, more: Record<string, string> = {}) => {
  const key = service.agent['authorization']?.replace('Bearer ', '') ?? ''
  const env = { PATH: process.env['PATH'] ?? '', CHAPERONE_URL: service.url, CHAPERONE_KEY: key, ...more }
  return connect(new StdioClientTransport({ command, args, env, stderr: 'pipe' }), era)
}

test.each(ERAS)('chaperone mcp passes on every call of a client of %s, and its taking back', async era => {
  using site = serveSite()
  site.route('/slow', () => new Promise<Response>(() => undefined))
  await using mcp = await start(era)
  expect(mcp.client.getNegotiatedProtocolVersion()).toBe(era)
  expect((await mcp.client.listTools()).tools).toHaveLength(16)
  const session_id = await mcp.open({ allowed_domains: ['127.0.0.1'] })
  const shown = await mcp.call('browser_navigate', {
    session_id,
    url: site.show('<h1>Ähren</h1><button>Ernten</button>'),
  })
  expect(shown.text).toContain('button "Ernten"')
  const abort = new AbortController()
  const slow = mcp.call('browser_navigate', { session_id, url: site.url('/slow') }, { signal: abort.signal })
  slow.catch(() => undefined)
  await until(() => site.hasHeard('/slow'))
  abort.abort()
  await expect(slow).rejects.toThrow()
  // The session's next action waits for the one that was taken back: it would for 30 s where nobody told the service.
  const before = performance.now()
  expect((await mcp.call('browser_act', { session_id, instruction: 'click "Ernten"' })).text).toStartWith('no_effect')
  expect(performance.now() - before).toBeLessThan(25_000)
  await mcp.call('browser_close_session', { session_id })
})

test('a wrong key and a service that does not answer are told to the client', async () => {
  await expect(start('2025-11-25', { CHAPERONE_KEY: 'nv_sk_live_wrong' })).rejects.toThrow('Send Authorization')
  await expect(start('2025-11-25', { CHAPERONE_URL: 'http://127.0.0.1:9' })).rejects.toThrow('does not answer')
})

test('without a key it says so and ends', async () => {
  await using place = await createPlace()
  const { code, stdout, stderr } = await place.run('mcp')
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('CHAPERONE_KEY: must be an agent’s key')
})
