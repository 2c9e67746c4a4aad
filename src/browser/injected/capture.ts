/**
 * The page half of the capture, run in an isolated world. The functions are sent as source text, so they use nothing but
 * each other, the DOM, and what is handed in: no imports but types, no constants of the module.
 */
import type { CaptureElement, CaptureLayout, CaptureNode } from '../../contract/capture.ts'

/** What the script is handed. */
export interface CaptureOptions {
  readonly attributes: readonly string[]
  /** Nodes (elements and texts) after which the page counts as too large. */
  readonly maxNodes: number
  /** Characters of text and attributes after which the page counts as too large. */
  readonly maxChars: number
}

/** What the script gives back, as JSON. `frames` in the tree are empty iframe elements, numbered by `data-frame`. */
export interface DocumentCapture {
  readonly title: string
  readonly lang: string
  readonly viewport: { readonly width: number; readonly height: number }
  readonly meta: readonly { readonly name: string; readonly content: string }[]
  readonly linkedData: readonly string[]
  readonly body: CaptureElement | null
  readonly tooLarge: boolean
  readonly frames: number
  readonly suspects: number
}

interface State {
  readonly options: CaptureOptions
  readonly wanted: ReadonlySet<string>
  readonly roots: ReadonlyMap<Element, ShadowRoot>
  readonly frames: Element[]
  readonly suspects: Element[]
  readonly skip: ReadonlySet<string>
  readonly blocks: ReadonlySet<string>
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
  hidden?: true
  clipped?: true
  pre?: true
}

