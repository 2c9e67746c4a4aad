import type { FormControl } from '../contract/form.ts'
import { compileWords, toPlain, type WordTest } from './text.ts'
import { FIELD_WORDS } from './words-fields.ts'

/** What a field is for. `identifier` takes an email address or a username (or phone number); `text` and `box` are not known. */
export type FieldKind =
  | 'email'
  | 'username'
  | 'identifier'
  | 'password'
  | 'otp'
  | 'first_name'
  | 'last_name'
  | 'middle_name'
  | 'full_name'
  | 'phone'
  | 'birth_date'
  | 'street'
  | 'city'
  | 'region'
  | 'postal_code'
  | 'country'
  | 'company'
  | 'search'
  | 'captcha'
  | 'trap'
  | 'consent'
  | 'newsletter'
  | 'remember'
  | 'text'
  | 'box'

type Word = keyof typeof FIELD_WORDS
type Scores = Partial<Record<Word, number>>

const TESTS = Object.fromEntries(
  Object.entries(FIELD_WORDS).map(([word, table]) => [word, compileWords(table)]),
) as Record<Word, WordTest>

/** Whether a plain text (see toPlain) speaks of a kind of field. */
export const speaksOf = (word: Word, plain: string): boolean => TESTS[word](plain)

const TEXT_WORDS = [
  'email',
  'username',
  'account',
  'password',
  'otp',
  'first_name',
  'last_name',
  'middle_name',
  'full_name',
  'phone',
  'birth_date',
  'street',
  'city',
  'region',
  'postal_code',
  'country',
  'company',
  'search',
  'captcha',
  'reference',
] as const satisfies readonly Word[]

/** In one text, a word of the left makes those of the right say nothing: "email address" is no street, "user name" no name. */
const OVERRULES: readonly (readonly [Word, readonly Word[]])[] = [
  ['reference', ['username', 'account', 'otp', 'full_name', 'email', 'phone', 'company', 'password']],
  ['captcha', ['otp', 'password', 'username', 'full_name', 'account']],
  ['otp', ['password', 'username', 'email', 'phone', 'postal_code', 'account']],
  ['password', ['username', 'full_name', 'first_name', 'last_name', 'account', 'search', 'country']],
  ['username', ['full_name', 'first_name', 'last_name', 'account', 'company', 'search', 'birth_date']],
  ['email', ['street', 'account', 'full_name', 'first_name', 'last_name', 'company']],
  ['first_name', ['full_name', 'account']],
  ['last_name', ['full_name', 'account', 'first_name']],
  ['middle_name', ['full_name', 'first_name', 'last_name']],
  ['full_name', ['account', 'last_name', 'first_name']],
  ['company', ['full_name', 'first_name', 'last_name', 'street', 'city']],
  ['phone', ['account', 'country']],
  ['postal_code', ['street', 'region']],
  ['street', ['account', 'region', 'city']],
  ['birth_date', ['full_name', 'city']],
]

/** `autocomplete` field names (WHATWG HTML 4.10.18.7.1). */
const AUTOCOMPLETE: Readonly<Record<string, Word>> = {
  email: 'email',
  username: 'username',
  'current-password': 'password',
  'new-password': 'password',
  'one-time-code': 'otp',
  'given-name': 'first_name',
  'family-name': 'last_name',
  'additional-name': 'middle_name',
  name: 'full_name',
  nickname: 'username',
  tel: 'phone',
  'tel-national': 'phone',
  'tel-local': 'phone',
  bday: 'birth_date',
  'bday-day': 'birth_date',
  'bday-month': 'birth_date',
  'bday-year': 'birth_date',
  'street-address': 'street',
  'address-line1': 'street',
  'address-line2': 'street',
  'address-level2': 'city',
  'address-level1': 'region',
  'postal-code': 'postal_code',
  country: 'country',
  'country-name': 'country',
  organization: 'company',
}

/** The kind of a field from all that names it; the same answer for the same control. */
export const kindOfField = (control: FormControl): FieldKind => {
  if (isTrap(control)) return 'trap'
  const { type } = control
  if (type === 'checkbox' || type === 'radio') return kindOfBox(control)
  if (/^(file|range|color|image|time|week|month|datetime-local|number)$/.test(type) && !isCodeLike(control))
    return 'text'
  const scores = scoreField(control)
  if (type === 'password' && isSecretAnswer(control)) return 'text'
  if (type === 'password')
    return (scores.otp ?? 0) > (scores.password ?? 0) + 4 && !saysPassword(control) ? 'otp' : 'password'
  if (type === 'email') return 'email'
  if (control.tag === 'select') return kindOfSelect(scores)
  return decide(scores, control)
}

/** Answers to secret questions are often typed unseen, too. */
const isSecretAnswer = (control: FormControl): boolean => {
  const plain = toPlain(`${control.label} ${control.placeholder} ${control.name} ${control.id}`)
  return wordsIn(plain).includes('reference') && !wordsIn(plain).includes('password')
}

/** A list is never an identity or a secret. */
const kindOfSelect = ({ birth_date, country, region, city, phone }: Scores): FieldKind => {
  const [kind, most] = best({ birth_date, country, region, city })
  return most >= 4 && most >= (phone ?? 0) ? (kind as FieldKind) : 'text'
}

const saysPassword = ({ label, placeholder }: FormControl): boolean =>
  TESTS.password(toPlain(`${label} ${placeholder}`))

const isCodeLike = (control: FormControl): boolean => control.type === 'number' || control.type === 'tel'

