import { DIGIT, LOWER, PRINTABLE, UPPER } from '../contract/password.ts'
import type { PartialRules } from './password-rules.ts'

/** Longer patterns are not read. */
const MAX_PATTERN = 400

/**
 * Reads a `pattern` attribute: lookaheads at its start as required and forbidden characters, a single repeated class
 * as length and alphabet. What has another form says nothing here; the page judges by the whole of it.
 */
export const readPattern = (pattern: string): PartialRules => {
  if (pattern.length > MAX_PATTERN) return {}
  const body = pattern.replace(/^\^/, '').replace(/\$$/, '')
  const { lookaheads, rest } = splitLookaheads(body)
  const required = lookaheads.flatMap(({ negative, text }) => (negative ? [] : requiredIn(text)))
  const forbidden = lookaheads.flatMap(({ negative, text }) => (negative ? forbiddenIn(text) : []))
  const lengths = lookaheads.flatMap(({ negative, text }) => (negative ? [] : lengthIn(text)))
  const main = readRepeated(rest)
  const allowed = [...(main?.set ?? PRINTABLE)].filter(char => !forbidden.includes(char)).join('')
  const repeats = lookaheads.some(({ negative, text }) => negative && /\\1/.test(text))
  return {
    ...pickLengths([...lengths, ...(main ? [main] : [])]),
    ...(required.length > 0 && { required }),
    ...((main || forbidden.length > 0) && allowed && { allowed }),
    ...(repeats && { maxConsecutive: 1 }),
  }
}

interface Length {
  readonly min: number
  readonly max: number
}

const pickLengths = (lengths: readonly Length[]): PartialRules => {
  const min = Math.max(0, ...lengths.map(({ min: least }) => least))
  const max = Math.min(...lengths.map(({ max: most }) => most))
  return { ...(min > 0 && { minLength: min }), ...(Number.isFinite(max) && max >= min && { maxLength: max }) }
}

const splitLookaheads = (body: string): { lookaheads: { negative: boolean; text: string }[]; rest: string } => {
  const lookaheads: { negative: boolean; text: string }[] = []
  let rest = body
  for (;;) {
    const opens = /^\(\?([=!])/.exec(rest)
    const end = opens ? groupEnd(rest) : -1
    if (!opens || end < 0) return { lookaheads, rest }
    lookaheads.push({ negative: opens[1] === '!', text: rest.slice(3, end) })
    rest = rest.slice(end + 1)
  }
}

/** Index of the bracket that closes the group at the start of `text`; -1 if none does. */
const groupEnd = (text: string): number => {
  let depth = 0
  let inClass = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (char === '\\') at += 1
    else if (inClass) inClass = char !== ']'
    else if (char === '[') inClass = true
    else if (char === '(') depth += 1
    else if (char === ')' && --depth === 0) return at
  }
  return -1
}

const ATOM = /\\[dDwWsS]|\\.|\[(?:\\.|[^\]\\])+\]|\./g

/** Sets that a lookahead wants one of: `.*[A-Z]`, `(?:.*\d){2}`, `\D*\d`. Repeated atoms before it only skip. */
const requiredIn = (text: string): string[] =>
  [...text.matchAll(ATOM)]
    .filter(({ 0: atom, index }) => atom !== '.' && !/^[*?{]/.test(text.slice(index + atom.length)))
    .map(({ 0: atom }) => setOf(atom))
    .filter(set => set && set.length < PRINTABLE.length)

const forbiddenIn = (text: string): string[] =>
  [...text.matchAll(ATOM)]
    .filter(({ 0: atom }) => atom !== '.' && !/^\\[1-9bB]/.test(atom))
    .flatMap(({ 0: atom }) => [...setOf(atom)])

const lengthIn = (text: string): Length[] => {
  const found = readRepeated(text.replace(/\$$/, ''))
  return found && found.min > 1 ? [found] : []
}

/** `[class]{8,20}`, `.{8,}`, `\S+`: one atom and how often; undefined for anything else. */
const readRepeated = (text: string): (Length & { set: string }) | undefined => {
  const plain = text.replace(/^\((?:\?:)?(.*)\)$/s, '$1')
  const [, atom, count = '', , low, comma, high] =
    /^(\\.|\[(?:\\.|[^\]\\])+\]|\.)(\*|\+|(\{(\d+)(,)?(\d+)?\}))$/s.exec(plain) ?? []
  if (!atom) return undefined
  const set = setOf(atom)
  if (!set) return undefined
  if (count === '*' || count === '+') return { set, min: count === '+' ? 1 : 0, max: Number.POSITIVE_INFINITY }
  const min = Number(low)
  return { set, min, max: high ? Number(high) : comma ? Number.POSITIVE_INFINITY : min }
}

/** Printable ASCII characters that one atom of a pattern stands for. */
const setOf = (atom: string): string => {
  const inner = /^\[(\^?)(.*)\]$/s.exec(atom)
  if (!inner) return membersOf(atom)
  const members = membersOf(inner[2] ?? '')
  return inner[1] ? [...PRINTABLE].filter(char => !members.includes(char)).join('') : members
}

const ESCAPES: Readonly<Record<string, (char: string) => boolean>> = {
  d: char => DIGIT.includes(char),
  D: char => !DIGIT.includes(char),
  w: char => (UPPER + LOWER + DIGIT).includes(char) || char === '_',
  W: char => !(UPPER + LOWER + DIGIT).includes(char) && char !== '_',
  s: () => false,
  S: () => true,
}

const membersOf = (text: string): string => {
  if (text === '.') return PRINTABLE
  const found = new Set<string>()
  for (const { 0: token, groups } of text.matchAll(
    /\\(?<escape>[dDwWsS])|(?<from>\\.|[^\\])-(?<to>\\.|[^\\])|\\?(?<char>.)/gs,
  )) {
    const { escape: kind, from, to, char } = groups ?? {}
    if (kind) for (const other of PRINTABLE) if (ESCAPES[kind]?.(other)) found.add(other)
    if (from && to)
      for (const other of PRINTABLE) if (other >= (from.at(-1) ?? '') && other <= (to.at(-1) ?? '')) found.add(other)
    if (char && PRINTABLE.includes(char)) found.add(char)
    if (!token) break
  }
  return [...PRINTABLE].filter(char => found.has(char)).join('')
}
