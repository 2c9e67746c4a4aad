import type { Relation, Scope, Superlative, Target } from '../intent.ts'
import { hasQuote, QUOTE, unmask } from './mask.ts'
import { CONTAINER_WORDS, KIND_WORDS, NUMBERS, ORDINALS } from './words.ts'

const ARTICLE =
  /^(?:the|a|an|my|your|our|this|that|these|those|his|her|their|le|la|les|el|los|las|der|die|das|den|dem)\s+/i
const NOT = /[\s,]+(?:but )?not\s+(?:the\s+)?(.+)$/i
const EXCEPT =
  /[\s,]+(?:except(?: for)?|but(?: not)?|other than|apart from|excluding|besides|without|save for)\s+(.+)$/i
const ALL =
  /^(?:all(?: of)?(?: the)?|every(?: single| one of the)?|each(?: of)?(?: the)?|both(?: the| of the)?|any and all)\s+(?=\S)/i
/** "the two printer tickets", "all three reports". */
const SEVERAL =
  /^(?:the|these|those|my|all|all of the)\s+(two|three|four|five|six|[2-9])\s+([^\s].*[^s\s]s(?:\s+(?:from|of|by|in|with|for)\s.+)?)$/i
const CONTAINER = `(?:${CONTAINER_WORDS.join('|')})`

const SUPERLATIVES: readonly (readonly [RegExp, Superlative])[] = [
  [/\b(?:cheapest|least expensive|lowest[- ]priced?|lowest price|most affordable)\b/i, { end: 'min', by: 'price' }],
  [
    /\b(?:most expensive|priciest|dearest|costliest|highest[- ]priced?|best[- ]paid|highest[- ]paid|highest salary)\b/i,
    { end: 'max', by: 'price' },
  ],
  [
    /\b(?:newest|latest|most recently \p{L}+|most recent|last (?:updated|changed|modified))\b/iu,
    { end: 'max', by: 'date' },
  ],
  [/\b(?:oldest|earliest|least recent|soonest)\b/i, { end: 'min', by: 'date' }],
  [/\b(?:best[- ]rated|highest[- ]rated|top[- ]rated|best[- ]reviewed)\b/i, { end: 'max', by: 'rating' }],
  [/\b(?:worst[- ]rated|lowest[- ]rated)\b/i, { end: 'min', by: 'rating' }],
  [/\b(?:largest|biggest|heaviest)\b/i, { end: 'max', by: 'size' }],
  [/\b(?:smallest|lightest|tiniest)\b/i, { end: 'min', by: 'size' }],
  [/\b(?:highest|longest|most popular|greatest)\b/i, { end: 'max', by: 'number' }],
  [/\b(?:with|having) (?:the )?(?:most|greatest number of)\b/i, { end: 'max', by: 'number' }],
  [/\b(?:with|having) (?:the )?(?:fewest|least|smallest number of)\b/i, { end: 'min', by: 'number' }],
  [/\b(?:lowest|shortest|least popular|fastest|quickest)\b/i, { end: 'min', by: 'number' }],
  [/^(?:newer|later|more recent)(?=\s+\S)/i, { end: 'max', by: 'date', ofTwo: true }],
  [/^(?:older|earlier)(?=\s+\S)/i, { end: 'min', by: 'date', ofTwo: true }],
  [/^cheaper(?=\s+\S)/i, { end: 'min', by: 'price', ofTwo: true }],
  [/^(?:more expensive|dearer|pricier)(?=\s+\S)/i, { end: 'max', by: 'price', ofTwo: true }],
  [/^(?:larger|bigger|heavier)(?=\s+\S)/i, { end: 'max', by: 'size', ofTwo: true }],
  [/^(?:smaller|lighter)(?=\s+\S)/i, { end: 'min', by: 'size', ofTwo: true }],
  [/^most (?=\p{L}+(?:ed|ful)\b)/iu, { end: 'max', by: 'number' }],
  [/^least (?=\p{L}+(?:ed|ful)\b)/iu, { end: 'min', by: 'number' }],
]

interface Draft {
  text: string
  scopes: Scope[]
  kinds: string[]
  ordinal?: number
  all?: true
  superlative?: Superlative
  count?: number
  counts?: 'items'
  except: string[]
}

