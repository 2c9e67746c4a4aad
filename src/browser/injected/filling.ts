import { formOwnerOf } from './form-owner.ts'
import { elementOf } from './registry.ts'
import { announce, holdForms, noteTyped, setContent } from './typed.ts'

/** What was looked at before a value is put in. */
export interface Wanted {
  readonly value: string
  /** Typed key by key, for pages that listen to each. */
  readonly keys: boolean
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

const destinationsOf = (field: Element, button: Element | undefined): string[] => {
  const form = formOwnerOf(field)
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

const pressKey = (el: Element, type: 'keydown' | 'keypress' | 'keyup', key: KeyboardEventInit): boolean =>
  el.dispatchEvent(new KeyboardEvent(type, { ...key, bubbles: true, cancelable: true, composed: true }))

const toKey = (value: string): KeyboardEventInit =>
  /^\d$/.test(value) ? { key: value, code: `Digit${value}`, keyCode: 48 + Number(value) } : { key: value }

/** For pages that listen to keys alone; it says nothing of the value. */
const END: KeyboardEventInit = { key: 'End', code: 'End', keyCode: 35 }

/**
 * Puts a value into a field, if nothing of what was looked at has changed; gives whether it did. Everything happens to the
 * field itself, in one evaluation: nothing of it goes to what has the focus elsewhere.
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
  const insert = (text: string): boolean => root.activeElement === el && document.execCommand('insertText', false, text)
  if (!isUnchanged()) return false
  ;(el as HTMLElement).focus()
  if (!isUnchanged()) return false // what listens to the focus may have swapped the form
  if (wanted.secret) {
    noteTyped(el)
    holdForms(el)
  }
  const filling = { wanted: wanted.value, insert, isUnchanged }
  if (wanted.keys) return typeInto(el, filling)
  const isIn = fillIn(el, filling)
  for (const type of ['keydown', 'keyup'] as const) pressKey(el, type, END)
  return isIn
}

/** Tells the page once more what stands in a field, for a script that came after it was filled. */
export const announceAgain = (field: number): void => {
  const el = elementOf(field)
  if (el) announce(el)
}

interface Filling {
  readonly wanted: string
  readonly insert: (text: string) => boolean
  readonly isUnchanged: () => boolean
}

const isText = (el: Element): el is HTMLInputElement | HTMLTextAreaElement =>
  el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement

const selectContent = (el: Element): void => {
  if (isText(el)) el.select()
  else document.execCommand('selectAll')
}

const fillIn = (el: Element, { wanted, insert, isUnchanged }: Filling): boolean => {
  const replace = (): boolean => {
    selectContent(el)
    return insert(wanted)
  }
  if (!isText(el)) return isUnchanged() && replace()
  // A page whose script came after the value knows nothing of it: it has to see the field change.
  if (el.value === wanted && el.readOnly) return true
  if (el.value === wanted) setContent(el, '')
  if (isUnchanged()) replace()
  if (el.value !== wanted && isUnchanged()) setContent(el, wanted)
  return el.value !== ''
}

/** Key by key, each to the field itself; a page that cancels a key writes the character in its own way. */
const typeInto = (el: Element, { wanted, insert, isUnchanged }: Filling): boolean => {
  selectContent(el)
  let isTaken = false
  for (const character of wanted) {
    if (!isUnchanged()) return false
    const key = toKey(character)
    const isFree = pressKey(el, 'keydown', key) && pressKey(el, 'keypress', key)
    if (isFree && !insert(character) && isText(el)) setContent(el, el.value + character)
    isTaken ||= !isFree
    pressKey(el, 'keyup', key)
  }
  return isTaken || !isText(el) || el.value !== ''
}

/** Sends the field's form as a press of its button would (HTML, requestSubmit); gives whether there is one. */
export const sendForm = (field: number, button: number): boolean => {
  const el = elementOf(field)
  const sender = elementOf(button)
  const form = el && formOwnerOf(el)
  if (!form) return false
  const isSender =
    (sender instanceof HTMLButtonElement || sender instanceof HTMLInputElement) && sends(sender) && sender.form === form
  HTMLFormElement.prototype.requestSubmit.call(form, isSender ? (sender as HTMLElement) : null)
  return true
}
