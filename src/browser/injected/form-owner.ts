/** Parts of the form capture that run in the page: where an element belongs, across shadow roots. */
import { attributeOf, getter, rootOf, tagOf } from './dom.ts'
import { flatParent, shadowOf } from './registry.ts'

const FORM_OF = [
  HTMLInputElement,
  HTMLButtonElement,
  HTMLSelectElement,
  HTMLTextAreaElement,
  HTMLOutputElement,
  HTMLFieldSetElement,
].map(({ prototype }) => [prototype, getter(prototype as HTMLInputElement, 'form')] as const)

/** The form that the browser itself ties an element to. */
function nativeFormOf(el: Element): HTMLFormElement | null {
  const own = FORM_OF.find(([prototype]) => Object.prototype.isPrototypeOf.call(prototype, el))
  return own ? own[1](el) : null
}

/** A field element of the page's own making may name its form as fields do (HTML, form-associated custom elements). */
function namedForm(el: Element): HTMLFormElement | null {
  const id = tagOf(el).includes('-') ? attributeOf(el, 'form') : null
  const found = id ? (rootOf(el) as Document | ShadowRoot).getElementById?.(id) : null
  return found instanceof HTMLFormElement ? found : null
}

/** The nearest element around an element, itself included, that passes, out of shadow roots and through slots. */
export function closestFlat(el: Element, passes: (el: Element) => boolean): Element | undefined {
  for (let at: Element | null = el; at; at = flatParent(at)) if (passes(at)) return at
  return undefined
}

/**
 * The form that an element is a part of for a person: its own, or, for what stands in the shadow root of a field or button
 * element, that of its host.
 */
export function formOwnerOf(el: Element): HTMLFormElement | null {
  for (let at: Element | null = el; at; at = flatParent(at)) {
    const form = tagOf(at) === 'form' ? (at as HTMLFormElement) : (nativeFormOf(at) ?? namedForm(at))
    if (form) return form
  }
  return null
}

/** The element whose shadow root an element stands in. */
export function hostOf(el: Element): Element | undefined {
  const root = rootOf(el)
  return root instanceof ShadowRoot ? root.host : undefined
}

/** The host of a field that is the only one in its shadow root: what names the host names the field. */
export function fieldHostOf(el: Element): Element | undefined {
  const host = hostOf(el)
  const fields = 'input:not([type=hidden]), select, textarea'
  return host && shadowOf(host)?.querySelectorAll(fields).length === 1 ? host : undefined
}
