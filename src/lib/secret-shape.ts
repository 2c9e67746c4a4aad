/** Shapes of secrets that must never travel in an instruction; checked before anything else reads the text. */

const KNOWN_KEYS = [
  /\bnv_[a-z]+(?:_[a-z]+)?_[\w-]{8,}/,
  /\b(?:sk|pk|rk)[-_](?:live|test|proj|ant|or)?[-_]?[A-Za-z0-9_-]{16,}/,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/,
  /\bglpat-[A-Za-z0-9_-]{16,}/,
  /\bxox[abeprs]-[A-Za-z0-9-]{10,}/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\bAIza[A-Za-z0-9_-]{30,}/,
  /\bya29\.[A-Za-z0-9_-]{20,}/,
  /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/,
  /\bnpm_[A-Za-z0-9]{30,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  // JWT, RFC 7519: three base64url parts, the first an object that starts with {"
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/,
]

/** Luhn check, ISO/IEC 7812-1 annex B. */
const passesLuhn = (digits: string): boolean => {
  let sum = 0
  for (let at = digits.length - 1, double = false; at >= 0; at--, double = !double) {
    const digit = digits.charCodeAt(at) - 48
    sum += double ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
  }
  return sum % 10 === 0
}

/** Issuer prefixes and lengths of payment cards (ISO/IEC 7812): keeps ISBNs, EANs and order numbers out. */
const isCardPrefix = (digits: string): boolean =>
  /^(?:4\d{12}(?:\d{3})?(?:\d{3})?|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12}|35\d{14}|(?:50|5[6-8]|6\d)\d{10,17})$/.test(
    digits,
  )

const hasCardNumber = (text: string): boolean => {
  for (const run of text.matchAll(/(?<![\d.])\d(?:[ \u00a0-]?\d){12,18}(?![\d])/g)) {
    const digits = run[0].replace(/\D/g, '')
    if (isCardPrefix(digits) && passesLuhn(digits)) return true
  }
  return false
}

/** Shannon entropy in bits a character. */
const entropy = (text: string): number => {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** How often the kind of character (lower, upper, digit) changes within the token. */
const kindChanges = (token: string): number => {
  const kind = (character: string): string =>
    /[a-z]/.test(character) ? 'l' : /[A-Z]/.test(character) ? 'u' : /\d/.test(character) ? 'd' : ''
  let changes = 0
  let before = ''
  for (const character of token) {
    const now = kind(character)
    if (now === '') continue
    if (before !== '' && now !== before) changes++
    before = now
  }
  return changes
}

/** A token of 20 or more characters that reads as noise: mixed kinds that change often, or long hexadecimal. */
const isRandomToken = (token: string): boolean => {
  if (token.length < 20 || UUID.test(token)) return false
  const bare = token.replace(/[-_+/=.~]/g, '')
  if (bare.length < 20 || !/\d/.test(bare) || !/[a-z]/i.test(bare)) return isLetterNoise(token)
  if (/^[0-9a-f]{24,}$/i.test(bare)) return entropy(bare.toLowerCase()) > 2.8
  const longestWord = Math.max(...token.split(/[^a-z]+/i).map(word => word.length))
  if (longestWord > bare.length / 2 && kindChanges(bare) < 6) return false
  return entropy(bare) >= 3.4 && kindChanges(bare) >= Math.max(5, bare.length / 6)
}

/** Letters only: noise changes between upper and lower case far more often than CamelCase does. */
const isLetterNoise = (token: string): boolean =>
  /^[A-Za-z_-]{20,}$/.test(token) &&
  entropy(token) >= 3.7 &&
  kindChanges(token) >= token.length * 0.35 &&
  !/^(?:[A-Z]?[a-z]{2,}[_-]?)+$/.test(token)

/** Addresses may hold tokens too, but their host, path and words are no secret: only long query or path noise counts. */
const tokensOf = (text: string): readonly string[] =>
  text
    .split(/[\s"'“”‘’«»„`,;()[\]{}<>|:?&=#]+/)
    .flatMap(token => (/^[\w.-]+@[\w.-]+$/.test(token) ? [] : token.includes('/') ? token.split('/') : [token]))

/** Whether the text carries a secret-shaped value: a known API key, a JWT, a card number (Luhn) or a random token of 20+ characters. */
export const hasSecretShape = (text: string): boolean =>
  KNOWN_KEYS.some(shape => shape.test(text)) || hasCardNumber(text) || tokensOf(text).some(isRandomToken)
