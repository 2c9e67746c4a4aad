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

export const EVERYWHERE: Rect = { left: -1e9, top: -1e9, right: 1e9, bottom: 1e9 }

/** What of two rectangles is common; may have a negative extent. */
export const intersect = (a: Rect, b: Rect): Rect => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
})

export const isEmpty = (rect: Rect): boolean => rect.right - rect.left < 1 || rect.bottom - rect.top < 1

/** What cuts the boxes below an element: by its flow, and for absolutely positioned ones by their containing block. */
export interface Clips {
  readonly flow: Rect
  readonly absolute: Rect
}

export const UNCLIPPED: Clips = { flow: EVERYWHERE, absolute: EVERYWHERE }

/** The clip that applies to an element itself. */
export const clipFor = (position: string, clips: Clips): Rect =>
  position === 'fixed' ? EVERYWHERE : position === 'absolute' ? clips.absolute : clips.flow

/**
 * The clips for what is below an element that `clip` applies to. What scrolls into view is not cut: only hidden and clip
 * cut for good, and not on inline boxes (CSS Overflow 3, section 3.1).
 */
export function clipsBelow(
  style: CSSStyleDeclaration,
  rect: Rect,
  { clip, clips }: { clip: Rect; clips: Clips },
): Clips {
  const overflow = style.overflowX
  const cuts =
    (overflow === 'hidden' || overflow === 'clip') && style.display !== 'inline' && style.display !== 'contents'
  if (!cuts && clips.flow === clips.absolute && clip === clips.flow) return clips
  const positioned = style.position !== 'static'
  if (!cuts && !positioned) return clips
  const flow = cuts ? intersect(clip, rect) : clip
  return { flow, absolute: positioned ? flow : clips.absolute }
}
