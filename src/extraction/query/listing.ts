import { type Entry, entriesAt } from '../../language/lexicon.ts'
import type { Token } from '../../language/tokens.ts'
import { wordsIn } from '../page/text.ts'
import { type Field, keyOf, singular } from './fields.ts'

/** What is listed of things: "name and price" of "every lamp with name and price". */
export interface Listing {
  readonly fields: readonly Field[]
  /** Tokens [from, to) of the words that name each field, in the order of the fields. */
  readonly places: readonly Stretch[]
  /** Whether several things are asked for; undefined where the page has to tell. */
  readonly isMany: boolean | undefined
  /** Whether whose it is has to be said with it: "lamps with price". */
  readonly isOwned: boolean
  /** Whether rows of a table are asked for as they are. */
  readonly isTable: boolean
  /** Tokens that say how to write the answer, and no more. */
  readonly isAside: (token: number) => boolean
}

/** Tokens [from, to). */
export interface Stretch {
  readonly from: number
  readonly to: number
}

interface Text {
  readonly text: string
  readonly tokens: readonly Token[]
  /** Those that the question is read in. */
  readonly languages: ReadonlySet<string>
}

type Place = Stretch & { readonly entry: Entry }

const listed = ({ tokens, languages }: Text, at: number, sense: string): Entry | undefined =>
  entriesAt(tokens, at)
    .filter(entry => entry.class === 'listing' && entry.sense === sense && languages.has(entry.language))
    .sort((one, other) => other.length - one.length)[0]

const isMark = (token: Token | undefined, marks: string): boolean =>
  token?.kind === 'mark' && marks.includes(token.text)

const isAnd = ({ tokens, languages }: Text, at: number): boolean =>
  isMark(tokens[at], ',;|&') ||
  entriesAt(tokens, at).some(
    ({ class: name, sense, language }) => name === 'joint' && sense === 'and' && languages.has(language),
  )

/** A name without the articles before it and the marks around it; none where nothing is left. */
const trim = (source: Text, { from, to }: Stretch): Stretch | undefined => {
  const { tokens } = source
  let [start, end] = [from, to]
  const isIdle = (at: number) => isMark(tokens[at], '.,:;?!()[]{}"|') || listed(source, at, 'own') !== undefined
  while (start < end && isIdle(start)) start += 1
  const isOpened = tokens.slice(start, end).some(token => isMark(token, '(['))
  const closing = isOpened ? '.,:;?!}"|' : '.,:;?!()[]{}"|'
  while (end > start && (isMark(tokens[end - 1], closing) || /^(only|please)$/.test(tokens[end - 1]?.word ?? '')))
    end -= 1
  return start < end ? { from: start, to: end } : undefined
}

/** Names in a row: "item, price and quantity". */
const namesIn = (source: Text, { from, to }: Stretch): Stretch[] => {
  const names: Stretch[] = []
  let start = from
  for (let at = from; at <= to; at += 1) {
    if (at < to && !isAnd(source, at)) continue
    const name = trim(source, { from: start, to: at })
    if (name) names.push(name)
    start = at + 1
  }
  return names
}

const textOf = ({ text, tokens }: Text, { from, to }: Stretch): string =>
  text.slice(tokens[from]?.start, tokens[to - 1]?.end)

export const isPlural = (noun: string): boolean =>
  /[^su]s$|ies$|\b(people|children|men|women|data|news|media)$/i.test(
    noun.replace(/\b(only|please)\b|[.?!]/gi, '').trim(),
  )

interface Found {
  readonly names: readonly Stretch[]
  readonly isMany: boolean | undefined
  /** Whether each is asked for by one name: "names and phone numbers of all clinics". */
  readonly isEach?: boolean
  /** Whether whose they are has to be said with them: "lamps with their prices". */
  readonly isOwned?: boolean
}

/** The first place of a stretch where the words of a sense stand, with words on both sides. */
const splitAt = (source: Text, { from, to }: Stretch, sense: string): Place | undefined => {
  for (let at = from + 1; at < to - 1; at += 1) {
    const entry = listed(source, at, sense)
    if (entry) return { from: at, to: at + entry.length, entry }
  }
  return undefined
}

const LINK = /^(links?|urls?|addresses)$/

