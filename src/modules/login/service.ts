import type { AgentPrincipal } from '../../contract/session.ts'
import type { ValueName } from '../../forms/match.ts'
import { AppError, isAppError } from '../../lib/errors.ts'
import { Secret } from '../../lib/secret.ts'
import type { Worker } from '../../worker/worker.ts'
import type { Credentials, Holder, StoredCredential } from '../credentials/service.ts'
import { readPageAddress } from '../filling/destination.ts'
import { driveFlow } from '../filling/drive.ts'
import type { FlowOrder } from '../filling/order.ts'
import { toFailure, toPlainAddress, toSigns } from '../filling/outcome.ts'
import type { Call } from '../idempotency/call.ts'
import type { SessionPath, Sessions } from '../sessions/service.ts'
import type { Users } from '../users/service.ts'
import type { LoginInput } from './schema.ts'

interface LoginDeps {
  readonly sessions: Sessions
  readonly credentials: Credentials
  readonly users: Users
  /** Reads forms. */
  readonly worker: Pick<Worker, 'within'>
  /** Saves what a session is signed in to. @throws AppError duplicate_record, context_not_ready */
  readonly saveLogin: (principal: AgentPrincipal, path: SessionPath, name: string, call: Call) => Promise<unknown>
}

export type Login = ReturnType<typeof createLogin>

interface Wish {
  readonly url: string
  readonly site: string
  readonly confirm: boolean
}

/** What a human can finish, where the session is left open for it. */
const FOR_HUMANS = new Set<string>(['captcha_required', 'otp_required', 'outcome_unclear'])

/** Signing in with a credential that the agent never sees. */
export const createLogin = ({ sessions, credentials, users, worker, saveLogin }: LoginDeps) => {
  const toOrder = (holder: Holder, stored: StoredCredential, { url, site, confirm }: Wish): FlowOrder => ({
    intent: 'login',
    url,
    site,
    confirm,
    values: toValues(stored, credentials),
    onFill: () => credentials.bind(holder, stored, site),
    onSend: () => undefined,
    onHeld: () => undefined,
  })

  const signIn = (
    holder: Holder,
    stored: StoredCredential,
    body: LoginInput,
    at: { path: SessionPath; call: Call },
  ) => {
    const { url, site } = readPageAddress(body.url)
    const use = { principal: holder.principal, params: at.path, call: at.call }
    return sessions.perform('login', use, async turn => {
      turn.begin()
      await turn.tab.navigate(url.href, { waitUntil: 'commit', deadline: turn.deadline })
      const end = await driveFlow(
        turn,
        toOrder(holder, stored, { url: url.href, site, confirm: body.confirm === true }),
        worker.within(turn.deadline),
      )
      if (end.kind === 'stop') throw toFailure(end, turn.tab.url)
      return {
        answer: {
          success: true as const,
          service: body.service,
          url: toPlainAddress(turn.tab.url),
          session_id: at.path.session_id,
          evidence: [...end.evidence],
          ...(end.dialog && { dialog: end.dialog }),
          ...(body.save_as !== undefined && { saved_as: body.save_as }),
        },
        details: { service: body.service, site, evidence: toSigns(end.evidence) },
      }
    })
  }

  return {
    /**
     * Opens a session for the URL's host, signs in, and closes it again unless it is to be kept.
     * @throws AppError not_found without a credential; credential_site_mismatch, origin_unbound, form_posts_elsewhere;
     * invalid_credentials, otp_required, captcha_required, form_not_found, no_navigation_after_submit
     */
    async run(principal: AgentPrincipal, userParam: string, body: LoginInput, call: Call) {
      users.resolve(principal, userParam, { primitive: 'browser', reading: false })
      const { user } = users.resolve(principal, userParam, { primitive: 'vault', reading: false })
      const stored = credentials.open(user, body.service)
      const { url, site } = readPageAddress(body.url)
      credentials.assertFor({ principal, user }, stored, site)
      const { session_id } = await sessions.create(
        principal,
        userParam,
        {
          allowed_domains: body.allowed_domains ?? [url.hostname],
          allow_writes: true,
          timeout_minutes: body.timeout_minutes ?? 15,
        },
        call,
      )
      const path = { user_id: userParam, session_id }
      let isKept = false
      try {
        const answer = await signIn({ principal, user }, stored, body, { path, call })
        if (body.save_as !== undefined) await saveLogin(principal, path, body.save_as, call)
        isKept = body.keep_open === true
        return answer
      } catch (error) {
        isKept = body.keep_open === true && isAppError(error) && FOR_HUMANS.has(error.reason)
        throw isKept && isAppError(error)
          ? new AppError(error.reason, error.message, { ...error.detail, session_id }, { cause: error.cause })
          : error
      } finally {
        if (!isKept) await sessions.close(principal, path)
      }
    },
  }
}

const toValues = ({ credential }: StoredCredential, credentials: Credentials): FlowOrder['values'] => {
  const { email, username, password, totp } = credential
  const values = new Map<ValueName, () => Secret | undefined>([
    ['email', () => new Secret(email)],
    ['password', () => password],
  ])
  if (username !== undefined) values.set('username', () => new Secret(username))
  if (totp) values.set('otp', () => credentials.codeOf(credential))
  return values
}
