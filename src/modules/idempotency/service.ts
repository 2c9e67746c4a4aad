import { joinSealed, type Sealer, splitSealed } from '../../crypto/envelope.ts'
import type { Mac } from '../../crypto/keyring.ts'
import type { Db, DbWriter } from '../../db/open.ts'
import { toCanonicalJson } from '../../lib/canonical-json.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { Secret } from '../../lib/secret.ts'
import type { Call, Claim } from './call.ts'
import { type ClaimKey, type ClaimRow, createIdempotencyStore } from './store.ts'

const KEPT_MS = 24 * 60 * 60 * 1000

export interface IdempotencyDeps {
  readonly db: Db
  readonly clock: Clock
  /** Seals stored answers. */
  readonly answers: Sealer
  /** Compares a request with the first one of its key. */
  readonly requests: Mac
  /** The envelope's rendering of a failure: what is stored where an action failed. */
  readonly toFailure: (error: unknown, requestId: string) => { readonly status: number; readonly body: unknown }
  /** Aborts when the service shuts down. */
  readonly closing: AbortSignal
}

/** A request as idempotency sees it. `content` is everything that makes two requests the same one. */
export interface KeyedRequest {
  readonly requestId: string
  readonly principal: { readonly id: string; readonly workspaceId: string }
  readonly method: string
  readonly path: string
  readonly key: string | null
  readonly content: unknown
  /** How long its answer is given again, in ms; 24 hours unless given. */
  readonly keptMs?: number
}

export interface RunOptions<T> {
  /** Status of the answer; 200 unless given. */
  readonly status?: number | ((result: T) => number)
  /** Refuse a request without a key. */
  readonly required?: boolean
  /** The answer carries a secret: it is not stored, and its replay is refused. */
  readonly secret?: boolean
}

/** A first answer, or a stored one as the text that was sent. */
export type RunOutcome<T> =
  | { readonly replayed: false; readonly status: number; readonly body: T }
  | { readonly replayed: true; readonly status: number; readonly text: string }

export type Idempotency = ReturnType<typeof createIdempotency>

/**
 * Runs each keyed request once. A claim is held in memory while nothing was done; its row says acting (a browser may
 * have been touched), then done (the answer is stored). A refusal frees a claim that is not acting; every later outcome
 * is stored, and given again for 24 hours.
 */
