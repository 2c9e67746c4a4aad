import { intersect, type PasswordRules } from '../contract/password.ts'

/** Rules as one source gives them; what it does not say is left out. */
export type PartialRules = Partial<PasswordRules>

/**
 * All sources together: the strictest of each. A limit that contradicts an earlier source is left out, so list the
 * binding ones (attributes) before the described ones (hints).
 */
export const combineRules = (sources: readonly PartialRules[]): PasswordRules => {
  let rules: PasswordRules = { minLength: 0, required: [] }
  for (const source of sources) {
    const minLength = Math.max(rules.minLength, source.minLength ?? 0)
    const maxLength = least(rules.maxLength, source.maxLength)
    const allowed = allowedOf(rules.allowed, source.allowed)
    const maxConsecutive = Math.min(rules.maxConsecutive ?? 99, source.maxConsecutive ?? 99)
    rules = {
      ...(maxLength === undefined || minLength <= maxLength
        ? { minLength, ...(maxLength !== undefined && { maxLength }) }
        : { minLength: rules.minLength, ...(rules.maxLength !== undefined && { maxLength: rules.maxLength }) }),
      required: [...rules.required, ...(source.required ?? [])],
      ...(allowed !== undefined && { allowed }),
      ...(maxConsecutive < 99 && { maxConsecutive }),
    }
  }
  return rules
}

const least = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other)

const allowedOf = (one: string | undefined, other: string | undefined): string | undefined => {
  if (one === undefined || other === undefined) return one ?? other
  return intersect(one, other) || one
}
