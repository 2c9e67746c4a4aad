import { fieldState } from './field-states.ts'
import { linesOf } from './lines.ts'
import type { FieldFormat } from './moments.ts'
import { collapse } from './names.ts'
import { elementOf, numberOf } from './registry.ts'
import { BUTTON_TYPES, focusedElement, isEditable, isSecretField } from './state.ts'
import { asDeed } from './watch.ts'
import type { FieldFacts } from './wire.ts'

const TYPED = new Set('text search url tel email password number'.split(' '))

/** What kind of thing an element is to fill, and its present state. */
export function fieldFacts(number: number): FieldFacts | null {
  const el = elementOf(number)
  if (!el) return null
  const state = fieldState(el)
  const base = { state: state.state, shown: state.shown, readonly: 'readOnly' in el && el.readOnly === true }
  if (el instanceof HTMLSelectElement) return { ...base, kind: 'select', multiple: el.multiple }
  if (el instanceof HTMLTextAreaElement) return { ...base, kind: 'text' }
  if (el instanceof HTMLInputElement) {
    if (el.type === 'checkbox' || el.type === 'radio') return { ...base, kind: el.type }
    if (BUTTON_TYPES.has(el.type)) return { ...base, kind: 'other' }
    if (TYPED.has(el.type)) return { ...base, kind: 'text', inputType: el.type }
    return { ...base, kind: 'set', inputType: el.type }
  }
  if (isEditable(el)) return { ...base, kind: 'editable', state: linesOf(el).join('\n') }
  const inner = el.querySelector('input:not([type=hidden]), textarea, [contenteditable]:not([contenteditable=false])')
  return inner ? { ...base, kind: 'holder', inner: numberOf(inner) } : { ...base, kind: 'other' }
}

/** What tells how a field writes a day. */
export function fieldFormat(number: number): FieldFormat | null {
  const el = elementOf(number)
  if (!(el instanceof HTMLInputElement)) return null
  const ids = (el.getAttribute('aria-describedby') ?? '').split(/\s+/)
  const root = el.getRootNode() as Document | ShadowRoot
  const described = ids.map(id => (id ? (root.getElementById(id)?.textContent ?? '') : ''))
  const attributes = ['placeholder', 'aria-placeholder', 'title', 'data-format', 'data-date-format', 'aria-label']
  const hints = [...attributes.map(name => el.getAttribute(name) ?? ''), ...described].filter(Boolean)
  const langs = [document.documentElement.lang, navigator.language].filter(Boolean)
  return { hints: hints.map(hint => hint.slice(0, 200)), value: isSecretField(el) ? '' : el.value.slice(0, 100), langs }
}

/** Focuses a field and selects what is in it, or puts the caret at its end; false when it does not take the focus. */
export function selectField(number: number, where: 'all' | 'end'): boolean {
  const el = elementOf(number)
  if (!(el instanceof HTMLElement)) return false
  el.focus({ preventScroll: true })
  if (el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement) {
    if (where === 'all') el.select()
    else if (el.type !== 'number' && el.type !== 'email') el.setSelectionRange(el.value.length, el.value.length)
    return (el.getRootNode() as Document | ShadowRoot).activeElement === el
  }
  const range = document.createRange()
  range.selectNodeContents(el)
  if (where === 'end') range.collapse(false)
  const selection = getSelection()
  selection?.removeAllRanges()
  selection?.addRange(range)
  return true
}

/**
 * Tells the page that a change of a text field is over, as leaving it does. Not where a list of suggestions hangs on it. The
 * focus stays: keys may follow in the next act, and pages close or undo what loses it.
 */
export function commitField(number: number): boolean {
  const el = elementOf(number)
  if (!(el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement) || suggests(el)) return false
  return asDeed(() => el.dispatchEvent(new Event('change', { bubbles: true })))
}

/** Takes the focus away from whatever has it: what is typed next goes nowhere. */
export function dropFocus(): void {
  const el = focusedElement()
  if (el instanceof HTMLElement) el.blur()
}

const suggests = (el: Element): boolean =>
  el.matches(
    '[role=combobox], [list], [aria-expanded], [aria-haspopup], [aria-autocomplete]:not([aria-autocomplete=none])',
  )

function announce(el: Element): void {
  el.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
  el.dispatchEvent(new Event('change', { bubbles: true }))
}

/**
 * Sets a date, time, colour or range field natively, with the events that a user's change fires.
 * @returns the value it then has; null where the element is no such field
 */
export function setField(number: number, value: string): string | null {
  const el = elementOf(number)
  if (!(el instanceof HTMLInputElement)) return null
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  el.focus({ preventScroll: true })
  asDeed(() => {
    setter?.call(el, value)
    announce(el)
  })
  return el.value
}

/** Options of a native select by position: name, value, whether it can be chosen and is chosen. */
export function selectOptions(
  number: number,
): { name: string; value: string; disabled: boolean; selected: boolean }[] | null {
  const el = elementOf(number)
  if (!(el instanceof HTMLSelectElement)) return null
  return [...el.options].map(option => ({
    name: collapse(option.label || option.text, 300),
    value: option.value,
    disabled: option.disabled || option.parentElement?.matches('optgroup:disabled') === true,
    selected: option.selected,
  }))
}

/** Chooses options of a native select by position, with the events that a user's choice fires. */
export function chooseOptions(number: number, indexes: readonly number[]): boolean {
  const el = elementOf(number)
  if (!(el instanceof HTMLSelectElement)) return false
  el.focus({ preventScroll: true })
  const wanted = new Set(indexes)
  asDeed(() => {
    if (el.multiple) for (const option of el.options) option.selected = wanted.has(option.index)
    else el.selectedIndex = indexes[0] ?? -1
    announce(el)
  })
  return true
}

/** What the browser suggests for a text field: the options of its datalist. */
export function suggestions(number: number): { name: string; value: string; disabled: boolean }[] {
  const el = elementOf(number)
  const options = el instanceof HTMLInputElement ? [...(el.list?.options ?? [])] : []
  return options.map(({ label, value, disabled }) => ({ name: collapse(label || value, 300), value, disabled }))
}