export const createIdempotency = (deps: IdempotencyDeps) => {
  const store = createIdempotencyStore(deps.db)
  /** Requests under way, and the content that each was made with. */
  const running = new Map<string, string>()

  const open = (row: ClaimRow, workspaceId: string): { status: number; text: string } => {
    if (row.status === 410 && !row.answer)
      throw new AppError('session_ended', 'the saved login behind this answer was revoked', { status: 'closed' })
    if (!row.answer || row.status === null) throw new AppError('answer_not_kept', 'the first answer was not kept')
    const sealed = splitSealed(row.answer)
    return { status: row.status, text: deps.answers.openText(sealed, toAnswerScope(row, workspaceId)).reveal() }
  }

  /** The stored answer where there is one; undefined where the key is free. */
  const look = (key: ClaimKey, hmac: string, workspaceId: string) => {
    const first = running.get(toText(key))
    const row = first === undefined ? store.find(key) : undefined
    const isKept = row !== undefined && row.expires_at > deps.clock.now()
    if ((first ?? (isKept ? row.request_hmac : hmac)) !== hmac)
      throw new AppError('idempotency_key_reused', 'the key was used for another request')
    if (first !== undefined) throw new AppError('idempotency_in_progress', 'the first request with this key runs')
    if (isKept && row.state === 'done') return open(row, workspaceId)
    if (isKept) throw new AppError('outcome_unknown', 'the service stopped while the first request with this key ran')
    if (row) store.remove(key)
    return undefined
  }

  const createClaim = (key: ClaimKey, hmac: string, { principal, keptMs = KEPT_MS }: KeyedRequest) => {
    const state: { settled: boolean; sessionId: string | null } = { settled: false, sessionId: null }
    const created_at = deps.clock.now()
    const put = (change: Pick<ClaimRow, 'state' | 'status' | 'answer'>) =>
      store.put({
        ...{ ...key, ...change, request_hmac: hmac, session_id: state.sessionId },
        ...{ created_at, expires_at: deps.clock.now() + keptMs },
      })
    const settle = (status: number, text: string | null) => {
      const sealed =
        text === null ? null : deps.answers.sealText(new Secret(text), toAnswerScope(key, principal.workspaceId))
      put({ state: 'done', status, answer: sealed && Buffer.from(joinSealed(sealed)) })
      state.settled = true
    }
    const claim: Claim = {
      markActing: sessionId => {
        state.sessionId = sessionId
        put({ state: 'acting', status: null, answer: null })
      },
      settle: (_transaction, status, body, sessionId) => {
        state.sessionId = sessionId ?? state.sessionId
        settle(status, JSON.stringify(body))
      },
    }
    return { claim, settle, state }
  }

  const runClaimed = async <T>(
    request: KeyedRequest,
    { key, hmac }: { readonly key: ClaimKey; readonly hmac: string },
    work: (call: Call) => T | Promise<T>,
    options: RunOptions<T>,
  ): Promise<RunOutcome<T>> => {
    const { requestId } = request
    const { claim, settle, state } = createClaim(key, hmac, request)
    running.set(toText(key), hmac)
    try {
      const body = await work({ requestId, signal: deps.closing, claim })
      const status = toStatus(body, options)
      if (!state.settled) settle(status, options.secret ? null : JSON.stringify(body))
      return { replayed: false, status, body }
    } catch (error) {
      // The row and not the flag decides: a transaction that settled may have been rolled back.
      if (store.find(key)?.state === 'acting') {
        const failure = deps.toFailure(error, requestId)
        settle(failure.status, JSON.stringify(failure.body))
      }
      throw error
    } finally {
      running.delete(toText(key))
    }
  }

  return {
    /**
     * Runs `work` once for its key, or gives the stored answer.
     * @throws AppError idempotency_key_required, validation, idempotency_key_reused, idempotency_in_progress,
     * outcome_unknown, answer_not_kept, session_ended, and whatever `work` throws
     */
    async run<T>(
      request: KeyedRequest,
      work: (call: Call) => T | Promise<T>,
      options: RunOptions<T> = {},
    ): Promise<RunOutcome<T>> {
      if (request.key === null) {
        if (options.required) throw new AppError('idempotency_key_required', 'the Idempotency-Key header is missing')
        const body = await work({ requestId: request.requestId, signal: deps.closing, claim: null })
        return { replayed: false, status: toStatus(body, options), body }
      }
      assertKey(request.key)
      const { principal, method, path } = request
      const key = { agent_id: principal.id, method, path, key: request.key }
      const hmac = deps.requests.sign(toCanonicalJson(request.content))
      const stored = look(key, hmac, principal.workspaceId)
      if (stored) return { replayed: true, ...stored }
      return runClaimed(request, { key, hmac }, work, options)
    },
    /** Forgets what is older than 24 hours. */
    sweep: () => store.removeExpired(deps.clock.now()),
    /** Destroys the stored answers of a session whose saved login was revoked: a replay is 410 from now on. */
    withdrawAnswers: (writer: DbWriter, sessionId: string) => store.withdraw(writer, sessionId, 410),
  }
}

/** What a stored answer is sealed for; key rotation derives the same from the row. */
export const toAnswerScope = (key: ClaimKey, workspaceId: string) => ({
  workspaceId,
  userId: null,
  name: toText(key),
})

const toText = (key: ClaimKey): string => [key.agent_id, key.method, key.path, key.key].join('\n')

const toStatus = <T>(result: T, { status = 200 }: RunOptions<T>): number =>
  typeof status === 'function' ? status(result) : status

/** 1 to 255 visible ASCII characters (RFC 5234 VCHAR). */
const assertKey = (key: string): void => {
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return
  throw new AppError('validation', 'the Idempotency-Key header is not 1 to 255 visible ASCII characters', {
    fields: [{ path: 'headers.idempotency-key', message: 'must be 1 to 255 visible ASCII characters' }],
  })
}
