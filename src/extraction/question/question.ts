import { clean } from '../page/text.ts'
import { questionWords, type Word } from './conditions.ts'
import { type Field, keyOf, singular, splitNames, toFields } from './fields.ts'
import { type Filter, type Order, takeFilters } from './filters.ts'
import { toEnglishForm } from './languages.ts'
import { type Parts, readParts } from './question-parts.ts'
import { readWhQuestion } from './wh-questions.ts'

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
  /** What is to be counted. */
  readonly counted?: string
  readonly markdown: boolean
  readonly text: string
  /** Its words but for those of conditions, order and count. */
  readonly words: readonly Word[]
}

const PAGE = /\s*\b(on|from|of|in) (this|the|the current) (web ?page|page|site|website|screen)\b/gi

/** What is read of an instruction, in characters: more than any question has. Rules look at all of it several times. */
const LONGEST = 2_000

/** Reads an instruction. */
export function readQuestion(instruction: string): Question {
  const text = clean(instruction).slice(0, LONGEST)
  const braces = /\{\s*([\p{L}_][\p{L}\p{N}_, ]*)\}/u.exec(text)?.[1]
  const markdown = /\bmarkdown\b/i.test(text)
  const common = { scopes: [] as string[], filters: [], markdown, text, words: [] }
  const columns = columnsOf(text)
  if (columns) return { ...common, kind: 'table', fields: columns.map(name => ({ key: name, name })), subject: '' }
  if (isMain(text)) return { ...common, kind: 'main', fields: mainFields(text), subject: '' }
  const { asking, listed } = splitListed(mainSentence(text))
  const taken = takeFilters(
    toEnglishForm(asking)
      .replace(PAGE, '')
      .replace(/\s*\b(as|in) (a )?(json|csv)( (array|object|list|format))?\b/gi, '')
      .replace(/\s*\b(return|answer|output|respond|give it|format)\b[^.]*\b(json|array|object|list)\b.*$/i, ''),
  )
  const wh = readWhQuestion(taken.rest)
  const given = toFields(braces ?? listed)
  if (wh) {
    const fields = given.length > 0 ? given : wh.names.map(name => ({ key: keyOf(name), name }))
    // "which shoe is the cheapest": one of many
    const isOneOfMany = wh.kind === 'value' && wh.names.length === 0 && taken.found.order !== undefined
    const kind = isOneOfMany ? ('records' as const) : wh.kind
    return {
      ...common,
      ...taken.found,
      kind,
      fields,
      words: questionWords(taken.rest, fields, wh.spent),
      subject: wh.subject,
      ...(wh.counted !== undefined && { counted: wh.counted }),
    }
  }
  const { scopes, rest } = takeScopes(taken.rest)
  const parts = withNames(readParts(rest), taken.found)
  const fields = given.length > parts.fields.length ? given : parts.fields
  return {
    ...common,
    ...taken.found,
    scopes,
    ...parts,
    fields,
    words: questionWords(taken.rest, fields),
  }
}

/** "product names", sorted or under a condition: what is asked of the products is their name. */
export function withNames(
  parts: Parts,
  { filters, order }: { filters: readonly Filter[]; order?: Order | undefined },
): Parts {
  const named = /^(.+?) (names|titles|headlines)$/i.exec(parts.subject)
  if (!named || parts.fields.length > 0 || (filters.length === 0 && order === undefined)) return parts
  return { ...parts, kind: 'records', subject: `${named[1]}s`, fields: toFields(singular(named[2] ?? '')) }
}

/** "Which laptops are on sale? Name and price": the question, and the fields that are listed after it. */
function splitListed(text: string): { asking: string; listed: string } {
  const [, asking, listed] =
    /^(.+\?)\s+(?:(?:only|just|give|show|with) )?(?:me )?(?:the |their )?([^?.]+)\.?$/i.exec(text) ?? []
  if (asking === undefined || listed === undefined) return { asking: text, listed: '' }
  return { asking, listed: listed.replace(/ (?:only|please)$/i, '') }
}

/** The sentence that asks, of several: not the one that says how to write the answer. */
function mainSentence(text: string): string {
  const sentences = text.split(/(?<=[.?!])(?<!\b\p{Lu}\.)\s+(?=\p{Lu})/u)
  const asking = sentences.filter(
    sentence => !/^(return|answer|output|respond|format|use|write)\b/i.test(sentence) || sentences.length === 1,
  )
  const [first = text, second] = asking
  const each = second && /^(.*\bof (?:each|every|all)(?: one)?)[.?!]*$/i.exec(second)?.[1]
  return each ? `${each} ${/([\p{L}-]+)[.?!]*$/u.exec(first)?.[1] ?? ''}` : first
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
      /\s+(?:under|beneath|below|inside|within|about|concerning|regarding) (?:the )?(?:heading |title )?["“']?([^,:"”']+?)["”']?(?=$|[.?!]|\s+in\s)/i,
      take,
    )
    .replace(/\s+in (?:the )?([^,:]+?)(?=$|[.?!]|\s+with\s)/i, take)
  return { scopes, rest: clean(rest) }
}
