import { collapse } from './names.ts'
import { allRoots } from './registry.ts'
import { isSecretField } from './state.ts'

/** State of a control that no DOM mutation shows. `state` is compared and stays in the page; `shown` may be told. */
export interface FieldState {
  readonly kind: 'value' | 'checked'
  readonly state: string
  readonly shown: string
}

const SELECTOR = 'input, textarea, select, [contenteditable]:not([contenteditable=false])'

/** States of every control of the document, through shadow roots. */
export function readFields(): Map<Element, FieldState> {
  const fields = new Map<Element, FieldState>()
  for (const root of allRoots()) for (const el of root.querySelectorAll(SELECTOR)) fields.set(el, fieldState(el))
  return fields
}

/** State of one control. */
export function fieldState(el: Element): FieldState {
  if (el instanceof HTMLInputElement && (el.type === 'checkbox' || el.type === 'radio')) {
    const state = el.indeterminate ? 'mixed' : el.checked ? 'checked' : 'unchecked'
    return { kind: 'checked', state, shown: state }
  }
  if (el instanceof HTMLSelectElement) {
    const chosen = [...el.selectedOptions]
    return {
      kind: 'value',
      state: chosen.map(o => `${o.index}`).join(),
      shown: chosen.map(o => collapse(o.label, 60)).join(', '),
    }
  }
  const text = el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement ? el.value : (el.textContent ?? '')
  return { kind: 'value', state: text, shown: isSecretField(el) ? '[hidden]' : collapse(text, 80) }
}
