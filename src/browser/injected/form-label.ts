/** Parts of the form capture that run in the page: what names a control. */
import { parentElementOf } from './dom.ts'
import { fieldHostOf, hostOf } from './form-owner.ts'
import { shadowOf } from './registry.ts'

/** White space collapsed, at most `max` characters. */
export function flatten(text: string | null | undefined, max: number): string {
  return (text ?? '')
    .replace(/[\s\u200b\u00ad]+/g, ' ')
    .trim()
    .slice(0, max)
}

/** Rendered text of an element, its own fields' and options' text left out. */
export function textOf(el: Element, max = 200): string {
  if (!el.querySelector('select, textarea, script, style, option')) {
    // biome-ignore lint/performance/useDomNodeTextContent: only what is rendered counts
    return flatten((el as HTMLElement).innerText ?? el.textContent, max)
  }
  const parts: string[] = []
  for (const child of el.childNodes) {
    if (child instanceof Element) {
      if (!/^(select|textarea|script|style|option)$/.test(child.localName)) parts.push(textOf(child, max))
    } else if (child.nodeType === 3) parts.push(child.nodeValue ?? '')
  }
  return flatten(parts.join(' '), max)
}

/** Text of the elements that an ID list attribute names, in the element's own tree. */
export function textOfIds(el: Element, attribute: string): string {
  const root = el.getRootNode() as Document | ShadowRoot
  const ids = (el.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean)
  return flatten(
    ids
      .map(id => root.getElementById?.(id))
      .map(found => (found ? textOf(found) : ''))
      .join(' '),
    300,
  )
}

/** What authors call the field: aria-labelledby, labels, aria-label. */
export function labelOfField(el: Element): string {
  const named = textOfIds(el, 'aria-labelledby')
  const labels = [...((el as HTMLInputElement).labels ?? [])].map(label => textOf(label)).join(' ')
  const parts = [named, flatten(labels, 300), flatten(el.getAttribute('aria-label'), 300)]
  return flatten([...new Set(parts)].join(' '), 300) || looseLabelOf(el) || labelOfHost(fieldHostOf(el))
}

/** What names a field element of the page's own making, whose field stands in its shadow root. */
function labelOfHost(host: Element | undefined): string {
  if (!host) return ''
  const root = host.getRootNode() as Document | ShadowRoot
  const label = host.id ? root.querySelector(`label[for="${CSS.escape(host.id)}"]`) : null
  const around = label ?? host.closest('label')
  const written = ['label', 'aria-label', 'title'].map(name => host.getAttribute(name)).find(Boolean)
  return textOfIds(host, 'aria-labelledby') || (around ? textOf(around) : '') || flatten(written, 300)
}

const FIELDS = 'input:not([type=hidden], [type=submit], [type=button]), select, textarea'

/** Text of the one label that stands with the field and belongs to none: it floats over it, or was never tied to it. */
function looseLabelOf(el: Element): string {
  let at = parentElementOf(el)
  for (let depth = 0; at && depth < 4 && allIn(at, FIELDS).length === 1; depth += 1) {
    const loose = (allIn(at, 'label') as HTMLLabelElement[]).filter(label => !label.control && label.checkVisibility())
    if (loose.length > 0) return loose.length === 1 && loose[0] ? textOf(loose[0]) : ''
    at = parentElementOf(at)
  }
  return ''
}

/** A form's fields may stand in for its own methods, so they are not asked of it. */
const allIn = (el: Element, selector: string): Element[] => [...Element.prototype.querySelectorAll.call(el, selector)]

/** What a button or link says. */
export function labelOfButton(el: Element): string {
  const input = el as HTMLInputElement
  const written =
    el.localName === 'input'
      ? input.type === 'image'
        ? input.alt
        : input.value
      : textOf(el, 160) || slottedTextOf(el) || labelOfHost(hostOf(el))
  const defaults = el.localName === 'input' && !written && input.type === 'submit' ? 'Submit' : ''
  const pictures = [...el.querySelectorAll('img[alt], svg title, [aria-label]')].map(
    found => found.getAttribute('alt') ?? found.getAttribute('aria-label') ?? found.textContent,
  )
  const named = textOfIds(el, 'aria-labelledby') || el.getAttribute('aria-label') || ''
  return flatten([named, written, defaults, ...(written ? [] : [...pictures, el.getAttribute('title')])].join(' '), 200)
}

/** Text that stands in an element through its slots. */
function slottedTextOf(el: Element): string {
  const nodes = [...el.querySelectorAll('slot')].flatMap(slot => slot.assignedNodes({ flatten: true }))
  return flatten(nodes.map(node => (node instanceof Element ? textOf(node, 160) : node.nodeValue)).join(' '), 160)
}

/** Text next to a field in document order, up to the next field or button: before it, or after it. */
export function textBeside(el: Element, direction: 'before' | 'after'): string {
  const stops = 'input:not([type=hidden]), select, textarea, button, [role=button]'
  let at: Element = el
  for (let depth = 0; depth < 6; depth += 1) {
    const parts: string[] = []
    let node: Node | null = direction === 'before' ? at.previousSibling : at.nextSibling
    while (node) {
      if (node instanceof Element) {
        if (node.matches(stops) || node.querySelector(stops) || shadowOf(node)?.querySelector(stops)) break
        if (!/^(script|style|template|noscript)$/.test(node.localName) && node.checkVisibility())
          parts.push(textOf(node, 160))
      } else if (node.nodeType === 3) parts.push(node.nodeValue ?? '')
      node = direction === 'before' ? node.previousSibling : node.nextSibling
    }
    if (direction === 'before') parts.reverse()
    const text = flatten(parts.join(' '), 400)
    if (text) return direction === 'before' ? text.slice(-160) : text.slice(0, 160)
    const around = at.parentElement ?? hostOf(at)
    if (node || !around || /^(form|body|dialog)$/.test(around.localName)) return ''
    at = around
  }
  return ''
}

/** Words by which developers know an element. */
export function hintsOf(el: Element): string {
  const attributes = [
    'class',
    'title',
    'data-testid',
    'data-test',
    'data-qa',
    'data-cy',
    'data-automation-id',
    'data-name',
    'data-type',
    'formcontrolname',
    'ng-model',
    'v-model',
    'value',
  ]
  const isField = /^(input|select|textarea)$/.test(el.localName)
  const words = attributes.map(name =>
    name === 'value' && isField && (el as HTMLInputElement).type !== 'submit' ? '' : el.getAttribute(name),
  )
  return flatten(words.filter(Boolean).join(' '), 300)
}
