import type { OutgoingRequest } from './taint.ts'

/**
 * What a request that asks for no document does, as far as it tells: `safe` by its method; `read` by its name or its
 * GraphQL; `report` what a page tells of itself to those who count; `write` by its method or name; else `unknown`.
 */
export type Sending = 'safe' | 'read' | 'report' | 'write' | 'unknown'

/** Methods that are safe by definition (IANA HTTP Method Registry). */
const SAFE = new Set('GET HEAD OPTIONS TRACE PRI PROPFIND REPORT SEARCH QUERY'.split(' '))

const READING = new Set(
  `autocomplete browse complete count explore facet facets fetch filter find geocode get history info list load lookup
  msearch preview queries query read resolve search select suggest suggestion suggestions translate view`.split(/\s+/),
)
const WRITING = new Set(
  `accept add approve archive assign block book buy cancel charge checkout clear close comment confirm
  create delete destroy disable edit enable execute follow import insert invite like login logout mark merge message move
  mutate mutation order patch pay place post publish purchase put react register reject remove rename reply report reserve
  reset restore revoke save send set share sign signup start stop store submit subscribe toggle transfer unfollow unlike
  unsubscribe update upload upsert upvote vote write`.split(/\s+/),
)
const REPORTING = new Set(
  `analytics beacon beacons collect csp impression impressions jot log logs metrics pixel rum stats telemetry track
  tracker tracking vitals`.split(/\s+/),
)
/** Of hosts only: what is called so among others' addresses may be a page's own data. */
const REPORTING_HOSTS = new Set(
  `amplitude analytics bugsnag clarity collector datadog datadoghq events hotjar ingest log logs metrics mixpanel newrelic
  nr pixel posthog rum segment sentry stats telemetry track tracker tracking`.split(/\s+/),
)

/** Words of a name: `loadPageChunk`, `conversations.history`, `add-to-cart`. */
const wordsIn = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(word => word !== '')

/** What the first telling word of a name says. */
const readName = (name: string): Sending | undefined => {
  for (const word of wordsIn(name)) {
    if (WRITING.has(word)) return 'write'
    if (READING.has(word)) return 'read'
    if (REPORTING.has(word)) return 'report'
  }
  return undefined
}

/** What the last segment of a path says that says anything. */
const readPath = (path: string): Sending | undefined => {
  for (const segment of path.split('/').reverse()) {
    const said = readName(segment)
    if (said) return said
  }
  return undefined
}

/** Operations that stand at the top of a GraphQL document (GraphQL, section 2.3); `{` alone is a query. */
const readGraphQl = (source: string): Sending => {
  const plain = source.replace(/"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*/g, '')
  let depth = 0
  let top = ''
  for (const sign of plain) {
    if ('{([])}'.includes(sign)) depth += '{(['.includes(sign) ? 1 : -1
    top += depth === 0 ? sign : ' '
  }
  if (/\b(?:mutation|subscription)\b/.test(top)) return 'write'
  return plain.includes('{') ? 'read' : 'unknown'
}

const NAMING = ['operationName', 'method', 'action', 'query_name'] as const

/** What a call says in its body: GraphQL, JSON-RPC, an action's name. */
const readCall = (call: unknown): Sending | undefined => {
  if (typeof call !== 'object' || call === null) return undefined
  const fields = call as Record<string, unknown>
  if (typeof fields['query'] === 'string' && /[{]/.test(fields['query'])) return readGraphQl(fields['query'])
  for (const key of NAMING) {
    const name = fields[key]
    const said = typeof name === 'string' ? readName(name) : undefined
    if (said) return said
  }
  return undefined
}

/** Calls in a body; several in one must all be readings. */
const readBody = (body: string | null | undefined): Sending | undefined => {
  const call = toJson(body ?? '') ?? toForm(body ?? '')
  if (!Array.isArray(call)) return readCall(call)
  const said = new Set(call.map(one => readCall(one) ?? 'unknown'))
  return said.size === 1 ? [...said][0] : said.has('write') ? 'write' : 'unknown'
}

const toJson = (body: string): unknown => {
  if (!/^\s*[[{]/.test(body)) return undefined
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const toForm = (body: string): Record<string, string> | undefined =>
  /^[\w.[\]%-]+=/.test(body) ? Object.fromEntries(new URLSearchParams(body)) : undefined

/** Judges what a request does by what it says: its method, its address, its body. */
export const judgeSending = ({ url, method, body }: Pick<OutgoingRequest, 'url' | 'method' | 'body'>): Sending => {
  if (SAFE.has(method.toUpperCase())) return 'safe'
  if (method.toUpperCase() !== 'POST') return 'write'
  const at = URL.parse(url)
  if (!at) return 'unknown'
  const inBody = readBody(body)
  if (inBody === 'write') return 'write'
  const inPath = readPath(at.pathname)
  if (inPath === 'write') return 'write'
  if (wordsIn(at.hostname).some(word => REPORTING_HOSTS.has(word))) return 'report'
  return inBody ?? inPath ?? 'unknown'
}
