import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import { type Service, startService } from '../support/service.ts'
import { type Site, serveSite } from '../support/site.ts'
import { until } from '../support/until.ts'
import { type Connected, connectTo, ERAS, type Era } from './clients.ts'

setDefaultTimeout(120_000)

const SHOP = 'http://greenhouse.test'
const PASSWORD = 'orchid-window-17'
let service: Service
let site: Site
beforeAll(async () => {
  service = await startService({ CHAPERONE_WARM: '2' })
  site = serveSite()
  for (const era of ERAS)
    await service.send(service.agent, 'POST', '/v1/users/default/browser/credentials', {
      ...{ service: `${era}.example`, email: 'ada@example.com', password: PASSWORD, origin: site.origin },
    })
  site.show(
    '<h1>Sign in</h1><form method=post action=/session><label>Email <input name=email type=email autocomplete=username></label><label>Password <input name=password type=password autocomplete=current-password></label><button>Sign in</button></form>',
    '/sign-in',
  )
  site.route('/session', async request => {
    const isRight = (await request.formData()).get('password') === PASSWORD
    const headers = { location: isRight ? '/home' : '/sign-in', 'set-cookie': 'signed=in; Path=/' }
    return new Response(null, { status: 303, headers })
  })
  site.show('<h1>Welcome, Ada</h1><a href=/sign-out>Sign out</a>', '/home')
  await service.send(service.owner, 'POST', '/v1/users', { external_id: 'gated', email: 'gated@greenhouse.example' })
})
afterAll(async () => {
  site[Symbol.dispose]()
  await service[Symbol.asyncDispose]()
})

const client = (era: Era, more: { user?: string; headers?: Record<string, string> } = {}) =>
  connectTo({ url: service.url, headers: service.agent, ...more }, era)

const statusOf = async (id: string): Promise<string> =>
  (await service.send(service.agent, 'GET', `/v1/users/default/browser/sessions/${id}`)).body.status

/** Audit rows of a session's action, newest first. */
const logged = async (action: string): Promise<{ details: Record<string, unknown>; entity_id: string }[]> =>
  (await service.send(service.agent, 'GET', `/v1/users/default/logs?action=${action}&limit=200`)).body.events

