import type { SnapshotNode } from '../../contract/snapshot.ts'
import { attributeOf, rootOf } from './dom.ts'
import { collapse } from './names.ts'

const HANDLER_ATTRIBUTES =
  'onclick onmousedown onmouseup onpointerdown onpointerup ontouchstart onkeydown jsaction ng-click data-action'.split(
    ' ',
  )
/** Characters of an address that are told. */
export const MAX_ADDRESS = 8_000

const NATIVE = new Set('button input select textarea summary'.split(' '))
const GRIPS = new Set(['grab', 'move', '-webkit-grab'])

/** Whether a user could operate an element, seen from its markup and the pointer that it shows. */
export function isInteractive(
  el: Element,
  facts: { role: string; cursor: string; parentCursor: string; isWidget: boolean },
): boolean {
  const tag = el.localName
  if (tag === 'input') return (el as HTMLInputElement).type !== 'hidden'
  if (NATIVE.has(tag) || facts.isWidget) return true
  if (((tag === 'a' || tag === 'area') && el.hasAttribute('href')) || tag === 'option') return true
  if (tag === 'a' && isScripted(el)) return true
  if ((tag === 'video' || tag === 'audio') && el.hasAttribute('controls')) return true
  if (facts.cursor !== facts.parentCursor && (facts.cursor === 'pointer' || GRIPS.has(facts.cursor)))
    return tag !== 'label' || !labelsControl(el)
  if (!el.hasAttributes()) return false
  if (facts.cursor === 'pointer' && isTitledSign(el)) return true
  if (el.hasAttribute('tabindex') && (el as HTMLElement).tabIndex >= 0) return true
  const editable = el.getAttribute('contenteditable')
  if (editable !== null && editable !== 'false') return true
  if (el.hasAttribute('draggable') && (el as HTMLElement).draggable) return true
  return HANDLER_ATTRIBUTES.some(name => el.hasAttribute(name))
}

/** Whether a link that leads nowhere says by its markup that a script has something to do with it. */
const isScripted = (el: Element): boolean =>
  (el.hasAttribute('title') || el.hasAttribute('aria-label') || Object.keys((el as HTMLElement).dataset).length > 0) &&
  collapse(el.getAttribute('title') || el.getAttribute('aria-label') || el.textContent || '') !== ''

const CONTROL =
  'a[href], button, label, summary, [role=button], [role=link], [role=menuitem], [role=option], [role=tab]'

/** An icon with a title of its own in a row that is clicked as a whole: it does something else than the row. */
const isTitledSign = (el: Element): boolean =>
  (el.hasAttribute('title') || el.hasAttribute('aria-label')) &&
  !/[\p{L}\p{N}]/u.test(el.textContent ?? '') &&
  el.closest(CONTROL) === null

const labelsControl = (el: Element): boolean => (el as HTMLLabelElement).control !== null

type Submits = NonNullable<SnapshotNode['submits']>

const SUBMITTERS = 'button:not([type=button], [type=reset]), input[type=submit], input[type=image]'

function sending(form: HTMLFormElement, by?: Element): Submits {
  const method = (by?.getAttribute('formmethod') ?? attributeOf(form, 'method') ?? 'get').toLowerCase()
  const action = by?.getAttribute('formaction') ?? attributeOf(form, 'action')
  return { method: method === 'post' || method === 'dialog' ? method : 'get', action: resolve(action) }
}

/** What operating an element sends: a submit button, or what stands in one, its form. */
export function submitsOf(el: Element): Submits | undefined {
  const button = Element.prototype.closest.call(el, SUBMITTERS)
  const form = button instanceof HTMLButtonElement || button instanceof HTMLInputElement ? button.form : null
  return form && button ? sending(form, button) : undefined
}

/** The form that Enter in a field sends. */
const formOfField = (el: Element): HTMLFormElement | null =>
  el instanceof HTMLInputElement || el instanceof HTMLSelectElement || el instanceof HTMLTextAreaElement
    ? el.form
    : null

/** The button that Enter in a field presses: the first of its form that is not disabled (HTML, implicit submission). */
export function submitButtonOf(field: Element): Element | undefined {
  const form = formOfField(field)
  return form ? firstSubmitter(form) : undefined
}

const firstSubmitter = (form: HTMLFormElement): Element | undefined => {
  const root = rootOf(form)
  if (!(root instanceof Document || root instanceof ShadowRoot)) return undefined
  return [...root.querySelectorAll<HTMLButtonElement | HTMLInputElement>(SUBMITTERS)].find(
    button => button.form === form && !button.matches(':disabled'),
  )
}

