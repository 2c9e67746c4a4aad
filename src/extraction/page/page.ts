import type { CaptureElement, CaptureMeta, PageCapture } from '../../contract/capture.ts'

/** An element of the capture with its place in the tree; hidden subtrees are left out unless asked for. */
export interface Element {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly source: CaptureElement
  readonly parent: Element | null
  /** Position in document order; descendants lie in (order, end]. */
  readonly order: number
  /** Position among its parent's children, texts included. */
  readonly index: number
  end: number
  readonly children: (Element | string)[]
  readonly isBlock: boolean
}

/** The capture, indexed for reading. */
export interface Page {
  readonly url: string
  readonly title: string
  readonly lang: string
  readonly meta: readonly CaptureMeta[]
  readonly linkedData: readonly string[]
  readonly viewport: PageCapture['viewport']
  readonly body: Element
  /** Every element in document order. */
  readonly elements: readonly Element[]
  /** The first element of each id. */
  readonly byId: ReadonlyMap<string, Element>
}

const INLINE = new Set(
  `a abbr acronym audio b bdi bdo big br button cite code data del dfn em font i img input ins kbd label map mark meter nobr
  object output picture progress q rp rt ruby s samp select small span strike strong sub sup svg textarea time tt u var
  video wbr meta link slot`.split(/\s+/),
)

const none: Readonly<Record<string, string>> = {}

/** Indexes a capture. With `withHidden` what is not rendered is read too, for pages that wait for a script to show them. */
export function readPage(capture: PageCapture, options: { withHidden?: boolean } = {}): Page {
  const elements: Element[] = []
  const byId = new Map<string, Element>()
  const withHidden = options.withHidden ?? false
  const add = (source: CaptureElement, parent: Element | null): Element => {
    const layout = source.layout
    const element: Element = {
      tag: source.tag,
      attributes: source.attributes ?? none,
      source,
      parent,
      order: elements.length,
      index: parent?.children.length ?? 0,
      end: elements.length,
      children: [],
      isBlock: layout === undefined ? !INLINE.has(source.tag) && !source.tag.includes('-') : layout !== 'inline',
    }
    elements.push(element)
    const id = element.attributes['id']
    if (id !== undefined && !byId.has(id)) byId.set(id, element)
    for (const child of source.children ?? []) {
      if (typeof child === 'string') {
        if (withHidden || !source.hidden) element.children.push(child)
      } else if (withHidden || isShown(child)) element.children.push(add(child, element))
    }
    element.end = elements.length - 1
    return element
  }
  const body = add(capture.body, null)
  const { url, title, lang, meta, linkedData, viewport } = capture
  return { url, title, lang, meta, linkedData, viewport, body, elements, byId }
}

/** What is not rendered is left out, but for elements that carry data (meta, link). */
const isShown = (source: CaptureElement): boolean =>
  source.hidden !== 'all' || source.tag === 'meta' || source.tag === 'link'

export const isElement = (node: Element | string | null | undefined): node is Element =>
  node !== null && node !== undefined && typeof node !== 'string'

/** The element children. */
export const childElements = (element: Element): Element[] => element.children.filter(isElement)

/** Descendants in document order, without the element itself. */
export function descendants(element: Element): Element[] {
  const found: Element[] = []
  addDescendants(element, found)
  return found
}

function addDescendants(element: Element, found: Element[]): void {
  for (const child of element.children) {
    if (typeof child === 'string') continue
    found.push(child)
    addDescendants(child, found)
  }
}

/** Ancestors, nearest first. */
export function* ancestors(element: Element): Generator<Element> {
  for (let at = element.parent; at; at = at.parent) yield at
}

export const contains = (outer: Element, inner: Element): boolean =>
  outer.order <= inner.order && inner.order <= outer.end

export const attribute = (element: Element, name: string): string => element.attributes[name] ?? ''

/** class and id, lower case, as one string of words: camelCase and separators are split. */
export const hintsOf = (element: Element): string =>
  `${attribute(element, 'class')} ${attribute(element, 'id')}`
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\-:.[\]/]+/g, ' ')
    .toLowerCase()

const splits = new Map<string, readonly string[]>()

/** The words of a class attribute; the same few stand on a page over and over. */
export function tokensIn(classes: string): readonly string[] {
  if (classes === '') return []
  const known = splits.get(classes)
  if (known) return known
  if (splits.size > 5000) splits.clear()
  const tokens = classes.split(/\s+/).filter(token => token !== '')
  splits.set(classes, tokens)
  return tokens
}
