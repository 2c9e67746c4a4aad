import type { NodeState } from '../../contract/snapshot.ts'
import { attributeOf, boxOf, childNodesOf, documentBody, nextSiblingOf, nodeTypeOf, tagOf } from './dom.ts'
import { colourOf, hintsOf, hrefOf, isInteractive, levelOf, optionsOf, rangeOf, submitsOf } from './facts.ts'
import { elementAt, operates, visibleRect } from './hit.ts'
import { collapse, descriptionOf, nameOf } from './names.ts'
import { mayHideRoot, notePlace, numberOf, shadowOf } from './registry.ts'
import { beginReading, roleOf, WIDGET_ROLES } from './roles.ts'
import type { Spot } from './standing.ts'
import { fieldValue, focusedElement, isDisabledControl, stateOf, switchesOff } from './state.ts'
import { type Clips, clipFor, clipsBelow, EVERYWHERE, intersect, isEmpty, type Rect, UNCLIPPED } from './visibility.ts'
import type { FrameNode, WalkOptions } from './wire.ts'

type Draft = { -readonly [K in keyof FrameNode]: FrameNode[K] } & {
  el: Element
  /** What the box is of, where that is not the element itself. */
  shown?: Element
  kept: boolean
  children: number
}

interface Surroundings {
  readonly parent: number
  readonly cursor: string
  readonly clips: Clips
  /** An ancestor switches it off. */
  readonly off: boolean
  /** The captured parent, whose text takes in that of its inline parts where it has some of its own. */
  readonly host: Element | null
}

/** What a walk gathers: the drafts in pre-order, and elements that may hold closed roots. */
export interface Walk {
  readonly drafts: Draft[]
  readonly suspects: Element[]
  readonly options: WalkOptions
  readonly body: Element | null
  readonly focused: Element | null
  readonly scrolled: { readonly x: number; readonly y: number }
  readonly view: { readonly width: number; readonly height: number }
  visited: number
}

const SKIPPED = new Set(
  'script style template noscript head meta link title base param source track datalist colgroup col option optgroup'.split(
    ' ',
  ),
)
const FOLDABLE = new Set(
  'b i em strong span small mark code abbr sub sup u s kbd samp var q cite bdi bdo font wbr ins del data'.split(' '),
)
const STRUCTURE = new Set('form fieldset label dialog iframe details figure table section article li'.split(' '))

const hasOwnText = (el: Element): boolean => {
  for (const child of el.childNodes) if (child.nodeType === Node.TEXT_NODE && child.nodeValue?.trim()) return true
  return false
}

const isHiddenControl = (el: Element): el is HTMLInputElement =>
  el instanceof HTMLInputElement && (el.type === 'checkbox' || el.type === 'radio' || el.type === 'file')

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
    if (style.display === 'none') return isHiddenControl(el) ? captureLabelled(walk, el, around) : ''
    if (Number(style.opacity) === 0 && !isHiddenControl(el)) return ''
  }
  if (el.ariaHidden === 'true') return ''
  const rect = el.getBoundingClientRect()
  const clip = around.clips === UNCLIPPED ? EVERYWHERE : clipFor(style.position, around.clips)
  const own = clip === EVERYWHERE ? rect : intersect(rect, clip)
  const shown = (plain || style.visibility === 'visible') && isReachable(walk, { own, rect, style })
  if (!shown && isHiddenControl(el)) return captureLabelled(walk, el, around)
  if (mayHideRoot(el, rect)) walk.suspects.push(el)
  const cursor = style.cursor
  const off = around.off || switchesOff(el)
  const index = shown ? capture(walk, el, { around: { ...around, off }, style, cursor, rect, own }) : -1
  const draft = index < 0 ? undefined : walk.drafts[index]
  const children = childrenOf(el)
  const parent = draft ? index : around.parent
  const below: Surroundings | undefined =
    el.firstElementChild || children !== el.firstChild
      ? {
          parent,
          cursor,
          off,
          clips: el === walk.body ? UNCLIPPED : clipsBelow(style, rect, { clip, clips: around.clips }),
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
  if (style.display === 'none' || attributeOf(el, 'aria-hidden') === 'true') return ''
  const rect = boxOf(el)
  const clip = clipFor(style.position, around.clips)
  const name = collapse(attributeOf(el, 'aria-label') ?? attributeOf(el, 'title') ?? '')
  const box = [rect.left, rect.top, rect.width, rect.height].map(Math.round) as unknown as FrameNode['box']
  const role = attributeOf(el, 'role') ?? (name ? 'form' : 'generic')
  const index =
    walk.drafts.push({
      el,
      kept: true,
      children: 0,
      id: 0,
      parent: around.parent,
      tag: 'form',
      role,
      name,
      box,
      interactive: false,
    }) - 1
  const off = around.off || attributeOf(el, 'inert') !== null
  const clips = clipsBelow(style, rect, { clip, clips: around.clips })
  const below = { parent: index, cursor: style.cursor, off, clips, host: null }
  const text = collapse(
    visitChildren(walk, [...childNodesOf(el)], { below, shown: style.visibility === 'visible' }),
    2000,
  )
  const draft = walk.drafts[index]
  if (draft && text) draft.text = text
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
  const flat = collapse(text, 2000)
  const isLast = walk.drafts.length === index + 1
  if (draft.role === 'generic' && !draft.interactive && isLast) {
    if (!flat && !draft.colour) {
      walk.drafts.pop()
      return ''
    }
    if (flat && FOLDABLE.has(draft.tag) && around.host && hasOwnText(around.host)) {
      walk.drafts.pop()
      return text
    }
  }
  if (flat && flat !== draft.name) draft.text = flat
  if (flat && draft.name === '' && draft.interactive && draft.role === 'generic') {
    draft.name = collapse(flat, 200)
    delete draft.text
  }
  draft.kept =
    draft.role !== 'generic' ||
    draft.interactive ||
    flat !== '' ||
    STRUCTURE.has(draft.tag) ||
    draft.colour !== undefined
  return ''
}

