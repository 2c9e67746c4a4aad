/** Parts of the form capture that run in the page: whether a person sees an element. */

/** Whether an element is rendered where a person could see it: sized, not transparent, on the page, not clipped away. */
export function isSeen(el: Element): boolean {
  const rect = el.getBoundingClientRect()
  if (rect.width <= 1 || rect.height <= 1) return false
  if (rect.right + scrollX <= 0 || rect.bottom + scrollY <= 0) return false
  if (!el.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }))
    return false
  return !isClipped(el)
}

/** Whether an ancestor of next to no size, or a clip of the element itself, cuts all of it away. */
function isClipped(el: Element): boolean {
  const own = getComputedStyle(el)
  if (/^rect\(0px,? 0px,? 0px,? 0px\)|^rect\(1px,? 1px,? 1px,? 1px\)/.test(own.clip)) return true
  if (/inset\((50|100)%/.test(own.clipPath)) return true
  let { position } = own
  let at = el.parentElement
  // What the body hides is hidden by the viewport (CSS Overflow 3, section 3.3), which scrolls.
  for (let depth = 0; at && at !== document.body && depth < 6; depth += 1) {
    const style = getComputedStyle(at)
    const escapes = position === 'fixed' || (position === 'absolute' && style.position === 'static')
    if (!escapes && clips(at, style)) return true
    if (!escapes) position = style.position
    at = at.parentElement
  }
  return false
}

const clips = ({ clientWidth, clientHeight }: Element, { overflow, display }: CSSStyleDeclaration): boolean =>
  overflow !== 'visible' && (clientWidth <= 1 || clientHeight <= 1) && display !== 'inline' && display !== 'contents'

/** Whether the page keeps an element from assistive technology or from the Tab key. */
export function isConcealed(el: Element): boolean {
  return el.closest('[aria-hidden="true"], [inert]') !== null || el.getAttribute('tabindex') === '-1'
}

/** Whether a field for a code lies transparent over boxes that are drawn in its place: what is typed shows in these. */
function isDrawnOver(el: Element): boolean {
  const input = el as HTMLInputElement
  const isForCode =
    input.autocomplete === 'one-time-code' || (input.inputMode === 'numeric' && /^[4-8]$/.test(`${input.maxLength}`))
  const { width, height } = el.getBoundingClientRect()
  return isForCode && width > 40 && height > 10 && el.checkVisibility({ visibilityProperty: true }) && !isClipped(el)
}

/** A styled box is often transparent and its label is what is seen, as are the boxes drawn under a field for a code. */
export function isSeenWithLabel(el: Element): boolean {
  if (isSeen(el) || isDrawnOver(el)) return true
  const { type, labels } = el as HTMLInputElement
  if (type !== 'checkbox' && type !== 'radio') return false
  const holder = el.parentElement
  if (getComputedStyle(el).display === 'none' && !labels?.length) return false
  return (
    [...(labels ?? [])].some(isSeen) ||
    (holder !== null && holder.querySelectorAll('input').length === 1 && isSeen(holder))
  )
}
