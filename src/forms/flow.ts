import type { FormCapture, FormControl } from '../contract/form.ts'
import { kindOfButton } from './button.ts'
import { codePlaceOf, fillCode } from './code.ts'
import { type Available, type FillPlan, planLogin, planSignup, type ValueName } from './match.ts'
import { isAccountForm, type Judgement, judge, type Sent, type Stop, type StopState, wantsCaptcha } from './outcome.ts'
import { recognizeForms } from './recognize.ts'
import { newLines, says } from './signs.ts'

/** What to do next on a page. Refs are those of the capture that was looked at. */
export type Step =
  | { readonly kind: 'fill'; readonly plan: FillPlan }
  /** Leads on: a banner's choice, a link or tab to the form, a way of signing in that takes a password. */
  | {
      readonly kind: 'press'
      readonly ref: string
      readonly why: 'banner' | 'open_form' | 'by_password' | 'by_email' | 'stay'
    }
  | { readonly kind: 'done'; readonly evidence: Extract<Judgement, { verdict: 'success' }>['evidence'] }
  | { readonly kind: 'stop'; readonly reason: Stop; readonly state?: StopState }
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
  return { ...progress, sent, before: capture, from, rounds: (progress.rounds ?? 0) + 1 }
}

const labelOf = (capture: FormCapture, ref: string): string =>
  capture.controls.find(control => control.ref === ref)?.label ?? ''

/** The next step towards being signed in, or towards an account. Pure: the same page and progress give the same step. */
export const nextStep = (capture: FormCapture, progress: Progress, available: Available): Step => {
  if (progress.sent?.includes('password') && progress.before) return afterPassword(capture, progress, available)
  if (progress.before) return betweenForms(capture, progress, available)
  return firstForm(capture, progress, available)
}

/** What a page that goes on saying nothing comes to, when patience is over. */
export const settle = (capture: FormCapture, progress: Progress): Step => {
  if (wantsCaptcha(capture, true)) return { kind: 'stop', reason: 'captcha_required', state: 'captcha' }
  return progress.before
    ? { kind: 'stop', reason: 'no_navigation_after_submit' }
    : { kind: 'stop', reason: 'form_not_found' }
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
const betweenForms = (capture: FormCapture, progress: Progress, available: Available): Step => {
  const plan = planFor(capture, progress, available)
  if (plan && !plan.continues) return { kind: 'fill', plan }
  const refusal = judge(capture, sentOf(progress))
  if (refusal.verdict === 'stopped' && refusal.reason !== 'otp_required') return toStep(refusal)
  const byPassword = press(capture, progress, 'by_password', ({ label }) => says('by_password', label))
  if (byPassword) return byPassword
  if (plan && progress.intent === 'signup' && isNewForm(plan, progress)) return { kind: 'fill', plan }
  if (refusal.verdict === 'stopped') return withCode(capture, available) ?? toStep(refusal)
  if (newLines(capture, progress.before).some(line => says('link_sent', line))) return toStep(stoppedByLink(progress))
  return refusal.verdict === 'success' ? toStep(refusal) : { kind: 'wait' }
}

const stoppedByLink = ({ intent }: Progress): Judgement =>
  intent === 'signup'
    ? { verdict: 'success', evidence: 'mail_sent' }
    : { verdict: 'stopped', reason: 'otp_required', state: 'magic_link' }

const afterPassword = (capture: FormCapture, progress: Progress, available: Available): Step => {
  const judgement = judge(capture, sentOf(progress))
  if (judgement.verdict === 'stopped' && judgement.reason === 'otp_required' && judgement.state === 'code') {
    const code = progress.sent?.includes('otp') ? undefined : withCode(capture, available)
    return code ?? toStep(judgement)
  }
  const open = judgement.verdict === 'unclear' || (judgement.verdict === 'success' && judgement.evidence !== 'logout')
  const stay = open && asksToStay(capture) ? press(capture, progress, 'stay', isPlainYes) : undefined
  if (stay) return stay
  if (judgement.verdict !== 'unclear') return toStep(judgement)
  const plan =
    progress.intent === 'signup' && (progress.rounds ?? 0) < MAX_ROUNDS ? planSignup(capture, available) : undefined
  return plan && isNewForm(plan, progress) ? { kind: 'fill', plan } : { kind: 'wait' }
}

const sentOf = ({ intent, before, from = '' }: Progress): Sent => {
  if (!before) throw new Error('nothing was sent yet')
  return { intent, before, from }
}

const toStep = (judgement: Judgement): Step => {
  if (judgement.verdict === 'success') return { kind: 'done', evidence: judgement.evidence }
  if (judgement.verdict === 'unclear') return { kind: 'wait' }
  return { kind: 'stop', reason: judgement.reason, state: judgement.state }
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
