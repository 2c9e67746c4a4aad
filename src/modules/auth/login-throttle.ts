import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { createSlidingWindow, type WindowState } from './sliding-window.ts'

const SPAN_MS = 5 * 60_000
const PER_ACCOUNT_AND_CLIENT = 5
const PER_CLIENT = 20
const CODES_PER_ACCOUNT = 10

/** Who tries to get in where. */
export interface Guesser {
  /** Email of the account, whether there is one or not. */
  readonly account: string
  /** The network of the caller, or the sign-in that asks for its password again. */
  readonly client: string
  /** Whether others are behind the same client: what it does at other accounts is then not held against it. */
  readonly isShared: boolean
}

/**
 * Slows down guessing: 5 wrong attempts of a client at an account and 20 at all of them in five minutes. Nobody's wrong guesses
 * keep another one out, except at codes: 10 an account, from wherever, and only who has the password gets as far as that.
 */
export interface LoginThrottle {
  /** Turns away who has had all their attempts, before they wait for a turn. @throws AppError too_many_logins */
  assertOpen(guesser: Guesser): void
  /** Counts an attempt as a wrong one before it is checked, so that attempts at once count too. @throws AppError too_many_logins */
  attempt(guesser: Guesser): void
  /** The attempt was right: it counts for nothing, and neither do the client's earlier slips at the account. */
  succeeded(guesser: Guesser): void
  /** The same for a code, after the password was right. @throws AppError too_many_logins */
  attemptCode(account: string): void
  codeSucceeded(account: string): void
}

export const createLoginThrottle = (clock: Clock): LoginThrottle => {
  const pairs = createSlidingWindow(clock, PER_ACCOUNT_AND_CLIENT, SPAN_MS)
  const clients = createSlidingWindow(clock, PER_CLIENT, SPAN_MS)
  const codes = createSlidingWindow(clock, CODES_PER_ACCOUNT, SPAN_MS)
  const assertAllowed = ({ allowed, resetAt }: WindowState) => {
    if (!allowed) throw tooMany(Math.max(1, Math.ceil((resetAt - clock.now()) / 1000)))
  }
  return {
    assertOpen(guesser) {
      if (!guesser.isShared) assertAllowed(clients.peek(guesser.client))
      assertAllowed(pairs.peek(toPair(guesser)))
    },
    attempt(guesser) {
      if (!guesser.isShared) assertAllowed(clients.hit(guesser.client))
      assertAllowed(pairs.hit(toPair(guesser)))
    },
    succeeded(guesser) {
      if (!guesser.isShared) clients.takeBack(guesser.client)
      pairs.forget(toPair(guesser))
    },
    attemptCode: account => assertAllowed(codes.hit(account)),
    codeSucceeded: account => codes.forget(account),
  }
}

const toPair = ({ account, client }: Guesser): string => `${client} ${account}`

/** @param retry_after seconds */
export const tooMany = (retry_after: number): AppError =>
  new AppError('too_many_logins', 'too many sign-in attempts', { retry_after })
