import type { HumanPrincipal, Principal } from '../../contract/session.ts'
import { joinSealed, type Sealer, splitSealed } from '../../crypto/envelope.ts'
import type { Db } from '../../db/open.ts'
import { type Clock, toTimestamp } from '../../lib/clock.ts'
import { AppError, isAppError, notFound } from '../../lib/errors.ts'
import type { Ids } from '../../lib/ids.ts'
import type { Log } from '../../lib/log.ts'
import { toPage } from '../../lib/page.ts'
import { Secret } from '../../lib/secret.ts'
import { type Actor, SYSTEM } from '../audit/event.ts'
import type { Audit } from '../audit/service.ts'
import type { Users } from '../users/service.ts'
import { type ApprovalRow, createApprovalStore } from './store.ts'

/** A request that waits for a human, as it is frozen. */
export interface FrozenRequest {
  readonly workspaceId: string
  readonly userId: string
  readonly requestedBy: { readonly type: 'agent' | 'human'; readonly id: string }
  readonly primitive: string
  readonly actionType: string
  readonly title: string
  /** What the human sees; nothing secret. */
  readonly payload: Record<string, unknown>
  /** What is replayed, once; kept sealed. */
  readonly request: object
}

/** Replays a frozen request. It checks kit, user and agent again itself, and gives what the human may see of the outcome. */
export type Executor = (approval: ApprovalRow, request: unknown) => Promise<Record<string, unknown>>

/** An approval, in one user's list where `userParam` is given. */
export interface ApprovalTarget {
  readonly userParam?: string | undefined
  readonly id: string
}

interface ApprovalListQuery {
  readonly userParam?: string | undefined
  readonly status?: ApprovalRow['status'] | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

interface ApprovalDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  /** Seals frozen requests. */
  readonly answers: Sealer
  readonly users: Users
  readonly audit: Audit
}

const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000

export type Approvals = ReturnType<typeof createApprovals>

