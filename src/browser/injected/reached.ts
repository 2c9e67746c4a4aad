import { factsOf } from './aim.ts'
import { attributeOf } from './dom.ts'
import { submitButtonOf } from './facts.ts'
import { elementAt } from './hit.ts'
import { openLatch } from './latch.ts'
import { collapse } from './names.ts'
import { allRoots, elementOf, flatParent, mayHideRoot, numberOf } from './registry.ts'
import { roleOf } from './roles.ts'
import { BUTTON_TYPES, focusedElement, isEditable } from './state.ts'
import type { Control, Reached } from './wire.ts'

/** What a key does where it arrives: Enter, a press (Space, a letter), or a move of a choice (arrows, Home, End). */
export type KeyKind = 'enter' | 'press' | 'move'

/** Roles of what does something when it is pressed, and says so in its name. */
const DOING = new Set('button menuitem menuitemradio menuitemcheckbox switch checkbox radio option tab link'.split(' '))
const SWITCHES = new Set('checkbox radio'.split(' '))
const FRAMES = new Set('iframe frame embed fencedframe'.split(' '))

/** An element without a role is taken at its word only where it says as little as a button does, in characters. */
const SHORT = 60
const MAX_WORDS = 200
/** Members of a group that are looked at. */
const MAX_MEMBERS = 200

/** Whether an element takes a value: pressing it only gives it the focus or opens its own picker. */
const isField = (el: Element): boolean =>
  (el instanceof HTMLInputElement && !BUTTON_TYPES.has(el.type) && !SWITCHES.has(el.type)) ||
  el instanceof HTMLTextAreaElement ||
  el instanceof HTMLSelectElement ||
  isEditable(el) ||
  (el instanceof HTMLElement && el.isContentEditable)

/** Whether an element holds a document of its own: input goes on into that. */
const isFrame = (el: Element): boolean =>
  FRAMES.has(el.localName) || (el instanceof HTMLObjectElement && el.contentWindow !== null)

/** Everything that an element says of itself: its name may say less than its text, or the other way round. */
function wordsOf(el: Element, name: string): string[] {
  const written = ['aria-label', 'title', 'alt'].map(key => attributeOf(el, key) ?? '')
  const value = el instanceof HTMLInputElement && BUTTON_TYPES.has(el.type) ? el.value : ''
  const all = [name, el.textContent ?? '', value, ...written].map(text => collapse(text, MAX_WORDS))
  return [...new Set(all.filter(text => text !== ''))]
}

/** Whether an element is a link to another address: what stands there is judged when it comes. */
const leadsOn = (el: Element): boolean =>
  (el instanceof HTMLAnchorElement || el instanceof HTMLAreaElement) &&
  /^https?:/.test(el.href) &&
  !(attributeOf(el, 'href') ?? '').trim().startsWith('#')

const toControl = (el: Element): Control => {
  const facts = factsOf(el)
  if (isField(el)) return { ...facts, words: [facts.name, attributeOf(el, 'name') ?? ''], isField: true }
  return { ...facts, words: leadsOn(el) ? [] : wordsOf(el, facts.name) }
}

/**
 * What a press on an element operates: the controls on its way up in the flat tree, a label's control in the label's
 * stead; where there is none, the elements that say little enough to be a control that only a script knows of.
 */
function controlsOn(start: Element): Control[] {
  const operated = new Set<Element>()
  const plain: Element[] = []
  for (let at: Element | null = start; at && at.localName !== 'body'; at = flatParent(at)) {
    const el: Element = (at instanceof HTMLLabelElement ? at.control : null) ?? at
    if (isField(el) && operated.size === 0) return [toControl(el)]
    if (DOING.has(roleOf(el))) operated.add(el)
    else if ((el.textContent ?? '').length <= SHORT) plain.push(el)
  }
  return [...(operated.size > 0 ? operated : plain)].map(toControl)
}

const GROUPS = '[role=radiogroup], [role=listbox], [role=menu], [role=menubar], [role=tablist], [role=tree]'
const MEMBERS =
  '[role=radio], [role=option], [role=menuitemradio], [role=menuitemcheckbox], [role=menuitem], [role=tab], [role=treeitem]'

/** The elements among which keys that move a choice choose. */
function groupOf(el: Element): Element[] {
  if (el instanceof HTMLSelectElement) return [...el.options]
  if (el instanceof HTMLInputElement && el.type === 'radio')
    return allRoots().flatMap(root =>
      [...root.querySelectorAll('input')].filter(
        other => other.type === 'radio' && other.name === el.name && other.form === el.form,
      ),
    )
  const group = Element.prototype.closest.call(el, GROUPS)
  return [...(group?.querySelectorAll(MEMBERS) ?? []), ...activeIn(el)]
}

