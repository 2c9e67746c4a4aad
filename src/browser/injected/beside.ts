import { visibleBox } from './boxes.ts'
import { boxOf, nodeTypeOf, tagOf } from './dom.ts'
import { collapse } from './names.ts'
import { flatParent } from './registry.ts'
import { type Area, areaOf, type Rect } from './visibility.ts'
import { hasOperable, isOperable, says, wordsIn, wordsOf } from './words.ts'

/*
 * What a person reads as the name of a field that has no accessible name: the text beside or above it, the headers of its
 * row and column, or the only text of its box.
 */

const MAX_LABEL = 100
const PARTS = { max: MAX_LABEL + 1, skips: isOperable }

/** Where text no longer belongs to a field in it. */
const BOUNDS = new Set('body form dialog li tr td th table article section fieldset main nav'.split(' '))
const CELLS = 'td, th, [role=cell], [role=gridcell], [role=columnheader], [role=rowheader]'
const isBound = (el: Element): boolean => BOUNDS.has(tagOf(el)) || Element.prototype.matches.call(el, CELLS)

const closestOf = (el: Element, selector: string): Element | null => Element.prototype.closest.call(el, selector)

/** A text without the signs that end or mark a label. */
const asLabel = (text: string): string => {
  const label = collapse(text)
    .replace(/[\s:：*]+$/u, '')
    .replace(/^[\s*]+/u, '')
  return says(label) && label.length <= MAX_LABEL ? label : ''
}

interface Piece {
  readonly text: string
  readonly box: Rect
}

const boxOfNode = (node: Node): Area => {
  if (node instanceof Element) return areaOf(boxOf(node))
  const range = document.createRange()
  range.selectNode(node)
  return areaOf(range.getBoundingClientRect())
}

const isHeading = (el: Element): boolean => /^h[1-6]$/.test(tagOf(el)) || el.getAttribute('role') === 'heading'

type Direction = 'previousSibling' | 'nextSibling'

/**
 * The text next to a node among its siblings: parts of one line together, a block by itself; `undefined` where there is none,
 * 'stop' where something else comes first.
 */
function pieceNextTo(from: Node, direction: Direction): Piece | 'stop' | undefined {
  let text = ''
  let box: Area | undefined
  for (let node = from[direction]; node; node = node[direction]) {
    const el = nodeTypeOf(node) === Node.ELEMENT_NODE ? (node as Element) : undefined
    if (el && (isOperable(el) || hasOperable(el) || isHeading(el))) return says(text) && box ? { text, box } : 'stop'
    const words = wordsOf(node, PARTS)
    const isBlock = el !== undefined && (tagOf(el) === 'br' || (words.startsWith(' ') && words.endsWith(' ')))
    if (isBlock && says(text)) break
    text = direction === 'previousSibling' ? words + text : text + words
    if (says(words)) box ??= boxOfNode(node)
    if (isBlock && says(text)) break
  }
  return says(text) && box ? { text, box } : undefined
}

/** The same, looked for outwards from a field. */
function pieceAround(el: Element, direction: Direction): Piece | undefined {
  let at: Element | null = el
  for (let depth = 0; at && depth < 6; depth += 1) {
    const piece = pieceNextTo(at, direction)
    if (piece === 'stop') return undefined
    if (piece) return piece
    at = flatParent(at)
    if (!at || isBound(at)) return undefined
  }
  return undefined
}

const MAX_GAP = 300

const isOnLine = (a: Rect, b: Rect): boolean =>
  Math.abs(a.top + a.bottom - b.top - b.bottom) / 2 < Math.max(12, (b.bottom - b.top) * 0.7)

const isWithin = (inner: Rect, outer: Rect): boolean =>
  inner.left >= outer.left - 4 &&
  inner.right <= outer.right + 4 &&
  inner.top >= outer.top - 12 &&
  inner.bottom <= outer.bottom + 4

const gapBetween = (a: Rect, b: Rect): number => Math.max(b.left - a.right, a.left - b.right)

/** Whether a text stands where a label of the field would. */
function isLabelling(text: Rect, field: Rect): boolean {
  if (isWithin(text, field)) return true
  if (isOnLine(text, field)) return gapBetween(text, field) < MAX_GAP
  const above = field.top - text.bottom
  return above > -8 && above < 40 && gapBetween(text, field) < 0
}

/** Text that stands with a field: after a box to tick, else before it in its line, above it, or laid over it. */
function textBeside(el: Element, isTicked: boolean): string {
  const field = visibleBox(el)
  const after = pieceAround(el, 'nextSibling')
  const fits = isTicked
    ? after && isOnLine(after.box, field) && gapBetween(after.box, field) < 60
    : after && isWithin(after.box, field)
  if (after && fits) return asLabel(after.text)
  const before = pieceAround(el, 'previousSibling')
  return before && isLabelling(before.box, field) ? asLabel(before.text) : ''
}

const labelIn = (el: Element | undefined): string => (el ? asLabel(wordsIn(el, PARTS)) : '')

const spanOf = (cell: Element): number => Number(cell.getAttribute('colspan') ?? cell.getAttribute('aria-colspan')) || 1

const cellsOf = (row: Element): Element[] => [...row.children].filter(child => child.matches(CELLS))

const HEADER = 'th, [role=columnheader]'

/** The header over a column, where the table has a row of them. */
function columnHeader(table: Element, column: number): Element | undefined {
  const header = [...table.querySelectorAll('tr, [role=row]')]
    .slice(0, 3)
    .map(cellsOf)
    .find(cells => cells.length > 1 && cells.every(cell => cell.matches(HEADER) || !says(cell.textContent ?? '')))
  let at = 0
  return header?.find(cell => {
    at += spanOf(cell)
    return column < at
  })
}

/** What the row and the column of a field in a table are called; in a table without headers, the text of the cell before. */
function headersOf(el: Element): string {
  const cell = closestOf(el, CELLS)
  const row = cell && closestOf(cell, 'tr, [role=row]')
  const table = row && closestOf(row, 'table, [role=table], [role=grid], [role=treegrid]')
  if (!cell || !table) return ''
  const cells = cellsOf(row)
  const place = cells.indexOf(cell)
  const before = cells.slice(0, place)
  const header = columnHeader(
    table,
    before.reduce((column, other) => column + spanOf(other), 0),
  )
  if (!header) return before.map(labelIn).findLast(label => label !== '') ?? ''
  if (header.parentElement === row) return ''
  const own = cells.filter(other => other !== cell)
  const name =
    labelIn(own.find(other => other.matches('th, [role=rowheader]'))) || own.map(labelIn).find(label => label !== '')
  return [name, labelIn(header)].filter(Boolean).join(' ')
}

/** The only text of the box that holds a field and nothing else to operate. */
function onlyText(el: Element): string {
  for (let at = flatParent(el), depth = 0; at && depth < 4 && !isBound(at); at = flatParent(at), depth += 1) {
    const others = [...at.querySelectorAll('input, select, textarea, button, a[href], [role=button]')]
    if (others.some(other => other !== el && other.checkVisibility())) return ''
    const text = wordsIn(at, { max: MAX_LABEL + 1, skips: part => part === el })
    if (says(text)) return asLabel(text)
  }
  return ''
}

/** What a person reads as the name of a field; empty where nothing is. `isTicked`: it is a checkbox, radio button or switch. */
export const labelOf = (el: Element, isTicked: boolean): string =>
  textBeside(el, isTicked) || headersOf(el) || onlyText(el)
