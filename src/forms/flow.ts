import type { Circumstances, FormCapture, FormControl } from '../contract/form.ts'
import { kindOfButton } from './button.ts'
import { codePlaceOf, fillCode } from './code.ts'
import { type Evidence, toEvidence } from './evidence.ts'
import { type Available, type FillPlan, planLogin, planSignup, type ValueName } from './match.ts'
import { isBeyondDoubt, type Judgement, judge, type Stop, type StopState, wantsCaptcha } from './outcome.ts'
import { recognizeForms } from './recognize.ts'
import { isAccountForm, UNKNOWN } from './scene.ts'
import { newLines, says } from './signs.ts'

/** What to do next on a page. Refs are those of the capture that was looked at. */
export type Step =
  /** `signIn`: the form to sign in to the account that was just made. */
  | { readonly kind: 'fill'; readonly plan: FillPlan; readonly signIn?: true }
  /** Leads on: a banner's choice, a link or tab to the form, a way of signing in that takes a password. */
  | {
      readonly kind: 'press'
      readonly ref: string
      readonly why: 'banner' | 'open_form' | 'by_password' | 'by_email' | 'stay'
    }
  | { readonly kind: 'done'; readonly evidence: readonly Evidence[] }
  | {
      readonly kind: 'stop'
      readonly reason: Stop
      readonly state?: StopState
      /** What was seen for and against, where a form was sent. */
      readonly evidence?: readonly Evidence[]
    }
  /** Look again when the page has changed; at the end of patience, what `settle` makes of it. */
  | { readonly kind: 'wait' }

/** What has been done so far: `{ intent }` at first, kept with `advance`. */
export interface Progress {
  readonly intent: 'login' | 'signup'
  /** Values that were sent already. */
  readonly sent?: readonly ValueName[]
  /** The page when the last form was sent. */
  readonly before?: FormCapture
  /** Name of the document that the last form was in. */
  readonly from?: string
  /** Why things were pressed, so that nothing is pressed for ever. */
  readonly pressed?: readonly string[]
  readonly rounds?: number
  /** A sign-up was sent, and its new credential is now tried at the sign-in form that it led to. */
  readonly triesAccount?: true
}

/** More forms in a row than any site asks for. */
const MAX_ROUNDS = 6

/** Progress after a step was carried out on the page that `capture` shows. */
export const advance = (progress: Progress, step: Step, capture: FormCapture): Progress => {
  if (step.kind === 'press')
    return { ...progress, pressed: [...(progress.pressed ?? []), `${step.why} ${labelOf(capture, step.ref)}`] }
  if (step.kind !== 'fill') return progress
  const sent = [...new Set([...(progress.sent ?? []), ...step.plan.fill.map(({ value }) => value)])]
  const from = capture.frames[step.plan.form.form.frame]?.document ?? ''
  const next: Progress = { ...progress, sent, before: capture, from, rounds: (progress.rounds ?? 0) + 1 }
  return step.signIn ? { ...next, intent: 'login', triesAccount: true } : next
}

const labelOf = (capture: FormCapture, ref: string): string =>
  capture.controls.find(control => control.ref === ref)?.label ?? ''

/** The next step towards being signed in, or towards an account. Pure: the same page and progress give the same step. */
export const nextStep = (
  capture: FormCapture,
  progress: Progress,
  { around = UNKNOWN, ...available }: Available & { readonly around?: Circumstances },
): Step => {
  const { before } = progress
  if (!before) return firstForm(capture, progress, available)
  const judgement = judge(capture, { intent: progress.intent, before, from: progress.from ?? '' }, around)
  const at = { judgement, available }
  return progress.sent?.includes('password')
    ? afterPassword(capture, progress, at)
    : betweenForms(capture, progress, at)
}

/** What a page that goes on saying nothing comes to, when patience is over. */
export const settle = (capture: FormCapture, progress: Progress, around: Circumstances = UNKNOWN): Step => {
  if (wantsCaptcha(capture, true)) return { kind: 'stop', reason: 'captcha_required', state: 'captcha' }
  const { before, intent, from = '' } = progress
  if (!before) return { kind: 'stop', reason: 'form_not_found' }
  const judgement = judge(capture, { intent, before, from }, around)
  const isSilent = judgement.verdict === 'unclear' && judgement.untouched && !progress.triesAccount
  const { evidence } = judgement
  return { kind: 'stop', reason: isSilent ? 'no_navigation_after_submit' : 'outcome_unclear', evidence }
}

interface Judged {
  readonly judgement: Judgement
  readonly available: Available
}

const planFor = (capture: FormCapture, progress: Progress, available: Available): FillPlan | undefined =>
  progress.intent === 'login' ? planLogin(capture, available) : planSignup(capture, available)

