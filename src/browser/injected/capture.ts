import type { CaptureElement, CaptureLayout, CaptureNode } from '../../contract/capture.ts'
import { attributeOf, boxOf, documentBody, documentTitle, getter, nextSiblingOf, nodeTypeOf, tagOf } from './dom.ts'
import { MAX_ADDRESS } from './facts.ts'
import { mayHideRoot, numberOf, shadowOf } from './registry.ts'
import { isSecretField } from './state.ts'
import { documentClips } from './visibility.ts'

const firstChildOf = getter(Node.prototype, 'firstChild')
const textDataOf = getter(CharacterData.prototype, 'data')
const textOf = getter(Node.prototype, 'textContent')
const attributeNamesOf = (el: Element): string[] => Element.prototype.getAttributeNames.call(el)

/** What the script is handed. */
export interface CaptureOptions {
  readonly attributes: readonly string[]
  /** Nodes (elements and texts) after which the page counts as too large. */
  readonly maxNodes: number
  /** Characters of text and attributes after which the page counts as too large. */
  readonly maxChars: number
}

/** What the script gives back, as JSON. `frames` in the tree are empty iframe elements, numbered by `data-frame` as the registry numbers elements. */
export interface DocumentCapture {
  readonly title: string
  readonly lang: string
  readonly viewport: { readonly width: number; readonly height: number }
  readonly meta: readonly { readonly name: string; readonly content: string }[]
  readonly linkedData: readonly string[]
  readonly body: CaptureElement | null
  readonly tooLarge: boolean
  /** Whether there are frames to be read. */
  readonly hasFrames: boolean
  readonly suspects: number
}

const SKIPPED = new Set('script style template head object embed canvas audio video datalist'.split(' '))

const BLOCKS = new Set(
  `address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3
  h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr caption
  ul optgroup option frameset frame`.split(/\s+/),
)

/** A document nested deeper than this is cut there. */
const MAX_DEPTH = 900

interface State {
  readonly options: CaptureOptions
  readonly wanted: ReadonlySet<string>
  readonly suspects: Element[]
  /** How far the document is scrolled, in CSS pixels. */
  readonly scroll: { readonly x: number; readonly y: number }
  /** Where the document begins at the left: below 0 where it runs from right to left. */
  readonly start: number
  hasFrames: boolean
  nodes: number
  chars: number
}

interface Writable {
  tag: string
  attributes?: Record<string, string>
  children?: CaptureNode[]
  box?: [number, number, number, number]
  layout?: CaptureLayout
  value?: string
  checked?: boolean
  hidden?: 'all' | 'own'
  clipped?: true
  pre?: true
}

function readAttributes(el: Element, state: State): Record<string, string> | undefined {
  let out: Record<string, string> | undefined
  for (const name of attributeNamesOf(el)) {
    const isAddress = name === 'href' || name === 'src'
    if (!isAddress && !state.wanted.has(name)) continue
    const value = isAddress ? readAddress(el, name) : (attributeOf(el, name) ?? '')
    if (value === '' && name !== 'itemscope' && name !== 'alt') continue
    out ??= {}
    out[name] = value.slice(0, isAddress ? MAX_ADDRESS : 2000)
    state.chars += name.length + value.length
  }
  return out
}

function readAddress(el: Element, name: 'href' | 'src'): string {
  const resolved = name === 'href' ? Reflect.get(el, 'href') : Reflect.get(el, 'currentSrc') || Reflect.get(el, 'src')
  return typeof resolved === 'string' && /^(https?|mailto|tel):/i.test(resolved) ? resolved : ''
}

const FIELDS = new Set(['select', 'textarea', 'input', 'progress', 'meter'])

/** Options of one select that are captured, and characters of a field's value. */
const MAX_OPTIONS = 500
const MAX_VALUE = 20_000

function readField(el: Element, out: Writable, state: State): void {
  if (!FIELDS.has(out.tag)) return
  if (el instanceof HTMLSelectElement) {
    out.value = [...el.selectedOptions]
      .map(option => option.label)
      .join(', ')
      .slice(0, MAX_VALUE)
    const options = [...el.options].slice(0, MAX_OPTIONS).filter(option => !option.disabled && option.value !== '')
    const text = options.map(option => option.label.trim()).join('\n')
    if (text !== '') out.attributes = { ...out.attributes, 'data-options': text }
    state.chars += text.length
  } else if (el instanceof HTMLTextAreaElement) {
    if (!isSecretField(el)) out.value = el.value.slice(0, MAX_VALUE)
  } else if (el instanceof HTMLInputElement) {
    if (el.type === 'checkbox' || el.type === 'radio') out.checked = el.checked
    else if (!isSecretField(el) && el.type !== 'file' && el.type !== 'hidden') out.value = el.value.slice(0, MAX_VALUE)
  } else if (el instanceof HTMLProgressElement || el instanceof HTMLMeterElement) {
    out.value = String(el.value)
  }
  state.chars += out.value?.length ?? 0
}

