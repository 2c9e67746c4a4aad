import { type Filter, type Order, takeFilters } from './filters.ts'
import { clean, wordsIn } from './text.ts'

/** A field that is asked for: its name in the answer and the words it was asked by. */
export interface Field {
  readonly key: string
  readonly name: string
  /** What the schema says it is. */
  readonly type?: 'string' | 'number' | 'integer' | 'boolean'
}

/** What an instruction asks for, as far as it says; the page decides between readings. */
export interface Question {
  /** main: the page's main content · table: rows under named columns · records: several things · fields: one thing · value: one answer. */
  readonly kind: 'main' | 'table' | 'records' | 'fields' | 'value'
  readonly fields: readonly Field[]
  /** The things that are asked about: "part-time vacancies". */
  readonly subject: string
  /** Where on the page: "forum rules", "Road". */
  readonly scopes: readonly string[]
  readonly filters: readonly Filter[]
  readonly order?: Order
  readonly limit?: number
  readonly fromEnd?: boolean
  readonly markdown: boolean
  readonly text: string
}

const VERB =
  /^(please\s+|can you\s+|could you\s+|i (want|need)\s+)*(to\s+)?(extract|get|list|give me|show me|show|find|return|read|collect|fetch|tell me|grab|scrape|pull|provide|output|retrieve|name|gather|look up)\b( (out|me|us))?\s*/i

