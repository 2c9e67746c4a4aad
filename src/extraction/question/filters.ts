import { numberIn } from '../../language/numbers.ts'
import { clean } from '../page/text.ts'
import { daysOf } from '../page/values.ts'

/** A condition on the rows. `field` is empty where the instruction names none; the page's columns then decide. */
export type Filter =
  | {
      readonly kind: 'compare'
      readonly field: string
      readonly sign: '<' | '<=' | '>' | '>='
      readonly value: number
      readonly unit: 'price' | 'any'
      /** What stands behind the amount: "m²", "%", "CPU". */
      readonly behind: readonly string[]
    }
  | { readonly kind: 'equals'; readonly field: string; readonly value: string }
  | { readonly kind: 'contains'; readonly value: string }
  | { readonly kind: 'lacks'; readonly value: string }
  | { readonly kind: 'stock'; readonly wanted: boolean }
  /** A date on that side of the days from `first` to `last` (ISO 8601), not one of them where it is before or after. */
  | {
      readonly kind: 'date'
      readonly sign: 'before' | 'after' | 'since' | 'until'
      readonly first: string
      readonly last: string
    }

/** What the rows are sorted by. */
export interface Order {
  readonly field: string
  readonly descending: boolean
}

interface Found {
  filters: Filter[]
  order?: Order
  limit?: number
  fromEnd?: boolean
}

const NUMBERS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]
const COUNT = `(\\d+|${NUMBERS.slice(1).join('|')})`
const AMOUNT = String.raw`((?:[€£$¥]|[A-Z]{3})?\s*\d(?:[\d.,' ]*\d)?(?:\s*[€£$¥%]|\s*[a-z]{1,3}[²³]|\s*(?!(?:with|and|or|in|for|by|from|that|which|sorted)\b)[A-Za-z]{2,8}\b)?)`

const countOf = (text: string): number => {
  const word = NUMBERS.indexOf(text.toLowerCase())
  return word >= 0 ? word : Number.parseInt(text, 10)
}

const SUPERLATIVES: readonly [RegExp, Order][] = [
  [/\bcheapest\b|\blowest[- ]priced\b/i, { field: 'price', descending: false }],
  [/\bmost expensive\b|\bdearest\b|\bhighest[- ]priced\b/i, { field: 'price', descending: true }],
  [/\b(newest|latest|most recent)\b/i, { field: 'date', descending: true }],
  [/\boldest\b|\bearliest\b/i, { field: 'date', descending: false }],
  [/\b(best|highest)[- ]paid\b/i, { field: 'salary', descending: true }],
  [/\b(worst|lowest)[- ]paid\b/i, { field: 'salary', descending: false }],
  [/\b(best|highest|top)[- ]rated\b/i, { field: 'rating', descending: true }],
]