const firstForm = (capture: FormCapture, progress: Progress, available: Available): Step => {
  const banner = press(capture, progress, 'banner', isBannerChoice)
  if (banner) return banner
  const plan = planFor(capture, progress, available)
  const fits = plan !== undefined && fitsIntent(plan, progress)
  if (plan && fits && (!plan.continues || asksWho(plan))) return { kind: 'fill', plan }
  return leadOn(capture, progress) ?? (plan && asksWho(plan) ? { kind: 'fill', plan } : nothingHere(capture))
}

/** A form that rather serves the other purpose is only taken where nothing leads to a better one. */
const fitsIntent = ({ form }: FillPlan, { intent }: Progress): boolean =>
  intent === 'signup' ? form.intents.signup >= form.intents.login : form.intents.login >= form.intents.signup - 4

const asksWho = ({ form, continues }: FillPlan): boolean =>
  !continues || isAccountForm(form) || form.intents.login > 2 || form.intents.signup > 2

/** Ways on from a page without the form: its link or tab, a choice of email or password. */
const leadOn = (capture: FormCapture, progress: Progress): Step | undefined =>
  press(capture, progress, 'by_email', ({ label }) => says('by_email', label)) ??
  press(capture, progress, 'open_form', control => leadsTo(control, progress)) ??
  press(capture, progress, 'by_password', ({ label }) => says('by_password', label))

/** A short link, tab or button that names the form; not one that sends what stands in a form. */
const leadsTo = (control: FormControl, { intent }: Progress): boolean =>
  control.label.length <= 40 && !control.submits && kindOfButton(control) === intent

const nothingHere = (capture: FormCapture): Step =>
  wantsCaptcha(capture, false) ? { kind: 'stop', reason: 'captcha_required', state: 'captcha' } : { kind: 'wait' }

/** After who one is was sent and before the password was. */
const betweenForms = (capture: FormCapture, progress: Progress, { judgement: refusal, available }: Judged): Step => {
  const plan = planFor(capture, progress, available)
  if (plan && !plan.continues) return { kind: 'fill', plan }
  if (refusal.verdict === 'stopped' && refusal.reason !== 'otp_required') return toStep(refusal)
  const byPassword = press(capture, progress, 'by_password', ({ label }) => says('by_password', label))
  if (byPassword) return byPassword
  if (plan && progress.intent === 'signup' && isNewForm(plan, progress)) return { kind: 'fill', plan }
  if (refusal.verdict === 'stopped') return withCode(capture, available) ?? toStep(refusal)
  if (newLines(capture, progress.before).some(line => says('link_sent', line))) return stoppedByLink(progress)
  return refusal.verdict === 'success' ? toStep(refusal) : { kind: 'wait' }
}

const stoppedByLink = ({ intent }: Progress): Step =>
  intent === 'signup'
    ? { kind: 'done', evidence: toEvidence(['mail_sent']) }
    : { kind: 'stop', reason: 'otp_required', state: 'magic_link' }

const afterPassword = (capture: FormCapture, progress: Progress, { judgement, available }: Judged): Step => {
  if (judgement.verdict === 'stopped' && judgement.reason === 'otp_required' && judgement.state === 'code') {
    const code = progress.sent?.includes('otp') ? undefined : withCode(capture, available)
    return code ?? toStep(judgement)
  }
  const open = judgement.verdict !== 'stopped' && !isBeyondDoubt(judgement)
  const stay = open && asksToStay(capture) ? press(capture, progress, 'stay', isPlainYes) : undefined
  if (stay) return stay
  if (progress.triesAccount) return accountStep(judgement)
  if (judgement.verdict !== 'unclear') return toStep(judgement)
  if (judgement.signIn) return signInStep(capture, available)
  const plan =
    progress.intent === 'signup' && (progress.rounds ?? 0) < MAX_ROUNDS ? planSignup(capture, available) : undefined
  return plan && isNewForm(plan, progress) ? { kind: 'fill', plan } : { kind: 'wait' }
}

/** A sign-up that leads to the sign-in form has made an account if the form takes it: a person would sign in now. */
const signInStep = (capture: FormCapture, available: Available): Step => {
  const plan = planLogin(capture, available)
  return plan && !plan.continues ? { kind: 'fill', plan, signIn: true } : { kind: 'wait' }
}

/** What became of an account that was tried at the sign-in form: one that is held or has to be verified is one. */
const accountStep = (judgement: Judgement): Step => {
  const { evidence } = judgement
  if (judgement.verdict === 'unclear') return { kind: 'wait' }
  if (judgement.verdict === 'success') return { kind: 'done', evidence: [...evidence, ...toEvidence(['signed_in'])] }
  const { reason, state } = judgement
  if (state === 'verify' || state === 'magic_link') return { kind: 'done', evidence: toEvidence(['mail_sent']) }
  if (state === 'locked') return { kind: 'done', evidence: toEvidence(['account_waits']) }
  if (reason !== 'invalid_credentials') return { kind: 'stop', reason, state, evidence }
  return { kind: 'stop', reason: 'outcome_unclear', evidence: [...evidence, ...toEvidence(['sign_in_refused'])] }
}

