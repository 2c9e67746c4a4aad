import type { HumanPrincipal, Principal } from '../../contract/session.ts'
import type { Db, DbWriter } from '../../db/open.ts'
import type { UserProfile } from '../../db/schema.ts'
import { type Clock, toTimestamp } from '../../lib/clock.ts'
import { AppError, notFound } from '../../lib/errors.ts'
import type { Ids } from '../../lib/ids.ts'
import { toPage } from '../../lib/page.ts'
import type { Actor } from '../audit/event.ts'
import type { Audit } from '../audit/service.ts'
import type { KitPolicy, Primitive } from '../kits/policy.ts'
import type { Kits } from '../kits/service.ts'
import { createUserStore, type UserRow } from './store.ts'

const MINUTE = 60_000

export interface UsersDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: Ids
  readonly audit: Audit
  readonly kits: Kits
}

export interface UserChange {
  readonly external_id?: string | undefined
  readonly email?: string | null | undefined
  readonly label?: string | null | undefined
  readonly status?: 'active' | 'suspended' | undefined
  readonly account_kit_id?: string | undefined
  readonly profile?: { readonly [Field in keyof UserProfile]?: string | null | undefined } | undefined
  readonly metadata?: Record<string, unknown> | undefined
}

/** A tenant user that a route works for, and the policy it is under. */
export interface Subject {
  readonly user: UserRow
  readonly policy: KitPolicy
}

export type Users = ReturnType<typeof createUsers>
export type { UserRow } from './store.ts'

