/** Runs in the page, in our own world. Each function stands alone: it is sent to the browser as its text. */

/** What was looked at before a value is put in. */
export interface Wanted {
  readonly value: string
  readonly origin: string
  readonly sendsTo: readonly string[]
}

/**
 * Without `wanted`: the addresses that a field's form is sent to: the form's own, that of the button that will be pressed,
 * and that of the button that Enter stands for. With it: puts the value in, if nothing of that has changed; gives
 * whether it did. Everything is read past fields that are named like properties of the form (DOM clobbering).
 */
export const workOnField = (
  field: Element,
  button: Element | null,
  wanted: Wanted | null,
): readonly string[] | boolean => {
  const own = (prototype: object, name: string, of: Element): unknown =>
    Object.getOwnPropertyDescriptor(prototype, name)?.get?.call(of)
  const sends = (element: Element): boolean =>
    (element instanceof HTMLButtonElement && element.type === 'submit') ||
    (element instanceof HTMLInputElement && (element.type === 'submit' || element.type === 'image'))
  const readDestination = (): string[] => {
    const form = 'form' in field ? (field.form as HTMLFormElement | null) : null
    if (!form) return []
    const elements = own(HTMLFormElement.prototype, 'elements', form) as HTMLFormControlsCollection
    const senders = [button, [...elements].find(sends)].flatMap(element =>
      element && sends(element) && element.hasAttribute('formaction') ? [element] : [],
    )
    const actionOf = (element: Element): string =>
      String(
        own(
          element instanceof HTMLButtonElement ? HTMLButtonElement.prototype : HTMLInputElement.prototype,
          'formAction',
          element,
        ),
      )
    return [String(own(HTMLFormElement.prototype, 'action', form)), ...senders.map(actionOf)]
  }
  if (!wanted) return readDestination()

  const isUnchanged = (): boolean =>
    field.isConnected && self.origin === wanted.origin && readDestination().join('\n') === wanted.sendsTo.join('\n')
  const setValue = (target: HTMLInputElement | HTMLTextAreaElement) => {
    const prototype = target instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(target, wanted.value)
    for (const name of ['input', 'change']) target.dispatchEvent(new Event(name, { bubbles: true, composed: true }))
  }
  if (!isUnchanged()) return false
  ;(field as HTMLElement).focus()
  if (!isUnchanged()) return false // what listens to the focus may have swapped the form
  const root = field.getRootNode() as Document | ShadowRoot
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    if (field.value === wanted.value) return true
    if (root.activeElement === field) {
      field.select()
      document.execCommand('insertText', false, wanted.value)
    }
    if (field.value !== wanted.value && isUnchanged()) setValue(field)
    return field.value !== ''
  }
  if (root.activeElement !== field) return false
  document.execCommand('selectAll')
  return document.execCommand('insertText', false, wanted.value)
}

/** Sends the field's form as a press of its button would (HTML, requestSubmit); gives whether there is one. */
export const sendForm = (field: Element, button: Element | null): boolean => {
  const form = 'form' in field ? (field.form as HTMLFormElement | null) : null
  if (!form) return false
  const isSender =
    (button instanceof HTMLButtonElement || button instanceof HTMLInputElement) &&
    /^(submit|image)$/.test(button.type) &&
    button.form === form
  HTMLFormElement.prototype.requestSubmit.call(form, isSender ? (button as HTMLElement) : null)
  return true
}
