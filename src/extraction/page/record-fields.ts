import { isHeading } from './labels.ts'
import { nameScore } from './names.ts'
import { attribute, childElements, descendants, type Element, isElement, tokensIn } from './page.ts'
import { priceTextOf } from './prices.ts'
import type { Cell, Column } from './record-set.ts'
import { cellOf } from './tables.ts'
import { clean, lineOf, wordsIn } from './text.ts'
import { kindOf, kindOfAll } from './values.ts'

/** A place in an item that holds something: what identifies it across items, its names and its cell. */
interface Slot {
  readonly key: string
  /** Asked of a few items only. */
  names(): readonly string[]
  readonly hint?: Column['hint']
  readonly cell: Cell
  /** Whether the page itself names it, with a label. */
  readonly isLabelled?: boolean
}

/** Class words that say how a part looks, not what it is. */
const LOOKS =
  /^(badge|label|tag|chip|pill|meta|value|val|text|info|cell|col|item|small|muted|bold|line|row|box|inner|content)$/i

const PART_SEPARATOR = /\s+[·•|–—]\s+|\s*[·•|]\s*/
/** "By Petra K. on 4 May 2026" */
const SIGNED = /^by:? (.{2,40}?)(?:,? (?:on|at) (?=.*\d)(.{4,30}))?$/i
const LABELLED = /^([\p{L}][\p{L}\p{N} ./()-]{0,30}?)\s*:\s*(?!\/\/)(\S.*)$/u

/** A field that fewer of the items have is left out. */
const MIN_SHARE = 0.25

/** The fields that items of one shape have in common, aligned by their place in the markup. */
export function fieldsOf(
  items: readonly Element[],
  isItem: ReadonlySet<Element>,
): { columns: Column[]; rows: (Cell | null)[][] } {
  const look = { isItem, common: commonTokens(items), actions: actionsOf(items), labels: sharedLabels(items) }
  const slotsOf = items.map(item => new Map(numbered(collect(item, look)).map(slot => [slot.key, slot])))
  const counts = new Map<string, number>()
  for (const slots of slotsOf) for (const key of slots.keys()) counts.set(key, (counts.get(key) ?? 0) + 1)
  const keys = [...counts].filter(([, count]) => count >= Math.max(1, items.length * MIN_SHARE)).map(([key]) => key)
  const columns = keys.map(key => {
    const slots = slotsOf.flatMap(of => of.get(key) ?? [])
    const names = [...new Set(slots.slice(0, 20).flatMap(slot => slot.names()))]
    const hint = slots[0]?.hint
    const isLabelled = slots[0]?.isLabelled === true
    return {
      names,
      kind: kindOfAll(slots.map(slot => slot.cell.text)),
      ...(hint && { hint }),
      ...(isLabelled && { isLabelled }),
    }
  })
  return { columns, rows: slotsOf.map(slots => keys.map(key => slots.get(key)?.cell ?? null)) }
}

/** Slots of the same key get a number, so that the second is its own field. */
function numbered(slots: readonly Slot[]): Slot[] {
  const seen = new Map<string, number>()
  return slots.map(slot => {
    const nth = (seen.get(slot.key) ?? 0) + 1
    seen.set(slot.key, nth)
    return nth === 1 ? slot : { ...slot, key: `${slot.key}#${nth}` }
  })
}

/** Class names that most items have somewhere: the others tell how one item stands ("unread"), not what a part is. */
function commonTokens(items: readonly Element[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const item of items) {
    const own = new Set<string>()
    for (const inner of descendants(item)) for (const token of tokensOf(inner)) own.add(token)
    for (const token of own) counts.set(token, (counts.get(token) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, count]) => count >= items.length * 0.6).map(([token]) => token))
}

const tokensOf = (element: Element): readonly string[] => tokensIn(attribute(element, 'class'))

