import type { NodeState } from '../../contract/snapshot.ts'
import { boxesOf, visibleBox } from './boxes.ts'
import { besidePlaceholder, readAsName } from './called.ts'
import { drawnValue } from './drawn.ts'
import { colourOf, hintsOf, hrefOf, isInteractive, levelOf, optionsOf, rangeOf, submitsOf } from './facts.ts'
import { textBeside } from './form-label.ts'
import { elementAt, operates } from './hit.ts'
import { collapse, descriptionOf, nameOf } from './names.ts'
import { notePlace, numberOf } from './registry.ts'
import { roleOf, WIDGET_ROLES } from './roles.ts'
import { isSorting } from './sorting.ts'
import type { Spot } from './standing.ts'
import { fieldValue, isDisabledControl, stateOf } from './state.ts'
import { type Area, type Clip, type Clips, intersect, isOutside, type Rect } from './visibility.ts'
import { type FrameNode, scrollOf, type WalkOptions } from './wire.ts'

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** An element that a walk has written down, and may yet drop. */
export interface Draft {
  readonly node: Writable<FrameNode>
  readonly el: Element
  /** Its own box in the viewport. */
  readonly own: Area
  /** What the box is of, where that is not the element itself. */
  shown?: Element
  /** Whether nothing hides it by style, as `standing` compares it. */
  plain: boolean
  kept: boolean
  /** Place of its parent among the drafts; -1 for none. */
  readonly parent: number
  children: number
}

/** What an element stands in. */
export interface Surroundings {
  readonly parent: number
  readonly cursor: string
  readonly clips: Clips
  /** An ancestor switches it off. */
  readonly off: boolean
  /** An ancestor is a button, as far as the flat tree tells. */
  readonly inButton: boolean
  /** The captured parent, whose text takes in that of its inline parts where it has some of its own. */
  readonly host: Element | null
}

/** What a walk gathers: the drafts in pre-order, and elements that may hold closed roots. */
export interface Walk {
  readonly drafts: Draft[]
  readonly suspects: Element[]
  /** Which elements were found to have text of their own, or none. */
  readonly ownText: Map<Element, boolean>
  readonly options: WalkOptions
  readonly body: Element | null
  readonly focused: Element | null
  readonly scrolled: { readonly x: number; readonly y: number }
  visited: number
}

/** How an element was seen. */
export interface Seen {
  readonly around: Surroundings
  readonly off: boolean
  readonly plain: boolean
  readonly style: CSSStyleDeclaration
  readonly cursor: string
  /** The element's own box, which may be none. */
  readonly own: Area
  /** The box that a person sees. */
  readonly rect: Area
  readonly clip: Clip
}

/** Where a box lies in the document, in whole pixels. */
export function boxIn(walk: Walk, { left, top, width, height }: Area): FrameNode['box'] {
  const [x, y] = scrollOf([walk.scrolled.x, walk.scrolled.y])
  return [Math.round(left) + x, Math.round(top) + y, Math.round(width), Math.round(height)]
}

/** Tags that without attributes are neither operated, nor named, nor in any state of their own. */
const BARE = new Set(
  `abbr article aside b bdi blockquote br code dd div dl dt em footer header hgroup i kbd li main mark menu nav ol p pre q s samp section
  small span strong sub sup tbody td tfoot thead tr u ul wbr`.split(/\s+/),
)

/** Writes down an element; gives its place among the drafts. */
export function capture(walk: Walk, el: Element, seen: Seen): number {
  const isBare = seen.cursor === seen.around.cursor && BARE.has(el.localName) && !el.hasAttributes()
  return isBare ? captureBare(walk, el, seen) : captureFully(walk, el, seen)
}

/** The greater part of most pages: what only holds words or other elements. */
function captureBare(walk: Walk, el: Element, { around, off, style, own, rect, clip, plain }: Seen): number {
  const node: Writable<FrameNode> = {
    ...{ id: 0, parent: 0, tag: el.localName, role: roleOf(el), name: '' },
    box: boxIn(walk, rect),
    interactive: false,
  }
  const isOut = isOutside(rect, clip.shown)
  if (off || isOut) node.state = { ...(off && { disabled: true }), ...(isOut && { offscreen: true }) }
  noteColour(node, el, { style, rect })
  return walk.drafts.push({ node, el, own, plain, kept: false, parent: around.parent, children: 0 }) - 1
}

function noteColour(node: Writable<FrameNode>, el: Element, { style, rect }: Pick<Seen, 'style' | 'rect'>): void {
  if (rect.width > 80 || rect.height > 80 || el.textContent?.trim()) return
  const colour = colourOf(style, rect)
  if (colour) node.colour = colour
}

function captureFully(walk: Walk, el: Element, seen: Seen): number {
  const { around, style, cursor, own, rect, plain } = seen
  const role = roleOf(el)
  const isWidget = WIDGET_ROLES.has(role) || isSorting(el, role)
  const interactive = isInteractive(el, { role, cursor, parentCursor: around.cursor, isWidget })
  const accessible = nameOf(el, role)
  const name = accessible || (interactive ? readAsName(el, role) : '')
  const node: Writable<FrameNode> = {
    ...{ id: 0, parent: 0, tag: el.localName.slice(0, 100), role, name },
    box: boxIn(walk, rect),
    interactive,
  }
  const state = seenState(walk, el, { ...seen, role, interactive })
  for (const _ in state) node.state = state
  if (interactive) {
    describe(node, el, { inButton: around.inButton, accessible })
    notePlace(el, rect)
  }
  const description = descriptionOf(el, name) || (node.placeholder && besidePlaceholder(el, role, name))
  if (description) node.description = description
  const level = levelOf(el, role)
  if (level !== undefined) node.level = level
  noteColour(node, el, seen)
  if (FRAMES.has(node.tag)) node.inner = innerBox(el as HTMLElement, rect, style)
  return walk.drafts.push({ node, el, own, plain, kept: false, parent: around.parent, children: 0 }) - 1
}

