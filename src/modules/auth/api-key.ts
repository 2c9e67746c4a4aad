import { sha256Hex } from '../../crypto/digest.ts'
import type { Ids } from '../../lib/ids.ts'
import { Secret } from '../../lib/secret.ts'

/** What every API key begins with. */
export const KEY_PREFIX = 'nv_sk_live_'
const SHAPE = /^nv_sk_live_[A-Za-z0-9_-]{43}$/

/** A new key, shown once, and what is stored of it. 256 random bits, so a plain SHA-256 is enough to store. */
export const createApiKey = (ids: Ids): { key: Secret; sha256: string; last4: string } => {
  const key = KEY_PREFIX + ids.token(32)
  return { key: new Secret(key), sha256: sha256Hex(key), last4: key.slice(-4) }
}

/** The hash to look a key up by; null where `Authorization` holds no key of ours (RFC 6750 section 2.1). */
export const readBearerHash = (authorization: string): string | null => {
  const [scheme, token, ...rest] = authorization.split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined || rest.length > 0 || !SHAPE.test(token)) return null
  return sha256Hex(token)
}