/** Texts of links that most items repeat ("View", "Download"): what can be done with an item, not what it says. */
function actionsOf(items: readonly Element[]): ReadonlySet<string> {
  if (items.length < 3) return new Set()
  const counts = new Map<string, number>()
  for (const item of items) {
    const own = new Set<string>()
    for (const inner of descendants(item)) if (inner.tag === 'a') own.add(lineOf(inner))
    for (const text of own) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, count]) => count >= items.length * 0.8).map(([text]) => text))
}

/** Elements that name the one text beside them, "Total" before "£48.20": what they say stands in nearly every item. */
function sharedLabels(items: readonly Element[]): ReadonlyMap<Element, Labelled> {
  const found = items.map(item => [item, ...descendants(item)].flatMap(inner => labelledIn(inner) ?? []))
  const counts = new Map<string, number>()
  for (const own of found)
    for (const label of new Set(own.map(({ label: text }) => text))) counts.set(label, (counts.get(label) ?? 0) + 1)
  const isShared = ({ label }: Labelled) => (counts.get(label) ?? 0) >= Math.max(2, items.length * 0.8)
  return new Map(found.flat().flatMap(one => (isShared(one) ? [[one.box, one]] : [])))
}

interface Labelled {
  readonly box: Element
  readonly label: string
  readonly value: Element | string
}

/** A box of two texts, the first of them short and without figures. */
function labelledIn(box: Element): Labelled | undefined {
  if (box.children.length < 2 || box.children.length > 5) return undefined
  const filled = box.children.filter(child => (typeof child === 'string' ? clean(child) : lineOf(child)) !== '')
  const [first, value] = filled
  if (filled.length !== 2 || first === undefined || value === undefined || typeof first === 'string') return undefined
  if (/^(a|button|time|img)$/.test(first.tag) || isHeading(first) || /^(dl|tr|select)$/.test(box.tag)) return undefined
  if (typeof value !== 'string' && (isHeading(value) || value.tag === 'button')) return undefined
  const label = lineOf(first).replace(/\s*:$/, '')
  return /\d/.test(label) || wordsIn(label).length > 4 || wordsIn(label).length === 0
    ? undefined
    : { box, label, value }
}

interface Look {
  readonly isItem: ReadonlySet<Element>
  readonly common: ReadonlySet<string>
  readonly actions: ReadonlySet<string>
  readonly labels: ReadonlyMap<Element, Labelled>
}

function collect(item: Element, { isItem, common, actions, labels }: Look): Slot[] {
  const slots: Slot[] = []
  const isNested = (inner: Element) =>
    inner !== item && (isItem.has(inner) || (inner.tag === 'a' && actions.has(lineOf(inner))))
  const visit = (element: Element, path: string) => {
    if (isNested(element)) return
    const tokens = tokensOf(element)
    const shared = tokens.length === 0 ? '' : tokens.filter(token => common.has(token)).join('.')
    const inner = childElements(element)
    const isLeaf = inner.length === 0
    const here =
      element === item ? 'self' : `${path}>${element.tag}.${shared === '' && isLeaf ? tokens.join('.') : shared}`
    const labelled = labels.get(element)
    if (labelled) {
      slots.push(labelledSlot(labelled, { item, path: here, isNested, inner }))
      return
    }
    const place = { item, path: here, isNested, inner }
    if (inner.length > 0 && element !== item && priceTextOf(element) !== undefined)
      slots.push({ key: here, names: () => namesOf(element, place), cell: cellOf(element) })
    else for (const slot of slotsAt(element, place)) slots.push(slot)
    for (const child of inner) visit(child, here)
  }
  visit(item, '')
  return slots
}

interface Place {
  readonly item: Element
  readonly path: string
  readonly isNested: (inner: Element) => boolean
  /** Its element children. */
  readonly inner: readonly Element[]
}

