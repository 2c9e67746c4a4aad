import type { Element } from './page.ts'
import type { ValueKind } from './values.ts'

/** A cell: its text, and what else can be asked of it. */
export interface Cell {
  readonly text: string
  /** Address of the link in it. */
  readonly href?: string
  /** Address and alternative text of the image in it. */
  readonly src?: string
  readonly alt?: string
  /** Machine-readable form: datetime of a time, content of a meta, data-price. */
  readonly machine?: string
}

/** A column of a table or a field of a repeated structure. */
export interface Column {
  /** How the page names it, best first: header, label, itemprop, class. May be empty. */
  readonly names: readonly string[]
  readonly kind: ValueKind
  /** What it seems to be by its place: the heading or first link of its record, its picture … */
  readonly hint?: 'title' | 'image' | 'link' | 'text' | 'group' | 'toggle'
  /** Whether its first name stands on the page as a label: it answers to no other. */
  readonly isLabelled?: boolean
}

/** Rows of the same shape found on the page: a table, a product grid, a thread. */
export interface RecordSet {
  /** What the page calls it: caption, heading above, accessible name, class words. */
  readonly labels: readonly string[]
  readonly source: 'table' | 'records' | 'list' | 'data'
  readonly columns: readonly Column[]
  /** One cell a column; null where the row has none. */
  readonly rows: readonly (readonly (Cell | null)[])[]
  /** Whole text of each row, for filters that name no column. */
  readonly texts: readonly string[]
  /** The element that holds the rows, and each row's. */
  readonly element: Element
  readonly items: readonly Element[]
  /** Whether the headers stand on the page; otherwise the names are guessed from the markup. */
  readonly hasHeader: boolean
}
