import { useState } from 'preact/hooks'
import { send, sessionPath } from './api.ts'
import { attempt } from './notice.tsx'
import { text } from './text.ts'

interface Props {
  readonly userId: string
  readonly sessionId: string
  readonly place: string
}

/** Ends a session at one tap: stopping has to be quick, and the agent can open another. */
export const StopButton = ({ userId, sessionId, place }: Props) => {
  const [isBusy, setIsBusy] = useState(false)
  const stop = async () => {
    setIsBusy(true)
    await attempt(() => send('POST', `${sessionPath(userId, sessionId)}/stop`, {}), text.now.stopped)
    setIsBusy(false)
  }
  return (
    <button
      type="button"
      class="danger"
      aria-label={text.now.stopNamed(place)}
      aria-busy={isBusy}
      disabled={isBusy}
      onClick={stop}
    >
      {text.now.stop}
    </button>
  )
}
