/** A rectangle in the frame's viewport. */
export interface Rect {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A rectangle with its extent; as plain numbers, which are read faster than those of a DOMRect. */
export interface Area extends Rect {
  readonly width: number
  readonly height: number
}

export const areaOf = (rect: DOMRect): Area => {
  const { left, top, width, height } = rect
  return { left, top, width, height, right: left + width, bottom: top + height }
}

/** What of two rectangles is common; may have a negative extent. */
export const intersect = (a: Rect, b: Rect): Rect => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
})

export const isEmpty = (rect: Rect): boolean => rect.right - rect.left < 1 || rect.bottom - rect.top < 1

/** Whether two rectangles have less than a pixel in common. */
export const isOutside = (a: Rect, b: Rect): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) < 1 || Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) < 1

/** What limits the boxes in some place: `cut` is what can ever be brought into view, `shown` what is in view now. */
export interface Clip {
  readonly cut: Rect
  readonly shown: Rect
}

/** The clips for what is below an element: by its flow, for absolutely positioned boxes by their containing block, and for fixed ones. */
export interface Clips {
  readonly flow: Clip
  readonly absolute: Clip
  readonly fixed: Clip
}

/** The clip that applies to an element itself. */
export function clipFor(el: Element, position: string, clips: Clips): Clip {
  if (position === 'absolute') return clips.absolute
  if (position !== 'fixed') return clips.flow
  // an ancestor with a transform holds fixed boxes too, and is then their offset parent (CSSOM View, section 7)
  return el instanceof HTMLElement && el.offsetParent ? clips.absolute : clips.fixed
}

/** How an element was laid out, and the clips around it. */
interface Laid {
  readonly style: CSSStyleDeclaration
  readonly rect: Area
  /** The clip of the element itself. */
  readonly clip: Clip
  readonly clips: Clips
}

/** The clips for what is below an element. Inline boxes clip nothing (CSS Overflow 3, section 3.1). */
export function clipsBelow(el: Element, { style, rect, clip, clips }: Laid): Clips {
  const cuts = style.overflowX !== 'visible' && style.display !== 'inline' && style.display !== 'contents'
  if (!cuts && clips.flow === clips.absolute && clip === clips.flow) return clips
  const positioned = style.position !== 'static'
  if (!cuts && !positioned) return clips
  const flow = cuts ? clipInside(el, { style, rect, clip }) : clip
  return { flow, absolute: positioned ? flow : clips.absolute, fixed: clips.fixed }
}

const cutsForGood = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'

/**
 * The clip inside a box whose content does not flow over it. What `hidden` and `clip` cut off is gone for good; what `auto`
 * and `scroll` cut off can be scrolled to as long as the box itself can be seen.
 */
function clipInside(el: Element, { style, rect, clip }: Omit<Laid, 'clips'>): Clip {
  const shown = intersect(clip.shown, rect)
  const cut = intersect(clip.cut, rect)
  const [x, y] = [cutsForGood(style.overflowX), cutsForGood(style.overflowY)]
  if ((x && y) || isEmpty(cut)) return { shown, cut }
  const content = scrollableArea(el, style, rect)
  return { shown, cut: { ...(x ? horizontally(cut) : horizontally(content)), ...vertically(y ? cut : content) } }
}

const horizontally = ({ left, right }: Rect) => ({ left, right })
const vertically = ({ top, bottom }: Rect) => ({ top, bottom })

interface Directions {
  readonly x: boolean
  readonly y: boolean
}

/** Whether content flows over at the left or the top, and not at the right or the bottom (CSS Writing Modes 4, section 6). */
function growsBackwards({ direction, writingMode }: CSSStyleDeclaration): Directions {
  const isReversed = direction === 'rtl'
  if (writingMode.startsWith('horizontal')) return { x: isReversed, y: false }
  return { x: writingMode.endsWith('rl'), y: isReversed !== (writingMode === 'sideways-lr') }
}

/** The same for a box whose flex items may stand in reverse order. */
function flowsBackwards(style: CSSStyleDeclaration): Directions {
  const back = growsBackwards(style)
  if (!style.display.endsWith('flex') || !style.flexDirection.endsWith('reverse')) return back
  const isAlongX = style.flexDirection.startsWith('row') === style.writingMode.startsWith('horizontal')
  return isAlongX ? { ...back, x: !back.x } : { ...back, y: !back.y }
}

/** Where everything that a box can scroll to lies in the viewport, as it is scrolled now. */
function scrollableArea(el: Element, style: CSSStyleDeclaration, rect: Area): Rect {
  const scale = el instanceof HTMLElement && el.offsetWidth > 0 ? rect.width / el.offsetWidth : 1
  const back = flowsBackwards(style)
  const [wide, high] = [el.scrollWidth - el.clientWidth, el.scrollHeight - el.clientHeight]
  const left = rect.left - scale * (el.scrollLeft + (back.x ? wide : 0))
  const top = rect.top - scale * (el.scrollTop + (back.y ? high : 0))
  return { left, top, right: left + rect.width + scale * wide, bottom: top + rect.height + scale * high }
}

/**
 * The clips of a document: its viewport, and what that can be scrolled to. The body says which way a document grows (CSS
 * Writing Modes 4, section 8). A page that may not be scrolled down is often only held still for a while; one that may not be
 * scrolled sideways never is.
 */
export function documentClips(body: Element | null): Clips {
  const root = document.documentElement
  const style = getComputedStyle(body ?? root)
  const isHeld = cutsForGood(getComputedStyle(root).overflowX) || cutsForGood(style.overflowX)
  const back = growsBackwards(style)
  const shown: Rect = { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
  const cut: Rect = {
    left: isHeld ? 0 : -scrollX - (back.x ? Math.max(0, root.scrollWidth - innerWidth) : 0),
    top: -scrollY - (back.y ? Math.max(0, root.scrollHeight - innerHeight) : 0),
    right: isHeld ? innerWidth : back.x ? innerWidth - scrollX : 1e9,
    bottom: back.y ? innerHeight - scrollY : 1e9,
  }
  const flow = { cut, shown }
  return { flow, absolute: flow, fixed: { cut: shown, shown } }
}
