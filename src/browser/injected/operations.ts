import { factsOf } from './aim.ts'
import { parentElementOf, readyState } from './dom.ts'
import { collapse, nameOf } from './names.ts'
import { allRoots, containsFlat, elementOf, flatParent, numberOf, shadowOf } from './registry.ts'
import { roleOf } from './roles.ts'
import { focusedElement, isDisabled, isSecretField, stateOf } from './state.ts'
import type { ElementState, Facts, OptionFacts } from './wire.ts'

/** State of an element now; null when it has gone. */
export function stateNow(number: number): ElementState | null {
  const el = elementOf(number)
  if (!el) return null
  const { checked, expanded, selected, pressed } = stateOf(el, { role: roleOf(el), off: false, focused: null })
  const native = el instanceof HTMLInputElement
  const read = (attribute: string, aria: string) => el.getAttribute(attribute) ?? el.getAttribute(aria) ?? undefined
  const entries = {
    checked,
    expanded,
    selected,
    pressed,
    value: isSecretField(el) ? undefined : native ? el.value : (el.getAttribute('aria-valuenow') ?? undefined),
    min: read('min', 'aria-valuemin'),
    max: read('max', 'aria-valuemax'),
    step: el.getAttribute('step') ?? undefined,
  }
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as ElementState
}

/** An element's value once it is another than `before`, or what it is after `ms`; null where it has none or has gone. */
export async function waitForValue(number: number, before: string, ms: number): Promise<string | null> {
  const read = () => stateNow(number)?.value
  const changed = await untilChange(ms, () => {
    const value = read()
    return value === undefined || Number(value) === Number(before) ? undefined : value
  })
  return changed ?? read() ?? null
}

/** How the track of a slider's thumb runs. */
export interface Track {
  /** In px. */
  readonly length: number
  readonly isUpright: boolean
  readonly isReversed: boolean
}

const TRACK_LEVELS = 4

/** The track that the thumb of a slider runs along: the box around it that is far longer in one direction. */
export function trackOf(number: number): Track | null {
  const el = elementOf(number)
  if (!el) return null
  const own = el.getBoundingClientRect()
  const isUpright = el.getAttribute('aria-orientation') === 'vertical'
  let box: Element | null = el
  for (let level = 0; box && level < TRACK_LEVELS; level += 1, box = flatParent(box)) {
    const { width, height } = box.getBoundingClientRect()
    const [length, thickness] = isUpright ? [height, Math.max(width, own.width)] : [width, Math.max(height, own.height)]
    if (length >= 3 * Math.min(thickness, 40))
      return { length, isUpright, isReversed: getComputedStyle(box).direction === 'rtl' }
  }
  return null
}

/** Gives an element the focus; whether it has it then. */
export function focusElement(number: number): boolean {
  const el = elementOf(number)
  if (!(el instanceof HTMLElement || el instanceof SVGElement)) return false
  el.focus({ preventScroll: true })
  return (el.getRootNode() as Document | ShadowRoot).activeElement === el
}

/** The box that scrolls at an element, or for the page: the nearest one that can move along the axis. */
function scrollerOf(el: Element | undefined, axis: 'x' | 'y'): Element {
  for (let at: Element | null = el ?? null; at; at = flatParent(at)) {
    const style = getComputedStyle(at)
    const overflow = axis === 'y' ? style.overflowY : style.overflowX
    const room = axis === 'y' ? at.scrollHeight - at.clientHeight : at.scrollWidth - at.clientWidth
    if (room > 1 && (overflow === 'auto' || overflow === 'scroll')) return at
  }
  return document.scrollingElement ?? document.documentElement
}

/** The box to scroll where no element is named: the page, or where it cannot move the largest box that can. */
function mainScroller(axis: 'x' | 'y'): Element {
  const page = document.scrollingElement ?? document.documentElement
  const room = axis === 'y' ? page.scrollHeight - innerHeight : page.scrollWidth - innerWidth
  if (room > 1) return page
  const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2)
  return scrollerOf(middle ?? undefined, axis)
}

/**
 * Scrolls at an element, or the page for 0: by a share of what shows (`pages`), by pixels, or to an end.
 * @returns how far it has moved, in px
 */
export function scrollStep(
  number: number,
  { axis, by, to }: { axis: 'x' | 'y'; by?: number; to?: 'start' | 'end' },
): number {
  const el = number > 0 ? elementOf(number) : undefined
  const scroller = el ? scrollerOf(el, axis) : mainScroller(axis)
  const position = () => (axis === 'y' ? scroller.scrollTop : scroller.scrollLeft)
  const before = position()
  const size = axis === 'y' ? scroller.clientHeight : scroller.clientWidth
  const distance = to === 'start' ? -1e7 : to === 'end' ? 1e7 : Math.abs(by ?? 0) <= 1 ? (by ?? 0) * size : (by ?? 0)
  scroller.scrollBy({ [axis === 'y' ? 'top' : 'left']: distance, behavior: 'instant' })
  return position() - before
}

