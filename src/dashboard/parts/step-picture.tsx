import { useState } from 'preact/hooks'
import { sessionPath } from './api.ts'
import { toHref } from './mount.ts'
import { text } from './text.ts'

interface Props {
  readonly userId: string
  readonly sessionId: string
  readonly pictureId: string
  /** What was done just before it. */
  readonly after: string
}

/** What the page looked like after a step; the service keeps pictures for an hour, and has none where the agent went on at once. */
export const StepPicture = ({ userId, sessionId, pictureId, after }: Props) => {
  const [isThere, setIsThere] = useState(true)
  if (!isThere) return <span class="thumb none muted">{text.session.noPicture}</span>
  return (
    <img
      class="thumb"
      src={toHref(`${sessionPath(userId, sessionId)}/pictures/${pictureId}`)}
      alt={text.session.pictureAfter(after)}
      width={240}
      height={150}
      loading="lazy"
      onError={() => setIsThere(false)}
    />
  )
}
