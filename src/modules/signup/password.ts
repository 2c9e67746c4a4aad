import { DIGIT, intersect, LOWER, type PasswordRules, PRINTABLE, SPECIAL, UPPER } from '../../contract/password.ts'
import { Secret } from '../../lib/secret.ts'

/** Long enough that nobody guesses it (about 120 bits), short enough for sites that do not say their limit. */
const WANTED_LENGTH = 20
/** What sites that ask for a special character take most often. */
const COMMON_SPECIAL = '!@#$%*?-_.'
/** Sites that say nothing take a hyphen far more often than any other special character. */
const QUIET_SPECIAL = '-'

/** Whether a password is what the rules ask for. */
export const meetsRules = (password: string, rules: PasswordRules): boolean =>
  password.length >= rules.minLength &&
  password.length <= (rules.maxLength ?? Number.POSITIVE_INFINITY) &&
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

/** How a password is made. */
export interface PasswordDeps {
  /** Gives `length` random bytes. */
  random(length: number): Uint8Array
  /** Which of these passwords the page would take. */
  judge(passwords: readonly Secret[]): Promise<readonly boolean[]>
}

/** A page that asks for a longer one is not served: no site stores it. */
const LONGEST = 256
/** How often a recipe is tried, and how many of what comes of it are shown to the page. */
const ATTEMPTS = 40
const SHOWN = 8

/**
 * Draws a password that meets the first of these rules that can be met, and that the page would take; undefined where none was found.
 * Without rules: 20 characters with upper and lower case, digits and a hyphen.
 */
export const createPassword = async (
  demands: readonly PasswordRules[],
  { random, judge }: PasswordDeps,
): Promise<Secret | undefined> => {
  const draw = createDraw(random)
  for (const rules of demands.filter(({ minLength }) => minLength <= LONGEST)) {
    for (const recipe of recipesFor(rules)) {
      const drawn = drawSome(recipe, rules, draw)
      const taken = drawn.length > 0 ? await judge(drawn) : []
      const found = drawn.find((_, at) => taken[at])
      if (found) return found
    }
  }
  return undefined
}

const drawSome = (recipe: Recipe, rules: PasswordRules, draw: Draw): Secret[] => {
  const drawn: Secret[] = []
  for (let attempt = 0; attempt < ATTEMPTS && drawn.length < SHOWN; attempt += 1) {
    const password = cook(recipe, draw)
    if (meetsRules(password, rules)) drawn.push(new Secret(password))
  }
  return drawn
}

/** A whole number from 0 to below `below`. */
type Draw = (below: number) => number

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
    ...new Set(
      [WANTED_LENGTH, 16, 12, 10, 8, rules.minLength, rules.maxLength ?? 0].map(length => clamp(length, rules)),
    ),
  ]
  return lengths.flatMap(length =>
    choices.map(sets => {
      const needed = [...required, ...sets.filter(set => !required.some(other => intersect(set, other) === other))]
      const fitting = needed.slice(0, Math.max(length, required.length))
      return { length, sets: fitting, alphabet: [...new Set(sets.join('') || required.join(''))].join('') }
    }),
  )
}

const clamp = (length: number, { minLength, maxLength = LONGEST }: PasswordRules): number =>
  Math.max(1, Math.min(Math.max(length, minLength), Math.min(maxLength, Math.max(minLength, 64))))

const cook = ({ length, sets, alphabet }: Recipe, draw: Draw): string => {
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
  (random: PasswordDeps['random']): Draw =>
  below => {
    const limit = 256 - (256 % below)
    for (;;) {
      const [byte = 0] = random(1)
      if (byte < limit) return byte % below
    }
  }
