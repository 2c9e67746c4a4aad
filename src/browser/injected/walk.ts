import { drawnBox, seenBox } from './boxes.ts'
import { attributeOf, boxOf, childNodesOf, documentBody, nextSiblingOf, nodeTypeOf, tagOf } from './dom.ts'
import { boxIn, capture, type Draft, type Surroundings, type Walk } from './draft.ts'
import { elementAt } from './hit.ts'
import { labelsOf } from './labels.ts'
import { collapse } from './names.ts'
import { mayHideRoot, shadowOf } from './registry.ts'
import { writtenRole } from './roles.ts'
import { focusedElement, switchesOff } from './state.ts'
import { isOpenToAll } from './unheard.ts'
import { drawnAround } from './veiled.ts'
import { type Area, areaOf, clipFor, clipsBelow, documentClips, isOutside, type Rect } from './visibility.ts'
import type { WalkOptions } from './wire.ts'
import { PHRASING } from './words.ts'

const SKIPPED = new Set(
  'script style template noscript head meta link title base param source track datalist colgroup col option optgroup'.split(
    ' ',
  ),
)
const STRUCTURE = new Set('form fieldset label dialog iframe frame details figure table section article li'.split(' '))

/** Whether an element has text of its own; worked out once a walk, since each of its inline parts asks. */
const hasOwnText = ({ ownText }: Walk, el: Element): boolean => {
  const known = ownText.get(el)
  if (known !== undefined) return known
  let found = false
  for (let child = el.firstChild; child && !found; child = child.nextSibling)
    found = child.nodeType === Node.TEXT_NODE && Boolean(child.nodeValue?.trim())
  ownText.set(el, found)
  return found
}

const isHiddenControl = (el: Element): el is HTMLElement =>
  el instanceof HTMLInputElement ? HIDDEN_TYPES.has(el.type) || isWidget(el) : el instanceof HTMLElement && isWidget(el)

const HIDDEN_TYPES = new Set('checkbox radio file range'.split(' '))
/** What its label operates though it is not rendered at all. */
const isTicked = (el: Element): el is HTMLInputElement =>
  el instanceof HTMLInputElement && HIDDEN_TYPES.has(el.type) && el.type !== 'range'
/** Roles of what pages draw themselves, and keep a control without size for those who do not see. A text field so hidden is a trap. */
const HIDDEN_ROLES = new Set('combobox switch checkbox radio slider'.split(' '))
const isWidget = (el: HTMLElement): boolean =>
  el.hasAttribute('role') && HIDDEN_ROLES.has(attributeOf(el, 'role') ?? '') && el.tabIndex >= 0

/** The first child in the flat tree, or the children as a list where they are not each other's siblings. */
function childrenOf(el: Element): ChildNode | null | readonly Node[] {
  const shadow = shadowOf(el)
  if (shadow) return shadow.firstChild
  if (el instanceof HTMLSlotElement) {
    const assigned = el.assignedNodes()
    if (assigned.length > 0) return assigned
  }
  if (el instanceof HTMLDetailsElement && !el.open) {
    return [...el.children].filter(child => child.localName === 'summary').slice(0, 1)
  }
  return el.firstChild
}

