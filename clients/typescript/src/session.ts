import type { Client } from './generated/client/index.ts'
import * as api from './generated/index.ts'
import { answerOf } from './sending.ts'

/** What every call takes beside its own. */
export interface CallOptions {
  /**
   * Names the call, so that it is never done twice. Made anew for each call unless given: give one where the call is to
   * be sent again by a later run of your program.
   */
  readonly idempotencyKey?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** Headers and signal of a call; its key is made here, once, and is the same in every retry. */
export const toRequest = ({ idempotencyKey = crypto.randomUUID(), signal }: CallOptions) => ({
  headers: { 'Idempotency-Key': idempotencyKey },
  ...(signal && { signal }),
})

/** An open browser session. */
export class Session {
  readonly id: string
  readonly #client: Client
  readonly #path: { readonly user_id: string; readonly session_id: string }

  constructor(client: Client, path: { readonly user_id: string; readonly session_id: string }) {
    this.id = path.session_id
    this.#client = client
    this.#path = path
  }

  /** Loads an address. */
  navigate(url: string, { wait_until, ...options }: CallOptions & Pick<api.Navigate, 'wait_until'> = {}) {
    const body = { url, ...(wait_until && { wait_until }) }
    return answerOf(api.navigate({ ...this.#use(options), body }))
  }

  /** Does what an instruction says, or an action that observe gave. */
  act(what: string | api.Action | api.Element, options: CallOptions = {}) {
    const body = typeof what === 'string' ? { instruction: what } : { action: what as api.Action }
    return answerOf(api.act({ ...this.#use(options), body }))
  }

  /** What can be done on the page; with an instruction, what fits it best. */
  observe(instruction?: string, { limit, ...options }: CallOptions & Pick<api.Observe, 'limit'> = {}) {
    const body = { ...(instruction !== undefined && { instruction }), ...(limit !== undefined && { limit }) }
    return answerOf(api.observe({ ...this.#use(options), body }))
  }

  /** Data off the page. The type is the caller's word: what comes is what the page says. */
  async extract<T = unknown>(
    instruction: string,
    { schema, ...options }: CallOptions & Pick<api.Extract, 'schema'> = {},
  ) {
    const body = { instruction, ...(schema && { schema }) }
    const answer = await answerOf(api.extract({ ...this.#use(options), body }))
    return answer as typeof answer & { result: T }
  }

  /** Where the page leads. */
  links({ contains, limit, ...options }: CallOptions & api.FindLinks = {}) {
    const body = { ...(contains !== undefined && { contains }), ...(limit !== undefined && { limit }) }
    return answerOf(api.links({ ...this.#use(options), body }))
  }

  /** A picture: its URL works for five minutes, for anybody. */
  screenshot({ full_page, format, quality, ...options }: CallOptions & api.TakeScreenshot = {}) {
    const body = {
      ...(full_page !== undefined && { full_page }),
      ...(format && { format }),
      ...(quality !== undefined && { quality }),
    }
    return answerOf(api.screenshot({ ...this.#use(options), body }))
  }

  /** Saves what the session is signed in to. A human has to grant it before it can be reopened. */
  saveLogin(name: string, options: CallOptions = {}) {
    return answerOf(api.saveLogin({ ...this.#use(options), body: { name } }))
  }

  /** The session as it stands. */
  get() {
    return answerOf(api.getSession({ client: this.#client, path: this.#path }))
  }

  /** Closes it; again changes nothing. */
  close(options: CallOptions = {}) {
    return answerOf(api.closeSession(this.#use(options)))
  }

  #use(options: CallOptions) {
    return { client: this.#client, path: this.#path, ...toRequest(options) }
  }
}
