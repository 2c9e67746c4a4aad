import { sha256Hex } from '../../crypto/digest.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Ids } from '../../lib/ids.ts'

const TOKEN_BYTES = 32

/** Secrets that are good once and for a while; memory holds their SHA-256 alone. */
export interface OneUse<T> {
  /** A new secret of 256 bits for `what`. */
  issue(what: T): string
  /** What a secret is for, without using it up; undefined for a used, expired or unknown one. */
  peek(secret: string): T | undefined
  /** As `peek`, and it is used up. */
  take(secret: string): T | undefined
  /** Takes back whatever fits. */
  withdraw(fits: (what: T) => boolean): void
}

/** @param lifeMs how long a secret is good */
export const createOneUse = <T>(
  { clock, ids }: { readonly clock: Clock; readonly ids: Ids },
  lifeMs: number,
): OneUse<T> => {
  const issued = new Map<string, { readonly what: T; readonly expiresAt: number }>()
  const find = (secret: string) => {
    const hash = sha256Hex(secret)
    const entry = issued.get(hash)
    return entry && entry.expiresAt > clock.now() ? { hash, what: entry.what } : undefined
  }
  const sweep = () => {
    for (const [hash, { expiresAt }] of issued) if (expiresAt <= clock.now()) issued.delete(hash)
  }
  return {
    issue(what) {
      sweep()
      const secret = ids.token(TOKEN_BYTES)
      issued.set(sha256Hex(secret), { what, expiresAt: clock.now() + lifeMs })
      return secret
    },
    peek: secret => find(secret)?.what,
    take(secret) {
      const found = find(secret)
      if (found) issued.delete(found.hash)
      return found?.what
    },
    withdraw(fits) {
      for (const [hash, { what }] of issued) if (fits(what)) issued.delete(hash)
    },
  }
}
