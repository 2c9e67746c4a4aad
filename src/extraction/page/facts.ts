import { accessibleName, isHeading, labelsOf, levelOf } from './labels.ts'
import { ancestors, attribute, childElements, descendants, type Element, type Page } from './page.ts'
import type { Cell } from './record-set.ts'
import { cellOf, isTable } from './tables.ts'
import { clean, lineOf, textOf, wordsIn } from './text.ts'
import { kindOf } from './values.ts'

/** A named value on the page: "Warranty" → "5 years". */
export interface Fact {
  readonly label: string
  readonly cell: Cell
  readonly element: Element
  /** How plainly the page says so: 1 for a definition list, less where it is inferred. */
  readonly trust: number
  /** What it stands under, nearest first. */
  readonly labels: readonly string[]
}

const LABELLED = /^\s*([\p{L}\p{N}][^:\n]{0,48}?)\s*:\s+(\S.*)$/u

/** A label is short; a longer text before a value is prose. */
const MAX_LABEL_WORDS = 7

/** All label–value pairs of the page: definition lists, two-column tables, "Label: value" lines, fields, headed figures. */
export function factsOf(page: Page): Fact[] {
  const facts: Fact[] = []
  const add = (label: string, cell: Cell, at: Found) => {
    const name = clean(label).replace(/\s*[:：]\s*$/, '')
    if (name === '' || cell.text === '' || wordsIn(name).length > MAX_LABEL_WORDS || name === cell.text) return
    const outer = labelsOf(at.element.parent ?? at.element, page)
    facts.push({
      label: name,
      cell,
      element: at.element,
      trust: at.trust,
      labels: [
        ...(outer.length > 0 || !at.isOwn ? outer : ['']),
        ...(at.isOwn ? labelsOf(at.element, page).slice(0, 1) : []),
      ],
    })
  }
  for (const element of page.elements) {
    if (element.tag === 'dl') ofDefinitions(element, add)
    else if (element.tag === 'tr') ofRow(element, add)
    else if (element.source.value !== undefined || element.source.checked !== undefined) ofField(element, { page, add })
    else if (isHeading(element)) ofHeading(element, add)
    else if (attribute(element, 'itemprop') !== '')
      add(attribute(element, 'itemprop').replace(/([a-z])([A-Z])/g, '$1 $2'), machineCell(element), {
        element,
        trust: 0.8,
      })
    else if (element.isBlock && !hasBlocks(element)) ofLines(element, add)
    ofPair(element, add)
    ofGrid(element, add)
    ofCount(element, add)
  }
  return facts
}

interface Found {
  readonly element: Element
  readonly trust: number
  /** Whether the heading before the element itself counts. */
  readonly isOwn?: boolean
}

type Add = (label: string, cell: Cell, at: Found) => void

const hasBlocks = (element: Element): boolean =>
  childElements(element).some(child => child.isBlock && child.tag !== 'br')

function machineCell(element: Element): Cell {
  const cell = cellOf(element)
  return cell.text === '' && cell.machine !== undefined ? { ...cell, text: cell.machine } : cell
}

function ofDefinitions(list: Element, add: Add): void {
  let terms: Element[] = []
  let before = ''
  for (const part of [...descendants(list)].filter(({ tag }) => tag === 'dt' || tag === 'dd')) {
    if (part.tag === 'dt') terms = before === 'dt' ? [...terms, part] : [part]
    else for (const term of terms) add(lineOf(term), cellOf(part), { element: part, trust: 1 })
    before = part.tag
  }
}

/** A row of two cells is a pair where the first is a header, or the whole table is of such rows. */
function ofRow(row: Element, add: Add): void {
  const cells = childElements(row).filter(({ tag }) => tag === 'th' || tag === 'td')
  const [label, value] = cells
  if (cells.length !== 2 || !label || !value || value.tag === 'th') return
  const table = row.parent?.tag === 'table' ? row.parent : row.parent?.parent
  const hasHead = table
    ? [...descendants(table)].some(
        inner =>
          inner.tag === 'tr' &&
          childElements(inner).length > 1 &&
          childElements(inner).every(({ tag }) => tag === 'th'),
      )
    : false
  add(lineOf(label), cellOf(value), { element: value, trust: label.tag === 'th' ? 1 : hasHead ? 0.75 : 0.9 })
}

