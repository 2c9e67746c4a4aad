import { parentElementOf, tagOf } from './dom.ts'
import { collapse } from './names.ts'
import { containsFlat, elementOf } from './registry.ts'
import type { DragResult, Point } from './wire.ts'
import { wordsIn } from './words.ts'

/** What is dragged and onto what, as they were. */
interface Dragged {
  readonly number: number
  readonly tag: string
  readonly said: string
  readonly at: Point
  readonly inside: boolean
  readonly onto: number
  readonly ontoSaid: string
}

/** Elements that are looked at for one that was drawn anew. */
const MAX_LIKE = 3_000

let dragged: Dragged | undefined

const said = (el: Element): string => collapse(wordsIn(el, { max: 2_000 }), 2_000)

/** The middle of an element in its document, in CSS pixels; what is scrolled has not moved there. */
const middleOf = (el: Element): Point => {
  const { left, top, width, height } = el.getBoundingClientRect()
  return { x: left + width / 2 + scrollX, y: top + height / 2 + scrollY }
}

/** Notes where an element is that is about to be dragged onto another one of the same frame; 0 for one in another frame. */
export function noteDrag(number: number, onto: number): void {
  const el = elementOf(number)
  const target = elementOf(onto)
  if (!el) return
  const words = target ? said(target) : ''
  const inside = target !== undefined && containsFlat(target, el)
  dragged = { number, tag: tagOf(el), said: said(el), at: middleOf(el), inside, onto, ontoSaid: words }
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** The element that was dragged as the page has it now: the same one, or where its list was drawn anew the nearest of its like. */
function draggedNow({ number, tag, said: words }: Dragged, drop: Point): Element | undefined {
  const same = elementOf(number)
  if (same?.checkVisibility() && said(same) === words) return same
  if (words === '') return same?.checkVisibility() ? same : undefined
  return Array.from(document.getElementsByTagName(tag))
    .slice(0, MAX_LIKE)
    .filter(el => el.checkVisibility() && said(el) === words)
    .sort((a, b) => distance(middleOf(a), drop) - distance(middleOf(b), drop))[0]
}

/** Further than this is moved, in px. */
const STIRRED = 3

const reachOf = (el: Element): number => {
  const { width, height } = el.getBoundingClientRect()
  return Math.hypot(width, height) / 2
}

/** Whether an element has moved to where it was dropped: close to that, or among the siblings of what it was dropped on. */
function isPlaced(el: Element, target: Element | undefined, drop: Point, before: Dragged): boolean {
  const at = middleOf(el)
  const left = distance(at, drop)
  if (distance(at, before.at) <= STIRRED || left >= distance(before.at, drop)) return false
  const reach = reachOf(el) + (target ? reachOf(target) : 0)
  return left <= reach || (target !== undefined && parentElementOf(target) === parentElementOf(el))
}

/**
 * What came of a drag: the element stands at its new place, what it was dropped on took it in (its words are others now, or
 * the element is gone), or neither.
 * @param drop where it was let go, in the frame's viewport
 */
export function dragResult(drop: Point): DragResult {
  if (!dragged) return 'unmoved'
  const place = { x: drop.x + scrollX, y: drop.y + scrollY }
  const target = elementOf(dragged.onto)
  const took = target !== undefined && said(target) !== dragged.ontoSaid
  const now = draggedNow(dragged, place)
  if (!now) return 'taken'
  if (target && !dragged.inside && now !== target && containsFlat(target, now)) return 'moved'
  if (isPlaced(now, target, place, dragged)) return 'moved'
  return took ? 'taken' : 'unmoved'
}
