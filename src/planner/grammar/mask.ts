/**
 * Quoted passages taken out of a sentence before any rule reads it: each becomes one private-use character, so that
 * commas, verbs and prepositions inside a quotation are never taken for grammar.
 */
export interface Masked {
  readonly text: string
  readonly quotes: readonly string[]
}

const FIRST = 0xe000
const LIMIT = 256

/** Matches one masked quotation. */
export const QUOTE = '[\\uE000-\\uE0FF]'

const PAIRS: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '„': '“',
  '«': '»',
  '「': '」',
  '『': '』',
  '`': '`',
  "'": "'",
  '‘': '’',
  '‚': '‘',
}

const isBoundary = (character: string | undefined): boolean =>
  character === undefined || !/[\p{L}\p{N}]/u.test(character)

/** Index of the closing mark, or -1; a single mark between letters is an apostrophe and closes nothing. */
const closingIndex = (text: string, open: number, mark: string): number => {
  const closers = mark === '„' ? ['“', '”', '"'] : [PAIRS[mark] ?? mark]
  for (let at = open + 1; at < text.length; at++) {
    const character = text[at] ?? ''
    if (!closers.includes(character)) continue
    const single = character === "'" || character === '’' || character === '‘'
    if (single && !isBoundary(text[at + 1])) continue
    if (at > open + 1) return at
  }
  return -1
}

/** Takes the quotations out; a mark without its partner stays as it is. */
export const maskQuotes = (sentence: string): Masked => {
  const clean = sentence.replace(/[\uE000-\uE0FF]/g, ' ')
  const quotes: string[] = []
  /** Marks whose partner is nowhere in what follows. */
  const unpaired = new Set<string>()
  let text = ''
  for (let at = 0; at < clean.length; at++) {
    const mark = clean[at] ?? ''
    const opens = mark in PAIRS && !unpaired.has(mark) && isBoundary(clean[at - 1]) && quotes.length < LIMIT
    const end = opens ? closingIndex(clean, at, mark) : -1
    if (end < 0) {
      if (opens) unpaired.add(mark)
      text += mark
      continue
    }
    text += String.fromCharCode(FIRST + quotes.length)
    const said = clean.slice(at + 1, end)
    quotes.push(/[«「『]/.test(mark) ? said.replace(/^[\s\u00a0]+|[\s\u00a0]+$/g, '') : said)
    at = end
  }
  return { text: text.replace(/\s+/g, ' ').trim(), quotes }
}

/** Puts the quotations back, without their marks. */
export const unmask = (text: string, quotes: readonly string[]): string =>
  text
    .replace(/[\uE000-\uE0FF]/g, placeholder => quotes[placeholder.charCodeAt(0) - FIRST] ?? '')
    .replace(/\s+/g, ' ')
    .trim()

/** Whether the text has a quotation in it. */
export const hasQuote = (text: string): boolean => /[\uE000-\uE0FF]/.test(text)

/** The quotation that a text is, with its own spaces and lines; undefined where the text is more or less than one. */
export const quotedAsIs = (text: string, quotes: readonly string[]): string | undefined =>
  new RegExp(`^${QUOTE}$`).test(text) ? quotes[text.charCodeAt(0) - FIRST] : undefined
