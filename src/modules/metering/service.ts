import type { Db, DbWriter } from '../../db/open.ts'
import type { Verb } from '../../db/schema.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import type { Ids } from '../../lib/ids.ts'
import { createMeteringStore } from './store.ts'

/** What a credit is taken for; each has a price in the configuration. */
export type MeteredAction = Verb
export type PriceList = Readonly<Record<MeteredAction, number>>

export interface MeteringDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: Ids
  readonly prices: PriceList
  /** Action credits that one session may use. */
  readonly sessionCeiling: number
}

/** One charge. An action costs its price; a time floor says what it costs. */
export interface Charge {
  readonly workspaceId: string
  readonly userId: string
  readonly agentId: string | null
  readonly sessionId: string | null
  readonly action: MeteredAction | { readonly timeFloor: number }
}

/** What every metered answer carries: credits of this action, and what is left of the session's ceiling. */
export interface Receipt {
  readonly credits_used: number
  readonly credits_remaining: number
}

/** Who pays for an action. */
export interface Spender {
  readonly userId: string
  /** The session's action credits so far; 0 before there is one. */
  readonly actionCredits: number
  /** The kit's daily budget. */
  readonly maxCreditsPerDay: number | undefined
}

export type Metering = ReturnType<typeof createMetering>

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Credits that a session costs at close, by how long it was open: 1 up to 5 minutes, 2 up to 15, 3 beyond. */
export const toTimeFloor = (elapsedMs: number): number =>
  elapsedMs <= 5 * MINUTE ? 1 : elapsedMs <= 15 * MINUTE ? 2 : 3

/** The ledger: what was charged, what may still be. */
export const createMetering = ({ db, clock, ids, prices, sessionCeiling }: MeteringDeps) => {
  const store = createMeteringStore(db)
  const left = (spent: number) => Math.max(0, sessionCeiling - spent)
  /** Credits that actions under way may come to cost, by user. */
  const reserved = new Map<string, number>()

  const assertCanSpend = (action: MeteredAction, spender: Spender): void => {
    const price = prices[action]
    const { userId, actionCredits, maxCreditsPerDay } = spender
    if (actionCredits + price > sessionCeiling)
      throw new AppError('session_ceiling', `the session has used ${actionCredits} of its ${sessionCeiling} credits`, {
        credits_required: price,
        credits_remaining: left(actionCredits),
      })
    if (maxCreditsPerDay === undefined) return
    const now = clock.now()
    const today = store.sumOfUser(userId, now - (now % DAY)) + (reserved.get(userId) ?? 0)
    if (today + price > maxCreditsPerDay)
      throw new AppError('daily_budget', `the user has used ${today} of ${maxCreditsPerDay} credits today`, {
        credits_required: price,
        credits_remaining: Math.max(0, maxCreditsPerDay - today),
      })
  }

  const addReserved = (userId: string, credits: number) => {
    const sum = (reserved.get(userId) ?? 0) + credits
    if (sum === 0) reserved.delete(userId)
    else reserved.set(userId, sum)
  }

  return {
    prices,
    sessionCeiling,

    /**
     * Refuses an action that the session's ceiling or the user's daily budget (UTC day) doesn't cover. Time floors are charged
     * whatever is left of either.
     * @throws AppError session_ceiling, daily_budget
     */
    assertCanSpend,

    /**
     * As above, and sets the action's price aside until it was charged or has failed: actions at once in several sessions of a user
     * cannot all spend the same credits.
     * @throws AppError session_ceiling, daily_budget
     */
    reserve(action: MeteredAction, spender: Spender): Disposable {
      assertCanSpend(action, spender)
      const price = prices[action]
      addReserved(spender.userId, price)
      return { [Symbol.dispose]: () => addReserved(spender.userId, -price) }
    },

    /** Writes one ledger row and adds it to the session's counters, in the transaction of the result that it pays for. */
    charge(_writer: DbWriter, charge: Charge): Receipt {
      const timed = typeof charge.action === 'object'
      const credits = typeof charge.action === 'object' ? charge.action.timeFloor : prices[charge.action]
      store.append({
        id: ids.uuid(),
        workspace_id: charge.workspaceId,
        user_id: charge.userId,
        agent_id: charge.agentId,
        session_id: charge.sessionId,
        action: typeof charge.action === 'object' ? 'time_floor' : charge.action,
        credits,
        created_at: clock.now(),
      })
      const actionCredits = timed ? 0 : credits
      const session =
        charge.sessionId === null ? undefined : store.addToSession(charge.sessionId, { credits, actionCredits })
      return { credits_used: credits, credits_remaining: left(session?.action_credits ?? actionCredits) }
    },

    /** What a workspace (or one user of it) used in the last `days` UTC days, today among them. */
    readUsage(
      workspaceId: string,
      query: { userId?: string | undefined; days: number; limit: number; cursor?: string | undefined },
    ) {
      const now = clock.now()
      const since = now - (now % DAY) - (query.days - 1) * DAY
      const filter = { workspaceId, userId: query.userId, since }
      const found = store.newestFirst({ ...filter, before: query.cursor, limit: query.limit + 1 })
      const rows = found.slice(0, query.limit)
      const byAction = store.byAction(filter)
      return {
        total: byAction.reduce((sum, { credits }) => sum + credits, 0),
        byDay: store.byDay(filter),
        byAction,
        rows,
        nextCursor: found.length > rows.length ? (rows.at(-1)?.id ?? null) : null,
      }
    },
  }
}
