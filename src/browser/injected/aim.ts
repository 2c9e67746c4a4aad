import { boxesOf, shownFor, visibleBox } from './boxes.ts'
import { calledOf } from './called.ts'
import { formSent, submitsOf } from './facts.ts'
import { elementAt, isInOneBox, operates, pointsIn } from './hit.ts'
import { collapse, nameOf } from './names.ts'
import { containsFlat, documentId, elementOf, flatParent, hasRested, isSamePlace, numberOf } from './registry.ts'
import { roleOf } from './roles.ts'
import { selectorOf } from './selector.ts'
import { changedSince, changeSince, type Look } from './sights.ts'
import { isDisabled } from './state.ts'
import type { Aim, Facts } from './wire.ts'
import { wordsIn } from './words.ts'

const frame = (): Promise<number> => new Promise(done => requestAnimationFrame(done))
const NESTED =
  'a[href], button, input, select, textarea, [role=group], [role=treeitem], [role=button], [role=menuitem], [role=checkbox]'

/**
 * Whether an animation may be moving the element: one of its own or of what holds it, or any that will end, since what
 * grows beside it moves it too (Web Animations, section 5.19). Frames may be late, so the clock alone does not tell rest.
 */
const mayBeMoving = (el: Element): boolean =>
  document.getAnimations().some(({ playState, effect }) => {
    if (playState !== 'running') return false
    const target = effect instanceof KeyframeEffect ? effect.target : null
    return effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY || (target && containsFlat(target, el))
  })

/** Frames in the same place while an animation runs: a busy machine may show one frame of it twice. */
const FRAMES_IN_MOTION = 3

/** Waits until the element has kept its place for a frame, for some where it may be moving; false when it has gone. */
async function rests(el: Element, endsAt: number): Promise<boolean> {
  let before = el.getBoundingClientRect()
  if (hasRested(el, before) && !mayBeMoving(el)) return true
  let same = 0
  while (performance.now() < endsAt) {
    await frame()
    if (!el.isConnected) return false
    const now = el.getBoundingClientRect()
    same = isSamePlace(before, now) ? same + 1 : 0
    if (same >= (mayBeMoving(el) ? FRAMES_IN_MOTION : 1)) return true
    before = now
  }
  return el.isConnected
}

function isInView(rect: DOMRect): boolean {
  const x = rect.left + rect.width / 2
  const y = rect.top + rect.height / 2
  return x >= 0 && y >= 0 && x < innerWidth && y < innerHeight
}

const SAYS = /[\p{L}\p{N}]/u

/** Rectangle of the first own text of a container whose middle belongs to what is in it; a sign alone is often a control. */
function ownTextRect(el: Element): DOMRect | undefined {
  if (!el.querySelector(NESTED)) return undefined
  const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const nested = node.parentElement?.closest(NESTED)
    if (!SAYS.test(node.nodeValue ?? '') || (nested && nested !== el && el.contains(nested))) continue
    const range = document.createRange()
    range.selectNode(node)
    const rect = range.getBoundingClientRect()
    if (rect.width > 0) return rect
  }
  return undefined
}

/** Whether the hit belongs to something else that is operated on its own inside the target. */
function isNested(el: Element, hit: Element): boolean {
  for (let at: Element | null = hit; at && at !== el; at = flatParent(at))
    if (at.matches(NESTED)) return containsFlat(el, at)
  return false
}

interface Spot {
  readonly x: number
  readonly y: number
}

function findSpot(el: Element): Spot | undefined {
  const text = ownTextRect(el)
  const points = [...(text ? [text] : []), ...boxesOf(el)].slice(0, 6).flatMap(pointsIn)
  let second: Spot | undefined
  let third: Spot | undefined
  for (const point of points) {
    const hit = elementAt(point.x, point.y)
    if (!hit) continue
    if (!operates(el, hit)) {
      if (!third && isInOneBox(el, hit)) third = point
      continue
    }
    if (!isNested(el, hit)) return point
    second ??= point
  }
  return second ?? third
}