const ordinalOf = (word: string): number | undefined => {
  const lower = word.toLowerCase()
  const digits = /^(\d{1,3})(?:st|nd|rd|th)$/.exec(lower)
  return digits === null ? ORDINALS[lower] : Number(digits[1])
}

const takeOrdinal = (draft: Draft): void => {
  const second = /^(?:second|next)[- ](?:to|from)[- ](?:the )?last\s+(.+)$/i.exec(draft.text)
  if (second !== null) {
    draft.ordinal = -2
    draft.text = second[1] ?? ''
    return
  }
  if (/^(?:first|last|second|final) names?\b/i.test(draft.text)) return
  const said = /^(\S+)(?:\s+(?:of the|one of the|one))?(?:\s+(.*))?$/i.exec(draft.text)
  const ordinal = ordinalOf(said?.[1] ?? '')
  if (said === null || ordinal === undefined) return
  if (said[2] === undefined && /^\d/.test(said[1] ?? '')) {
    draft.text = (said[1] ?? '').replace(/\D+$/, '')
    return
  }
  draft.ordinal = ordinal
  draft.text = said[2] ?? ''
}

const takeSuperlative = (draft: Draft): void => {
  for (const [shape, superlative] of SUPERLATIVES) {
    if (!shape.test(draft.text)) continue
    draft.superlative = superlative
    draft.text = draft.text.replace(shape, ' ').replace(/\s+/g, ' ').trim()
    return
  }
}

const addScope = (draft: Draft, relation: Relation, phrase: string, soft: boolean): void => {
  const text = phrase
    .replace(/[,\s]+$/, '')
    .replace(ARTICLE, '')
    .trim()
  const quotation = new RegExp(QUOTE).exec(text)?.[0]
  if (quotation !== undefined && quotation !== text && relation === 'in' && soft)
    draft.scopes.push({ relation, text: quotation, quoted: true, soft })
  else if (text !== '') draft.scopes.push({ relation, text, quoted: hasQuote(text), soft })
}

const HARD: readonly (readonly [RegExp, Relation])[] = [
  [
    /^(.*?)\s*\b(?:in|on|from|of|at) (?:the )?(?:row|line|entry|card|tile|item|record)s? (?:for|of|with|containing|named|called|labell?ed|titled|where|about|that (?:says|has|contains))\s+(.+)$/i,
    'row',
  ],
  [
    new RegExp(
      `^(.*?)\\s*\\b(?:in|on|from|of) (?:the )?(?:row|line|entry|card|tile|item|record) (?=${QUOTE})(.+)$`,
      'i',
    ),
    'row',
  ],
  [/^(.*?)\s*\b(?:in|on|from|of) (?:the )?(.+?) (?:row|line|entry|card|tile|record)$/i, 'row'],
  [
    /^(.*?)\s*\b(?:next to|beside|besides|alongside|adjacent to|nearest to|closest to|near|opposite|to the (?:right|left) of)\s+(.+)$/i,
    'near',
  ],
  [/^(.*?)\s*\b(?:underneath|beneath|below)\s+(.+)$/i, 'below'],
  [/^(.*?)\s*\bunder\s+(.+)$/i, 'under'],
  [/^(.*?)\s*\babove\s+(.+)$/i, 'above'],
  [/^(.*?)\s*\b(?:inside|within)(?: of)?\s+(.+)$/i, 'in'],
  [
    new RegExp(
      `^(.*?)\\s*\\b(?:in|on|of|from|at|under)\\s+(?:the|this|that)\\s+((?:(?!\\b(?:in|on|of|from|at)\\b).)+?\\s+${CONTAINER})$`,
      'i',
    ),
    'in',
  ],
  [
    new RegExp(
      `^(.*?)\\s*\\b(?:in|on|of|from|at)\\s+(?:the )?(${CONTAINER}\\s+(?:for|of|called|named|titled|labell?ed|about)?\\s*.+)$`,
      'i',
    ),
    'in',
  ],
]

const POSITION =
  /\s+(?:at|in|on|from) (?:the )?(?:very )?(top|bottom|end|beginning|start)(?: of (?:the |this )?(?:page|list|screen|form|site|window|table|article))?$/i

