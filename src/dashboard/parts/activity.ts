import { signal } from '@preact/signals'
import { toHref } from './mount.ts'
import type { LogEvent } from './wire.ts'

/** Whether the stream of events is open; pages say so when it is not. */
export const connection = signal<'connecting' | 'open' | 'lost'>('connecting')

type Listener = (event: LogEvent | 'reconnected') => void
const listeners = new Set<Listener>()

/** Calls for each event as it is logged, and after a gap in the stream, the one before it first opens too. Gives how to stop. */
export const listen = (listener: Listener): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const tell = (event: LogEvent | 'reconnected') => {
  for (const listener of listeners) listener(event)
}

/** Opens the one stream that everything updates by; the browser reconnects it by itself. Gives how to close it. */
export const openActivity = (): (() => void) => {
  const source = new EventSource(toHref('/v1/logs/stream'))
  source.addEventListener('open', () => {
    connection.value = 'open'
    tell('reconnected') // what was logged between a page's first reading and now came to nobody
  })
  source.addEventListener('error', () => {
    connection.value = 'lost'
  })
  source.addEventListener('activity.logged', ({ data }) => tell(JSON.parse(data)))
  return () => {
    source.close()
    connection.value = 'connecting'
  }
}
