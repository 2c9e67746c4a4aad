import { ChaperoneError } from './failure.ts'
import type { Client } from './generated/client/index.ts'
import * as api from './generated/index.ts'
import { answerOf, createSender, type SendingOptions } from './sending.ts'
import { type CallOptions, Session, toRequest } from './session.ts'

export type ChaperoneOptions = SendingOptions

/** A Chaperone, as one agent sees it. */
export class Chaperone {
  readonly #client: Client
  /** Approvals of the whole workspace. */
  readonly approvals: Approvals

  constructor(options: ChaperoneOptions) {
    this.#client = createSender(options)
    this.approvals = new Approvals(this.#client)
  }

  /** What is done for one user: its id, its external_id, or `default`. */
  user(id = 'default'): User {
    return new User(this.#client, id)
  }

  /** Who is asking. */
  me() {
    return answerOf(api.getMe({ client: this.#client }))
  }
}

/** One user's browser, vault, logins, approvals and log. */
export class User {
  readonly id: string
  readonly browser: Browser
  readonly vault: Vault
  readonly logins: Logins
  readonly approvals: Approvals
  readonly logs: Logs

  constructor(client: Client, id: string) {
    this.id = id
    this.browser = new Browser(client, id)
    this.vault = new Vault(client, id)
    this.logins = new Logins(client, id)
    this.approvals = new Approvals(client, id)
    this.logs = new Logs(client, id)
  }
}

export class Browser {
  readonly #client: Client
  readonly #path: { readonly user_id: string }

  constructor(client: Client, userId: string) {
    this.#client = client
    this.#path = { user_id: userId }
  }

  /** Opens a session, works in it, and closes it, whatever happened. Gives what the work gave. */
  async session<T>(options: api.CreateSession, work: (session: Session) => Promise<T>): Promise<T> {
    const session = await this.open(options)
    let result: T
    try {
      result = await work(session)
    } catch (error) {
      await session.close().catch(() => undefined) // what went wrong first is what is told
      throw error
    }
    await session.close()
    return result
  }

  /** Opens a session that its caller closes. */
  async open(body: api.CreateSession, options: CallOptions = {}): Promise<Session> {
    const { session_id } = await answerOf(api.createSession({ ...this.#use(options), body }))
    return this.resume(session_id)
  }

  /** A session that is open already. */
  resume(sessionId: string): Session {
    return new Session(this.#client, { ...this.#path, session_id: sessionId })
  }

  /** Sessions, newest first. */
  sessions(query: NonNullable<api.ListSessionsData['query']> = {}) {
    return answerOf(api.listSessions({ client: this.#client, path: this.#path, query }))
  }

  /** Signs in with a stored credential. */
  login(body: api.Login, options: CallOptions = {}) {
    return answerOf(api.login({ ...this.#use(options), body }))
  }

  /** Makes an account, or asks a human: then the answer's `status` is `pending_approval`. */
  signup(body: api.Signup, options: CallOptions = {}): Promise<api.SignedUp | api.PendingApproval> {
    return answerOf(api.signup({ ...this.#use(options), body }))
  }

  #use(options: CallOptions) {
    return { client: this.#client, path: this.#path, ...toRequest(options) }
  }
}

export class Vault {
  readonly #client: Client
  readonly #path: { readonly user_id: string }

  constructor(client: Client, userId: string) {
    this.#client = client
    this.#path = { user_id: userId }
  }

  /** Names, kinds and dates; never values. */
  list(query: NonNullable<api.ListVaultEntriesData['query']> = {}) {
    return answerOf(api.listVaultEntries({ client: this.#client, path: this.#path, query }))
  }

  put(key: string, body: api.PutVaultEntry, options: CallOptions = {}) {
    return answerOf(
      api.putVaultEntry({ client: this.#client, path: { ...this.#path, key }, body, ...toRequest(options) }),
    )
  }

  /** Stores a credential that `browser.login` fills in without showing it to anybody. */
  saveCredential(body: api.SaveCredential, options: CallOptions = {}) {
    return answerOf(api.saveCredential({ client: this.#client, path: this.#path, body, ...toRequest(options) }))
  }
}

/** Saved logins: made by `session.saveLogin`, granted by humans, reopened with `context_name`. */
export class Logins {
  readonly #client: Client
  readonly #path: { readonly user_id: string }

  constructor(client: Client, userId: string) {
    this.#client = client
    this.#path = { user_id: userId }
  }

  list() {
    return answerOf(api.listSavedLogins({ client: this.#client, path: this.#path }))
  }
}

interface WaitOptions {
  /** How long to wait for a human, in ms; ten minutes unless given. */
  readonly timeout?: number
  readonly signal?: AbortSignal
}

const LOOK_EVERY_MS = 2_000
const TEN_MINUTES = 10 * 60_000

/** Requests that humans decide on, of one user or of the workspace. */
export class Approvals {
  readonly #client: Client
  readonly #userId: string | undefined

  constructor(client: Client, userId?: string) {
    this.#client = client
    this.#userId = userId
  }

  list(query: NonNullable<api.ListUserApprovalsData['query']> = {}) {
    if (this.#userId === undefined) return answerOf(api.listApprovals({ client: this.#client, query }))
    return answerOf(api.listUserApprovals({ client: this.#client, path: { user_id: this.#userId }, query }))
  }

  get(id: string, { signal }: Pick<CallOptions, 'signal'> = {}) {
    const path = { approval_id: id }
    const use = { client: this.#client, ...(signal && { signal }) }
    if (this.#userId === undefined) return answerOf(api.getApproval({ ...use, path }))
    return answerOf(api.getUserApproval({ ...use, path: { ...path, user_id: this.#userId } }))
  }

  /** The approval once a human has decided and it has run. @throws ChaperoneError `timeout` where nobody decides in time */
  async wait(id: string, { timeout = TEN_MINUTES, signal }: WaitOptions = {}): Promise<api.Approval> {
    const until = Date.now() + timeout
    for (;;) {
      const approval = await this.get(id, { signal })
      if (approval.status !== 'pending') return approval
      const left = until - Date.now()
      if (left <= 0) throw new ChaperoneError('timeout', `nobody has decided on ${id} yet`)
      await new Promise(resolve => setTimeout(resolve, Math.min(LOOK_EVERY_MS, left)))
      signal?.throwIfAborted()
    }
  }
}

export class Logs {
  readonly #client: Client
  readonly #path: { readonly user_id: string }

  constructor(client: Client, userId: string) {
    this.#client = client
    this.#path = { user_id: userId }
  }

  /** What was done, newest first. */
  query(query: NonNullable<api.ListUserLogsData['query']> = {}) {
    return answerOf(api.listUserLogs({ client: this.#client, path: this.#path, query }))
  }
}
