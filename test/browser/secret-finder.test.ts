import { describe, expect, test } from 'bun:test'
import { createSecretFinder } from '../../src/browser/secret-finder.ts'

const SECRET = 'Tr0ub4dor&3 <"ö/+x'
const { isIn, redact } = createSecretFinder([SECRET])
const bytes = Buffer.from(SECRET)

describe('a secret is found', () => {
  const forms: Record<string, string> = {
    'as it is': SECRET,
    reversed: [...SECRET].reverse().join(''),
    'in upper case': SECRET.toUpperCase(),
    'percent-encoded': encodeURIComponent(SECRET),
    'percent-encoded as a whole address': encodeURI(SECRET),
    'as form data': new URLSearchParams({ p: SECRET }).toString(),
    'in base64': bytes.toString('base64'),
    'in base64 behind one byte': Buffer.concat([Buffer.from('x'), bytes]).toString('base64'),
    'in base64 behind two bytes': Buffer.concat([Buffer.from('xy'), bytes]).toString('base64'),
    'in base64url': bytes.toString('base64url'),
    'in hex': bytes.toString('hex'),
    'in upper case hex': bytes.toString('hex').toUpperCase(),
    'in JSON': JSON.stringify({ p: SECRET }),
    'in HTML': Bun.escapeHTML(SECRET),
    'by its first eight characters': SECRET.slice(0, 8),
    'by eight from its middle': SECRET.slice(4, 12),
    'with more around it': `before ${SECRET} after`,
  }
  for (const [name, text] of Object.entries(forms)) {
    test(name, () => {
      expect(isIn(text)).toBe(true)
      expect(redact(text)).toContain('[redacted]')
      expect(isIn(redact(text))).toBe(false)
    })
  }
})

test('what stands around it stays', () => {
  expect(redact(`before ${SECRET} after`)).toBe('before [redacted] after')
})

test('texts without it stay as they are, and seven characters of it are not it', () => {
  for (const text of ['', 'Troubadour', SECRET.slice(0, 7), 'a page of text '.repeat(50)]) {
    expect(isIn(text)).toBe(false)
    expect(redact(text)).toBe(text)
  }
})

test('a short secret is only found whole', () => {
  const short = createSecretFinder(['314159'])
  expect(short.redact('your code is 314159')).toBe('your code is [redacted]')
  expect(short.isIn('31415')).toBe(false)
})
