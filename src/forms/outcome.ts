import type { Circumstances, FormCapture } from '../contract/form.ts'
import { wantsCode } from './code.ts'
import {
  ENOUGH,
  type Evidence,
  isAbout,
  isInside,
  isSmall,
  readSigns,
  type Sign,
  saysWrong,
  speaksOfAccount,
  toEvidence,
  weigh,
} from './evidence.ts'
import { type Scene, type Sent, toScene } from './scene.ts'
import { says } from './signs.ts'

/** Why a form came to nothing: reasons of the error catalogue. */
export type Stop =
  | 'invalid_credentials'
  | 'otp_required'
  | 'captcha_required'
  | 'form_not_found'
  | 'no_navigation_after_submit'
  | 'outcome_unclear'
  | 'form_refused'
  | 'secret_in_address'

/** What the site said more exactly. */
export type StopState =
  | 'wrong'
  | 'locked'
  | 'code'
  | 'device'
  | 'verify'
  | 'magic_link'
  | 'captcha'
  | 'taken'
  | 'fields'

/** What a page says after a form was sent; `evidence` names what was seen for and against. */
export type Judgement = { readonly evidence: readonly Evidence[] } & (
  | { readonly verdict: 'success' }
  | { readonly verdict: 'stopped'; readonly reason: Stop; readonly state: StopState }
  /** Nothing that says either; look again when the page has changed. `signIn`: a sign-up led to the sign-in form. */
  | { readonly verdict: 'unclear'; readonly signIn: boolean; readonly untouched: boolean }
)

/** Judges a page after an identity and a password were sent, as a person would. Pure: the same page gives the same. */
export const judge = (capture: FormCapture, sent: Sent, around?: Circumstances): Judgement => {
  const scene = toScene(capture, sent, around)
  const evidence = readSigns(scene)
  const untouched = !scene.navigated && isUntouched(scene)
  const unclear: Judgement = {
    verdict: 'unclear',
    evidence,
    signIn: scene.asks === 'sign_in' && scene.status < 400,
    untouched,
  }
  const stop = scene.asks === 'again' ? stopAtForm(scene) : untouched ? undefined : stopElsewhere(scene)
  if (stop) return { verdict: 'stopped', ...stop, evidence }
  if (untouched || scene.asks === 'again') return unclear
  const made = sent.intent === 'signup' ? [...evidence, ...toEvidence(signsOfAccount(scene))] : evidence
  return weigh(made) >= ENOUGH ? { verdict: 'success', evidence: made } : { ...unclear, evidence: made }
}

interface Stopped {
  readonly reason: Stop
  readonly state: StopState
}

/** The page has not answered yet: nothing new in it to read or to solve. */
const isUntouched = ({ capture, sent: { before }, lines }: Scene): boolean =>
  lines.length === 0 &&
  capture.controls.filter(({ visible }) => visible).length ===
    before.controls.filter(({ visible }) => visible).length &&
  capture.captchas.filter(({ shown }) => shown).length <= before.captchas.filter(({ shown }) => shown).length

/** A check that stands there, or a page that is nothing else. */
export const wantsCaptcha = (capture: FormCapture, asking: boolean): boolean =>
  capture.captchas.some(({ shown }) => shown) ||
  (!asking &&
    capture.text.length < 1500 &&
    capture.text.split('\n').some(line => line.length < 200 && says('human', line)))

/** Why a form stands there still, or again. A captcha explains it, a message explains it better than the form itself. */
const stopAtForm = (scene: Scene): Stopped | undefined => {
  const { capture, sent, navigated, status } = scene
  if (!navigated && isUntouched(scene)) return undefined
  if (wantsCaptcha(capture, true)) return { reason: 'captcha_required', state: 'captcha' }
  if (wantsCode(scene.forms)) return { reason: 'otp_required', state: 'code' }
  if (sent.intent === 'signup') return signupRefusal(scene)
  if (scene.lines.some(line => says('locked', line))) return LOCKED
  if (scene.lines.some(line => says('wrong', line))) return WRONG
  if (isNewlyInvalid(scene)) return WRONG
  return navigated && status < 500 ? WRONG : undefined
}

const WRONG: Stopped = { reason: 'invalid_credentials', state: 'wrong' }
const LOCKED: Stopped = { reason: 'invalid_credentials', state: 'locked' }
const TAKEN: Stopped = { reason: 'form_refused', state: 'taken' }
const FIELDS: Stopped = { reason: 'form_refused', state: 'fields' }

