import { hasSecretShape } from '../../lib/secret-shape.ts'
import { isCommonWord } from './common-words.ts'

/** What an action was asked for, as the audit log may know it. */
export type Asked = Readonly<Record<string, unknown>>

const REDACTED = '[redacted]'
const LONGEST = 300

/** Names of fields whose values are nobody's business, in the languages that instructions come in. */
const SECRET_FIELD =
  /pass(?:word|phrase|code|wd)|\bpwd\b|\bpin\b|secret|token|one[- ]time|\botp\b|\b2fa\b|\bcv[cv]\b|security (?:code|answer)|verification code|kennwort|passwort|contraseñ|clave|mot de passe|wachtwoord|senha|heslo|hasło|lösenord|şifre|парол|密码|パスワード/iu

/** Words of instructions that give nothing away, besides those that controls are named with. */
const PLAIN_WORDS = new Set(
  'type fill field box input into put write set press hit then its log as press tick tap'.split(' '),
)

/** The words of an instruction that names a secret field, without any that may be its value. */
const maskValues = (text: string): string =>
  text
    .split(/\s+/)
    .map(word =>
      isCommonWord(word) || PLAIN_WORDS.has(word.toLowerCase()) || SECRET_FIELD.test(word) ? word : REDACTED,
    )
    .filter((word, at, all) => word !== REDACTED || all[at - 1] !== REDACTED)
    .join(' ')

/**
 * An instruction for the audit log: cut short; all of it masked where it is secret-shaped, and what may be the value
 * where it names a secret field.
 */
export const toAsked = (instruction: string | undefined): Asked => {
  if (instruction === undefined) return {}
  if (hasSecretShape(instruction)) return { instruction: REDACTED }
  const told = SECRET_FIELD.test(instruction) ? maskValues(instruction) : instruction
  return { instruction: told.length > LONGEST ? `${told.slice(0, LONGEST)} …` : told }
}