/** State of an element, with what the walk alone knows: whether it is out of view, or covered. */
function seenState(
  walk: Walk,
  el: Element,
  { off, rect, clip, role, interactive }: Seen & { role: string; interactive: boolean },
): NodeState {
  const state: Writable<NodeState> = stateOf(el, { role, off: off || isDisabledControl(el), focused: walk.focused })
  if (isOutside(rect, clip.shown)) state.offscreen = true
  else if (interactive && isCovered(el, intersect(rect, clip.shown))) state.covered = true
  return state
}

interface Described {
  readonly inButton: boolean
  /** Its accessible name. */
  readonly accessible: string
}

function describe(node: Writable<FrameNode>, el: Element, { inButton, accessible }: Described): void {
  const value = fieldValue(el) || drawnValue(el, node.role)
  if (value !== undefined && value !== '') node.value = value
  if (el instanceof HTMLInputElement) node.inputType = el.type
  const options = optionsOf(el)
  if (options !== undefined) node.options = options
  const placeholder = el.getAttribute('placeholder')
  if (placeholder) node.placeholder = collapse(placeholder, 200)
  if (isNamedByNothing({ ...node, name: accessible }, el)) noteTextBeside(node, el)
  const href = hrefOf(el)
  if (href !== undefined) node.href = href
  const range = rangeOf(el, node.role)
  if (range !== undefined) node.range = range
  const hints = accessible.length < 3 ? hintsOf(el) : undefined
  if (hints !== undefined) node.hints = hints
  const submits = inButton || SENDING.has(node.tag) ? submitsOf(el) : undefined
  if (submits !== undefined) node.submits = submits
}

const PLAIN_BUTTONS = new Set(['button', 'submit', 'reset', 'image', 'hidden'])
const FIELD_ROLES = new Set('checkbox combobox listbox radio searchbox slider spinbutton switch textbox'.split(' '))

/** Whether an element is a field whose name, if it has one, only says what to write in it. */
const isNamedByNothing = ({ role, name, placeholder, inputType }: Writable<FrameNode>, el: Element): boolean =>
  (FIELD_ROLES.has(role) || (el instanceof HTMLInputElement && !PLAIN_BUTTONS.has(inputType ?? ''))) &&
  (name === '' || name === placeholder || name === el.getAttribute('title'))

function noteTextBeside(node: Writable<FrameNode>, el: Element): void {
  const before = textBeside(el, 'before')
  const after = textBeside(el, 'after')
  if (before) node.textBefore = before
  if (after) node.textAfter = after
}

const SENDING = new Set(['button', 'input'])

/** Fractions of a box's sides at which a pointer is tried, the middle first. */
const TRIED = [0.5, 0.25, 0.75] as const

/** Whether something else takes the pointer all over an element's box, and over each of its lines and parts. */
function isCovered(el: Element, inView: Rect): boolean {
  const takes = (box: Rect, [fx, fy]: readonly [number, number]): boolean => {
    const { left, right, top, bottom } = intersect(box, inView)
    return operates(el, elementAt(left + (right - left) * fx, top + (bottom - top) * fy))
  }
  if (takes(visibleBox(el), [0.5, 0.5])) return false
  const points = TRIED.flatMap(fx => TRIED.map(fy => [fx, fy] as const))
  return !boxesOf(el)
    .slice(0, MAX_PARTS)
    .some(box => points.some(point => takes(box, point)))
}

const MAX_PARTS = 6

const FRAMES = new Set(['iframe', 'frame'])

/** Where a frame's own viewport begins and how it is scaled: x, y, width, height, scale. */
function innerBox(el: HTMLElement, rect: Area, style: CSSStyleDeclaration): NonNullable<FrameNode['inner']> {
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

/** Drops wrappers that say nothing, and numbers the rest. A wrapper of two or more kept branches stays, as a group. */
export function toNodes({ drafts, options }: Walk): FrameNode[] {
  for (let i = drafts.length - 1; i >= 0; i -= 1) {
    const draft = drafts[i]
    if (!draft) continue
    const { node } = draft
    if (!draft.kept && draft.children >= 2 && node.tag !== 'body') draft.kept = true
    if (draft.children === 0 && (node.box[2] < 1 || node.box[3] < 1)) draft.kept = false
    const parent = drafts[draft.parent]
    if (parent) parent.children += draft.kept ? 1 : draft.children
  }
  const nodes: FrameNode[] = []
  for (const draft of drafts) {
    const { node } = draft
    const parent = drafts[draft.parent]
    const isLeftOut = !draft.kept || nodes.length >= options.maxNodes
    node.parent = parent ? parent.node.id || parent.node.parent : 0
    if (isLeftOut) continue
    node.id = numberOf(draft.el)
    nodes.push(node)
  }
  return nodes
}

/** Where everything operable was seen. */
export const spotsOf = ({ drafts }: Walk): Spot[] =>
  drafts.flatMap(({ node, el, own: { left, top, width, height }, shown, plain }) =>
    node.interactive
      ? [{ el: shown ?? el, box: [left, top, width, height].map(Math.round) as Writable<Spot['box']>, shows: plain }]
      : [],
  )
