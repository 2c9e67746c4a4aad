import type { Intent } from '../intent.ts'
import { hasQuote, QUOTE, unmask } from './mask.ts'
import { type Clause, intentOf, type Rule } from './rule.ts'
import { CONTAINER_WORDS, KIND_WORDS, PLAIN_VERBS, STRONG_VERBS } from './words.ts'

const TYPE = /^(type|enter|input|write|key in|put|insert|jot(?: down)?|paste)(?: in| down| out)?\s+(.+)$/i
const SCOPE_END = /\b(?:section|form|dialog|row|card|panel|group|column|fieldset|area|popup|window|table)$/i

interface Split {
  readonly value: string
  readonly field: string
}

const splitAt = (text: string, preposition: string, pick: 'first' | 'last'): Split | undefined => {
  const shape = new RegExp(`\\s(?:${preposition})\\s+`, 'gi')
  const hits = [...text.matchAll(shape)]
  const hit = pick === 'first' ? hits[0] : hits[hits.length - 1]
  if (hit === undefined) return undefined
  const value = text.slice(0, hit.index).trim()
  const field = text.slice(hit.index + hit[0].length).trim()
  return value === '' || field === '' ? undefined : { value, field }
}

/** Where the value ends and the field begins: after the quotation, else at "into", "as", the last "in", then "for". */
const splitValue = (text: string): Split | undefined => {
  const quoted = new RegExp(
    `^(?:the )?(?:\\p{L}+ )?(${QUOTE})\\s+(?:in|into|to|inside|on|onto|as|for|under|at|within|using|via)\\s+(.+)$`,
    'iu',
  ).exec(text)
  if (quoted !== null) return { value: quoted[1] ?? '', field: quoted[2] ?? '' }
  const into = splitAt(text, 'into|inside', 'first')
  if (into !== undefined) return into
  const as = splitAt(text, 'as', 'first')
  const inside = splitAt(text, 'in|under', 'last')
  if (as !== undefined && !/\s(?:in|under)\s/i.test(as.value)) return as
  if (inside !== undefined && SCOPE_END.test(inside.field)) {
    const earlier =
      splitAt(text.slice(0, text.length - inside.field.length - 1), 'in|under', 'last') ??
      splitAt(inside.value, 'in|for|as|on', 'last')
    if (earlier !== undefined)
      return {
        value: earlier.value,
        field: text.slice(text.toLowerCase().indexOf(earlier.field.toLowerCase(), earlier.value.length)),
      }
  }
  return inside ?? splitAt(text, 'for|on|at|to', 'last')
}

/** "type V into F", "enter V as F", "put V in F", "write V" and the unsplit "enter promo code V". */
const typing: Rule = clause => {
  const said = TYPE.exec(clause.text)
  if (said === null) return undefined
  const word = (said[1] ?? '').toLowerCase()
  const rest = said[2] ?? ''
  const split = splitValue(rest)
  if (split !== undefined) return intentOf(clause, { verb: 'fill', word, target: split.field, value: split.value })
  const trailing = new RegExp(`^(.+?)\\s*[:=]?\\s*(${QUOTE})$`).exec(rest)
  if (trailing !== null) {
    const field = (trailing[1] ?? '').replace(/^(?:the|a|an)$/i, '').replace(/\b(?:value|text|words?)$/i, '')
    return intentOf(clause, { verb: 'fill', word, target: field, value: trailing[2] ?? '' })
  }
  if (new RegExp(`^${QUOTE}$`).test(rest) || word === 'type' || word === 'write')
    return intentOf(clause, { verb: 'fill', word, value: rest })
  return intentOf(clause, { verb: 'fill', word, mixed: rest.replace(/^(?:the|a|an|my)\s+/i, '') })
}