/** Words for what lies on top, for an error message. */
function whatCovers(el: Element): string {
  const { left, top, width, height } = visibleBox(el)
  const hit = elementAt(left + width / 2, top + height / 2)
  if (!hit) return 'nothing that takes a pointer is there'
  const role = roleOf(hit)
  return `${role === 'generic' ? hit.localName : role} ${collapse(nameOf(hit, role) || wordsIn(hit, { max: 40 }), 40)}`.trim()
}

/** Role, name and selector of an element, as they are now. */
export function factsOf(el: Element): Facts {
  const role = roleOf(el)
  const type = el instanceof HTMLInputElement ? el.type : undefined
  const submits = submitsOf(el)
  const form = formSent(el)
  return {
    id: numberOf(el),
    ...(submits && { submits }),
    ...(form && { form }),
    role,
    name: calledOf(el, role) || collapse(wordsIn(el, { max: 80 }), 80),
    selector: selectorOf(el),
    tag: el.localName,
    ...(type && { inputType: type }),
  }
}

const BLOCKS: ScrollLogicalPosition[] = ['center', 'end', 'start']

/**
 * Brings an element into view, waits until it rests, and gives a point where the pointer operates it. A list that is
 * scrolled for it may put another record into the same node.
 * @param doc the document that the number was given in
 * @param look whose look at it tells what it is meant to be
 * @param ms how long it may take to rest
 */
export async function aim(doc: string, number: number, { look, ms }: { look: Look; ms: number }): Promise<Aim> {
  const el = doc === documentId ? elementOf(number) : undefined
  if (!el) return { outcome: 'gone' }
  const changed = changeSince(number, look)
  if (changed) return { outcome: 'changed', ...changed }
  const facts = factsOf(el)
  if (isDisabled(el)) return { outcome: 'disabled', facts }
  const shown = shownFor(el)
  if (!shown.checkVisibility({ visibilityProperty: true })) return { outcome: 'hidden', facts }
  if (!isInView(shown.getBoundingClientRect()) || !findSpot(el))
    shown.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
  if (!(await rests(shown, performance.now() + ms))) return { outcome: 'gone' }
  const moved = changedSince(number)
  if (moved) return { outcome: 'changed', ...moved }
  for (const block of ['', ...BLOCKS] as const) {
    if (block !== '') {
      shown.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' })
      await frame()
    }
    const spot = findSpot(el)
    if (spot) return { outcome: 'ready', x: spot.x, y: spot.y, facts }
  }
  return { outcome: 'covered', by: whatCovers(el), facts }
}

/** Whether the pointer still operates the element at a point; a hover may have replaced, changed or covered it. */
export function isStillAt(number: number, x: number, y: number): boolean {
  const el = elementOf(number)
  if (!el || isDisabled(el) || changedSince(number)) return false
  const hit = elementAt(x, y)
  return hit !== null && (operates(el, hit) || isInOneBox(el, hit))
}

/** Takes a point of a child frame to this frame: through the iframe's content box; undefined if something covers it there. */
export function throughFrame(
  number: number,
  x: number,
  y: number,
): { x: number; y: number } | { by: string } | undefined {
  const el = elementOf(number)
  if (!(el instanceof HTMLElement)) return undefined
  const rect = el.getBoundingClientRect()
  const scale = el.offsetWidth > 0 ? rect.width / el.offsetWidth : 1
  const style = getComputedStyle(el)
  const px = (value: string) => Number.parseFloat(value) || 0
  const at = {
    x: rect.left + (el.clientLeft + px(style.paddingLeft) + x) * scale,
    y: rect.top + (el.clientTop + px(style.paddingTop) + y) * scale,
  }
  return elementAt(at.x, at.y) === el ? at : { by: whatCovers(el) }
}
