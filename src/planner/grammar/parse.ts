import { askedOf } from '../../language/mood.ts'
import { readSentence } from '../../language/sentence.ts'
import type { Intent, Parse, Target } from '../intent.ts'
import type { Language } from '../language.ts'
import { boundInstruction } from './bounds.ts'
import { type Clause as Piece, splitClauses, startsWithVerb, stripPoliteness } from './clauses.ts'
import { toEnglishFrame } from './foreign.ts'
import { maskQuotes, unmask } from './mask.ts'
import type { Clause, Rule } from './rule.ts'
import { anyVerb, bareLabel, CHOICE_RULES } from './rules-choice.ts'
import { PAGE_RULES } from './rules-page.ts'
import { NAMING_RULES, SPAN_RULES, STATING_RULES, TYPING_RULES } from './rules-typing.ts'
import { SEARCH_RULES, WIDGET_RULES } from './rules-widgets.ts'
import { parseTarget } from './target.ts'

const MAX_CLAUSES = 40

const RULES: readonly Rule[] = [
  ...SPAN_RULES,
  ...PAGE_RULES,
  ...WIDGET_RULES,
  ...TYPING_RULES,
  ...SEARCH_RULES,
  ...CHOICE_RULES,
]

const LEADING_SCOPE =
  /^((?:in|inside|within|under|below|above|on|next to|beside|at|from)\s+(?:the\s+)?[^,]+?)\s*,\s*(\S.*)$/i
const LEADING_SCOPE_BARE =
  /^((?:in|inside|within|under|below|on|next to|beside|from)\s+(?:the\s+)?.+?)\s+((?:click|press|tap|hit|choose|select|pick|type|enter|tick|check|untick|uncheck|set|open|fill|toggle|turn|switch|rename|delete|remove|block|edit|archive|star|pin|mute|download|duplicate)\b.*)$/i

const SAYS_HOW_IT_SHOULD_BE =
  /^(?!(?:click|press|type|enter|choose|select|make|ensure|check|verify|wait|scroll|search|find)\b)[^\uE000-\uE0FF]{1,60}?\s(?:should|must|needs to|has to|shall) (?:be|read|say)\s/i

const readClause = (clause: Clause, language: Language | undefined): Intent | undefined => {
  const leading = LEADING_SCOPE.exec(clause.text) ?? LEADING_SCOPE_BARE.exec(clause.text)
  if (leading !== null && startsWithVerb(leading[2] ?? '', language)) {
    const inner = readClause({ ...clause, text: leading[2] ?? '' }, language)
    if (inner !== undefined) return withScope(inner, leading[1] ?? '', clause)
  }
  for (const rule of SAYS_HOW_IT_SHOULD_BE.test(clause.text) ? STATING_RULES : RULES) {
    const intent = rule(clause)
    if (intent !== undefined) return intent
  }
  const stated = /^[^:=]+[:=]\s|\s(?:should|must|needs to|has to) (?:be|read|say)\s|\sis\s/i.test(clause.text)
  if (stated && !startsWithVerb(clause.text, undefined)) {
    for (const rule of STATING_RULES) {
      const intent = rule(clause)
      if (intent !== undefined) return intent
    }
  }
  if (startsWithVerb(clause.text, language)) return anyVerb(clause)
  return NAMING_RULES.map(rule => rule(clause)).find(intent => intent !== undefined) ?? bareLabel(clause)
}

const withScope = (intent: Intent, scope: string, clause: Clause): Intent => {
  const added = parseTarget(`x ${scope}`, clause.quotes).scopes.map(said => ({ ...said, soft: false }))
  const base: Target = intent.target ?? {
    text: '',
    whole: '',
    quoted: false,
    kinds: [],
    scopes: [],
    except: [],
    parts: [],
  }
  const extend = (target: Target): Target => ({
    ...target,
    scopes: [...target.scopes, ...added],
    parts: target.parts.map(extend),
  })
  return { ...intent, text: unmask(clause.text, clause.quotes), target: extend(base) }
}

const VERB_HEAD =
  /^(type|enter|write|put|input|insert|fill(?: in)?|choose|pick|select|set|change|update|adjust|expand|collapse|open|click|press|tap|tick|check|untick|uncheck|hover(?: over)?|clear|turn (?:on|off))\b/i

/** The verb that a piece without one takes over from the piece before it. */
const inheritedText = (piece: Piece, before: string): string => {
  const foreign = toEnglishFrame(`${/^\S+/.exec(before)?.[0] ?? ''} ${piece.text}`)
  const head = VERB_HEAD.exec(before)?.[0]
  if (head === undefined && VERB_HEAD.test(foreign)) return foreign
  return head === undefined ? piece.text : `${head} ${piece.text}`
}

const SHORT = /^[\p{L}-]+(?:\s+\p{L}+)?$/u
const OPERATES = /^(?:click|press|pick|choose|select|tick|type|open|close|hit|tap)\b/i