function readAttributes(el: Element, state: State): Record<string, string> | undefined {
  let out: Record<string, string> | undefined
  for (const attribute of el.attributes) {
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

function readLayout(tag: string, display: string, state: State): CaptureLayout | undefined {
  const isBlockTag = state.blocks.has(tag)
  if (display === 'table' || display === 'inline-table') return tag === 'table' ? undefined : 'table'
  if (display === 'table-row') return tag === 'tr' ? undefined : 'row'
  if (display === 'table-cell') return tag === 'td' || tag === 'th' ? undefined : 'cell'
  if (display.startsWith('inline') || display === 'contents') return isBlockTag ? 'inline' : undefined
  return isBlockTag ? undefined : 'block'
}

function readLook(el: Element, out: Writable, state: State): boolean {
  const style = getComputedStyle(el)
  const { display } = style
  if (display === 'none') return false
  const layout = readLayout(out.tag, display, state)
  if (layout !== undefined) out.layout = layout
  if (style.whiteSpace.startsWith('pre') || style.whiteSpace === 'break-spaces') out.pre = true
  if (!display.startsWith('inline') || out.tag === 'img' || style.position === 'absolute') {
    const { left, top, width, height } = el.getBoundingClientRect()
    out.box = [Math.round(left + scrollX), Math.round(top + scrollY), Math.round(width), Math.round(height)]
    if (width <= 1.5 && height <= 1.5 && style.overflow !== 'visible' && style.position !== 'static') out.clipped = true
    else if (/^rect\(0px, 0px, 0px, 0px\)|^rect\(1px, 1px, 1px, 1px\)/.test(style.clip)) out.clipped = true
  }
  return style.visibility === 'visible'
}

function pushText(text: Text, into: CaptureNode[], parent: Writable, state: State): void {
  const data = text.data
  const run = parent.pre ? data : data.replace(/[ \t\n\r\f]+/g, ' ')
  if (run === '' || (run === ' ' && into.length === 0 && !parent.pre)) return
  state.nodes += 1
  state.chars += run.length
  into.push(run)
}

function captureChildren(
  parent: ParentNode & Node,
  out: Writable,
  isShown: boolean,
  depth: number,
  state: State,
): void {
  const into: CaptureNode[] = []
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (state.nodes > state.options.maxNodes || state.chars > state.options.maxChars) return
    captureNode(node, into, out, isShown, depth, state)
  }
  if (into.length > 0) out.children = out.children ? [...out.children, ...into] : into
}

function captureNode(
  node: Node,
  into: CaptureNode[],
  out: Writable,
  isShown: boolean,
  depth: number,
  state: State,
): void {
  if (node instanceof Text) {
    pushText(node, into, out, state)
    return
  }
  if (!(node instanceof Element) || state.skip.has(node.localName)) return
  const isData = node.localName === 'meta' || node.localName === 'link'
  if (isData && !node.hasAttribute('itemprop') && !node.hasAttribute('property')) return
  if (node instanceof HTMLSlotElement && node.assignedNodes().length > 0) {
    for (const assigned of node.assignedNodes()) captureNode(assigned, into, out, isShown, depth, state)
    return
  }
  into.push(captureElement(node, isShown, depth, state))
}

function captureElement(el: Element, isShown: boolean, depth: number, state: State): Writable {
  const out: Writable = { tag: el.localName }
  state.nodes += 1
  const attributes = readAttributes(el, state)
  if (attributes) out.attributes = attributes
  const isVisible = isShown && readLook(el, out, state)
  if (!isVisible && isShown) out.hidden = true
  readField(el, out)
  if (el.localName === 'iframe' || el.localName === 'frame') {
    if (isVisible) out.attributes = { ...out.attributes, 'data-frame': String(state.frames.push(el) - 1) }
    return out
  }
  if (el.localName === 'noscript') {
    // with scripting on its content is text: parsed without being run or loaded, so never rendered
    captureChildren(
      new DOMParser().parseFromString(el.textContent ?? '', 'text/html').body,
      out,
      false,
      depth + 1,
      state,
    )
    return out
  }
  if (el.localName === 'svg' || el.localName === 'select' || depth > 900) {
    const name = el.localName === 'svg' ? el.querySelector('title')?.textContent?.trim() : ''
    if (name) out.attributes = { 'aria-label': name, ...out.attributes }
    return out
  }
  const root = el.shadowRoot ?? state.roots.get(el)
  if (!root && isVisible && isSuspect(el)) state.suspects.push(el)
  // visibility, unlike display, may be switched on again further down
  const childrenShown = isShown && (isVisible || getComputedStyle(el).display !== 'none')
  captureChildren(root ?? el, out, childrenShown, depth + 1, state)
  return out
}

/** Whether an element may hold a closed shadow root: custom, or with a size that nothing in it explains. */
function isSuspect(el: Element): boolean {
  if (el.localName.includes('-')) return true
  if (!/^(article|aside|blockquote|div|footer|h[1-6]|header|main|nav|p|section|span)$/.test(el.localName)) return false
  const explained = [...el.childNodes].some(
    child =>
      (child instanceof Text && child.data.trim() !== '') || (child instanceof Element && child.checkVisibility()),
  )
  return !explained && el.clientHeight > 8 && el.clientWidth > 8
}

function readMeta(): { name: string; content: string }[] {
  return [...document.querySelectorAll('meta[content]')].flatMap(el => {
    const name = el.getAttribute('property') ?? el.getAttribute('name') ?? el.getAttribute('itemprop')
    return name ? [{ name: name.toLowerCase(), content: (el.getAttribute('content') ?? '').slice(0, 4000) }] : []
  })
}

/** Captures this document; `roots` are the closed shadow roots found by a pass before. Leaves the frame elements and suspects in `keep`. */
function captureDocument(
  options: CaptureOptions,
  roots: ShadowRoot[],
  keep: { frames?: Element[]; suspects?: Element[] },
): string {
  const state: State = {
    options,
    wanted: new Set(options.attributes),
    roots: new Map(roots.map(root => [root.host, root])),
    frames: [],
    suspects: [],
    skip: new Set('script style template head object embed canvas audio video datalist'.split(' ')),
    blocks: new Set(
      `address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2
      h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr
      caption ul optgroup option frameset frame`.split(/\s+/),
    ),
    nodes: 0,
    chars: 0,
  }
  const body = document.body ? captureElement(document.body, true, 0, state) : null
  const tooLarge = state.nodes > options.maxNodes || state.chars > options.maxChars
  keep.frames = state.frames
  keep.suspects = state.suspects
  const scripts = [...document.querySelectorAll('script[type="application/ld+json" i]')]
  const result: DocumentCapture = {
    title: document.title,
    lang: document.documentElement.lang.toLowerCase(),
    viewport: { width: innerWidth, height: innerHeight },
    meta: readMeta(),
    linkedData: scripts.map(script => (script.textContent ?? '').slice(0, 500_000)),
    body: tooLarge ? null : body,
    tooLarge,
    frames: state.frames.length,
    suspects: state.suspects.length,
  }
  return JSON.stringify(result)
}

/** Source of an expression whose value is captureDocument. */
export const captureSource = `(() => {
${[readAttributes, readAddress, readField, readLayout, readLook, pushText, captureChildren, captureNode, captureElement, isSuspect, readMeta, captureDocument].map(String).join('\n')}
return captureDocument
})()`
