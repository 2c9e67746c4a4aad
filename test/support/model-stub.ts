/** A question as an OpenAI-compatible endpoint hears it. */
export interface HeardQuestion {
  readonly path: string
  readonly authorization: string | null
  readonly body: {
    readonly model: string
    readonly messages: readonly { readonly role: string; readonly content: string }[]
    readonly response_format?: { readonly type: string; readonly json_schema?: { readonly schema: unknown } }
  }
}

type Reply = (question: HeardQuestion) => Response | string | Promise<Response | string>

/** A model behind an OpenAI-compatible endpoint, for tests: it says what it was told to, in order. */
export interface ModelStub extends Disposable {
  /** With `/v1`. */
  readonly url: string
  readonly heard: readonly HeardQuestion[]
  /** What the next questions get: the text of an answer, or a response of one's own. Forgets what was heard. */
  replyWith(...replies: Reply[]): void
}

const completion = (content: string) =>
  Response.json({
    id: 'x',
    object: 'chat.completion',
    created: 0,
    model: 'stub',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 100, completion_tokens: 7, total_tokens: 107 },
  })

/** Starts the stub on a free port of 127.0.0.1; what it was not told to answer is a 500. */
export const serveModel = (): ModelStub => {
  const heard: HeardQuestion[] = []
  let waiting: Reply[] = []
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    idleTimeout: 0,
    async fetch(request) {
      const question: HeardQuestion = {
        path: new URL(request.url).pathname,
        authorization: request.headers.get('authorization'),
        body: JSON.parse((await request.text()) || '{}'),
      }
      heard.push(question)
      const said = await waiting.shift()?.(question)
      if (said === undefined) return new Response('nothing to say', { status: 500 })
      return typeof said === 'string' ? completion(said) : said
    },
  })
  return {
    url: `http://127.0.0.1:${server.port}/v1`,
    heard,
    replyWith(...replies) {
      heard.splice(0)
      waiting = replies
    },
    [Symbol.dispose]: () => void server.stop(true),
  }
}

/** The ref under which a question lists the element that this role and name belong to. */
export const listedRef = ({ body }: HeardQuestion, role: string, name: string): string => {
  const page = body.messages.find(({ role: from }) => from === 'user')?.content ?? ''
  const line = page.split('\n').find(text => text.endsWith(` ${role} ${JSON.stringify(name)}`))
  return line?.split(' ')[0] ?? ''
}

/** A model that clicks what is listed under this role and name. */
export const clicking =
  (role: string, name: string): Reply =>
  question =>
    JSON.stringify({ steps: [{ method: 'click', ref: listedRef(question, role, name) }] })
