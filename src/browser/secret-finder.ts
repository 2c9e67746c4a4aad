import type { Redact } from './perception/redact.ts'

/** Finds secrets, and what encodings make of them, in texts. */
export interface SecretFinder {
  isIn(text: string): boolean
  /** Puts `[redacted]` in the place of each occurrence, piece by piece as far as it goes. */
  readonly redact: Redact
  /** Where they stand: beginning and end of each occurrence, in order, apart from each other. */
  rangesIn(text: string): readonly Range[]
}

type Range = readonly [start: number, end: number]

/** Pieces of this many characters count as the secret; a shorter secret only whole. */
const PIECE = 8
/** A secret shorter than this is in every text. */
const SHORTEST = 4
const MASK = '[redacted]'

/**
 * A finder of these values: plain, reversed, percent-encoded, as form data, base64 and base64url at every offset, hex,
 * JSON and HTML escaped, each piece of eight characters. Case is left open.
 */
export const createSecretFinder = (values: readonly string[]): SecretFinder =>
  findPieces(values.filter(({ length }) => length >= SHORTEST).flatMap(piecesOf))

/**
 * A finder of what can only be one of these values: pieces that are a word of a language ("password", "changeme") are left
 * out, since such a word stands in texts and addresses that nobody put a secret into.
 */
export const createTellingFinder = (values: readonly string[]): SecretFinder =>
  findPieces(values.flatMap(piecesOf).filter(isTelling))

const WORDS = /^\p{Lu}?[\p{Ll} ]*$/u

const isTelling = (piece: string): boolean => piece.length >= 6 && !WORDS.test(piece)

/** What is found by whether and where it stands in a text. */
const createFinder = (rangesIn: SecretFinder['rangesIn'], isIn: SecretFinder['isIn']): SecretFinder => ({
  isIn,
  rangesIn,
  redact: text => {
    const ranges = rangesIn(text)
    if (ranges.length === 0) return text
    const kept = ranges.map(([start], i) => text.slice(ranges[i - 1]?.[1] ?? 0, start))
    return `${kept.map(part => `${part}${MASK}`).join('')}${text.slice(ranges.at(-1)?.[1])}`
  },
})

/** Everything that any of some finders finds. */
export const combineFinders = (finders: readonly SecretFinder[]): SecretFinder =>
  createFinder(
    text => merge(finders.flatMap(({ rangesIn }) => rangesIn(text)).toSorted(([a], [b]) => a - b)),
    text => finders.some(({ isIn }) => isIn(text)),
  )

const merge = (ranges: readonly Range[]): Range[] => {
  const merged: Range[] = []
  for (const [start, end] of ranges) {
    const last = merged.at(-1)
    if (last && start <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], end)]
    else merged.push([start, end])
  }
  return merged
}

/** A finder of whole texts that are words of a language, where they stand as words: `Anna`, and not in `Annapolis`. */
const findWords = (words: readonly string[]): SecretFinder => {
  const any = words.map(word => RegExp.escape(word)).join('|')
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'giu')
  const rangesIn = (text: string): Range[] =>
    words.length === 0 ? [] : [...text.matchAll(pattern)].map(({ index, 0: { length } }) => [index, index + length])
  return createFinder(rangesIn, text => rangesIn(text).length > 0)
}

/**
 * A finder of what a vault holds: its secrets as `createSecretFinder` finds them, its notes as a whole and line by line. What
 * is a word of a language is only found as a word.
 */
export const createVaultFinder = (secrets: readonly string[], notes: readonly string[]): SecretFinder => {
  const isLong = ({ length }: string) => length >= SHORTEST
  const lines = notes.flatMap(note => [
    note.trim(),
    ...note
      .split('\n')
      .map(line => line.trim())
      .filter(isTelling),
  ])
  const words = [...secrets, ...lines].filter(value => isLong(value) && WORDS.test(value))
  const codes = secrets.filter(value => isLong(value) && !WORDS.test(value))
  return combineFinders([
    findPieces([...codes.flatMap(piecesOf), ...lines.filter(line => isLong(line) && !WORDS.test(line))]),
    findWords(words),
  ])
}

const findPieces = (pieces: readonly string[]): SecretFinder => {
  const patterns = new Set(pieces.flatMap(piece => [...formsOf(piece)].map(form => form.toLowerCase())))
  const byStart = Map.groupBy(patterns, pattern => pattern.slice(0, SHORTEST))
  const match = (text: string, at: number): number => {
    const candidates = byStart.get(text.slice(at, at + SHORTEST))
    const found = candidates?.filter(pattern => text.startsWith(pattern, at)) ?? []
    return Math.max(0, ...found.map(({ length }) => length))
  }
  const rangesIn = (text: string): Range[] => {
    const lower = toComparable(text)
    const found: Range[] = []
    for (let at = 0; at + SHORTEST <= lower.length; at += 1) {
      const length = match(lower, at)
      if (length > 0) found.push([at, at + length])
    }
    return merge(found)
  }
  const isIn = (text: string): boolean => {
    const lower = toComparable(text)
    for (let at = 0; at + SHORTEST <= lower.length; at += 1) if (match(lower, at) > 0) return true
    return false
  }
  return createFinder(rangesIn, isIn)
}

/** Lower case where that keeps every character in its place. */
const toComparable = (text: string): string => {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : text.replace(/[A-Z]/g, letter => letter.toLowerCase())
}

/** Beyond this many characters a value is looked for in blocks: any run of 23 of its characters has one. */
const LONG = 256
const BLOCK = { length: 16, step: 8 } as const

const piecesOf = (value: string): string[] => {
  const points = [...value]
  if (points.length <= PIECE) return [value]
  const { length, step } = points.length > LONG ? BLOCK : { length: PIECE, step: 1 }
  const count = Math.floor((points.length - length) / step) + 1
  return Array.from({ length: count }, (_, i) => points.slice(i * step, i * step + length).join(''))
}

const formsOf = (piece: string): Set<string> => {
  const bytes = Buffer.from(piece)
  const hex = bytes.toString('hex')
  const percent = percentEncode(piece)
  const json = JSON.stringify(piece).slice(1, -1)
  return new Set([
    piece,
    [...piece].reverse().join(''),
    percent,
    encodeURI(piece.toWellFormed()),
    percent.replaceAll('%20', '+'),
    new URLSearchParams({ v: piece }).toString().slice(2),
    [...bytes].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    hex,
    hex.replace(/..(?!$)/g, '$& '),
    hex.replace(/..(?!$)/g, '$&:'),
    json,
    json.replaceAll('/', '\\/'),
    toHtml(piece, '&quot;', '&#39;'),
    toHtml(piece, '&#34;', '&#x27;'),
    ...base64At(bytes),
    ...base64At(Buffer.from([...piece].reverse().join(''))),
  ])
}

const percentEncode = (text: string): string => encodeURIComponent(text.toWellFormed())

const toHtml = (text: string, double: string, single: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', double)
    .replaceAll("'", single)

/**
 * What of the bytes' base64 (RFC 4648) does not depend on what stands around them, for each of the three places that
 * they can begin at, in both alphabets.
 */
const base64At = (bytes: Buffer): string[] =>
  [0, 1, 2].flatMap(offset => {
    const coded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const start = Math.ceil((offset * 8) / 6)
    const end = Math.floor(((offset + bytes.length) * 8) / 6)
    const inner = coded.slice(start, end)
    return inner.length < SHORTEST ? [] : [inner, inner.replaceAll('+', '-').replaceAll('/', '_')]
  })
