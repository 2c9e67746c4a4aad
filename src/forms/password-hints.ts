import { DIGIT, intersect, LOWER, SPECIAL, UPPER } from '../contract/password.ts'
import type { PartialRules } from './password-rules.ts'
import { PASSWORD_WORDS as W } from './words-password.ts'

/** Text as the expressions expect it: lower case, no accents, full-width digits narrowed, punctuation kept. */
const toHint = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[łŁ]/g, 'l')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[’]/g, "'")
    .replace(/\s+/g, ' ')

const NUMBER_WORDS: readonly [RegExp, string][] = [
  [/\b(six|sechs|seis|sei|zes|szesc)\b/g, '6'],
  [/\b(eight|acht|huit|ocho|oito|otto|osiem)\b/g, '8'],
  [/\b(ten|zehn|dix|diez|dez|dieci|tien|dziesiec)\b/g, '10'],
  [/\b(twelve|zwolf|douze|doce|doze|dodici|twaalf|dwanascie)\b/g, '12'],
]

const N = '(\\d{1,3})'
const GAP = '[^\\d.;]{0,24}?'
const RANGE = new RegExp(`${N}\\s*(?:${W.characters})?(?:以上)?\\s*(?:${W.between})\\s*${N}\\s*(?:${W.characters})`)
const MIN = [
  new RegExp(`(?:${W.atLeast})\\s*${N}${GAP}(?:${W.characters})`),
  new RegExp(`${N}\\s*(?:${W.characters})?\\s*(?:${W.orMore})(?:${GAP}(?:${W.characters})|\\s*$|[,.)])`),
  new RegExp(`${N}\\s*(?:${W.characters})\\s*(?:${W.orMore})`),
  new RegExp(`(?:${W.characters})\\s*\\(?(?:${W.atLeast})\\s*${N}`),
]
const MORE = new RegExp(`(?<!no |not |nicht |pas |no mas |non )(?:${W.more})\\s*${N}\\s*(?:${W.characters})`)
const MAX = [
  new RegExp(`(?:${W.atMost})\\s*${N}${GAP}(?:${W.characters})`),
  new RegExp(`${N}\\s*(?:${W.characters})\\s*(?:${W.orLess})`),
]
const has = Object.fromEntries(Object.entries(W).map(([name, words]) => [name, new RegExp(words)])) as Record<
  keyof typeof W,
  RegExp
>

/** Rules that one text next to a password field describes, in any of the languages known; empty where it describes none. */
export const readHint = (text: string): PartialRules => {
  const hint = NUMBER_WORDS.reduce((plain, [word, digits]) => plain.replace(word, digits), toHint(text.slice(0, 600)))
  const clauses = hint.split(/[;•·\n]|\. |, (?=(?:no|not|keine|sans|sin|senza|geen|bez)\b)/)
  const kinds = clauses.map(readKinds)
  const required = kinds.flatMap(rules => rules.required ?? [])
  const allowed = kinds.flatMap(rules => (rules.allowed === undefined ? [] : [rules.allowed]))
  return {
    ...readLength(hint),
    ...(required.length > 0 && { required }),
    ...(allowed.length > 0 && { allowed: allowed.reduce(intersect) }),
  }
}

const readLength = (hint: string): PartialRules => {
  const range = RANGE.exec(hint)
  if (range && Number(range[1]) < Number(range[2])) return sane({ min: Number(range[1]), max: Number(range[2]) })
  const more = MORE.exec(hint)?.[1]
  const min = more ? Number(more) + 1 : firstNumber(MIN, hint)
  const max = firstNumber(MAX, hint)
  return sane({ min, max })
}

const firstNumber = (expressions: readonly RegExp[], hint: string): number | undefined => {
  const found = expressions.map(expression => expression.exec(hint)?.[1]).find(Boolean)
  return found ? Number(found) : undefined
}

/** "At least 1 digit" is about digits: a whole password has 4 characters or more, and nobody asks for over 128. */
const sane = ({ min, max }: { min: number | undefined; max: number | undefined }): PartialRules => ({
  ...(min !== undefined && min >= 4 && min <= 128 && { minLength: min }),
  ...(max !== undefined && max >= 6 && max <= 256 && { maxLength: max }),
})

const readKinds = (clause: string): PartialRules => {
  const listed = listedSpecials(clause)
  if (has.only.test(clause) && (has.letter.test(clause) || has.alphanumeric.test(clause))) {
    return { allowed: UPPER + LOWER + DIGIT + listed }
  }
  if (has.negation.test(clause)) return has.special.test(clause) && !listed ? { allowed: UPPER + LOWER + DIGIT } : {}
  const required: string[] = []
  if (has.upper.test(clause)) required.push(UPPER)
  if (has.lower.test(clause)) required.push(LOWER)
  if (has.digit.test(clause.replace(/\d+ digits long/, ''))) required.push(DIGIT)
  if (has.special.test(clause)) required.push(listed || SPECIAL)
  if (required.length === 0 && has.letter.test(clause) && !/\d\s*(letters)/.test(clause)) required.push(UPPER + LOWER)
  return { required, ...(listed && has.special.test(clause) && { allowed: UPPER + LOWER + DIGIT + listed }) }
}

/** Special characters that a text lists after naming them: "(!@#$%^&*)", "such as ! @ # $". */
const listedSpecials = (clause: string): string => {
  const after = clause.slice(Math.max(0, clause.search(has.special)))
  const runs = [...after.matchAll(/[^\p{L}\p{N}]{3,}/gu)].map(([run]) =>
    intersect(run.replace(/ (or|and|oder|und) /g, ' '), SPECIAL),
  )
  const longest = runs.reduce((best, run) => (new Set(run).size > new Set(best).size ? run : best), '')
  const distinct = [...new Set(longest)].join('').replace(/^[(:]|[).]$/g, '')
  return new Set(distinct.replace(/[(),.:]/g, '')).size >= 3 ? distinct : ''
}

/** Lines of a page's text that describe its password rules: those that name the password, and the list right after. */
export const hintLines = (text: string): string[] => {
  const lines: string[] = []
  let within = 0
  for (const line of text
    .split('\n')
    .map(part => part.trim())
    .filter(Boolean)) {
    const hint = toHint(line)
    if (line.length > 250 || has.other.test(hint)) {
      within = 0
      continue
    }
    if (has.password.test(hint)) within = 9
    if (within > 0 && isRule(line)) lines.push(line)
    within -= 1
  }
  return lines.slice(0, 20)
}

const isRule = (line: string): boolean => Object.keys(readHint(line)).length > 0
