import type { ConnectFailure, DenialReason, EgressEvent } from '../contract/egress.ts'
import type { HostPort } from './host.ts'

const CAPACITY = 256
const DENIALS: readonly string[] = [
  'domain_not_allowed',
  'address_not_allowed',
  'scheme_not_allowed',
] satisfies DenialReason[]

/** What one port refused or failed to reach. */
export interface EventRing {
  record(to: HostPort, outcome: DenialReason | ConnectFailure): void
  since(at: number): readonly EgressEvent[]
  onDenied(listener: (event: EgressEvent) => void): void
}

/** Keeps the newest 256 events and tells the listeners of every denial. */
export const createEventRing = (): EventRing => {
  const events: EgressEvent[] = []
  const listeners: ((event: EgressEvent) => void)[] = []
  return {
    record({ host, port }, outcome) {
      const event = { host, port, outcome, at: performance.now() }
      events.push(event)
      if (events.length > CAPACITY) events.shift()
      if (DENIALS.includes(outcome)) for (const listener of listeners) listener(event)
    },
    since: at => events.filter(event => event.at >= at),
    onDenied: listener => void listeners.push(listener),
  }
}
