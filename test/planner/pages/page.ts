import type { NodeState, Snapshot, SnapshotNode } from '../../../src/contract/snapshot.ts'

type Extra = Partial<Omit<SnapshotNode, 'state'>> & { readonly state?: NodeState }
/** Role, name, further facts, children. */
export type Draft = readonly [role: string, name: string, extra?: Extra, children?: readonly Draft[]]

const TAGS: Readonly<Record<string, string>> = {
  button: 'button',
  link: 'a',
  textbox: 'input',
  searchbox: 'input',
  checkbox: 'input',
  radio: 'input',
  combobox: 'select',
  heading: 'h2',
  listitem: 'li',
  list: 'ul',
  row: 'tr',
  cell: 'td',
  columnheader: 'th',
  table: 'table',
  paragraph: 'p',
  slider: 'input',
  generic: 'div',
}

const INPUT_TYPES: Readonly<Record<string, string>> = { checkbox: 'checkbox', radio: 'radio', textbox: 'text' }

const OPERABLE =
  /^(?:button|link|textbox|searchbox|checkbox|radio|switch|tab|menuitem|option|combobox|slider|spinbutton|treeitem)$/

/** Builds a snapshot by hand: rows lie under each other, controls are as large as controls are. */
export const page = (title: string, drafts: readonly Draft[]): Snapshot => {
  const nodes: SnapshotNode[] = []
  let y = 0
  const add = (draft: Draft, parent: number): void => {
    const [role, name, extra, children] = draft
    const at = nodes.length
    y += 30
    nodes.push({
      ref: `e${at}`,
      parent,
      frame: 0,
      tag: TAGS[role] ?? 'div',
      role,
      name: /^(?:paragraph|text|cell|generic)$/.test(role) ? '' : name,
      ...(/^(?:paragraph|text|cell|generic)$/.test(role) && name !== '' ? { text: name } : {}),
      box: { x: 20, y, width: 120, height: 24 },
      interactive: OPERABLE.test(role),
      ...(INPUT_TYPES[role] === undefined ? {} : { inputType: INPUT_TYPES[role] }),
      ...extra,
      state: extra?.state ?? {},
    })
    for (const child of children ?? []) add(child, at)
  }
  add(['generic', '', { tag: 'body' }, drafts], -1)
  return {
    url: 'https://example.test/',
    title,
    viewport: { width: 1280, height: 800 },
    scroll: { x: 0, y: 0, maxX: 0, maxY: 0 },
    frames: [{ url: 'https://example.test/', owner: -1 }],
    nodes,
  }
}