/** The slots of one element: its picture, its field, its text if it has any of its own, and the parts of that. */
function slotsAt(element: Element, place: Place): Slot[] {
  const { path } = place
  const { tag } = element
  if (tag === 'dt') return []
  if (tag === 'dd') return definitionSlots(element, place)
  if (tag === 'button' || attribute(element, 'role') === 'button') {
    return element === place.item ? textSlots(element, place, lineOf(element)) : []
  }
  if (tag === 'img' || attribute(element, 'role') === 'img') {
    return [
      { key: `${path}@img`, names: () => ['image', ...namesOf(element, place)], hint: 'image', cell: cellOf(element) },
    ]
  }
  if (element.source.value !== undefined || tag === 'meta' || element.source.checked !== undefined) {
    const cell = tag === 'meta' ? { text: attribute(element, 'content') } : cellOf(element)
    const hint = element.source.checked === undefined ? undefined : ('toggle' as const)
    return cell.text === ''
      ? []
      : [{ key: `${path}@value`, names: () => namesOf(element, place), ...(hint && { hint }), cell }]
  }
  const hasOwn = element.children.some(child => typeof child === 'string' && /[\p{L}\p{N}]/u.test(child))
  const isLeafLink = tag === 'a' && place.inner.filter(child => lineOf(child) !== '').length <= 1
  if (!hasOwn && !isLeafLink) {
    const label = attribute(element, 'aria-label')
    if (label !== '' && element !== place.item)
      return [{ key: `${path}@label`, names: () => namesOf(element, place), cell: { text: label } }]
    return []
  }
  const skip = (inner: Element) => place.isNested(inner) || inner.tag === 'button'
  return textSlots(element, place, place.inner.length === 0 ? lineOf(element) : lineOf(element, { skip }))
}

/** What stands beside its label, under the name of that. */
function labelledSlot({ box, label, value }: Labelled, place: Place): Slot {
  const cell = typeof value === 'string' ? { text: clean(value) } : cellOf(value)
  const own = typeof value === 'string' ? box : value
  const key = `${place.path}:${label.toLowerCase()}`
  return { key, names: () => [label, ...namesOf(own, place)], cell, isLabelled: true }
}

/** The term that a definition is of. */
function termBefore({ parent, index }: Element): Element | undefined {
  for (let i = index - 1; i >= 0; i -= 1) {
    const sibling = parent?.children[i]
    if (isElement(sibling) && sibling.tag === 'dt') return sibling
  }
  return undefined
}

/** A definition under the name of its term, wherever it stands among the others. */
function definitionSlots(element: Element, place: Place): Slot[] {
  const term = termBefore(element)
  const label = term ? lineOf(term).replace(/\s*:$/, '') : ''
  const cell = cellOf(element)
  if (cell.text === '') return []
  return [
    {
      key: `${place.path}:${label.toLowerCase()}`,
      names: () => [label, ...namesOf(element, place)],
      cell,
      isLabelled: true,
    },
  ]
}

