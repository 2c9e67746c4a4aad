import type { PlainRequest } from '../contract/egress.ts'
import type { Secret } from '../lib/secret.ts'
import { createSecretFinder, createTellingFinder, type SecretFinder } from './secret-finder.ts'
import type { TypedDocument } from './typed-document.ts'

/** What of a request is looked through. */
export interface OutgoingRequest {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  /** The body's text where the browser shows it; null where it has one and does not. */
  readonly body: string | null | undefined
  /** Whether it asks for the document of a page or frame. */
  readonly isDocument: boolean
}

/** What becomes of a request: it goes, it would carry a secret to another site, or one in the address of a document. */
export type Passage = 'goes' | 'elsewhere' | 'address'

/**
 * What a browser context holds of somebody's secrets, from the moment that one is typed into a page of it. It never
 * gets clean again.
 */
export interface Taint {
  /**
   * Secrets that have been, or are about to be, typed.
   * @param names what is typed beside them and is no secret; a password that is the same may stand in an address as a name
   */
  add(secrets: readonly Secret[], names?: readonly Secret[]): void
  /** Finds what is known of the secrets in a text. */
  readonly finder: SecretFinder
  /**
   * A document that a secret is about to be typed into. For as long as it stands, requests to other sites are refused by
   * destination alone, unless a human drives.
   */
  hold(document: TypedDocument): void
  /** Documents that stand still, of those that a secret was typed into. */
  readonly documents: readonly TypedDocument[]
  /** Finds what can only be one of the secrets; see `createTellingFinder`. */
  readonly telling: SecretFinder
  /** Whether a field's whole text is a secret, one that is a word too. */
  isTyped(text: string): boolean
  /** Until disposed of, a human drives: where requests go is for them to decide. */
  yieldToHuman(): Disposable
  /**
   * Whether a request may go out. One to the secrets' own site may, unless it asks for a document and a secret stands in
   * its address or in the address that it comes from (`Referer`): those are in histories, logs and other sites' statistics.
   */
  judge(request: OutgoingRequest): Passage
  /**
   * Whether the egress port may send something on: to the own site, or to where a request that was seen and let go went.
   * A tunnel (no `plain`) only where that was https, since a WebSocket is one; plain http only if it carries nothing, and
   * a body only once for each that was seen.
   */
  mayConnect(host: string, port: number, plain?: PlainRequest): boolean
}

/**
 * @param isOwnHost whether a host is of the site that the secrets belong to
 * @param onNarrowed called when less may be connected to than before: what is open must be asked about again
 */
export const createTaint = (isOwnHost: (host: string) => boolean, onNarrowed: () => void = () => undefined): Taint => {
  const values = new Set<string>()
  const names = new Set<string>()
  let finder: SecretFinder = createSecretFinder([])
  let telling: SecretFinder = createTellingFinder([])
  let documents: TypedDocument[] = []
  let drivers = 0
  const seen = new Set<string>()
  const tunnels = new Set<string>()
  const bodies = new Map<string, number>()
  const carries = ({ url, headers, body }: OutgoingRequest): boolean =>
    body === null || [url, decoded(url), body ?? '', ...Object.values(headers)].some(text => finder.isIn(text))
  const isInAddress = ({ url, headers }: OutgoingRequest): boolean =>
    [url, ...Object.entries(headers).flatMap(([name, value]) => (/^referer$/i.test(name) ? [value] : []))].some(
      address =>
        telling.isIn(address) ||
        telling.isIn(decoded(address)) ||
        [...(URL.parse(address)?.searchParams.values() ?? [])].some(isTyped),
    )
  const isTyped = (text: string): boolean => values.has(text) && !names.has(text)
  const standing = (): readonly TypedDocument[] => {
    documents = documents.filter(({ stands }) => stands)
    return documents
  }
  const isHeld = (): boolean => drivers === 0 && standing().length > 0
  return {
    add: (secrets, others = []) => {
      for (const name of others) names.add(name.reveal())
      const before = values.size
      for (const secret of secrets) values.add(secret.reveal())
      if (values.size === before) return
      finder = createSecretFinder([...values])
      telling = createTellingFinder([...values])
    },
    get finder() {
      return finder
    },
    hold: document => {
      documents.push(document)
      onNarrowed()
    },
    get documents() {
      return standing()
    },
    get telling() {
      return telling
    },
    isTyped,
    yieldToHuman: () => {
      drivers += 1
      let drives = true
      return {
        [Symbol.dispose]: () => {
          if (drives) drivers -= 1
          drives = false
          onNarrowed()
        },
      }
    },
    judge(request) {
      const place = placeOf(request.url)
      if (place === undefined) return 'goes' // data: and blob: leave the machine to nobody
      if (request.isDocument && isInAddress(request)) return 'address'
      if (isOwnHost(place.host)) return 'goes'
      if (isHeld() || carries(request)) return 'elsewhere'
      const at = `${place.host}:${place.port}`
      seen.add(at)
      if (request.url.startsWith('https:')) tunnels.add(at)
      const name = nameOf(request)
      if (request.body !== undefined) bodies.set(name, (bodies.get(name) ?? 0) + 1)
      return 'goes'
    },
    mayConnect(host, port, plain) {
      if (isOwnHost(host)) return true
      const at = `${host}:${port}`
      if (isHeld() || !seen.has(at)) return false
      if (!plain) return tunnels.has(at)
      if ([plain.url, decoded(plain.url), ...plain.headers].some(text => finder.isIn(text))) return false
      if (!plain.hasBody) return true
      const left = bodies.get(nameOf(plain)) ?? 0
      bodies.set(nameOf(plain), left - 1)
      return left > 0
    },
  }
}

const nameOf = ({ method, url }: Pick<OutgoingRequest, 'method' | 'url'>): string => `${method} ${url}`

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
