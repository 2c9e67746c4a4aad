import { entriesAt } from '../../language/lexicon.ts'
import { countOf } from '../../language/numbers.ts'
import { fold } from '../../language/text.ts'
import { tokenize } from '../../language/tokens.ts'
import { likeness, plainOf, type Word, wordsOf } from '../../language/words.ts'
import type { Page, PageNode } from '../page/page.ts'
import { isTypable } from '../page/roles.ts'
import type { Found } from '../page/vocabulary.ts'
import type { Description, Relation } from '../reading/intent.ts'

/** What a word does in what was said: it names the thing, says where it is, or what is to be done to it. */
export type Role = 'head' | 'place' | 'deed'

/** A word that was said, looked up on the page. */
export interface Told {
  readonly word: Word
  readonly role: Role
  readonly relation: Relation | undefined
  readonly found: Found
  /** How much it tells: 0 for "the", more for what is rare on the page. */
  readonly weight: number
  /** Whether a plan must answer it. */
  readonly isTelling: boolean
  /** Written with a capital, a digit or in quotation marks: a name, no common noun. */
  readonly isName: boolean
}

/** All that was said of one thing, against one page. */
export interface Query {
  readonly description: Description
  readonly told: readonly Told[]
  /** Words of the verb, any of which answers for all: "throw away". */
  readonly deed: readonly Told[]
  readonly total: number
  /** The verb as said, where it only says how: a label may have it. */
  readonly verb: readonly Word[]
  /** Nodes that are called just what a place is called. */
  readonly anchors: readonly number[]
}

const WEIGHT = {
  number: 1.2,
  name: 1.1,
  plain: 1,
  generic: 0.2,
  vague: 0.03,
  label: 0.5,
  stop: 0,
  common: 0.55,
} as const
/** A word that stands in this share of the page's nodes, or more, tells little. */
const COMMON_SHARE = 0.2

/** Whether a word names a kind of thing ("message", "item"), or nothing in particular ("new"); undefined for all others. */
const genericOf = (word: Word): 'thing' | 'vague' | undefined => {
  if (generics.has(word.word)) return generics.get(word.word)
  const forms = [word.word, word.word.replace(/s$/, ''), word.word.replace(/es$/, '')]
  const entries = forms.flatMap(form => entriesAt(tokenize(form), 0))
  const isThing = entries.some(
    entry => entry.class === 'kind' || (entry.class === 'generic' && entry.sense !== 'vague'),
  )
  const generic = isThing ? 'thing' : entries.some(entry => entry.class === 'generic') ? 'vague' : undefined
  generics.set(word.word, generic)
  return generic
}
const generics = new Map<string, 'thing' | 'vague' | undefined>()

/** Whether a word tells no one thing of a page from another. */
export const isGeneric = (word: Word): boolean => genericOf(word) !== undefined

/** German writes every noun with a capital: "Nachricht" is no name for that. */
const isGermanNoun = ({ word }: Word): boolean => {
  const rows = entriesAt(tokenize(word), 0).filter(row => row.class === 'generic' || row.class === 'kind')
  return rows.length > 0 && rows.every(({ language }) => language === 'de')
}

const isNamed = (text: string, word: Word): boolean =>
  !isGermanNoun(word) &&
  text.split(/[^\p{L}\p{N}'’]+/u).some(piece => /^\p{Lu}/u.test(piece) && fold(piece).replace(/'s?$/, '') === word.word)

/** Whether a control of the page is called by a generic word and little else: "12 comments". */
const isOnControl = (page: Page, word: Word): boolean =>
  page.vocabulary.find(word).seen.some(({ at, alike }) => {
    const found = page.nodes[at]
    return alike > 0.9 && found?.node.interactive === true && (found.words.length <= 3 || isTypable(found.node))
  }) ||
  [...page.vocabulary.find(word).hinted].some(
    ([at, alike]) => alike > 0.9 && isTypable((page.nodes[at] as PageNode).node),
  )