/** Whether any scrolling could bring the box into view. */
function isReachable(
  walk: Walk,
  { own, rect, style }: { own: Rect; rect: DOMRect; style: CSSStyleDeclaration },
): boolean {
  const { width, height } = rect
  if (width <= 1 && height <= 1) return width + height === 0 && style.display === 'contents'
  if (own !== rect && width > 1 && height > 1 && isEmpty(own)) return false
  return own.right + walk.scrolled.x > 0 && own.bottom + walk.scrolled.y > 0
}

/** A native box or radio that the page hides behind its label: it is there for users, so it is captured with the label's box. */
function captureLabelled(walk: Walk, el: HTMLInputElement, around: Surroundings): string {
  const label = [...(el.labels ?? [])].find(candidate => candidate.checkVisibility({ visibilityProperty: true }))
  if (!label) return ''
  const rect = label.getBoundingClientRect()
  if (rect.width > 1 && rect.height > 1) {
    const draft =
      walk.drafts[capture(walk, el, { around, style: getComputedStyle(label), cursor: 'auto', rect, own: rect })]
    if (draft) Object.assign(draft, { kept: true, shown: label })
  }
  return ''
}

interface Seen {
  readonly around: Surroundings
  readonly style: CSSStyleDeclaration
  readonly cursor: string
  readonly rect: DOMRect
  readonly own: Rect
}

/** Writes down an element; gives its index. */
function capture(walk: Walk, el: Element, { around, style, cursor, rect, own }: Seen): number {
  const role = roleOf(el)
  const interactive = isInteractive(el, { role, cursor, parentCursor: around.cursor, isWidget: WIDGET_ROLES.has(role) })
  const name = nameOf(el, role)
  const draft: Draft = {
    el,
    kept: false,
    children: 0,
    id: 0,
    parent: around.parent,
    tag: el.localName,
    role,
    name:
      name ||
      (interactive && role === 'generic'
        ? collapse(el.getAttribute('aria-label') ?? el.getAttribute('title') ?? '')
        : ''),
    box: [Math.round(rect.left), Math.round(rect.top), Math.round(rect.width), Math.round(rect.height)],
    interactive,
  }
  const outside =
    own.bottom <= 0 || own.right <= 0 || own.top >= walk.view.height || own.left >= walk.view.width || isEmpty(own)
  const state: { -readonly [K in keyof NodeState]: NodeState[K] } = stateOf(el, {
    role,
    off: around.off || isDisabledControl(el),
    focused: walk.focused,
  })
  if (outside) state.offscreen = true
  else if (interactive && isCovered(el, own)) state.covered = true
  if (Object.keys(state).length > 0) draft.state = state
  if (interactive) {
    describe(draft, el)
    notePlace(el, rect)
  }
  const description = descriptionOf(el, draft.name)
  if (description) draft.description = description
  const level = levelOf(el, role)
  if (level !== undefined) draft.level = level
  if (rect.width <= 80 && rect.height <= 80 && !el.textContent?.trim()) {
    const colour = colourOf(style, rect)
    if (colour) draft.colour = colour
  }
  if (el.localName === 'iframe') draft.inner = innerBox(el as HTMLElement, rect, style)
  return walk.drafts.push(draft) - 1
}

