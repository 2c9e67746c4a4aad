import { containsFlat, elementOf, numberOf } from './registry.ts'
import { roleOf } from './roles.ts'
import { stateOf } from './state.ts'

const CHECKABLE = new Set('checkbox radio switch menuitemcheckbox menuitemradio option treeitem'.split(' '))
const SWITCHES =
  'input[type=checkbox], input[type=radio], [role=checkbox], [role=radio], [role=switch], [aria-checked], [aria-pressed]'

/** Whether an element can be checked: by what it is, or because it says now whether it is. */
function isSwitch(el: Element): boolean {
  const role = roleOf(el)
  const { checked, pressed, selected } = stateOf(el, { role, off: false, focused: null })
  return CHECKABLE.has(role) || checked !== undefined || pressed !== undefined || selected !== undefined
}

/** The one switch in an element, its shadow root too. */
function switchIn(el: Element): Element | undefined {
  const roots = [el, ...(el.shadowRoot ? [el.shadowRoot] : [])]
  const found = roots.flatMap(root => [...root.querySelectorAll(SWITCHES)])
  const outer = found.filter(one => !found.some(other => other !== one && containsFlat(other, one)))
  return outer.length === 1 ? outer[0] : undefined
}

/** The number of what is checked and unchecked for an element: itself, its label's control, or the one switch in it; null where there is none. */
export function switchOf(number: number): number | null {
  const el = elementOf(number)
  if (!el) return null
  if (isSwitch(el)) return number
  const control = el instanceof HTMLLabelElement ? el.control : null
  const found = control ?? switchIn(el)
  return found && isSwitch(found) ? numberOf(found) : null
}
