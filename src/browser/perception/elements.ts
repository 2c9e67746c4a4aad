import type { ActionMethod } from '../../contract/action.ts'
import type { Snapshot, SnapshotNode } from '../../contract/snapshot.ts'
import type { Deadline } from '../../lib/deadline.ts'
import type { Tab } from '../tab.ts'
import type { RefTable } from './refs.ts'
import { call } from './world.ts'

/** An element as observe shows it; as it is, it is a valid action. */
export interface ObservedElement {
  readonly ref: string
  readonly role: string
  readonly name: string
  readonly description: string
  readonly method: ActionMethod
  readonly arguments?: readonly string[]
  readonly selector: string
  readonly value?: string
}

const TYPED = new Set(['textbox', 'searchbox'])
const SET_TYPES = new Set('date time datetime-local month week color range number'.split(' '))

/** The method that a user would use on an element first. */
export function naturalMethod(node: SnapshotNode): ActionMethod {
  const { role, state, tag, inputType } = node
  if (tag === 'select') return 'select'
  if (inputType && SET_TYPES.has(inputType)) return inputType === 'number' ? 'fill' : 'set'
  if (inputType === 'file') return 'upload'
  if (TYPED.has(role) || tag === 'textarea' || state.editable) return 'fill'
  if (role === 'combobox') return tag === 'input' ? 'fill' : 'select'
  if (role === 'slider' || role === 'spinbutton') return 'set'
  if (role === 'checkbox' || role === 'switch' || role === 'menuitemcheckbox')
    return state.checked === true ? 'uncheck' : 'check'
  if (role === 'radio' || role === 'menuitemradio') return 'check'
  if (role === 'listbox') return 'select'
  return 'click'
}

const CHROME = new Set(['navigation', 'banner', 'contentinfo', 'complementary'])

/** Smaller is more important: what is in view before what is not, content before the page's frame of menus and footers. */
function rank(node: SnapshotNode, inChrome: boolean): number {
  return (node.state.offscreen ? 2 : 0) + (inChrome ? 1 : 0) + (node.state.disabled || node.state.covered ? 4 : 0)
}

/**
 * Interactive nodes of a snapshot, the most important first; those of equal rank in reading order. What a modal dialog covers is
 * left out: nobody can operate it before the dialog is closed.
 */
export function rankElements(snapshot: Snapshot): SnapshotNode[] {
  const chrome: boolean[] = []
  const modal: boolean[] = []
  const ranked: { readonly node: SnapshotNode; readonly rank: number }[] = []
  const isHeld = snapshot.nodes.some(({ state }) => state.modal)
  for (const [index, node] of snapshot.nodes.entries()) {
    const inChrome = (chrome[node.parent] ?? false) || CHROME.has(node.role)
    chrome[index] = inChrome
    const inModal = (modal[node.parent] ?? false) || node.state.modal === true
    modal[index] = inModal
    if (!node.interactive || (isHeld && !inModal && node.state.covered) || isRedundant(snapshot, index)) continue
    ranked.push({ node, rank: rank(node, inChrome) })
  }
  return ranked.sort((a, b) => a.rank - b.rank).map(entry => entry.node)
}

/** An unnamed wrapper, or a part of a control that is there itself: `<summary>` in a button and the like. */
function isRedundant({ nodes }: Snapshot, index: number): boolean {
  const node = nodes[index]
  if (!node) return true
  const parent = nodes[node.parent]
  if (node.role !== 'generic') return node.role === 'option' && parent?.tag === 'select'
  if (node.name === '') return !node.state.editable && !(isSign(node) && nodes[index + 1]?.parent !== index)
  return parent?.interactive === true && parent.name === node.name
}

/** Larger than this is no icon, in CSS pixels. */
const SIGN_SIZE = 64

/** Whether a box without words is an icon of which the markup tells something. */
const isSign = ({ hints, box: { width, height } }: SnapshotNode): boolean =>
  hints !== undefined && width >= 8 && height >= 8 && width <= SIGN_SIZE && height <= SIGN_SIZE

const STATES: readonly (readonly [keyof SnapshotNode['state'], string])[] = [
  ['disabled', 'disabled'],
  ['covered', 'covered'],
  ['offscreen', 'below the fold'],
  ['readonly', 'read-only'],
  ['required', 'required'],
  ['invalid', 'invalid'],
  ['current', 'current'],
]

/** A few words on state and purpose; empty for an element that its role and name describe. */
export function describeNode(node: SnapshotNode): string {
  const { state } = node
  const words = STATES.filter(([key]) => state[key]).map(([, word]) => word)
  if (state.checked !== undefined)
    words.push(state.checked === 'mixed' ? 'partly checked' : state.checked ? 'checked' : 'not checked')
  if (state.expanded !== undefined) words.push(state.expanded ? 'expanded' : 'collapsed')
  if (state.selected) words.push('selected')
  if (state.pressed === true) words.push('pressed')
  if (state.sort) words.push(state.sort === 'other' ? 'sorted' : `sorted, ${state.sort}`)
  if (node.description) words.push(shorten(node.description, 60))
  else if (!node.name && node.hints) words.push(shorten(node.hints, 40))
  if (node.options && node.tag === 'select') words.push(optionsInWords(node.options))
  return words.join(', ')
}

const MAX_OPTIONS = 8

function optionsInWords(options: NonNullable<SnapshotNode['options']>): string {
  const names = options.slice(0, MAX_OPTIONS).map(option => shorten(option.name, 24))
  return `options: ${names.join(' | ')}${options.length > MAX_OPTIONS ? ` | … ${options.length} in all` : ''}`
}

const shorten = (text: string, max: number): string => (text.length > max ? `${text.slice(0, max - 1)}…` : text)

/** The compact list of observe. `selectors` comes from `selectorsFor`; an element without one has an empty selector. */
export function toElements(
  snapshot: Snapshot,
  options: {
    readonly limit: number
    readonly selectors?: ReadonlyMap<string, string>
    readonly nodes?: readonly SnapshotNode[]
  },
): ObservedElement[] {
  const nodes = options.nodes ?? rankElements(snapshot)
  return nodes.slice(0, options.limit).map(node => ({
    ref: node.ref,
    role: node.role,
    name: shorten(node.name, 100),
    description: describeNode(node),
    method: naturalMethod(node),
    selector: options.selectors?.get(node.ref) ?? '',
    ...(node.value && node.tag !== 'select' && { value: shorten(node.value, 100) }),
  }))
}

/** Short selectors for elements, by ref: CSS within each tree, the trees of shadow hosts joined by ` >>> `. */
export async function selectorsFor(
  tab: Tab,
  refs: readonly string[],
  { table, deadline }: { readonly table: RefTable; readonly deadline: Deadline },
): Promise<Map<string, string>> {
  const frames = Map.groupBy(
    refs.flatMap(ref => {
      const target = table.find(ref)
      return target ? [{ ref, target }] : []
    }),
    entry => entry.target.frame,
  )
  const parts = await tab.read(
    () =>
      Promise.all(
        [...frames].map(async ([frame, entries]) => {
          const selectors = await call(
            frame,
            'selectorsOf',
            entries.map(entry => entry.target.number),
          )
          return entries.map((entry, i) => [entry.ref, tab.scrub(selectors[i] ?? '')] as const)
        }),
      ),
    deadline,
  )
  return new Map(parts.flat())
}
