import type { FormCapture, FormControl } from '../contract/form.ts'
import { speaksOf } from './field.ts'
import { recognizeForms } from './recognize.ts'
import type { RecognizedButton, RecognizedField, RecognizedForm } from './recognized.ts'
import { toPlain } from './text.ts'

/** Names of the values that a caller can fill in; the plan never holds the values. */
export type ValueName = 'email' | 'username' | 'password' | 'otp' | 'first_name' | 'last_name' | 'full_name' | 'phone'

export interface FillStep {
  readonly ref: string
  readonly value: ValueName
  /** Only these characters of the value, from 0: the field is one of a row of boxes. */
  readonly part?: { readonly from: number; readonly to: number }
}

/** What to do with one form. */
export interface FillPlan {
  readonly form: RecognizedForm
  /** In document order. */
  readonly fill: readonly FillStep[]
  /** Boxes to tick: consent that the form asks for, never a newsletter. */
  readonly tick: readonly string[]
  /** The button that sends it, if there is one, and the field to press Enter in where there is none or it does nothing. */
  readonly submit: { readonly press?: string; readonly enter: string }
  /** A first page that asks only who one is: the password comes on the next. */
  readonly continues: boolean
  /** Required fields for which there is no value. */
  readonly missing: readonly RecognizedField[]
}

/** What the caller has. */
export interface Available {
  readonly values: readonly ValueName[]
}

/** The plan for signing in, or undefined where no form takes an identity or a password. */
export const planLogin = (capture: FormCapture, available: Available): FillPlan | undefined => {
  const form = pick(recognizeForms(capture), 'login')
  if (!form) return undefined
  const password = passwordToSignIn(form)
  const identity = identityBefore(form, password)
  const fill: FillStep[] = []
  if (identity) fill.push({ ref: identity.control.ref, value: identityValue(identity, available) })
  if (password) fill.push({ ref: password.control.ref, value: 'password' })
  const otp = form.fields.find(({ kind }) => kind === 'otp')
  if (otp && available.values.includes('otp')) fill.push({ ref: otp.control.ref, value: 'otp' })
  const last = fill.at(-1)
  if (!last) return undefined
  return {
    form,
    fill,
    tick: [],
    submit: submitOf(form, 'login', last.ref),
    continues: !password,
    missing: [],
  }
}

/** The plan for making an account, or undefined where no form takes an email address or a new password. */
export const planSignup = (capture: FormCapture, available: Available): FillPlan | undefined => {
  const form = pick(recognizeForms(capture), 'signup')
  if (!form) return undefined
  const fill: FillStep[] = []
  const missing: RecognizedField[] = []
  for (const field of form.fields) {
    const value = signupValue(field)
    if (value && available.values.includes(value)) fill.push({ ref: field.control.ref, value })
    else if (field.control.required && !isBox(field)) missing.push(field)
  }
  const nameless = fill.some(({ value }) => /^(email|username)$/.test(value)) ? undefined : unnamedIdentity(form)
  if (nameless) fill.unshift({ ref: nameless.control.ref, value: 'email' })
  const last = fill.at(-1)
  if (!last) return undefined
  const consent = form.fields.filter(({ kind, control }) => kind === 'consent' && control.checked === false)
  return {
    form,
    fill,
    tick: consent.map(({ control }) => control.ref),
    submit: submitOf(form, 'signup', last.ref),
    continues: !fill.some(({ value }) => value === 'password'),
    missing,
  }
}

/** Where nothing says who one is to be, the field before the password does, in whatever words. */
const unnamedIdentity = ({ fields }: RecognizedForm): RecognizedField | undefined => {
  const password = fields.find(({ kind }) => kind === 'password')
  const texts = fields.filter(({ kind, control }) => kind === 'text' && /^(text|textbox)$/.test(control.type))
  return password && (texts.findLast(({ order }) => order < password.order) ?? texts[0])
}

const isBox = ({ control }: RecognizedField): boolean => control.type === 'checkbox' || control.type === 'radio'

