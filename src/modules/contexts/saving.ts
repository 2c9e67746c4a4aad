import { takeSnapshot } from '../../browser/perception/snapshot.ts'
import { captureState } from '../../browser/state/capture.ts'
import { isEmptyState, replaceWithin } from '../../browser/state/login-state.ts'
import type { AgentPrincipal, HumanPrincipal, Principal } from '../../contract/session.ts'
import { toTimestamp } from '../../lib/clock.ts'
import { Deadline } from '../../lib/deadline.ts'
import { AppError } from '../../lib/errors.ts'
import type { Audit } from '../audit/service.ts'
import type { Call } from '../idempotency/call.ts'
import type { HeldSession, SessionPath, Sessions } from '../sessions/service.ts'
import { toProbe } from './probe.ts'
import { toScopeOf } from './scope.ts'
import type { Contexts } from './service.ts'
import type { ContextRow } from './store.ts'

interface SavingDeps {
  readonly sessions: Sessions
  readonly contexts: Contexts
  readonly audit: Audit
}

const SAVE_MS = 30_000

/** Saving the login of a running session. */
export const createSaving = ({ sessions, contexts, audit }: SavingDeps) => {
  const save = async (principal: Principal, { row, session }: HeldSession, name: string, call: Call) => {
    using _turn = await sessions.takeTurn(session)
    if (session.ended) throw new AppError('session_ended', 'the session has ended', { status: session.ended })
    const there = contexts.findByName(row.user_id, name)
    const isOwn = there !== undefined && there.id === row.context_id
    if (there && !isOwn) throw new AppError('duplicate_record', 'there is a saved login of that name', { name })
    using deadline = new Deadline(SAVE_MS, AbortSignal.any([session.abort.signal, call.signal]))
    const scope = toScopeOf(row.allowed_domains)
    const captured = await captureState(session.lease.tab, scope, deadline)
    if (isEmptyState(captured.state))
      throw new AppError('context_not_ready', 'the browser holds nothing of these domains that could be saved')
    const note = (writer: Parameters<Audit['record']>[0], saved: ContextRow) =>
      audit.record(writer, {
        workspaceId: row.workspace_id,
        userId: row.user_id,
        actor: principal,
        action: 'browser.context.saved',
        entity: { type: 'context', id: saved.id },
        details: { name, domains: saved.domains, verified: saved.verified, session_id: row.id },
      })
    if (there) {
      const state = replaceWithin(await contexts.logins.read(there), scope, captured.state)
      const replaced = await contexts.logins.replace(there.id, { ...captured, state }, note)
      if (replaced) return replaced
      throw new AppError('session_ended', 'the saved login was revoked', { status: 'closed' })
    }
    const snapshot = await takeSnapshot(session.lease.tab, { refs: session.refs, deadline })
    const owner = { workspace_id: row.workspace_id, user_id: row.user_id, created_by_id: principal.id }
    const probe = toProbe(snapshot)
    const login = { ...owner, name, domains: row.allowed_domains, probe: probe && { ...probe, proxy: row.proxy } }
    return await contexts.logins.create(login, captured, note)
  }

  /** A human login has done its work once it is saved. */
  const saveAndClose = async (principal: Principal, held: HeldSession, name: string, call: Call) => {
    const saved = await save(principal, held, name, call)
    if (held.row.human_login) await sessions.end(held.session, principal)
    return toSaved(saved)
  }

  return {
    /**
     * By the session's agent; 0 credits, and no grant comes of it.
     * @throws AppError duplicate_record, context_not_ready, session_ended, not_session_owner, session_busy
     */
    saveByAgent: (principal: AgentPrincipal, path: SessionPath, name: string, call: Call) =>
      saveAndClose(principal, sessions.holdForAgent(principal, path), name, call),

    /** By a human, of a login from the dashboard, under the name that it was begun for unless another is given. */
    async saveByHuman(principal: HumanPrincipal, path: SessionPath, name: string | undefined, call: Call) {
      const held = sessions.holdForHuman(principal, path)
      return await saveAndClose(principal, held, name ?? held.session.saveAs ?? '', call)
    },
  }
}

export type Saving = ReturnType<typeof createSaving>

const toSaved = (row: ContextRow) => ({
  name: row.name,
  domains: row.domains,
  saved_at: toTimestamp(row.saved_at),
  verified: row.verified,
  ...(row.not_saved.length > 0 ? { not_saved: row.not_saved } : {}),
})
