import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** Whether an element has been on the screen yet: what is far down a long page need not ask for anything. */
export const useSeen = (element: RefObject<Element | null>): boolean => {
  const [isSeen, setIsSeen] = useState(false)
  useEffect(() => {
    if (!element.current || isSeen) return
    const watching = new IntersectionObserver(entries => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setIsSeen(true)
    })
    watching.observe(element.current)
    return () => watching.disconnect()
  }, [element, isSeen])
  return isSeen
}
