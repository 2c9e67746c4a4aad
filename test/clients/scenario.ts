import { createInterface } from 'node:readline'
import { Chaperone, ChaperoneError, failedWith } from 'chaperone-client'

/*
 * What a client can do, as a program: it tells what it saw, line by line, and waits for a line where the test has to do
 * something. scenario.py does the same in the same order.
 */

const { CHAPERONE_URL: url = '', CHAPERONE_KEY: key = '', SITE: site = '', NAME: name = '' } = process.env
const chaperone = new Chaperone({ url, key })
const user = chaperone.user('default')
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const tell = (step: string, seen: object) => console.log(JSON.stringify({ step, ...seen }))

const reasonOf = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    await call
    return null
  } catch (error) {
    return error instanceof ChaperoneError ? [error.reason, error.status] : String(error)
  }
}

const work = async () => {
  let id = ''
  const seen = await user.browser.session({ allowed_domains: ['greenhouse.test'] }, async session => {
    id = session.id
    const page = await session.navigate('http://greenhouse.test/')
    const { elements } = await session.observe(undefined, { limit: 2 })
    const acted = await session.act('search for fern')
    const { links } = await session.links({ contains: 'cart' })
    const { result } = await session.extract('the title of the page')
    const picture = await session.screenshot({ format: 'jpeg', quality: 40 })
    return {
      ...{ title: page.title, elements: elements.length, url: acted.url, links: links.length },
      ...{ read: JSON.stringify(result).includes('Plants'), expires_in: picture.expires_in },
    }
  })
  tell('session', { ...seen, after: (await user.browser.resume(id).get()).status })
}

const failures = async () => {
  let id = ''
  const inside = reasonOf(
    user.browser.session({ allowed_domains: ['greenhouse.test'] }, async session => {
      id = session.id
      await session.navigate('https://elsewhere.example/')
    }),
  )
  tell('refused', { reason: await inside, after: (await user.browser.resume(id).get()).status })
  tell('invalid', { reason: await reasonOf(user.browser.open({ allowed_domains: [] })) })
  tell('unknown', { reason: await reasonOf(user.browser.resume('nothing').observe()) })
  tell('wrong key', { reason: await reasonOf(new Chaperone({ url, key: 'nv_sk_live_wrong' }).me()) })
}

/** Answers that get lost on their way: the call is sent again with the key that it had, and charged once. */
const retries = async () => {
  let lost = 0
  const lossy = new Chaperone({
    ...{ url, key },
    fetch: async request => {
      const response = await fetch(request)
      if (!request.url.endsWith('/navigate') || lost > 0) return response
      lost += 1
      throw new TypeError('the answer got lost')
    },
  })
  await lossy.user().browser.session({ allowed_domains: ['greenhouse.test'] }, async session => {
    const page = await session.navigate('http://greenhouse.test/')
    tell('sent again', { lost, credits_remaining: page.credits_remaining })
  })
  const stub = async (status: number, headers = {}) => {
    let sent = 0
    const keys = new Set<string | null>()
    const busy = new Chaperone({
      ...{ url, key, retries: 2 },
      fetch: async request => {
        sent += 1
        keys.add(request.headers.get('idempotency-key'))
        const error = { code: 'conflict', message: 'x', details: { reason: 'session_busy' }, request_id: 'x' }
        return Response.json({ error }, { status, headers })
      },
    })
    await reasonOf(busy.user().browser.resume('x').act('wait'))
    return { sent, keys: keys.size }
  }
  tell('409', await stub(409))
  tell('429', await stub(429, { 'retry-after': '0' }))
}

const records = async () => {
  await user.vault.put(`note-${name}`, { value: 'a value', kind: 'note' })
  const { entries } = await user.vault.list()
  const { events } = await user.logs.query({ action: 'vault.put', limit: 1 })
  const me = await chaperone.me()
  tell('records', {
    stored: entries.some(entry => entry.key === `note-${name}`),
    shown: JSON.stringify(entries).includes('a value'),
    logged: events[0]?.action,
    me: me.type,
    logins: (await user.logins.list()).contexts.length,
  })
}

const approvals = async () => {
  const gated = chaperone.user('gated')
  for (const verdict of ['approve', 'deny']) {
    const asked = await gated.browser.signup({ service: `${verdict}-${name}.example`, url: `${site}/join` })
    if (!('approval_id' in asked)) throw new Error('the sign-up was not gated')
    tell(verdict, { approval_id: asked.approval_id })
    const { status, result } = await gated.approvals.wait(asked.approval_id, { timeout: 60_000 })
    tell('decided', { status, succeeded: result?.['success'] ?? null })
  }
  const waiting = await gated.browser.signup({ service: `wait-${name}.example`, url: `${site}/join` })
  const id = 'approval_id' in waiting ? waiting.approval_id : ''
  tell('undecided', { reason: (await reasonOf(chaperone.approvals.wait(id, { timeout: 1 }))) as object })
}

const crash = async () => {
  const session = await user.browser.open({ allowed_domains: ['127.0.0.1'] })
  const impatient = new Chaperone({ url, key, retries: 0 }).user().browser.resume(session.id)
  const call = (on: typeof session) => on.navigate(`${site}/never?${name}`, { idempotencyKey: `never-${name}` })
  tell('dropped', { reason: await reasonOf(call(impatient)) })
  await lines.next()
  const error = await call(session).catch(thrown => thrown)
  tell('unknown', { is: failedWith(error, 'outcome_unknown'), session: (await session.get()).status })
}

for (const part of [work, failures, retries, records, approvals, crash]) await part()
process.exit(0)