/** "fill F with V", "fill in F with V", "fill in guest name V". */
const filling: Rule = clause => {
  const said = /^(fill|complete|populate)(?: in| out| up)?\s+(.+)$/i.exec(clause.text)
  if (said === null) return undefined
  const word = (said[1] ?? '').toLowerCase()
  const rest = said[2] ?? ''
  const pair = /^(.+?)\s+(?:with|by|using|:)\s+(.+)$/i.exec(rest)
  if (pair !== null) return intentOf(clause, { verb: 'fill', word, target: pair[1], value: pair[2] })
  if (word === 'complete') return undefined
  const first = new RegExp(`^(${QUOTE})\\s+(?:in|into|as|for|on|at)\\s+(.+)$`, 'i').exec(rest)
  if (first !== null) return intentOf(clause, { verb: 'fill', word, target: first[2], value: first[1] })
  const colon = new RegExp(`^(.+?)\\s*:?\\s*(${QUOTE})$`).exec(rest)
  if (colon !== null) return intentOf(clause, { verb: 'fill', word, target: colon[1], value: colon[2] })
  const as = splitAt(rest, 'as|into|in', 'last')
  if (as !== undefined) return intentOf(clause, { verb: 'fill', word, target: as.field, value: as.value })
  return intentOf(clause, { verb: 'fill', word, mixed: rest.replace(/^(?:the|a|an|my)\s+/i, '') })
}

/** "leave the comment <quote>". */
const leaving: Rule = clause => {
  const said = new RegExp(`^leave\\s+(?:an?|the|my|this)\\s+(.+?)\\s*:?\\s*(${QUOTE})$`, 'i').exec(clause.text)
  return said === null ? undefined : intentOf(clause, { verb: 'fill', word: 'leave', target: said[1], value: said[2] })
}

const NOTE =
  /^(?:write|leave|post|add|submit|make)\s+(?:an?|the|my)\s+(?:\p{L}+\s)?(comment|reply|message|review|note|post|answer)\s+(?:as|from|signed)\s+/iu
const SAID = new RegExp(`^(${QUOTE}|\\S+(?:\\s\\p{Lu}\\S*)*)\\s*(.*?)\\s*(${QUOTE})(.*)$`, 'u')

/** "write a comment as Mo saying <quote>": who says it, and what. */
const signing: Rule = clause => {
  const note = NOTE.exec(clause.text)
  const said = note === null ? null : SAID.exec(clause.text.slice(note[0].length))
  const [, name = '', between = '', text = '', tail = ''] = said ?? []
  if (note === null || name === '') return undefined
  const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(between)?.[0]
  const pairs = [
    { hint: 'name', value: unmask(name.replace(/[,:]$/, ''), clause.quotes) },
    ...(address === undefined ? [] : [{ hint: 'email', value: address }]),
    { hint: note[1] ?? 'comment', value: unmask(text, clause.quotes) },
  ]
  return intentOf(clause, {
    verb: 'do',
    word: note[1] ?? 'comment',
    target: note[1],
    pairs,
    tail: unmask(tail, []),
    isWrite: true,
  })
}

const TO_SOMEONE =
  /^(?:write|compose|send)(?:\s+an?(?:\s+new)?\s+(?:message|e-?mail|mail|letter))?\s+to\s+([\w.+-]+@[\w-]+(?:\.[\w-]+)+)\s+(.+)$/i
const PART = new RegExp(
  `\\b(?:with|and)\\s+(?:the\\s|an?\\s)?(subject|title|text|body|message)(?:\\sline)?\\s*:?\\s*(${QUOTE}|.+?)(?=\\s+(?:with|and)\\s+(?:the\\s|an?\\s)?(?:subject|title|text|body|message)\\b|$)`,
  'giu',
)

/** "write to ann@example.org with the subject Photos and the text <quote>". */
const addressing: Rule = clause => {
  const [, address = '', rest = ''] = TO_SOMEONE.exec(clause.text) ?? []
  const parts = [...rest.matchAll(PART)].map(([, hint = '', value = '']) => ({
    hint,
    value: unmask(value, clause.quotes),
  }))
  if (address === '' || parts.length === 0) return undefined
  const pairs = [{ hint: 'to', value: address }, ...parts]
  return intentOf(clause, { verb: 'do', word: 'compose', target: 'message', pairs, tail: '', isWrite: true })
}

