import type { CaptureElement, CaptureLayout, CaptureNode } from '../../contract/capture.ts'
import { attributeOf, boxOf, childNodesOf, documentBody, documentTitle, getter, tagOf } from './dom.ts'
import { mayHideRoot, numberOf, shadowOf } from './registry.ts'

const attributesOf = getter(Element.prototype, 'attributes')

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
  for (const attribute of attributesOf(el)) {
    const { name } = attribute
    let value = attribute.value
    if (name === 'href' || name === 'src') value = readAddress(el, name)
    else if (!state.wanted.has(name)) continue
    if (value === '' && name !== 'itemscope' && name !== 'alt') continue
    out ??= {}
    out[name] = value.slice(0, 2000)
    state.chars += name.length + value.length
  }
  return out
}

function readAddress(el: Element, name: 'href' | 'src'): string {
  const resolved = name === 'href' ? Reflect.get(el, 'href') : Reflect.get(el, 'currentSrc') || Reflect.get(el, 'src')
  return typeof resolved === 'string' && /^(https?|mailto|tel):/i.test(resolved) ? resolved : ''
}

function readField(el: Element, out: Writable): void {
  if (el instanceof HTMLSelectElement) {
    out.value = [...el.selectedOptions].map(option => option.label).join(', ')
  } else if (el instanceof HTMLTextAreaElement) {
    out.value = el.value
  } else if (el instanceof HTMLInputElement) {
    const secret =
      el.type === 'password' || /one-time-code|cc-number|cc-csc|(current|new)-password/.test(el.autocomplete)
    if (el.type === 'checkbox' || el.type === 'radio') out.checked = el.checked
    else if (!secret && el.type !== 'file' && el.type !== 'hidden') out.value = el.value
  } else if (el instanceof HTMLProgressElement || el instanceof HTMLMeterElement) {
    out.value = String(el.value)
  }
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
  if (style.whiteSpace.startsWith('pre') || style.whiteSpace === 'break-spaces') out.pre = true
  if (!display.startsWith('inline') || out.tag === 'img' || out.tag.includes('-') || style.position === 'absolute') {
    const box = boxOf(el)
    const { left, top, width, height } = box
    // a form cannot hold a shadow root, and answers to the names of its fields
    if (out.tag !== 'form' && mayHideRoot(el, box)) state.suspects.push(el)
    out.box = [Math.round(left + scrollX), Math.round(top + scrollY), Math.round(width), Math.round(height)]
    if (width <= 1.5 && height <= 1.5 && style.overflow !== 'visible' && style.position !== 'static') out.clipped = true
    else if (left + width + scrollX < 0 || /^rect\(0px, 0px, 0px, 0px\)|^rect\(1px, 1px, 1px, 1px\)/.test(style.clip))
      out.clipped = true
  }
}

function pushText(text: Text, into: CaptureNode[], { parent, state }: { parent: Writable; state: State }): void {
  const data = text.data
  const run = parent.pre ? data : data.replace(/[ \t\n\r\f]+/g, ' ')
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
  for (const node of childNodesOf(parent)) {
    if (state.nodes > state.options.maxNodes || state.chars > state.options.maxChars) return
    captureNode(node, { into, out, around })
  }
  if (into.length > 0) out.children = into
}

function captureNode(node: Node, { into, out, around }: { into: CaptureNode[]; out: Writable; around: Around }): void {
  if (node instanceof Text) {
    pushText(node, into, { parent: out, state: around.state })
    return
  }
  if (!(node instanceof Element)) return
  const tag = tagOf(node)
  if (SKIPPED.has(tag)) return
  const isData = tag === 'meta' || tag === 'link'
  if (isData && attributeOf(node, 'itemprop') === null && attributeOf(node, 'property') === null) return
  const assigned = node instanceof HTMLSlotElement ? node.assignedNodes() : []
  for (const inner of assigned) captureNode(inner, { into, out, around })
  if (assigned.length === 0) into.push(captureElement(node, around))
}

function captureElement(el: Element, { isShown, depth, state }: Around): Writable {
  const tag = tagOf(el)
  const out: Writable = { tag }
  state.nodes += 1
  const attributes = readAttributes(el, state)
  if (attributes) out.attributes = attributes
  if (isShown) readLook(el, out, state)
  if (tag === 'noscript') out.hidden = 'all'
  const isVisible = isShown && out.hidden === undefined
  readField(el, out)
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

function readMeta(): { name: string; content: string }[] {
  return [...document.querySelectorAll('meta[content]')].flatMap(el => {
    const name = el.getAttribute('property') ?? el.getAttribute('name') ?? el.getAttribute('itemprop')
    return name ? [{ name: name.toLowerCase(), content: (el.getAttribute('content') ?? '').slice(0, 4000) }] : []
  })
}

/** Captures this document as JSON text, with the elements that may hold a closed shadow root not yet handed in. */
export function captureDocument(options: CaptureOptions): { json: string; suspects: Element[] } {
  const state: State = {
    options,
    wanted: new Set(options.attributes),
    suspects: [],
    hasFrames: false,
    nodes: 0,
    chars: 0,
  }
  const top = documentBody() as HTMLElement | null
  // counted before anything is looked at: a refusal must not take long
  const isHuge = document.getElementsByTagName('*').length > options.maxNodes
  if (isHuge) state.nodes = Number.POSITIVE_INFINITY
  const body = top && !isHuge ? captureElement(top, { isShown: true, depth: 0, state }) : null
  const tooLarge = state.nodes > options.maxNodes || state.chars > options.maxChars
  const scripts = [...document.querySelectorAll('script[type="application/ld+json" i]')]
  const result: DocumentCapture = {
    title: documentTitle(),
    lang: document.documentElement.lang.toLowerCase(),
    viewport: { width: innerWidth, height: innerHeight },
    meta: readMeta(),
    linkedData: scripts.map(script => (script.textContent ?? '').slice(0, 500_000)),
    body: tooLarge ? null : body,
    tooLarge,
    hasFrames: state.hasFrames,
    suspects: state.suspects.length,
  }
  return { json: JSON.stringify(result), suspects: state.suspects }
}
