import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { Chaperone } from 'chaperone-client'
import { CLIENT_CALLS, readOperations, renderOperationsPage, WITHOUT_TOOL } from '../../.ci/operations-page.ts'
import { TOOLS } from '../../src/mcp/tools.ts'
import { findPython } from '../clients/python.ts'

/*
 * What can be called is the same whichever way in: a route that the document, a client, the tools or the pages miss fails
 * here, or while docs/operations.md is made.
 */

const root = new URL('../../', import.meta.url).pathname
const read = (path: string): string => readFileSync(root + path, 'utf8')
const operations = readOperations()
const forAgents = operations.filter(({ isForAgents }) => isForAgents)
const ids = operations.map(({ operationId }) => operationId)

test('docs/operations.md has every operation and every way to call it (mend: bun run openapi)', () => {
  expect(read('docs/operations.md')).toBe(renderOperationsPage())
})

test('every tool does what an operation for agents does, and no two do the same', () => {
  const twins = TOOLS.map(({ twin }) => twin)
  expect(new Set(twins).size).toBe(twins.length)
  for (const twin of twins) expect(forAgents.map(({ operationId }) => operationId)).toContain(twin)
  for (const id of Object.keys(WITHOUT_TOOL))
    expect({ id, has: twins.includes(id), is: ids.includes(id) }).toEqual({ id, has: false, is: true })
})

test('what is said of a tool’s arguments is what its operation’s body says', () => {
  const { components, paths } = JSON.parse(read('docs/openapi.json'))
  for (const { name, twin, input, body } of TOOLS) {
    if (!body) continue
    const operation = Object.values(
      paths as Record<
        string,
        Record<string, { operationId: string; requestBody: { content: Record<string, { schema: { $ref: string } }> } }>
      >,
    )
      .flatMap(methods => Object.values(methods))
      .find(({ operationId }) => operationId === twin)
    const schema = operation?.requestBody.content['application/json']?.schema.$ref.split('/').at(-1) ?? ''
    const known = [...Object.keys(components.schemas[schema].properties), 'session_id', 'cursor']
    for (const argument of Object.keys(input.properties))
      expect({ name, argument, known: known.includes(argument) }).toEqual({ name, argument, known: true })
  }
})

/** The request that an operation is, with ID for whatever its path names. */
const toRequest = (operationId: string): string =>
  (operations.find(operation => operation.operationId === operationId)?.http ?? '').replace(/\{\w+\}/g, 'ID')

const called = Object.entries(CLIENT_CALLS).flatMap(([id, call]) => (typeof call === 'string' ? [{ id, call }] : []))

test('the TypeScript client has a call for every operation for agents, and it makes that request', async () => {
  const asked: string[] = []
  const chaperone = new Chaperone({
    key: 'x',
    fetch: async ({ method, url }) => {
      asked.push(`${method} ${new URL(url).pathname}`)
      return Response.json({ session_id: 'ID', status: 'denied' })
    },
  })
  const { browser, vault, logins, approvals, logs } = chaperone.user('ID')
  const session = browser.resume('ID')
  const calls: Record<string, () => Promise<unknown>> = {
    'chaperone.me': () => chaperone.me(),
    'chaperone.approvals.list': () => chaperone.approvals.list(),
    'chaperone.approvals.get': () => chaperone.approvals.get('ID'),
    'browser.open': () => browser.open({ allowed_domains: ['example.com'] }),
    'browser.sessions': () => browser.sessions(),
    'browser.login': () => browser.login({ service: 's', url: 'u' }),
    'browser.signup': () => browser.signup({ service: 's', url: 'u' }),
    'session.get': () => session.get(),
    'session.close': () => session.close(),
    'session.navigate': () => session.navigate('u'),
    'session.act': () => session.act('a'),
    'session.observe': () => session.observe(),
    'session.extract': () => session.extract('e'),
    'session.links': () => session.links(),
    'session.screenshot': () => session.screenshot(),
    'session.saveLogin': () => session.saveLogin('n'),
    'vault.list': () => vault.list(),
    'vault.put': () => vault.put('ID', { value: 'v' }),
    'vault.saveCredential': () => vault.saveCredential({ service: 's', email: 'e', password: 'p' }),
    'logins.list': () => logins.list(),
    'approvals.list': () => approvals.list(),
    'approvals.get': () => approvals.get('ID'),
    'logs.query': () => logs.query(),
  }
  expect(Object.keys(calls).sort()).toEqual(called.map(({ call }) => call).sort())
  for (const { id, call } of called) {
    asked.splice(0)
    await calls[call]?.()
    expect({ call, asked }).toEqual({ call, asked: [toRequest(id)] })
  }
})

test.skipIf(!findPython())(
  'the Python client has a call for every operation for agents, and it makes that request',
  () => {
    const { stdout, stderr } = Bun.spawnSync([findPython() ?? '', `${root}test/clients/every-call.py`], {
      env: { PYTHONPATH: `${root}clients/python`, PYTHONDONTWRITEBYTECODE: '1' },
    })
    expect(stderr.toString()).toBe('')
    const lines = stdout
      .toString()
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    const snake = (call: string) => call.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
    const byCall = new Map(lines.map(({ call, asked }) => [call, asked]))
    expect([...byCall.keys()].sort()).toEqual(called.map(({ call }) => snake(call)).sort())
    for (const { id, call } of called)
      expect({ call, asked: byCall.get(snake(call)) }).toEqual({ call, asked: [toRequest(id)] })
  },
)

test('the page on MCP has a row for every tool, and no other', () => {
  const rows = [...read('docs/mcp.md').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)
  expect(rows.sort()).toEqual(TOOLS.map(({ name }) => name).sort())
})
