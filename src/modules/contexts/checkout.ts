import { captureState } from '../../browser/state/capture.ts'
import { replaceWithin, type StateScope, within } from '../../browser/state/login-state.ts'
import { restoreState } from '../../browser/state/restore.ts'
import type { Tab } from '../../browser/tab.ts'
import { Deadline } from '../../lib/deadline.ts'
import { AppError } from '../../lib/errors.ts'
import type { ContextRow, ContextStore } from './store.ts'
import type { StoredLogins } from './stored-logins.ts'

/** A saved login in the hands of one session; disposing gives it back to others. */
export interface Checkout extends Disposable {
  readonly contextId: string
  /** Puts it into a fresh tab, which asks no site for anything meanwhile. */
  restore(tab: Tab): Promise<void>
  /** Writes what became of it in the tab; false where it was revoked meanwhile. */
  saveBack(tab: Tab): Promise<boolean>
}

const RESTORE_MS = 20_000
const SAVE_MS = 15_000

/** One writer at a time: which logins are out, and how they come and go. */
export const createCheckouts = ({ store, logins }: { store: ContextStore; logins: StoredLogins }) => {
  const out = new Set<string>()

  /** @throws AppError context_in_use */
  const take = (contextId: string): Disposable => {
    if (out.has(contextId)) throw new AppError('context_in_use', 'another session is open on this saved login')
    out.add(contextId)
    return { [Symbol.dispose]: () => void out.delete(contextId) }
  }

  return {
    take,
    /** @param scope the part of it that the session may have @throws AppError context_in_use */
    checkOut(row: ContextRow, scope: StateScope): Checkout {
      const hold = take(row.id)
      return {
        contextId: row.id,
        async restore(tab) {
          using deadline = new Deadline(RESTORE_MS)
          await restoreState(tab, within(await logins.read(row), scope), deadline)
        },
        async saveBack(tab) {
          const current = store.find(row.id)
          if (!current) return false
          using deadline = new Deadline(SAVE_MS)
          const { state, notSaved } = await captureState(tab, scope, deadline)
          const whole = replaceWithin(await logins.read(current), scope, state)
          return (await logins.replace(row.id, { state: whole, notSaved }, () => {})) !== undefined
        },
        [Symbol.dispose]: () => hold[Symbol.dispose](),
      }
    },
  }
}
