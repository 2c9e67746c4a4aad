import { clean } from '../page/text.ts'
import { toEnglish } from '../page/translations.ts'
import { type Field, singular, splitNames, toFields } from './fields.ts'

const VERB =
  /^(please\s+|can you\s+|could you\s+|i (want|need)\s+)*(to\s+)?(extract|get|list|give me|give|show me|show|find|return|read|collect|fetch|tell me|grab|scrape|pull|provide|output|retrieve|name(?!\s*(?:,|&|and\b|or\b))|gather|look up)\b( (out|me|us))?\s*/i

const ASKS = /^(what(’|')?s|what (is|are|was|were)|which|who|whose|when|where|how (much|many|long|old))\b\s*/i

/** Kind, fields and subject of an instruction without its conditions and scopes. */
export interface Parts {
  readonly kind: 'table' | 'records' | 'fields' | 'value'
  readonly fields: readonly Field[]
  readonly subject: string
  /** A value or part of the page that the subject is bound to: "Priya Raman" of "messages from Priya Raman". */
  readonly scopes?: readonly string[]
}

const MANY = /\b(all|every|each|any|both)\b/i
export const isPlural = (noun: string): boolean =>
  /[^su]s$|ies$|\b(people|children|men|women|data|news|media)$/i.test(
    noun.replace(/\b(only|please)\b|[.?!]/gi, '').trim(),
  )

/** Splits what is left into fields and subject. */
export function readParts(text: string): Parts {
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
  const colon = /^([^:]+):\s+(.+)$/.exec(body)
  if (colon) {
    const bound = /^(.+s) (?:by|from|at|to) (.+)$/i.exec(colon[1] ?? '')
    const subject = subjectOf(bound?.[1] ?? colon[1])
    return { kind: 'records', subject, fields: toFields(colon[2] ?? ''), ...(bound && { scopes: [bound[2] ?? ''] }) }
  }
  // "stops served Monday to Friday"
  const done =
    /^((?:\S+ ){0,3}?\S+s) (?:served|held|offered|sold|scheduled|running|playing|taking place|placed|starting) (?:in|on|at|by|from|during|for|between)? ?(.+)$/i.exec(
      body,
    )
  if (done && !/[,:]|\b(with|and)\b/.test(body))
    return { kind: 'records', subject: subjectOf(done[1]), fields: [], scopes: [clean(done[2] ?? '')] }
  // "books by A. Quist": a name, where "books by title" says a field
  const written = /^(.+s) (?:by|from) (\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*)*|[^\s_\d@]*[_\d@]\S*)$/u.exec(body)
  if (written) return { kind: 'records', subject: subjectOf(written[1]), fields: [], scopes: [clean(written[2] ?? '')] }
  const each = /^(.+) (?:of|for) (?:each|every|all)(?: one)?(?: of)?(?: the)? (.+)$/i.exec(body)
  if (each) return { kind: 'records', subject: subjectOf(each[2]), fields: oneOfEach(toFields(each[1] ?? '')) }
  const options =
    /^(?:all |every |the |each )*(?:possible )?(?:options|choices|values) (?:of|for|in|from) (?:the )?(.+?)(?: (?:field|select|drop-?down|menu|list|box))*$/i.exec(
      body,
    )
  if (options) return { kind: 'records', subject: subjectOf(options[1]), fields: [] }
  const made = /^(?:the )?(.+?) (?:is |are )?made (?:of|from)$/i.exec(body)
  if (made) return { kind: 'fields', subject: '', fields: toFields(made[1] ?? '') }
  const withTheir =
    /^(.+?)(?:,)? (?:with|including|along with|together with|by|showing)(?: (?:their|its|the|both))? (.+)$/i.exec(body)
  if (withTheir && !isAsked) {
    const fields = toFields(withTheir[2] ?? '')
    const [only] = fields
    // "products with their prices" wants to know whose price it is
    const isOwned = only && fields.length === 1 && / their /i.test(body)
    const named = isOwned ? toFields(`name, ${singular(only.name)}`) : fields
    return { kind: 'records', subject: subjectOf(withTheir[1]), fields: named }
  }
  const andTheir = /^(?:all |every |the |each )*(.+?) and (?:their|its) (.+)$/i.exec(body)
  if (andTheir) {
    const subject = andTheir[1] ?? ''
    return {
      kind: 'records',
      subject: subjectOf(subject),
      fields: [...toFields(singular(subject)), ...toFields(singular(andTheir[2] ?? ''))],
    }
  }
  const links = /^(?:the )?(links?|urls?|addresses) (?:to|of|for) (.+)$/i.exec(body)
  if (links) return { kind: 'records', subject: subjectOf(links[2]), fields: [{ key: 'link', name: 'link' }] }
  const of = /^(.+?) (?:of|for|from|on) (.+)$/i.exec(body)
  // "what is on in hall B"
  if (isAsked && /^(on|in|at|under)\b/i.test(body)) return { kind: 'value', subject: body, fields: [] }
  if (of) return ofParts(of[1] ?? '', of[2] ?? '', isAsked)
  const subject = subjectOf(body)
  if (/\b(table|grid|rows?)$/i.test(subject)) return { kind: 'table', subject, fields: [] }
  const names = splitNames(body)
  if (names.length > 1) return listedParts(names, isAsked)
  const isOne =
    (!isPlural(toEnglish(headOf(subject))) || /^what is the\b/i.test(text)) &&
    !MANY.test(body) &&
    (isAsked || !/^list\b/i.test(text))
  return { kind: isOne ? 'value' : 'records', subject, fields: [] }
}

/** "product names and prices" is about several products; "hull and deck" are two things of one. */
function listedParts(names: readonly string[], isAsked: boolean): Parts {
  const [first = ''] = names
  const owned = /^(.+) (names?|titles?|headlines?|subjects?)$/i.exec(first)
  if (!isAsked && owned && names.every(isPlural)) {
    const fields = [owned[2] ?? '', ...names.slice(1)].map(singular).join(', ')
    return { kind: 'records', subject: subjectOf(owned[1]), fields: toFields(fields) }
  }
  if (!isAsked && isPlural(first) && names.slice(1).every(name => !isPlural(name))) {
    return { kind: 'records', subject: subjectOf(first), fields: toFields(names.slice(1).join(', ')) }
  }
  return { kind: isAsked ? 'fields' : 'records', subject: '', fields: toFields(names.join(', ')) }
}

/** "title and salary of the vacancies" is about many, "name and price of the product" about one. */
function ofParts(fields: string, whole: string, isAsked: boolean): Parts {
  const bound = /^(.+s) (?:from|by|at|to) (.+)$/i.exec(whole)
  if (bound) return { ...ofParts(fields, bound[1] ?? '', isAsked), scopes: [bound[2] ?? ''] }
  const owner = whole
  const subject = subjectOf(owner)
  const names = toFields(fields)
  const many = MANY.test(owner) || (isPlural(headOf(subject)) && !(isAsked && names.length === 1 && !isPlural(fields)))
  if (many)
    return {
      kind: 'records',
      subject,
      fields: names.map(field => ({ ...field, name: names.length === 1 ? singular(field.name) : field.name })),
    }
  return { kind: isAsked && names.length === 1 ? 'value' : 'fields', subject, fields: names }
}

/** "books" of "books published in 2023": what the things are, before anything that tells which. */
const headOf = (subject: string): string =>
  subject.split(
    / (?:that|which|who|whose|where|with|without|in|at|from|by|for|on|under|over|above|below|\S+(?<!e)ed|\S+er than)(?= |$)/i,
  )[0] ?? ''

/** "names and phone numbers": of each the one. */
const oneOfEach = (fields: readonly Field[]): readonly Field[] =>
  fields.every(({ name }) => isPlural(name)) ? toFields(fields.map(({ name }) => singular(name)).join(', ')) : fields

const subjectOf = (text = ''): string =>
  clean(text)
    .replace(
      /^((a |the )?(list|names?|set|number|total number) of )?(all |every |each |any |the |a |an |both |of |listed )*/i,
      '',
    )
    .replace(/\b(only|please|listed|shown|available|visible|displayed|here)\b\s*$/gi, '')
    .trim()
