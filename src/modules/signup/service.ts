import type { AgentPrincipal } from '../../contract/session.ts'
import type { ValueName } from '../../forms/match.ts'
import { AppError } from '../../lib/errors.ts'
import type { Secret } from '../../lib/secret.ts'
import type { Calls, Worker } from '../../worker/worker.ts'
import type { Approvals } from '../approvals/service.ts'
import type { Agents } from '../auth/agents.ts'
import type { Credentials, Holder } from '../credentials/service.ts'
import { readPageAddress } from '../filling/destination.ts'
import { driveFlow, type FlowEnd } from '../filling/drive.ts'
import type { FlowOrder, ValueContext, ValueSource } from '../filling/order.ts'
import { toFailure, toPlainAddress, toSigns } from '../filling/outcome.ts'
import type { Call } from '../idempotency/call.ts'
import type { SessionPath, Sessions } from '../sessions/service.ts'
import type { Subject, Users } from '../users/service.ts'
import { createPassword } from './password.ts'
import { toProfileValues, usernameOf } from './profile.ts'
import type { SignupInput } from './schema.ts'

interface SignupDeps {
  readonly sessions: Sessions
  readonly credentials: Credentials
  readonly users: Users
  readonly agents: Agents
  readonly approvals: Approvals
  /** Reads forms. */
  readonly worker: Pick<Worker, 'within'>
  /** Random bytes for passwords. */
  readonly random: (length: number) => Uint8Array
  /** Ends when the service stops. */
  readonly closing: AbortSignal
}

/** What an approval keeps of the request, sealed. */
interface FrozenSignup {
  readonly body: SignupInput
  readonly agent: { readonly id: string; readonly roles: readonly string[]; readonly keyId: string }
}

const ACTION = 'browser.signup'

export type Signup = ReturnType<typeof createSignup>