/** Takes conditions, order and count out of an instruction and gives what is left of it. */
export function takeFilters(text: string): { found: Found; rest: string } {
  const found: Found = { filters: [] }
  const own = /\b(?:the )?(first|last) ([\p{L} ]+?)['’]s ([\p{L} ]+)/iu.exec(text)
  if (own) {
    found.limit = 1
    if (/last/i.test(own[1] ?? '')) found.fromEnd = true
  }
  let rest = takeDates(own ? text.replace(own[0], `${own[3]} of the ${own[2]}s`) : text, found)
  rest = takeOrder(rest, found)
  rest = takeCount(rest, found)
  rest = takeComparisons(rest, found)
  rest = takeStates(rest, found)
  return { found, rest: clean(rest).replace(/\s+([,.;:?])/g, '$1') }
}

/** "…, cheapest first". */
const FIRST: Readonly<Record<string, Order>> = {
  best: { field: 'rating', descending: true },
  worst: { field: 'rating', descending: false },
  highest: { field: 'rating', descending: true },
  lowest: { field: 'price', descending: false },
  cheapest: { field: 'price', descending: false },
  dearest: { field: 'price', descending: true },
  'most expensive': { field: 'price', descending: true },
  newest: { field: 'date', descending: true },
  latest: { field: 'date', descending: true },
  oldest: { field: 'date', descending: false },
}

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const DAY = String.raw`(\d{4}-\d{2}-\d{2}|(?:\d{1,2}(?:st|nd|rd|th|\.)? (?:of )?)?${MONTH}\.?(?: \d{1,2}(?:st|nd|rd|th)?,?)?(?:,? \d{4})?)`
const DATED = new RegExp(
  String.raw`,?\s*\b(?:(?:with|that have|having) (?:an? |the )?[\p{L} ]{0,24}?(?:date|deadline|day)s? |(?:that (?:are|were) |which (?:are|were) )?(?:updated|published|posted|created|written|due|dated|starting|ending|added|from) )?(?:(before|after|since|until|up to)\s+${DAY}|(since)\s+(\d{4}))(?=$|[\s,.;:?])`,
  'iu',
)

/** "who joined after 2021": a year alone is a date where something is said to have happened. */
const IN_YEARS =
  /,?\s*\b(?:(?:who|that|which) )?(?:(?:were|was|are|is|have been|has been) )?(?:\p{L}+ed|born|built|made|written|sent) (before|after|since|until) (\d{4})\b/iu

/** "after March 2026", "before 5 May 2025", "since 2024-01-01". */
function takeDates(text: string, found: Found): string {
  const happened = IN_YEARS.exec(text)
  if (happened) {
    const [whole, sign = '', year = ''] = happened
    const days = { first: `${year}-01-01`, last: `${year}-12-31` }
    found.filters.push({ kind: 'date', sign: sign.toLowerCase() as 'before' | 'after' | 'since' | 'until', ...days })
    return text.replace(whole, ' ')
  }
  const match = DATED.exec(text)
  if (!match) return text
  const year = match[4]
  const days = year === undefined ? daysOf(match[2] ?? '') : { first: `${year}-01-01`, last: `${year}-12-31` }
  if (!days) return text
  const word = (match[1] ?? match[3] ?? '').toLowerCase()
  const sign = word === 'up to' ? 'until' : (word as 'before' | 'after' | 'since' | 'until')
  found.filters.push({ kind: 'date', sign, ...days })
  return text.replace(match[0], ' ')
}

function takeOrder(given: string, found: Found): string {
  const top =
    /\b(?:the )?top (\d+|one|two|three|four|five|six|seven|eight|nine|ten) (.+?) by ([\p{L} ]+?)(?=$|[,:;.]| with\b| and their\b)/iu.exec(
      given,
    )
  if (top) {
    found.order = { field: clean(top[3] ?? ''), descending: true }
    found.limit = countOf(top[1] ?? '')
    return given.replace(top[0], top[2] ?? '')
  }
  const paid = /\b(costs?|pays?|earns?|weighs?) the (most|least)\b/i.exec(given)
  if (paid) {
    const verb = (paid[1] ?? '').toLowerCase()
    const field = /^cost/.test(verb) ? 'price' : /^weigh/.test(verb) ? 'weight' : 'salary'
    found.order = { field, descending: /most/i.test(paid[2] ?? '') }
    if (/^(which|what|who)\b/i.test(given) && !/s (pay|cost|earn|weigh)\b/i.test(given)) found.limit = 1
    return given.replace(paid[0], ' is the ')
  }
  const text = given
  const by =
    /,?\s*\b(?:sorted|ordered|sort(?:ing)?|order(?:ed)?|ranked) (?:them )?by (.+?)(?:,?\s*\(?((?:from )?(?:low(?:est)? to high(?:est)?|high(?:est)? to low(?:est)?)|ascending|descending|asc|desc|(?:cheapest|lowest|smallest|oldest|earliest|newest|latest|highest|largest|biggest|most expensive)(?: first)?|a ?(?:-|to) ?z|z ?(?:-|to) ?a)\)?)?(?=$|[.;:])/i
  const match = by.exec(text)
  if (match) {
    const direction = (match[2] ?? '').toLowerCase()
    const descending = /^desc|^(from )?high(est)? to|^(newest|latest|highest|largest|biggest|most)|^z/.test(direction)
    found.order = { field: clean(match[1] ?? '').replace(/^(the|their|its) /, ''), descending }
    return text.replace(by, '')
  }
  const first =
    /,\s*(?:the )?(best|worst|highest|lowest|cheapest|dearest|most expensive|newest|latest|oldest) first\b/i.exec(text)
  if (first) {
    found.order = FIRST[(first[1] ?? '').toLowerCase()] ?? { field: 'rating', descending: true }
    return text.replace(first[0], '')
  }
  const firstOf =
    /,\s*(?:the |with the )?(highest|largest|greatest|biggest|most|longest|lowest|smallest|fewest|least|shortest) ([\p{L} ]+?) first\b/iu.exec(
      text,
    )
  if (firstOf) {
    found.order = {
      field: clean(firstOf[2] ?? ''),
      descending: !/lowest|smallest|fewest|least|shortest/i.test(firstOf[1] ?? ''),
    }
    return text.replace(firstOf[0], '')
  }
  const most =
    /,?\s*\b(?:with|having|has|have) the (most|highest|largest|greatest|biggest|best|lowest|fewest|least|smallest) ([\p{L} ]+?)(?=$|[.,;?])/iu.exec(
      text,
    )
  if (most) {
    found.order = { field: clean(most[2] ?? ''), descending: !/lowest|fewest|least|smallest/i.test(most[1] ?? '') }
    const before = text.slice(0, most.index)
    if (!/s$/.test(before.trim())) found.limit = 1
    return text.replace(most[0], '')
  }
  for (const [pattern, order] of SUPERLATIVES) {
    const one = new RegExp(`\\b(?:the )?${COUNT}?\\s*(?:${pattern.source})`, 'i').exec(text)
    if (!one) continue
    found.order = order
    const count = /\d|[a-z]/i.test(one[1] ?? '') ? countOf(one[1] ?? '') : undefined
    found.limit =
      count ??
      (/\b(what|which) (is|one)\b/i.test(text) || !/s\b/.test(text.slice(one.index + one[0].length)) ? 1 : undefined) ??
      Number.POSITIVE_INFINITY
    if (found.limit === Number.POSITIVE_INFINITY) delete found.limit
    return text.replace(one[0], ' the ')
  }
  return text
}

function takeCount(text: string, found: Found): string {
  const pattern = new RegExp(`\\b(first|top|last|bottom) ${COUNT}\\b`, 'i')
  const match = pattern.exec(text)
  if (!match) {
    const single = /\b(?:of|in|from|to|for) the (first|last) (\p{L}+(?<!s))(?=[.?!]*$)/iu.exec(text)
    if (!single) return text
    found.limit = 1
    if (/last/i.test(single[1] ?? '')) found.fromEnd = true
    return text.replace(single[0], `of the ${single[2]}s`)
  }
  found.limit = countOf(match[2] ?? '')
  if (/last|bottom/i.test(match[1] ?? '')) found.fromEnd = true
  return text.replace(pattern, ' ')
}

const SIGNS: readonly [RegExp, '<' | '<=' | '>' | '>='][] = [
  [/\b(?:under|below|less than|fewer than|cheaper than|lower than|smaller than|younger than|before)\b/i, '<'],
  [/\b(?:at most|no more than|up to|not more than|maximum of|max)\b/i, '<='],
  [/\b(?:over|above|more than|greater than|higher than|exceeding|larger than|older than|after)\b/i, '>'],
  [/\b(?:at least|no less than|from|minimum of|min)\b/i, '>='],
]

function takeComparisons(text: string, found: Found): string {
  let rest = text.replace(new RegExp(`\\bbetween ${AMOUNT} and ${AMOUNT}`, 'i'), (_, low: string, high: string) => {
    push(found, { sign: '>=', written: low, around: text })
    push(found, { sign: '<=', written: high, around: text })
    return ''
  })
  for (const [pattern, sign] of SIGNS) {
    const whole = new RegExp(
      `(?:(?<!^)\\b(?:that|which|who|whose|where|with|costing|priced|rated|and)\\b[^,.]{0,40}?)?${pattern.source}\\s+(?!\\d{4}$)${AMOUNT}(?:(?<=%)\\s+(?:of )?(\\p{L}+))?`,
      'iu',
    )
    const match = whole.exec(rest)
    if (!match) continue
    push(found, { sign, written: match[1] ?? '', around: match[0], noun: match[2] ?? '' })
    rest = rest.replace(match[0], ' ')
  }
  return rest
}

function push(
  found: Found,
  {
    sign,
    written,
    around,
    noun = '',
  }: { sign: '<' | '<=' | '>' | '>='; written: string; around: string; noun?: string },
): void {
  const value = numberIn(written)
  if (value === undefined) return
  const named =
    /\b(?:with|whose|where|and)\s+(?:an? |the |their |its )?([\p{L} ]+?)(?:\s+(?:is|are|of|was|being))?\s+(?:under|below|less|fewer|cheaper|lower|at|no|up|over|above|more|greater|higher|between|exceeding)/iu.exec(
      around,
    )
  const unit = written.replace(/[\d.,'\s]/g, '')
  const isPrice = /[€£$¥]|^(EUR|USD|GBP|CHF|euros?|dollars?|pounds?)$/i.test(unit) || /cost|price|cheap/i.test(around)
  found.filters.push({
    kind: 'compare',
    field: named?.[1] ?? (/\brated\b/i.test(around) ? 'rating' : isPrice ? 'price' : unit),
    sign,
    value,
    unit: isPrice ? 'price' : 'any',
    behind: [noun, unit].filter(one => one !== ''),
  })
}

function takeStates(text: string, found: Found): string {
  return text
    .replace(
      /,?\s*\b(?:that are|which are|who are|currently|only)?\s*\b(not in stock|out of stock|sold out|unavailable)\b/i,
      () => {
        found.filters.push({ kind: 'stock', wanted: false })
        return ''
      },
    )
    .replace(
      /,?\s*\b(?:that are|which are|currently|only)?\s*(?<!\bwhether (?:it is|they are) )\b(in stock|in-stock|available now)\b/i,
      () => {
        found.filters.push({ kind: 'stock', wanted: true })
        return ''
      },
    )
    .replace(
      /,?\s*\b(?:containing|that contains?|which contains?|mentioning|that mentions?|including the words?|with the words?)\s+["“']?([^"”',.]+)["”']?/i,
      (_, value: string) => {
        found.filters.push({ kind: 'contains', value: clean(value) })
        return ''
      },
    )
    .replace(/,?\s*\bwithout (?:an? |any |the )?([^,.;:]+?)(?=$|[,.;:]| and | with )/i, (_, value: string) => {
      found.filters.push({ kind: 'lacks', value: clean(value) })
      return ''
    })
    .replace(
      /,?\s*\b(?:where|whose|with) (?:the |a |an )?([\p{L} ]+?) (?:is|are|=|equals|of) ["“']?([^"”',.:]+?)["”']?(?=$|[,.;:])/iu,
      (_, field: string, value: string) => {
        found.filters.push({ kind: 'equals', field: clean(field), value: clean(value) })
        return ''
      },
    )
}
