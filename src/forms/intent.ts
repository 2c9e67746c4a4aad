import type { CapturedForm, FormCapture } from '../contract/form.ts'
import { saysButton } from './button.ts'
import { speaksOf } from './field.ts'
import type { Intents, RecognizedButton, RecognizedField } from './recognized.ts'
import { toPlain } from './text.ts'

interface Parts {
  readonly form: CapturedForm
  readonly fields: readonly RecognizedField[]
  readonly buttons: readonly RecognizedButton[]
  readonly capture: FormCapture
}

/** What speaks for login counts against signup; what speaks for neither counts against both. */
export const scoreIntents = (parts: Parts): Intents => {
  const lean = leanOfFields(parts) + leanOfWords(parts) + leanOfButtons(parts)
  const worth = worthOf(parts)
  return { login: worth.login + lean, signup: worth.signup - lean }
}

const count = (parts: Parts, ...kinds: string[]): number =>
  parts.fields.filter(({ kind }) => kinds.includes(kind)).length

/** Above 0 for login, below for signup. */
const leanOfFields = (parts: Parts): number => {
  const passwords = parts.fields.filter(({ kind }) => kind === 'password')
  const tokens = passwords.map(({ control }) => control.autocomplete).join(' ')
  const names = count(parts, 'first_name', 'last_name', 'full_name', 'birth_date', 'middle_name')
  const words = passwords.map(({ control }) =>
    toPlain(`${control.label} ${control.placeholder} ${control.name} ${control.id}`),
  )
  let lean = 0
  if (passwords.length >= 2) lean -= 7
  if (/current-password/.test(tokens)) lean += 5
  if (/new-password/.test(tokens)) lean -= 5
  if (words.some(plain => speaksOf('fresh', plain) || speaksOf('repeat', plain))) lean -= 3
  if (names > 0) lean -= 2 + Math.min(names, 3)
  if (count(parts, 'street', 'city', 'postal_code', 'company', 'phone', 'country') > 0) lean -= 2
  if (count(parts, 'email', 'username', 'identifier') > 1) lean -= 3
  if (count(parts, 'consent', 'newsletter') > 0) lean -= 2
  if (count(parts, 'remember') > 0) lean += 3
  return lean
}

const leanOfWords = ({ form, fields }: Parts): number => {
  const path = toPlain(form.action.replace(/^[a-z]+:\/\/[^/]+/, '').split('?')[0] ?? '')
  const names = toPlain(fields.map(({ control }) => `${control.id} ${control.name}`).join(' '))
  return 4 * side(toPlain(form.heading)) + 3 * side(toPlain(form.hints)) + 2 * side(path) + side(names)
}

/** 1 where only login is spoken of, -1 where only signup is, else 0. */
const side = (plain: string): number => (saysButton('login', plain) ? 1 : 0) - (saysButton('signup', plain) ? 1 : 0)

const leanOfButtons = ({ buttons }: Parts): number => {
  const senders = buttons.filter(
    ({ control }) => control.kind === 'button' && (control.type === 'submit' || control.type === 'image'),
  )
  const pressed = senders.length > 0 ? senders : buttons.filter(({ control }) => control.kind === 'button')
  const says = (kind: string) => pressed.some(button => button.kind === kind)
  const lean = (says('login') ? 5 : 0) - (says('signup') ? 5 : 0)
  const forgot = buttons.some(({ kind }) => kind === 'forgot') ? 3 : 0
  return lean + forgot
}

const worthOf = (parts: Parts): { login: number; signup: number } => {
  const passwords = count(parts, 'password')
  const identity = count(parts, 'email', 'username', 'identifier', 'phone')
  const base =
    parts.form.region === 'search' || count(parts, 'search') > 0 ? -12 : parts.form.region === 'footer' ? -3 : 0
  const newsletter =
    passwords === 0 &&
    speaksOf(
      'newsletter',
      toPlain(
        `${parts.form.hints} ${parts.form.heading} ${parts.buttons.map(({ control }) => control.label).join(' ')}`,
      ),
    )
      ? -6
      : 0
  const token = speaksOf('otp', toPlain(parts.buttons.map(({ control }) => control.label).join(' '))) ? -3 : 0
  const entry = (passwords > 0 ? 6 : 0) + (identity > 0 ? 3 : 0) + token
  if (entry <= 0) return { login: -20, signup: -20 }
  return {
    login: base + newsletter + entry,
    signup:
      base + newsletter + entry + Math.min(parts.fields.length, 4) + (count(parts, 'email', 'identifier') > 0 ? 3 : -3),
  }
}
