/** A JSON-RPC 2.0 message as far as it is looked at on its way. */
interface Message {
  readonly id?: string | number | null
  readonly method?: string
  readonly params?: {
    readonly name?: string
    readonly uri?: string
    readonly requestId?: string | number
    readonly _meta?: Readonly<Record<string, unknown>>
  }
  readonly result?: { readonly protocolVersion?: string }
}

export interface BridgeDeps {
  /** The service's /mcp. */
  readonly endpoint: URL
  /** Value of the authorization header. */
  readonly authorization: string
  /** What this process is called towards the service, so that a retry is told from another client's call. */
  readonly connection: string
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>
  /** Writes one message to the client, as one line. */
  readonly write: (line: string) => void
}

/** JSON-RPC's own code for a message that is no JSON, and one of those that are left to servers. */
const PARSE_ERROR = -32700
const SERVER_ERROR = -32000

const VERSION = 'io.modelcontextprotocol/protocolVersion'

/**
 * MCP over stdio for a client that starts a command (specification, stdio transport): each line goes to the service as
 * one request, each message of its answer comes back as a line. Both eras of the protocol pass through; what differs is
 * how a call is cancelled and what the headers say.
 */
export const createBridge = (deps: BridgeDeps) => {
  const pending = new Map<string | number, { readonly isModern: boolean; readonly abort: AbortController }>()
  /** What initialize agreed on, up to 2025-11-25. */
  let agreed: string | undefined

  const answer = (message: object) => deps.write(JSON.stringify(message))
  const refuse = (id: Message['id'], code: number, message: string) =>
    answer({ jsonrpc: '2.0', id: id ?? null, error: { code, message } })

  const post = async (message: Message, signal: AbortSignal) => {
    const response = await deps.fetch(deps.endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        authorization: deps.authorization,
        'chaperone-connection': deps.connection,
        ...toHeaders(message, agreed),
      },
      body: JSON.stringify(message),
      signal,
    })
    for await (const text of readMessages(response)) {
      const received: Message & { readonly error?: unknown } = JSON.parse(text)
      if (message.method === 'initialize') agreed = received.result?.protocolVersion ?? agreed
      if ('jsonrpc' in received) deps.write(text)
      else if (message.id !== undefined) refuse(message.id, SERVER_ERROR, toReason(received.error, response.status))
    }
  }

  /** Whether a notification was meant for this bridge alone: of the new era a call is cancelled by hanging up. */
  const cancels = ({ method, params }: Message): boolean => {
    const call = method === 'notifications/cancelled' ? pending.get(params?.requestId ?? '') : undefined
    if (!call?.isModern) return false
    call.abort.abort()
    return true
  }

  return {
    /** Passes on one line of the client's; settles when its answer, if it has one, is written. */
    async pass(line: string): Promise<void> {
      const message = parse(line)
      if (!message) return refuse(null, PARSE_ERROR, 'the line is not JSON')
      if (cancels(message)) return
      const abort = new AbortController()
      const { id } = message
      if (id !== undefined && id !== null)
        pending.set(id, { isModern: message.params?._meta?.[VERSION] !== undefined, abort })
      try {
        await post(message, abort.signal)
      } catch (error) {
        if (abort.signal.aborted || id === undefined) return
        refuse(id, SERVER_ERROR, `the service at ${deps.endpoint.origin} does not answer (${String(error)})`)
      } finally {
        if (id !== undefined && id !== null) pending.delete(id)
      }
    },
    /** Hangs up on every call that still runs. */
    close: (): void => {
      for (const { abort } of pending.values()) abort.abort()
    },
  }
}

const parse = (line: string): Message | undefined => {
  try {
    const message: unknown = JSON.parse(line)
    return message !== null && typeof message === 'object' ? message : undefined
  } catch {
    return undefined
  }
}

/** The headers that mirror a message (specification 2026-07-28, request metadata), or those of the era before. */
const toHeaders = ({ method, params }: Message, agreed: string | undefined): Record<string, string> => {
  const version = params?._meta?.[VERSION]
  if (typeof version !== 'string') return agreed ? { 'mcp-protocol-version': agreed } : {}
  const name = params?.name ?? params?.uri
  return {
    'mcp-protocol-version': version,
    'mcp-method': method ?? '',
    ...(name !== undefined && { 'mcp-name': toHeaderValue(name) }),
  }
}

/** As the specification wants what is not plain visible ASCII. */
const toHeaderValue = (text: string): string =>
  /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text) && !text.startsWith('=?base64?')
    ? text
    : `=?base64?${Buffer.from(text).toString('base64')}?=`

/** The messages of an answer: one of JSON, those of a stream of events, none where it is empty. */
async function* readMessages(response: Response): AsyncGenerator<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
    const text = (await response.text()).trim()
    if (text) yield text
    return
  }
  for await (const event of splitLines(response.body, /\r?\n\r?\n/)) {
    const data = event
      .split(/\r?\n/)
      .filter(line => line.startsWith('data:'))
      .map(line => line.slice(5).trimStart())
      .join('\n')
    if (data) yield data
  }
}

/** A stream of bytes as texts between separators; the last one needs none behind it. */
export async function* splitLines(
  stream: AsyncIterable<Uint8Array> | null,
  separator = /\r?\n/,
): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of stream ?? []) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split(separator)
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest.trim()) yield rest
}

/** Why the service refused, from its envelope. */
const toReason = (error: unknown, status: number): string => {
  const { message, hint } = (error ?? {}) as { message?: string; hint?: string }
  return [message ?? `the service answered ${status}`, hint].filter(Boolean).join('. ')
}