/** Making accounts: gated by a human where the kit wants it, with a password that only the vault knows. */
export const createSignup = (deps: SignupDeps) => {
  const { sessions, credentials, users, agents, approvals } = deps

  /** @throws AppError profile_email_missing, duplicate_record: before the gate and again behind it */
  const admit = (principal: AgentPrincipal, userParam: string, { service }: SignupInput): Subject => {
    const subject = users.resolve(principal, userParam, { primitive: 'browser', reading: false })
    users.resolve(principal, userParam, { primitive: 'vault', reading: false })
    if (!subject.user.email) throw new AppError('profile_email_missing', 'the user has no email address')
    if (credentials.has(subject.user, service))
      throw new AppError('duplicate_record', 'there is a credential for this service already', { service })
    return subject
  }

  const askHuman = (principal: AgentPrincipal, { user }: Subject, body: SignupInput) => {
    const { url } = readPageAddress(body.url)
    const { id, roles, keyId } = principal
    const approval = approvals.request({
      workspaceId: user.workspace_id,
      userId: user.id,
      requestedBy: { type: 'agent', id },
      primitive: 'browser',
      actionType: ACTION,
      title: `Sign up for ${body.service}`,
      payload: {
        service: body.service,
        url: url.href, // whole: with its query it is another page, and that is what runs
        email: user.email,
        allowed_domains: body.allowed_domains ?? [url.hostname],
        ...(body.confirm && { confirm: true }),
      },
      request: { body, agent: { id, roles, keyId } } satisfies FrozenSignup,
    })
    return {
      status: 'pending_approval' as const,
      approval_id: approval.id,
      action_type: ACTION as 'browser.signup',
      primitive: 'browser' as const,
      title: approval.title,
      message: 'A human has to approve this before it runs.',
    }
  }

  const register = (holder: Holder, body: SignupInput, at: { path: SessionPath; call: Call }) => {
    const { url, site } = readPageAddress(body.url)
    const use = { principal: holder.principal, params: at.path, call: at.call }
    return sessions.perform('signup', use, async turn => {
      const reading = deps.worker.within(turn.deadline)
      const account = createAccount(holder, body, { ...deps, site, reading })
      turn.begin()
      try {
        await turn.tab.navigate(url.href, { waitUntil: 'commit', deadline: turn.deadline })
        const end = await driveFlow(turn, account.order, reading)
        account.settle(end)
        if (end.kind === 'stop') throw toFailure(end, turn.tab.url)
        return {
          status: 201,
          answer: {
            success: true as const,
            service: body.service,
            credential_saved: true as const,
            url: toPlainAddress(turn.tab.url),
            session_id: at.path.session_id,
            evidence: [...end.evidence],
            ...(end.dialog && { dialog: end.dialog }),
          },
          details: { service: body.service, site, evidence: toSigns(end.evidence) },
        }
      } catch (error) {
        account.abandon()
        throw error
      }
    })
  }

  const runNow = async (principal: AgentPrincipal, userParam: string, body: SignupInput, call: Call) => {
    const { user } = admit(principal, userParam, body)
    const { url } = readPageAddress(body.url)
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
    try {
      return await register({ principal, user }, body, { path, call })
    } finally {
      await sessions.close(principal, path)
    }
  }

  approvals.onApproved(ACTION, async (approval, request) => {
    const { body, agent } = request as FrozenSignup
    if (agents.get(approval.workspace_id, agent.id).status !== 'active')
      throw new AppError('unauthorized', 'the agent that asked is disabled')
    const principal: AgentPrincipal = { type: 'agent', workspaceId: approval.workspace_id, ...agent }
    const call: Call = { requestId: `approval ${approval.id}`, signal: deps.closing, claim: null }
    return { ...(await runNow(principal, approval.user_id, body, call)) }
  })

  return {
    /**
     * Makes an account, or asks a human first: on real users unless the kit says otherwise.
     * @throws AppError profile_email_missing, duplicate_record; form_refused, captcha_required, form_not_found and the like
     */
    async run(principal: AgentPrincipal, userParam: string, body: SignupInput, call: Call) {
      const subject = admit(principal, userParam, body)
      const isGated = subject.policy.browser.requiresApproval ?? !subject.user.is_default
      return isGated ? askHuman(principal, subject, body) : await runNow(principal, userParam, body, call)
    },
  }
}

interface AccountDeps {
  readonly credentials: Credentials
  readonly site: string
  readonly random: SignupDeps['random']
  readonly reading: Pick<Calls, 'readDemands'>
}

/** A new account's credential through one flow: in the vault before the form goes out, then confirmed, kept or removed. */
const createAccount = (
  holder: Holder,
  { service, url, confirm = false }: SignupInput,
  { credentials, site, random, reading }: AccountDeps,
) => {
  const { user } = holder
  let password: Secret | undefined
  let isSent = false
  const values = new Map<ValueName, ValueSource>([
    ...toProfileValues(user),
    [
      'password',
      async ({ fields, pageText, judge }: ValueContext) => {
        if (password) return password
        password = await createPassword(await reading.readDemands(fields, pageText), { random, judge })
        if (!password)
          throw new AppError('form_refused', 'no password meets the rules of the form', { state: 'fields' })
        const credential = { email: user.email ?? '', username: usernameOf(user), password }
        credentials.writePending(holder, service, { credential, site })
        return password
      },
    ],
  ])
  const order: FlowOrder = {
    intent: 'signup',
    url,
    site,
    confirm,
    values,
    onFill: () => undefined,
    onSend: () => {
      isSent = true
    },
    onHeld: () => {
      isSent = false
    },
  }
  return {
    order,
    /** What the site said of it. */
    settle(end: FlowEnd): void {
      if (end.kind === 'done') credentials.confirm(holder, service)
      else if (end.reason === 'form_refused') credentials.discard(holder, service)
    },
    /** Whatever went wrong: a password that no site can have is taken back, any other stays. */
    abandon(): void {
      if (password && !isSent) credentials.discard(holder, service)
    },
  }
}