/** A noun of a general kind that tells one thing from another: "payments" in "the payments reference", "invoice" in "the mail about the invoice". */
const isModifier = (
  words: readonly Word[],
  at: number,
  {
    text,
    relation,
    quoted,
  }: { readonly text: string; readonly relation: Relation | undefined; readonly quoted: ReadonlySet<string> },
): boolean => {
  const next = words.slice(at + 1).find(({ isStop }) => !isStop)
  if (next && quoted.has(next.word)) return false
  if (next) return genericOf(next) === undefined && !isNamed(text, next) && /^\p{L}/u.test(next.word)
  return relation !== undefined && words.every(word => word.isStop || genericOf(word) !== undefined)
}

/** A word that the page has not, and that only says what kind of thing a name is of ("the goal Conversions"). */
const isAppositive = (
  page: Page,
  words: readonly Word[],
  at: number,
  { text, quoted }: { readonly text: string; readonly quoted: ReadonlySet<string> },
): boolean => {
  const word = words[at] as Word
  const found = page.vocabulary.find(word)
  if (found.seen.length > 0 || found.hinted.size > 0 || isNamed(text, word) || /\d/.test(word.word)) return false
  const next = words[at + 1]
  const isFirst = words.slice(0, at).every(({ isStop }) => isStop)
  return (
    isFirst &&
    next !== undefined &&
    !next.isStop &&
    (quoted.has(next.word) || (isNamed(text, next) && isAllNamed(text, words.slice(at + 1))))
  )
}

const isAllNamed = (text: string, words: readonly Word[]): boolean =>
  words.every(word => word.isStop || isNamed(text, word))

const weigh = (page: Page, word: Word, text: string): number => {
  if (word.isStop) return WEIGHT.stop
  if (/\d/.test(word.word)) return WEIGHT.number
  const named = isNamed(text, word)
  const generic = named ? undefined : genericOf(word)
  if (generic === 'vague') return WEIGHT.vague
  if (generic) return isOnControl(page, word) ? WEIGHT.label : WEIGHT.generic
  const share = page.vocabulary.find(word).seen.length / Math.max(12, page.nodes.length)
  const base = named ? WEIGHT.name : WEIGHT.plain
  return base * (1 - (1 - WEIGHT.common) * Math.min(1, share / COMMON_SHARE))
}

/** A word on the page; a number also where it is written in figures. */
const findWord = (page: Page, word: Word): Found => {
  const found = page.vocabulary.find(word)
  const count = found.seen.length > 0 || word.word === 'one' || /\d/.test(word.word) ? undefined : countOf(word.word)
  const [figures] = count === undefined ? [] : wordsOf(String(count))
  return figures ? page.vocabulary.find(figures) : found
}

interface Telling {
  readonly role: Role
  readonly relation?: Relation | undefined
  /** Nothing else is said of what it names. */
  readonly isAlone: boolean
  /** Words of its quotations. */
  readonly quoted: ReadonlySet<string>
}

const tell = (page: Page, text: string, { role, relation, quoted, isAlone }: Telling): readonly Told[] => {
  const words = wordsOf(text)
  const isAllStop = words.every(({ isStop }) => isStop)
  return words.map((word, at) => {
    const isQuoted = quoted.has(word.word)
    const isTold =
      isQuoted ||
      isAllStop ||
      (genericOf(word) === 'thing' && isModifier(words, at, { text, quoted, relation: isAlone ? relation : undefined }))
    const isAside = !isQuoted && isAppositive(page, words, at, { text, quoted })
    const weight = isAside ? WEIGHT.vague : isTold ? WEIGHT.plain : weigh(page, word, text)
    const isName = isQuoted || /\d/.test(word.word) || isNamed(text, word)
    return { word, role, relation, found: findWord(page, word), weight, isTelling: weight > WEIGHT.label, isName }
  })
}

