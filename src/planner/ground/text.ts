import { distance } from 'fastest-levenshtein'
import stem from 'wink-porter2-stemmer'
import { PHRASES, SYMBOLS, SYNONYMS } from './synonyms.ts'

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

const PLAIN = /^[\x20-\x7e]*$/

/** Lower case without accents, so that "Núñez" and "NUNEZ" are one. */
export const fold = (text: string): string =>
  PLAIN.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replace(/[ßæœøłđðþı]/g, letter => LETTERS[letter] ?? letter)

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u
const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'word' })

const STOP = new Set(
  `the a an of to for in on at by with from and or is are be it its this that these those my your our me i you please into onto as
 than will would do does now here there s t der die das und von zu le la les de des du et el los las y en un una une vom zum zur im am den dem des ein eine einen einem einer meine meinen mein fur mit auf au aux dans sur pour mon ma mes
 al por para mi il lo gli di del della het een van naar`.split(/\s+/),
)

/** Nouns that say "one of the things here" and name none of them. */
const GENERIC = new Set(
  `message email item entry row line card record result product article post page section area list table column button link field
 box option element thing one ones person contact user people file folder job question answer comment topic tab menu dialog dialogue
 popup modal window form panel pane widget chapter tag alert notification task project ticket event place story news team document
 report order account setting settings switch toggle checkbox slider value word kind view group block tile heading carousel toolbar
 part piece dropdown nachricht mail eintrag zeile artikel ligne element bouton onglet champ mensaje fila boton pestana campo knopf feld schaltflache
 selector picker chooser issue seite liste karte reiter messaggio riga bericht rij icon symbol letter input textbox radio banner column choice sidebar number no details chat conversation`.split(
    /\s+/,
  ),
)

export interface Token {
  /** Folded word. */
  readonly word: string
  readonly stem: string
  readonly stop: boolean
  readonly generic: boolean
}

const cache = new Map<string, Token>()

const toToken = (word: string): Token => {
  const known = cache.get(word)
  if (known !== undefined) return known
  const isWord = /^[a-z]{3,40}$/.test(word)
  const token: Token = {
    word,
    stem: isWord ? stem(word) : word,
    stop: STOP.has(word),
    generic:
      GENERIC.has(word) ||
      (isWord && GENERIC.has(word.replace(/(?:es|s)$/, ''))) ||
      (isWord && GENERIC.has(word.replace(/s$/, ''))),
  }
  if (cache.size > 20_000) cache.clear()
  cache.set(word, token)
  return token
}

/** Times of day without a leading nought, so that "09:00" and "9:00" are one. */
const timed = (folded: string): string => (folded.includes(':') ? folded.replace(/\b0(?=\d:\d\d)/g, '') : folded)

const splitWords = (folded: string): readonly string[] => {
  const words: string[] = []
  for (const run of timed(folded).match(/#\d+|\d{1,2}:\d{2}|[\p{L}\p{N}]+/gu) ?? []) {
    if (CJK.test(run)) for (const part of SEGMENTER.segment(run)) words.push(part.segment)
    else words.push(run)
  }
  return words
}

/** Whether any of the joined phrases can be in the text; saves trying them one by one. */
const MAY_JOIN = /mail|log|sign|account|list|name|code|birth|check|thumb|zone|down|pop|screen|look|home|site|wrap/

const readTokens = (text: string): readonly Token[] => {
  let folded = fold(text)
    .replace(/['’]s\b/g, '')
    .replace(/['’]/g, '')
    .replace(/(\d)[.,](?=\d{3}\b)/g, '$1')
  if (MAY_JOIN.test(folded)) for (const [shape, joined] of PHRASES) folded = folded.replace(shape, joined)
  const words = splitWords(folded)
  if (words.length > 0) return words.map(toToken)
  const named = [...text].flatMap(symbol => SYMBOLS[symbol] ?? [])
  return named.flatMap(name => name.split(' ')).map(toToken)
}

/** Keeps what a pure function made of a text; pages repeat their labels, and snapshots repeat their pages. */
const remember = <Made>(make: (text: string) => Made): ((text: string) => Made) => {
  const made = new Map<string, Made>()
  return text => {
    const known = made.get(text)
    if (known !== undefined) return known
    const fresh = make(text)
    if (made.size >= 10_000) made.clear()
    if (text.length <= 400) made.set(text, fresh)
    return fresh
  }
}

/** The words of a text: folded, multi-word synonyms joined ("log in" → "signin"), symbols named ("×" → "close"). */
export const tokenize: (text: string) => readonly Token[] = remember(readTokens)

/** A text for exact comparison: folded words joined by one space. */
export const normalize: (text: string) => string = remember(text =>
  splitWords(fold(text).replace(/['’]/g, '')).join(' '),
)

const classes = new Map<string, Set<number>>()
SYNONYMS.forEach((group, at) => {
  for (const word of group.split(/\s+/)) {
    const key = toToken(word).stem
    const known = classes.get(key) ?? new Set<number>()
    known.add(at)
    classes.set(key, known)
  }
})

const areSynonyms = (one: Token, other: Token): boolean => {
  const mine = classes.get(one.stem)
  const theirs = mine === undefined ? undefined : classes.get(other.stem)
  if (mine === undefined || theirs === undefined) return false
  for (const group of mine) if (theirs.has(group)) return true
  return false
}

/** The root of a verb form of a Romance or Germanic language: "comparte" and "compartir" are both "compart". */
const rootOf = (word: string): string => {
  const root = word.replace(/(?:ieren|iere|eren|ez|er|ir|ar|are|ere|ire|en|es|as|e|a|i|o|t)$/, '')
  return root.length >= 4 ? root : word
}

const areForms = (one: string, other: string): boolean =>
  one.length >= 5 && other.length >= 5 && one[0] === other[0] && rootOf(one) === rootOf(other)

const isNumbered = (word: string): boolean => word.startsWith('#')

/** How alike two words are: 1 same, .96 same stem, .8 synonym, .7 abbreviation, 0 otherwise. */
export const similarity = (said: Token, found: Token): number => {
  if (said.word === found.word) return 1
  if (said.stem === found.stem) return 0.96
  if (isNumbered(said.word) !== isNumbered(found.word) && said.word.replace('#', '') === found.word.replace('#', ''))
    return 0.9
  if (areSynonyms(said, found)) return 0.8
  if (areForms(said.word, found.word)) return 0.78
  const isPrefix =
    said.word.length >= 3 &&
    found.word.length > said.word.length &&
    found.word.startsWith(said.word) &&
    /^\p{L}+$/u.test(said.word)
  if (isPrefix && said.word.length >= found.word.length * 0.4) return 0.68
  const isLonger =
    found.word.length >= 4 &&
    said.word.length > found.word.length &&
    said.word.startsWith(found.word) &&
    /^\p{L}+$/u.test(found.word)
  return isLonger && found.word.length >= said.word.length * 0.5 ? 0.62 : 0
}

/** Whether one word is a likely slip of the other; only asked for words that the page has not. */
export const isTypo = (said: string, found: string): boolean => {
  if (said.length < 5 || /\d/.test(said) || Math.abs(said.length - found.length) > 2 || said[0] !== found[0])
    return false
  return distance(said, found) <= (said.length >= 9 ? 2 : 1)
}

/** Initials of a label: "frequently asked questions" → "faq". */
export const acronym = (tokens: readonly Token[]): string =>
  tokens.length >= 2 && tokens.length <= 6 ? tokens.map(token => token.word[0] ?? '').join('') : ''
