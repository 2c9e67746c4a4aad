import { formOwnerOf } from './form-owner.ts'

/** Fields that the service has put a secret into: the isolated world remembers them for as long as the document lives. */
const typed = new Set<Element>()

export const noteTyped = (el: Element): void => void typed.add(el)

/** Whether the service put a secret into a field, whatever the page has made of the field since. */
export const isTyped = (el: Element): boolean => typed.has(el)

const own = (prototype: object, name: string): PropertyDescriptor | undefined =>
  Object.getOwnPropertyDescriptor(prototype, name)

const prototypeOf = (el: Element): object | undefined =>
  el instanceof HTMLInputElement
    ? HTMLInputElement.prototype
    : el instanceof HTMLTextAreaElement
      ? HTMLTextAreaElement.prototype
      : undefined

const contentOf = (el: Element): string => {
  const prototype = prototypeOf(el)
  return String((prototype ? own(prototype, 'value')?.get?.call(el) : el.textContent) ?? '')
}

/** Sets a field's value by the browser's own setter, and tells the page. */
export const setContent = (el: Element, value: string): void => {
  const prototype = prototypeOf(el)
  if (prototype) own(prototype, 'value')?.set?.call(el, value)
  else el.textContent = value
  announce(el)
}

/** Tells the page that a field has another value. */
export const announce = (el: Element): void => {
  for (const name of ['input', 'change']) el.dispatchEvent(new Event(name, { bubbles: true, composed: true }))
}

/** Whether one of them still holds anything, in the document or taken out of it. */
export const holdsTyped = (): boolean => [...typed].some(el => contentOf(el) !== '')

/** Empties them; or those alone that the page has taken out of the document and may put back. */
export const emptyTyped = (which: 'all' | 'detached'): void => {
  for (const el of typed) if (contentOf(el) !== '' && (which === 'all' || !el.isConnected)) setContent(el, '')
}

let heldForms = 0

/** How many times a form was kept from sending a secret in its address. */
export const countHeldForms = (): number => heldForms

const sendsByAddress = (form: HTMLFormElement, submitter: HTMLElement | null): boolean => {
  const written = submitter?.getAttribute('formmethod') ?? Element.prototype.getAttribute.call(form, 'method') ?? ''
  return !/^(post|dialog)$/i.test(written.trim())
}

const holdForm = (event: SubmitEvent): void => {
  const form = event.target
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || !sendsByAddress(form, event.submitter)) return
  // A field in a shadow root is in no form's elements; its host hands its value to the form.
  if (![...typed].some(field => formOwnerOf(field) === form && contentOf(field) !== '')) return
  event.preventDefault()
  heldForms += 1
}

/**
 * Keeps the forms around a field that no script of the page takes over from sending a secret in their address (HTML, form
 * submission by GET): the last listener on a submit's way sees whether one did. Its way ends at the shadow root.
 */
export const holdForms = (el: Element): void => {
  const root = el.getRootNode()
  for (const end of [root instanceof ShadowRoot ? root : window, window])
    end.addEventListener('submit', holdForm as EventListener) // the same listener is not added twice
}