const pick = (forms: readonly RecognizedForm[], intent: 'login' | 'signup'): RecognizedForm | undefined => {
  const usable = forms.filter(form => form.intents[intent] > -10)
  return usable.toSorted((one, other) => other.intents[intent] - one.intents[intent])[0]
}

const passwordToSignIn = ({ fields }: RecognizedForm): RecognizedField | undefined => {
  const passwords = fields.filter(({ kind }) => kind === 'password')
  const typed = passwords.filter(({ control }) => control.type === 'password')
  const candidates = typed.length > 0 ? typed : passwords
  return candidates.find(({ control }) => /current-password/.test(control.autocomplete)) ?? candidates[0]
}

/** What may say who one is, best first; names and the like only stand in where nothing better comes before the password. */
const IDENTITY_RANK: Readonly<Record<string, number>> = {
  identifier: 6,
  username: 6,
  email: 6,
  full_name: 3,
  phone: 3,
  first_name: 2,
  company: 2,
  text: 1,
  password: 1,
}

/** The field that says who one is: the best kind, the nearest before the password among equals. */
const identityBefore = (
  { fields }: RecognizedForm,
  password: RecognizedField | undefined,
): RecognizedField | undefined => {
  const typed = fields.filter(({ control }) => /^(text|email|tel|url|textbox|number|search)$/.test(control.type))
  const ranked = typed
    .map(field => ({ field, rank: rankIdentity(field, password) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((one, other) => other.rank - one.rank)
  return ranked[0]?.field
}

const rankIdentity = ({ kind, order, control }: RecognizedField, password: RecognizedField | undefined): number => {
  const rank = IDENTITY_RANK[kind] ?? 0
  if (rank === 0 || order === password?.order) return 0
  if (rank < 6 && kind !== 'phone' && !(password && order < password.order)) return 0
  const autocomplete = /\b(username|email)\b/.test(control.autocomplete) ? 2 : 0
  const place = password ? (order < password.order ? 2 - (password.order - order) / 50 : -4) : 0
  return rank + autocomplete + place - (control.concealed ? 2 : 0)
}

const identityValue = ({ kind }: RecognizedField, { values }: Available): ValueName =>
  kind === 'username' && values.includes('username') ? 'username' : 'email'

const signupValue = ({ kind, control }: RecognizedField): ValueName | undefined => {
  switch (kind) {
    case 'username':
      return control.tag === 'select' || isAssigned(control) ? undefined : kind
    case 'email':
    case 'password':
    case 'first_name':
    case 'last_name':
    case 'full_name':
    case 'phone':
      return control.tag === 'select' ? undefined : kind
    case 'identifier':
      return 'email'
    default:
      return undefined
  }
}

/** A number that somebody gives out, a customer's or a card's, is no name to choose. */
const isAssigned = ({ label, placeholder, nearby }: FormControl): boolean =>
  speaksOf('assigned', toPlain(`${label} ${placeholder} ${label || placeholder ? '' : nearby}`))

const submitOf = (form: RecognizedForm, intent: 'login' | 'signup', lastRef: string): FillPlan['submit'] => {
  const last = form.fields.find(({ control }) => control.ref === lastRef)
  const ranked = form.buttons
    .map(button => ({ button, rank: rankSubmit(button, { intent, after: last?.order ?? 0 }) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((one, other) => other.rank - one.rank)
  const best = ranked[0]?.button
  return { ...(best && { press: best.control.ref }), enter: lastRef }
}

const rankSubmit = ({ control, kind, order }: RecognizedButton, want: { intent: string; after: number }): number => {
  if (/^(sso|forgot|reveal|dismiss)$/.test(kind) || control.kind === 'link') return 0
  const sends = control.type === 'submit' || control.type === 'image'
  const says = kind === want.intent ? 10 : kind === 'next' ? 7 : kind === 'other' ? (sends ? 2 : -4) : -3
  const hint = /\b(submit|primary)\b/.test(toPlain(`${control.hints} ${control.id}`)) ? 2 : 0
  return says + hint + (sends ? 5 : 0) + (order > want.after ? 2 : -2) - (control.type === 'tab' ? 6 : 0)
}
