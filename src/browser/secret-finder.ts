import type { Redact } from './perception/redact.ts'

/** Finds secrets, and what encodings make of them, in texts. */
export interface SecretFinder {
  isIn(text: string): boolean
  /** Puts `[redacted]` in the place of each occurrence, piece by piece as far as it goes. */
  readonly redact: Redact
  /** All that is looked for, lower case. */
  readonly patterns: readonly string[]
}

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

const findPieces = (pieces: readonly string[]): SecretFinder => {
  const patterns = new Set(pieces.flatMap(piece => [...formsOf(piece)].map(form => form.toLowerCase())))
  const byStart = Map.groupBy(patterns, pattern => pattern.slice(0, SHORTEST))
  const match = (text: string, at: number): number => {
    const candidates = byStart.get(text.slice(at, at + SHORTEST))
    const found = candidates?.filter(pattern => text.startsWith(pattern, at)) ?? []
    return Math.max(0, ...found.map(({ length }) => length))
  }
  const redact: Redact = text => {
    const lower = toComparable(text)
    let clean = ''
    let end = 0
    for (let at = 0; at + SHORTEST <= lower.length; at += 1) {
      const length = match(lower, at)
      if (length === 0 || at + length <= end) continue
      if (at > end || end === 0) clean += `${text.slice(end, at)}${MASK}`
      end = at + length
    }
    return end === 0 ? text : clean + text.slice(end)
  }
  return {
    isIn: text => {
      const lower = toComparable(text)
      for (let at = 0; at + SHORTEST <= lower.length; at += 1) if (match(lower, at) > 0) return true
      return false
    },
    redact,
    patterns: [...patterns],
  }
}

/** Lower case where that keeps every character in its place. */
const toComparable = (text: string): string => {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : text.replace(/[A-Z]/g, letter => letter.toLowerCase())
}

const piecesOf = (value: string): string[] => {
  const points = [...value]
  if (points.length <= PIECE) return [value]
  return points.slice(0, points.length - PIECE + 1).map((_, at) => points.slice(at, at + PIECE).join(''))
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