/** "You can't leave this empty", "darf nicht leer bleiben": a message that a field must have something in it. */
const MUST_NOT_BE_EMPTY =
  /\b(?:can t|cannot|not|don t|shouldn t|mustn t|never|nicht|niet|no|nao|non|nie|ne|pas)(?: (?!fill|ausfull|rempl|rellen|complet|preench|compil|invul|wypeln)\p{L}+){0,3}? (?:leave|left|leer|vide|vacio|blanco|branco|vuoto|leeg|puste|pustego|pustym)\b.{0,24}/gu

/** A field that only programs fill in. */
const isTrap = (control: FormControl): boolean =>
  [control.label, control.placeholder, control.nearby, control.name, control.id, control.hints].some(text =>
    TESTS.trap(toPlain(text).replace(MUST_NOT_BE_EMPTY, '')),
  )

const kindOfBox = (control: FormControl): FieldKind => {
  if (control.type === 'radio') return 'box'
  const plain = toPlain(`${control.label} ${control.nearby}`)
  const coded = toPlain(`${control.name} ${control.id} ${control.hints}`)
  for (const text of [plain, coded]) {
    if (TESTS.remember(text) && !TESTS.consent(text)) return 'remember'
    if (TESTS.newsletter(text) && !control.required) return 'newsletter'
    if (TESTS.consent(text)) return 'consent'
    if (TESTS.newsletter(text)) return 'newsletter'
  }
  return control.required ? 'consent' : 'box'
}

/** Points by what people read, by what developers wrote, and by the field's own type and `autocomplete`. */
interface Evidence {
  readonly read: Scores
  readonly coded: Scores
  readonly typed: Scores
}

const gather = (control: FormControl): Evidence => {
  const read: Scores = {}
  const coded: Scores = {}
  const typed: Scores = {}
  const named = Boolean(control.label) || wordsIn(toPlain(control.placeholder)).length > 0
  add(read, control.label, 10)
  add(read, control.placeholder, 8)
  add(read, control.nearby, named ? 1 : 8)
  if (/[^\s@]@[^\s@]+\.\S/.test(control.placeholder)) read.email = (read.email ?? 0) + 8
  add(coded, control.name, 7)
  add(coded, control.id, control.id === control.name ? 1 : 6)
  add(coded, control.hints, 2)
  for (const token of control.autocomplete.split(/\s+/)) {
    const word = AUTOCOMPLETE[token]
    if (word) typed[word] = (typed[word] ?? 0) + 20
  }
  if (control.type === 'tel') typed.phone = 4
  if (control.type === 'search') typed.search = 9
  if (control.inputMode === 'email') typed.email = (typed.email ?? 0) + 10
  return { read, coded, typed }
}

/** A long text speaks of more than its field, so its words count less; one that names two kinds names none. */
const add = (scores: Scores, text: string, points: number): void => {
  const plain = toPlain(text)
  if (!plain) return
  const worth = plain.length > 60 ? points / 3 : points
  for (const word of wordsIn(plain)) scores[word] = (scores[word] ?? 0) + worth
}

/** Where people are told what the field is, the names in the code count for a third. */
const scoreField = (control: FormControl): Scores => {
  const { read, coded, typed } = gather(control)
  const told = Math.max(0, ...Object.values(read)) >= 6
  const scores: Scores = { ...read }
  if (isAskedAgain(control) && (coded.email ?? 0) >= 7) scores.email = (read.email ?? 0) + (read.street ?? 0) + 1
  for (const [word, points] of Object.entries(coded) as [Word, number][]) {
    scores[word] = (scores[word] ?? 0) + (told ? points / 3 : points)
  }
  for (const [word, points] of Object.entries(typed) as [Word, number][]) scores[word] = (scores[word] ?? 0) + points
  return scores
}

/** "Confirm your address" */
const isAskedAgain = ({ label, placeholder }: FormControl): boolean => TESTS.repeat(toPlain(`${label} ${placeholder}`))

const wordsIn = (plain: string): Word[] => {
  const found = new Set<Word>(TEXT_WORDS.filter(word => TESTS[word](plain)))
  if (TESTS.whole_name(plain) || (found.has('first_name') && found.has('last_name'))) {
    found.add('full_name')
    for (const part of ['first_name', 'last_name'] as const) found.delete(part)
  }
  for (const [word, overruled] of OVERRULES) if (found.has(word)) for (const other of overruled) found.delete(other)
  return [...found]
}

const decide = (scores: Scores, control: FormControl): FieldKind => {
  const { email = 0, username = 0, account = 0, phone = 0, ...others } = scores
  const [kind, most] = best(others)
  const identity = Math.max(email, username, account / 2)
  if (most > Math.max(identity, phone) && most >= 4) return kind === 'reference' ? 'text' : kind
  if (phone > identity && phone >= 4) return 'phone'
  if (identity < 3) return 'text'
  const read = wordsIn(toPlain(`${control.label} ${control.placeholder} ${control.label ? '' : control.nearby}`))
  const both = read.includes('email') && (read.includes('username') || read.includes('phone'))
  if (both) return 'identifier'
  if (email >= 3 && read.includes('email')) return 'email'
  if (username >= 3 && read.includes('username')) return email >= 7 ? 'identifier' : 'username'
  if (email >= 3) return username >= 7 ? 'identifier' : 'email'
  return phone >= 8 && username < 8 ? 'identifier' : 'username'
}

type Rest = Exclude<
  Word,
  'email' | 'username' | 'account' | 'phone' | 'trap' | 'repeat' | 'current' | 'fresh' | 'whole_name' | 'assigned'
>

const best = (scores: { [word in Rest]?: number | undefined }): [Rest, number] => {
  const entries = (Object.entries(scores) as [Rest, number | undefined][]).map(([word, points = 0]): [Rest, number] => [
    word,
    points,
  ])
  return entries.reduce((top, entry) => (entry[1] > top[1] ? entry : top), ['search', 0])
}