const replacing: Rule = clause => {
  const said = /^replace\s+(?:the )?(?:text|content|contents|value)?(?: of | in )?(.+?)\s+(?:with|by)\s+(.+)$/i.exec(
    clause.text,
  )
  return said === null
    ? undefined
    : intentOf(clause, { verb: 'fill', word: 'replace', target: said[1], value: said[2] })
}

/** "rename X to V", "change the name of X to V". */
const renaming: Rule = clause => {
  const said =
    /^rename\s+(.+?)\s+(?:to|as|into)\s+(.+)$/i.exec(clause.text) ??
    /^(?:change|set|update)\s+the (?:name|title) of\s+(.+?)\s+to\s+(.+)$/i.exec(clause.text) ??
    new RegExp(`^rename\\s+(.+?)\\s+(${QUOTE})$`, 'i').exec(clause.text)
  return said === null
    ? undefined
    : intentOf(clause, { verb: 'fill', word: 'rename', target: said[1], value: said[2], isWrite: true })
}

const appending: Rule = clause => {
  const said =
    /^append\s+(.+?)\s+to\s+(?:the end of )?(.+)$/i.exec(clause.text) ??
    /^add\s+(.+?)\s+(?:to|at) the end of\s+(.+)$/i.exec(clause.text)
  return said === null
    ? undefined
    : intentOf(clause, { verb: 'append', word: 'append', target: said[2], value: said[1] })
}

const clearing: Rule = clause => {
  const said = /^(clear|erase|wipe|blank)(?: out)?\s+(.+)$/i.exec(clause.text)
  return said === null ? undefined : intentOf(clause, { verb: 'clear', word: said[1] ?? 'clear', target: said[2] })
}

const SET =
  /^(set|change|update|adjust|modify|edit|alter|correct|put|make|turn|bring|raise|lower|increase|decrease|reduce|move|drag|slide|pull|push|switch|convert)\s+(.+?)\s+(?:(?:from\s+\S+\s+)?(?:up |down |over |back )?to(?: be)?|as|equal to|=|→)\s+(.+)$/i
const LOOSE_SET =
  /^(?:move|drag|slide|pull|push|switch|turn|make|put|edit|bring|convert|increase|decrease|raise|lower|reduce)$/i
const AMOUNT = /^(?:to\s+)?[-+−]?[\p{Sc}]?\s?\d[\d.,:]*\s*(?:%|percent|px|[\p{Sc}]|\p{L}{1,6})?$/iu

/** "set F to V", "change F from A to B", "drag the Volume slider to 70". */
const setting: Rule = clause => {
  const said = SET.exec(clause.text)
  if (said === null) return undefined
  const word = (said[1] ?? '').toLowerCase()
  const field = (said[2] ?? '').replace(/^(?:the )?value of\s+/i, '').replace(/\s+from\s+\S+$/i, '')
  const value = said[3] ?? ''
  if (/^(?:it|them|this|that|everything)$/i.test(field)) return undefined
  const isSlider = /\b(?:slider|stepper|knob|dial|thumb|handle|theme|mode|volume|switch)\b/i.test(field)
  const isNumber = AMOUNT.test(value)
  if (LOOSE_SET.test(word) && !isNumber && !isSlider && word !== 'make') return undefined
  if (hasQuote(value) && !new RegExp(`^(?:the )?(?:\\p{L}+ )?${QUOTE}$`, 'iu').test(value))
    return setWithScope(clause, { word, field, value })
  return intentOf(clause, { verb: 'set', word, target: field, value })
}

interface Said {
  readonly word: string
  readonly field: string
  readonly value: string
}

/** "set <quote> to <quote> on the card X": the tail says where. */
const setWithScope = (clause: Clause, { word, field, value }: Said): Intent => {
  const tail = new RegExp(`^(${QUOTE})\\s+(.+)$`).exec(value)
  return intentOf(clause, {
    verb: 'set',
    word,
    target: tail === null ? field : `${field} ${tail[2]}`,
    value: tail?.[1] ?? value,
  })
}

