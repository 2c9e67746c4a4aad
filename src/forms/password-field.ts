import type { FormControl } from '../contract/form.ts'
import type { PasswordRules } from '../contract/password.ts'
import { hintLines, readHint } from './password-hints.ts'
import { readPattern } from './password-pattern.ts'
import { combineRules } from './password-rules.ts'
import { parsePasswordRules } from './passwordrules-attribute.ts'

/**
 * The rules of the fields that will hold one new password: their attributes first, then `passwordrules`, then what the
 * page says beside them and, where given, elsewhere (`FormCapture.text`, or the messages of a refused attempt). After them the
 * attributes alone, for hints that contradict them.
 */
export const readDemands = (fields: readonly FormControl[], pageText = ''): readonly PasswordRules[] => {
  const lengths = fields.map(({ minLength, maxLength }) => ({
    ...(minLength && { minLength }),
    ...(maxLength && { maxLength }),
  }))
  const patterns = fields.flatMap(({ pattern }) => (pattern ? [readPattern(pattern)] : []))
  const attributes = fields.flatMap(({ passwordRules }) => (passwordRules ? [parsePasswordRules(passwordRules)] : []))
  const beside = fields.flatMap(({ label, placeholder, nearby, description }) => [
    label,
    placeholder,
    nearby,
    description,
  ])
  const hints = [...new Set([...beside.filter(Boolean), ...hintLines(pageText)])].map(readHint)
  const binding = [...lengths, ...patterns, ...attributes]
  return [combineRules([...binding, ...hints]), combineRules(binding)]
}
