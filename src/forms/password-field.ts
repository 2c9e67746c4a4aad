import type { FormControl } from '../contract/form.ts'
import type { Secret } from '../lib/secret.ts'
import { hintLines, readHint } from './password-hints.ts'
import { readPattern } from './password-pattern.ts'
import { combineRules, generatePassword, type PasswordRules, type RandomBytes } from './password-rules.ts'
import { parsePasswordRules } from './passwordrules-attribute.ts'

/** All that a page says about the password it wants. */
export interface PasswordDemand {
  readonly rules: PasswordRules
  /** The fields' patterns, where they are safe to run. */
  readonly tests: readonly ((password: string) => boolean)[]
}

/**
 * The rules of the fields that will hold one new password: their attributes first, then `passwordrules`, then what the
 * page says beside them and, where given, elsewhere (`FormCapture.text`, or the messages of a refused attempt).
 */
export const readDemand = (fields: readonly FormControl[], pageText = ''): PasswordDemand => {
  const patterns = fields.flatMap(({ pattern }) => (pattern ? [readPattern(pattern)] : []))
  const lengths = fields.map(({ minLength, maxLength }) => ({
    ...(minLength && { minLength }),
    ...(maxLength && { maxLength }),
  }))
  const attributes = fields.flatMap(({ passwordRules }) => (passwordRules ? [parsePasswordRules(passwordRules)] : []))
  const beside = fields.flatMap(({ label, placeholder, nearby, description }) => [
    label,
    placeholder,
    nearby,
    description,
  ])
  const hints = [...new Set([...beside.filter(Boolean), ...hintLines(pageText)])].map(readHint)
  return {
    rules: combineRules([...lengths, ...patterns.map(({ rules }) => rules), ...attributes, ...hints]),
    tests: patterns.flatMap(({ test }) => (test ? [test] : [])),
  }
}

/**
 * A password that nobody has, as the page wants it. Where the hints contradict the attributes, the attributes win;
 * undefined where nothing meets even those.
 */
export const createPasswordFor = (
  fields: readonly FormControl[],
  random: RandomBytes,
  pageText = '',
): Secret | undefined => {
  const whole = readDemand(fields, pageText)
  const bare = readDemand(
    fields.map(control => ({ ...control, label: '', placeholder: '', nearby: '', description: '' })),
  )
  return generatePassword(whole.rules, random, whole.tests) ?? generatePassword(bare.rules, random, bare.tests)
}
