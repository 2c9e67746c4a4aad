import type { SnapshotNode } from '../../contract/snapshot.ts'
import type { Intent } from '../intent.ts'
import { isCheckable, isField, isTypable } from './page.ts'
import { tokenize } from './text.ts'

/** How well an element suits an act, added to its score; undefined excludes it. */
export type Fit = (node: SnapshotNode) => number | undefined

const isButtonLike = (node: SnapshotNode): boolean =>
  /^(?:button|link|menuitem|tab|option|treeitem)$/.test(node.role) || node.tag === 'summary'

const KIND_FIT: Readonly<Record<string, (node: SnapshotNode) => boolean>> = {
  button: node => /^(?:button|menuitem|switch|tab)$/.test(node.role) || node.tag === 'summary',
  link: node => node.role === 'link',
  tab: node => node.role === 'tab',
  field: isField,
  box: node => isField(node) || isCheckable(node),
  checkbox: isCheckable,
  switch: isCheckable,
  slider: node => /^(?:slider|spinbutton)$/.test(node.role) || node.inputType === 'range',
  list: node => /^(?:combobox|listbox|list|menu)$/.test(node.role) || node.tag === 'select',
  menu: node => /^menu/.test(node.role) || node.state.haspopup !== undefined || node.state.expanded !== undefined,
  option: node => /^(?:option|radio|menuitem|menuitemradio|checkbox)$/.test(node.role),
  radio: node => node.role === 'radio' || node.role === 'menuitemradio',
  icon: node => /^(?:button|link|img|image)$/.test(node.role),
  heading: node => /^(?:heading|columnheader|rowheader)$/.test(node.role) || node.tag === 'summary',
  any: () => true,
}

const kindBonus = (node: SnapshotNode, kinds: readonly string[]): number => {
  if (kinds.length === 0 || kinds.includes('any')) return 0
  const fits = kinds.some(kind => KIND_FIT[kind]?.(node) ?? true)
  if (fits) return 0.08
  return kinds.some(kind => kind === 'field' || kind === 'checkbox' || kind === 'tab' || kind === 'slider')
    ? -0.25
    : -0.06
}

const GOING =
  /^(?:open|go|read|browse|explore|view|see|show|visit|read|follow|display|switch|jump|navigate|take|bring)$/

const LOOKING = /^(?:open|go|view|see|show|visit|browse|display)$/
/** Labels that change something, for whoever only wants to look: "open the cart" is not "Add to cart". */
const ADDING = /^(?:add|remove|delete|put|move|clear|empty)\s/i

const clickBonus = (node: SnapshotNode, word: string): number => {
  if (node.state.password === true) return -0.4
  if (isTypable(node)) return -0.22
  if (GOING.test(word) && isCheckable(node) && node.role !== 'option')
    return node.role === 'radio' || node.state.pressed !== undefined ? -0.05 : -0.3
  if (/^(?:checkbox|switch)$/.test(node.role)) return -0.06
  if (LOOKING.test(word) && ADDING.test(node.name)) return -0.12
  if (GOING.test(word) && node.role === 'link') return 0.07
  if (isButtonLike(node)) return 0.03
  if (/^(?:columnheader|rowheader|gridcell|cell)$/.test(node.role)) return -0.08
  return node.interactive ? 0 : -0.2
}

const chooseBonus = (node: SnapshotNode): number => {
  if (isTypable(node)) return -0.3
  if (/^(?:columnheader|rowheader)$/.test(node.role)) return -0.25
  if (/^(?:option|radio|menuitemradio|menuitem|checkbox|gridcell)$/.test(node.role)) return 0.08
  if (node.state.pressed !== undefined || node.role === 'tab') return 0.05
  return node.role === 'link' ? -0.05 : 0
}

const saysNothing = (text: string): boolean => tokenize(text).every(token => token.stop || token.generic)

/** What only opens a list of further acts, for whoever does not ask for that: "open the card" is not "Card menu". */
const OPENS_MENU = /^(?:(?:show|open|row|card|item|view)\s+)*(?:more|menu|actions?|options)\b|\bmenu$/i
const WANTS_MENU = /\b(?:menu|more|actions?|options?|overflow|kebab|dots|ellipsis)\b/i

/** The fit of an intent: roles by verb and by the words for kinds, and what lies under something else. */
export const fitFor = (intent: Intent): Fit => {
  const kinds = intent.target?.kinds ?? []
  const wantsMenu = WANTS_MENU.test(intent.text)
  const onlyKind = kinds.length > 0 && saysNothing(intent.target?.text ?? '')
  return node => {
    const aside = !wantsMenu && node.role !== 'menuitem' && OPENS_MENU.test(node.name) ? -0.3 : 0
    const covered = (node.state.covered === true ? -0.05 : 0) + aside
    const kind = kindBonus(node, kinds)
    if (onlyKind && kind < 0 && kinds[0] !== 'icon' && kinds[0] !== 'heading') return undefined
    switch (intent.verb) {
      case 'check':
      case 'uncheck':
      case 'toggle':
        return isCheckable(node)
          ? covered + (/^(?:checkbox|switch)$/.test(node.role) ? 0.05 : node.state.pressed !== undefined ? -0.06 : 0)
          : undefined
      case 'choose':
        return covered + kind + chooseBonus(node)
      case 'fill':
      case 'append':
        return isTypable(node) ? covered + (/^(?:spinbutton|combobox)$/.test(node.role) ? -0.01 : 0.02) : undefined
      case 'expand':
      case 'collapse':
        return (
          covered +
          kind +
          (node.state.expanded !== undefined || node.tag === 'summary' ? 0.12 : isButtonLike(node) ? 0 : -0.1)
        )
      case 'hover':
      case 'focus':
      case 'double_click':
      case 'right_click':
      case 'drag':
        return covered + kind
      default:
        return covered + kind + clickBonus(node, intent.word)
    }
  }
}
