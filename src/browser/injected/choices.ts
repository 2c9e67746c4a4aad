import { parentElementOf } from './dom.ts'
import { collapse } from './names.ts'
import { isShown, listsOf, untilChange } from './operations.ts'
import { containsFlat, elementOf } from './registry.ts'
import { roleOf } from './roles.ts'
import { isSecretField } from './state.ts'
import type { Choice } from './wire.ts'

const MAX_LEVELS = 2
const FIELDS = 'input:not([type=hidden]), select, textarea, [role=combobox], [role=listbox], [role=textbox]'

/** What a control shows to be chosen: its words and values and those of the boxes close around it, without its lists. */
function shownBy(el: Element): string {
  const lists = listsOf(el)
  if (lists.includes(el)) return '' // its options say so themselves
  const isListed = (node: Element | null): boolean => lists.some(list => containsFlat(list, node))
  const isOwn = (field: Element) =>
    containsFlat(el, field) || containsFlat(field, el) || isListed(field) || !isShown(field)
  let box = el
  for (let level = 0; level < MAX_LEVELS; level += 1) {
    const around = parentElementOf(box)
    if (!around || ![...around.querySelectorAll(FIELDS)].every(isOwn)) break
    box = around
  }
  const parts: string[] = []
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  for (let node: Node | null = box; node; node = walker.nextNode()) {
    if (node instanceof HTMLInputElement && node.type !== 'hidden' && !isSecretField(node)) parts.push(node.value)
    else if (node instanceof HTMLSelectElement) parts.push(...[...node.selectedOptions].map(option => option.text))
    else if (node.nodeType === Node.TEXT_NODE && !node.parentElement?.closest('select, label, script, style'))
      parts.push(isListed(node.parentElement) ? '' : (node.nodeValue ?? ''))
  }
  return collapse(parts.join(' '), 20_000).toLowerCase()
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)

const says = (text: string, name: string): boolean =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped(collapse(name).toLowerCase())}(?![\p{L}\p{N}])`, 'u').test(text)

/** Whether an option is chosen: as it says itself, else as its control shows. */
function stateOf(el: Element, name: string, id: number): 'chosen' | 'unchosen' | 'unseen' {
  const option = elementOf(id)
  const said = option?.getAttribute('aria-selected') ?? option?.getAttribute('aria-checked')
  if (option && (said === 'true' || roleOf(option).startsWith('menuitem'))) return 'chosen'
  if (says(shownBy(el), name)) return 'chosen'
  return option && said === 'false' && isShown(option) ? 'unchosen' : 'unseen'
}

/** Waits until options of a drawn list are chosen, at most `ms`; the names of those that are not, and of those of which nothing tells. */
export async function waitForChoice(
  number: number,
  { names, ids, ms }: { names: readonly string[]; ids: readonly number[]; ms: number },
): Promise<Choice> {
  const look = () => {
    const el = elementOf(number)
    const states = names.map(name => [name, el ? stateOf(el, name, ids[names.indexOf(name)] ?? 0) : 'unseen'] as const)
    return (of: string) => states.filter(([, state]) => state === of).map(([name]) => name)
  }
  await untilChange(ms, () => look()('chosen').length === names.length || undefined)
  const found = look()
  return { unchosen: found('unchosen'), unseen: found('unseen') }
}