describe.each(ERAS)('a client of %s', era => {
  let mcp: Connected
  beforeAll(async () => {
    mcp = await client(era)
  })
  afterAll(() => mcp[Symbol.asyncDispose]())

  test('is told who serves and lists sixteen tools', async () => {
    expect(mcp.client.getServerVersion()).toMatchObject({ name: 'chaperone' })
    expect(mcp.client.getNegotiatedProtocolVersion()).toBe(era)
    expect((await mcp.client.listTools()).tools).toHaveLength(16)
  })

  test('reads a shop: each answer is short text that says where it is and what can be done next', async () => {
    const session_id = await mcp.open()
    const shown = await mcp.call('browser_navigate', { session_id, url: `${SHOP}/` })
    expect(shown.text).toMatch(
      /^"Plants for patient people · Greenhouse" http:\/\/greenhouse\.test\/\nnext:\ne\d+ searchbox "Search plants"/,
    )
    const ref = /(e\d+) searchbox/.exec(shown.text)?.[1]
    const acted = await mcp.call('browser_act', { session_id, instruction: `fill @${ref} with "fern"` })
    expect(acted.text).toContain(`value ${ref}: empty → fern`)
    expect(acted.text).toContain('\nnext')
    expect(encode(acted.text).length).toBeLessThan(250)
    const found = await mcp.call('browser_act', { session_id, instruction: 'search for fern' })
    expect(found.text).toContain('http://greenhouse.test/?q=fern')
    const seen = await mcp.call('browser_observe', { session_id, limit: 2 })
    expect(seen.text).toMatch(/^e\d+ .*\ne\d+ .*\n2 of \d+, http:\/\/greenhouse\.test/)
    const links = await mcp.call('browser_links', { session_id, contains: 'cart' })
    expect(links.text).toBe('Cart (0) http://greenhouse.test/cart')
    const data = await mcp.call('browser_extract', { session_id, instruction: 'the title of the page' })
    expect(data).toMatchObject({ isError: false, text: expect.stringContaining('Plants') })
    const listed = await mcp.call('browser_list_sessions', { status: 'active' })
    expect(listed.text).toContain(`${session_id} active greenhouse.test until`)
    expect((await mcp.call('browser_close_session', { session_id })).text).toMatch(/^closed, \d+ credits in all\.$/)
    expect(await mcp.call('browser_observe', { session_id })).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^session_ended: .*\nOpen a new session\./),
    })
  })

  test('gets a picture as an image of at most 100 KB, and never as text', async () => {
    const noise = `<canvas width=1200 height=4000></canvas><script>const c=document.querySelector('canvas').getContext('2d'),i=c.createImageData(1200,4000);for(let n=0;n<i.data.length;n+=65536)crypto.getRandomValues(i.data.subarray(n,n+65536));c.putImageData(i,0,0)</script>`
    const url = site.show(noise, '/noise')
    const session_id = await mcp.open({ allowed_domains: ['127.0.0.1'] })
    await mcp.call('browser_navigate', { session_id, url })
    for (const full_page of [false, true]) {
      const { text, images } = await mcp.call('browser_screenshot', { session_id, full_page })
      const [image] = images
      const bytes = Buffer.from(image?.data ?? '', 'base64')
      expect({ text, mimeType: image?.mimeType, isJpeg: bytes.subarray(0, 2).toString('hex') }).toEqual({
        text: '',
        mimeType: 'image/jpeg',
        isJpeg: 'ffd8',
      })
      expect(bytes.length).toBeLessThanOrEqual(100_000)
      expect(bytes.length).toBeGreaterThan(2_000)
    }
    await mcp.call('browser_close_session', { session_id })
  })

  test('gets a long answer in pieces, each by a cursor, without another look at the page', async () => {
    const rows = Array.from(
      { length: 400 },
      (_, i) => `<tr><td>Ship ${i}</td><td>Harbour ${i % 7}</td><td>${i * 3} t</td></tr>`,
    )
    const url = site.show(`<table><tr><th>Ship<th>Harbour<th>Cargo</tr>${rows.join('')}</table>`, '/ships')
    const session_id = await mcp.open({ allowed_domains: ['127.0.0.1'] })
    await mcp.call('browser_navigate', { session_id, url })
    const pieces: string[] = []
    let cursor: string | undefined
    do {
      const args = cursor ? { session_id, cursor } : { session_id, instruction: 'ship, harbour and cargo of every row' }
      const { text } = await mcp.call('browser_extract', args)
      expect(encode(text).length).toBeLessThanOrEqual(1_550)
      cursor = /\(more: cursor "([^"]+)"\)$/.exec(text)?.[1]
      pieces.push(text.replace(/\n\(more: .*\)$/, ''))
    } while (cursor)
    const lines = pieces.join('\n').split('\n')
    expect(lines).toHaveLength(400)
    expect(lines.at(-1)).toContain('Ship 399')
    expect((await logged('browser.extract')).filter(({ entity_id }) => entity_id === session_id)).toHaveLength(1)
    await mcp.call('browser_close_session', { session_id })
  })

  test('is told field by field what is wrong, and nothing is done', async () => {
    const session_id = await mcp.open()
    const cases: [string, object, string[]][] = [
      ['browser_create_session', {}, ['allowed_domains is required']],
      [
        'browser_create_session',
        { allowed_domains: [], timeout_minutes: 99 },
        ['allowed_domains must be array', 'timeout_minutes'],
      ],
      ['browser_navigate', { session_id, url: 7, wait_until: 'never' }, ['url must be string']],
      ['browser_navigate', { session_id, url: `${SHOP}/`, wait_until: 'never' }, ['wait_until must be one of load']],
      ['browser_navigate', { url: `${SHOP}/` }, ['session_id is required']],
      ['browser_act', { session_id, instruction: 'wait', password: 'x' }, ['password is not an argument of this tool']],
      ['browser_extract', { session_id }, ['instruction is required']],
      ['browser_login', { service: 'a b', url: `${SHOP}/login` }, ['service must match']],
      ['approvals_get', { approval_id: 'x', wait_seconds: 51 }, ['wait_seconds']],
    ]
    for (const [name, args, problems] of cases) {
      const { isError, text } = await mcp.call(name, args)
      expect({ name, isError, text }).toEqual({ name, isError: true, text: expect.stringMatching(/^validation: /) })
      for (const problem of problems) expect(text).toContain(`- ${problem}`)
    }
    await expect(mcp.call('browser_approve')).rejects.toThrow('there is no tool browser_approve')
    await mcp.call('browser_close_session', { session_id })
  })

  test('is refused with the reason, what to do, and the nearest elements', async () => {
    const session_id = await mcp.open()
    const away = await mcp.call('browser_navigate', { session_id, url: 'https://elsewhere.example/' })
    expect(away).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^domain_not_allowed: .*\nOpen a session whose/),
    })
    await mcp.call('browser_navigate', { session_id, url: `${SHOP}/` })
    const write = await mcp.call('browser_act', { session_id, instruction: 'add the Boston fern to the cart' })
    expect(write.text).toStartWith('write_not_allowed: ')
    const vague = await mcp.call('browser_act', { session_id, instruction: 'click "Add"' })
    expect(vague.isError).toBe(true)
    expect(vague.text).toMatch(/\ne\d+ button "Add/)
    const secret = await mcp.call('browser_act', {
      session_id,
      instruction: 'type "ghp_0123456789abcdefghijABCDEFGHIJ012345" into the search field',
    })
    expect(secret.text).toStartWith('secret_in_instruction: ')
    await mcp.call('browser_close_session', { session_id })
  })

  test('signs in with a stored credential, saves the login, and sees neither password nor vault value', async () => {
    const name = `${era}.example`
    const signed = await mcp.call('browser_login', { service: name, url: site.url('/sign-in'), keep_open: true })
    const session_id = /session_id: (\S+)/.exec(signed.text)?.[1]
    expect(signed.text).toStartWith(`Signed in to ${name}. ${site.url('/home')}`)
    const saved = await mcp.call('browser_save_login', { session_id, name })
    expect(saved.text).toBe(`Saved as ${name} for 127.0.0.1.`)
    await mcp.call('browser_close_session', { session_id })
    const reopened = await mcp.call('browser_create_session', { allowed_domains: ['127.0.0.1'], context_name: name })
    expect(reopened.text).toStartWith('grant_required: ')
    const vault = await mcp.call('vault_list')
    expect(vault.text).toContain(`login:${name} password for 127.0.0.1`)
    const log = await mcp.call('logs_query', { action: 'browser.login', limit: 1 })
    expect(log.text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ agent browser\.login \{/)
    for (const { text } of [signed, saved, vault, log]) expect(text).not.toContain(PASSWORD)
  })

  test('waits for the decision on a gated sign-up', async () => {
    await using gated = await client(era, { user: 'gated' })
    const asked = await gated.call('browser_signup', { service: `shop-${era}.test`, url: `${SHOP}/signup` })
    const id = /approval_id: (\S+)/.exec(asked.text)?.[1]
    expect(asked.text).toStartWith('pending_approval: ')
    expect((await gated.call('approvals_list', { status: 'pending' })).text).toContain(`${id} pending Sign up for`)
    expect((await gated.call('approvals_get', { approval_id: id })).text).toContain(`${id} pending`)
    const waiting = gated.call('approvals_get', { approval_id: id, wait_seconds: 50 })
    await service.send(service.owner, 'POST', `/v1/approvals/${id}/deny`, { reason: 'not today' })
    expect((await waiting).text).toBe(`${id} denied (not today) Sign up for shop-${era}.test`)
    expect((await mcp.call('approvals_get', { approval_id: id })).text).toStartWith('not_found: ')
  })

  test('that takes a call back leaves the session free', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    const url = site.route(`/slow-${era}`, async () => {
      await held
      return new Response('late')
    })
    const session_id = await mcp.open({ allowed_domains: ['127.0.0.1'] })
    const abort = new AbortController()
    const call = mcp.call('browser_navigate', { session_id, url }, { signal: abort.signal })
    call.catch(() => undefined)
    await until(() => site.hasHeard(`/slow-${era}`))
    abort.abort()
    await expect(call).rejects.toThrow()
    const [row] = await eventually(async () => {
      const rows = (await logged('browser.navigate')).filter(({ entity_id }) => entity_id === session_id)
      return rows.length > 0 ? rows : undefined
    })
    expect(row?.details['failed']).toBe('cancelled')
    expect(await statusOf(session_id)).toBe('active')
    release()
    expect((await mcp.call('browser_navigate', { session_id, url: site.show('<h1>Here</h1>', '/here') })).isError).toBe(
      false,
    )
    await mcp.call('browser_close_session', { session_id })
  })
})

test('a client of either era that asked for progress hears that a long call still runs', async () => {
  await Promise.all(
    ERAS.map(async era => {
      await using gated = await client(era, { user: 'gated' })
      const asked = await gated.call('browser_signup', { service: `progress-${era}.test`, url: `${SHOP}/signup` })
      const approval_id = /approval_id: (\S+)/.exec(asked.text)?.[1]
      const heard: number[] = []
      const waited = await gated.call(
        'approvals_get',
        { approval_id, wait_seconds: 6 },
        { onprogress: ({ progress }: { progress: number }) => heard.push(progress) },
      )
      expect(waited.text).toContain('pending')
      expect(heard).toEqual([5])
    }),
  )
})

/** What a look gives as soon as it gives something. */
const eventually = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  throw new Error('it did not come')
}