const findNames = (source: Text, main: Stretch, isFree: (at: number) => boolean): Found => {
  const { tokens } = source
  const names = (from: number, to: number) => namesIn(source, { from, to }).filter(one => isFree(one.from))
  const isManyIn = (from: number, to: number): boolean | undefined => {
    for (let at = from === main.from ? 0 : from; at < to; at += 1) if (listed(source, at, 'each')) return true
    return source.languages.has('en') && isPlural(headOf(source, { from, to })) ? true : undefined
  }
  const colon = tokens.findIndex((token, at) => at > main.from && at < main.to - 1 && isMark(token, ':'))
  if (colon > 0) return { names: names(colon + 1, main.to), isMany: isManyIn(main.from, colon) }
  const mark = tokens.findIndex((token, at) => at > main.from && at < main.to - 1 && isMark(token, '?'))
  if (mark > 0) return { names: names(mark + 1, main.to), isMany: undefined }
  const each = splitAt(source, main, 'each')
  if (each) {
    const before = names(main.from, listed(source, each.from - 1, 'of') ? each.from - 1 : each.from)
    if (before.length > 0) return { names: before, isMany: true, isEach: true }
  }
  const owners = splitAt(source, main, 'with')
  const of =
    splitAt(source, main, 'of') ??
    (LINK.test(tokens[main.from]?.word ?? '') ? { from: main.from + 1, to: main.from + 2 } : undefined)
  const isWhole = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i).every(isFree)
  // "jobs with a deadline after March" says which, "lamps with name and price" says what of them
  if (owners && (!of || of.from > owners.from || isWhole(owners.to, main.to))) {
    const after = names(owners.to, main.to)
    const isTheir = /\b(and|und|et|y|e|en)\b/.test(tokens[owners.from]?.word ?? '')
    if (isTheir) return { names: [...names(main.from, owners.from), ...after], isMany: true, isEach: true }
    if (after.length > 0) return { names: after, isMany: true, isOwned: after.length === 1 }
  }
  if (of) {
    const own = names(main.from, of.from)
    if (own.every(name => listed(source, name.from, 'choice') !== undefined)) return { names: [], isMany: true }
    const isOpen = !source.languages.has('en') || own.every(name => isPlural(textOf(source, name)))
    const isMany = isManyIn(of.to, main.to) ?? (isOpen ? undefined : false)
    return { names: own, isMany, isEach: isMany === true }
  }
  const all = names(main.from, main.to)
  const [first] = all
  if (!first || all.length < 2) return { names: [], isMany: isManyIn(main.from, main.to) }
  // "job titles and links": of each job
  const isEach = all.every(name => isPlural(textOf(source, name)))
  const isOwn = isEach && /^(names|titles|headlines)$/.test(tokens[first.to - 1]?.word ?? '')
  return {
    names: isOwn ? [{ ...first, from: first.to - 1 }, ...all.slice(1)] : all,
    isMany: isOwn || undefined,
    isEach: isOwn,
  }
}

/** "books" of "books published in 2023": what the things are, before anything that tells which. */
const headOf = (source: Text, part: Stretch): string =>
  textOf(source, part).split(
    / (?:that|which|who|whose|where|with|without|since|before|after|between|in|at|from|by|for|on|under|over|\S+ed|\S+er than)(?= |$)/i,
  )[0] ?? ''

/** Where the answer's form is told, in a sentence of its own or at the end. */
const asideFrom = (source: Text): number => {
  const { tokens } = source
  const at = tokens.findIndex(
    (token, i) =>
      i > 1 &&
      listed(source, i, 'format') !== undefined &&
      (isMark(tokens[i - 1], '.?!,;') || /^json$/.test(token.word)),
  )
  const json = tokens.findIndex(({ word }, i) => i > 1 && /^(json|csv)$/.test(word))
  const starts = [at, json < 0 ? -1 : json - 1].filter(place => place > 0)
  return starts.length > 0 ? Math.min(...starts) : tokens.length
}

/** Reads what is listed. `isFree` tells the tokens that no condition, order or question word took; `from` is where the asking verb ends. */
export const readListing = (
  source: Text,
  { from, isFree }: { from: number; isFree: (at: number) => boolean },
): Listing => {
  const { tokens } = source
  const end = asideFrom(source)
  const main = { from, to: end }
  const isTable = tokens.some((_, at) => at < end && listed(source, at, 'table') !== undefined)
  const open = tokens.findIndex(token => isMark(token, '{'))
  const columns = tokens.findIndex(({ word }) => /^(columns|spalten|colonnes|columnas|kolommen)$/.test(word))
  const isNamed = columns >= 0 && columns < end - 2
  const found: Found =
    open >= 0
      ? { names: namesIn(source, { from: open + 1, to: tokens.length }), isMany: undefined }
      : isNamed
        ? { names: namesIn(source, { from: columns + 1, to: end }), isMany: true }
        : findNames(source, main, isFree)
  const isPluralEach = found.isEach && found.names.every(name => isPlural(textOf(source, name)))
  const toField = (place: Stretch): Field => {
    const written = textOf(source, place)
    const name = isPluralEach || (found.isOwned && found.names.length === 1) ? singular(written) : written
    return { key: isNamed ? name : keyOf(name), name }
  }
  const places = found.names.filter(name => wordsIn(textOf(source, name)).length > 0)
  const braced = open >= 0 ? findNames(source, main, isFree).isMany : found.isMany
  return {
    fields: places.map(toField),
    places,
    isMany: braced,
    isOwned: found.isOwned === true,
    isTable,
    isAside: at => at >= end,
  }
}