function describe(draft: Draft, el: Element): void {
  const set = <K extends keyof Draft>(key: K, value: Draft[K] | undefined) => {
    if (value !== undefined) draft[key] = value
  }
  const value = fieldValue(el)
  if (value !== undefined && value !== '') draft.value = value
  if (el instanceof HTMLInputElement) draft.inputType = el.type
  set('options', optionsOf(el))
  const placeholder = el.getAttribute('placeholder')
  if (placeholder) draft.placeholder = collapse(placeholder, 200)
  set('href', hrefOf(el))
  set('range', rangeOf(el, draft.role))
  if (draft.name.length < 3) set('hints', hintsOf(el))
  set('submits', submitsOf(el))
}

function isCovered(el: Element, own: Rect): boolean {
  const seen = visibleRect(el)
  const left = Math.max(own.left, seen.left, 0)
  const top = Math.max(own.top, seen.top, 0)
  const x = (left + Math.min(own.right, seen.right, innerWidth)) / 2
  const y = (top + Math.min(own.bottom, seen.bottom, innerHeight)) / 2
  return !operates(el, elementAt(x, y))
}

/** Where a frame's own viewport begins and how it is scaled: x, y, width, height, scale. */
function innerBox(el: HTMLElement, rect: DOMRect, style: CSSStyleDeclaration): NonNullable<FrameNode['inner']> {
  const scale = el.offsetWidth > 0 ? rect.width / el.offsetWidth : 1
  const px = (value: string) => Number.parseFloat(value) || 0
  return [
    rect.left + (el.clientLeft + px(style.paddingLeft)) * scale,
    rect.top + (el.clientTop + px(style.paddingTop)) * scale,
    (el.clientWidth - px(style.paddingLeft) - px(style.paddingRight)) * scale,
    (el.clientHeight - px(style.paddingTop) - px(style.paddingBottom)) * scale,
    scale,
  ]
}

/** Walks the document from its body. */
export function walkDocument(options: WalkOptions): Walk {
  const body = documentBody()
  const scrolled = { x: scrollX, y: scrollY }
  const view = { width: innerWidth, height: innerHeight }
  const walk: Walk = { drafts: [], suspects: [], options, body, focused: focusedElement(), scrolled, view, visited: 0 }
  beginReading()
  if (body) visit(walk, body, { parent: -1, cursor: 'auto', clips: UNCLIPPED, off: false, host: null })
  return walk
}

/** Drops wrappers that say nothing, renumbers, and gives plain nodes. A wrapper of two or more kept branches stays, as a group. */
export function toNodes(walk: Walk): FrameNode[] {
  const { drafts } = walk
  for (let i = drafts.length - 1; i >= 0; i -= 1) {
    const draft = drafts[i]
    if (!draft) continue
    if (!draft.kept && draft.children >= 2 && draft.tag !== 'body') draft.kept = true
    if (draft.children === 0 && (draft.box[2] < 1 || draft.box[3] < 1)) draft.kept = false
    const parent = drafts[draft.parent]
    if (parent) parent.children += draft.kept ? 1 : draft.children
  }
  const indexes: number[] = []
  const nodes: FrameNode[] = []
  for (const draft of drafts) {
    const parent = draft.parent < 0 ? -1 : (indexes[draft.parent] ?? -1)
    if (!draft.kept || nodes.length >= walk.options.maxNodes) {
      indexes.push(parent)
      continue
    }
    indexes.push(nodes.length)
    const { el, shown: _shown, kept: _kept, children: _children, ...node } = draft
    nodes.push({ ...node, parent, id: numberOf(el) })
  }
  return nodes
}

/** Where everything operable was seen. */
export const spotsOf = ({ drafts }: Walk): Spot[] =>
  drafts.filter(draft => draft.interactive).map(({ el, shown, box }) => ({ el: shown ?? el, box }))
