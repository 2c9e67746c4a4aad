import type { SnapshotNode } from '../../contract/snapshot.ts'

/** How an element takes what a user gives it. One table for the whole planner: everything else asks these. */

const NOT_TYPED = new Set([
  'checkbox',
  'radio',
  'button',
  'submit',
  'reset',
  'image',
  'file',
  'hidden',
  'range',
  'color',
])
const TIMED = new Set(['date', 'time', 'datetime-local', 'month', 'week'])
const TYPED_ROLES = new Set(['textbox', 'searchbox', 'spinbutton', 'combobox'])
const CHECKED_ROLES = new Set(['checkbox', 'switch', 'menuitemcheckbox'])
const CHOICE_ROLES = new Set(['radio', 'option', 'menuitemradio', 'tab', 'treeitem', 'gridcell'])
const _PRESSED_ROLES = new Set([
  'button',
  'link',
  'menuitem',
  'menuitemradio',
  'menuitemcheckbox',
  'tab',
  'option',
  'treeitem',
])
const CONTAINERS = new Set(
  'row listitem article generic cell gridcell group region paragraph rowgroup list figure heading img time'.split(' '),
)

/** A native list of options. */
export const isSelect = ({ tag }: SnapshotNode): boolean => tag === 'select'

/** A date, time, month or week field of the browser's own. */
export const isTimed = ({ inputType }: SnapshotNode): boolean => TIMED.has(inputType ?? '')

/** Text can be typed into it. */
export const isTypable = (node: SnapshotNode): boolean => {
  const { tag, role, inputType, state } = node
  if (tag === 'select') return false
  if (tag === 'input') return !NOT_TYPED.has(inputType ?? 'text')
  if (tag === 'textarea' || state.editable === true) return true
  return TYPED_ROLES.has(role) && role !== 'combobox' && role !== 'spinbutton'
}

/** Has a number between two ends. */
export const isRange = ({ role, inputType, tag }: SnapshotNode): boolean =>
  inputType === 'range' || role === 'slider' || (role === 'spinbutton' && tag !== 'input')

/** Is on or off. A pressed button counts, a radio button does not: it is one of several. */
export const isToggle = ({ role, state }: SnapshotNode): boolean =>
  CHECKED_ROLES.has(role) || (role === 'button' && state.pressed !== undefined)

/** One of several of which one, or some, are chosen. */
export const isChoice = (node: SnapshotNode): boolean => CHOICE_ROLES.has(node.role)

/** A list that opens, or shows its options at once. */
export const isList = ({ role, tag, state }: SnapshotNode): boolean =>
  tag === 'select' || role === 'combobox' || role === 'listbox' || state.haspopup === 'listbox'

/** Any field that is given a value. */
export const isField = (node: SnapshotNode): boolean =>
  isTypable(node) || isList(node) || isRange(node) || node.inputType === 'color'

/** What is pressed for its own label, and is no part of the text around it. */
export const isControl = (node: SnapshotNode): boolean =>
  node.interactive && !(CONTAINERS.has(node.role) && node.tag !== 'summary')

/** Whether it opens more of the page when it is pressed: a panel, a menu, a list, a dialog. */
export const isOpener = ({ state, tag, role }: SnapshotNode): boolean =>
  state.expanded !== undefined || state.haspopup !== undefined || tag === 'summary' || role === 'tab'

/** Whether it is on, where its state says so. */
export const isOn = (node: SnapshotNode): boolean | undefined => {
  const now = node.state.checked ?? node.state.pressed ?? node.state.selected
  return now === undefined ? drawnState(node) : now === 'mixed' ? undefined : now
}

const SWITCH_HINT = /(?:^|\s)(?:sw|switch|toggle|toggler|slider-?switch|check|checkbox|tick)(?:\s|$)/i
const ON_HINT = /(?:^|\s)(?:on|active|checked|selected|enabled|is-on|is-active)(?:\s|$)/i

/** A switch that a page draws from a plain box says by a class what it is, and whether it is on. */
const drawnState = ({ hints = '', role, interactive }: SnapshotNode): boolean | undefined =>
  interactive && role === 'generic' && SWITCH_HINT.test(hints) ? ON_HINT.test(hints) : undefined
