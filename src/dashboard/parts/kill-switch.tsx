import { send } from './api.ts'
import { attempt } from './notice.tsx'
import { stops } from './stops.ts'
import { text } from './text.ts'
import type { Stop } from './wire.ts'

interface Props extends Pick<Stop, 'scope' | 'id'> {
  /** As people call it. */
  readonly name: string
}

/** Ends every session of something at one tap and lets none begin, until it is tapped again. */
export const KillSwitch = ({ scope, id, name }: Props) => {
  const isStopped = stops.value.some(stop => stop.id === id)
  const { stopAll, stopAllOf, stopped, lift, liftOf, lifted } = text.stops
  const stop = () => attempt(() => send('POST', '/v1/stop', { scope, id }), stopped(name))
  const allow = () => attempt(() => send('DELETE', `/v1/stop/${encodeURIComponent(id)}`), lifted(name))
  return isStopped ? (
    <button type="button" class="secondary" aria-label={liftOf(name)} onClick={allow}>
      {lift}
    </button>
  ) : (
    <button type="button" class="danger outline" aria-label={stopAllOf(name)} onClick={stop}>
      {stopAll}
    </button>
  )
}
