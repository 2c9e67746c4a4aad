import { useEffect, useRef, useState } from 'preact/hooks'
import { sessionPath } from './api.ts'
import { toHref } from './mount.ts'
import { text } from './text.ts'

interface Props {
  readonly userId: string
  readonly sessionId: string
  readonly place: string
}

/** Between two pictures, in ms; where none comes it doubles with each try, up to the longest. */
const NEXT_MS = 1500
const LONGEST_MS = 15_000

/** The small picture of a session that moves: asked for again only while it is on the screen. */
export const Preview = ({ userId, sessionId, place }: Props) => {
  const frame = useRef<HTMLDivElement>(null)
  const [picture, setPicture] = useState<string | null>(null)
  useEffect(
    () => (frame.current ? keepPicture(frame.current, sessionPath(userId, sessionId), setPicture) : undefined),
    [userId, sessionId],
  )
  return (
    <div ref={frame} class="preview">
      {picture ? <img src={picture} alt={text.now.picture(place)} /> : <span class="muted">{text.now.noPicture}</span>}
    </div>
  )
}

/** Fetches pictures one after the other while the frame can be seen; the last one is let go of at the end. */
const keepPicture = (frame: Element, path: string, show: (url: string | null) => void): (() => void) => {
  const ended = new AbortController()
  let shown: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let isSeen = false
  let isBusy = false
  let misses = 0

  const replace = (url: string | null) => {
    show(url)
    if (shown) URL.revokeObjectURL(shown)
    shown = url
  }
  const fetchNext = async () => {
    if (isBusy || !isSeen || document.hidden || ended.signal.aborted) return
    isBusy = true
    const blob = await fetchPicture(`${path}/preview`, ended.signal)
    isBusy = false
    if (ended.signal.aborted) return
    if (blob) replace(URL.createObjectURL(blob))
    misses = blob ? 0 : misses + 1
    timer = setTimeout(fetchNext, Math.min(LONGEST_MS, NEXT_MS * 2 ** misses))
  }
  const wake = () => {
    clearTimeout(timer)
    void fetchNext()
  }
  const watching = new IntersectionObserver(entries => {
    isSeen = entries.at(-1)?.isIntersecting ?? false
    if (isSeen) wake()
  })
  watching.observe(frame)
  document.addEventListener('visibilitychange', wake, { signal: ended.signal })
  return () => {
    ended.abort()
    watching.disconnect()
    clearTimeout(timer)
    if (shown) URL.revokeObjectURL(shown)
  }
}

/** A picture, or null where there is none now: the session ended, or the service has no previews. */
const fetchPicture = async (path: string, signal: AbortSignal): Promise<Blob | null> => {
  try {
    const response = await fetch(toHref(path), { signal })
    return response.ok ? await response.blob() : null
  } catch {
    return null // aborted, or the service is away: the next try tells
  }
}