const ASKS = /^(what(’|')?s|what (is|are|was|were)|which|who|whose|when|where|how (much|many|long|old))\b\s*/i

const PAGE = /\s*\b(on|from|of|in) (this|the|the current) (web ?page|page|site|website|screen)\b/gi

/** A name for the answer, as a key: "deal value" → deal_value. A table's own column names stay as they are. */
export const keyOf = (name: string): string => wordsIn(name).join('_')

/** Names in a row: "item, price and quantity". */
export function splitNames(text: string): string[] {
  return text
    .split(/\s*[,;|]\s*(?:and\s+|or\s+|&\s+)?|\s+(?:and|&|y|und|et)\s+|\s+as well as\s+/i)
    .map(name =>
      clean(name)
        .replace(/^(the|a|an|their|its|his|her|each|every|all|both|any|also|and)\s+/i, '')
        .replace(/[.?!:]+$/, ''),
    )
    .filter(name => wordsIn(name).length > 0)
}

const toFields = (text: string): Field[] => splitNames(text).map(name => ({ key: keyOf(name), name }))

/** Reads an instruction. */
export function readQuestion(instruction: string): Question {
  const text = clean(instruction)
  const markdown = /\bmarkdown\b/i.test(text)
  const common = { scopes: [] as string[], filters: [], markdown, text }
  const columns = columnsOf(text)
  if (columns) return { ...common, kind: 'table', fields: columns.map(name => ({ key: name, name })), subject: '' }
  if (isMain(text)) return { ...common, kind: 'main', fields: mainFields(text), subject: '' }
  const taken = takeFilters(
    text
      .replace(PAGE, '')
      .replace(/\s*\b(return|answer|output|respond|give it|format)\b[^.]*\b(json|array|object|list)\b.*$/i, ''),
  )
  const { scopes, rest } = takeScopes(taken.rest)
  return { ...common, ...taken.found, scopes, ...readParts(rest) }
}

/** "… the columns: A | B", "… with columns A, B and C". */
function columnsOf(text: string): string[] | undefined {
  const found = /\bcolumns?\b\s*(?:are|named|called|headed)?\s*:?\s*(.+)$/i.exec(text)?.[1]
  if (found === undefined || !/\b(table|rows?|grid|columns)\b/i.test(text)) return undefined
  const names = found.includes('|') ? found.split('|').map(clean) : splitNames(found)
  return names.length >= 2 ? names.filter(name => name !== '') : undefined
}

const isMain = (text: string): boolean =>
  /\b(main|full|whole|entire|complete|body|article|page|post|story)\b[^.,:]{0,24}\b(content|text|body)\b/i.test(text) ||
  /\b(text|content|body)\b[^.,:]{0,12}\bof (the|this) (main |whole |full |entire )?(article|page|post|story|document)\b/i.test(
    text,
  ) ||
  /\barticle(’|')s (text|body|content)\b|\b(as|in|to) markdown\b|^(extract|read|get|return) (the|this) (article|page|post|story|document)\.?$/i.test(
    text,
  )

/** Which of title, author, date and text an article question names; all of them where it names none. */
function mainFields(text: string): Field[] {
  const asked = text.replace(/\bwithout\b[^.]*/gi, ' ')
  const named = [
    ['title', /\b(title|headline|heading)\b/i],
    ['author', /\b(author|byline|writer|written by)\b/i],
    ['date', /\b(date|published|publication|when)\b/i],
    ['text', /\b(text|content|body|markdown|article)\b/i],
  ] as const
  return named.filter(([, pattern]) => pattern.test(asked)).map(([key]) => ({ key, name: key }))
}

/** "under Road", "in the forum rules", "in the Most read section". */
function takeScopes(text: string): { scopes: string[]; rest: string } {
  const scopes: string[] = []
  const take = (_: string, name: string) => {
    scopes.push(clean(name).replace(/[.?!]+$/, ''))
    return ''
  }
  const rest = text
    .replace(
      /\s+(?:in|from|under|of) (?:the )?["“']?([^,:"”']+?)["”']? (?:section|panel|box|block|sidebar|area|tab)\b/i,
      take,
    )
    .replace(
      /\s+(?:under|beneath|below|inside|within) (?:the )?(?:heading |title )?["“']?([^,:"”']+?)["”']?(?=$|[.?!]|\s+in\s)/i,
      take,
    )
    .replace(/\s+in (?:the )?([^,:]+?)(?=$|[.?!])/i, take)
  return { scopes, rest: clean(rest) }
}

type Parts = Pick<Question, 'kind' | 'fields' | 'subject'>

const MANY = /\b(all|every|each|any|both)\b/i
const isPlural = (noun: string): boolean =>
  /[^su]s$|ies$|\b(people|children|men|women|data|news|media)$/i.test(
    noun.replace(/\b(only|please)\b|[.?!]/gi, '').trim(),
  )

/** Splits what is left into fields and subject. */
function readParts(text: string): Parts {
  const isAsked = ASKS.test(text)
  const body = clean(
    text
      .replace(VERB, '')
      .replace(ASKS, '')
      .replace(/[.?!]+$/, ''),
  )
  const has =
    /^(.+?) (?:does|do|did) (?:the |this |that )?(.+?) (?:have|contain|offer|include|show|list|use|carry)$/i.exec(body)
  if (has && isAsked)
    return { kind: isPlural(has[1] ?? '') ? 'records' : 'value', subject: subjectOf(has[1]), fields: [] }
  const colon = /^([^:]+):\s*(.+)$/.exec(body)
  if (colon) return { kind: 'records', subject: subjectOf(colon[1]), fields: toFields(colon[2] ?? '') }
  const made = /^(?:the )?(.+?) (?:is |are )?made (?:of|from)$/i.exec(body)
  if (made) return { kind: 'fields', subject: '', fields: toFields(made[1] ?? '') }
  const withTheir =
    /^(.+?)(?:,)? (?:with|including|along with|together with|by|showing)(?: (?:their|its|the|both))? (.+)$/i.exec(body)
  if (withTheir && !isAsked)
    return { kind: 'records', subject: subjectOf(withTheir[1]), fields: toFields(withTheir[2] ?? '') }
  const andTheir = /^(?:all |every |the |each )*(.+?) and (?:their|its) (.+)$/i.exec(body)
  if (andTheir) {
    const subject = andTheir[1] ?? ''
    return {
      kind: 'records',
      subject: subjectOf(subject),
      fields: [...toFields(singular(subject)), ...toFields(singular(andTheir[2] ?? ''))],
    }
  }
  const of = /^(.+?) (?:of|for|from|on) (.+)$/i.exec(body)
  if (of) return ofParts(of[1] ?? '', of[2] ?? '', isAsked)
  const subject = subjectOf(body)
  if (/\b(table|grid|rows?)$/i.test(subject)) return { kind: 'table', subject, fields: [] }
  const names = splitNames(body)
  if (names.length > 1) return { kind: isAsked ? 'fields' : 'records', subject: '', fields: toFields(body) }
  return { kind: isAsked && !isPlural(subject) ? 'value' : 'records', subject, fields: [] }
}

/** "title and salary of the vacancies" is about many, "name and price of the product" about one. */
function ofParts(fields: string, owner: string, isAsked: boolean): Parts {
  const subject = subjectOf(owner)
  const names = toFields(fields)
  const many = MANY.test(owner) || isPlural(subject)
  if (many)
    return {
      kind: 'records',
      subject,
      fields: names.map(field => ({ ...field, name: names.length === 1 ? singular(field.name) : field.name })),
    }
  return { kind: isAsked && names.length === 1 ? 'value' : 'fields', subject, fields: names }
}

const subjectOf = (text = ''): string =>
  clean(text)
    .replace(
      /^((a |the )?(list|names?|set|number|total number) of )?(all |every |each |any |the |a |an |both |of |available |listed )*/i,
      '',
    )
    .replace(/\b(only|please|listed|shown|available|visible|displayed|here)\b\s*$/gi, '')
    .trim()

/** The singular of an English noun phrase, roughly: "balances" → "balance". */
export const singular = (phrase: string): string =>
  phrase
    .replace(/ies\b$/i, 'y')
    .replace(/(ss|x|ch|sh)es$/i, '$1')
    .replace(/([^su])s$/i, '$1')
