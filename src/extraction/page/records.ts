import { headingBefore, isHeading, labelsOf } from './labels.ts'
import { ancestors, attribute, contains, type Element, type Page, tokensIn } from './page.ts'
import { fieldsOf } from './record-fields.ts'
import type { Cell, Column, RecordSet } from './record-set.ts'
import { clean, lineOf } from './text.ts'
import { kindOfAll } from './values.ts'

/** Class tokens that say how one of the items stands, not what all of them are. */
const STATE =
  /^(active|selected|current|open|closed|first|last|odd|even|hover|focus|disabled|new|featured|is-.*|has-.*|.*\d{2,}.*)$/

const SKIPPED = new Set([
  'td',
  'th',
  'tr',
  'tbody',
  'thead',
  'option',
  'br',
  'hr',
  'meta',
  'link',
  'svg',
  'path',
  'body',
  'main',
  'input',
])

/** More sets than this are not looked into: the largest come first. */
const MAX_SETS = 60

/** Groups of elements of one shape, the largest texts first: product cards, posts, list items, search results. */
export function recordsOf(page: Page): RecordSet[] {
  const groups = new Map<string, Element[]>()
  const keys = new Map<Element, string>()
  for (const element of page.elements) {
    const key = keyOf(element, keys)
    keys.set(element, key)
    if (SKIPPED.has(element.tag)) continue
    const known = groups.get(key)
    if (known) known.push(element)
    else groups.set(key, [element])
  }
  return [...groups.values()]
    .filter(items => items.length >= 2)
    .map(items => ({ items, weight: weightOf(items) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .reduce<Element[][]>((kept, { items }) => {
      if (kept.length < MAX_SETS && !kept.some(larger => isPartOf(items, larger))) kept.push(items)
      return kept
    }, [])
    .flatMap(items => {
      const set = readSet(items, page)
      return set ? [set] : []
    })
}

/** Whether the items are but one part each of the items of a larger group, whose columns hold them already. */
function isPartOf(items: readonly Element[], larger: readonly Element[]): boolean {
  if (items.length > larger.length || items.length * 2 < larger.length) return false
  let at = -1
  return items.every(item => {
    const before = at
    at = indexAround(larger, item, at + 1)
    return at > before
  })
}

/** Index, from `from` on, of the one in document order that holds the item; -1 if none does. */
function indexAround(larger: readonly Element[], item: Element, from: number): number {
  for (let i = from; i < larger.length; i += 1) {
    const outer = larger[i]
    if (!outer || outer.order > item.order) return -1
    if (outer !== item && contains(outer, item)) return i
  }
  return -1
}

/** What an element is by its markup; one without class is told by where it stands. */
function keyOf(element: Element, keys: ReadonlyMap<Element, string>): string {
  const { attributes } = element
  const classes = stableClasses(attributes['class'] ?? '')
  const own = `${element.tag}.${classes}|${attributes['itemtype'] ?? ''}|${attributes['itemprop'] ?? ''}|${attributes['rel'] ?? ''}|${attributes['role'] ?? ''}`
  if (classes !== '' && element.isBlock) return own
  const parent = element.parent ? (keys.get(element.parent) ?? '') : ''
  return `${parent.slice(0, 300)}>${own}`
}

const stable = new Map<string, string>()

function stableClasses(classes: string): string {
  const known = stable.get(classes)
  if (known !== undefined) return known
  if (stable.size > 5000) stable.clear()
  const kept = tokensIn(classes)
    .filter(name => !STATE.test(name))
    .toSorted()
    .join('.')
  stable.set(classes, kept)
  return kept
}

/** Elements that hold something, times how much; groups of parts of one another count once. */
function weightOf(items: readonly Element[]): number {
  const size = items.reduce((sum, item) => sum + Math.min(item.end - item.order + 1, 40), 0)
  const hasText = items.some(item => item.children.length > 0)
  return hasText ? size : 0
}

function readSet(items: readonly Element[], page: Page): RecordSet | undefined {
  const isItem = new Set(items)
  const isNested = items.some((item, i) => i > 0 && item.order <= (items[i - 1]?.end ?? -1))
  const texts = isNested
    ? items.map(item => lineOf(item, { skip: inner => inner !== item && isItem.has(inner) }))
    : items.map(item => lineOf(item))
  const filled = items.filter((_, i) => texts[i] !== '')
  if (filled.length < 2 || isControls(filled)) return undefined
  const element = commonAncestor(filled)
  const { columns, rows } = fieldsOf(filled, isItem)
  const groups = groupColumns(filled, isItem)
  const all = [...columns, ...groups.map(group => group.column)]
  const cells = rows.map((row, i) => [...row, ...groups.map(group => group.cells[i] ?? null)])
  const isList = filled.every(item => item.tag === 'li')
  return {
    labels: [...labelOfItems(filled), ...headingOver(filled, element), ...labelsOf(element, page)],
    source: isList ? 'list' : 'records',
    columns: all,
    rows: cells,
    texts: texts.filter(text => text !== ''),
    element,
    items: filled,
    hasHeader: false,
  }
}

/** Buttons, and links that say the same over and over, are what can be done, not what there is. */
function isControls(items: readonly Element[]): boolean {
  if (items.some(item => item.tag !== 'button' && item.tag !== 'a')) return false
  const texts = new Set(items.map(item => lineOf(item)))
  return texts.size * 2 <= items.length
}

/** Class words of the items themselves: "job-card". */
const labelOfItems = (items: readonly Element[]): string[] => {
  const first = items[0]
  const name = first ? attribute(first, 'class').replace(/[_-]+/g, ' ') : ''
  const type = first ? (attribute(first, 'itemtype').split('/').at(-1) ?? '') : ''
  const tag = /^(section|article|figure|aside|form|details|h[1-6])$/.test(first?.tag ?? '') ? (first?.tag ?? '') : ''
  const heading = /^h\d$/.test(tag) ? 'heading section' : tag
  const marks = ['rel', 'itemprop', 'property'].map(key => (first ? attribute(first, key) : ''))
  return [leadIn(first), sharedName(items), sharedLead(items), ...marks, name, type, heading].filter(
    label => label !== '',
  )
}

/** The heading before the items, or before what the first of them stands in, in the box around them all, if it is the only one. */
function headingOver(items: readonly Element[], around: Element): string[] {
  const [first, last] = [items[0], items.at(-1)]
  let part = first
  while (part && part.parent !== around) part = part.parent ?? undefined
  const heading = part && !isHeading(part) ? headingBefore(part) : undefined
  if (!first || !last || heading?.parent !== around) return []
  const isBetween = (child: Element | string) =>
    typeof child !== 'string' && isHeading(child) && child.order > first.order && child.order < last.order
  return around.children.some(isBetween) ? [] : [lineOf(heading)]
}

/** The words that the accessible names of all items begin with: "Post by". */
function sharedName(items: readonly Element[]): string {
  const names = items.map(item => attribute(item, 'aria-label').split(' '))
  const [first = []] = names
  const length = first.findIndex((word, i) => names.some(name => name[i] !== word))
  return length > 0 ? first.slice(0, length).join(' ') : ''
}

/** The word that the texts of all items begin with: "Size" of "Size 38", "Size 40". */
function sharedLead(items: readonly Element[]): string {
  const wordOf = (item: Element | undefined) => item && /^(\p{L}{3,})\s+\S/u.exec(lineOf(item))?.[1]
  const word = wordOf(items[0])
  return items.length >= 2 && word !== undefined && items.every(item => wordOf(item) === word) ? word : ''
}

/** The words right before the first item: "Tags:". */
function leadIn(first: Element | undefined): string {
  const siblings = first?.parent?.children ?? []
  const before = first ? siblings[first.index - 1] : undefined
  const text = before === undefined ? '' : clean(typeof before === 'string' ? before : lineOf(before))
  return /^[^:]{1,40}:$/.test(text) ? text.slice(0, -1) : ''
}

function commonAncestor(items: readonly Element[]): Element {
  const [first, last] = [items[0], items.at(-1)]
  if (!first || !last) throw new RangeError('a set has items')
  for (const outer of ancestors(first)) if (items.every(item => contains(outer, item) && outer !== item)) return outer
  return first
}

interface Group {
  readonly column: Column
  readonly cells: readonly (Cell | null)[]
}

/** Where the items stand in several named groups (board columns, days, sections), the group's name is a field too. */
function groupColumns(items: readonly Element[], isItem: ReadonlySet<Element>): Group[] {
  const top = commonAncestor(items)
  const parents = items.map(item => item.parent)
  if (new Set(parents).size < 2) return toGroups([linesBefore(items, isItem)], 'section')
  const skip = (inner: Element) => isItem.has(inner)
  const named = parents.map(parent => groupOf(parent, top, isItem))
  const direct = named.map(group => (group ? ownText(group, skip) : ''))
  const labels = named.map(group => (group ? attribute(group, 'aria-label') || headingOf(group, skip) : ''))
  return toGroups([direct, labels], named.find(group => group)?.tag ?? '')
}

/** For each of the items of one parent the heading among the siblings before it. */
function linesBefore(items: readonly Element[], isItem: ReadonlySet<Element>): string[] {
  let line = ''
  const before = new Map<Element, string>()
  for (const child of items[0]?.parent?.children ?? []) {
    if (typeof child === 'string') continue
    if (isItem.has(child)) before.set(child, line)
    else if (isHeading(child)) line = lineOf(child)
  }
  return items.map(item => before.get(item) ?? '')
}

/** Columns of what the groups are called, where there are several. */
function toGroups(names: readonly (readonly string[])[], tag: string): Group[] {
  return names.flatMap(texts => {
    const distinct = new Set(texts.filter(text => text !== ''))
    if (distinct.size < 2 || texts.filter(text => text === '').length * 2 > texts.length) return []
    const kind = kindOfAll(texts)
    const hint =
      tag === 'td' || (kind === 'date' && texts.every(text => /^$|\d|day\b/i.test(text)))
        ? ['day', 'date', 'cell']
        : ['column', 'group', 'section', 'category', 'status', 'list']
    const column: Column = {
      names: hint,
      kind,
      hint: 'group',
    }
    return [{ column, cells: texts.map(text => (text === '' ? null : { text })) }]
  })
}

function groupOf(parent: Element | null, top: Element, isItem: ReadonlySet<Element>): Element | null {
  for (let at = parent; at && at !== top; at = at.parent) {
    if (isItem.has(at)) return null
    if (at.tag === 'td' || at.tag === 'section' || at.tag === 'fieldset' || attribute(at, 'aria-label') !== '')
      return at
    if (at.children.some(child => typeof child !== 'string' && isHeading(child))) return at
  }
  return null
}

const ownText = (group: Element, skip: (inner: Element) => boolean): string => {
  const text = clean(group.children.filter(child => typeof child === 'string').join(' '))
  return text === '' && group.tag === 'td' ? lineOf(group, { skip }) : text
}

const headingOf = (group: Element, skip: (inner: Element) => boolean): string => {
  const heading = group.children.find(child => typeof child !== 'string' && isHeading(child))
  return heading ? lineOf(heading, { skip }) : ''
}