/** The element that a widget says is the active one in it (WAI-ARIA 1.3, aria-activedescendant). */
function activeIn(el: Element): Element[] {
  const id = attributeOf(el, 'aria-activedescendant')
  const root = el.getRootNode()
  const active = id && (root instanceof Document || root instanceof ShadowRoot) ? root.getElementById(id) : null
  return active ? [active] : []
}

let suspect: Element | undefined

/** What was last reached, where it may hold a closed shadow root that is not known yet. */
export const suspectReached = (): Element[] => (suspect ? [suspect] : [])

function report(el: Element, controls: readonly Control[]): Reached {
  suspect = mayHideRoot(el, el.getBoundingClientRect()) ? el : undefined
  return { controls, suspect: suspect !== undefined }
}

const NOTHING: Reached = { controls: [], suspect: false }

const controlsAt = (x: number, y: number): Control[] => {
  const hit = elementAt(x, y)
  return hit ? controlsOn(hit) : []
}

/** What a pointer press at a point of this frame's viewport operates now. */
export function reachedAt(x: number, y: number): Reached {
  openLatch(() => JSON.stringify(controlsAt(x, y)))
  const hit = elementAt(x, y)
  if (!hit) return NOTHING
  if (isFrame(hit)) return { ...NOTHING, into: { number: numberOf(hit), ...pointInside(hit, x, y) } }
  return report(hit, controlsOn(hit))
}

/** A point of this frame's viewport in that of a frame in it; what aim.ts does in the other direction. */
function pointInside(el: Element, x: number, y: number): { x: number; y: number } {
  const rect = el.getBoundingClientRect()
  const scale = el instanceof HTMLElement && el.offsetWidth > 0 ? rect.width / el.offsetWidth : 1
  const style = getComputedStyle(el)
  const px = (value: string) => Number.parseFloat(value) || 0
  return {
    x: (x - rect.left) / scale - el.clientLeft - px(style.paddingLeft),
    y: (y - rect.top) / scale - el.clientTop - px(style.paddingTop),
  }
}

/** What a key operates now: what has the focus, or what it presses, chooses or sends from there. */
export function reachedByKey(kind: KeyKind): Reached {
  openLatch(() => {
    const el = focusedElement()
    return JSON.stringify(el && [numberOf(el), operatedByKey(el, kind)])
  })
  const el = focusedElement()
  if (!el) return NOTHING
  if (isFrame(el)) return { ...NOTHING, into: { number: numberOf(el), x: 0, y: 0 } }
  return report(el, operatedByKey(el, kind))
}

function operatedByKey(el: Element, kind: KeyKind): Control[] {
  const sent = kind === 'enter' ? sentFrom(el) : []
  if (kind === 'move' || el instanceof HTMLSelectElement) {
    return [...sent, ...groupOf(el).slice(0, MAX_MEMBERS).map(toControl)]
  }
  const active = isField(el) && kind === 'press' ? [] : activeIn(el).map(toControl)
  return [...sent, ...controlsOn(el), ...active]
}

/**
 * What Enter in a field sends: the form by its first button. Chromium does so from every kind of field but a text area,
 * of which scripts make the same. What the field is called says nothing of that.
 */
function sentFrom(el: Element): Control[] {
  const { form, ...field } = toControl(el)
  if (!form || (el instanceof HTMLInputElement && BUTTON_TYPES.has(el.type))) return []
  const button = submitButtonOf(el)
  return [{ ...field, submits: form, isField: true }, ...(button ? [toControl(button)] : [])]
}

/** What an access key of this document operates (HTML, the accesskey attribute). */
export function reachedByAccessKey(key: string): Reached {
  const holders = allRoots().flatMap(root => [...root.querySelectorAll('[accesskey]')])
  const meant = holders.filter(el => attributeOf(el, 'accesskey')?.toLowerCase().split(/\s+/).includes(key))
  return { controls: meant.flatMap(controlsOn), suspect: false }
}

/** What choosing options of a native list operates. */
export function reachedOptions(number: number, indexes: readonly number[]): Reached {
  const el = elementOf(number)
  if (!(el instanceof HTMLSelectElement)) return NOTHING
  return { controls: indexes.flatMap(index => el.options[index] ?? []).map(toControl), suspect: false }
}
