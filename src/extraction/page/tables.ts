import { labelsOf } from './labels.ts'
import { attribute, childElements, descendants, type Element, type Page } from './page.ts'
import { priceTextOf } from './prices.ts'
import type { Cell, RecordSet } from './record-set.ts'
import { lineOf, wordsIn } from './text.ts'
import { kindOf, kindOfAll } from './values.ts'

const ROW_ROLES = /^row$/
const CELL_ROLES = /^(cell|gridcell|columnheader|rowheader)$/

/** Upper bound of a span (HTML 4.9.11: colspan 1000, rowspan 65534); rows are bounded by the table itself. */
const MAX_SPAN = 1000
/** Columns of a table that are read: each is held against each field, and a few spans make thousands of them. */
const MAX_COLUMNS = 200

export const isTable = (element: Element): boolean =>
  element.tag === 'table'
    ? !/^(presentation|none)$/.test(attribute(element, 'role'))
    : /^(table|grid|treegrid)$/.test(attribute(element, 'role')) || element.source.layout === 'table'

const isRow = (element: Element): boolean =>
  element.tag === 'tr' || ROW_ROLES.test(attribute(element, 'role')) || element.source.layout === 'row'

const isCell = (element: Element): boolean =>
  element.tag === 'td' ||
  element.tag === 'th' ||
  CELL_ROLES.test(attribute(element, 'role')) ||
  element.source.layout === 'cell'

const isHeader = (element: Element): boolean => element.tag === 'th' || attribute(element, 'role') === 'columnheader'

interface Row {
  readonly element: Element
  readonly cells: (Element | null)[]
  readonly isHead: boolean
}

/** Every table of the page (HTML, ARIA, CSS) that has rows and columns, as record sets. */
export function tablesOf(page: Page): RecordSet[] {
  return page.elements.filter(isTable).flatMap(table => {
    const set = readTable(table, page)
    return set ? [set] : []
  })
}

function readTable(table: Element, page: Page): RecordSet | undefined {
  const rows = gridOf(table)
  const width = Math.max(0, ...rows.map(row => row.cells.length))
  if (rows.length < 1 || width < 2) return undefined
  const heads = headRows(rows)
  const hasHeader = heads.length > 0
  const body = rows
    .slice(heads.length)
    .filter(row => !isRepeatedHead(row, heads) && !isSumRow(row) && row.cells.some(cell => cell !== null))
  if (body.length === 0) return undefined
  const names = columnNames(heads, width)
  const cells = body.map(row =>
    Array.from({ length: width }, (_, i) => {
      const cell = row.cells[i]
      return cell ? cellOf(cell, (names[i]?.[0] ?? '') !== '') : null
    }),
  )
  const columns = names.map((own, i) => ({ names: own, kind: kindOfAll(cells.map(row => row[i]?.text ?? '')) }))
  const items = body.map(row => row.element)
  const texts = body.map(row => lineOf(row.element))
  return {
    labels: labelsOf(table, page),
    source: 'table',
    columns,
    rows: cells,
    texts,
    element: table,
    items,
    hasHeader,
  }
}

/** The rows of this table alone, with spans filled in: a spanning cell stands in every place that it covers. */
function gridOf(table: Element): Row[] {
  const rows = rowsOf(table)
  const pending: ({ cell: Element; left: number } | undefined)[] = []
  return rows.map(element => {
    const cells: (Element | null)[] = []
    const place = () => {
      for (let held = pending[cells.length]; held && held.left > 0; held = pending[cells.length]) {
        held.left -= 1
        cells.push(held.cell)
      }
    }
    for (const cell of cellsOf(element)) {
      place()
      const across = spanOf(cell, 'colspan')
      const down = spanOf(cell, 'rowspan')
      for (let i = 0; i < across && cells.length < MAX_COLUMNS; i += 1) {
        pending[cells.length] = down > 1 ? { cell, left: down - 1 } : undefined
        cells.push(cell)
      }
    }
    place()
    return { element, cells, isHead: element.parent?.tag === 'thead' }
  })
}

function spanOf(cell: Element, name: 'colspan' | 'rowspan'): number {
  const written = attribute(cell, name) || attribute(cell, `aria-${name}`)
  const span = Number.parseInt(written, 10)
  return Number.isNaN(span) || span < 1 ? 1 : Math.min(span, MAX_SPAN)
}

function rowsOf(table: Element): Element[] {
  const rows: Element[] = []
  const visit = (element: Element) => {
    for (const child of childElements(element)) {
      if (isRow(child)) rows.push(child)
      else if (!isTable(child)) visit(child)
    }
  }
  visit(table)
  return rows
}

function cellsOf(row: Element): Element[] {
  const cells: Element[] = []
  const visit = (element: Element) => {
    for (const child of childElements(element)) {
      if (isCell(child)) cells.push(child)
      else if (!isTable(child) && !isRow(child)) visit(child)
    }
  }
  visit(row)
  return cells
}

