import type { Secret } from '../lib/secret.ts'
import type { Redact } from './perception/redact.ts'
import { createSecretFinder, type SecretFinder } from './secret-finder.ts'

/** What of a request is looked through. */
export interface OutgoingRequest {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  /** The body's text where the browser shows it; null where it has one and does not. */
  readonly body: string | null | undefined
}

/**
 * What a browser context holds of somebody's secrets, from the moment that one is typed into a page of it. It never
 * gets clean again.
 */
export interface Taint {
  /** Secrets that have been, or are about to be, typed. */
  add(secrets: readonly Secret[]): void
  /** Takes what is known of the secrets out of a text. */
  readonly redact: Redact
  readonly patterns: readonly string[]
  /** Until disposed of, requests to other sites are refused by destination alone. */
  holdElsewhere(): Disposable
  /** Whether a request may go out; one to the secrets' own site always may. */
  mayGo(request: OutgoingRequest): boolean
  /** Whether a connection may be made: to the own site, or for a request that was seen and let go. */
  mayConnect(host: string, port: number): boolean
}

/** @param isOwnHost whether a host is of the site that the secrets belong to */
export const createTaint = (isOwnHost: (host: string) => boolean): Taint => {
  const values = new Set<string>()
  let finder: SecretFinder = createSecretFinder([])
  let holds = 0
  const seen = new Set<string>()
  const carries = ({ url, headers, body }: OutgoingRequest): boolean =>
    body === null || [url, decoded(url), body ?? '', ...Object.values(headers)].some(text => finder.isIn(text))
  return {
    add: secrets => {
      const before = values.size
      for (const secret of secrets) values.add(secret.reveal())
      if (values.size > before) finder = createSecretFinder([...values])
    },
    redact: text => finder.redact(text),
    get patterns() {
      return finder.patterns
    },
    holdElsewhere: () => {
      holds += 1
      let held = true
      return {
        [Symbol.dispose]: () => {
          if (held) holds -= 1
          held = false
        },
      }
    },
    mayGo(request) {
      const place = placeOf(request.url)
      if (place === undefined) return true // data: and blob: leave the machine to nobody
      if (isOwnHost(place.host)) return true
      if (holds > 0 || carries(request)) return false
      seen.add(`${place.host}:${place.port}`)
      return true
    },
    mayConnect: (host, port) => isOwnHost(host) || (holds === 0 && seen.has(`${host}:${port}`)),
  }
}

const placeOf = (address: string): { host: string; port: number } | undefined => {
  const url = URL.parse(address)
  if (!url || !/^(https?|wss?):$/.test(url.protocol)) return undefined
  return { host: url.hostname, port: Number(url.port || (/s:$/.test(url.protocol) ? 443 : 80)) }
}

const decoded = (url: string): string => {
  try {
    return decodeURIComponent(url)
  } catch {
    return '' // a stray percent sign: the address is looked through as it is
  }
}
