import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { insidesOf } from '../../../src/browser/tab.ts'
import { useChromium } from '../../support/chromium.ts'
import { createTextReader } from '../../support/ocr.ts'
import { type Service, startService } from '../../support/service.ts'
import { serveSite } from '../../support/site.ts'

const chromium = useChromium()
setDefaultTimeout(120_000)

const USER = '/v1/users/default/browser'

let service: Service
beforeAll(async () => {
  service = await startService()
}, 60_000)
afterAll(async () => {
  await service[Symbol.asyncDispose]()
}, 60_000)

const agent = (method: string, path: string, body?: unknown) => service.send(service.agent, method, USER + path, body)

/** Words that stand on the signed-in pages and nowhere else; each in another kind of place. */
const CANARIES = [
  'pelican',
  'harbour',
  'lantern',
  'orchard',
  'thimble',
  'walnut',
  'glacier',
  'marigold',
  'quarry',
  'juniper',
]

const drawn = (word: string) =>
  `<svg xmlns='http://www.w3.org/2000/svg' width='300' height='60'><rect width='300' height='60' fill='white'/><text x='5' y='45' font-size='40' font-family='sans-serif' fill='magenta'>${word}</text></svg>`
const asUrl = (word: string) => `data:image/svg+xml,${encodeURIComponent(drawn(word)).replaceAll("'", '%27')}`

/** Everything that tells something is magenta, and large enough to be read off a picture. */
const HOME = `<!doctype html><html lang="en"><title>Marigold account</title>
<style>* { color: #f0f; font: 40px sans-serif } body { margin: 20px; background: #fff } .back { width: 300px; height: 60px; background: url("${asUrl('thimble')}") } .after::after { content: 'walnut' } input, button { background: #fff }</style>
<h1>Letter of pelican</h1><p>harbour</p><img src="${asUrl('lantern')}" alt="lantern"><canvas width="300" height="60"></canvas>
<div class="back"></div><p class="after"></p><div id="host"></div><input value="quarry" aria-label="quarry" style="width:280px">
<p><a href="/letters/juniper?juniper=1">juniper</a> <button>Send pelican</button> <button>Keep pelican</button></p>
<button onclick="throw new Error('harbour')">Sign out</button>
<p style="margin-top:900px">far below: pelican</p>
<script>
const context = document.querySelector('canvas').getContext('2d')
context.fillStyle = '#f0f'; context.font = '40px sans-serif'; context.fillText('orchard', 5, 45)
document.getElementById('host').attachShadow({ mode: 'closed' }).innerHTML = '<p style="color:#f0f;font:40px sans-serif;margin:0">glacier</p>'
</script>`

const serveAccount = () => {
  const site = serveSite()
  const html = { 'content-type': 'text/html; charset=utf-8' }
  const page = (request: Request) =>
    (request.headers.get('cookie') ?? '').includes('sid=in')
      ? new Response(HOME, { headers: html })
      : new Response('<title>Sign in</title><input type="password">', { headers: html, status: 401 })
  site.route('/', page)
  site.route('/letters/juniper', page)
  site.route('/login', () => new Response('<p>in', { headers: { ...html, 'set-cookie': 'sid=in; HttpOnly; Path=/' } }))
  return site
}

const open = async (body: object): Promise<string> =>
  (await agent('POST', '/sessions', { allowed_domains: ['127.0.0.1'], ...body })).body.session_id

const picture = async (id: string, body: object): Promise<Uint8Array> =>
  new Uint8Array(await (await fetch((await agent('POST', `/sessions/${id}/screenshot`, body)).body.url)).arrayBuffer())

/** How many pixels of a picture are nearer to magenta than to any grey. */
const countMagenta = async (bytes: Uint8Array): Promise<number> => {
  await using lease = await chromium.lease()
  return Number(
    await insidesOf(lease.tab).page.evaluate(`(async () => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.fromBase64('${bytes.toBase64()}')]))
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
      context.drawImage(bitmap, 0, 0)
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
      let count = 0
      for (let at = 0; at < data.length; at += 4) if (data[at] > data[at + 1] + 40 && data[at + 2] > data[at + 1] + 40) count += 1
      return count
    })()`),
  )
}

test('without allow_extract no answer, picture or log of a signed-in page tells a word of it; with it they do', async () => {
  using site = serveAccount()
  const first = await open({})
  await agent('POST', `/sessions/${first}/navigate`, { url: site.url('/login') })
  await agent('POST', `/sessions/${first}/context`, { name: 'account' })
  await agent('DELETE', `/sessions/${first}`)
  const grant = { grantee_type: 'agent', grantee_id: service.agentId }
  await service.send(service.owner, 'POST', `${USER}/contexts/account/grants`, grant)

  await using reader = await createTextReader()
  const wordsIn = async (bytes: Uint8Array) => {
    const text = await reader.read(bytes)
    return CANARIES.filter(word => text.includes(word))
  }
  const allowed = await open({ context_name: 'account', allow_extract: true })
  await agent('POST', `/sessions/${allowed}/navigate`, { url: site.url('/') })
  const shown = await picture(allowed, {})
  expect(await wordsIn(shown)).toEqual(
    expect.arrayContaining(['pelican', 'harbour', 'lantern', 'orchard', 'thimble', 'glacier']),
  )
  expect(await countMagenta(shown)).toBeGreaterThan(5_000)
  await agent('DELETE', `/sessions/${allowed}`)

  const id = await open({ context_name: 'account', allow_writes: true })
  const answers = [
    await agent('POST', `/sessions/${id}/navigate`, { url: site.url('/letters/juniper?juniper=2') }),
    await agent('POST', `/sessions/${id}/observe`),
    await agent('POST', `/sessions/${id}/observe`, { instruction: 'the letters' }),
    await agent('POST', `/sessions/${id}/extract`, { instruction: 'everything' }),
    await agent('POST', `/sessions/${id}/links`),
    await agent('POST', `/sessions/${id}/act`, { instruction: 'click "Nothing of the kind"' }),
    await agent('POST', `/sessions/${id}/act`, { instruction: 'click the button' }),
    await agent('POST', `/sessions/${id}/act`, { instruction: 'click "Sign out"' }),
    await agent('POST', `/sessions/${id}/navigate`, { url: 'http://127.0.0.1:2/nothing' }),
    await agent('POST', `/sessions/${id}/navigate`, { url: site.url('/') }),
    await agent('GET', `/sessions/${id}`),
  ]
  expect(answers.slice(3, 5).map(({ body }) => body.error.details.reason)).toEqual([
    'read_restricted',
    'read_restricted',
  ])
  expect(answers.slice(5, 9).map(({ status }) => status >= 400)).toEqual([true, true, true, true])
  const [covered, whole] = [await picture(id, {}), await picture(id, { full_page: true })]
  for (const one of [covered, whole]) expect(await wordsIn(one)).toEqual([])
  for (const one of [covered, whole, await picture(id, { format: 'jpeg', quality: 90 })])
    expect(await countMagenta(one)).toBe(0)
  const { body: log } = await service.send(service.owner, 'GET', '/v1/users/default/logs?limit=200')
  const own = log.events.filter((event: { entity_id: string }) => event.entity_id === id)
  expect(own.length).toBeGreaterThan(5)
  const said = [...answers.map(({ body }) => body), ...own].map(one => JSON.stringify(one).toLowerCase())
  for (const word of CANARIES) expect(said.filter(text => text.includes(word))).toEqual([])
  await agent('DELETE', `/sessions/${id}`)
})
