import type { NodeState } from '../../contract/snapshot.ts'
import { activeElementOf, documentBody } from './dom.ts'
import { collapse } from './names.ts'
import { shadowOf } from './registry.ts'
import { sortOf } from './sorting.ts'
import { isTyped } from './typed.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const tristate = (value: string | null): boolean | 'mixed' | undefined =>
  value === 'true' ? true : value === 'false' ? false : value === 'mixed' ? 'mixed' : undefined

const flag = (value: string | null): boolean | undefined =>
  value === 'true' ? true : value === 'false' ? false : undefined

const CHECKABLE = new Set(['checkbox', 'radio', 'switch', 'menuitemcheckbox', 'menuitemradio', 'option', 'treeitem'])

function checkedOf(el: Element, role: string): boolean | 'mixed' | undefined {
  if (el instanceof HTMLInputElement && (el.type === 'checkbox' || el.type === 'radio')) {
    return el.indeterminate ? 'mixed' : el.checked
  }
  return CHECKABLE.has(role) ? tristate(el.getAttribute('aria-checked')) : undefined
}

function expandedOf(el: Element): boolean | undefined {
  const aria = flag(el.getAttribute('aria-expanded'))
  if (aria !== undefined) return aria
  if (el.localName === 'details') return (el as HTMLDetailsElement).open
  if (el.localName === 'summary' && el.parentElement instanceof HTMLDetailsElement) return el.parentElement.open
  return undefined
}

const DISABLEABLE = new Set('button input select textarea fieldset option optgroup'.split(' '))

/** Whether an element switches itself, and what is in it, off for users; native fields know their fieldset's state. */
export const switchesOff = (el: Element): boolean =>
  el.hasAttributes() && (el.getAttribute('aria-disabled') === 'true' || el.hasAttribute('inert'))

/** Whether a native control is disabled, by itself or by its fieldset. */
export const isDisabledControl = (el: Element): boolean => DISABLEABLE.has(el.localName) && el.matches(':disabled')

/** The element that has the focus, through shadow roots. */
export function focusedElement(): Element | null {
  let el = activeElementOf(document)
  for (let root = el && shadowOf(el); root; root = el && shadowOf(el)) {
    const inner = activeElementOf(root)
    if (!inner) break
    el = inner
  }
  return el === documentBody() ? null : el
}

/** Whether an element is switched off for users: natively, by ARIA here or on an ancestor widget, or by inert. */
export const isDisabled = (el: Element): boolean =>
  isDisabledControl(el) || el.closest('[aria-disabled="true"], [inert]') !== null

/** State of a node; only what is true or set. */
export function stateOf(
  el: Element,
  { role, off, focused }: { role: string; off: boolean; focused: Element | null },
): NodeState {
  const state: Mutable<NodeState> = {}
  if (off) state.disabled = true
  if (focused === el) state.focused = true
  const checked = checkedOf(el, role)
  if (checked !== undefined) state.checked = checked
  const expanded = expandedOf(el)
  if (expanded !== undefined) state.expanded = expanded
  if (el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement || el instanceof HTMLSelectElement)
    fieldState(el, state)
  if (isEditable(el)) state.editable = true
  if (el.hasAttributes()) ariaState(el, state)
  if (el.getAttribute('draggable') === 'true') state.draggable = true
  if (el.localName === 'dialog' && el.matches(':modal')) state.modal = true
  return state
}

/** Whether text can be typed into an element that is no form field: the host of the editing, not what is in it. */
export const isEditable = (el: Element): el is HTMLElement => {
  const written = el.getAttribute('contenteditable')
  return written !== null && written !== 'false'
}

function fieldState(el: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, state: Mutable<NodeState>): void {
  if (el.required) state.required = true
  if ('readOnly' in el && el.readOnly) state.readonly = true
  if (el instanceof HTMLInputElement && isPassword(el)) state.password = true
  if (el.matches(':user-invalid')) state.invalid = true
}

/** What aria-haspopup may say; anything else is as none (WAI-ARIA 1.3, aria-haspopup). */
const POPUPS = new Set('true menu listbox tree grid dialog'.split(' '))

function ariaState(el: Element, state: Mutable<NodeState>): void {
  const selected = flag(el.getAttribute('aria-selected'))
  if (selected !== undefined) state.selected = selected
  const pressed = tristate(el.getAttribute('aria-pressed'))
  if (pressed !== undefined) state.pressed = pressed
  const current = el.getAttribute('aria-current')
  if (current !== null && current !== 'false' && current !== '') state.current = true
  if (el.getAttribute('aria-required') === 'true') state.required = true
  if (el.getAttribute('aria-readonly') === 'true') state.readonly = true
  const invalid = el.getAttribute('aria-invalid')
  if (invalid !== null && invalid !== 'false') state.invalid = true
  const popup = el.getAttribute('aria-haspopup')
  if (popup !== null && POPUPS.has(popup)) state.haspopup = popup === 'true' ? 'menu' : popup
  if (el.getAttribute('aria-modal') === 'true') state.modal = true
  const sort = sortOf(el)
  if (sort !== undefined) state.sort = sort
}

const oncePassword = new WeakSet<Element>()
const SECRET_FIELDS = /\b(current-password|new-password|one-time-code|cc-number|cc-csc)\b/

/** Names and ids of password fields, as forms write them, for one that was turned into text before it was first seen. */
const PASSWORD_NAME =
  /^(?:\w*[-_.[])?(?:new|old|current|user|login|confirm|repeat|re|verify)?[-_]?(?:password|passwd|passphrase|passcode|pwd)(?:[-_]?(?:new|old|current|confirm|confirmation|repeat|again|\d))?\]?$/i

/** A password field, also one that a page has turned into text since it was first seen. */
function isPassword(el: HTMLInputElement): boolean {
  if (el.type === 'password') oncePassword.add(el)
  return oncePassword.has(el)
}

const isNamedPassword = (el: HTMLInputElement): boolean =>
  el.type === 'text' && [el.name, el.id].some(name => PASSWORD_NAME.test(name))

/** Whether a field's value must not leave the page. */
export const isSecretField = (el: Element): boolean =>
  isTyped(el) ||
  (el instanceof HTMLInputElement && (isPassword(el) || isNamedPassword(el))) ||
  SECRET_FIELDS.test(el.getAttribute('autocomplete') ?? '')

/** Types of input that are pressed. */
export const BUTTON_TYPES: ReadonlySet<string> = new Set('button submit reset image file'.split(' '))

const VALUELESS = new Set(['checkbox', 'radio', 'hidden', ...BUTTON_TYPES])

/** Current value of a field, select, slider or editable; undefined where there is none or it is a secret. */
export function fieldValue(el: Element): string | undefined {
  if (isSecretField(el)) return undefined
  if (el instanceof HTMLInputElement) return VALUELESS.has(el.type) ? undefined : el.value.slice(0, 2000)
  if (el instanceof HTMLTextAreaElement) return el.value.slice(0, 2000)
  if (el instanceof HTMLSelectElement)
    return [...el.selectedOptions]
      .map(option => collapse(option.label))
      .join(', ')
      .slice(0, 2000)
  // biome-ignore lint/performance/useDomNodeTextContent: its lines and hidden parts are as the user sees them
  if (isEditable(el)) return el.innerText.trim().slice(0, 2000)
  return (el.getAttribute('aria-valuetext') ?? el.getAttribute('aria-valuenow') ?? undefined)?.slice(0, 2000)
}
