import { describe, expect, test } from 'bun:test'
import type { FormControl } from '../../src/contract/form.ts'
import { readDemands } from '../../src/forms/password-field.ts'
import type { Secret } from '../../src/lib/secret.ts'
import { createPassword, meetsRules } from '../../src/modules/signup/password.ts'
import { control } from './controls.ts'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** As the page would: by the fields' patterns. */
const make = async (fields: readonly FormControl[], pageText = '') => {
  const patterns = fields.flatMap(({ pattern }) => (pattern ? [new RegExp(`^(?:${pattern})$`, 'v')] : []))
  const judge = async (passwords: readonly Secret[]) =>
    passwords.map(password => patterns.every(pattern => pattern.test(password.reveal())))
  return (await createPassword(readDemands(fields, pageText), { random, judge }))?.reveal()
}

describe('the password for a form', () => {
  const fields = [
    control({
      type: 'password',
      label: 'Password',
      minLength: 8,
      maxLength: 16,
      passwordRules: 'required: digit; allowed: upper, lower, [!#%]; max-consecutive: 2;',
      description: 'One special character (!#%)',
    }),
    control({ type: 'password', label: 'Repeat password', maxLength: 14 }),
  ]

  test('meets what all its fields say, in attributes and beside them', async () => {
    const [rules] = readDemands(fields)
    if (!rules) throw new Error('no rules')
    expect(rules).toMatchObject({ minLength: 8, maxLength: 14, maxConsecutive: 2 })
    for (let round = 0; round < 50; round += 1) {
      const made = (await make(fields)) ?? ''
      expect(meetsRules(made, rules)).toBe(true)
      expect(made).toMatch(/^(?=.*\d)(?=.*[!#%])[\w!#%]{8,14}$/)
    }
  })

  test('meets what the page lists elsewhere', async () => {
    const page = 'Your password needs:\nat least 24 characters\nno special characters'
    expect(await make([control({ type: 'password' })], page)).toMatch(/^[A-Za-z0-9]{24,}$/)
  })

  test('follows the attributes where the hints cannot be met with them', async () => {
    const description = 'At least 12 characters, one uppercase letter'
    const impossible = control({ type: 'password', pattern: '[0-9]{6}', description })
    expect(await make([impossible])).toMatch(/^[0-9]{6}$/)
  })

  test('is not made a million characters long because the page asks for it', async () => {
    expect(await make([control({ type: 'password', minLength: 1_000_000 })])).toBeUndefined()
  })
})
