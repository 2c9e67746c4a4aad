import { describe, expect, test } from 'bun:test'
import { createPasswordFor, readDemand } from '../../src/forms/password-field.ts'
import { meetsRules } from '../../src/forms/password-rules.ts'
import { control } from './controls.ts'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

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

  test('meets what all its fields say, in attributes and beside them', () => {
    const { rules } = readDemand(fields)
    expect(rules).toMatchObject({ minLength: 8, maxLength: 14, maxConsecutive: 2 })
    for (let round = 0; round < 50; round += 1) {
      const made = createPasswordFor(fields, random)?.reveal() ?? ''
      expect(meetsRules(made, rules)).toBe(true)
      expect(made).toMatch(/^(?=.*\d)(?=.*[!#%])[\w!#%]{8,14}$/)
    }
  })

  test('meets what the page lists elsewhere', () => {
    const made = createPasswordFor(
      [control({ type: 'password' })],
      random,
      'Your password needs:\nat least 24 characters\nno special characters',
    )
    expect(made?.reveal()).toMatch(/^[A-Za-z0-9]{24,}$/)
  })

  test('follows the attributes where the hints cannot be met with them', () => {
    const impossible = control({
      type: 'password',
      pattern: '[0-9]{6}',
      description: 'At least 12 characters, one uppercase letter',
    })
    expect(createPasswordFor([impossible], random)?.reveal()).toMatch(/^[0-9]{6}$/)
  })
})
