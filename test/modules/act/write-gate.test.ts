import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { BROWSER_TEST_MS } from '../../support/chromium.ts'
import { type Service, startService } from '../../support/service.ts'
import { serveSite } from '../../support/site.ts'
import { until } from '../../support/until.ts'

setDefaultTimeout(BROWSER_TEST_MS)

const SESSIONS = '/v1/users/default/browser/sessions'
const site = serveSite()
let service: Service

site.show(`<title>Settings</title><label>Nickname <input></label>
  <form method=post action="/did"><button>Delete account</button></form>
  <div role=switch tabindex=0 aria-checked=false onclick="fetch('/did', { method: 'POST' })">Delete all data</div>
  <button onclick="fetch('/did', { method: 'POST' })">Place order</button>`)

interface Control {
  readonly ref: string
  readonly name: string
}

/** A session on the page, with its controls. */
const openSession = async (allowWrites: boolean) => {
  const opened = await service.send(service.agent, 'POST', SESSIONS, {
    allowed_domains: ['127.0.0.1'],
    allow_writes: allowWrites,
  })
  const at = `${SESSIONS}/${opened.body.session_id}`
  const send = (verb: string, body: object) => service.send(service.agent, 'POST', `${at}/${verb}`, body)
  await send('navigate', { url: site.url() })
  const { elements } = (await send('observe', {})).body as { elements: Control[] }
  const refOf = (name: string): string => elements.find(element => element.name === name)?.ref ?? ''
  return {
    refOf,
    act: (ask: object) => send('act', ask),
    close: () => service.send(service.agent, 'DELETE', at),
  }
}

type OpenSession = Awaited<ReturnType<typeof openSession>>

beforeAll(async () => {
  service = await startService()
}, BROWSER_TEST_MS)
afterAll(async () => {
  await service[Symbol.asyncDispose]()
  site[Symbol.dispose]()
})

const METHODS = 'click double_click right_click check select submit expand collapse close'.split(' ')
const KEYS = [['Enter'], ['Space'], ['Control+Enter'], ['Shift+Space']]

const ACTIONS = ['Delete account', 'Delete all data', 'Place order'].flatMap(name => [
  ...METHODS.map(method => ({ name, method, arguments: ['x'] })),
  ...KEYS.map(keys => ({ name, method: 'press', arguments: keys })),
])

/** Asked about nothing that writes, and operating it all the same. */
const ROUNDABOUT = [
  { name: 'Nickname', method: 'press', arguments: ['Tab', 'Enter'] },
  { name: 'Nickname', method: 'press', arguments: ['Tab', 'Tab', 'Space'] },
]

const SENTENCES = ['focus the "Delete account" button and press Enter']

describe('a session that may not write', () => {
  let session: OpenSession
  beforeAll(async () => {
    session = await openSession(false)
    site.forget()
  })
  afterAll(() => session.close())

  for (const { name, ...action } of [...ACTIONS, ...ROUNDABOUT])
    test(`is refused ${action.method} ${action.arguments.join(' ')} on ${name}`, async () => {
      const { status, body } = await session.act({ action: { ...action, ref: session.refOf(name) } })
      // Nothing to collapse, to close or to check there: then nothing was done either.
      const isIdle = status === 502 && body.error.details.reason === 'no_effect' && /collapse|close/.test(action.method)
      const isNone = body.error?.details.reason === 'action_not_supported' && action.method === 'check'
      expect(isIdle || isNone ? 'idle' : body.error?.details.reason).toMatch(/^(write_not_allowed|idle)$/)
      expect(site.hasHeard('/did')).toBe(false)
    })

  for (const instruction of SENTENCES)
    test(`is refused in words: ${instruction}`, async () => {
      const { status, body } = await session.act({ instruction })
      expect([status, body.error?.details.reason]).toEqual([403, 'write_not_allowed'])
      expect(site.hasHeard('/did')).toBe(false)
    })
})

describe('a session that may write does the same', () => {
  for (const ask of [
    { action: { name: 'Delete account', role: 'button', method: 'press', arguments: ['Enter'] } },
    { action: { name: 'Delete all data', role: 'switch', method: 'click' } },
    { action: { name: 'Place order', role: 'button', method: 'press', arguments: ['Space'] } },
    { action: { name: 'Nickname', role: 'textbox', method: 'press', arguments: ['Tab', 'Enter'] } },
    { instruction: SENTENCES[0] },
  ])
    test(JSON.stringify(ask), async () => {
      const session = await openSession(true)
      site.forget()
      await session.act(ask)
      await until(() => site.hasHeard('/did'))
      await session.close()
    })
})