const labels = new WeakMap<Page, ReadonlyMap<string, Element>>()

function labelFor(page: Page, id: string): Element | undefined {
  const known =
    labels.get(page) ?? new Map(page.elements.filter(el => el.tag === 'label').map(el => [attribute(el, 'for'), el]))
  labels.set(page, known)
  return known.get(id)
}

/** What a field is called: its label, accessible name or placeholder. */
export function fieldName(field: Element, page: Page): string {
  const id = attribute(field, 'id')
  const around = (() => {
    for (let at = field.parent; at; at = at.parent) if (at.tag === 'label') return at
    return undefined
  })()
  const label = around ?? (id === '' ? undefined : labelFor(page, id))
  return (label ? lineOf(label) : '') || attribute(field, 'aria-label') || attribute(field, 'placeholder')
}

function ofField(field: Element, { page, add }: { page: Page; add: Add }): void {
  const name = fieldName(field, page)
  const type = attribute(field, 'type')
  if (type === 'radio') {
    if (!field.source.checked) return
    add(attribute(field, 'name'), { text: name }, { element: field, trust: 0.7 })
    const [group = ''] = [...ancestors(field)].flatMap(outer => groupName(outer, page))
    add(group, { text: name }, { element: field, trust: 0.85 })
    return
  }
  const text = field.source.checked === undefined ? (field.source.value ?? '') : String(field.source.checked)
  if (!/^(submit|button|reset|image)$/.test(type)) add(name, { text }, { element: field, trust: 0.8 })
}

/** The legend of a fieldset, the accessible name of a group of radio buttons. */
function groupName(element: Element, page: Page): string[] {
  const legend = element.tag === 'fieldset' ? childElements(element).find(({ tag }) => tag === 'legend') : undefined
  const name = legend
    ? lineOf(legend)
    : attribute(element, 'role') === 'radiogroup'
      ? accessibleName(element, page)
      : ''
  return name === '' ? [] : [name]
}

/** Labels on the left, values on the right: leaves of a grid whose boxes stand in two columns. */
function ofGrid(element: Element, add: Add): void {
  const leaves = childElements(element)
  if (leaves.length < 4 || leaves.length > 200 || leaves.length % 2 !== 0) return
  if (leaves.some(leaf => hasBlocks(leaf) || leaf.source.box === undefined || leaf.tag === 'dt')) return
  const pairs = leaves.flatMap((leaf, i) => (i % 2 === 0 ? [[leaf, leaves[i + 1] ?? leaf] as const] : []))
  const [left, right] = [pairs[0]?.[0].source.box?.[0], pairs[0]?.[1].source.box?.[0]]
  const isTwoColumns = pairs.every(
    ([label, value]) =>
      label.source.box?.[0] === left &&
      value.source.box?.[0] === right &&
      label.source.box?.[1] === value.source.box?.[1],
  )
  const names = pairs.map(([label]) => lineOf(label))
  if (!isTwoColumns || left === right || new Set(names).size < names.length) return
  if (names.some(name => name === '' || /^[\d€$£]/.test(name))) return
  for (const [label, value] of pairs) add(lineOf(label), cellOf(value), { element: value, trust: 0.85 })
}

/** A heading with the first text after it, up to the next heading. */
function ofHeading(heading: Element, add: Add): void {
  const siblings = heading.parent?.children ?? []
  const texts: string[] = []
  for (let i = heading.index + 1; i < siblings.length; i += 1) {
    const sibling = siblings[i] ?? ''
    if (typeof sibling === 'string') {
      if (clean(sibling) !== '') texts.push(clean(sibling))
      continue
    }
    if (isHeading(sibling) && levelOf(sibling) <= levelOf(heading)) break
    const text = textOf(sibling, { skip: inner => inner.tag === 'button' })
    if (text !== '') texts.push(text)
    if (texts.length > 20) break
  }
  const [first] = texts
  if (first !== undefined)
    add(
      lineOf(heading),
      { text: wordsIn(first).length <= 12 ? first : texts.join('\n') },
      { element: heading, trust: 0.6 },
    )
}

