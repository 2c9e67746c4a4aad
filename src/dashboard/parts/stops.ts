import { signal } from '@preact/signals'
import { listen } from './activity.ts'
import { read } from './api.ts'
import type { Stop } from './wire.ts'

/** What is stopped in the workspace. */
export const stops = signal<readonly Stop[]>([])

/** Keeps the list, on whatever page. Gives how to stop that. */
export const keepStops = (): (() => void) => {
  const refresh = async () => {
    try {
      stops.value = (await read<{ stops: Stop[] }>('/v1/stop')).stops
    } catch (error) {
      console.warn(error) // what is stopped is refused by the service, whatever is shown here
    }
  }
  void refresh()
  return listen(event => (event === 'reconnected' || event.action.startsWith('stop.')) && void refresh())
}
