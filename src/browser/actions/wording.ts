import type { ActionMethod } from '../../contract/action.ts'

interface Done {
  readonly method: ActionMethod
  readonly role: string
  readonly name: string
  readonly arguments: readonly string[]
}

const PAST: Readonly<Record<ActionMethod, string>> = {
  click: 'clicked',
  double_click: 'double-clicked',
  right_click: 'right-clicked',
  hover: 'hovered over',
  focus: 'focused',
  fill: 'filled',
  append: 'added text to',
  clear: 'cleared',
  check: 'checked',
  uncheck: 'unchecked',
  select: 'selected in',
  set: 'set',
  press: 'pressed',
  scroll: 'scrolled',
  drag: 'dragged',
  submit: 'submitted',
  expand: 'expanded',
  collapse: 'collapsed',
  close: 'closed',
  copy: 'copied',
  select_text: 'selected the text of',
  go_back: 'went back',
  go_forward: 'went forward',
  reload: 'reloaded the page',
  wait_for: 'waited for',
  upload: 'uploaded',
}

/** Methods whose arguments are told: what was typed may be private and is not. */
const TOLD = new Set<ActionMethod>(['select', 'set', 'press', 'scroll', 'wait_for'])

/** One action in plain words: `clicked the button "Save"`. */
export function sayDone({ method, role, name, arguments: args }: Done): string {
  const what = role ? `the ${role === 'generic' ? 'element' : role}${name ? ` "${name.slice(0, 80)}"` : ''}` : ''
  const told = TOLD.has(method) && args.length > 0 ? `: ${args.map(arg => arg.slice(0, 60)).join(', ')}` : ''
  return [PAST[method], what].filter(Boolean).join(' ') + told
}
