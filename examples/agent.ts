/**
 * A first agent: opens a session, reads a page's links, closes. Run it with
 * `CHAPERONE_KEY=nv_sk_live_… bun examples/agent.ts https://example.com`.
 */
export {}

const [target = 'https://example.com'] = process.argv.slice(2)
const service = process.env['CHAPERONE_URL'] ?? 'http://127.0.0.1:4600'
const key = process.env['CHAPERONE_KEY']
if (!key) throw new Error('CHAPERONE_KEY is missing: the first npm start prints one')

const call = async (method: string, path: string, body?: object) => {
  const response = await fetch(`${service}/v1/users/default/browser${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(`${method} ${path}: ${answer.error.message}. ${answer.error.hint ?? ''}`)
  return answer
}

const { session_id } = await call('POST', '/sessions', { allowed_domains: [new URL(target).host] })
try {
  const { title } = await call('POST', `/sessions/${session_id}/navigate`, { url: target })
  const { links } = await call('POST', `/sessions/${session_id}/links`, {})
  console.log(title)
  for (const { text, href } of links) console.log(`- ${text}: ${href}`)
} finally {
  const { credits_consumed } = await call('DELETE', `/sessions/${session_id}`)
  console.log(`${credits_consumed} credits`)
}
