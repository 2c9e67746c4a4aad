/**
 * Turns page text and developers' identifiers into one plain form: lower case, no accents, camelCase and digits apart,
 * one blank between words. `txtUserName_2` becomes `txt user name 2`, `Prénom *` becomes `prenom`. What follows on 400 characters is
 * left out: no label goes on for so long, and each is looked through for thousands of words.
 */
export const toPlain = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[łßøæœđı]/g, letter => PLAIN_LETTERS[letter] ?? letter)
    .replace(/(\p{Ll})(\d)/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim()

const LONGEST = 400

const PLAIN_LETTERS: Readonly<Record<string, string>> = { ł: 'l', ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd', ı: 'i' }

/** Words by language (ISO 639-1; `code` for what only developers write). */
export type WordTable = Readonly<Record<string, readonly string[]>>

/** Tells whether a plain text (see toPlain) holds any word of a table. */
export type WordTest = (plain: string) => boolean

/**
 * Compiles a table. A word matches whole words; `*` at either end lets it go on there, a blank stands for any or no
 * blank. Words of Chinese and Japanese match anywhere, since nothing parts them.
 */
export const compileWords = (table: WordTable): WordTest => {
  const words = [...new Set(Object.values(table).flat())]
  if (words.length === 0) return () => false
  const expression = new RegExp(words.map(toPattern).join('|'), 'u')
  return plain => expression.test(plain)
}

const toPattern = (word: string): string => {
  const opens = word.startsWith('*')
  const goesOn = word.endsWith('*')
  const plain = toPlain(word.replace(/^\*|\*$/g, ''))
  const body = plain.split(' ').map(escapeWord).join(' ?')
  const unparted = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Hangul}]/u.test(plain)
  return `${opens || unparted ? '' : '(?<![\\p{L}])'}${body}${goesOn || unparted ? '' : '(?![\\p{L}])'}`
}

const escapeWord = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