/** Marks "Save" + "continue" so that a label "Save and continue" is seen as one. */
const markJoined = (intents: readonly Intent[], pieces: readonly Piece[]): readonly Intent[] =>
  intents.map((intent, at) => {
    const next = pieces[at + 1]
    const label = intent.target?.whole ?? ''
    const isPlain = (intent.verb === 'click' || intent.verb === 'do') && intent.target?.quoted !== true
    if (
      next === undefined ||
      !isPlain ||
      OPERATES.test(next.text) ||
      !/^\s+(?:and|&)\s+$/i.test(next.joint) ||
      !SHORT.test(next.text)
    )
      return intent
    const head = intent.verb === 'do' ? `${intent.word} ${label}`.trim() : label
    return SHORT.test(head) ? { ...intent, joined: `${head}${next.joint}${next.text}` } : intent
  })

const SENDS =
  /^(?:ok|done|rename|enviar|publicar|envoyer|publier|valider|senden|absenden|invia|verstuur|send|submit|publish|post|save|go|search|find|enter|apply|confirm)$/i

const isSending = ({ verb, keys, word, target }: Intent): boolean =>
  (verb === 'press' && keys?.[0] === 'Enter') ||
  verb === 'submit' ||
  SENDS.test(verb === 'do' ? word : (target?.text ?? ''))

/** What a search field offers while it is typed in. */
const OFFERED = /\b(?:suggestions?|results?|list|dropdown|matches|options|autocomplete)\b/i

const picksOffered = ({ verb, destination, target }: Intent): boolean =>
  verb === 'choose' && OFFERED.test(destination?.whole ?? target?.whole ?? '')

/** A search or form that a later step sends is not sent on its own. */
const markStaying = (intents: readonly Intent[]): readonly Intent[] =>
  intents.map((intent, at) => {
    const later = intents.slice(at + 1)
    const [next] = later
    const stays =
      next !== undefined &&
      (isSending(next) ||
        (intent.verb === 'search' && picksOffered(next)) ||
        (intent.pairs !== undefined && later.some(other => isSending(other) && other.target === undefined)))
    return stays && (intent.verb === 'search' || intent.word === 'rename' || intent.pairs !== undefined)
      ? { ...intent, direction: 'stay' }
      : intent
  })

const REFERS_BACK =
  /^(?:tick|check|untick|uncheck|toggle|clear|click|press)\s+(?:it|that|this|(?:that|the|this) (?:box|checkbox|one|option|switch))$/i

/** "Stop renewing automatically: untick that box": what the box is called stands before the colon. */
const resolveReference = (
  intent: Intent,
  text: string,
  before: Piece | undefined,
  quotes: readonly string[],
): Intent => {
  if (!REFERS_BACK.test(text) || before === undefined) return intent
  const object = before.text.replace(/^(?:stop|start|begin|i (?:no longer )?want (?:to|this)?)\s+/i, '')
  return { ...intent, target: parseTarget(object, quotes) }
}

/** "Ask to be reached by phone: choose …", "I want this wrapped - tick …": the first half explains, the second half asks. */
const isExplanation = (next: Piece | undefined): boolean =>
  next !== undefined && /^(?::\s+|\s+[–—-]\s+)$/.test(next.joint)

/** The part of an instruction that asks for something, or why nothing does. */
const whatIsAsked = (instruction: string): { readonly text: string } | { readonly why: string } => {
  const sentence = readSentence(instruction)
  const { asked, ...rest } = askedOf(sentence)
  if (asked === undefined) return { why: 'why' in rest ? rest.why : '' }
  const last = sentence.tokens.length
  if (asked.every(({ from }, i) => from === (i === 0 ? 0 : asked[i - 1]?.to)) && asked.at(-1)?.to === last)
    return { text: instruction }
  const slices = asked.map(({ from, to }) =>
    instruction.slice(sentence.tokens[from]?.start ?? 0, sentence.tokens[to - 1]?.end ?? 0).replace(/[\s,;:–—-]+$/, ''),
  )
  return { text: slices.join('. ') }
}

/** Reads a whole instruction into steps. Pure; never throws; needs no page. */
export const parseInstruction = (instruction: string, language?: Language): Parse => {
  const bound = boundInstruction(instruction)
  if (bound === undefined) return { kind: 'not_understood', reason: 'The instruction is too long.' }
  const asked = whatIsAsked(bound)
  if ('why' in asked) return { kind: 'not_understood', reason: asked.why }
  const { text, quotes } = maskQuotes(asked.text)
  const sentence = stripPoliteness(text)
  if (!/[\p{L}\p{N}\uE000-\uE0FF@]/u.test(sentence))
    return { kind: 'not_understood', reason: 'The instruction says nothing.' }
  const pieces = splitClauses(sentence, language)
  if (pieces.length > MAX_CLAUSES) return { kind: 'not_understood', reason: 'The instruction has too many steps.' }
  const kept: Piece[] = []
  const intents: Intent[] = []
  let verbText = ''
  pieces.forEach((piece, at) => {
    if (isExplanation(pieces[at + 1])) return
    const said = piece.inherits ? inheritedText(piece, verbText) : toEnglishFrame(piece.text)
    if (!piece.inherits) verbText = piece.text
    const intent = readClause({ text: said, quotes }, language)
    if (intent === undefined) return
    const previous = pieces[at - 1]
    intents.push(resolveReference(intent, said, previous, quotes))
    kept.push(piece)
  })
  if (intents.length === 0) return { kind: 'not_understood', reason: 'No step could be read from the instruction.' }
  return { kind: 'intents', intents: markStaying(markJoined(intents, kept)) }
}
