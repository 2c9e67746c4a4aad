import { assignedSlotOf, childNodesOf, parentElementOf, rootOf } from './dom.ts'
import type { Area } from './visibility.ts'

/** Names this document for as long as it lives. */
export const documentId = crypto.getRandomValues(new Uint32Array(2)).join('-')

/** Numbers for elements that hold as long as the document lives, and the closed shadow roots that were handed in. */
const numbers = new WeakMap<Element, number>()
const elements = new Map<number, WeakRef<Element>>()
const closedRoots = new WeakMap<Element, ShadowRoot>()
const seenRoots = new Set<WeakRef<ShadowRoot>>()
const noted = new WeakSet<ShadowRoot>()
let last = 0

/** The element's number in this document; given at first asking. */
export function numberOf(el: Element): number {
  const known = numbers.get(el)
  if (known !== undefined) return known
  last += 1
  numbers.set(el, last)
  elements.set(last, new WeakRef(el))
  return last
}

/** Where an element is in the viewport. */
type Place = Pick<Area, 'left' | 'top' | 'width' | 'height'>

const places = new WeakMap<Element, { readonly place: Place; readonly at: number }>()

/** Remembers where an element was, so that one that has not moved since need not be waited for. */
export function notePlace(el: Element, place: Place): void {
  const before = places.get(el)
  if (!before || !isSamePlace(before.place, place)) places.set(el, { place, at: performance.now() })
}

export const isSamePlace = (a: Place, b: Place): boolean =>
  a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height

const FRAME_MS = 17

/** Whether an element stands where it was at least a frame ago. */
export function hasRested(el: Element, place: Place): boolean {
  const known = places.get(el)
  return known !== undefined && performance.now() - known.at >= FRAME_MS && isSamePlace(known.place, place)
}

/** The element of a number, while it is in the document. */
export function elementOf(number: number): Element | undefined {
  const el = elements.get(number)?.deref()
  return el?.isConnected ? el : undefined
}

/** The shadow root of an element: open, or closed and handed in by the browser's side. */
export function shadowOf(el: Element): ShadowRoot | null {
  const root = el.shadowRoot ?? closedRoots.get(el) ?? null
  if (root && !noted.has(root)) noteRoot(root)
  return root
}

function noteRoot(root: ShadowRoot): void {
  noted.add(root)
  seenRoots.add(new WeakRef(root))
}

/** Makes a closed shadow root known. */
export function adoptRoot(root: ShadowRoot): void {
  closedRoots.set(root.host, root)
  noteRoot(root)
}

/** The document and every shadow root that was met in it and still is there, open and closed. */
export function allRoots(): (Document | ShadowRoot)[] {
  const roots: (Document | ShadowRoot)[] = [document]
  for (const ref of seenRoots) {
    const root = ref.deref()
    if (root?.isConnected) roots.push(root)
    else if (!root) seenRoots.delete(ref)
  }
  return roots
}

/** The parent in the flat tree: slot, shadow host or parent element. */
export function flatParent(el: Element): Element | null {
  const up = assignedSlotOf(el) ?? parentElementOf(el)
  if (up) return up
  const root = rootOf(el)
  return root instanceof ShadowRoot ? root.host : null
}

/** Children in the flat tree. */
export function flatChildren(el: Element): ArrayLike<Node> {
  const assigned = el instanceof HTMLSlotElement ? el.assignedNodes() : []
  return assigned.length > 0 ? assigned : childNodesOf(shadowOf(el) ?? el)
}

/** Whether `inner` is `outer` or lies in it in the flat tree. */
export function containsFlat(outer: Element, inner: Element | null): boolean {
  for (let el = inner; el; el = flatParent(el)) if (el === outer) return true
  return false
}

const SHADOW_CAPABLE = new Set('article aside blockquote body div footer header main nav p section span'.split(' '))
const seenWithout = new WeakMap<Element, string>()

/**
 * Whether an element may hold a closed shadow root that is not known yet: a defined custom element without an open one,
 * or a plain host that takes room although nothing in it does. Asked once for each state that an element shows.
 */
export function mayHideRoot(el: Element, box: Pick<Area, 'width' | 'height'>): boolean {
  if (el.shadowRoot || closedRoots.has(el)) return false
  const custom = el.localName.includes('-')
  if (!custom) {
    if (!SHADOW_CAPABLE.has(el.localName) || box.width <= 4 || box.height <= 4) return false
    if ((el.firstElementChild === null && el.firstChild !== null && el.textContent?.trim()) || !looksHollow(el))
      return false
  }
  return seenWithout.get(el) !== markOf(el, box)
}

const markOf = (el: Element, box: Pick<Area, 'width' | 'height'>): string =>
  el.localName.includes('-')
    ? `${el.matches(':defined')}${box.height > 0}`
    : `${Math.round(box.width)}×${Math.round(box.height)}`

/** The browser is about to be asked whether an element has a closed root: until it looks otherwise, it is not asked again. */
export const noteAsked = (el: Element): void => void seenWithout.set(el, markOf(el, el.getBoundingClientRect()))

function looksHollow(el: Element): boolean {
  for (const child of el.childNodes) {
    if (child instanceof Element ? child.checkVisibility() : child.nodeType === Node.TEXT_NODE && isRendered(child))
      return false
  }
  return true
}

function isRendered(text: Node): boolean {
  if (!text.textContent?.trim()) return false
  const range = document.createRange()
  range.selectNode(text)
  return range.getClientRects().length > 0
}
