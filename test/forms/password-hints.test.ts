import { describe, expect, test } from 'bun:test'
import { DIGIT, LOWER, SPECIAL, UPPER } from '../../src/contract/password.ts'
import { hintLines, readHint } from '../../src/forms/password-hints.ts'
import type { PartialRules } from '../../src/forms/password-rules.ts'

const hints: readonly [string, PartialRules][] = [
  ['At least 8 characters', { minLength: 8 }],
  ['Minimum 12 characters', { minLength: 12 }],
  ['Use 8 or more characters with a mix of letters, numbers & symbols', { minLength: 8, required: [DIGIT, SPECIAL] }],
  ['8-20 characters', { minLength: 8, maxLength: 20 }],
  ['Must be between 6 and 12 characters', { minLength: 6, maxLength: 12 }],
  ['8+ characters', { minLength: 8 }],
  ['Your password must be longer than 9 characters', { minLength: 10 }],
  ['No more than 16 characters', { maxLength: 16 }],
  ['One uppercase letter', { required: [UPPER] }],
  ['At least 1 number', { required: [DIGIT] }],
  ['Contains at least one lowercase letter and one digit', { required: [LOWER, DIGIT] }],
  ['No special characters', { allowed: UPPER + LOWER + DIGIT }],
  ['Only letters and numbers are allowed', { allowed: UPPER + LOWER + DIGIT }],
  ['One special character (!@#$%)', { required: ['!@#$%'], allowed: `${UPPER + LOWER + DIGIT}!@#$%` }],
  ['Eight characters or more', { minLength: 8 }],
  ['Mindestens 10 Zeichen, davon ein Großbuchstabe und eine Ziffer', { minLength: 10, required: [UPPER, DIGIT] }],
  ['8 bis 16 Zeichen', { minLength: 8, maxLength: 16 }],
  ['Ohne Sonderzeichen', { allowed: UPPER + LOWER + DIGIT }],
  [
    'Au moins 12 caractères dont une majuscule, une minuscule et un chiffre',
    { minLength: 12, required: [UPPER, LOWER, DIGIT] },
  ],
  ['Entre 8 et 20 caractères', { minLength: 8, maxLength: 20 }],
  ['Mínimo 8 caracteres, una mayúscula y un número', { minLength: 8, required: [UPPER, DIGIT] }],
  ['La contraseña debe tener al menos 6 caracteres', { minLength: 6 }],
  ['Pelo menos 8 caracteres, com letra maiúscula e dígito', { minLength: 8, required: [UPPER, DIGIT] }],
  ['Almeno 8 caratteri, una lettera maiuscola e un numero', { minLength: 8, required: [UPPER, DIGIT] }],
  ['Da 8 a 16 caratteri', { minLength: 8, maxLength: 16 }],
  ['Minimaal 8 tekens, één hoofdletter en één cijfer', { minLength: 8, required: [UPPER, DIGIT] }],
  ['Co najmniej 8 znaków, jedna wielka litera i cyfra', { minLength: 8, required: [UPPER, DIGIT] }],
  ['8文字以上で入力してください', { minLength: 8 }],
  ['半角英数字8〜20文字', { minLength: 8, maxLength: 20, required: [DIGIT] }],
  ['大文字を1文字以上含めてください', { required: [UPPER] }],
  ['Password', {}],
  ['Choose a strong password', {}],
]

describe('a hint beside a password field', () => {
  for (const [text, rules] of hints) {
    test(text, () => {
      expect(readHint(text)).toEqual(rules)
    })
  }
})

test('a page’s rules are found after the line that names the password, and not those for the username', () => {
  const text = `Register
Username: 3-12 characters
Password
Your password must have:
At least 10 characters
One number
Phone number
Only digits`
  expect(hintLines(text)).toEqual(['At least 10 characters', 'One number'])
})