/** "… to Radio": a place of which only its kind was said may be a name that is also a kind. */
const isKindAlone = ({ head, places, order, superlative, ref }: Description): boolean =>
  head === '' && places.length === 0 && order === undefined && superlative === undefined && ref === undefined

/** The words of a description, its places with it. */
const tellAll = (page: Page, description: Description, role: Role, relation?: Relation): readonly Told[] => [
  ...tell(page, relation !== undefined && isKindAlone(description) ? description.whole : description.head, {
    role,
    relation,
    isAlone: description.places.length === 0 && !isKindAlone(description),
    quoted: new Set(description.quotes.flatMap(wordsOf).map(({ word }) => word)),
  }),
  ...description.places.flatMap(place =>
    HARD.has(place.relation) ? [] : tellAll(page, place.thing, placeRole(description, role), place.relation),
  ),
]

/** "The file by Ines": where nothing else names a thing, what it is said to be of does. */
const placeRole = ({ head }: Description, role: Role): Role => (head === '' && role === 'head' ? 'head' : 'place')

/** Relations that are looked for by where things stand: what they name answers for itself. */
export const HARD: ReadonlySet<Relation> = new Set([
  'under',
  'above',
  'beside',
  'right_of',
  'left_of',
  'after',
  'before',
])

/** "Up vote" where the page says "Upvote": two words that it has only as one. */
const withJoined = (page: Page, told: readonly Told[]): readonly Told[] =>
  told.map((one, i) => {
    if (one.found.seen.length > 0) return one
    const pairs = [
      told[i - 1] && `${told[i - 1]?.word.word}${one.word.word}`,
      told[i + 1] && `${one.word.word}${told[i + 1]?.word.word}`,
    ]
    const joined = pairs
      .flatMap(pair => (pair && /^\p{L}+$/u.test(pair) ? wordsOf(pair) : []))
      .map(word => page.vocabulary.find(word))
    const found = joined.find(({ seen }) => seen.some(({ alike }) => alike > 0.9))
    return found ? { ...one, found } : one
  })

const MOST_ANCHOR_WORDS = 12

const tellingOf = (words: readonly Word[]): string =>
  words
    .filter(word => !word.isStop && !isGeneric(word))
    .map(({ word }) => word)
    .join(' ')

const calledJust = (page: Page, { head, places }: Description): readonly number[] => {
  if (head === '') return places.flatMap(({ thing }) => calledJust(page, thing))
  const whole = plainOf(head)
  const exact = whole === '' ? [] : page.nodes.filter(node => node.plain === whole).map(({ at }) => at)
  if (exact.length > 0) return exact
  const plain = tellingOf(wordsOf(head))
  return plain === ''
    ? []
    : page.nodes
        .filter(node => node.words.length < MOST_ANCHOR_WORDS && tellingOf(node.words) === plain)
        .map(({ at }) => at)
}

/** Whether a noun says what the whole page is about: its title has it. */
export const isTopic = ({ title }: Page, { word, isName }: Told): boolean =>
  !isName && title.some(other => likeness(word, other) >= LIKE)
const LIKE = 0.8

/** Looks up on a page what was said of a thing and to be done to it. */
export const createQuery = (page: Page, description: Description, { deed = '', verb = '' } = {}): Query => {
  const told = withJoined(page, tellAll(page, description, 'head'))
  const deeds =
    deed === ''
      ? []
      : tell(page, deed, { role: 'deed', isAlone: true, quoted: new Set(wordsOf(deed).map(({ word }) => word)) })
  const total = told.reduce((sum, { weight }) => sum + weight, 0) + (deeds.length > 0 ? WEIGHT.plain : 0)
  const anchors = description.places.flatMap(({ relation, thing }) =>
    HARD.has(relation) ? [] : calledJust(page, thing),
  )
  return { description, told, deed: deeds, total, verb: wordsOf(verb).filter(({ isStop }) => !isStop), anchors }
}
