import { boxOf, nodeTypeOf } from './dom.ts'
import { flatParent } from './registry.ts'
import { type Area, areaOf, intersect, type Rect } from './visibility.ts'

/*
 * Controls that a page makes invisible (`opacity: 0`) over or under what it draws in their place: a select, a slider, the boxes
 * of a code. Fields that are invisible and have nothing drawn for them are traps for programs.
 */

const MIN_SIDE = 8
/** How much larger than its control the box may be that holds what is drawn for it. */
const MAX_RATIO = 4
/** Nodes of such a box that are looked at. */
const MAX_NODES = 60

const CLEAR = new Set(['rgba(0, 0, 0, 0)', 'transparent'])
const PICTURES = new Set('img svg canvas picture video'.split(' '))

const areaIn = ({ left, top, right, bottom }: Rect): number => Math.max(0, right - left) * Math.max(0, bottom - top)

/** Whether style paints anything of an element itself. */
function isPainted(el: Element): boolean {
  const style = getComputedStyle(el)
  if (style.visibility !== 'visible' || Number(style.opacity) === 0) return false
  if (!CLEAR.has(style.backgroundColor) || style.backgroundImage !== 'none' || style.boxShadow !== 'none') return true
  if (Number.parseFloat(style.borderTopWidth) > 0 || Number.parseFloat(style.borderBottomWidth) > 0) return true
  return ['::before', '::after'].some(pseudo => !['none', 'normal'].includes(getComputedStyle(el, pseudo).content))
}

const boxOfText = (node: Node): Area => {
  const range = document.createRange()
  range.selectNode(node)
  return areaOf(range.getBoundingClientRect())
}

/** Whether something in a box is drawn where a control lies, the control and what hides it left out. */
function isDrawnIn(outer: Element, veil: Element, box: Rect): boolean {
  if (isPainted(outer)) return true
  const walker = document.createTreeWalker(outer, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, node =>
    node === veil ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  )
  for (let node = walker.nextNode(), seen = 0; node && seen < MAX_NODES; node = walker.nextNode(), seen += 1) {
    const isText = nodeTypeOf(node) === Node.TEXT_NODE
    const el = isText ? node.parentElement : (node as Element)
    if (!el || (isText && !node.nodeValue?.trim())) continue
    const drawn = isText ? boxOfText(node) : areaOf(boxOf(el))
    if (areaIn(intersect(drawn, box)) * 4 < Math.min(areaIn(drawn), areaIn(box)) || areaIn(drawn) < 4) continue
    const shows = el.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    if (shows && (isText || PICTURES.has(el.localName) || isPainted(el))) return true
  }
  return false
}

/**
 * The box around an invisible control in which something is drawn for it; undefined where there is none.
 * @param veil the element that is invisible: the control, or one that holds it
 */
export function drawnAround(control: Element, veil = control): Element | undefined {
  const box = areaOf(boxOf(control))
  if (box.width < MIN_SIDE || box.height < MIN_SIDE) return undefined
  let at = flatParent(veil)
  for (let depth = 0; at && depth < 3; depth += 1, at = flatParent(at)) {
    const outer = areaIn(boxOf(at))
    if (outer > areaIn(box) * MAX_RATIO || at.localName === 'body' || at.localName === 'form') return undefined
    if (outer > 0 && isDrawnIn(at, veil, box)) return at
  }
  return undefined
}

/** The invisible element that hides a control: itself or one that holds it. */
export function veilOf(control: Element): Element | undefined {
  for (let at: Element | null = control, depth = 0; at && depth < 4; at = flatParent(at), depth += 1)
    if (Number(getComputedStyle(at).opacity) === 0) return at
  return undefined
}
