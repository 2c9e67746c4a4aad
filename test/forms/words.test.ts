import { describe, expect, test } from 'bun:test'
import type { FormCapture, FormControl } from '../../src/contract/form.ts'
import { type FieldKind, kindOfField } from '../../src/forms/field.ts'
import { type FillPlan, planSignup, type ValueName } from '../../src/forms/match.ts'
import { judge } from '../../src/forms/outcome.ts'
import { says } from '../../src/forms/signs.ts'
import texts from '../vectors/outcome-texts.json'
import { control } from './controls.ts'

/** By language: email, username, first name, last name, password; empty where a language has no such label here. */
const LABELS: Readonly<Record<string, readonly [string, string, string, string, string]>> = {
  bg: ['Имейл адрес', 'Потребителско име', 'Име', 'Фамилия', 'Парола'],
  cs: ['E-mailová adresa', 'Uživatelské jméno', 'Jméno', 'Příjmení', 'Heslo'],
  da: ['E-mailadresse', 'Brugernavn', 'Fornavn', 'Efternavn', 'Vælg adgangskode'],
  el: ['Ηλεκτρονικό ταχυδρομείο', 'Όνομα χρήστη', 'Όνομα', 'Επώνυμο', 'Κωδικός πρόσβασης'],
  et: ['E-posti aadress', 'Kasutajanimi', 'Eesnimi', 'Perekonnanimi', 'Parool'],
  fa: ['پست الکترونیک', 'نام کاربری', '', 'نام خانوادگی', 'گذرواژه'],
  fi: ['Sähköposti', 'Käyttäjätunnus', 'Etunimi', 'Sukunimi', 'Salasana'],
  he: ['דואר אלקטרוני', 'שם משתמש', 'שם פרטי', 'שם משפחה', 'סיסמה'],
  hr: ['Elektronička pošta', 'Korisničko ime', 'Ime', 'Prezime', 'Lozinka'],
  hu: ['E-mail cím', 'Felhasználónév', 'Keresztnév', 'Vezetéknév', 'Jelszó'],
  id: ['Alamat surel', 'Nama pengguna', 'Nama depan', 'Nama belakang', 'Kata sandi'],
  lt: ['El. paštas', 'Vartotojo vardas', 'Vardas', 'Pavardė', 'Slaptažodis'],
  no: ['E-postadresse', 'Brukernavn', 'Fornavn', 'Etternavn', 'Passord'],
  ro: ['Adresa de e-mail', 'Nume de utilizator', 'Prenume', 'Nume de familie', 'Parolă'],
  sk: ['E-mailová adresa', 'Používateľské meno', 'Meno', 'Priezvisko', 'Heslo'],
  sl: ['E-poštni naslov', 'Uporabniško ime', 'Ime', 'Priimek', 'Geslo'],
  sr: ['Електронска адреса', 'Корисничко име', 'Име', 'Презиме', 'Лозинка'],
  sv: ['E-postadress', 'Användarnamn', 'Förnamn', 'Efternamn', 'Lösenord'],
  th: ['อีเมล', 'ชื่อผู้ใช้', 'ชื่อจริง', 'นามสกุล', 'รหัสผ่าน'],
  tr: ['E-posta adresi', 'Kullanıcı adı', 'Adınız', 'Soyadınız', 'Şifre'],
  uk: ['Електронна пошта', 'Ім’я користувача', 'Ім’я', 'Прізвище', 'Пароль'],
  vi: ['Thư điện tử', 'Tên đăng nhập', '', '', 'Mật khẩu'],
}
const KINDS: readonly FieldKind[] = ['email', 'username', 'first_name', 'last_name', 'password']

describe('a field is known by its label alone', () => {
  for (const [language, labels] of Object.entries(LABELS))
    test(`in ${language}`, () => {
      const asked = labels.map((label, index) => ({ label, kind: KINDS[index] })).filter(({ label }) => label)
      const found = asked.map(({ label }) => ({ label, kind: kindOfField(control({ label, name: 'f1' })) }))
      expect(found).toEqual(asked as typeof found)
    })
})

/** A page with one form of the fields given and a button. */
const pageOf = (...fields: readonly Partial<FormControl>[]): FormCapture => ({
  url: 'https://shop.example/join',
  title: 'Join',
  ready: 'complete',
  lang: '',
  frames: [{ document: 'd', url: 'https://shop.example/join', parent: -1 }],
  forms: [{ frame: 0, action: '', method: 'post', hints: '', heading: 'Create account', region: 'main', native: true }],
  controls: [
    ...fields.map((field, index) => control({ ref: `e${index}`, ...field })),
    control({ ref: 'go', kind: 'button', tag: 'button', type: 'submit', label: 'Create account' }),
  ],
  text: '',
  messages: [],
  headings: [],
  captchas: [],
})
const values: ValueName[] = ['email', 'username', 'password', 'first_name', 'last_name', 'full_name']
const filled = (capture: FormCapture): FillPlan['fill'] => planSignup(capture, { values })?.fill ?? []

const password = { type: 'password', label: 'Password' }

describe('a sign-up form is filled', () => {
  test('with the address again where it asks to confirm it, though only its name says that it is an email address', () => {
    const page = pageOf(
      { label: 'Email Address', name: 'email' },
      { label: 'Confirm your Address', name: 'reenter_email' },
    )
    expect(filled(page).map(({ value }) => value)).toEqual(['email', 'email'])
  })
  test('with a username where the domain of a new mailbox stands after the field', () => {
    const page = pageOf(
      { label: 'Your new address', description: '@mail.example' },
      { label: 'Contact email' },
      password,
    )
    expect(filled(page).map(({ value }) => value)).toEqual(['username', 'email', 'password'])
  })
  test('with a username where a list of domains stands after the field', () => {
    const options = ['mail.example', 'post.example'].map(text => ({ value: text, text }))
    const page = pageOf({ label: 'New email' }, { tag: 'select', type: 'select', options }, password)
    expect(filled(page).map(({ value }) => value)).toEqual(['username', 'password'])
  })
  test('with the address in the field before the password where no word of it is known', () => {
    const page = pageOf({ label: 'Ahavo zeto' }, { label: 'Mirdan' }, { ...password, label: 'Kulta' })
    expect(filled(page)).toEqual([
      { ref: 'e1', value: 'email' },
      { ref: 'e2', value: 'password' },
    ])
  })
})

describe('what a site says is understood in its language', () => {
  for (const [word, lines] of Object.entries(texts.says))
    test(word.replace('_', ' '), () =>
      expect(lines.filter(line => !says(word as Parameters<typeof says>[0], line))).toEqual([]),
    )
  for (const [word, lines] of Object.entries(texts.silent))
    test(`what is not: ${word.replace('_', ' ')}`, () =>
      expect(lines.filter(line => says(word as Parameters<typeof says>[0], line))).toEqual([]))
})

describe('a sign-up form that stays', () => {
  const before = pageOf({ label: 'Email' }, password)
  const after = (line: string): string => {
    const judged = judge({ ...before, text: line }, { intent: 'signup', before, from: 'd' })
    return judged.verdict === 'stopped' ? (judged.state ?? '') : judged.verdict
  }
  test('was refused where the site says that the address is taken', () =>
    expect(after('This address is already in use. Sign in instead?')).toBe('taken'))
  test('was not where it asks whether one has an account', () =>
    expect([after('Sie haben bereits ein Konto? Anmelden'), after('Already registered? Sign in')]).toEqual([
      'unclear',
      'unclear',
    ]))
  test('was not where a button says it', () => expect(after('Create account')).toBe('unclear'))
})
