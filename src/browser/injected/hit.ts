import { elementFromPoint } from './dom.ts'
import { labelsOf } from './labels.ts'
import { containsFlat, flatParent, shadowOf } from './registry.ts'
import { drawnAround, veilOf } from './veiled.ts'
import type { Rect } from './visibility.ts'
import { isOperable, OPERABLE } from './words.ts'

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

const NEAR = 4
/** Of the viewport: what lies over more of it is a cover. */
const MAX_SHARE = 0.25

/**
 * Whether `hit` is drawn for `el` over it: the two stand in one box that holds nothing else to operate, as a track over its hidden
 * field, or a host around its button. A backdrop or banner is no such thing.
 */
export function isInOneBox(el: Element, hit: Element): boolean {
  const { width, height } = hit.getBoundingClientRect()
  if (width * height > MAX_SHARE * innerWidth * innerHeight || getComputedStyle(hit).position === 'fixed') return false
  let box: Element | null = el
  for (let level = 0; box && level < NEAR; level += 1, box = flatParent(box)) {
    if (box.localName === 'body') return false
    if (containsFlat(box, hit))
      return operableIn(box).every(other => other === el || containsFlat(el, other) || containsFlat(other, el))
  }
  return false
}

const operableIn = (box: Element): Element[] =>
  [box, ...(box.shadowRoot ? [box.shadowRoot] : [])].flatMap(root => [...root.querySelectorAll(OPERABLE)])

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
