import { signal } from '@preact/signals'
import { listen } from './activity.ts'
import { readPending } from './approvals.ts'

/** How many approvals wait for a person, as the navigation shows it. */
export const pendingCount = signal(0)

/** Keeps the count, on whatever page. Gives how to stop. */
export const keepPending = (): (() => void) => {
  const refresh = async () => {
    try {
      pendingCount.value = (await readPending()).length
    } catch (error) {
      console.warn(error) // the page that shows them says what is wrong
    }
  }
  void refresh()
  return listen(event => (event === 'reconnected' || event.action.startsWith('approval.')) && void refresh())
}
