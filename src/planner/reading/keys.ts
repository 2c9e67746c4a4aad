import { entryAt, type Sentence } from '../../language/sentence.ts'
import type { Span } from './intent.ts'

const HELD = new Set(['Control', 'Shift', 'Alt', 'Meta'])
const SIGN = /^[\p{L}\p{N}/?.,;'\][\\=-]$/u
const FUNCTION_KEY = /^f(?:[1-9]|1[0-2])$/i

/** The key that a word names; undefined for a word that names none. */
const keyOf = (text: string): string | undefined => {
  if (FUNCTION_KEY.test(text)) return text.toUpperCase()
  return SIGN.test(text) ? text : undefined
}

/** A letter is a small one unless Shift is held. */
const inCase = (keys: readonly string[]): readonly string[] =>
  keys.map(key => (/^\p{Lu}$/u.test(key) && !keys.includes('Shift') ? key.toLowerCase() : key))

/** The keys of "Ctrl+Shift+K", "ctrl-k". */
const chordOf = (sentence: Sentence, text: string): string | undefined => {
  const parts = text.split(/[+-]/).filter(part => part !== '')
  if (parts.length < 2) return undefined
  const keys = parts.map(part => namedKey(sentence, part) ?? keyOf(part))
  const isChord = keys.every((key, i) => key !== undefined && (i === keys.length - 1 || HELD.has(key)))
  return isChord ? inCase(keys as string[]).join('+') : undefined
}

/** A key by its name alone: looked up as a sentence of one word would be. */
const namedKey = (sentence: Sentence, part: string): string | undefined => {
  const at = sentence.tokens.findIndex(({ word }) => word === part.toLowerCase())
  const entry = at >= 0 ? entryAt(sentence, at, { class: 'key' }) : undefined
  return entry?.length === 1 ? entry.sense : NAMES[part.toLowerCase()]
}

/** Names that stand only inside chords. */
const NAMES: Readonly<Record<string, string>> = {
  ctrl: 'Control',
  control: 'Control',
  strg: 'Control',
  shift: 'Shift',
  alt: 'Alt',
  option: 'Alt',
  cmd: 'Meta',
  command: 'Meta',
  meta: 'Meta',
  enter: 'Enter',
  esc: 'Escape',
  tab: 'Tab',
  del: 'Delete',
  home: 'Home',
  end: 'End',
}

/** Chords in the naming of KeyboardEvent.key, where a span is nothing but keys: "Ctrl+K", "the down arrow key". */
export const readChords = (sentence: Sentence, [from, to]: Span): readonly string[] | undefined => {
  const chords: string[] = []
  const held: string[] = []
  for (let at = from; at < to; ) {
    const token = sentence.tokens[at]
    if (token === undefined) return undefined
    const skip =
      token.kind === 'mark' && /^[+,]$/.test(token.text)
        ? 1
        : (entryAt(sentence, at, { class: 'filler', sense: 'article' })?.length ??
          entryAt(sentence, at, { class: 'joint', sense: 'and' })?.length ??
          0)
    const entry = entryAt(sentence, at, { class: 'key' })
    if (entry) {
      if (HELD.has(entry.sense) && at + entry.length < to) held.push(entry.sense)
      else chords.push([...held.splice(0), entry.sense].join('+'))
      at += entry.length
      continue
    }
    const chord = token.kind === 'word' ? chordOf(sentence, token.text) : undefined
    const plain = token.kind === 'quote' || (skip > 0 && held.length === 0) ? undefined : keyOf(token.text)
    const key = chord ?? plain
    if (key !== undefined) {
      chords.push(held.length > 0 ? inCase([...held.splice(0), key]).join('+') : key)
      at += 1
    } else if (skip > 0) at += skip
    else return undefined
  }
  return chords.length > 0 && held.length === 0 ? chords : undefined
}
