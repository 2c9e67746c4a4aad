/**
 * Keeps the keyboard's place when what had the focus is switched off or taken away by its own doing: it goes back where it
 * was as soon as that can be used again, else to the page's heading (WCAG 2.2, 2.4.3). Gives how to stop.
 */
export const keepFocus = (): (() => void) => {
  const ended = new AbortController()
  let last: HTMLElement | null = null
  const isLost = () => document.activeElement === null || document.activeElement === document.body
  const isUsable = (element: HTMLElement) => element.isConnected && !element.matches(':disabled')
  const restore = () => {
    if (!last || !isLost()) return
    if (isUsable(last)) return last.focus({ preventScroll: true })
    if (last.isConnected) return // busy: it comes back, or goes
    last = null
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
  }
  document.addEventListener(
    'focusin',
    ({ target }) => {
      last = target instanceof HTMLElement ? target : null
    },
    { signal: ended.signal },
  )
  // Who clicks beside everything wants no focus.
  document.addEventListener(
    'pointerdown',
    () => {
      last = null
    },
    { signal: ended.signal, capture: true },
  )
  const watching = new MutationObserver(restore)
  watching.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] })
  return () => {
    ended.abort()
    watching.disconnect()
  }
}