/** Requests that wait for a human: frozen, decided once, replayed once. */
export const createApprovals = ({ db, clock, ids, log, answers, users, audit }: ApprovalDeps) => {
  const store = createApprovalStore(db)
  const executors = new Map<string, Executor>()

  const scopeOf = (row: Pick<ApprovalRow, 'id' | 'workspace_id' | 'user_id'>) => ({
    workspaceId: row.workspace_id,
    userId: row.user_id,
    name: `approval:${row.id}`,
  })

  const find = (principal: Principal, { userParam, id }: ApprovalTarget): ApprovalRow => {
    store.expire(clock.now())
    const row = store.find(principal.workspaceId, id)
    const owner =
      userParam === undefined ? null : users.resolve(principal, userParam, { primitive: null, reading: true }).user.id
    if (!row || (owner !== null && row.user_id !== owner)) throw notFound('approval')
    return row
  }

  const record = (row: ApprovalRow, action: string, actor: Actor, details = {}) => ({
    workspaceId: row.workspace_id,
    userId: row.user_id,
    actor,
    action: `approval.${action}`,
    entity: { type: 'approval', id: row.id },
    details: { action_type: row.action_type, ...details },
  })

  const claim = (principal: HumanPrincipal, row: ApprovalRow) => {
    if (store.claim(db, row.id, { humanId: principal.id, now: clock.now() })) return
    throw new AppError('already_resolved', 'this approval has been resolved or is being run')
  }

  const settle = (
    row: ApprovalRow,
    principal: HumanPrincipal,
    change: Partial<ApprovalRow> & { status: ApprovalRow['status'] },
  ) =>
    db.transaction(tx => {
      store.update(tx, row.id, { ...change, resolved_at: clock.now() })
      audit.record(tx, record(row, change.status, principal, change.error ? { error: change.error } : {}))
      return toApproval({ ...row, ...change, resolved_by: principal.id, resolved_at: clock.now() })
    })

  return {
    /** Freezes a request until a human decides. */
    request(frozen: FrozenRequest) {
      const id = ids.uuid()
      const row: ApprovalRow = {
        id,
        workspace_id: frozen.workspaceId,
        user_id: frozen.userId,
        primitive: frozen.primitive,
        action_type: frozen.actionType,
        title: frozen.title,
        payload: frozen.payload,
        request: Buffer.from(
          joinSealed(
            answers.sealText(new Secret(JSON.stringify(frozen.request)), {
              workspaceId: frozen.workspaceId,
              userId: frozen.userId,
              name: `approval:${id}`,
            }),
          ),
        ),
        status: 'pending',
        requested_by_type: frozen.requestedBy.type,
        requested_by_id: frozen.requestedBy.id,
        result: null,
        error: null,
        deny_reason: null,
        resolved_by: null,
        resolved_at: null,
        created_at: clock.now(),
        expires_at: clock.now() + SEVEN_DAYS,
      }
      db.transaction(tx => {
        store.insert(tx, row)
        audit.record(tx, record(row, 'requested', frozen.requestedBy))
      })
      return toApproval(row)
    },

    /** Says who runs the approved requests of one action type. */
    onApproved: (actionType: string, executor: Executor) => void executors.set(actionType, executor),

    list(principal: Principal, { userParam, status, limit, cursor }: ApprovalListQuery) {
      store.expire(clock.now())
      const userId =
        userParam === undefined
          ? undefined
          : users.resolve(principal, userParam, { primitive: null, reading: true }).user.id
      const rows = store.list({ workspaceId: principal.workspaceId, userId, status, limit: limit + 1, cursor })
      const page = toPage(rows, limit)
      return { approvals: page.rows.map(toApproval), next_cursor: page.next_cursor }
    },

    get: (principal: Principal, target: ApprovalTarget) => toApproval(find(principal, target)),

    /** The approval as soon as it is decided and has run, or as it stands when the signal aborts. @throws AppError not_found */
    async awaitDecision(principal: Principal, target: ApprovalTarget, signal: AbortSignal) {
      for (;;) {
        const approval = toApproval(find(principal, target))
        if (approval.status !== 'pending' || signal.aborted) return approval
        const { promise, resolve } = Promise.withResolvers<void>()
        using _listening = audit.onRecorded(resolve)
        signal.addEventListener('abort', () => resolve(), { once: true })
        await promise
      }
    },

    /** Runs the frozen request once, and gives the approval as it then is. @throws AppError not_found, already_resolved */
    async approve(principal: HumanPrincipal, target: ApprovalTarget) {
      const row = find(principal, target)
      claim(principal, row)
      const executor = executors.get(row.action_type)
      if (!executor) return settle(row, principal, { status: 'failed', error: 'not_configured' })
      try {
        const request: unknown = JSON.parse(answers.openText(splitSealed(row.request), scopeOf(row)).reveal())
        const result = await executor(row, request)
        return settle(row, principal, { status: 'executed', result })
      } catch (error) {
        log.warn({ approval: row.id, err: error }, 'an approved request failed')
        return settle(row, principal, { status: 'failed', error: isAppError(error) ? error.reason : 'internal_error' })
      }
    },

    /** @throws AppError not_found, already_resolved */
    deny(principal: HumanPrincipal, target: ApprovalTarget, reason?: string) {
      const row = find(principal, target)
      claim(principal, row)
      return settle(row, principal, { status: 'denied', deny_reason: reason ?? null })
    },

    /** Marks what a killed process left running as failed. Called once, before requests are taken. */
    recover(): void {
      const now = clock.now()
      for (const row of store.failInterrupted(now)) {
        audit.record(db, record(row, 'failed', SYSTEM, { error: 'outcome_unknown' }))
      }
      store.expire(now)
    },
  }
}

const toApproval = (row: ApprovalRow) => ({
  id: row.id,
  tenant_user_id: row.user_id,
  primitive: row.primitive,
  action_type: row.action_type,
  title: row.title,
  payload: row.payload,
  status: row.status,
  requested_by: { actor_type: row.requested_by_type, actor_id: row.requested_by_id },
  ...(row.result ? { result: row.result } : {}),
  ...((row.error ?? row.deny_reason) ? { error: row.error ?? row.deny_reason ?? '' } : {}),
  ...(row.resolved_by ? { resolved_by: row.resolved_by } : {}),
  ...(row.resolved_at ? { resolved_at: toTimestamp(row.resolved_at) } : {}),
  created_at: toTimestamp(row.created_at),
  expires_at: toTimestamp(row.expires_at),
})
