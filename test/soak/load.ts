import type { Site } from '../support/site.ts'

/** What clients know of a run: what they were told, and what they were not. */
export interface Told {
  /** Keys whose request was answered with success. */
  readonly done: Set<string>
  /** Requests that got no answer, by key. */
  readonly open: Map<string, Sent>
  /** Answers by status and reason. */
  readonly answers: Map<string, number>
  /** Names of saved logins that were told to be saved. */
  readonly saved: Set<string>
}

export interface Sent {
  readonly path: string
  readonly body: object
}

export const createTold = (): Told => ({ done: new Set(), open: new Map(), answers: new Map(), saved: new Set() })

export interface Target {
  readonly url: string
  readonly key: string
}

const BROWSER = '/v1/users/default/browser'
const HTML = '<title>Soak</title><h1>Soak</h1><p id=p>0</p><button onclick="p.textContent++">More</button>'

/** A page that signs whoever opens it in, and counts how often each key opened it. */
export const createOpenings = (site: Site) => {
  const openings = new Map<string, number>()
  const headers = { 'content-type': 'text/html', 'set-cookie': 'sid=1; Path=/; Max-Age=1000' }
  site.route('/page', request => {
    const key = new URL(request.url).searchParams.get('key') ?? ''
    openings.set(key, (openings.get(key) ?? 0) + 1)
    return new Response(HTML, { headers })
  })
  return openings
}

/** Sends one request and keeps what came of it. Undefined: no answer. */
export const send = async (
  target: Target,
  told: Told,
  { path, body, key = crypto.randomUUID() }: Sent & { key?: string },
) => {
  told.open.set(key, { path, body })
  try {
    const response = await fetch(target.url + BROWSER + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${target.key}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    })
    const answer = JSON.parse(await response.text())
    told.open.delete(key)
    if (response.ok) told.done.add(key)
    const what = response.ok ? '' : ` ${answer.error?.details?.reason}`
    const name = `${response.status}${what}`
    told.answers.set(name, (told.answers.get(name) ?? 0) + 1)
    return { status: response.status, body: answer }
  } catch {
    return undefined
  }
}

/** Opens sessions and drives them until the service is gone: one agent of several. */
export const drive = async (target: Target, told: Told, site: Site): Promise<void> => {
  const post = (path: string, body: object, key?: string) => send(target, told, { path, body, ...(key && { key }) })
  for (;;) {
    const opened = await post('/sessions', { allowed_domains: ['127.0.0.1'], allow_writes: true })
    if (!opened) return
    if (opened.status !== 201) {
      await new Promise(resolve => setTimeout(resolve, 50)) // full: as a client waits
      continue
    }
    const at = `/sessions/${opened.body.session_id}`
    for (let round = 0; round < 3; round += 1) {
      const key = crypto.randomUUID()
      if (!(await post(`${at}/navigate`, { url: site.url(`/page?key=${key}`) }, key))) return
      if (!(await post(`${at}/act`, { instruction: 'click "More"' }))) return
      if (!(await post(`${at}/observe`, {}))) return
      if (!(await post(`${at}/screenshot`, {}))) return
    }
    const name = `login-${crypto.randomUUID()}`
    const saved = await post(`${at}/context`, { name })
    if (!saved) return
    if (saved.status === 201) told.saved.add(name)
    const closed = await fetch(target.url + BROWSER + at, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${target.key}` },
    }).catch(() => undefined)
    if (!closed) return
    await closed.text().catch(() => undefined)
  }
}
