import { NUMBERS } from './words.ts'

/** Names of keys as people write them → KeyboardEvent.key (UI Events KeyboardEvent key Values). */
const KEY_NAMES: Readonly<Record<string, string>> = {
  enter: 'Enter',
  return: 'Enter',
  'enter/return': 'Enter',
  escape: 'Escape',
  esc: 'Escape',
  tab: 'Tab',
  space: 'Space',
  spacebar: 'Space',
  'space bar': 'Space',
  backspace: 'Backspace',
  delete: 'Delete',
  del: 'Delete',
  insert: 'Insert',
  home: 'Home',
  end: 'End',
  'page up': 'PageUp',
  pageup: 'PageUp',
  'page down': 'PageDown',
  pagedown: 'PageDown',
  up: 'ArrowUp',
  down: 'ArrowDown',
  left: 'ArrowLeft',
  right: 'ArrowRight',
  control: 'Control',
  ctrl: 'Control',
  shift: 'Shift',
  alt: 'Alt',
  option: 'Alt',
  meta: 'Meta',
  cmd: 'Meta',
  command: 'Meta',
}

const ARROW = /^(?:arrow[ -]?(up|down|left|right)|(up|down|left|right)[ -]?arrow)$/

/** Keys that read as ordinary words ("up", "home", "delete", "end"): taken for keys only with "key" or in a chord. */
const WEAK = new Set([
  'up',
  'down',
  'left',
  'right',
  'home',
  'end',
  'delete',
  'del',
  'insert',
  'option',
  'command',
  'control',
  'return',
])

const readOne = (word: string): string | undefined => {
  const lower = word.trim().toLowerCase()
  const arrow = ARROW.exec(lower)
  if (arrow !== null) {
    const side = arrow[1] ?? arrow[2] ?? ''
    return `Arrow${side[0]?.toUpperCase() ?? ''}${side.slice(1)}`
  }
  const named = KEY_NAMES[lower]
  if (named !== undefined) return named
  if (/^f(?:[1-9]|1[0-2])$/.test(lower)) return lower.toUpperCase()
  return /^\S$/u.test(word) ? word : undefined
}

const readChord = (text: string): string | undefined => {
  if (!/\S\s*[+]\s*\S|^(?:ctrl|control|cmd|command|alt|shift|meta)[ -]\S+$/i.test(text)) return undefined
  const parts = text.split(/\s*\+\s*|(?<=^(?:ctrl|control|cmd|command|alt|shift|meta))[ -]/i)
  const keys = parts.map(readOne)
  if (keys.length < 2 || keys.some(key => key === undefined)) return undefined
  return keys
    .map((key, at) => (at === keys.length - 1 && (key ?? '').length === 1 ? (key ?? '').toLowerCase() : key))
    .join('+')
}

/** How often: "twice", "three times", "once"; undefined where nothing is said. */
export const readTimes = (text: string): { readonly rest: string; readonly times: number | undefined } => {
  const said = /^(.*?)[\s,]+(?:(once|twice|thrice)|(\d{1,2}|\p{L}+) (?:times|×)|[x×](\d{1,2})|(\d{1,2})[x×])$/iu.exec(
    text,
  )
  if (said === null) return inTheMiddle(text)
  const word = (said[2] ?? '').toLowerCase()
  const number = (said[3] ?? said[4] ?? said[5] ?? '').toLowerCase()
  const times = word === 'once' ? 1 : word === 'twice' ? 2 : word === 'thrice' ? 3 : (NUMBERS[number] ?? Number(number))
  if (!Number.isInteger(times) || times < 1 || times > 50) return { rest: text, times: undefined }
  return { rest: said[1] ?? '', times }
}

/** "click Add twice in the Adult row": the count before the place. */
const inTheMiddle = (text: string): { readonly rest: string; readonly times: number | undefined } => {
  const said =
    /^(.+?)\s+(twice|thrice|(?:two|three|four|five|six|\d{1,2}) times)\s+((?:in|on|under|for|next to|beside|inside|at)\s.+)$/i.exec(
      text,
    )
  const head = said === null ? undefined : readTimes(`${said[1]} ${said[2]}`)
  return head === undefined
    ? { rest: text, times: undefined }
    : { rest: `${head.rest} ${said?.[3]}`, times: head.times }
}

/** The keys that "the right arrow twice and Enter" asks for, in order; undefined if it names no key. */
export const readKeys = (phrase: string): readonly string[] | undefined => {
  const keys: string[] = []
  for (const piece of phrase.split(/\s*,?\s+(?:and(?: then)?|then|followed by)\s+|\s*,\s+/i)) {
    const { rest, times } = readTimes(piece.trim())
    const saysKey = /\bkeys?\b|\bshortcut\b/i.test(rest) || /\bkey\b/i.test(phrase)
    const name = rest
      .replace(/^(?:the|a|on)\s+/i, '')
      .replace(/^(?:keyboard )?(?:shortcut|keys?|key combination|combination)\s+/i, '')
      .replace(/\s+(?:keys?|shortcut|on (?:the|your) keyboard)$/i, '')
      .trim()
    const chord = readChord(name)
    const single = chord ?? readOne(name)
    if (single === undefined) return undefined
    const isWeak = chord === undefined && (WEAK.has(name.toLowerCase()) || single.length === 1)
    if (isWeak && !saysKey && keys.length === 0) return undefined
    for (let count = 0; count < (times ?? 1); count++) keys.push(single)
  }
  return keys.length > 0 ? keys : undefined
}
