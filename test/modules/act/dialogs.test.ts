import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { BROWSER_TEST_MS } from '../../support/chromium.ts'
import { type Service, startService } from '../../support/service.ts'
import { serveSite } from '../../support/site.ts'

setDefaultTimeout(BROWSER_TEST_MS)

const SESSIONS = '/v1/users/default/browser/sessions'
const site = serveSite()
let service: Service

site.show(`<title>Mail</title><label>Text <input></label>
  <button onclick="if (confirm('Send without a text?')) fetch('/sent', { method: 'POST' })">Send</button>
  <button onclick="setTimeout(() => confirm('Archive it?') && fetch('/archived', { method: 'POST' }), 300)">Archive</button>
  <button onclick="const name = prompt('New name?', 'Drafts'); if (name) { document.title = name; fetch('/named-' + name) }">Rename</button>
  <button onclick="if (confirm('Sure?') && confirm('Really sure?')) fetch('/emptied', { method: 'POST' })">Empty</button>
  <button onclick="alert('Nothing new'); out.textContent = 'checked'">Check</button><output id=out></output>
  <button onclick="if (confirm('Skip the tour?')) fetch('/skipped')">Continue</button>
  <a href="/other">Other page</a>
  <script>onbeforeunload = e => { if (document.querySelector('input').value) e.preventDefault() }</script>`)
site.show('<title>Other</title><h1>Other page</h1>', '/other')
for (const path of ['/sent', '/archived', '/named-Drafts', '/emptied']) site.route(path, () => new Response('ok'))

const open = async (allowWrites = true) => {
  const who = { allowed_domains: ['127.0.0.1'], allow_writes: allowWrites }
  const { body } = await service.send(service.agent, 'POST', SESSIONS, who)
  const at = `${SESSIONS}/${body.session_id}`
  const send = (verb: string, given: object) => service.send(service.agent, 'POST', `${at}/${verb}`, given)
  await send('navigate', { url: site.url() })
  const { elements } = (await send('observe', {})).body as { elements: { ref: string; name: string }[] }
  const click = (name: string) => ({ method: 'click', ref: elements.find(element => element.name === name)?.ref })
  return {
    ...{ send, click },
    act: (given: object) => send('act', given),
    [Symbol.asyncDispose]: async () => void (await service.send(service.agent, 'DELETE', at)),
  }
}

beforeAll(async () => {
  service = await startService()
}, BROWSER_TEST_MS)
afterAll(async () => {
  await service[Symbol.asyncDispose]()
  site[Symbol.dispose]()
})

test('what a page asks back is told no and handed to the caller, who says yes in the next act', async () => {
  await using session = await open()
  const asked = await session.act({ instruction: 'click "Send"' })
  const dialog = { type: 'confirm', message: 'Send without a text?', answered: 'dismissed' }
  expect(asked).toMatchObject({ status: 200, body: { dialog } })
  expect(asked.body.action_taken).toContain('told no')
  expect(site.hasHeard('/sent')).toBe(false)
  const said = await session.act({ action: session.click('Send'), confirm: true })
  expect(said).toMatchObject({ status: 200, body: { dialog: { ...dialog, answered: 'accepted' } } })
  expect(site.hasHeard('/sent')).toBe(true)
})

test('a question that comes late is waited for where it is to be confirmed', async () => {
  await using session = await open()
  const said = await session.act({ action: { ...session.click('Archive'), confirm: true } })
  expect(said).toMatchObject({ status: 200, body: { dialog: { message: 'Archive it?', answered: 'accepted' } } })
})

test('a prompt is dismissed, and with confirm takes what it suggests', async () => {
  await using session = await open()
  const asked = await session.act({ action: session.click('Rename') })
  expect(asked.body.dialog).toEqual({ type: 'prompt', message: 'New name?', answered: 'dismissed' })
  expect(site.hasHeard('/named-Drafts')).toBe(false)
  const said = await session.act({ instruction: 'click "Rename"', confirm: true })
  expect(said.body.dialog).toMatchObject({ type: 'prompt', answered: 'accepted' })
  expect(site.hasHeard('/named-Drafts')).toBe(true)
})

test('of two questions in a row the one that was told no is named, and both are confirmed', async () => {
  await using session = await open()
  expect((await session.act({ action: session.click('Empty') })).body.dialog.message).toBe('Sure?')
  await session.act({ action: session.click('Empty'), confirm: true })
  expect(site.hasHeard('/emptied')).toBe(true)
})

test('what follows a question that was told no is not done', async () => {
  await using session = await open()
  const { status, body } = await session.act({ instruction: 'click "Send", then click "Other page"' })
  expect({ status, reason: body.error?.details.reason }).toEqual({ status: 502, reason: 'no_effect' })
  expect(body.error.details.dialog).toMatchObject({ type: 'confirm', answered: 'dismissed' })
  expect(site.hasHeard('/other')).toBe(false)
})

test('an alert is acknowledged, and its words are in the answer', async () => {
  await using session = await open()
  const { body } = await session.act({ action: session.click('Check') })
  expect(body.dialog).toEqual({ type: 'alert', message: 'Nothing new', answered: 'accepted' })
})

test('a page that asks whether to leave it is left with confirm, or by another address', async () => {
  await using session = await open()
  await session.act({ instruction: 'fill "Text" with "Dear Ada"' })
  for (const leave of [session.click('Other page'), { method: 'reload' }]) {
    const { body } = await session.act({ action: leave })
    expect(body.dialog ?? body.error.details.dialog).toMatchObject({ type: 'beforeunload', answered: 'dismissed' })
  }
  expect(site.hasHeard('/other')).toBe(false)
  const left = await session.act({ action: session.click('Other page'), confirm: true })
  expect(left.body).toMatchObject({ url: site.url('/other'), dialog: { answered: 'accepted' } })
  await session.send('navigate', { url: site.url() })
  await session.act({ instruction: 'fill "Text" with "Dear Ada"' })
  const { status, body } = await session.send('navigate', { url: site.url('/other') })
  expect({ status, title: body.title }).toEqual({ status: 200, title: 'Other' })
  expect(body.dialog).toMatchObject({ type: 'beforeunload', answered: 'accepted' })
})

test('without allow_writes nothing is confirmed, whatever the caller says', async () => {
  await using session = await open(false)
  const { status, body } = await session.act({ action: session.click('Continue'), confirm: true })
  expect({ status, reason: body.error?.details.reason }).toEqual({ status: 403, reason: 'write_not_allowed' })
  expect(body.error.details.dialog).toMatchObject({ type: 'confirm', answered: 'dismissed' })
  expect(site.hasHeard('/skipped')).toBe(false)
})

test('what nothing on the page fits, or cannot be operated, is refused with what is nearest', async () => {
  await using session = await open()
  const absent = await session.act({ instruction: 'click "Quarterly figures"' })
  expect(absent).toMatchObject({ status: 422, body: { error: { details: { reason: 'target_not_found' } } } })
  expect(absent.body.error.details.candidates.length).toBeGreaterThan(1)
  const button = await session.act({ action: { ...session.click('Rename'), method: 'fill', arguments: ['x'] } })
  expect(button).toMatchObject({ status: 422, body: { error: { details: { reason: 'target_not_found' } } } })
  expect(button.body.error.details.candidates[0]).toMatchObject({ role: 'textbox', name: 'Text' })
})
