import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { type Service, startService } from '../support/service.ts'
import { serveSite } from '../support/site.ts'
import { connectTo, ERAS } from './clients.ts'

setDefaultTimeout(120_000)

let service: Service
beforeAll(async () => {
  service = await startService({ CHAPERONE_WARM: '2' })
  await service.send(service.owner, 'POST', '/v1/users', { external_id: 'gated', email: 'gated@greenhouse.example' })
})
afterAll(() => service[Symbol.asyncDispose]())

const SHOP = 'http://greenhouse.test/'
const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
}

/** One message as it is on the wire, of either era. */
const post = async (method: string, params: object, { id = 1, headers = {}, isModern = true } = {}) => {
  const response = await fetch(`${service.url}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...service.agent,
      ...(isModern
        ? {
            'mcp-protocol-version': '2026-07-28',
            'mcp-method': method,
            'mcp-name': String(Object(params)['name'] ?? ''),
          }
        : { 'mcp-protocol-version': '2025-11-25' }),
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id, method, params: isModern ? { ...params, _meta: META } : params }),
  })
  const text = await response.text()
  const data = text.startsWith('{') ? text : (/^data: (.*)$/m.exec(text)?.[1] ?? '{}')
  return { status: response.status, headers: response.headers, json: JSON.parse(data) }
}

test('a wrong key is 401 and says how to authenticate, a cookie is refused, and so is a page of another site', async () => {
  for (const authorization of ['', 'Bearer nv_sk_live_wrong', 'Basic eDp5']) {
    const { status, headers } = await post('tools/list', {}, { headers: { authorization } })
    expect({ authorization, status, how: headers.get('www-authenticate') }).toEqual({
      authorization,
      status: 401,
      how: 'Bearer realm="chaperone"',
    })
  }
  await expect(
    connectTo({ url: service.url, headers: { authorization: 'Bearer nv_sk_live_wrong' } }, '2025-11-25'),
  ).rejects.toThrow()
  const human = await fetch(`${service.url}/mcp`, { method: 'POST', headers: service.owner, body: '{}' })
  expect(human.status).toBe(403)
  for (const [more, reason] of [
    [{}, 'csrf'],
    [{ host: 'evil.example' }, 'host_not_allowed'],
  ] as const) {
    const foreign = await post('tools/list', {}, { headers: { origin: 'http://evil.example', ...more } })
    expect({ status: foreign.status, reason: foreign.json.error.details.reason }).toEqual({ status: 403, reason })
  }
  expect((await post('tools/list', {}, { headers: { origin: 'http://localhost:6274' } })).status).toBe(200)
})

test('the endpoint takes POST alone, and answers methods and versions that it does not know as the protocol says', async () => {
  for (const method of ['GET', 'DELETE'])
    expect((await fetch(`${service.url}/mcp`, { method, headers: service.agent })).status).toBe(405)
  expect(await post('resources/list', {})).toMatchObject({ status: 404, json: { error: { code: -32601 } } })
  const unknown = await post('tools/list', {}, { headers: { 'mcp-protocol-version': '2031-01-01' } })
  expect(unknown.status).toBe(400)
})

test('a session of another agent is not driven, closed or read, and one of another user is not found', async () => {
  const other = await service.createAgent('other')
  const mine = await connectTo({ url: service.url, headers: service.agent }, '2026-07-28')
  const theirs = await connectTo({ url: service.url, headers: other.headers }, '2025-11-25')
  const gated = await connectTo({ url: service.url, headers: service.agent, user: 'gated' }, '2026-07-28')
  const nobody = await connectTo({ url: service.url, headers: service.agent, user: 'nobody' }, '2026-07-28')
  const session_id = await mine.open()
  for (const [name, args] of [
    ['browser_navigate', { url: SHOP }],
    ['browser_observe', {}],
    ['browser_screenshot', {}],
    ['browser_save_login', { name: 'x' }],
    ['browser_close_session', {}],
    ['browser_links', { cursor: 'AAAAAAAAAAAA.10' }],
  ] as const)
    expect((await theirs.call(name, { session_id, ...args })).text).toStartWith('not_session_owner: ')
  expect((await gated.call('browser_observe', { session_id })).text).toStartWith('not_found: ')
  expect((await nobody.call('browser_list_sessions')).text).toStartWith('not_found: ')
  expect((await mine.call('browser_close_session', { session_id })).text).toStartWith('closed')
  await Promise.all([mine, theirs, gated, nobody].map(client => client[Symbol.asyncDispose]()))
})

test('clients at once each have their own sessions and answers, two of one kind and key too', async () => {
  const kinds = [...ERAS, ...ERAS]
  const clients = await Promise.all(kinds.map(era => connectTo({ url: service.url, headers: service.agent }, era)))
  const told = await Promise.all(
    clients.map(async (client, index) => {
      const session_id = await client.open()
      await client.call('browser_navigate', { session_id, url: `${SHOP}?q=${index}` })
      const { text } = await client.call('browser_observe', { session_id })
      return { session_id, text }
    }),
  )
  expect(new Set(told.map(({ session_id }) => session_id)).size).toBe(kinds.length)
  for (const [index, { text }] of told.entries()) expect(text).toContain(`?q=${index}`)
  await Promise.all(
    clients.map((client, index) => client.call('browser_close_session', { session_id: told[index]?.session_id })),
  )
  await Promise.all(clients.map(client => client[Symbol.asyncDispose]()))
})

test('a call that is sent again does nothing twice, and says so', async () => {
  const mcp = await connectTo({ url: service.url, headers: service.agent }, '2026-07-28')
  const session_id = await mcp.open()
  const params = { name: 'browser_navigate', arguments: { session_id, url: SHOP } }
  const initialized = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } }
  const connection = async () => {
    const { headers } = await post('initialize', initialized, { isModern: false })
    return { 'mcp-session-id': headers.get('mcp-session-id') ?? '' }
  }
  const [first, second] = [await connection(), await connection()]
  expect(first['mcp-session-id']).not.toBe(second['mcp-session-id'])
  const textOf = ({ json }: { json: { result: { content: { text: string }[] } } }) =>
    json.result.content.map(({ text }) => text).join('\n')
  const charged = async () => (await service.send(service.agent, 'GET', '/v1/usage?limit=200')).body.entries.length

  for (const way of [{ id: 7 }, { id: 7, isModern: false, headers: first }]) {
    const before = await charged()
    const acted = await post('tools/call', params, way)
    const again = await post('tools/call', params, way)
    expect(textOf(acted)).toStartWith('"Plants')
    expect(textOf(again)).toBe(
      `(Nothing was done now: this is what the same call was answered before.)\n${textOf(acted)}`,
    )
    expect(await charged()).toBe(before + 1)
    // Another id, or another client's same id, is another call.
    const anew = await post('tools/call', params, {
      ...way,
      ...(way.isModern === false ? { headers: second } : { id: 8 }),
    })
    expect(textOf(anew)).toStartWith('"Plants')
    expect(await charged()).toBe(before + 2)
  }
  await mcp[Symbol.asyncDispose]()
})

test('a client that can open a URL sends its person to the approval, and its call is answered with the decision', async () => {
  const openUrl = async (url: string) => {
    expect(url).toBe(`${service.url}/approvals`)
    const { approvals } = (await service.send(service.owner, 'GET', '/v1/approvals?status=pending')).body
    await service.send(service.owner, 'POST', `/v1/approvals/${approvals[0].id}/deny`, { reason: 'no' })
    return 'accept' as const
  }
  const to = { url: service.url, headers: service.agent, user: 'gated' }
  await using able = await connectTo(to, '2026-07-28', { openUrl })
  const { text } = await able.call('browser_signup', { service: 'asked.test', url: `${SHOP}signup` })
  expect(text).toMatch(/^\S+ denied \(no\) Sign up for asked\.test$/)
  await using unwilling = await connectTo(to, '2026-07-28', { openUrl: async () => 'decline' })
  const declined = await unwilling.call('browser_signup', { service: 'declined.test', url: `${SHOP}signup` })
  expect(declined.text).toMatch(/^\S+ pending Sign up for declined\.test$/)
  await using unable = await connectTo(to, '2025-11-25', { openUrl })
  const told = await unable.call('browser_signup', { service: 'told.test', url: `${SHOP}signup` })
  expect(told.text).toStartWith('pending_approval: ')
})

test('the state that a client carries meanwhile is good for its own call and agent alone', async () => {
  const other = await service.createAgent('third')
  const params = { name: 'browser_signup', arguments: { service: 'state.test', url: `${SHOP}signup` } }
  const capable = { ...META, 'io.modelcontextprotocol/clientCapabilities': { elicitation: { url: {} } } }
  const send = async (more: object, headers: Record<string, string> = service.agent) => {
    const response = await fetch(`${service.url}/mcp?user=gated`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
        ...{ 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': params.name },
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: crypto.randomUUID(),
        method: 'tools/call',
        params: { ...params, ...more, _meta: capable },
      }),
    })
    return JSON.parse(await response.text())
  }
  const { result } = await send({})
  const { requestState } = result
  expect(result).toMatchObject({ resultType: 'input_required', requestState: expect.any(String) })
  const inputResponses = { approval: { action: 'decline' } }
  const wrong = [
    send({ requestState: `${requestState.slice(0, -2)}xx`, inputResponses }),
    send({ requestState, inputResponses }, other.headers),
    send({ requestState, inputResponses, arguments: { ...params.arguments, service: 'else.test' } }),
  ]
  for (const answer of await Promise.all(wrong)) expect(answer).toMatchObject({ error: { code: -32602 } })
  expect((await send({ requestState, inputResponses })).result.content[0].text).toContain(
    'pending Sign up for state.test',
  )
})

test('of a saved login that may be used but not read nothing that its pages say is told', async () => {
  using site = serveSite()
  site.show(
    '<title>Zanzibar account</title><p>Balance 4711</p><a href="/orders">Zanzibar orders</a><input aria-label="Zanzibar note" value="4711">',
    '/',
  )
  site.route(
    '/enter',
    () =>
      new Response('<h1>In</h1>', {
        headers: { 'content-type': 'text/html', 'set-cookie': 'in=1; Path=/; Max-Age=900' },
      }),
  )
  await using mcp = await connectTo({ url: service.url, headers: service.agent }, '2026-07-28')
  const first = await mcp.open({ allowed_domains: ['127.0.0.1'] })
  await mcp.call('browser_navigate', { session_id: first, url: site.url('/enter') })
  expect((await mcp.call('browser_save_login', { session_id: first, name: 'kept' })).text).toStartWith('Saved as kept')
  await mcp.call('browser_close_session', { session_id: first })
  const grant = { grantee_type: 'agent', grantee_id: service.agentId }
  await service.send(service.owner, 'POST', '/v1/users/default/browser/contexts/kept/grants', grant)
  const open = async (more: object) => {
    const session_id = await mcp.open({ allowed_domains: ['127.0.0.1'], context_name: 'kept', ...more })
    const shown = await mcp.call('browser_navigate', { session_id, url: site.url('/') })
    const seen = await mcp.call('browser_observe', { session_id })
    const read = await mcp.call('browser_extract', { session_id, instruction: 'the balance' })
    await mcp.call('browser_close_session', { session_id })
    return { shown: shown.text, told: shown.text + seen.text, read: read.text }
  }
  const restricted = await open({})
  expect(restricted.told).not.toMatch(/zanzibar|4711|orders"/i)
  expect(restricted.shown).toMatch(/e\d+ link/)
  expect(restricted.read).toStartWith('read_restricted: ')
  expect((await open({ allow_extract: true })).told).toContain('Zanzibar')
})
