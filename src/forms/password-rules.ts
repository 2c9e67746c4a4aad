import { Secret } from '../lib/secret.ts'

/** What a password has to be. Characters are ASCII; sets are strings of the characters in them. */
export interface PasswordRules {
  readonly minLength: number
  readonly maxLength: number
  /** At least one character of each set. */
  readonly required: readonly string[]
  /** Every character it may be made of; undefined where nothing is said. */
  readonly allowed?: string
  /** Most equal characters in a row. */
  readonly maxConsecutive?: number
}

/** Rules as one source gives them; what it does not say is left out. */
export type PartialRules = Partial<PasswordRules>

/** Gives `length` random bytes. */
export type RandomBytes = (length: number) => Uint8Array

export const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
export const LOWER = 'abcdefghijklmnopqrstuvwxyz'
export const DIGIT = '0123456789'
/** ASCII punctuation without the blank, which many sites trim or refuse. */
export const SPECIAL = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
export const PRINTABLE = UPPER + LOWER + DIGIT + SPECIAL

/** Long enough that nobody guesses it (about 120 bits), short enough for sites that do not say their limit. */
const WANTED_LENGTH = 20
/** What sites that ask for a special character take most often. */
const COMMON_SPECIAL = '!@#$%*?-_.'
/** Sites that say nothing take a hyphen far more often than any other special character. */
const QUIET_SPECIAL = '-'

/** Characters of `one` that are in `other`, too. */
export const intersect = (one: string, other: string): string => [...one].filter(char => other.includes(char)).join('')

/**
 * All sources together: the strictest of each. A limit that contradicts an earlier source is left out, so list the
 * binding ones (attributes) before the described ones (hints).
 */
export const combineRules = (sources: readonly PartialRules[]): PasswordRules => {
  let rules: PasswordRules = { minLength: 0, maxLength: Number.POSITIVE_INFINITY, required: [] }
  for (const source of sources) {
    const minLength = Math.max(rules.minLength, source.minLength ?? 0)
    const maxLength = Math.min(rules.maxLength, source.maxLength ?? Number.POSITIVE_INFINITY)
    const allowed = allowedOf(rules.allowed, source.allowed)
    const maxConsecutive = Math.min(rules.maxConsecutive ?? 99, source.maxConsecutive ?? 99)
    rules = {
      ...(minLength <= maxLength
        ? { minLength, maxLength }
        : { minLength: rules.minLength, maxLength: rules.maxLength }),
      required: [...rules.required, ...(source.required ?? [])],
      ...(allowed !== undefined && { allowed }),
      ...(maxConsecutive < 99 && { maxConsecutive }),
    }
  }
  return rules
}

const allowedOf = (one: string | undefined, other: string | undefined): string | undefined => {
  if (one === undefined || other === undefined) return one ?? other
  return intersect(one, other) || one
}

/** Whether a password is what the rules ask for. */
export const meetsRules = (password: string, rules: PasswordRules): boolean =>
  password.length >= rules.minLength &&
  password.length <= rules.maxLength &&
  [...password].every(char => (rules.allowed ?? PRINTABLE).includes(char)) &&
  rules.required.every(set => [...password].some(char => set.includes(char))) &&
  longestRun(password) <= (rules.maxConsecutive ?? Number.POSITIVE_INFINITY)

const longestRun = (text: string): number => {
  let longest = 0
  let run = 0
  for (const [index, char] of [...text].entries()) {
    run = char === text[index - 1] ? run + 1 : 1
    longest = Math.max(longest, run)
  }
  return longest
}

/**
 * Draws a password that meets the rules and every test (a field's pattern), or undefined where none was found.
 * Without rules: 20 characters with upper and lower case, digits and a hyphen.
 */
export const generatePassword = (
  rules: PasswordRules,
  random: RandomBytes,
  tests: readonly ((password: string) => boolean)[] = [],
): Secret | undefined => {
  const draw = createDraw(random)
  for (const recipe of recipesFor(rules)) {
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const password = cook(recipe, draw)
      if (meetsRules(password, rules) && tests.every(test => test(password))) return new Secret(password)
    }
  }
  return undefined
}

interface Recipe {
  readonly length: number
  readonly sets: readonly string[]
  readonly alphabet: string
}

/** Ways to make one, the strongest first: other lengths and fewer kinds of characters, for patterns that say no. */
const recipesFor = (rules: PasswordRules): Recipe[] => {
  const allowed = rules.allowed ?? PRINTABLE
  const required = rules.required.map(set => intersect(set, allowed)).filter(Boolean)
  const specials = intersect(SPECIAL, allowed)
  const needsSpecial = required.some(set => [...set].every(char => SPECIAL.includes(char)))
  const special =
    needsSpecial || rules.allowed !== undefined ? intersect(COMMON_SPECIAL, specials) || specials : QUIET_SPECIAL
  const kinds = [UPPER, LOWER, DIGIT].map(kind => intersect(kind, allowed)).filter(Boolean)
  const choices = [[...kinds, special], kinds, [...kinds, specials]].map(sets => sets.filter(Boolean))
  const lengths = [
    ...new Set([WANTED_LENGTH, 16, 12, 10, 8, rules.minLength, rules.maxLength].map(length => clamp(length, rules))),
  ]
  return lengths.flatMap(length =>
    choices.map(sets => {
      const needed = [...required, ...sets.filter(set => !required.some(other => intersect(set, other) === other))]
      const fitting = needed.slice(0, Math.max(length, required.length))
      return { length, sets: fitting, alphabet: [...new Set(sets.join('') || required.join(''))].join('') }
    }),
  )
}

const clamp = (length: number, { minLength, maxLength }: PasswordRules): number =>
  Math.max(1, Math.min(Math.max(length, minLength), Math.min(maxLength, Math.max(minLength, 64))))

const cook = ({ length, sets, alphabet }: Recipe, draw: (below: number) => number): string => {
  const pick = (set: string): string => set[draw(set.length)] ?? ''
  const chars = sets.map(pick)
  while (chars.length < length) chars.push(pick(alphabet))
  for (let index = chars.length - 1; index > 0; index -= 1) {
    const other = draw(index + 1)
    const held = chars[index] ?? ''
    chars[index] = chars[other] ?? ''
    chars[other] = held
  }
  return chars.join('')
}

/** Whole numbers from 0 to below 256, each equally likely: bytes that would favour the small ones are drawn again. */
const createDraw =
  (random: RandomBytes) =>
  (below: number): number => {
    const limit = 256 - (256 % below)
    for (;;) {
      const [byte = 0] = random(1)
      if (byte < limit) return byte % below
    }
  }
