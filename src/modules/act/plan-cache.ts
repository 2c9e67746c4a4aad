import type { Snapshot } from '../../contract/snapshot.ts'
import type { Db, DbWriter } from '../../db/open.ts'
import type { Clock } from '../../lib/clock.ts'
import type { PlannedAction } from '../../planner/planner.ts'
import { keepPlan, keyOfPlan, parsePlan, recallPlan, type Sign } from './kept-plan.ts'
import { createPlanStore } from './store.ts'

const MAX_PLANS = 1_000
/** How long a plan is kept, in ms: a site changes. */
const MAX_AGE_MS = 30 * 24 * 3_600_000

interface PlanCacheDeps {
  readonly db: Db
  readonly clock: Clock
  /** Codes under a key of the install: rows say nothing to who has only the database. */
  readonly sign: Sign
  /** How many plans a workspace may keep. */
  readonly limit?: number
}

/** Words on a page, for a tenant. */
export interface PlanQuestion {
  readonly workspaceId: string
  readonly instruction: string
  readonly snapshot: Snapshot
}

/** Plans of the model that worked, by tenant, instruction and page. */
export const createPlanCache = ({ db, clock, sign, limit = MAX_PLANS }: PlanCacheDeps) => {
  const store = createPlanStore(db)
  return {
    /** The plan for these words on this page, if one is kept and each of its elements is still there, once. */
    recall(question: PlanQuestion): { readonly key: string; readonly actions: readonly PlannedAction[] } | undefined {
      const key = keyOfPlan(question, sign)
      const row = store.find(question.workspaceId, key)
      if (!row || row.created_at < clock.now() - MAX_AGE_MS) return undefined
      const plan = parsePlan(row.plan.toString('utf8'))
      const actions = plan && recallPlan(plan, question, sign)
      return actions && { key, actions }
    },
    /** Keeps a plan that worked, as far as it can be kept, and drops what is too old or too much. */
    keep(writer: DbWriter, question: PlanQuestion, actions: readonly PlannedAction[]): void {
      const plan = keepPlan(actions, question, sign)
      if (!plan) return
      const now = clock.now()
      store.removeOlder(writer, now - MAX_AGE_MS)
      store.put(writer, {
        key: keyOfPlan(question, sign),
        workspace_id: question.workspaceId,
        plan: Buffer.from(JSON.stringify(plan)),
        created_at: now,
        last_used_at: now,
      })
      store.removeBeyond(writer, question.workspaceId, limit)
    },
    /** Notes that a kept plan worked again. */
    confirm: (writer: DbWriter, key: string): void => void store.touch(writer, key, clock.now()),
    /** Drops a plan that did not work. */
    forget: (key: string): void => void store.remove(key),
  }
}

export type PlanCache = ReturnType<typeof createPlanCache>
