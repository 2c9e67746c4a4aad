/** Why something may not be reached; each is a Reason of the error catalogue. */
export type DenialReason = 'domain_not_allowed' | 'address_not_allowed' | 'scheme_not_allowed'

/** A verdict on a host, an address or a URL. `host` is what an error may show: host name and port, never path or query. */
export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: DenialReason; readonly host: string }

/** What a session may reach; frozen when the session opens. */
export interface Fence {
  /** Whether a top-level document or frame of this URL may be shown to the agent: scheme and allowlist, no resolution. */
  navigation(url: string): Verdict
  /**
   * Whether any request at all may go to this host and port: always allowed unless the kit says `egress: "all"`.
   * `plain` is what is seen of a plain http request; without it it is a tunnel, into which nobody sees.
   */
  request(host: string, port: number, plain?: PlainRequest): Verdict
  /** Send through the configured upstream proxy. */
  readonly upstream: boolean
}

/** A plain http request as the egress port sees it before its body has come. */
export interface PlainRequest {
  readonly url: string
  readonly method: string
  /** Names and values in turn, as they came. */
  readonly headers: readonly string[]
  readonly hasBody: boolean
}

/** Why a connection did not come about, or no answer could be passed on: `headers_too_large` for our limit, `malformed` for no HTTP. */
export type ConnectFailure = 'dns' | 'refused' | 'reset' | 'timeout' | 'headers_too_large' | 'malformed'

/** What the egress port refused or failed to reach, newest last; read by navigate to explain a failed load. */
export interface EgressEvent {
  readonly host: string
  readonly port: number
  readonly outcome: DenialReason | ConnectFailure
  /** performance.now() at the time. */
  readonly at: number
}

/** One loopback listener that one browser context is pointed at. Without a fence it refuses everything. */
export interface EgressPort extends AsyncDisposable {
  readonly port: number
  setFence(fence: Fence): void
  /**
   * Asks the fence again about everything that is under way: tunnels, WebSockets, requests, whoever opened them. What it
   * does not let through any more is ended, what is being connected too. To be called when it lets through less than before.
   */
  askAgain(): void
  /** Ends all traffic, at once and for good. It goes on listening, so that nobody else gets its number, and refuses. */
  cut(): void
  /** Events since `at` (performance.now()); at most the newest 256 are kept. */
  eventsSince(at: number): readonly EgressEvent[]
  /** Called at every denial, for audit and metrics. */
  onDenied(listener: (event: EgressEvent) => void): void
  /** Bytes received from the network on this port. */
  readonly bytesIn: number
}

/** Opens egress ports; the browser pool asks for one for each context it makes. */
export interface EgressGate {
  openPort(): Promise<EgressPort>
}
