import type { HumanPrincipal } from '../../contract/session.ts'
import type { Db, DbWriter } from '../../db/open.ts'
import { type Clock, toTimestamp } from '../../lib/clock.ts'
import { AppError, notFound } from '../../lib/errors.ts'
import type { Ids } from '../../lib/ids.ts'
import { toPage } from '../../lib/page.ts'
import type { Audit } from '../audit/service.ts'
import { readAllowlist } from './allowed-domains.ts'
import { isTimeZone } from './limits.ts'
import { changePolicy, type KitPolicy, OPEN_POLICY, type PolicyChange } from './policy.ts'
import { createKitStore, type KitRow } from './store.ts'

export interface KitsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: Ids
  readonly audit: Audit
}

export interface KitChange {
  readonly name?: string | undefined
  readonly primitives_config?: PolicyChange | undefined
}

export type Kits = ReturnType<typeof createKits>

const BROWSER_FIELD = 'body.primitives_config.browser'
const DOMAINS_FIELD = `${BROWSER_FIELD}.allowed_domains`

/** Account Kits: the policies that users are under. */
export const createKits = ({ db, clock, ids, audit }: KitsDeps) => {
  const store = createKitStore(db)

  const load = (workspaceId: string, id: string): KitRow => {
    const row = store.find(workspaceId, id)
    if (!row) throw notFound('account kit')
    return row
  }
  const toView = (row: KitRow) => ({
    id: row.id,
    name: row.name,
    primitives_config: row.primitives_config,
    is_default: row.is_default,
    user_count: store.countUsers(row.id),
    created_at: toTimestamp(row.created_at),
    updated_at: toTimestamp(row.updated_at),
  })
  const normalize = (change: PolicyChange): PolicyChange => {
    const zone = change.browser?.hours?.time_zone
    if (zone !== undefined && !isTimeZone(zone))
      throw new AppError('validation', 'there is no time zone of that name', {
        fields: [
          { path: `${BROWSER_FIELD}.hours.time_zone`, message: 'must be an IANA time zone, like Europe/Berlin' },
        ],
      })
    const domains = change.browser?.allowed_domains
    if (!domains) return change
    const allowed_domains = [...readAllowlist(domains, DOMAINS_FIELD).entries]
    return { ...change, browser: { ...change.browser, allowed_domains } }
  }
  const assertFree = (workspaceId: string, name: string, except?: string) => {
    const other = store.findByName(workspaceId, name)
    if (other && other.id !== except) throw new AppError('duplicate_record', 'there is a kit of that name', { name })
  }
  const toEvent = (principal: HumanPrincipal, action: string, row: Pick<KitRow, 'id' | 'name'>) => ({
    workspaceId: principal.workspaceId,
    userId: null,
    actor: principal,
    action,
    entity: { type: 'account_kit', id: row.id },
    details: { name: row.name },
  })

  return {
    /** The default kit of a new workspace, in the transaction that makes it. */
    createDefault(writer: DbWriter, workspaceId: string): string {
      const now = clock.now()
      const id = ids.uuid()
      const row = { id, workspace_id: workspaceId, name: 'default', created_at: now, updated_at: now }
      store.insert(writer, { ...row, primitives_config: OPEN_POLICY, is_default: true })
      return id
    },
    /** The kit of that id, or the default one. @throws AppError not_found */
    findId(workspaceId: string, id: string | undefined): string {
      const row = id === undefined ? store.findDefault(workspaceId) : store.find(workspaceId, id)
      if (!row) throw notFound('account kit')
      return row.id
    },
    /** The policy of a kit that a user is under. @throws AppError not_found */
    readPolicy(id: string): KitPolicy {
      const row = store.findById(id)
      if (!row) throw notFound('account kit')
      return row.primitives_config
    },
    list(principal: HumanPrincipal, page: { limit: number; cursor?: string | undefined }) {
      const { rows, next_cursor } = toPage(store.list(principal.workspaceId, page), page.limit)
      return { account_kits: rows.map(toView), next_cursor }
    },
    get: (principal: HumanPrincipal, id: string) => toView(load(principal.workspaceId, id)),
    create(principal: HumanPrincipal, input: KitChange & { name: string }) {
      const { workspaceId } = principal
      assertFree(workspaceId, input.name)
      const now = clock.now()
      const row: KitRow = {
        id: ids.uuid(),
        workspace_id: workspaceId,
        name: input.name,
        primitives_config: changePolicy(OPEN_POLICY, normalize(input.primitives_config ?? {})),
        is_default: false,
        created_at: now,
        updated_at: now,
      }
      db.transaction(tx => {
        store.insert(tx, row)
        audit.record(tx, toEvent(principal, 'account_kit.create', row))
      })
      return toView(row)
    },
    update(principal: HumanPrincipal, id: string, change: KitChange) {
      const row = load(principal.workspaceId, id)
      if (change.name !== undefined) assertFree(principal.workspaceId, change.name, id)
      const next = {
        name: change.name ?? row.name,
        primitives_config: changePolicy(row.primitives_config, normalize(change.primitives_config ?? {})),
        updated_at: clock.now(),
      }
      db.transaction(tx => {
        store.update(tx, id, next)
        const event = toEvent(principal, 'account_kit.update', { id, name: next.name })
        audit.record(tx, { ...event, details: { ...event.details, primitives_config: next.primitives_config } })
      })
      return toView({ ...row, ...next })
    },
    /** @throws AppError in_use for the default kit and one that has users */
    remove(principal: HumanPrincipal, id: string) {
      const row = load(principal.workspaceId, id)
      if (row.is_default) throw new AppError('in_use', 'the default kit cannot be deleted')
      const user_count = store.countUsers(id)
      if (user_count > 0) throw new AppError('in_use', 'the kit has users', { user_count })
      const fallback = store.findDefault(principal.workspaceId)
      db.transaction(tx => {
        if (fallback) store.moveUsers(tx, id, fallback.id)
        store.remove(tx, id)
        audit.record(tx, toEvent(principal, 'account_kit.delete', row))
      })
      return { id, deleted: true as const }
    },
  }
}
