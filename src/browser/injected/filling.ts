import { elementOf } from './registry.ts'
import { announce, holdForms, noteTyped, setContent } from './typed.ts'

/** What was looked at before a value is put in. */
export interface Wanted {
  readonly value: string
  readonly origin: string
  readonly sendsTo: readonly string[]
  /** Remembered for as long as the document lives: the field gives its content to nobody. */
  readonly secret: boolean
}

const own = (prototype: object, name: string, of: Element): unknown =>
  Object.getOwnPropertyDescriptor(prototype, name)?.get?.call(of)

const sends = (element: Element): boolean =>
  (element instanceof HTMLButtonElement && element.type === 'submit') ||
  (element instanceof HTMLInputElement && (element.type === 'submit' || element.type === 'image'))

const formActionOf = (element: Element): string => {
  const prototype = element instanceof HTMLButtonElement ? HTMLButtonElement.prototype : HTMLInputElement.prototype
  return String(own(prototype, 'formAction', element))
}

const formOf = (field: Element): HTMLFormElement | null =>
  'form' in field ? (field.form as HTMLFormElement | null) : null

const destinationsOf = (field: Element, button: Element | undefined): string[] => {
  const form = formOf(field)
  if (!form) return []
  const elements = own(HTMLFormElement.prototype, 'elements', form) as HTMLFormControlsCollection
  const senders = [button, [...elements].find(sends)].flatMap(element =>
    element && sends(element) && element.hasAttribute('formaction') ? [element] : [],
  )
  return [String(own(HTMLFormElement.prototype, 'action', form)), ...senders.map(formActionOf)]
}

/**
 * The addresses that a field's form is sent to: the form's own, that of the button that will be pressed, and that of the
 * button that Enter stands for. Read past fields that are named like properties of the form (DOM clobbering).
 */
export const fieldDestinations = (field: number, button: number): string[] => {
  const el = elementOf(field)
  return el ? destinationsOf(el, elementOf(button)) : []
}

const pressKey = (el: Element, type: 'keydown' | 'keyup', key: KeyboardEventInit): boolean =>
  el.dispatchEvent(new KeyboardEvent(type, { ...key, bubbles: true, cancelable: true, composed: true }))

const toKey = (value: string): KeyboardEventInit | undefined =>
  /^\d$/.test(value) ? { key: value, code: `Digit${value}`, keyCode: 48 + Number(value) } : undefined

/** For pages that listen to keys alone; it says nothing of the value. */
const END: KeyboardEventInit = { key: 'End', code: 'End', keyCode: 35 }

/**
 * Puts a value into a field, if nothing of what was looked at has changed; gives whether it did. Everything happens to the
 * field itself, in one evaluation: nothing of it goes to what has the focus elsewhere. A value of one digit is also
 * pressed as a key, for boxes that go by keys.
 */
export const putIn = (field: number, button: number, wanted: Wanted): boolean => {
  const el = elementOf(field)
  const sender = elementOf(button)
  if (!el) return false
  const root = el.getRootNode() as Document | ShadowRoot
  const isUnchanged = (): boolean =>
    el.isConnected &&
    self.origin === wanted.origin &&
    destinationsOf(el, sender).join('\n') === wanted.sendsTo.join('\n')
  const insert = (): boolean => {
    if (root.activeElement !== el) return false
    if (el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement) el.select()
    else document.execCommand('selectAll')
    return document.execCommand('insertText', false, wanted.value)
  }
  if (!isUnchanged()) return false
  ;(el as HTMLElement).focus()
  if (!isUnchanged()) return false // what listens to the focus may have swapped the form
  if (wanted.secret) {
    noteTyped(el)
    holdForms(el)
  }
  const key = toKey(wanted.value)
  if (key && !pressKey(el, 'keydown', key)) return pressKey(el, 'keyup', key) || true // the page writes it itself
  const isIn = fillIn(el, { wanted: wanted.value, insert, isUnchanged })
  if (!key) pressKey(el, 'keydown', END)
  pressKey(el, 'keyup', key ?? END)
  return isIn
}

/** Tells the page once more what stands in a field, for a script that came after it was filled. */
export const announceAgain = (field: number): void => {
  const el = elementOf(field)
  if (el) announce(el)
}

interface Filling {
  readonly wanted: string
  readonly insert: () => boolean
  readonly isUnchanged: () => boolean
}

const fillIn = (el: Element, { wanted, insert, isUnchanged }: Filling): boolean => {
  if (!(el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement)) return isUnchanged() && insert()
  // A page whose script came after the value knows nothing of it: it has to see the field change.
  if (el.value === wanted && el.readOnly) return true
  if (el.value === wanted) setContent(el, '')
  if (isUnchanged()) insert()
  if (el.value !== wanted && isUnchanged()) setContent(el, wanted)
  return el.value !== ''
}

/** Sends the field's form as a press of its button would (HTML, requestSubmit); gives whether there is one. */
export const sendForm = (field: number, button: number): boolean => {
  const el = elementOf(field)
  const sender = elementOf(button)
  const form = el && formOf(el)
  if (!form) return false
  const isSender =
    (sender instanceof HTMLButtonElement || sender instanceof HTMLInputElement) && sends(sender) && sender.form === form
  HTMLFormElement.prototype.requestSubmit.call(form, isSender ? (sender as HTMLElement) : null)
  return true
}