function readLayout(tag: string, display: string): CaptureLayout | undefined {
  const isBlockTag = BLOCKS.has(tag)
  if (display === 'table' || display === 'inline-table') return tag === 'table' ? undefined : 'table'
  if (display === 'table-row') return tag === 'tr' ? undefined : 'row'
  if (display === 'table-cell') return tag === 'td' || tag === 'th' ? undefined : 'cell'
  if (display.startsWith('inline') || display === 'contents') return isBlockTag ? 'inline' : undefined
  return isBlockTag ? undefined : 'block'
}

/** Notes how an element is laid out and whether it is to be seen. */
function readLook(el: Element, out: Writable, state: State): void {
  const style = getComputedStyle(el)
  const { display } = style
  if (display === 'none') {
    out.hidden = 'all'
    return
  }
  if (style.visibility !== 'visible') out.hidden = 'own'
  const layout = readLayout(out.tag, display)
  if (layout !== undefined) out.layout = layout
  // the longhand of white-space: three times as fast to read
  if (style.getPropertyValue('white-space-collapse') !== 'collapse') out.pre = true
  // what is placed absolutely is never inline (CSS Display 3, section 2.7)
  if (display.startsWith('inline') && out.tag !== 'img' && !out.tag.includes('-')) return
  const box = boxOf(el)
  // a form cannot hold a shadow root, and answers to the names of its fields
  if (out.tag !== 'form' && mayHideRoot(el, box)) state.suspects.push(el)
  const { left, top, width, height } = box
  const x = left + state.scroll.x
  out.box = [Math.round(x), Math.round(top + state.scroll.y), Math.round(width), Math.round(height)]
  if (x + width < state.start || isClipped({ width, height }, style)) out.clipped = true
}

/** Whether an element is there for assistive technology only: a pixel wide, or clipped to nothing. */
function isClipped({ width, height }: { width: number; height: number }, style: CSSStyleDeclaration): boolean {
  const { position } = style
  if (position === 'static') return false
  if (width <= 1.5 && height <= 1.5 && style.overflow !== 'visible') return true
  return position !== 'relative' && /^rect\(0px, 0px, 0px, 0px\)|^rect\(1px, 1px, 1px, 1px\)/.test(style.clip)
}

function pushText(data: string, into: CaptureNode[], { parent, state }: { parent: Writable; state: State }): void {
  const run = parent.pre || !/[\t\n\r\f]| {2}/.test(data) ? data : data.replace(/[ \t\n\r\f]+/g, ' ')
  if (run === '' || (run === ' ' && into.length === 0 && !parent.pre)) return
  state.nodes += 1
  state.chars += run.length
  into.push(run)
}

interface Around {
  readonly isShown: boolean
  readonly depth: number
  readonly state: State
}

function captureChildren(parent: Node, out: Writable, around: Around): void {
  const { state } = around
  const into: CaptureNode[] = []
  for (let node = firstChildOf(parent); node; node = nextSiblingOf(node)) {
    if (state.nodes > state.options.maxNodes || state.chars > state.options.maxChars) return
    captureNode(node, { into, out, around })
  }
  if (into.length > 0) out.children = into
}

function captureNode(node: Node, { into, out, around }: Into): void {
  const type = nodeTypeOf(node)
  if (type === Node.TEXT_NODE || type === Node.CDATA_SECTION_NODE) {
    pushText(textDataOf(node), into, { parent: out, state: around.state })
    return
  }
  if (type !== Node.ELEMENT_NODE) return
  captureTag(node as Element, { into, out, around })
}

/** A page may make up names of elements, in characters. */
const MAX_TAG = 100

interface Into {
  readonly into: CaptureNode[]
  readonly out: Writable
  readonly around: Around
}

function captureTag(node: Element, { into, out, around }: Into): void {
  const tag = tagOf(node)
  if (SKIPPED.has(tag)) return
  const isData = tag === 'meta' || tag === 'link'
  if (isData && attributeOf(node, 'itemprop') === null && attributeOf(node, 'property') === null) return
  const assigned = tag === 'slot' && node instanceof HTMLSlotElement ? node.assignedNodes() : []
  for (const inner of assigned) captureNode(inner, { into, out, around })
  if (assigned.length === 0) into.push(captureElement(node, around))
}