const VALUE_SCOPE = new RegExp(
  `^(.+?)\\s+((?:in|on|for|under|of)\\s+(?:the\\s+)?(?:\\S+ ){0,4}(?:row|card|section|entry|line|item|${CONTAINER_WORDS.slice(0, 12).join('|')})(?:\\s+(?:for|of)?\\s*\\S.*)?)$`,
  'i',
)

/** Moves a trailing "in the X row" of an unquoted value over to the field. */
const scopedSetting: Rule = clause => {
  const plain = setting(clause)
  if (plain?.value === undefined || plain.valueQuoted === true) return plain
  const said = SET.exec(clause.text)
  const tail = VALUE_SCOPE.exec(said?.[3] ?? '')
  if (said === null || tail === null) return plain
  return intentOf(clause, {
    verb: 'set',
    word: (said[1] ?? '').toLowerCase(),
    target: `${said[2]} ${tail[2]}`,
    value: tail[1],
  })
}

/** "F: V", "F should be V", "F is V", "F = V". */
const stating: Rule = clause => {
  const said =
    /^([^:=]{1,80}?)\s*(?::|=|→|\s(?:should|must|needs to|has to|shall|will) (?:be|read|say)|\sis|\sare)\s+(.+)$/i.exec(
      clause.text,
    )
  if (
    said === null ||
    (new RegExp(`^${QUOTE}$`).test((said[1] ?? '').trim()) === false &&
      /^(?:what|who|how|why|when|where|there|it|this|that|here)\b/i.test(said[1] ?? ''))
  )
    return undefined
  return intentOf(clause, { verb: 'set', word: 'set', target: said[1], value: said[2] })
}

/** `purpose "Audit"`: a name and what is to stand there, without a verb; a press where no field is called so. */
const naming: Rule = clause => {
  const said = new RegExp(`^((?:the |my )?\\p{L}[^\\uE000-\\uE0FF,;]{1,40}?)\\s*:?\\s*(${QUOTE})$`, 'u').exec(
    clause.text,
  )
  if (said === null) return undefined
  const words = (said[1] ?? '').split(/\s+/)
  if (words.length > 4 || words.some(word => KIND_WORDS[word.toLowerCase()] !== undefined)) return undefined
  return intentOf(clause, { verb: 'fill', word: 'name', target: said[1], value: said[2] })
}

const END =
  '(?:[\\p{Sc}]\\s?)?\\d[\\d.,:/-]*(?:\\s?[\\p{Sc}%])?(?:\\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\p{L}*(?:\\s\\d{4})?)?'
const SPAN = new RegExp(
  `^(?:(set|adjust|limit|restrict|filter|narrow(?: down)?|only show|show only|show|choose|select|search)\\s)?(?:the\\s)?(.*?)[\\s,]*(?:(?:to|by|is|are|be)\\s)?\\b(between|from)\\s(${END})\\s(?:and|to|until|till|–|-)\\s(${END})((?:\\s\\p{Ll}.*)?)$`,
  'iu',
)

/** "set the rent to between 600 and 1000", "floor area from 40 to 70 square metres": two ends of one thing. */
const spanning: Rule = clause => {
  const [, verb = '', field = '', , low = '', high = '', unit = ''] = SPAN.exec(clause.text) ?? []
  const [first = ''] = field.toLowerCase().split(' ')
  const isBare = field.split(' ').length <= 4 && !PLAIN_VERBS.has(first) && !STRONG_VERBS.has(first)
  if (low === '' || field === '' || (verb === '' && !isBare)) return undefined
  return intentOf(clause, { verb: 'set', word: 'span', target: field, value: low, upTo: high, tail: unit.trim() })
}

export const SPAN_RULES: readonly Rule[] = [spanning]
export const NAMING_RULES: readonly Rule[] = [naming]
export const TYPING_RULES: readonly Rule[] = [
  addressing,
  signing,
  renaming,
  leaving,
  replacing,
  appending,
  clearing,
  filling,
  typing,
  scopedSetting,
]
export const STATING_RULES: readonly Rule[] = [stating]
