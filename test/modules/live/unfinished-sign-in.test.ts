import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { EMAIL, isRight, PASSWORD, page, serveFlow } from '../../forms/flow-site.ts'
import { type Service, startService } from '../../support/service.ts'
import { until } from '../../support/until.ts'
import { ticketIn, Viewer } from '../../support/viewer.ts'
import { listen } from '../login/hostile-site.ts'

setDefaultTimeout(60_000)

const USER = '/v1/users/default/browser'
let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
})

const agent = (method: string, path: string, body?: unknown) => service.send(service.agent, method, USER + path, body)

/** A sign-in that asks for a captcha once it was sent, and sends in earnest from the middle of the page. */
const serve = (elsewhere: string) => {
  const site = serveFlow({
    '/': page(`<h1>Sign in</h1>
      <form id="f" method="post" action="/in"><input name="email" type="email"><input id="p" name="password" type="password"><button>Sign in</button></form>
      <button id="go" type="button" style="position:fixed;left:600px;top:360px;width:80px;height:80px">I am no robot</button>
      <script>
        f.onsubmit = event => {
          event.preventDefault()
          if (document.querySelector('.g-recaptcha')) return
          document.body.append(Object.assign(document.createElement('div'), { className: 'g-recaptcha', textContent: 'Solve this', style: 'width:300px;height:78px' }))
          setInterval(() => { new Image().src = '/tick?' + Math.random(); new Image().src = '${elsewhere}/widget?' + Math.random() }, 50)
        }
        go.onclick = () => f.submit()
      </script>`),
    '/in': form => (isRight(form) ? { go: '/home' } : 'no'),
    '/home': page('<h1>Your account</h1><a href="/logout">Log out</a>'),
  })
  return site
}

/** A session that a sign-in stopped in, and a human at its live view. */
const stopped = async (name: string, site: ReturnType<typeof serve>) => {
  await agent('POST', '/credentials', { service: name, email: EMAIL, password: PASSWORD })
  const { body } = await agent('POST', '/login', { service: name, url: site.url('/'), keep_open: true })
  expect(body.error.details.reason).toBe('captcha_required')
  const id = body.error.details.session_id
  const view = await service.send(service.owner, 'GET', `${USER}/sessions/${id}/live-view`)
  const html = await (await fetch(view.body.live_view_url, { headers: service.owner })).text()
  const viewer = new Viewer(service.url, ticketIn(html))
  await until(() => viewer.last('mode') !== undefined)
  return { id, viewer, observe: () => agent('POST', `/sessions/${id}/observe`, {}) }
}
const drives = (viewer: Viewer, driving: boolean) => until(() => viewer.last('mode')?.['driving'] === driving)

test('other sites hear of the page once a human drives, and no more when they hand back', async () => {
  using elsewhere = listen()
  using site = serve(elsewhere.origin)
  const { id, viewer, observe } = await stopped('lifted', site)
  using _viewer = viewer
  await until(() => site.hasHeard('/tick'))
  expect(elsewhere.heard).toEqual([])
  viewer.send({ type: 'take_over' })
  await drives(viewer, true)
  await until(() => elsewhere.heard.some(line => line.includes('/widget')))
  viewer.send({ type: 'hand_back' })
  await drives(viewer, false)
  const ticks = () => site.heard.filter(({ path }) => path === '/tick').length
  const before = ticks()
  await until(() => ticks() > before + 2) // what was on its way has come
  elsewhere.heard.splice(0)
  const later = ticks()
  await until(() => ticks() > later + 5)
  expect(elsewhere.heard).toEqual([])
  let seen = await observe()
  while (seen.status === 409) seen = await observe() // until its fields are emptied
  expect(JSON.stringify(seen.body)).not.toContain(PASSWORD)
  expect(seen.status).toBe(200)
  await agent('DELETE', `/sessions/${id}`)
})

test('an agent goes on where the human has signed in', async () => {
  using elsewhere = listen()
  using site = serve(elsewhere.origin)
  const { id, viewer, observe } = await stopped('finished', site)
  using _viewer = viewer
  expect((await observe()).body.error.details).toMatchObject({ reason: 'human_in_control', why: 'secret_on_page' })
  viewer.send({ type: 'take_over' })
  await drives(viewer, true)
  viewer.click(640, 400)
  await until(() => site.hasHeard('/home'))
  viewer.send({ type: 'hand_back' })
  await drives(viewer, false)
  const { body } = await observe()
  expect(body.elements.map(({ name }: { name: string }) => name)).toEqual(['Log out'])
  await agent('DELETE', `/sessions/${id}`)
})