/** Visits an element and what is in it; gives back text that folds into the parent's. */
export function visit(walk: Walk, el: Element, around: Surroundings): string {
  if (SKIPPED.has(tagOf(el)) || walk.visited >= walk.options.maxElements) return ''
  walk.visited += 1
  if (el instanceof HTMLFormElement) return visitForm(walk, el, around)
  const style = getComputedStyle(el)
  const plain = el.checkVisibility(PLAINLY)
  if (!plain) {
    if (style.display === 'none') return isTicked(el) ? captureLabelled(walk, el, around) : ''
    if (Number(style.opacity) === 0 && !isShownElsewhere(el)) return visitVeiled(walk, el, around)
  }
  if (el.ariaHidden === 'true' && !isOpenToAll(el)) return ''
  const own = areaOf(el.getBoundingClientRect())
  const rect = seenBox(el, own, style)
  const clip = clipFor(el, style.position, around.clips)
  const shown = (plain || style.visibility === 'visible') && isReachable(rect, clip.cut)
  if (isHiddenControl(el) && (!shown || rect.width < 2 || rect.height < 2)) return captureLabelled(walk, el, around)
  if (mayHideRoot(el, rect)) walk.suspects.push(el)
  const cursor = style.cursor
  const off = around.off || switchesOff(el)
  const index = shown ? capture(walk, el, { around, off, plain, style, cursor, own, rect, clip }) : -1
  const draft = index < 0 ? undefined : walk.drafts[index]
  const children = childrenOf(el)
  const parent = draft ? index : around.parent
  const below: Surroundings | undefined =
    el.firstElementChild || children !== el.firstChild
      ? {
          parent,
          cursor,
          off,
          inButton: around.inButton || el.localName === 'button',
          clips: el === walk.body ? around.clips : clipsBelow(el, { style, rect, clip, clips: around.clips }),
          host: draft ? el : around.host,
        }
      : undefined
  const text = isLeaf(el, style)
    ? ''
    : below
      ? visitChildren(walk, children, { below, shown })
      : shown
        ? (el.textContent ?? '')
        : ''
  if (!draft) return text
  return settle(walk, { draft, index, around, text })
}

/** A form answers to the names of its fields before its own properties, so it is read through the prototypes only. */
function visitForm(walk: Walk, el: HTMLFormElement, around: Surroundings): string {
  const style = getComputedStyle(el)
  if (style.display === 'none' || (attributeOf(el, 'aria-hidden') === 'true' && !isOpenToAll(el))) return ''
  const rect = areaOf(boxOf(el))
  const clip = clipFor(el, style.position, around.clips)
  const name = collapse(attributeOf(el, 'aria-label') ?? attributeOf(el, 'title') ?? '')
  const role = writtenRole(attributeOf(el, 'role')) ?? (name ? 'form' : 'generic')
  const index =
    walk.drafts.push({
      node: { id: 0, parent: 0, tag: 'form', role, name, box: boxIn(walk, rect), interactive: false },
      ...{ el, own: rect, plain: false, kept: true, parent: around.parent, children: 0 },
    }) - 1
  const off = around.off || attributeOf(el, 'inert') !== null
  const clips = clipsBelow(el, { style, rect, clip, clips: around.clips })
  const below = { parent: index, cursor: style.cursor, off, inButton: around.inButton, clips, host: null }
  const text = collapse(
    visitChildren(walk, [...childNodesOf(el)], { below, shown: style.visibility === 'visible' }),
    2000,
  )
  const draft = walk.drafts[index]
  if (draft && text) draft.node.text = text
  return ''
}

const PLAINLY = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: false }

/** Whether nothing in an element is read: skipped content, a native list, a drawing without parts to operate. */
const isLeaf = (el: Element, style: CSSStyleDeclaration): boolean =>
  el.localName === 'select' ||
  el.localName === 'textarea' ||
  (el.firstElementChild !== null && style.contentVisibility === 'hidden') ||
  (el.localName === 'svg' && !el.querySelector('a, [role], [tabindex], [onclick], foreignObject'))

interface Inside {
  readonly below: Surroundings
  /** Text is only read where the element itself is shown. */
  readonly shown: boolean
}

const MAX_TEXT = 4_000

/** Gathers children and the text among them. */
function visitChildren(walk: Walk, children: ChildNode | null | readonly Node[], inside: Inside): string {
  let text = ''
  if (Array.isArray(children)) {
    for (const child of children) text += visitChild(walk, child, inside)
  } else {
    for (let child = children as ChildNode | null; child; child = nextSiblingOf(child)) {
      if (text.length < MAX_TEXT) text += visitChild(walk, child, inside)
      else visitChild(walk, child, inside)
    }
  }
  return text
}

/** Text of a child that belongs to its parent; a space for an element that keeps its own. */
function visitChild(walk: Walk, child: Node, { below, shown }: Inside): string {
  const type = nodeTypeOf(child)
  if (type === Node.TEXT_NODE) return shown ? (child.nodeValue ?? '') : ''
  return type === Node.ELEMENT_NODE ? visit(walk, child as Element, below) || ' ' : ''
}

