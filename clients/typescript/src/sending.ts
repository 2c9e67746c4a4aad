import { ChaperoneError, toError } from './failure.ts'
import { type Client, createClient } from './generated/client/index.ts'

export interface SendingOptions {
  /** The service, `http://127.0.0.1:4600` unless given. */
  readonly url?: string
  /** An agent's key, `nv_sk_live_…`. */
  readonly key: string
  /** How often a call is sent again that was not answered, or was told to wait; 2 unless given. */
  readonly retries?: number
  readonly fetch?: (request: Request) => Promise<Response>
}

/** What generated calls give back. */
export interface Result<T> {
  readonly data?: T | undefined
  readonly error?: unknown
  readonly response?: Response | undefined
}

const FIRST_WAIT_MS = 250
/** Who has to wait for longer than this is told so instead, in seconds. */
const LONGEST_WAIT = 30

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })

/** Seconds that the service asks to wait before the same again; undefined for an answer that is one. */
const toPause = ({ status, headers }: Response): number | undefined =>
  status === 429 || status === 503 ? Number(headers.get('retry-after') ?? 1) : undefined

/**
 * Sends a request until it is answered. Only what was not done is sent again: without an answer, with the key that it
 * had, and where the service had no place for it. A 409 is an answer.
 */
const sendAgain =
  (send: (request: Request) => Promise<Response>, retries: number) =>
  async (request: Request): Promise<Response> => {
    for (let attempt = 0; ; attempt += 1) {
      const isLast = attempt >= retries
      const backoff = FIRST_WAIT_MS * 2 ** attempt
      try {
        const response = await send(request.clone())
        const pause = toPause(response)
        if (pause === undefined || pause > LONGEST_WAIT || isLast) return response
        await response.body?.cancel()
        await wait(Math.max(pause * 1000, backoff), request.signal)
      } catch (cause) {
        if (request.signal.aborted) throw cause
        if (isLast) throw new ChaperoneError('no_answer', `the service does not answer: ${String(cause)}`, { cause })
        await wait(backoff, request.signal)
      }
    }
  }

/** A generated call leaves itself as `client` in what its Request is made of, where Deno expects a client of its own. */
const VERBS = ['get', 'post', 'put', 'patch', 'delete'] as const

/** The client that generated calls are made with. */
export const createSender = ({ url = 'http://127.0.0.1:4600', key, retries = 2, fetch }: SendingOptions): Client => {
  const send = fetch ?? ((request: Request) => globalThis.fetch(request))
  const client = createClient({
    baseUrl: url.replace(/\/+$/, ''),
    auth: ({ scheme }) => (scheme === 'bearer' ? key : undefined),
    // A redirect would carry the key to whoever it names.
    redirect: 'error',
    fetch: ((request: Request) => sendAgain(send, retries)(request)) as typeof globalThis.fetch,
  })
  for (const verb of VERBS) {
    const call = client[verb]
    client[verb] = (options => call(Object.assign({}, options, { client: undefined }))) as typeof call
  }
  return client
}

/** The answer of a generated call. @throws ChaperoneError */
export const answerOf = async <T>(call: Promise<Result<T>>): Promise<NonNullable<T>> => {
  const { data, error, response } = await call
  if (response?.ok && data !== undefined && data !== null) return data
  if (error instanceof Error) throw error
  throw toError(error, response?.status ?? 0)
}
