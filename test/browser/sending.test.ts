import { describe, expect, test } from 'bun:test'
import { judgeSending, type Sending } from '../../src/browser/sending.ts'

type Row = readonly [address: string, body?: unknown, method?: string]

/** Requests as sites of many kinds send them, by what they do. */
const SHAPES: Readonly<Record<Sending, readonly Row[]>> = {
  safe: [
    ['https://a.test/api/delete', undefined, 'GET'],
    ['https://a.test/x', undefined, 'OPTIONS'],
    ['https://a.test/items', '{}', 'QUERY'],
  ],
  read: [
    // Search engines as a service, and those that sites run themselves
    ['https://x-dsn.algolia.test/1/indexes/*/queries?x-algolia-agent=js', '{"requests":[]}'],
    ['https://a.test/products/_search', '{"query":{"match_all":{}}}'],
    ['https://a.test/products/_msearch', '{}\n{"query":{}}'],
    ['https://a.test/solr/core/select', 'q=fern'],
    ['https://a.test/api/v2/multi-search', '{"queries":[]}'],
    ['https://a.test/api/typeahead/suggest', '{"text":"fe"}'],
    // GraphQL
    ['https://a.test/graphql', { query: '{ plants { name } }' }],
    [
      'https://a.test/graphql',
      { operationName: 'Plants', query: 'query Plants($n: Int) { plants(first: $n) { name } }' },
    ],
    [
      'https://a.test/graphql',
      { query: 'fragment F on Plant { name } query P { plants { ...F mutation: note(text: "mutation {x}") } }' },
    ],
    ['https://a.test/graphql', [{ query: '{ a }' }, { query: 'query B { b }' }]],
    ['https://a.test/api/graphql', { operationName: 'HomeFeedQuery', extensions: { persistedQuery: { version: 1 } } }],
    // Calls by name
    ['https://a.test/api/v3/loadPageChunk', { pageId: '1' }],
    ['https://a.test/api/conversations.history', 'channel=C1'],
    ['https://a.test/youtubei/v1/browse', { context: {} }],
    ['https://a.test/rpc', { jsonrpc: '2.0', method: 'listOrders', id: 1 }],
    ['https://a.test/wp-admin/admin-ajax.php', 'action=load_more_posts&page=2'],
    ['https://a.test/xrpc/orders.getOrders', {}],
    ['https://a.test/DataService.svc/GetItems', {}],
  ],
  report: [
    ['https://www.google-analytics.test/g/collect?v=2', 'en=click'],
    ['https://o1.ingest.sentry.test/api/1/envelope/', '{}'],
    ['https://a.test/api/v2/rum', '{}'],
    ['https://a.test/telemetry/batch', '{}'],
    ['https://bam.nr-data.test/events/1/abc', '{}'],
    ['https://a.test/i/jot/client_event.json', 'x=1'],
    ['https://a.test/youtubei/v1/log_event', { events: [] }],
  ],
  write: [
    ['https://a.test/api/items/7', undefined, 'DELETE'],
    ['https://a.test/api/items/7', '{}', 'PUT'],
    ['https://a.test/api/items/7', '{}', 'PATCH'],
    ['https://a.test/cart/add.js', 'id=1&quantity=1'],
    ['https://a.test/api/add-to-cart', '{}'],
    ['https://a.test/order', '{}'],
    ['https://a.test/search/save', '{}'],
    ['https://a.test/v1/payment_intents/pi_1/confirm', 'key=1'],
    ['https://a.test/log/delete', '{}'],
    ['https://a.test/graphql', { query: 'mutation { deleteAccount }' }],
    ['https://a.test/graphql', { query: '# query\nquery A { a } mutation B { b }', operationName: 'B' }],
    ['https://a.test/graphql', [{ query: '{ a }' }, { query: 'mutation { b }' }]],
    ['https://a.test/api/graphql', { operationName: 'LikePostMutation', extensions: {} }],
    ['https://a.test/rpc', { jsonrpc: '2.0', method: 'deleteOrder', id: 1 }],
    ['https://a.test/wp-admin/admin-ajax.php', 'action=delete_post&id=2'],
    ['https://a.test/api/search', { query: 'mutation { x }' }],
  ],
  unknown: [
    ['https://a.test/did', '{}'],
    ['https://a.test/orders', '{}'],
    ['https://a.test/_/Ui/data/batchexecute', 'f.req=%5B%5D'],
    ['https://a.test/'],
    ['https://a.test/graphql', '{broken'],
  ],
}

describe('what a request does is told by its method, address and body', () => {
  for (const [sending, rows] of Object.entries(SHAPES))
    for (const [url, body, method = 'POST'] of rows)
      test(`${sending}: ${method} ${url} ${JSON.stringify(body) ?? ''}`.slice(0, 150), () => {
        const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
        expect(judgeSending({ url, method, body: text as string | undefined })).toBe(sending as Sending)
      })
})