/** Selects the text of an element; gives how many characters, or null for a field that gives its text to nobody. */
export function selectText(number: number): number | null {
  const el = elementOf(number)
  if (!el) return 0
  if (isSecretField(el)) return null
  if (el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement) {
    el.focus({ preventScroll: true })
    el.select()
    return el.value.length
  }
  const range = document.createRange()
  range.selectNodeContents(el)
  getSelection()?.removeAllRanges()
  getSelection()?.addRange(range)
  return getSelection()?.toString().length ?? 0
}

/**
 * The text that is selected, in a field or on the page, and the whole text that it is part of; of a secret field none, as
 * the browser copies none of a password.
 */
export function selectedText(): { readonly text: string; readonly whole: string } {
  const el = focusedElement()
  if (el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement) {
    if (isSecretField(el) || el.selectionStart === null) return { text: '', whole: '' }
    return { text: el.value.slice(el.selectionStart, el.selectionEnd ?? undefined), whole: el.value }
  }
  const selection = getSelection()
  if (!selection || selection.rangeCount === 0) return { text: '', whole: '' }
  const around = selection.getRangeAt(0).commonAncestorContainer
  return { text: selection.toString(), whole: (around instanceof Text ? around.parentNode : around)?.textContent ?? '' }
}

/** Nothing is selected from here on; what is dragged then is no text. */
export function dropSelection(): void {
  getSelection()?.removeAllRanges()
  const el = focusedElement()
  if (el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement)
    if (el.selectionStart !== null) el.setSelectionRange(0, 0)
}

const LIST_ROLES = '[role=listbox], [role=menu], [role=tree], [role=grid], [role=dialog]'
const OPTION_ROLES =
  '[role=option], [role=menuitem], [role=menuitemcheckbox], [role=menuitemradio], [role=treeitem], [role=gridcell]'

/** The lists that belong to a combobox or menu button: named by it, within it, or open in the document. */
export function listsOf(el: Element): Element[] {
  const ids = `${el.getAttribute('aria-controls') ?? ''} ${el.getAttribute('aria-owns') ?? ''}`.trim().split(/\s+/)
  const root = el.getRootNode() as Document | ShadowRoot
  const named = ids.flatMap(id => (id ? (root.getElementById(id) ?? []) : []))
  const own = el.matches(LIST_ROLES) ? [el] : [...el.querySelectorAll(LIST_ROLES)]
  if (named.length + own.length > 0) return [...named, ...own]
  const near = parentElementOf(el)?.querySelector(LIST_ROLES)
  return near
    ? [near]
    : allRoots().flatMap(r => [...r.querySelectorAll(LIST_ROLES)].filter(list => list.checkVisibility()))
}

/** Whether an element is rendered and not hidden. */
export const isShown = (el: Element): boolean => el.checkVisibility({ visibilityProperty: true })

/** Waits until an element is gone or hidden, at most `ms`; whether it is. */
export const waitUntilGone = async (number: number, ms: number): Promise<boolean> => {
  const look = () => {
    const el = elementOf(number)
    return el === undefined || !isShown(el) || undefined
  }
  return (await untilChange(ms, look)) === true
}

/** Whether an option shows: those of a closed list may be there, transparent or drawn flat. */
const isOpen = (option: Element): boolean => {
  const { width, height } = option.getBoundingClientRect()
  return width > 0 && height > 0 && option.checkVisibility({ visibilityProperty: true, opacityProperty: true })
}

/** Options that show for a combobox, listbox or menu button, in order. */
export function optionsBelow(number: number): OptionFacts[] {
  const el = elementOf(number)
  if (!el) return []
  return listsOf(el)
    .flatMap(list => [
      ...list.querySelectorAll(OPTION_ROLES),
      ...(shadowOf(list)?.querySelectorAll(OPTION_ROLES) ?? []),
    ])
    .filter((option, i, all) => all.indexOf(option) === i && isOpen(option))
    .slice(0, 500)
    .map(option => {
      const role = roleOf(option)
      const selected = option.getAttribute('aria-selected') ?? option.getAttribute('aria-checked')
      return {
        id: numberOf(option),
        name: nameOf(option, role) || collapse(option.textContent ?? ''),
        disabled: isDisabled(option),
        selected: selected === 'true',
      }
    })
}

