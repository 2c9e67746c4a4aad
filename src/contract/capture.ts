/**
 * A page as extraction sees it: the rendered tree with what is needed to read data off it, across shadow roots (open and
 * closed, slots in their place) and across the frames that the session's allowlist lets the agent reach. Taken by
 * browser/perception in an isolated world; its strings are redacted before it leaves browser/.
 */
export interface PageCapture {
  /** Full address of the top document. */
  readonly url: string
  /** document.title. */
  readonly title: string
  /** `lang` of the root element, lower case, or empty. */
  readonly lang: string
  /** CSS pixels. */
  readonly viewport: { readonly width: number; readonly height: number }
  /** name, property or itemprop of the top document's meta elements with their content, in order. */
  readonly meta: readonly CaptureMeta[]
  /** Texts of the JSON-LD scripts of all captured documents (JSON-LD 1.1 section 7), unparsed. */
  readonly linkedData: readonly string[]
  /** The body of the top document; frames hang below their iframe element, shadow trees below their host. */
  readonly body: CaptureElement
}

export interface CaptureMeta {
  readonly name: string
  readonly content: string
}

/** Children are elements and runs of text. Runs are collapsed as white-space: normal does, or kept where `pre` is set. */
export type CaptureNode = CaptureElement | string

export interface CaptureElement {
  /** Lower-case tag name; `#frame` for the body of a frame's document. */
  readonly tag: string
  /**
   * The attributes that extraction reads (CAPTURED_ATTRIBUTES), without empty class and style; href and src resolved.
   * A select has `data-options`, the labels of what can be chosen, a line each.
   */
  readonly attributes?: Readonly<Record<string, string>>
  readonly children?: readonly CaptureNode[]
  /** x, y, width, height in CSS pixels from the top left of its document; for blocks and images only. */
  readonly box?: readonly [number, number, number, number]
  /** How it is laid out, where that differs from what its tag says by itself. */
  readonly layout?: CaptureLayout
  /** Current value of a field, names of the chosen options of a select; absent for secrets. */
  readonly value?: string
  /** Whether a checkbox or radio is on; the ARIA twins carry aria-checked. */
  readonly checked?: boolean
  /**
   * all: not rendered, nor anything in it (display: none, noscript) · own: its own text is not (visibility: hidden), what it
   * holds may be. The content of closed details counts as rendered.
   */
  readonly hidden?: 'all' | 'own'
  /** Rendered for assistive technology only: clipped to nothing. */
  readonly clipped?: true
  /** White space in its text is kept. */
  readonly pre?: true
}

export type CaptureLayout = 'inline' | 'block' | 'table' | 'row' | 'cell'

/** Attributes that a capture carries. */
export const CAPTURED_ATTRIBUTES = [
  'id',
  'class',
  'alt',
  'title',
  'role',
  'lang',
  'rel',
  'type',
  'name',
  'for',
  'placeholder',
  'datetime',
  'colspan',
  'rowspan',
  'scope',
  'headers',
  'start',
  'content',
  'itemprop',
  'itemscope',
  'itemtype',
  'itemid',
  'itemref',
  'property',
  'typeof',
  'vocab',
  'resource',
  'aria-label',
  'aria-labelledby',
  'aria-hidden',
  'aria-checked',
  'aria-selected',
  'aria-current',
  'aria-level',
  'aria-valuenow',
  'aria-valuetext',
  'aria-colindex',
  'aria-rowindex',
  'aria-colspan',
  'aria-rowspan',
  'aria-roledescription',
  'data-label',
  'data-title',
  'data-th',
  'data-price',
  'data-testid',
] as const
