import type { Circumstances, FormCapture, FormControl } from '../contract/form.ts'
import { recognizeForms } from './recognize.ts'
import type { RecognizedField, RecognizedForm } from './recognized.ts'
import { newLines, newMessages } from './signs.ts'

/** What was done before the page came to look as it does. */
export interface Sent {
  readonly intent: 'login' | 'signup'
  /** The page when the form was sent. */
  readonly before: FormCapture
  /** Name of the document that the form was in. */
  readonly from: string
}

/** A page after a form was sent, as it is judged. */
export interface Scene {
  readonly capture: FormCapture
  readonly sent: Sent
  readonly around: Circumstances
  readonly forms: readonly RecognizedForm[]
  /** Whether the document that the form was in has gone. */
  readonly navigated: boolean
  /** What it asks for: the same again, to sign in after a sign-up, or neither. */
  readonly asks: 'again' | 'sign_in' | 'nothing'
  /** Lines, messages and dialogs that were not there before. */
  readonly lines: readonly string[]
  /** Those that are marked up as messages, or were dialogs. */
  readonly messages: readonly string[]
  /** What the page is about: its headings, and its title where it has a new one. */
  readonly subject: readonly string[]
  /** HTTP status of the document that came; 0 where the old one still stands or no answer was seen. */
  readonly status: number
  /** The browser's own page stands where the site's would. */
  readonly failed: boolean
}

export const UNKNOWN: Circumstances = { changed: [], named: [], said: [] }

export const toScene = (capture: FormCapture, sent: Sent, around: Circumstances = UNKNOWN): Scene => {
  const forms = recognizeForms(capture)
  const navigated = !capture.frames.some(({ document }) => document === sent.from)
  const known = new Set([...sent.before.headings, sent.before.title])
  return {
    ...{ capture, sent, around, forms, navigated },
    asks: whatIsAsked(forms, { capture, sent }),
    lines: [...newLines(capture, sent.before), ...around.said],
    messages: [...newMessages(capture, sent.before), ...around.said],
    subject: [...capture.headings, capture.title].filter(text => !known.has(text)),
    status: isSameTop(capture, sent) ? 0 : (around.status ?? 0),
    failed: capture.url.startsWith('chrome-error:'),
  }
}

const isSameTop = ({ frames }: FormCapture, { before }: Sent): boolean =>
  frames[0]?.document === before.frames[0]?.document

/** A form that asks for a password, or for who one is. */
export const isAccountForm = ({ fields, intents }: RecognizedForm): boolean =>
  fields.some(({ kind }) => kind === 'password') ||
  (fields.some(({ kind }) => kind === 'identifier' || kind === 'username' || kind === 'email') &&
    Math.max(intents.login, intents.signup) >= 8)

const whatIsAsked = (
  forms: readonly RecognizedForm[],
  { capture, sent }: { readonly capture: FormCapture; readonly sent: Sent },
): Scene['asks'] => {
  const known = new Set(sent.before.controls.filter(({ visible }) => visible).map(nameOf))
  const account = forms.filter(isAccountForm)
  const isOld = (form: RecognizedForm) =>
    capture.frames[form.form.frame]?.document === sent.from &&
    telling(form).some(({ control }) => known.has(nameOf(control)))
  const suits = ({ intents }: RecognizedForm) =>
    sent.intent === 'login' ? intents.login >= intents.signup : intents.signup >= intents.login
  if (account.some(form => isOld(form) || (isNew(form, { capture, sent }) && suits(form)))) return 'again'
  return sent.intent === 'signup' && account.length > 0 ? 'sign_in' : 'nothing'
}

/** What tells a form from another that asks for the same account: its passwords, where it has any. */
const telling = ({ fields }: RecognizedForm): readonly RecognizedField[] => {
  const passwords = fields.filter(({ kind }) => kind === 'password')
  return passwords.length > 0 ? passwords : fields
}

const isNew = ({ form }: RecognizedForm, { capture, sent }: { capture: FormCapture; sent: Sent }): boolean =>
  capture.frames[form.frame]?.document !== sent.from

/** What a person knows a field by; not its id, which many libraries make anew. */
const nameOf = ({ kind, type, label, name, placeholder }: FormControl): string =>
  `${kind}|${type}|${label}|${name}|${placeholder}`