/**
 * Options of a list once one of that name shows, or those that show after `ms`. Looks again whenever the document changes.
 */
export function waitForOption(number: number, name: string, ms: number): Promise<OptionFacts[]> {
  const wanted = name.toLowerCase()
  const find = () => optionsBelow(number)
  return untilChange(ms, () => {
    const options = find()
    return options.some(option => option.name.toLowerCase().includes(wanted)) ? options : undefined
  }).then(found => found ?? find())
}

/** Looks at every change of the document until `look` gives something, at most `ms`. */
export function untilChange<T>(ms: number, look: () => T | undefined): Promise<T | undefined> {
  const now = look()
  if (now !== undefined) return Promise.resolve(now)
  return new Promise(done => {
    const again = () => {
      const found = look()
      if (found !== undefined) finish(found)
    }
    const observer = new MutationObserver(again)
    const timer = setTimeout(() => finish(look()), ms)
    for (const root of allRoots())
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true })
    function finish(found: T | undefined) {
      observer.disconnect()
      clearTimeout(timer)
      done(found)
    }
  })
}

/** Resolves at the next change of the document, or after `ms`; whether it has changed. */
export function nextChange(ms: number): Promise<boolean> {
  const endsAt = performance.now() + ms
  let asked = 0
  const look = () => (asked++ > 0 && performance.now() < endsAt) || undefined
  return untilChange(ms, look).then(changed => changed === true)
}

/** Resolves when the document has been parsed, or after `ms`. */
export const untilParsed = (ms: number): Promise<void> =>
  new Promise(done => {
    if (readyState() !== 'loading') return done()
    addEventListener('DOMContentLoaded', () => done(), { once: true })
    setTimeout(done, ms)
  })

/** Where an element stands in the frame's viewport. */
export function place(number: number): { x: number; y: number } | null {
  const rect = elementOf(number)?.getBoundingClientRect()
  return rect ? { x: rect.left, y: rect.top } : null
}

const CLOSING = /^(close|dismiss|cancel|no,? thanks|not now|got it|ok|done|[×✕✖⨯x])\b|^[×✕✖⨯]/i

/** The closing button in or around an element that is no button itself; null where there is none. */
export function closingButton(number: number): number | null {
  const el = elementOf(number)
  if (!el) return null
  if (el.matches('button, a, input, [role=button]')) return number
  const buttons = [...el.querySelectorAll('button, [role=button], a[href]')].filter(
    b => b.checkVisibility() && !isDisabled(b),
  )
  const found =
    buttons.find(b => CLOSING.test(nameOf(b, roleOf(b)))) ?? buttons.find(b => /\bclose|dismiss/i.test(b.className))
  return found ? numberOf(found) : null
}

const renderedText = (root: Document | ShadowRoot): string => {
  const holders = root instanceof Document ? [root.documentElement] : [...root.children]
  // biome-ignore lint/performance/useDomNodeTextContent: only what is rendered counts
  return holders.map(holder => (holder instanceof HTMLElement ? holder.innerText : '')).join(' ')
}

/** What is rendered in the document, its shadow roots after it. */
export const visibleText = (): string => allRoots().map(renderedText).join('\n')

const seesText = (text: string): boolean => {
  const wanted = collapse(text).toLowerCase()
  return allRoots().some(root => collapse(renderedText(root), 2_000_000).toLowerCase().includes(wanted))
}

/** Waits until a text is rendered, at most `ms`; whether it is. Looks again whenever the document changes. */
export function waitForText(text: string, ms: number): Promise<boolean> {
  return untilChange(ms, () => seesText(text) || undefined).then(found => found === true)
}

/** The submit button of an element's form, or the form itself; null where there is no form. */
export function formOf(number: number): { button?: Facts; form: NonNullable<Facts['form']> } | null {
  const el = elementOf(number)
  if (!el) return null
  const form =
    el instanceof HTMLFormElement ? el : (Element.prototype.closest.call(el, 'form') as HTMLFormElement | null)
  const owner = form ?? (el instanceof HTMLInputElement ? el.form : null)
  if (!owner) return null
  const buttons = Element.prototype.querySelectorAll.call(
    owner,
    'button:not([type=button]):not([type=reset]), input[type=submit], input[type=image]',
  )
  const button = [...buttons].find(candidate => candidate.checkVisibility() && !isDisabled(candidate))
  const sent = factsOf(owner).form
  if (!sent) return null
  return { form: sent, ...(button && containsFlat(document.documentElement, button) && { button: factsOf(button) }) }
}