/** A text as one slot, and its parts where it is written as "a · b · c", "09:00 Standup" or "Label: value". */
function textSlots(element: Element, place: Place, text: string): Slot[] {
  const { path } = place
  if (text === '') return []
  const names = () => namesOf(element, place)
  const hint: Column['hint'] | undefined = isHeading(headingOf(element, place))
    ? 'title'
    : element.tag === 'a'
      ? 'link'
      : undefined
  const labelled = text.includes(':') ? LABELLED.exec(text) : null
  const cell = cellOf(element)
  const whole: Slot = { key: path, names, ...(hint && { hint }), cell: { ...cell, text } }
  if (labelled) {
    const [, label = '', value = ''] = labelled
    const key = `${path}:${label.toLowerCase()}`
    // what the markup calls as the label does is what stands behind the label
    const isCalled = names().some(name => nameScore(label, name) >= 0.6)
    const outer: Slot = isCalled ? { ...whole, names: () => [] } : whole
    return [outer, { key, names: () => [label], cell: { ...cell, text: value }, isLabelled: true }]
  }
  const lead = place.inner.length > 0 ? leadOf(element, text) : undefined
  if (lead !== undefined) {
    return [{ key: `${path}~lead`, names: () => ['title', 'name'], hint: 'title', cell: { ...cell, text: lead } }]
  }
  const parts = /[·•|–—]/.test(text) ? text.split(PART_SEPARATOR).filter(part => part !== '') : [text]
  if (parts.length > 1 && parts.length <= 6) {
    return [whole, ...parts.map((part, i) => ({ key: `${path}/${i}`, names: () => [], cell: { text: part } }))]
  }
  const signed = /^by:? /i.test(text) ? SIGNED.exec(text) : null
  if (signed) {
    const [, author = '', date = ''] = signed
    return [
      whole,
      { key: `${path}/by`, names: () => ['author'], cell: { text: author } },
      ...(date === '' ? [] : [{ key: `${path}/on`, names: () => ['date'], cell: { text: date } }]),
    ]
  }
  const timed = text.includes(':') ? /^(\d{1,2}:\d{2})\s+(\p{L}.*)$/u.exec(text) : null
  if (timed) {
    const [, time = '', rest = ''] = timed
    return [
      whole,
      { key: `${path}/time`, names: () => ['time'], cell: { text: time } },
      { key: `${path}/rest`, names: () => ['title'], hint: 'title', cell: { text: rest } },
    ]
  }
  return [whole]
}

/** "Leek soup" of "Leek soup <b>£5.50</b>": a text before figures alone. */
function leadOf(element: Element, text: string): string | undefined {
  const [first, ...rest] = element.children.filter(
    child => (typeof child === 'string' ? clean(child) : lineOf(child)) !== '',
  )
  if (typeof first !== 'string' || rest.length === 0) return undefined
  const isFigures = rest.every(
    child => typeof child !== 'string' && /^(price|number|date|time)$/.test(kindOf(lineOf(child))),
  )
  const lead = clean(first).replace(/[\s.:…–—-]+$/, '')
  return isFigures && lead !== text && kindOf(lead) === 'text' ? lead : undefined
}

/** The heading that an element stands in, or itself. */
function headingOf(element: Element, { item }: Place): Element {
  for (let at: Element | null = element; at && at !== item; at = at.parent) if (isHeading(at)) return at
  return element
}

/** How the markup names a place: itemprop, label attributes, class words, meaning of the tag; then those of what is around it. */
function namesOf(element: Element, place: Place): string[] {
  const names: string[] = []
  for (let at: Element | null = element; at && at !== place.item; at = at.parent) {
    names.push(...ownNames(at))
    if (names.length > 0 && at !== element) break
  }
  if (isHeading(headingOf(element, place))) names.push('title', 'name')
  if (element.tag === 'time' || attribute(element, 'datetime') !== '') names.push('time', 'date')
  return [...new Set(names)]
}

function ownNames(element: Element): string[] {
  const named = ['itemprop', 'property', 'data-label', 'data-title', 'data-th', 'rel', 'data-testid', 'name'].map(key =>
    attribute(element, key),
  )
  // a label of several words speaks of the one item: "Select message from Ada"
  const isField = element.source.value !== undefined || element.source.checked !== undefined
  const spoken = isField ? attribute(element, 'aria-label') : ''
  const label = wordsIn(spoken).length <= 2 ? spoken : ''
  const classes = attribute(element, 'class')
    .split(/\s+/)
    .filter(
      name =>
        name.length > 0 && name.length < 40 && !LOOKS.test(name) && !/\d{3,}|^(css|sc|jsx)-|:|^[a-z]{1,2}$/.test(name),
    )
    .slice(0, 3)
    .map(name => name.replace(/[_-]+/g, ' '))
  return [...named, label, ...classes].filter(name => name !== '' && wordsIn(name).length > 0)
}