/** Decides, when the children are known, whether a draft stays, and whether its text goes to its parent. */
function settle(
  walk: Walk,
  { draft, index, around, text }: { draft: Draft; index: number; around: Surroundings; text: string },
): string {
  const { node } = draft
  const flat = collapse(text, 2000)
  const isLast = walk.drafts.length === index + 1
  if (node.role === 'generic' && !node.interactive && isLast) {
    if (!flat && !node.colour) {
      walk.drafts.pop()
      return ''
    }
    if (flat && PHRASING.has(node.tag) && around.host && hasOwnText(walk, around.host)) {
      walk.drafts.pop()
      return text
    }
  }
  if (flat && flat !== node.name) node.text = flat
  draft.kept =
    node.role !== 'generic' || node.interactive || flat !== '' || STRUCTURE.has(node.tag) || node.colour !== undefined
  return ''
}

/** Whether any scrolling could bring a box into view. */
function isReachable(rect: Area, cut: Rect): boolean {
  const { width, height } = rect
  if (width <= 1 && height <= 1) return false
  if (width > 1 && height > 1) return !isOutside(rect, cut)
  return rect.right >= cut.left && rect.left <= cut.right && rect.bottom >= cut.top && rect.top <= cut.bottom
}

const CONTROLS = 'input:not([type=hidden]), select, textarea'
const isControl = (el: Element): boolean => Element.prototype.matches.call(el, CONTROLS)

/** Whether an invisible control is drawn by something else: what lies where it is, or its label. */
const isShownElsewhere = (el: Element): boolean =>
  (isControl(el) && drawnAround(el) !== undefined) ||
  (isHiddenControl(el) && (labelsOf(el).some(isShowing) || drawnBox(el) !== undefined))

const isShowing = (el: Element): boolean => el.checkVisibility({ visibilityProperty: true })

/** The controls of an invisible part that are drawn by something else, and take the pointer. */
function visitVeiled(walk: Walk, veil: Element, around: Surroundings): string {
  const controls = isControl(veil) ? [] : [...Element.prototype.querySelectorAll.call(veil, CONTROLS)].slice(0, 5)
  for (const el of controls) {
    const rect = areaOf(boxOf(el))
    const middle = elementAt(rect.left + rect.width / 2, rect.top + rect.height / 2)
    if (middle !== el || attributeOf(el, 'aria-hidden') === 'true' || !drawnAround(el, veil)) continue
    const seen = { around, off: around.off, style: getComputedStyle(el), cursor: 'auto', own: rect, rect }
    const draft = walk.drafts[capture(walk, el, { ...seen, clip: around.clips.flow, plain: false })]
    if (draft) draft.kept = true
  }
  return ''
}

/** A native box or radio that the page hides behind its label: it is there for users, so it is captured with the label's box. */
function captureLabelled(walk: Walk, el: HTMLElement, around: Surroundings): string {
  const label = labelsOf(el).find(isShowing) ?? drawnBox(el)
  if (!label || !isShowing(label)) return ''
  const rect = areaOf(label.getBoundingClientRect())
  if (rect.width > 1 && rect.height > 1) {
    const seen = {
      around,
      off: around.off,
      style: getComputedStyle(label),
      cursor: 'auto',
      own: rect,
      rect,
      clip: around.clips.flow,
    }
    const draft = walk.drafts[capture(walk, el, { ...seen, plain: label.checkVisibility(PLAINLY) })]
    if (draft) Object.assign(draft, { kept: true, shown: label })
  }
  return ''
}

/** Walks the document from its body. */
export function walkDocument(options: WalkOptions): Walk {
  const body = documentBody()
  const scrolled = { x: scrollX, y: scrollY }
  const gathered = { drafts: [], suspects: [], ownText: new Map<Element, boolean>(), visited: 0 }
  const walk: Walk = { ...gathered, options, body, focused: focusedElement(), scrolled }
  const clips = documentClips(body)
  if (body) visit(walk, body, { parent: -1, cursor: 'auto', clips, off: false, inButton: false, host: null })
  return walk
}