function ofLines(element: Element, add: Add): void {
  if (element.children.length === 0) return
  const lines = textOf(element).split(/\n|\s[·•|]\s|(?<=[\p{L}\d\p{Sc}%)]\.)\s+(?=\p{Lu}\p{L}*[\p{L} -]*[\p{L}:])/u)
  for (const line of lines) {
    const [, count, noun] = lines.length > 1 ? (COUNT.exec(clean(line)) ?? []) : []
    if (count !== undefined && noun !== undefined) add(`number of ${noun}`, { text: count }, { element, trust: 0.8 })
    const [, label, value] = LABELLED.exec(line) ?? NUMBERED.exec(line) ?? []
    const [, rating] = RATED.exec(line) ?? []
    if (rating !== undefined) add('rating', { text: rating }, { element, trust: 0.8, isOwn: true })
    if (label !== undefined && value !== undefined)
      add(
        label,
        {
          ...linkOf(element),
          text:
            lines.length > 1 || /^\p{Sc}/u.test(value)
              ? clean(value).replace(/(?<=[\p{Ll}\p{Sc}%)]|\p{Sc}\s?[\d.,]*\d)\.$/u, '')
              : clean(value),
        },
        { element, trust: 0.9, isOwn: true },
      )
  }
}

/** "Item no. 77-1418": a mark without a colon. */
const NUMBERED = /^\s*(\p{L}[\p{L} ]{1,24} (?:no|nr|number|id|code)\b\.?)\s+(\S*\d\S*)\s*$/iu

/** "4.6 out of 5 stars" */
const RATED = /^\D{0,12}(\d(?:[.,]\d{1,2})?) ?(?:out of|of|\/) ?(?:5|10)\b/i

const COUNT = /^(\d[\d.,]*\+?) ([\p{L}][\p{L} -]{2,30})$/u

/** "214 reviews" says the number of reviews. */
function ofCount(element: Element, add: Add): void {
  if (element.children.length !== 1 || typeof element.children[0] !== 'string') return
  const [, count, noun] = COUNT.exec(lineOf(element)) ?? []
  if (count !== undefined && noun !== undefined) add(`number of ${noun}`, { text: count }, { element, trust: 0.8 })
}

function linkOf(element: Element): Partial<Cell> {
  const { href, machine } = cellOf(element)
  return { ...(href !== undefined && { href }), ...(machine !== undefined && { machine }) }
}

/** A box of just two texts, the first of them short: "Orders" over "1,284". */
function ofPair(element: Element, add: Add): void {
  if (isTable(element) || /^(tr|dl|ul|ol|table|tbody|a|button|label|nav|select)$/.test(element.tag)) return
  const filled = element.children.filter(child => (typeof child === 'string' ? clean(child) : lineOf(child)) !== '')
  const [label, value] = filled
  if (label === undefined || value === undefined || typeof label === 'string' || filled.length > 3) return
  // a third text tells more of the figure: "Orders", "1,284", "+4 % since yesterday"
  const isFigure =
    typeof value !== 'string' && /^(number|price)$/.test(kindOf(lineOf(value))) && !/\d/.test(lineOf(label))
  if (filled.length !== 2 && !isFigure) return
  if (typeof value === 'string') {
    if (/^(b|strong)$/.test(label.tag) && wordsIn(lineOf(label)).length <= 5 && wordsIn(value).length <= 12)
      add(lineOf(label), { text: clean(value) }, { element, trust: 0.6 })
    return
  }
  if (isHeading(label) || label.tag === 'button' || value.tag === 'button' || label.tag === 'a') return
  const name = lineOf(label)
  if (wordsIn(name).length <= 5 && wordsIn(lineOf(value)).length <= 40)
    add(name, cellOf(value), { element: value, trust: 0.6 })
}
