import { elementFromPoint } from './dom.ts'
import { labelsOf } from './labels.ts'
import { containsFlat, shadowOf } from './registry.ts'
import { drawnAround, veilOf } from './veiled.ts'
import type { Rect } from './visibility.ts'
import { isOperable } from './words.ts'

/** The element that takes the pointer at a point of this frame's viewport, looked for through shadow roots. */
export function elementAt(x: number, y: number): Element | null {
  let found: Element | null = null
  let root: Document | ShadowRoot | null = document
  while (root) {
    const hit: Element | null = elementFromPoint(root, x, y)
    if (!hit || hit === found) return found
    found = hit
    root = shadowOf(hit)
  }
  return found
}

/** Whether a pointer that lands on `hit` operates `el`: the element, something in it, a label of it, or what is drawn in its place. */
export function operates(el: Element, hit: Element | null): boolean {
  if (!hit) return false
  if (containsFlat(el, hit) || isDrawnFor(el, hit)) return true
  if (labelsOf(el).some(label => containsFlat(label, hit))) return true
  const label = Element.prototype.closest.call(hit, 'label') as HTMLLabelElement | null
  return label !== null && label.control === el
}

const VEILABLE = new Set(['input', 'select', 'textarea'])

/** Whether something without a use of its own is drawn over an invisible control that can have the focus. */
function isDrawnFor(el: Element, hit: Element): boolean {
  if (!VEILABLE.has(el.localName) || (el as HTMLElement).tabIndex < 0) return false
  const veil = veilOf(el)
  const outer = veil && drawnAround(el, veil)
  return outer !== undefined && containsFlat(outer, hit) && !isOperable(hit)
}

const FRACTIONS = [0.5, 0.25, 0.75, 0.1, 0.9]

/** Points of a rectangle worth trying, the middle first, cut to the viewport. */
export function pointsIn(rect: Rect): { x: number; y: number }[] {
  const left = Math.max(rect.left, 0)
  const top = Math.max(rect.top, 0)
  const width = Math.min(rect.right, innerWidth) - left
  const height = Math.min(rect.bottom, innerHeight) - top
  if (width <= 0 || height <= 0) return []
  return FRACTIONS.flatMap(fy => FRACTIONS.map(fx => ({ x: left + width * fx, y: top + height * fy })))
}
