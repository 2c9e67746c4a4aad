import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { DIGIT, LOWER, type PasswordRules, PRINTABLE, SPECIAL, UPPER } from '../../src/contract/password.ts'
import { readPattern } from '../../src/forms/password-pattern.ts'
import { combineRules } from '../../src/forms/password-rules.ts'
import { parsePasswordRules } from '../../src/forms/passwordrules-attribute.ts'
import type { Secret } from '../../src/lib/secret.ts'
import { createPassword, meetsRules } from '../../src/modules/signup/password.ts'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const anything = combineRules([])

const draw = async (rules: PasswordRules, takes = (_: string) => true): Promise<string | undefined> => {
  const judge = async (passwords: readonly Secret[]) => passwords.map(password => takes(password.reveal()))
  return (await createPassword([rules], { random, judge }))?.reveal()
}

const generated = async (rules: PasswordRules, takes?: (password: string) => boolean): Promise<string> => {
  const made = await draw(rules, takes)
  if (made === undefined) throw new Error('no password was made')
  return made
}

describe('a generated password', () => {
  test('has 20 characters of three kinds and a hyphen where nothing is said', async () => {
    const made = await generated(anything)
    expect(made).toHaveLength(20)
    for (const set of [UPPER, LOWER, DIGIT, '-']) expect([...made].some(char => set.includes(char))).toBe(true)
  })

  test('is another one each time', async () => {
    const made = await Promise.all(Array.from({ length: 200 }, () => generated(anything)))
    expect(new Set(made).size).toBe(200)
  })

  test('meets whatever rules can be met', async () => {
    const kinds = fc.uniqueArray(fc.constantFrom(UPPER, LOWER, DIGIT, SPECIAL, '!@#', '-_'), { maxLength: 5 })
    const rules = fc
      .record({
        low: fc.integer({ min: 0, max: 40 }),
        room: fc.integer({ min: 0, max: 40 }),
        required: kinds,
        consecutive: fc.option(fc.integer({ min: 1, max: 3 })),
        limited: fc.boolean(),
      })
      .map(({ low, room, required, consecutive, limited }) => ({
        minLength: low,
        maxLength: Math.max(low + room, required.length, 4),
        required,
        ...(consecutive && { maxConsecutive: consecutive }),
        ...(limited && { allowed: `${LOWER}${required.join('')}` }),
      }))
    await fc.assert(
      fc.asyncProperty(rules, async wanted => meetsRules(await generated(wanted), wanted)),
      { numRuns: 300 },
    )
  })

  test('is not made where rules cannot be met', async () => {
    expect(await draw({ ...anything, required: [UPPER], allowed: LOWER })).toBeUndefined()
    expect(await draw({ ...anything, maxLength: 1, required: [UPPER, LOWER] })).toBeUndefined()
  })

  test('uses every byte alike', async () => {
    const counts = new Map<string, number>()
    for (let round = 0; round < 500; round += 1) {
      for (const char of await generated({ ...anything, allowed: 'abc', minLength: 20 }))
        counts.set(char, (counts.get(char) ?? 0) + 1)
    }
    for (const char of 'abc') expect(Math.abs((counts.get(char) ?? 0) - 3333)).toBeLessThan(400)
  })
})

describe('a passwordrules attribute', () => {
  const cases: [string, ReturnType<typeof parsePasswordRules>][] = [
    [
      'minlength: 20; required: lower; required: upper; required: digit; required: [-];',
      { minLength: 20, required: [LOWER, UPPER, DIGIT, '-'], allowed: `${LOWER}${UPPER}${DIGIT}-` },
    ],
    [
      'required: upper, lower; allowed: digit; max-consecutive: 2; maxlength: 12',
      { required: [UPPER + LOWER], allowed: UPPER + LOWER + DIGIT, maxConsecutive: 2, maxLength: 12 },
    ],
    ['allowed: ascii-printable', { allowed: PRINTABLE }],
    ['required: [;,]]; minlength: 8', { required: [';,]'], allowed: ';,]', minLength: 8 }],
    ['MinLength: 8; nonsense; required: nothing; maxlength: many', { minLength: 8 }],
    ['minlength: 8; minlength: 10; maxlength: 30; maxlength: 20', { minLength: 10, maxLength: 20 }],
    ['', {}],
  ]
  for (const [written, rules] of cases) {
    test(written || '(empty)', () => {
      expect(parsePasswordRules(written)).toEqual(rules)
    })
  }

  test('never fails, whatever is written', () => {
    fc.assert(fc.property(fc.string(), written => typeof parsePasswordRules(written) === 'object'))
  })
})

describe('a pattern', () => {
  const patterns = [
    '.{8,}',
    '[A-Za-z0-9]{6,12}',
    '(?=.*\\d)(?=.*[a-z])(?=.*[A-Z]).{8,}',
    '^(?=.*[A-Za-z])(?=.*\\d)[A-Za-z\\d]{8,}$',
    '^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)(?=.*[@$!%*?&])[A-Za-z\\d@$!%*?&]{8,15}$',
    '(?=.*[^a-zA-Z0-9])\\S{10,}',
    '(?!.*\\s)(?=.*[0-9]).{7,14}',
    '[^\\s<>]{6,}',
    '(?=\\D*\\d)(?=[^a-z]*[a-z]).{8,30}',
    '\\d{6}',
    '(?=(?:.*\\d){2})[a-zA-Z0-9]{8,}',
    '[a-zA-Z][a-zA-Z0-9]{7,19}',
  ]
  for (const pattern of patterns) {
    test(`${pattern} is met`, async () => {
      const whole = new RegExp(`^(?:${pattern})$`, 'v')
      expect(await generated(combineRules([readPattern(pattern)]), made => whole.test(made))).toMatch(whole)
    })
  }

  test('that is broken or endless says nothing', () => {
    expect(readPattern('[a-')).toEqual({})
    expect(readPattern('a'.repeat(500))).toEqual({})
  })
})

describe('sources together', () => {
  test('give the strictest of each', () => {
    expect(
      combineRules([
        { minLength: 6, maxLength: 30 },
        { minLength: 8, required: [UPPER] },
        { maxLength: 20, required: [DIGIT] },
      ]),
    ).toEqual({ minLength: 8, maxLength: 20, required: [UPPER, DIGIT] })
  })

  test('that contradict each other: the first is kept', () => {
    expect(combineRules([{ maxLength: 10 }, { minLength: 12 }])).toMatchObject({ minLength: 0, maxLength: 10 })
    expect(combineRules([{ allowed: 'ab' }, { allowed: 'cd' }]).allowed).toBe('ab')
  })
})