/** The leading rows that name the columns: those in thead, those of header cells alone, or one that reads unlike the rest. */
function headRows(rows: readonly Row[]): Row[] {
  const heads: Row[] = []
  for (const row of rows) {
    const filled = row.cells.filter(cell => cell !== null)
    if (row.isHead || (filled.length > 0 && filled.every(isHeader))) heads.push(row)
    else break
  }
  if (heads.length > 0 && heads.length < rows.length) return heads.filter(row => !isTitleRow(row) || heads.length === 1)
  const [first, ...rest] = rows
  return first && rest.length >= 2 && readsAsHead(first, rest) ? [first] : []
}

/** A row of the foot whose label spans columns sums the others up. */
const isSumRow = ({ element, cells }: Row): boolean =>
  element.parent?.tag === 'tfoot' && cells.some((cell, i) => cell !== null && cell === cells[i + 1])

/** One cell across the whole table is a title, not a name of columns. */
const isTitleRow = (row: Row): boolean => new Set(row.cells).size === 1 && row.cells.length > 1

/** Without any th: short distinct words on top of columns that hold figures, or bold on top of plain text. */
function readsAsHead(first: Row, rest: readonly Row[]): boolean {
  const names = first.cells.map(cell => (cell ? lineOf(cell) : ''))
  const isNamed = names.every(name => name !== '' && wordsIn(name).length <= 4 && kindOf(name) === 'text')
  if (!isNamed || new Set(names).size < names.length) return false
  const bold = (row: Row) =>
    row.cells.every(cell => cell && [cell, ...descendants(cell)].some(e => e.tag === 'b' || e.tag === 'strong'))
  if (bold(first) && !rest.some(bold)) return true
  const typed = names.filter(
    (_, i) => kindOfAll(rest.map(row => (row.cells[i] ? lineOf(row.cells[i]) : ''))) !== 'text',
  )
  return typed.length * 2 >= names.length
}

function isRepeatedHead(row: Row, heads: readonly Row[]): boolean {
  const text = lineOf(row.element)
  return heads.some(head => lineOf(head.element) === text)
}

/** For each column its name as written in the lowest header row, then the names above it joined with it. */
function columnNames(heads: readonly Row[], width: number): string[][] {
  return Array.from({ length: width }, (_, i) => {
    const path = [...new Set(heads.map(head => head.cells[i]).filter(cell => cell !== null && cell !== undefined))]
    const texts = path.map(cell => headText(cell)).filter(text => text !== '')
    const lowest = texts.at(-1) ?? ''
    return lowest === '' ? [] : [...new Set([lowest, texts.join(' ')])]
  })
}

const headText = (cell: Element): string => lineOf(cell) || attribute(cell, 'aria-label') || attribute(cell, 'title')

const isButton = (element: Element): boolean => element.tag === 'button' || attribute(element, 'role') === 'button'

const known = { withButtons: new WeakMap<Element, Cell>(), without: new WeakMap<Element, Cell>() }

/** What a cell says: its text without buttons (unless they are all it has), or the value of the field in it. Read once. */
export function cellOf(element: Element, keepButtons = true): Cell {
  const cells = keepButtons ? known.withButtons : known.without
  const cell = cells.get(element) ?? readCell(element, keepButtons)
  cells.set(element, cell)
  return cell
}

function readCell(element: Element, keepButtons: boolean): Cell {
  const self = [element, ...descendants(element)]
  let text = self.some(isButton) ? lineOf(element, { skip: isButton }) : (priceTextOf(element) ?? lineOf(element))
  const field = self.find(inner => inner.source.value !== undefined && inner.tag !== 'button')
  if (text === '' && field) text = field.source.value ?? ''
  if (text === '' && keepButtons) text = lineOf(element)
  const toggle = self.find(inner => inner.source.checked !== undefined || attribute(inner, 'aria-checked') !== '')
  if (text === '' && toggle) text = String(toggle.source.checked ?? attribute(toggle, 'aria-checked') === 'true')
  const link = self.find(inner => inner.tag === 'a' && attribute(inner, 'href') !== '')
  const image = self.find(inner => inner.tag === 'img' || attribute(inner, 'role') === 'img')
  if (text === '' && image) text = altOf(image)
  if (text === '') text = attribute(self.find(inner => attribute(inner, 'aria-label') !== '') ?? element, 'aria-label')
  const machine = self
    .map(inner => attribute(inner, 'datetime') || attribute(inner, 'content') || attribute(inner, 'data-price'))
    .find(value => value !== '')
  return {
    text,
    ...(link && { href: attribute(link, 'href') }),
    ...(image && attribute(image, 'src') !== '' && { src: attribute(image, 'src') }),
    ...(image && { alt: altOf(image) }),
    ...(machine !== undefined && { machine }),
  }
}

/** The alternative text of an image, unless it is but a file's name. */
function altOf(image: Element): string {
  const alt = attribute(image, 'alt') || attribute(image, 'aria-label')
  return /^\S.*\.(svg|png|jpe?g|gif|webp)$/i.test(alt) ? '' : alt
}