/** Tenant users: whom browser work is done for. */
export const createUsers = ({ db, clock, ids, audit, kits }: UsersDeps) => {
  const store = createUserStore(db)

  const find = (workspaceId: string, param: string): UserRow => {
    const isDefault = param === 'default' || param === 'me'
    const found = isDefault ? store.findDefault(workspaceId) : store.findByParam(workspaceId, param)
    if (!found) throw notFound('user')
    return found
  }
  const admit = (user: UserRow, use: { primitive: Primitive | null; reading: boolean }): Subject => {
    if (user.status === 'deleted') throw notFound('user')
    const policy = kits.readPolicy(user.account_kit_id)
    if (user.status === 'suspended' && !use.reading) throw new AppError('user_suspended', 'the user is suspended')
    if (use.primitive && !policy[use.primitive].enabled)
      throw new AppError('primitive_disabled_by_kit', `the user’s Account Kit has ${use.primitive} switched off`, {
        primitive: use.primitive,
      })
    return { user, policy }
  }
  const assertFree = (workspaceId: string, externalId: string, except?: string) => {
    if (externalId === 'default' || externalId === 'me')
      throw new AppError('validation', 'default and me name the default user', {
        fields: [{ path: 'body.external_id', message: 'must not be default or me' }],
      })
    const other = store.findByParam(workspaceId, externalId)
    if (!other || other.id === except) return
    throw new AppError('duplicate_record', 'there is a user with that external_id', {
      external_id: externalId,
      user_status: other.status,
    })
  }
  /** What a user may do follows from their kit, so choosing one is an owner's. @throws AppError owner_required */
  const assertMayChoose = (principal: HumanPrincipal, kitId: string | undefined, current: string): void => {
    if (kitId === undefined || kitId === current || principal.role === 'owner') return
    throw new AppError('owner_required', 'only an owner puts a user under another Account Kit')
  }
  const create = (workspaceId: string, input: UserChange & { external_id: string }, actor: Actor): UserRow => {
    assertFree(workspaceId, input.external_id)
    const row: UserRow = {
      id: ids.uuid(),
      workspace_id: workspaceId,
      external_id: input.external_id,
      email: input.email ?? null,
      label: input.label ?? null,
      status: input.status ?? 'active',
      account_kit_id: kits.findId(workspaceId, input.account_kit_id),
      is_default: false,
      profile: changeProfile({}, input.profile),
      metadata: input.metadata ?? {},
      created_at: clock.now(),
      last_active_at: null,
    }
    db.transaction(tx => {
      store.insert(tx, row)
      audit.record(tx, toEvent(row, actor, 'user.create', { external_id: row.external_id }))
    })
    return row
  }
  const update = (principal: HumanPrincipal, param: string, change: UserChange): UserRow => {
    const user = find(principal.workspaceId, param)
    if (user.status === 'deleted') throw notFound('user')
    assertMayChoose(principal, change.account_kit_id, user.account_kit_id)
    if (change.external_id !== undefined && change.external_id !== user.external_id) {
      if (user.is_default) throw new AppError('in_use', 'the default user keeps its external_id')
      assertFree(user.workspace_id, change.external_id, user.id)
    }
    const next: Partial<UserRow> = {
      external_id: change.external_id ?? user.external_id,
      email: change.email === undefined ? user.email : change.email,
      label: change.label === undefined ? user.label : change.label,
      status: change.status ?? user.status,
      account_kit_id:
        change.account_kit_id === undefined
          ? user.account_kit_id
          : kits.findId(user.workspace_id, change.account_kit_id),
      profile: changeProfile(user.profile, change.profile),
      metadata: change.metadata ?? user.metadata,
    }
    db.transaction(tx => {
      store.update(tx, user.id, next)
      const changed = Object.entries(change).filter(([, value]) => value !== undefined)
      const details = {
        fields: changed.map(([field]) => field),
        status: next.status,
        account_kit_id: next.account_kit_id,
      }
      audit.record(tx, toEvent(user, principal, 'user.update', details))
    })
    return { ...user, ...next }
  }

  return {
    /** The default user of a new workspace, in the transaction that makes it. */
    createDefault(writer: DbWriter, workspaceId: string, kitId: string): void {
      const blank = { email: null, last_active_at: null, profile: {}, metadata: {}, created_at: clock.now() }
      const names = { id: ids.uuid(), external_id: 'default', label: 'Default user' }
      const place = { workspace_id: workspaceId, account_kit_id: kitId, status: 'active', is_default: true } as const
      store.insert(writer, { ...blank, ...names, ...place })
    },
    /**
     * Whom a route under /v1/users/{user_id} works for, with the kit's policy. Every such route calls it first.
     * @param param the path's user_id: an id, an external id, `default` or `me`
     * @param use `reading` lets a suspended user through; `primitive` must be enabled by the kit
     * @throws AppError not_found (a deleted user and another workspace's too), user_suspended, primitive_disabled_by_kit
     */
    resolve(principal: Principal, param: string, use: { primitive: Primitive | null; reading: boolean }): Subject {
      const subject = admit(find(principal.workspaceId, param), use)
      const { id, last_active_at } = subject.user
      const now = clock.now()
      if (!use.reading && now - (last_active_at ?? 0) >= MINUTE) store.update(db, id, { last_active_at: now })
      return subject
    },
    /** As `resolve` for what the service does on its own; it is no activity of the user. @throws AppError as `resolve` */
    resolveOwn: (workspaceId: string, userId: string, primitive: Primitive): Subject =>
      admit(find(workspaceId, userId), { primitive, reading: false }),
    /** The user's id for filters of lists; deleted users too, since their log stays. @throws AppError not_found */
    findId: (principal: Principal, param: string): string => find(principal.workspaceId, param).id,
    /** As `create`, for the command line. */
    createAs: (workspaceId: string, input: UserChange & { external_id: string }, actor: Actor) =>
      toView(create(workspaceId, input, actor)),
    create(principal: HumanPrincipal, input: UserChange & { external_id: string }) {
      assertMayChoose(principal, input.account_kit_id, kits.findId(principal.workspaceId, undefined))
      return toView(create(principal.workspaceId, input, principal))
    },
    list(principal: HumanPrincipal, page: Parameters<typeof store.list>[1]) {
      return this.listOf(principal.workspaceId, page)
    },
    /** A page of a workspace's users; deleted ones only where asked for by status. */
    listOf(workspaceId: string, page: Parameters<typeof store.list>[1]) {
      const { rows, next_cursor } = toPage(store.list(workspaceId, page), page.limit)
      return { users: rows.map(toView), next_cursor }
    },
    get: (principal: HumanPrincipal, param: string) => toView(find(principal.workspaceId, param)),
    update: (principal: HumanPrincipal, param: string, change: UserChange) => toView(update(principal, param, change)),
    assignKit: (principal: HumanPrincipal, kitId: string, param: string) =>
      toView(update(principal, param, { account_kit_id: kits.findId(principal.workspaceId, kitId) })),
    /** Soft: the row stays for the audit. Deleting again gives the same answer. @throws AppError in_use for the default user */
    remove(principal: HumanPrincipal, param: string) {
      const user = find(principal.workspaceId, param)
      if (user.is_default) throw new AppError('in_use', 'the default user cannot be deleted')
      if (user.status === 'deleted') return toView(user)
      db.transaction(tx => {
        store.update(tx, user.id, { status: 'deleted' })
        audit.record(tx, toEvent(user, principal, 'user.delete', { external_id: user.external_id }))
      })
      return toView({ ...user, status: 'deleted' })
    },
  }
}

const changeProfile = (profile: UserProfile, change: UserChange['profile']): UserProfile => {
  const merged = Object.entries({ ...profile, ...change })
  return Object.fromEntries(merged.filter(([, value]) => value !== null && value !== undefined))
}

const toEvent = (user: UserRow, actor: Actor, action: string, details: Record<string, unknown>) => ({
  workspaceId: user.workspace_id,
  userId: user.id,
  actor,
  action,
  entity: { type: 'user', id: user.id },
  details,
})

const toView = (user: UserRow) => ({
  id: user.id,
  external_id: user.external_id,
  email: user.email,
  label: user.label,
  status: user.status,
  account_kit_id: user.account_kit_id,
  is_default: user.is_default,
  profile: user.profile,
  metadata: user.metadata,
  created_at: toTimestamp(user.created_at),
  last_active_at: user.last_active_at === null ? null : toTimestamp(user.last_active_at),
})
