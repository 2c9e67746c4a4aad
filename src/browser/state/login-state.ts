import type { Protocol } from 'puppeteer-core'
import type { OriginStorage } from '../injected/storage-script.ts'

/** A cookie as it is set again; `hostOnly` goes to its host alone, not to subdomains. */
export interface SavedCookie {
  readonly name: string
  readonly value: string
  /** Without a leading dot. */
  readonly domain: string
  readonly hostOnly: boolean
  readonly path: string
  readonly secure: boolean
  readonly httpOnly: boolean
  readonly sameSite?: Protocol.Network.CookieSameSite
  /** Seconds since the epoch; absent from cookies that last as long as a browser session. */
  readonly expires?: number
  readonly priority?: Protocol.Network.CookiePriority
  /** CHIPS: the top-level site that the cookie is kept apart for. */
  readonly partitionKey?: Protocol.Network.CookiePartitionKey
}

/** What makes a browser signed in: cookies, and the storage of each origin. */
export interface LoginState {
  readonly version: 1
  readonly cookies: readonly SavedCookie[]
  readonly origins: readonly (OriginStorage & { readonly origin: string })[]
}

/** Which sites a state is about. */
export interface StateScope {
  /** Whether a host of the scope is sent cookies of this domain. `hostOnly`: to the host of that very name. */
  hasCookieDomain(domain: string, options: { readonly hostOnly: boolean }): boolean
  hasOrigin(origin: string): boolean
}

/** The part of a state that lies within a scope. */
export const within = (state: LoginState, scope: StateScope): LoginState => ({
  version: 1,
  cookies: state.cookies.filter(cookie => scope.hasCookieDomain(cookie.domain, cookie)),
  origins: state.origins.filter(({ origin }) => scope.hasOrigin(origin)),
})

/** A state in which the scope's part was replaced by a newer one. */
export const replaceWithin = (state: LoginState, scope: StateScope, newer: LoginState): LoginState => ({
  version: 1,
  cookies: [...state.cookies.filter(cookie => !scope.hasCookieDomain(cookie.domain, cookie)), ...newer.cookies],
  origins: [...state.origins.filter(({ origin }) => !scope.hasOrigin(origin)), ...newer.origins],
})

/** Whether nothing is in it. */
export const isEmptyState = (state: LoginState): boolean =>
  state.cookies.length === 0 &&
  state.origins.every(({ local, session, databases }) => !local.length && !session.length && !databases.length)
