import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { createSlidingWindow, type WindowState } from './sliding-window.ts'

const SPAN_MS = 5 * 60_000
const PER_ACCOUNT = 5
const PER_ADDRESS = 20

/** Slows down guessing: 5 attempts an account and 20 an address in five minutes. */
export interface LoginThrottle {
  /** Counts an attempt before it is checked, so that attempts at once count too. @throws AppError too_many_logins */
  attempt(account: string, address: string): void
  /** The account's owner is in; their own earlier slips are forgotten. */
  succeeded(account: string): void
}

export const createLoginThrottle = (clock: Clock): LoginThrottle => {
  const accounts = createSlidingWindow(clock, PER_ACCOUNT, SPAN_MS)
  const addresses = createSlidingWindow(clock, PER_ADDRESS, SPAN_MS)
  const assertAllowed = (state: WindowState) => {
    if (state.allowed) return
    const retry_after = Math.max(1, Math.ceil((state.resetAt - clock.now()) / 1000))
    throw new AppError('too_many_logins', 'too many sign-in attempts', { retry_after })
  }
  return {
    attempt(account, address) {
      assertAllowed(addresses.peek(address))
      assertAllowed(accounts.hit(account))
      addresses.hit(address)
    },
    succeeded: account => accounts.forget(account),
  }
}
