import type { FormCapture } from '../contract/form.ts'
import { wantsCode } from './code.ts'
import { recognizeForms } from './recognize.ts'
import type { RecognizedForm } from './recognized.ts'
import { newLines, newMessages, offersLogout, says } from './signs.ts'

/** Why a form came to nothing: reasons of the error catalogue. */
export type Stop =
  | 'invalid_credentials'
  | 'otp_required'
  | 'captcha_required'
  | 'form_not_found'
  | 'no_navigation_after_submit'
  | 'form_refused'
  | 'secret_in_address'

/** What the site said more exactly. */
export type StopState = 'wrong' | 'locked' | 'code' | 'magic_link' | 'captcha' | 'taken' | 'fields'

/** What a page says after a form was sent. */
export type Judgement =
  /** It is seen, not assumed: `evidence` names what. */
  | { readonly verdict: 'success'; readonly evidence: 'logout' | 'inside' | 'form_gone' | 'created' | 'mail_sent' }
  | { readonly verdict: 'stopped'; readonly reason: Stop; readonly state: StopState }
  /** Nothing that says either; look again when the page has changed. */
  | { readonly verdict: 'unclear' }

/** What was done before the page came to look as it does. */
export interface Sent {
  readonly intent: 'login' | 'signup'
  /** The page when the form was sent. */
  readonly before: FormCapture
  /** Name of the document that the form was in. */
  readonly from: string
}

/**
 * Judges a page after an identity and a password were sent. Order matters: a captcha explains a form that stays, a
 * message explains it better than the form itself, and a page is only taken for success where no form is left.
 */
export const judge = (capture: FormCapture, sent: Sent): Judgement => {
  const forms = recognizeForms(capture)
  const asking = forms.some(isAccountForm)
  const refusal = refusalOf(capture, { sent, asking })
  const asksAsBefore = forms.some(form => isAccountForm(form) && isInDocument(form, capture, sent.from))
  if (!refusal && !asksAsBefore && offersLogout(capture, sent.before)) return { verdict: 'success', evidence: 'logout' }
  const navigated = !capture.frames.some(({ document }) => document === sent.from)
  if (!navigated && isUntouched(capture, sent)) return { verdict: 'unclear' }
  if (wantsCaptcha(capture, asking)) return stopped('captcha_required', 'captcha')
  if (wantsCode(forms)) return stopped('otp_required', 'code')
  if (refusal) return refusal
  if (asking) return navigated ? judgeAnew(sent) : { verdict: 'unclear' }
  return judgeGone(capture, { sent, navigated })
}

const isInDocument = ({ form }: RecognizedForm, { frames }: FormCapture, document: string): boolean =>
  frames[form.frame]?.document === document

/** The page has not answered yet: the same document, and nothing new in it to read or to solve. */
const isUntouched = (capture: FormCapture, { before }: Sent): boolean =>
  newLines(capture, before).length === 0 &&
  capture.controls.filter(({ visible }) => visible).length ===
    before.controls.filter(({ visible }) => visible).length &&
  capture.captchas.filter(({ shown }) => shown).length <= before.captchas.filter(({ shown }) => shown).length

const stopped = (reason: Stop, state: StopState): Judgement => ({ verdict: 'stopped', reason, state })

/** A form that still asks for a password, or for who one is. */
export const isAccountForm = ({ fields, intents }: RecognizedForm): boolean =>
  fields.some(({ kind }) => kind === 'password') ||
  (fields.some(({ kind }) => kind === 'identifier' || kind === 'username' || kind === 'email') &&
    Math.max(intents.login, intents.signup) >= 8)

/** A check that stands there, or a page that is nothing else. */
export const wantsCaptcha = (capture: FormCapture, asking: boolean): boolean =>
  capture.captchas.some(({ shown }) => shown) ||
  (!asking &&
    capture.text.length < 1500 &&
    capture.text.split('\n').some(line => line.length < 200 && says('human', line)))

const refusalOf = (capture: FormCapture, at: { sent: Sent; asking: boolean }): Judgement | undefined => {
  const { sent, asking } = at
  const messages = newMessages(capture, sent.before)
  const lines = [...messages, ...(asking ? newLines(capture, sent.before) : [])]
  if (sent.intent === 'signup') return asking ? signupRefusal(withoutLabels(lines, capture), messages) : undefined
  if (lines.some(line => says('locked', line))) return stopped('invalid_credentials', 'locked')
  if (lines.some(line => says('wrong', line))) return stopped('invalid_credentials', 'wrong')
  return undefined
}

const signupRefusal = (lines: readonly string[], messages: readonly string[]): Judgement | undefined => {
  if (lines.some(line => says('taken', withoutQuestions(line)))) return stopped('form_refused', 'taken')
  if (lines.some(line => says('wrong', line))) return stopped('form_refused', 'fields')
  return messages.some(line => says('missing', line)) ? stopped('form_refused', 'fields') : undefined
}

/** "I am registered already" is what a link says. */
const withoutLabels = (lines: readonly string[], { controls }: FormCapture): string[] => {
  const labels = new Set(controls.filter(({ kind }) => kind !== 'field').map(({ label }) => label))
  return lines.filter(line => !labels.has(line))
}

/** "Already a member? Sign in" is no answer to what was sent. */
const withoutQuestions = (line: string): string => line.replace(/[^.!?？؟。！]*[?？؟]/g, ' ')

/** The form came again in a new document: the site did not take it. */
const judgeAnew = ({ intent }: Sent): Judgement =>
  intent === 'login' ? stopped('invalid_credentials', 'wrong') : stopped('form_refused', 'fields')

const judgeGone = (capture: FormCapture, { sent, navigated }: { sent: Sent; navigated: boolean }): Judgement => {
  const lines = newLines(capture, sent.before)
  if (sent.intent === 'signup' && lines.some(line => says('created', line)))
    return { verdict: 'success', evidence: 'created' }
  if (lines.some(line => says('link_sent', line))) {
    return sent.intent === 'signup'
      ? { verdict: 'success', evidence: 'mail_sent' }
      : stopped('otp_required', 'magic_link')
  }
  if (lines.some(line => says('inside', line)) || says('inside', capture.title))
    return { verdict: 'success', evidence: 'inside' }
  const elsewhere = addressOf(capture.url) !== addressOf(sent.before.url)
  return elsewhere && navigated && lines.length > 0
    ? { verdict: 'success', evidence: 'form_gone' }
    : { verdict: 'unclear' }
}

const addressOf = (url: string): string => url.split(/[?#]/)[0] ?? url
