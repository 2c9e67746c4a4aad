import type { Frame } from 'puppeteer-core'
import type { Deadline } from '../lib/deadline.ts'
import { AppError } from '../lib/errors.ts'
import type { Secret } from '../lib/secret.ts'
import type { Wanted } from './injected/filling.ts'
import type { PageScript } from './injected/page-script.ts'
import type { TakenForms } from './perception/form-capture.ts'
import type { RefTarget } from './perception/refs.ts'
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

/** What is put into a field. */
export interface FieldValue {
  readonly value: Secret
  /** Whether it goes in key by key, as codes do: pages listen to each. */
  readonly keys: boolean
  /** Whether the field is to give its content to nobody from now on. */
  readonly secret: boolean
  readonly place: FieldPlace
  readonly button: string | undefined
}

/** Hands on the forms of a capture: trusted input, held to the document that was looked at. */
export interface FormHands {
  readPlace(ref: string, button: string | undefined): Promise<FieldPlace>
  /** From here on the field's document counts as one that a secret was typed into. */
  holdDocument(ref: string): Promise<void>
  /**
   * Puts a value into a field, unless the field, its document or its form have changed since `place` was read: that is
   * checked in the same evaluation that puts it in. What is put in, keys too, is handed to the field itself and goes to
   * nothing else, whatever has the focus.
   * @throws AppError target_not_found where they have
   */
  fill(ref: string, value: FieldValue): Promise<void>
  /** Tells the page once more what stands in fields, for a script that came after they were filled. */
  announce(refs: readonly string[]): Promise<void>
  click(ref: string): Promise<void>
  pressEnter(ref: string): Promise<void>
  /** Has the field's form sent, as its button would. */
  requestSubmit(ref: string, button: string | undefined): Promise<void>
  /** How many times the field's document has kept a form from sending a secret in its address. */
  countHeldForms(ref: string): Promise<number>
}

type Method = 'fieldDestinations' | 'putIn' | 'announceAgain' | 'sendForm' | 'countHeldForms'

/**
 * Calls a method of the page script in the document of a field and in no other. Arguments travel beside the source text.
 * @throws AppError target_not_found where the document has gone
 */
const callThere = async <K extends Method>(
  { frame, doc }: RefTarget,
  method: K,
  ...args: Parameters<PageScript[K]>
): Promise<ReturnType<PageScript[K]>> => {
  const answer = await realmOf(frame).evaluate(
    (wanted, name, given) => {
      const { chaperone } = globalThis as unknown as { chaperone?: PageScript }
      if (chaperone?.docId() !== wanted) return null
      return { result: (chaperone[name] as (...all: unknown[]) => unknown)(...given) }
    },
    doc,
    method,
    args as readonly unknown[],
  )
  if (!answer) throw new AppError('target_not_found', 'the page changed since its forms were read')
  return answer.result as ReturnType<PageScript[K]>
}

/** No element has this number. */
const NONE = 0

/** Hands on what a capture of the tab's forms shows. */
export const createFormHands = (tab: Tab, forms: TakenForms, deadline: Deadline): FormHands => {
  const { page } = insidesOf(tab)
  const take = <T>(work: () => Promise<T>): Promise<T> => tab.read(work, deadline)
  const numberOf = (ref: string | undefined): number => (ref === undefined ? NONE : forms.target(ref).number)
  return {
    readPlace: (ref, button) =>
      take(async () => {
        const target = forms.target(ref)
        const [sendsTo, origins] = await Promise.all([
          callThere(target, 'fieldDestinations', target.number, numberOf(button)),
          originsOf(target.frame),
        ])
        return { origins, sendsTo }
      }),
    holdDocument: ref =>
      take(async () => insidesOf(tab).stack.policy.taint?.hold(toTypedDocument(page, forms.target(ref).frame))),
    fill: (ref, { value, keys, secret, place, button }) =>
      take(async () => {
        const target = forms.target(ref)
        const { origins, sendsTo } = place
        const wanted: Wanted = { value: value.reveal(), keys, origin: origins[0] ?? '', sendsTo, secret }
        if (!(await callThere(target, 'putIn', target.number, numberOf(button), wanted)))
          throw new AppError('target_not_found', 'the form changed while it was filled in')
      }),
    announce: refs =>
      take(async () => {
        const targets = refs.map(forms.target)
        await Promise.all(targets.map(target => callThere(target, 'announceAgain', target.number)))
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
        const target = forms.target(ref)
        await callThere(target, 'sendForm', target.number, numberOf(button))
      }),
    countHeldForms: ref => take(() => callThere(forms.target(ref), 'countHeldForms')),
  }
}

const originsOf = async (frame: Frame): Promise<string[]> => {
  const origins: string[] = []
  for (let at: Frame | null = frame; at; at = at.parentFrame())
    origins.push(String(await realmOf(at).evaluate('self.origin')))
  return origins
}
