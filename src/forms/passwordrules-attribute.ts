import { DIGIT, intersect, LOWER, PRINTABLE, SPECIAL, UPPER } from '../contract/password.ts'
import type { PartialRules } from './password-rules.ts'

/**
 * Reads a `passwordrules` attribute (Apple, "Customizing Password AutoFill Rules"):
 * `required: upper; required: lower, digit; allowed: [-_.]; max-consecutive: 2; minlength: 8; maxlength: 20;`
 * Several classes after one `required` are one set; `allowed` adds to all that is required. What cannot be read is left
 * out, as Apple's own parser does.
 */
export const parsePasswordRules = (written: string): PartialRules => {
  const properties = splitOutsideBrackets(written, ';').flatMap(property => {
    const [, name, value] = /^\s*([a-z-]+)\s*:(.*)$/is.exec(property) ?? []
    return name && value !== undefined ? [{ name: name.toLowerCase(), value: value.trim() }] : []
  })
  const valuesOf = (name: string) => properties.filter(property => property.name === name).map(({ value }) => value)
  const numbers = (name: string) =>
    valuesOf(name)
      .filter(value => /^\d{1,4}$/.test(value))
      .map(Number)
  const required = valuesOf('required').map(readClasses).filter(Boolean)
  const allowed = valuesOf('allowed').map(readClasses).join('')
  const all = [...new Set(required.join('') + allowed)].join('')
  const [minimum, maximum, consecutive] = [numbers('minlength'), numbers('maxlength'), numbers('max-consecutive')]
  return {
    ...(minimum.length > 0 && { minLength: Math.max(...minimum) }),
    ...(maximum.length > 0 && { maxLength: Math.min(...maximum) }),
    ...(consecutive.length > 0 && { maxConsecutive: Math.max(1, Math.min(...consecutive)) }),
    ...(required.length > 0 && { required }),
    ...(all && { allowed: all }),
  }
}

const CLASSES: Readonly<Record<string, string>> = {
  upper: UPPER,
  lower: LOWER,
  digit: DIGIT,
  special: SPECIAL,
  'ascii-printable': PRINTABLE,
  unicode: PRINTABLE,
}

const readClasses = (value: string): string =>
  splitOutsideBrackets(value, ',')
    .map(part => part.trim())
    .map(part =>
      part.startsWith('[')
        ? intersect(part.slice(1, part.lastIndexOf(']')), PRINTABLE)
        : (CLASSES[part.toLowerCase()] ?? ''),
    )
    .join('')

/** Splits at a separator that is not within `[…]`; a `]` right after `[` or right before the last `]` is a character. */
const splitOutsideBrackets = (text: string, separator: ';' | ','): string[] => {
  const parts = ['']
  let at = 0
  while (at < text.length) {
    const char = text[at] ?? ''
    if (char === '[') {
      const end = classEnd(text, at)
      parts.push(`${parts.pop() ?? ''}${text.slice(at, end + 1)}`)
      at = end + 1
      continue
    }
    if (char === separator) parts.push('')
    else parts.push(`${parts.pop() ?? ''}${char}`)
    at += 1
  }
  return parts.filter(part => part.trim())
}

const classEnd = (text: string, start: number): number => {
  const end = text.indexOf(']', start + 2)
  if (end < 0) return text.length - 1
  return text[end + 1] === ']' ? end + 1 : end
}
