/** One request of the walk and what came back. */
export interface Step {
  readonly says: string
  readonly request: string
  readonly status: number
}

/** Talks to the service as an agent would, and tells a reader what it does. */
export interface Guide {
  /** Writes a heading and what it is about. */
  chapter(title: string, text: string): void
  /**
   * Sends a request with the agent's key and shows both sides.
   * @throws Error where the status is not the expected one
   */
  send(step: {
    readonly says: string
    readonly method: string
    readonly path: string
    readonly body?: object
    readonly expect: number
    /** The fields of the answer worth showing; all of them unless given. */
    readonly show?: (answer: Answer) => unknown
  }): Promise<Answer>
  readonly steps: readonly Step[]
}

/** A JSON answer whose fields the walk reads. */
export type Answer = Record<string, unknown>

const MAX_SHOWN = 1_200

export const createGuide = (base: string, key: string, write: (text: string) => void): Guide => {
  const steps: Step[] = []
  return {
    steps,
    chapter: (title, text) => write(`\n── ${title} ${'─'.repeat(Math.max(2, 70 - title.length))}\n${text}\n`),
    async send({ says, method, path, body, expect, show = answer => answer }) {
      write(`\n# ${says}\n${method} ${path}${body ? ` ${JSON.stringify(body)}` : ''}\n`)
      const response = await fetch(base + path, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          'idempotency-key': crypto.randomUUID(),
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      })
      const answer: Answer = await response.json()
      steps.push({ says, request: `${method} ${path}`, status: response.status })
      write(`  ${response.status} ${shorten(show(answer))}\n`)
      if (response.status !== expect) throw new Error(`${says}: ${expect} was expected: ${JSON.stringify(answer)}`)
      return answer
    },
  }
}

const shorten = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)} …` : text
}