/** A field that the page marks as wrong, and did not before. */
const isNewlyInvalid = ({ capture, sent }: Scene): boolean =>
  capture.controls.filter(({ invalid, visible }) => invalid && visible).length >
  sent.before.controls.filter(({ invalid, visible }) => invalid && visible).length

const signupRefusal = (scene: Scene): Stopped | undefined => {
  const lines = withoutLabels(scene)
  if (lines.some(line => says('taken', withoutQuestions(line)))) return TAKEN
  if (lines.some(line => says('wrong', line))) return FIELDS
  return scene.messages.some(line => says('missing', line)) || isNewlyInvalid(scene) ? FIELDS : undefined
}

/** "I am registered already" is what a link says. */
const withoutLabels = ({ lines, capture }: Scene): string[] => {
  const labels = new Set(capture.controls.filter(({ kind }) => kind !== 'field').map(({ label }) => label))
  return lines.filter(line => !labels.has(line))
}

/** "Already a member? Sign in" is no answer to what was sent. */
const withoutQuestions = (line: string): string => line.replace(/[^.!?？؟。！]*[?？؟]/g, ' ')

/** Longest line that is a statement about an account, in characters. */
const STATEMENT = 200

/** What stands in the way where the form has gone. What only a signed-in person sees turns most of it into a notice. */
const stopElsewhere = (scene: Scene): Stopped | undefined => {
  const { capture, forms, sent, status } = scene
  const inside = isInside(scene)
  if (scene.failed || status >= 500) return undefined
  if (!inside && scene.asks === 'nothing' && wantsCaptcha(capture, false))
    return { reason: 'captcha_required', state: 'captcha' }
  if (scene.asks === 'nothing' && wantsCode(forms) && (!inside || isAbout(scene, line => says('second', line))))
    return { reason: 'otp_required', state: 'code' }
  return sent.intent === 'signup' ? accountStop(scene) : loginStop(scene)
}

const loginStop = (scene: Scene): Stopped | undefined => {
  const inside = isInside(scene)
  const isHeld = (line: string) => line.length <= STATEMENT && says('held', line)
  const isMine = (line: string) => isHeld(line) && says('own_account', line)
  if (isAbout(scene, isHeld) || (isSmall(scene) && scene.lines.some(isMine))) return LOCKED
  if (scene.status === 429 || (!inside && isAbout(scene, line => says('locked', line)))) return LOCKED
  const more = secondProof(scene)
  if (more) return { reason: 'otp_required', state: more }
  if (scene.status === 401) return WRONG
  // A page of several things may speak of somebody else's, and what keeps visitors out speaks of access too.
  const isPlain = !inside && isSmall(scene) && scene.status < 400 && !hasMore(scene)
  return isPlain && scene.lines.some(saysWrong) ? WRONG : undefined
}

const hasMore = (scene: Scene): boolean =>
  readSigns(scene).some(({ sign }) => sign === 'new_controls' || sign === 'inside_words' || sign === 'account_named')

/** Which other proof the page wants, where it is about that. */
const secondProof = (scene: Scene): StopState | undefined => {
  const speaks = (word: 'device' | 'second' | 'verify' | 'link_sent') => isAbout(scene, line => says(word, line))
  if (speaks('link_sent')) return 'magic_link'
  if (speaks('device')) return 'device'
  if (speaks('second')) return 'code'
  return speaks('verify') ? 'verify' : undefined
}

const accountStop = (scene: Scene): Stopped | undefined => {
  const lines = withoutLabels(scene)
  const isTaken = (line: string) => says('taken', withoutQuestions(line)) && speaksOfAccount(line)
  if (!isInside(scene) && isSmall(scene) && lines.some(isTaken)) return TAKEN
  return undefined
}

/** What a site says of an account that it has just made. */
const signsOfAccount = (scene: Scene): Sign[] => {
  const speaks = (word: 'created' | 'link_sent' | 'verify' | 'held') =>
    isAbout(scene, line => line.length <= STATEMENT && says(word, line))
  if (speaks('created')) return ['created']
  if (speaks('link_sent') || speaks('verify')) return ['mail_sent']
  return speaks('held') ? ['account_waits'] : []
}

/** Whether a success leaves no question that the page may still ask. */
export const isBeyondDoubt = ({ evidence }: Judgement): boolean => evidence.some(({ sign }) => sign === 'way_out')
