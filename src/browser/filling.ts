import type { ElementHandle, Frame } from 'puppeteer-core'
import type { Deadline } from '../lib/deadline.ts'
import { AppError } from '../lib/errors.ts'
import type { Secret } from '../lib/secret.ts'
import { sendForm, type Wanted, workOnField } from './injected/filling.ts'
import type { TakenForms } from './perception/form-capture.ts'
import { realmOf } from './perception/world.ts'
import { insidesOf, type Tab } from './tab.ts'
import { toTypedDocument } from './typed-document.ts'

/** Where what is typed into a field is, and where it would be sent. */
export interface FieldPlace {
  /** Origins of the field's frame and of every frame around it, the innermost first; `null` for an opaque one. */
  readonly origins: readonly string[]
  /** Addresses that its form and the buttons that send it name. */
  readonly sendsTo: readonly string[]
}

/** Hands on the forms of a capture: trusted input, held to the document that was looked at. */
export interface FormHands {
  readPlace(ref: string, button: string | undefined): Promise<FieldPlace>
  /** From here on the field's document counts as one that a secret was typed into. */
  holdDocument(ref: string): Promise<void>
  /**
   * Puts a value into a field, unless the field, its document or its form have changed since `place` was read: that is
   * checked in the same breath as the value is put in.
   * @throws AppError target_not_found where they have
   */
  fill(
    ref: string,
    value: Secret,
    at: { readonly place: FieldPlace; readonly button: string | undefined },
  ): Promise<void>
  /** Types key by key, for a row of boxes that passes the focus on. */
  type(ref: string, value: Secret): Promise<void>
  click(ref: string): Promise<void>
  pressEnter(ref: string): Promise<void>
  /** Has the field's form sent, as its button would. */
  requestSubmit(ref: string, button: string | undefined): Promise<void>
}

/** Hands on what a capture of the tab's forms shows. */
export const createFormHands = (tab: Tab, forms: TakenForms, deadline: Deadline): FormHands => {
  const { page } = insidesOf(tab)
  const take = <T>(work: () => Promise<T>): Promise<T> => tab.read(work, deadline)
  const buttonOf = async (ref: string | undefined): Promise<ElementHandle | null> =>
    ref === undefined ? null : (await forms.element(ref)).handle
  return {
    readPlace: (ref, button) =>
      take(async () => {
        const { handle, frame } = await forms.element(ref)
        const [sendsTo, origins] = await Promise.all([
          handle.evaluate(workOnField, await buttonOf(button), null),
          originsOf(frame),
        ])
        return { origins, sendsTo: Array.isArray(sendsTo) ? sendsTo : [] }
      }),
    holdDocument: ref =>
      take(async () => {
        const { frame } = await forms.element(ref)
        insidesOf(tab).stack.policy.taint?.hold(toTypedDocument(page, frame))
      }),
    fill: (ref, value, { place, button }) =>
      take(async () => {
        const { handle } = await forms.element(ref)
        const wanted: Wanted = { value: value.reveal(), origin: place.origins[0] ?? '', sendsTo: place.sendsTo }
        if (!(await handle.evaluate(workOnField, await buttonOf(button), wanted)))
          throw new AppError('target_not_found', 'the form changed while it was filled in')
        await page.keyboard.press('End') // for pages that listen to keys alone; it says nothing of the value
      }),
    type: (ref, value) =>
      take(async () => {
        const { handle } = await forms.element(ref)
        await handle.focus()
        await page.keyboard.type(value.reveal())
      }),
    click: ref => take(async () => await (await forms.element(ref)).handle.click()),
    pressEnter: ref =>
      take(async () => {
        const { handle } = await forms.element(ref)
        await handle.focus()
        await page.keyboard.press('Enter')
      }),
    requestSubmit: (ref, button) =>
      take(async () => {
        const { handle } = await forms.element(ref)
        await handle.evaluate(sendForm, await buttonOf(button))
      }),
  }
}

const originsOf = async (frame: Frame): Promise<string[]> => {
  const origins: string[] = []
  for (let at: Frame | null = frame; at; at = at.parentFrame())
    origins.push(String(await realmOf(at).evaluate('self.origin')))
  return origins
}
