import { boxOf, nodeTypeOf } from './dom.ts'
import { elementAt } from './hit.ts'
import { labelsOf } from './labels.ts'
import { flatChildren, flatParent } from './registry.ts'
import { type Area, areaOf, type Rect } from './visibility.ts'

/*
 * Boxes of elements that have none of their own that a person would see: `display: contents`, inline links around blocks,
 * floats and absolutely positioned parts, and links that are stretched over a card by their `::after`.
 */

const isBox = ({ width, height }: Pick<Area, 'width' | 'height'>): boolean => width >= 1 && height >= 1

const around = (a: Rect, b: Rect): Area => {
  const [left, top] = [Math.min(a.left, b.left), Math.min(a.top, b.top)]
  const [right, bottom] = [Math.max(a.right, b.right), Math.max(a.bottom, b.bottom)]
  return { left, top, right, bottom, width: right - left, height: bottom - top }
}

/** Boxes of what an element holds, of its texts too. */
export function boxesInside(el: Element): Area[] {
  const boxes: Area[] = []
  const range = document.createRange()
  for (const child of Array.from(flatChildren(el))) {
    if (nodeTypeOf(child) === Node.TEXT_NODE && child.nodeValue?.trim()) {
      range.selectNode(child)
      for (const rect of range.getClientRects()) boxes.push(areaOf(rect))
    }
    if (!(child instanceof Element)) continue
    const box = areaOf(boxOf(child))
    if (isBox(box)) boxes.push(box)
    else boxes.push(...boxesInside(child))
  }
  return boxes.filter(isBox)
}

const holds = (outer: Rect, inner: Rect): boolean =>
  inner.left >= outer.left - 1 &&
  inner.top >= outer.top - 1 &&
  inner.right <= outer.right + 1 &&
  inner.bottom <= outer.bottom + 1

const isPlaced = (el: Element): boolean => /^(absolute|fixed)$/.test(getComputedStyle(el).position)

/** An inline link with what in it stands out of its lines, but for what is placed elsewhere. */
function withParts(el: Element, own: Area): Area {
  let box = own
  for (const child of el.children) {
    const inner = areaOf(boxOf(child))
    if (isBox(inner) && !holds(box, inner) && !isPlaced(child)) box = around(box, inner)
  }
  return box
}

/** The card that an empty link is stretched over by its `::after`: the link takes the pointer in the middle of it. */
function stretchedOver(el: Element): Element | undefined {
  const card = el instanceof HTMLElement ? el.offsetParent : null
  const { left, top, width, height } = (card ?? el).getBoundingClientRect()
  return card && elementAt(left + width / 2, top + height / 2) === el ? card : undefined
}

/** Whether an element may be operated, and so needs a box although it has none of its own. */
const isOperable = (el: Element): boolean =>
  el.localName === 'a' || el.localName === 'button' || el.hasAttribute('role')

/** The box of an element as a person sees it, in the frame's viewport. `own`: its own. */
export function seenBox(el: Element, own: Area, style: CSSStyleDeclaration): Area {
  if (isBox(own)) {
    const mayStandOut = el.localName === 'a' && el.firstElementChild !== null && style.display === 'inline'
    return mayStandOut ? withParts(el, own) : own
  }
  if (style.display !== 'contents' && !isOperable(el)) return own
  const inside = unionOf(boxesInside(el))
  if (inside || style.display === 'contents') return inside ?? own
  const card = stretchedOver(el)
  return card ? areaOf(boxOf(card)) : own
}

const unionOf = ([first, ...rest]: readonly Area[]): Area | undefined => first && rest.reduce(around, first)

const isSpeck = (el: Element): boolean => {
  const { width, height } = boxOf(el)
  return width <= 2 || height <= 2
}

/** The label that stands for a control whose own box is hidden or a speck, else what is drawn around it. */
const standInOf = (el: Element): Element | undefined =>
  isSpeck(el) ? (labelsOf(el).find(label => !isSpeck(label)) ?? drawnBox(el)) : undefined

const MAX_UP = 3

/** The box that is drawn for a control of no size, which stands in it by itself: a thumb around its slider. */
export function drawnBox(el: Element): Element | undefined {
  if (!(el instanceof HTMLInputElement)) return undefined
  let at = flatParent(el)
  for (let level = 0; at && level < MAX_UP; level += 1, at = flatParent(at)) {
    if (at.localName === 'body' || at.localName === 'form' || at.querySelectorAll(FIELDS).length !== 1) return undefined
    if (!isSpeck(at)) return at
  }
  return undefined
}

const FIELDS = 'input:not([type=hidden]), select, textarea, button, a[href]'

/** The box of what a person sees of a control: its own, its label's, or that of what it holds. */
export function visibleBox(el: Element): Area {
  const seen = standInOf(el) ?? el
  return seenBox(seen, areaOf(boxOf(seen)), getComputedStyle(seen))
}

/** Boxes in which a pointer may find a control: of its lines, or its label's, and of what it holds where that may stand out. */
export function boxesOf(el: Element): Area[] {
  const seen = standInOf(el) ?? el
  const lines = [...seen.getClientRects()].map(areaOf).filter(isBox)
  return lines.length > 0 && seen.localName !== 'a' ? lines : [...lines, ...boxesInside(seen), visibleBox(seen)]
}

const boxedIn = (el: Element): Element | undefined => {
  for (const child of Array.from(flatChildren(el))) {
    if (!(child instanceof Element)) continue
    const found = isSpeck(child) ? boxedIn(child) : child
    if (found) return found
  }
  return undefined
}

/** The element that has the box: a control, the label that stands for it, or what has one in it or around it. */
export function shownFor(el: Element): Element {
  if (!isSpeck(el)) return el
  const label = standInOf(el)
  if (label || labelsOf(el).length > 0) return label ?? el
  if (getComputedStyle(el).display === 'contents') return boxedIn(el) ?? flatParent(el) ?? el
  return (isOperable(el) && (boxedIn(el) ?? stretchedOver(el))) || el
}