function captureElement(el: Element, { isShown, depth, state }: Around): Writable {
  const tag = tagOf(el)
  const out: Writable = { tag: tag.slice(0, MAX_TAG) }
  state.nodes += 1
  const attributes = readAttributes(el, state)
  if (attributes) out.attributes = attributes
  if (isShown) readLook(el, out, state)
  if (tag === 'noscript') out.hidden = 'all'
  const isVisible = isShown && out.hidden === undefined
  readField(el, out, state)
  if (tag === 'iframe' || tag === 'frame') {
    if (!isVisible) return out
    out.attributes = { ...out.attributes, 'data-frame': String(numberOf(el)) }
    state.hasFrames = true
    return out
  }
  if (tag === 'svg') {
    const name = el.querySelector('title')?.textContent?.trim()
    if (name) out.attributes = { 'aria-label': name, ...out.attributes }
    return out
  }
  if (tag === 'select' || depth > MAX_DEPTH) return out
  // with scripting on, the content of noscript is text: parsed without being run, loaded or rendered
  const source = tag === 'noscript' ? parsed(el) : (shadowOf(el) ?? el)
  const childrenShown = isShown && out.hidden !== 'all'
  captureChildren(source, out, { isShown: childrenShown, depth: depth + 1, state })
  return out
}

const parsed = (el: Element): Node => new DOMParser().parseFromString(el.textContent ?? '', 'text/html').body

/** Elements of the head that are read: meta, and scripts of linked data, and characters of all of those. */
const MAX_META = 500
const MAX_LINKED = 50
const MAX_LINKED_CHARS = 1_000_000

function readMeta(): { name: string; content: string }[] {
  return [...document.querySelectorAll('meta[content]')].slice(0, MAX_META).flatMap(el => {
    const name = (el.getAttribute('property') ?? el.getAttribute('name') ?? el.getAttribute('itemprop'))?.slice(0, 200)
    return name ? [{ name: name.toLowerCase(), content: (el.getAttribute('content') ?? '').slice(0, 4000) }] : []
  })
}

/** Texts of the JSON-LD scripts; one that is cut short could not be parsed. */
function readLinkedData(tooLarge: boolean): string[] {
  const scripts = tooLarge ? [] : [...document.querySelectorAll('script[type="application/ld+json" i]')]
  let left = MAX_LINKED_CHARS
  return scripts.slice(0, MAX_LINKED).flatMap(({ textContent }) => {
    const text = textContent ?? ''
    left -= text.length
    return left < 0 ? [] : [text]
  })
}

/** Counts nodes and characters before anything is looked at, and only as far as it has to: a refusal must not take long. */
function isTooLarge(top: Element, { maxNodes, maxChars }: CaptureOptions): boolean {
  const elements = document.getElementsByTagName('*').length
  if (elements > maxNodes) return true
  // the text with that of scripts is within the bounds, and as many texts again as there are elements: the walk may count
  if (elements * 2 < maxNodes && (textOf(top) ?? '').length <= maxChars) return false
  const walker = document.createTreeWalker(top, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  let [nodes, chars] = [0, 0]
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes += 1
    if (node instanceof Text && !SKIPPED.has(node.parentElement?.localName ?? '')) chars += node.length
    if (nodes > maxNodes || chars > maxChars) return true
  }
  return false
}

/** Captures this document as JSON text, with the elements that may hold a closed shadow root not yet handed in. */
export function captureDocument(options: CaptureOptions): { json: string; suspects: Element[] } {
  const top = documentBody() as HTMLElement | null
  const isHuge = top !== null && isTooLarge(top, options)
  const state: State = {
    options,
    wanted: new Set(options.attributes),
    suspects: [],
    scroll: isHuge ? { x: 0, y: 0 } : { x: scrollX, y: scrollY },
    start: isHuge ? 0 : documentClips(top).flow.cut.left + scrollX,
    hasFrames: false,
    nodes: isHuge ? Number.POSITIVE_INFINITY : 0,
    chars: 0,
  }
  const body = top && !isHuge ? captureElement(top, { isShown: true, depth: 0, state }) : null
  const tooLarge = state.nodes > options.maxNodes || state.chars > options.maxChars
  const result: DocumentCapture = {
    title: documentTitle().slice(0, 500),
    lang: document.documentElement.lang.toLowerCase().slice(0, 35),
    // asking for it lays the page out, which a refusal must not wait for
    viewport: tooLarge ? { width: 0, height: 0 } : { width: innerWidth, height: innerHeight },
    meta: tooLarge ? [] : readMeta(),
    linkedData: readLinkedData(tooLarge),
    body: tooLarge ? null : body,
    tooLarge,
    hasFrames: state.hasFrames,
    suspects: state.suspects.length,
  }
  return { json: JSON.stringify(result), suspects: state.suspects }
}