const takeHardScopes = (draft: Draft): void => {
  const place = POSITION.exec(draft.text)
  if (place !== null && draft.ordinal === undefined) {
    draft.ordinal = /bottom|end/i.test(place[1] ?? '') ? -1 : 1
    draft.text = draft.text.slice(0, place.index)
  }
  for (let round = 0; round < 3; round++) {
    const hit = HARD.flatMap(([shape, relation]) => {
      const said = shape.exec(draft.text)
      return said === null ? [] : [{ head: said[1] ?? '', tail: said[2] ?? '', relation }]
    }).sort((one, other) => one.head.length - other.head.length)[0]
    if (hit === undefined) return
    addScope(draft, hit.relation, hit.tail, false)
    draft.text = hit.head.trim()
  }
}

const SOFT =
  /^(.+?)\s+(?:in|on|of|for|from|by|at|with|about|to|into|onto|titled|called|named|labell?ed|that (?:is|are|says|has|have)|which (?:is|are|says|has)|containing|regarding|using|via|der|von|für|im|in der|de|du|des|pour|dans|del|para|en)\s+(.+)$/i

/** Peels "of X", "for X" off the head from the left; they stay help for grounding, as labels have such words too. */
const takeSoftScopes = (draft: Draft): void => {
  const said = SOFT.exec(draft.text)
  if (said === null) return
  const kindOnly = isKindOnly(said[1] ?? '')
  addScope(draft, 'in', said[2] ?? '', !kindOnly)
  draft.text = said[1] ?? ''
}

/** "the details of the second station", "directions to the cheapest one": the place is what is counted or compared. */
const liftFromScope = (draft: Draft): void => {
  const [scope, other] = draft.scopes
  if (scope === undefined || other !== undefined || draft.ordinal !== undefined || draft.superlative !== undefined)
    return
  if (scope.quoted || draft.all === true || /^\p{Lu}|^\d+(?:st|nd|rd|th)\s+(?:of\s|\p{Lu})/u.test(scope.text)) return
  const inner: Draft = { text: scope.text, scopes: [], kinds: [], except: [] }
  const every = ALL.exec(inner.text)
  if (every !== null && !isKindOnly(draft.text)) {
    draft.all = true
    draft.scopes = [{ ...scope, text: inner.text.slice(every[0].length) }]
    return
  }
  takeOrdinal(inner)
  takeSuperlative(inner)
  if (inner.ordinal === undefined && inner.superlative === undefined) return
  takeSoftScopes(inner)
  draft.counts = 'items'
  if (inner.ordinal !== undefined) draft.ordinal = inner.ordinal
  if (inner.superlative !== undefined) draft.superlative = inner.superlative
  const words = inner.text.replace(/^ones?$/i, '')
  draft.scopes = [...(words === '' ? [] : [{ ...scope, text: words, soft: true }]), ...inner.scopes]
}

const isKindOnly = (text: string): boolean =>
  text.split(/\s+/).every(word => KIND_WORDS[word.toLowerCase()] !== undefined)

/** Kind words at either end: "Save button", "link <quote>", "search box". */
const takeKinds = (draft: Draft): void => {
  const words = draft.text.split(/\s+/).filter(word => word !== '')
  const takeAt = (at: number): boolean => {
    const word = (words[at] ?? '').toLowerCase().replace(/[,.]$/, '')
    const singular = word.replace(/(?:es|s)$/, match => (KIND_WORDS[word] === undefined ? '' : match))
    const kind = KIND_WORDS[word] ?? KIND_WORDS[singular] ?? KIND_WORDS[word.replace(/s$/, '')]
    if (kind === undefined) return false
    draft.kinds.push(kind)
    words.splice(at, 1)
    return true
  }
  while (words.length > 1 && takeAt(words.length - 1));
  if (
    words.length > 1 &&
    hasQuote(words[words.length - 1] ?? '') &&
    words.slice(0, -1).every(word => !hasQuote(word))
  ) {
    while (words.length > 1 && takeAt(0));
  }
  if (
    words.length === 1 &&
    !hasQuote(words[0] ?? '') &&
    /^(?:button|link|tab|field|checkbox|switch|slider|icon|dropdown|box|input)s?$/i.test(words[0] ?? '')
  )
    takeAt(0)
  draft.text = words.join(' ')
}