/** What Enter in a field sends: its form, by the form's first submit button. */
export function formSent(el: Element): Submits | undefined {
  if (el instanceof HTMLFormElement) return sending(el)
  const form = formOfField(el)
  return form ? sending(form, firstSubmitter(form)) : undefined
}

const resolve = (address: string | null): string => {
  try {
    return new URL(address ?? '', document.baseURI).href.slice(0, MAX_ADDRESS)
  } catch {
    return document.baseURI.slice(0, MAX_ADDRESS) // an address that is none: the browser sends to the page itself
  }
}

/** Where a link leads. */
export const hrefOf = (el: Element): string | undefined =>
  (el instanceof HTMLAnchorElement || el instanceof HTMLAreaElement) && el.hasAttribute('href')
    ? el.href.slice(0, MAX_ADDRESS)
    : undefined

/** Options of a native select, at most 200. */
export function optionsOf(el: Element): SnapshotNode['options'] {
  const select = el instanceof HTMLSelectElement ? el : undefined
  const list = el instanceof HTMLInputElement ? el.list : null
  const options = select ? [...select.options] : list ? [...list.options] : undefined
  return options?.slice(0, 200).map(option => ({
    name: collapse(option.label || option.text || option.value, 200),
    value: option.value.slice(0, 2000),
    selected: option.selected,
    disabled: option.disabled || option.parentElement?.matches('optgroup:disabled') === true,
  }))
}

/** Range of a slider, spin button or date field. */
export function rangeOf(el: Element, role: string): SnapshotNode['range'] {
  const range: { min?: string; max?: string; step?: string; now?: string } = {}
  const put = (key: 'min' | 'max' | 'step' | 'now', name: string) => {
    const value = el.getAttribute(name)
    if (value !== null && value !== '') range[key] = value.slice(0, 200)
  }
  if (el instanceof HTMLInputElement) {
    put('min', 'min')
    put('max', 'max')
    put('step', 'step')
    if (el.type === 'range' || el.type === 'number') range.now = el.value
  } else if (role === 'slider' || role === 'spinbutton' || role === 'scrollbar' || role === 'progressbar') {
    put('min', 'aria-valuemin')
    put('max', 'aria-valuemax')
    put('now', 'aria-valuenow')
  } else return undefined
  return Object.keys(range).length > 0 ? range : undefined
}

const HEADING = /^h([1-6])$/

/** Heading level 1–6. */
export function levelOf(el: Element, role: string): number | undefined {
  if (role !== 'heading') return undefined
  const level = Number(el.getAttribute('aria-level') ?? HEADING.exec(el.localName)?.[1] ?? 2)
  return level >= 1 && level <= 6 ? level : 6
}

const WORDS = /[A-Za-z][a-z]+|[A-Z]+(?![a-z])/g

function hintsIn(el: Element): string {
  const parts = [el.getAttribute('class') ?? '', el.id, el.getAttribute('name') ?? '']
  for (const name of ['data-icon', 'data-testid', 'data-action', 'data-test', 'href', 'xlink:href', 'src']) {
    const value = el.getAttribute(name)
    if (value && (el.localName !== 'a' || name !== 'href')) parts.push(value.split(/[?]/)[0]?.split('/').pop() ?? '')
  }
  return parts.join(' ')
}

/** Words that hint at what an unnamed element is, from its own attributes and those of the icons in it. */
export function hintsOf(el: Element): string | undefined {
  const sources = [el, ...el.querySelectorAll('svg, use, i, img, title, span')].slice(0, 8)
  const text = sources
    .map(source => (source.localName === 'title' ? (source.textContent ?? '') : hintsIn(source)))
    .join(' ')
  const words = [...new Set(text.match(WORDS)?.map(word => word.toLowerCase()) ?? [])].slice(0, 16)
  return words.length > 0 ? words.join(' ').slice(0, 400) : undefined
}

const BUTTON_FACE = 'rgb(239, 239, 239)'

/** The colour of a swatch: a small box without text whose background is its message. */
export function colourOf(
  style: CSSStyleDeclaration,
  box: { readonly width: number; readonly height: number },
): string | undefined {
  if (box.width > 80 || box.height > 80 || box.width < 6 || box.height < 6) return undefined
  const background = style.backgroundColor
  return background === 'rgba(0, 0, 0, 0)' || background === BUTTON_FACE ? undefined : background
}