const toStep = (judgement: Judgement): Step => {
  const { evidence } = judgement
  if (judgement.verdict === 'success') return { kind: 'done', evidence }
  if (judgement.verdict === 'unclear') return { kind: 'wait' }
  return { kind: 'stop', reason: judgement.reason, state: judgement.state, evidence }
}

/** The plan that fills in the code, where there is one to fill in; each box of a row takes its part of it. */
const withCode = (capture: FormCapture, { values }: Available): Step | undefined => {
  if (!values.includes('otp')) return undefined
  const place = recognizeForms(capture)
    .map(codePlaceOf)
    .find(found => found !== undefined)
  const last = place?.fields.at(-1)?.field
  if (!place || !last) return undefined
  const { form } = place
  const button = form.buttons.find(
    ({ kind, control }) => control.kind === 'button' && /^(next|login|other)$/.test(kind),
  )
  const submit = { ...(button && { press: button.control.ref }), enter: last.control.ref }
  return { kind: 'fill', plan: { form, fill: fillCode(place), tick: [], submit, continues: false, missing: [] } }
}

/** Whether a form asks for something that the last one did not: another step, not the same form again. */
const isNewForm = ({ fill, form }: FillPlan, { before }: Progress): boolean => {
  const known = new Set(before?.controls.map(nameOf))
  return fill.length > 0 && form.fields.some(({ control }) => !known.has(nameOf(control)))
}

const nameOf = ({ label, name, id, placeholder }: FormControl): string => `${label}|${name}|${id}|${placeholder}`

const asksToStay = ({ text }: FormCapture): boolean =>
  text.length < 3000 && text.split('\n').some(line => says('stay', line))

const YES = /^(yes|ja|oui|si|sim|tak|はい|是|예|trust|continue|weiter|ok)\b|^はい$/i

const isPlainYes = ({ label }: FormControl): boolean => YES.test(label.trim())

const BANNER =
  /cookie|consent|gdpr|onetrust|didomi|usercentrics|cmp|ccpa|cc-|truste|quantcast|sp_choice|klaro|tarteaucitron/i
const REFUSE =
  /\b(do not agree|disagree|reject|decline|refuse|deny|only necessary|necessary only|essential only|only essential|ablehnen|nur notwendige|nur erforderliche|tout refuser|refuser|continuer sans accepter|rechazar|solo necesarias|recusar|rejeitar|rifiuta|solo necessari|weigeren|afwijzen|alleen noodzakelijke|odrzuc|tylko niezbedne)\b|拒否|すべて拒否|拒绝/i
const ACCEPT =
  /\b(accept|allow all|agree|got it|i understand|ok|okay|akzeptieren|zustimmen|alle erlauben|verstanden|accepter|j'accepte|aceptar|aceitar|accetta|accetto|accepteren|akkoord|akceptuj|zgadzam sie)\b|同意|許可|接受/i

/** A button that ends a cookie banner: one that refuses, where there is one; never in a form that asks for anything. */
const isBannerChoice = (control: FormControl, all: readonly FormControl[]): boolean => {
  if (!belongsToBanner(control)) return false
  return (
    REFUSE.test(control.label) ||
    (ACCEPT.test(control.label) &&
      !all.some(other => other.visible && belongsToBanner(other) && REFUSE.test(other.label)))
  )
}

const belongsToBanner = ({ kind, hints, id, label }: FormControl): boolean =>
  kind !== 'field' && label.length < 60 && (BANNER.test(`${hints} ${id}`) || /cookie/i.test(label))

/** Presses the first control that fits and was not pressed for the same reason, buttons before links; at most three a reason. */
const press = (
  capture: FormCapture,
  progress: Progress,
  why: Extract<Step, { kind: 'press' }>['why'],
  fits: (control: FormControl, all: readonly FormControl[]) => boolean,
): Step | undefined => {
  const done = (progress.pressed ?? []).filter(entry => entry.startsWith(`${why} `))
  if (done.length >= 3) return undefined
  const candidates = capture.controls.filter(
    control =>
      control.kind !== 'field' &&
      control.visible &&
      !control.disabled &&
      kindOfButton(control) !== 'sso' &&
      !done.includes(`${why} ${control.label}`) &&
      fits(control, capture.controls),
  )
  const best = candidates.toSorted((one, other) => rank(one) - rank(other))[0]
  return best && { kind: 'press', ref: best.ref, why }
}

const rank = ({ kind, type, region }: FormControl): number =>
  (type === 'tab' ? 0 : kind === 'button' ? 1 : 2) + (region === 'footer' ? 5 : 0)