/** "reply to the last post": the preposition belongs to the verb. */
const BEFORE_ORDINAL = new RegExp(
  `^(?:to|for|on|at|with|from|into) (?=(?:the |my )(?:${Object.keys(ORDINALS).join('|')}|newest|latest|oldest|cheapest)\\b)`,
  'i',
)

const draftOf = (phrase: string): Draft => {
  const draft: Draft = { text: phrase.trim(), scopes: [], kinds: [], except: [] }
  const exception = EXCEPT.exec(draft.text) ?? NOT.exec(draft.text)
  if (exception !== null && exception.index > 0) {
    draft.except.push(exception[1] ?? '')
    draft.text = draft.text.slice(0, exception.index)
  }
  const several = SEVERAL.exec(draft.text)
  if (several !== null) {
    draft.all = true
    draft.count = NUMBERS[(several[1] ?? '').toLowerCase()] ?? Number(several[1])
    draft.text = several[2] ?? ''
  }
  const all = ALL.exec(draft.text)
  if (all !== null) {
    draft.all = true
    draft.text = draft.text.slice(all[0].length)
  }
  draft.text = draft.text
    .replace(/^(?:on |at )(?=the\b)/i, '')
    .replace(BEFORE_ORDINAL, '')
    .replace(ARTICLE, '')
  takeOrdinal(draft)
  takeSuperlative(draft)
  takeHardScopes(draft)
  if (!hasQuote(draft.text.split(/\s/)[0] ?? '') || /\s/.test(draft.text)) takeSoftScopes(draft)
  liftFromScope(draft)
  draft.text = draft.text.replace(ARTICLE, '').replace(/[,\s]+$/, '')
  takeKinds(draft)
  return draft
}

const PARTS = /\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|&|und|et|y)\s+/i

const isPlural = (word: string): boolean => /[^s]s$/i.test(word)

/** "the second and the fourth message": the noun was said once, at the end. */
const shareNoun = (parts: readonly Target[]): readonly Target[] => {
  const last = parts[parts.length - 1]
  if (last === undefined) return parts
  return parts.map(part =>
    part.text === '' && part.ordinal !== undefined
      ? { ...part, text: last.text, kinds: last.kinds, scopes: last.scopes }
      : part,
  )
}

/** A masked phrase → what it points at. Pure of any page: what labels it means is decided by grounding. */
export const parseTarget = (phrase: string, quotes: readonly string[]): Target => {
  const clean = phrase.replace(/^[\s,:]+|[\s,;:]+$/g, '')
  const ref = /^@?(e\d+)$/i.exec(clean)
  const whole = unmask(clean.replace(ARTICLE, ''), quotes)
  if (ref !== null)
    return {
      ref: (ref[1] ?? '').toLowerCase(),
      text: '',
      whole,
      quoted: false,
      kinds: [],
      scopes: [],
      except: [],
      parts: [],
    }
  const draft = draftOf(clean)
  const pieces = draft.text === '' ? [] : clean.replace(EXCEPT, '').replace(NOT, '').split(PARTS)
  const parts =
    pieces.length > 1 && pieces.every(piece => piece.trim() !== '')
      ? shareNoun(pieces.map(piece => parseTarget(piece, quotes)))
      : []
  const except = draft.except.flatMap(text =>
    text
      .split(PARTS)
      .map(piece => parseTarget(piece.replace(/\bone\b\s*(?=from|by|for|with|called|named|$)/i, ''), quotes)),
  )
  const all = draft.all ?? (draft.except.length > 0 && isPlural(draft.text.split(' ').at(-1) ?? '') ? true : undefined)
  return {
    text: unmask(draft.text, quotes),
    whole,
    quoted: hasQuote(draft.text),
    kinds: draft.kinds,
    ...(draft.ordinal === undefined ? {} : { ordinal: draft.ordinal }),
    ...(all === undefined ? {} : { all }),
    ...(draft.superlative === undefined ? {} : { superlative: draft.superlative }),
    ...(draft.count === undefined ? {} : { count: draft.count }),
    ...(draft.counts === undefined ? {} : { counts: draft.counts }),
    scopes: draft.scopes.map(scope => ({ ...scope, text: unmask(scope.text, quotes) })),
    except,
    parts,
  }
}
