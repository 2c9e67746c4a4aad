import type { SnapshotNode } from '../../contract/snapshot.ts'
import type { Page, PageNode } from '../page/page.ts'
import { isControl, isList, isRange, isToggle, isTypable } from '../page/roles.ts'
import type { Description } from '../reading/intent.ts'

type Test = (element: PageNode, page: Page) => boolean

const byRole =
  (...roles: readonly string[]): Test =>
  ({ node }) =>
    roles.includes(node.role)

const isButton: Test = ({ node }) =>
  node.role === 'button' || (node.tag === 'input' && /^(?:submit|button|reset|image)$/.test(node.inputType ?? ''))
const isPicture = (node: SnapshotNode): boolean =>
  node.name.length < 3 || node.hints !== undefined || node.role === 'img'
const isWordless = ({ nodes }: Page, { at, end }: PageNode): boolean =>
  end - at < 6 && nodes.slice(at, end).every(({ node }) => (node.text ?? '').trim().length < 3)
const isBoxed: Test = ({ node }) => node.colour !== undefined || isTypable(node) || isToggle(node) || isList(node)

/** What each kind of the lexicon is on a page: one row a kind. */
const KINDS: Readonly<Record<string, Test>> = {
  button: (element, page) => isButton(element, page) || element.node.tag === 'summary',
  link: byRole('link'),
  tab: byRole('tab'),
  field: ({ node }) => isTypable(node),
  search_field: ({ node, words, extra }) =>
    isTypable(node) &&
    (node.role === 'searchbox' || [...words, ...extra].some(({ concepts }) => concepts.includes('search'))),
  box: isBoxed,
  checkbox: byRole('checkbox', 'menuitemcheckbox', 'switch'),
  switch: ({ node }) => node.role === 'switch' || isToggle(node),
  slider: ({ node }) => isRange(node),
  spinner: ({ node }) => node.role === 'spinbutton' || node.inputType === 'number',
  list: ({ node }) => isList(node) || node.state.haspopup !== undefined,
  radio: byRole('radio', 'menuitemradio'),
  option: byRole('option', 'radio', 'menuitem', 'menuitemradio', 'checkbox'),
  menu: ({ node, words, extra }) =>
    node.role === 'menu' ||
    node.state.haspopup !== undefined ||
    node.role === 'navigation' ||
    [...words, ...extra].some(({ concepts }) => concepts.includes('menu') || concepts.includes('more')),
  menu_item: byRole('menuitem', 'menuitemradio', 'menuitemcheckbox', 'option', 'link'),
  icon: (element, page) => isPicture(element.node) || (element.node.interactive && isWordless(page, element)),
  heading: byRole('heading', 'columnheader'),
  image: ({ node }) => node.role === 'img' || node.tag === 'img',
  column: byRole('columnheader'),
  row: byRole('row', 'listitem'),
  cell: byRole('cell', 'gridcell'),
  item: (element, page) => page.itemOf[element.at] === element.at,
  card: (element, page) => page.itemOf[element.at] === element.at,
  section: ({ node }) =>
    /^(?:region|group|tabpanel|article)$/.test(node.role) ||
    node.state.expanded !== undefined ||
    node.tag === 'summary',
  dialog: byRole('dialog', 'alertdialog'),
  banner: byRole('dialog', 'alert', 'status', 'banner', 'region'),
  tooltip: byRole('tooltip'),
  form: ({ node }) => node.tag === 'form' || node.role === 'form',
  table: byRole('table', 'grid', 'treegrid', 'list'),
  toolbar: byRole('toolbar'),
  navigation: byRole('navigation', 'menubar'),
  sidebar: byRole('complementary', 'navigation'),
  footer: byRole('contentinfo'),
  header: ({ node }) => node.role === 'banner' || node.tag === 'header',
  tree: byRole('tree'),
  folder: byRole('treeitem', 'listitem', 'row', 'link'),
  file: byRole('treeitem', 'listitem', 'row', 'link'),
  calendar: ({ node, words, extra }) =>
    node.role === 'grid' ||
    node.inputType === 'date' ||
    (isTypable(node) && [...words, ...extra].some(({ word }) => word === 'date')),
  frame: byRole('iframe'),
  control: ({ node }) => isControl(node),
  paragraph: byRole('paragraph'),
}

/** Kinds that say little: nothing is held against an element that is none of these. */
const LOOSE = new Set([
  'item',
  'card',
  'control',
  'page',
  'option',
  'box',
  'file',
  'folder',
  'image',
  'icon',
  'banner',
  'row',
  'cell',
  'section',
  'heading',
  'paragraph',
  'carousel',
  'header',
  'form',
])

/** Whether kinds say little of what an element is: "the last file" may be anything that is repeated. */
export const isLoose = (kinds: readonly string[]): boolean => kinds.every(kind => LOOSE.has(kind) || !(kind in KINDS))

/** Kinds that people tell apart by what they do; a button and a link look alike. */
const DISTINCT = new Set(
  'menu field search_field checkbox switch slider spinner list radio calendar dialog form table tree tab'.split(' '),
)

/** Whether a thing is named by its kind alone, and an element is certainly none of that kind. */
export const isOtherKind = (page: Page, element: PageNode, { head, kinds }: Description): boolean =>
  head === '' && kinds.length > 0 && kinds.every(kind => DISTINCT.has(kind)) && kindFit(page, element, kinds) < 0

/** Whether an element is of a kind: 1 it is, 0 nothing was said or it says little, -1 it is something else. */
export const kindFit = (page: Page, element: PageNode, kinds: readonly string[]): -1 | 0 | 1 => {
  if (kinds.length === 0) return 0
  if (kinds.some(kind => KINDS[kind]?.(element, page) === true)) return 1
  return isLoose(kinds) ? 0 : -1
}

/** Whether an element is of one kind. */
export const isOfKind = (page: Page, element: PageNode, kind: string): boolean => KINDS[kind]?.(element, page) === true
