import type { FormControl } from '../contract/form.ts'
import { compileWords, toPlain, type WordTest } from './text.ts'
import { BUTTON_WORDS } from './words-buttons.ts'

type Word = keyof typeof BUTTON_WORDS

const TESTS = Object.fromEntries(
  Object.entries(BUTTON_WORDS).map(([word, table]) => [word, compileWords(table)]),
) as Record<Word, WordTest>

/** Whether a plain text (see toPlain) speaks of what buttons do. */
export const saysButton = (word: Word, plain: string): boolean => TESTS[word](plain)

/** What pressing a button or link would do. `sso` leads to another sign-in and is never pressed. */
export type ButtonKind = 'login' | 'signup' | 'next' | 'sso' | 'forgot' | 'reveal' | 'dismiss' | 'other'

/** What a button or link is for, from what it says; from its names in the code where it says nothing. */
export const kindOfButton = (control: FormControl): ButtonKind => {
  const said = toPlain(control.label)
  const coded = toPlain(`${control.id} ${control.name} ${control.hints}`)
  if (isSso(said, coded)) return 'sso'
  if (said) return kindOfSaid(said)
  return /\b(eye|toggle|visib)/.test(coded) ? 'reveal' : kindOfSaid(coded)
}

const kindOfSaid = (said: string): ButtonKind => {
  if (TESTS.forgot(said)) return 'forgot'
  if (TESTS.reveal(said) && said.length < 40) return 'reveal'
  const [login, signup] = [TESTS.login(said), TESTS.signup(said)]
  if (signup && !(login && TESTS.other_account(said) && said.search(LOGIN_FIRST) >= 0))
    return login ? bothSaid(said) : 'signup'
  if (login) return 'login'
  if (TESTS.next(said) && said.length < 40) return 'next'
  return TESTS.dismiss(said) ? 'dismiss' : 'other'
}

const LOGIN_FIRST =
  /already|bereits|schon|deja|ya |ja |gia|al |juz|uz m|redan|allerede|onko|mar |ai deja|zaten|ηδη|sudah|da co|уже|вже|لديك|بالفعل|כבר|すでに|既に|已有|已經|이미/

/** "Sign in or sign up", "Log in / Register": the one form does both. */
const bothSaid = (said: string): ButtonKind =>
  TESTS.other_account(said) && LOGIN_FIRST.test(said) ? 'login' : 'signup'

const isSso = (said: string, coded: string): boolean => {
  if (said && TESTS.provider(said)) {
    const bare = said.split(' ').length <= 2 && !TESTS.login(said.replace(/\bsso\b/g, ''))
    return bare || TESTS.through(said)
  }
  if (!said || said.split(' ').length <= 3) return SSO_CODE.test(coded) && !/\b(submit|primary)\b/.test(coded)
  return false
}

const SSO_CODE = /\b(sso|oauth|social|google|facebook|apple|twitter|github|linkedin|openid|saml|passkey|webauthn)\b/
