import { expect, test } from 'bun:test'
import { t } from 'elysia'
import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import { toFailure } from '../../src/http/envelope.ts'
import { createCalls } from '../../src/mcp/calls.ts'
import { createPager } from '../../src/mcp/pager.ts'
import { defineTool, type ToolServices } from '../../src/mcp/tool.ts'
import { listTools, TOOLS } from '../../src/mcp/tools.ts'

const NAMES = [
  ...['browser_create_session', 'browser_close_session', 'browser_list_sessions', 'browser_navigate', 'browser_act'],
  ...['browser_observe', 'browser_extract', 'browser_links', 'browser_screenshot', 'browser_signup', 'browser_login'],
  ...['browser_save_login', 'vault_list', 'approvals_list', 'approvals_get', 'logs_query'],
]

test('the tools have the names that users of the original know, and cost at most 1,500 tokens together', () => {
  expect(TOOLS.map(({ name }) => name)).toEqual(NAMES)
  expect(encode(JSON.stringify(listTools())).length).toBeLessThanOrEqual(1_500)
})

test('no tool decides, shows or takes a secret', () => {
  const text = JSON.stringify(listTools())
  expect(text).not.toMatch(/"(?:password|totp\w*|secret|value|token|key)":/)
  for (const name of NAMES) expect(name).not.toMatch(/approve|deny|grant|revoke|reveal|live|credential|put/)
})

test('each says what clients warn people of: what it changes, and whether it leaves the machine', () => {
  const hints = Object.fromEntries(TOOLS.map(({ name, annotations }) => [name, annotations]))
  const readers = NAMES.filter(name => hints[name]?.readOnlyHint)
  expect(readers.sort()).toEqual(
    [
      ...['approvals_get', 'approvals_list', 'logs_query', 'vault_list', 'browser_extract', 'browser_links'],
      ...['browser_list_sessions', 'browser_observe', 'browser_screenshot'],
    ].sort(),
  )
  const destructive = NAMES.filter(name => !hints[name]?.readOnlyHint && hints[name]?.destructiveHint !== false)
  expect(destructive).toEqual(['browser_act', 'browser_signup'])
})

test('a piece of a long answer is for whoever got the first, for ten minutes, and of the newest answers alone', () => {
  let now = 0
  const pager = createPager({ ids: { token: () => `id${now}` }, now: () => now })
  const long = Array.from({ length: 500 }, (_, i) => `line ${i} of many that are told`).join('\n')
  const owner = { agentId: 'a', sessionId: 's' }
  const cursorOf = (text: string) => /cursor "([^"]+)"/.exec(text)?.[1] ?? ''
  expect(pager.cut(owner, 'short')).toBe('short')
  const first = pager.cut(owner, long)
  const second = pager.read(owner, cursorOf(first))
  expect(second).toStartWith('line ')
  expect(pager.read(owner, cursorOf(first))).toBe(second)
  const foreign = [
    { ...owner, agentId: 'b' },
    { ...owner, sessionId: 't' },
  ]
  for (const other of foreign) expect(() => pager.read(other, cursorOf(first))).toThrow('not known any more')
  expect(() => pager.read(owner, 'id9.5')).toThrow('not known any more')
  now = 10 * 60_000
  expect(() => pager.read(owner, cursorOf(first))).toThrow('not known any more')
})

test.each(['漢字'.repeat(3_000), 'x'.repeat(20_000), JSON.stringify({ price: 1 }).repeat(2_000)])(
  'a text without a break is cut within 1,500 tokens all the same: %#',
  text => {
    const pager = createPager({ ids: { token: () => 'id' }, now: () => 0 })
    const owner = { agentId: 'a', sessionId: 's' }
    let piece = pager.cut(owner, text)
    let whole = ''
    for (;;) {
      expect(encode(piece).length).toBeLessThanOrEqual(1_530)
      const [, body = '', cursor] = /^(.*?)(?:\n\(more: cursor "(.*)"\))?$/s.exec(piece) ?? []
      whole += body
      if (cursor === undefined) break
      piece = pager.read(owner, cursor)
    }
    expect(whole).toBe(text)
  },
)

test('a call is answered in its time, whether or not the work ends, and the work is told to', async () => {
  let told: AbortSignal | undefined
  const tool = defineTool({
    ...{ name: 'never', description: '', annotations: {}, input: t.Object({}), twin: '' },
    run: (_context, _args, { signal }) => {
      told = signal
      return new Promise<object>(() => undefined)
    },
    show: () => '',
  })
  const run = createCalls({
    services: {} as ToolServices,
    idempotency: {
      run: async (_request, work) => {
        const signal = new AbortController().signal
        return { replayed: false, status: 200, body: await work({ requestId: '', signal, claim: null }) }
      },
    },
    pager: createPager({ ids: { token: () => '' }, now: () => 0 }),
    ...{ hash: text => text, createRequestId: () => 'id', toFailure, logFailure: () => undefined, callMs: 20 },
  })
  const principal = { type: 'agent', id: 'a', workspaceId: 'w', roles: [], keyId: 'k' } as const
  const signal = new AbortController().signal
  const from = { principal, user: 'default', signal, requestId: 1, client: null, connection: null }
  const { isError, content } = await run({ ...from, tool, args: {} })
  expect({ isError, text: Object(content[0])['text'] }).toEqual({
    isError: true,
    text: expect.stringMatching(/^timeout: /),
  })
  expect(told?.aborted).toBe(true)
})
