import { Client, StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client'

/** The protocol's two eras: sessions and initialize up to 2025-11-25, none of both from 2026-07-28 on. */
export const ERAS = ['2025-11-25', '2026-07-28'] as const
export type Era = (typeof ERAS)[number]

/** What a tool said. */
export interface Said {
  readonly isError: boolean
  readonly text: string
  readonly images: readonly { readonly data: string; readonly mimeType: string }[]
}

/** The official client, connected. */
export interface Connected extends AsyncDisposable {
  readonly client: Client
  call(name: string, args?: object, options?: object): Promise<Said>
  /** Opens a session and gives its id. */
  open(args?: object): Promise<string>
}

interface ConnectOptions {
  /** Opens the approval of a gated call, where the client is to be one that can. */
  readonly openUrl?: (url: string) => Promise<'accept' | 'decline'>
  readonly name?: string
}

/** Connects the official client of one era over any transport. */
export const connect = async (transport: Transport, era: Era, options: ConnectOptions = {}): Promise<Connected> => {
  const { openUrl } = options
  const client = new Client(
    { name: options.name ?? 'test', version: '1' },
    {
      capabilities: openUrl ? { elicitation: { url: {} } } : {},
      ...(era === '2026-07-28' ? { versionNegotiation: { mode: { pin: era } } } : {}),
    },
  )
  if (openUrl)
    client.setRequestHandler('elicitation/create', async ({ params }) => ({
      action: await openUrl(String((params as { url?: string }).url)),
    }))
  await client.connect(transport)
  const call: Connected['call'] = async (name, args = {}, more = {}) => {
    const result = await client.callTool({ name, arguments: args as Record<string, unknown> }, more)
    const content = result.content as (
      | { type: 'text'; text: string }
      | { type: 'image'; data: string; mimeType: string }
    )[]
    return {
      isError: result.isError === true,
      text: content.flatMap(part => (part.type === 'text' ? part.text : [])).join('\n'),
      images: content.flatMap(part => (part.type === 'image' ? part : [])),
    }
  }
  return {
    client,
    call,
    open: async (args = {}) => {
      const { text } = await call('browser_create_session', { allowed_domains: ['greenhouse.test'], ...args })
      return /session_id: (\S+)/.exec(text)?.[1] ?? text
    },
    [Symbol.asyncDispose]: () => client.close(),
  }
}

/** As `connect`, to a service's /mcp. */
export const connectTo = (
  { url, headers, user }: { readonly url: string; readonly headers: Record<string, string>; readonly user?: string },
  era: Era,
  options?: ConnectOptions,
): Promise<Connected> => {
  const endpoint = new URL(`${url}/mcp`)
  if (user) endpoint.searchParams.set('user', user)
  return connect(new StreamableHTTPClientTransport(endpoint, { requestInit: { headers } }), era, options)
}
