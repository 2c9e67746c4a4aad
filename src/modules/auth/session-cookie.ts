import { equalsInConstantTime } from '../../crypto/digest.ts'
import { toMountPath } from '../../lib/mount-path.ts'
import type { Secret } from '../../lib/secret.ts'

/** Name of the dashboard's cookie. */
export const COOKIE_NAME = 'chaperone_session'

/** Signs, sets and reads the dashboard's cookie: `token.signature`, HMAC-SHA256, both base64url. */
export interface SessionCookie {
  /** Value of Set-Cookie that hands `token` to the browser; Secure where the public URL is https, and where it was asked for over TLS. */
  toSetCookie(token: string, options: { readonly maxAgeSeconds: number; readonly isSecure: boolean }): string
  /** Value of Set-Cookie that takes the cookie away. */
  toClearCookie(): string
  /** The token of a request's Cookie header; null where there is none, or its signature is not ours. */
  read(header: string | null): string | null
}

/**
 * @param secret what the cookie is signed with
 * @param publicUrl https: the cookie is Secure; with a path: no other service of the host is sent it
 */
export const createSessionCookie = (secret: Secret, publicUrl: string | null): SessionCookie => {
  const secure = publicUrl?.startsWith('https:') ?? false
  const path = toMountPath(publicUrl) || '/'
  const key = Buffer.from(secret.reveal(), 'base64url')
  const sign = (token: string) => new Bun.CryptoHasher('sha256', key).update(token).digest('base64url')
  // SameSite=Strict (RFC 6265bis section 5.4.7): no other site's page can make a request that carries it.
  const toAttributes = (isSecure: boolean) => `Path=${path}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  return {
    toSetCookie: (token, { maxAgeSeconds, isSecure }) =>
      `${COOKIE_NAME}=${token}.${sign(token)}; Max-Age=${maxAgeSeconds}; ${toAttributes(secure || isSecure)}`,
    toClearCookie: () => `${COOKIE_NAME}=; Max-Age=0; ${toAttributes(secure)}`,
    read(header) {
      const value = header && findCookie(header)
      if (!value) return null
      const dot = value.indexOf('.')
      const token = value.slice(0, dot)
      return dot > 0 && equalsInConstantTime(sign(token), value.slice(dot + 1)) ? token : null
    },
  }
}

const findCookie = (header: string): string | null => {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    if (pair.slice(0, at).trim() === COOKIE_NAME) return pair.slice(at + 1).trim()
  }
  return null
}
