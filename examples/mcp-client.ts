/**
 * A plain MCP client. Run it with `CHAPERONE_KEY=nv_sk_live_… bun examples/mcp-client.ts https://example.com`.
 */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

const [target = 'https://example.com'] = process.argv.slice(2)
const { CHAPERONE_URL: url = 'http://127.0.0.1:4600', CHAPERONE_KEY: key } = process.env

const client = new Client({ name: 'example', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } })
const headers = { authorization: `Bearer ${key}` }
await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } }))

const call = async (name: string, args: Record<string, unknown>): Promise<string> => {
  const { content, isError } = await client.callTool({ name, arguments: args })
  const said = content.flatMap(part => (part.type === 'text' ? part.text : [])).join('\n')
  if (isError) throw new Error(said)
  return said
}

const opened = await call('browser_create_session', { allowed_domains: [new URL(target).hostname] })
const session_id = /session_id: (\S+)/.exec(opened)?.[1]
try {
  console.log(await call('browser_navigate', { session_id, url: target }))
  console.log(await call('browser_links', { session_id }))
} finally {
  console.log(await call('browser_close_session', { session_id }))
  await client.close()
}
