import { measureIn } from '../../language/amounts.ts'
import { isWeekday } from '../../language/calendar.ts'
import { readDate, toIsoDay } from '../../language/dates.ts'
import { sensesOf } from '../../language/lexicon.ts'
import { fold } from '../../language/text.ts'
import { nameScore } from '../page/names.ts'
import type { Cell, RecordSet } from '../page/record-set.ts'
import { figureIn } from './amounts.ts'
import type { Value } from './binding.ts'
import type { Comparison, DateBound, Query } from './query.ts'

/** A relation with what the page says of it all. */
export interface Relation {
  readonly set: RecordSet
  /** Language of the page (BCP 47), empty where it names none. */
  readonly language: string
}

type Rows = ReadonlySet<number>

const languageOf = ({ language }: Relation): string | undefined => (language === '' ? undefined : language)

/** The figure of a cell, what is meant for machines only where the text has none. */
export const figureOf = (cell: Cell | null | undefined, relation: Relation): number | undefined =>
  cell
    ? (figureIn(cell.text, languageOf(relation))?.amount ??
      (cell.machine === undefined ? undefined : figureIn(cell.machine, undefined)?.amount))
    : undefined

const days = new WeakMap<Cell, string | null>()

/** The day of a cell (ISO 8601). A year alone is its middle. */
export const dayOf = (cell: Cell | null | undefined, { language }: Relation): string | undefined => {
  if (!cell) return undefined
  const known = days.get(cell)
  if (known !== undefined) return known ?? undefined
  const found = readDay(cell.machine ?? '', language) ?? readDay(cell.text, language)
  days.set(cell, found ?? null)
  return found
}

/** A day of a month of whatever year, "Sat 2 May", as one of the year 0000. */
const yearless = (cell: Cell | null, { language }: Relation): string | undefined => {
  if (!cell || cell.text.length > 60 || !/\d/.test(cell.text) || !/\p{L}{3}/u.test(cell.text)) return undefined
  const read = readDate(cell.text, { today: new Date(0), ...(language !== '' && { language }) })
  return read?.certain.has('month') && read.certain.has('day') ? toIsoDay({ ...read, year: 0 }) : undefined
}

const readDay = (text: string, language: string): string | undefined => {
  if (!/\d/.test(text) || text.length > 60) return undefined
  if (/^(1\d|20)\d\d$/.test(text)) return `${text}-07-01`
  if (!/\d{1,4}[-./]\d{1,2}[-./]\d|\p{L}{3}/u.test(text)) return undefined
  const read = readDate(text, { today: new Date(0), ...(language !== '' && { language }) })
  return read?.certain.has('day') && read.certain.has('year') ? toIsoDay(read) : undefined
}

/** Rows where a date of theirs is on the asked side; undefined where no row has a date. */
const rowsByDate = ({ sign, days: wanted }: DateBound, relation: Relation): Rows | undefined => {
  const isYearly = wanted.month !== undefined
  const read = (cell: Cell | null) => dayOf(cell, relation) ?? (isYearly ? yearless(cell, relation) : undefined)
  const dated = relation.set.rows.map(row => row.map(read).find(day => day !== undefined))
  if (dated.every(day => day === undefined)) return undefined
  const { first = '', last = '', month, day: ofMonth } = wanted
  const fits = (day: string): boolean => {
    if (month !== undefined)
      return Number(day.slice(5, 7)) === month && (ofMonth === undefined || Number(day.slice(8)) === ofMonth)
    if (sign === 'before') return day < first
    if (sign === 'after') return day > last
    if (sign === 'since') return day >= first
    return sign === 'until' ? day <= last : day >= first && day <= last
  }
  return new Set(dated.flatMap((day, i) => (day !== undefined && fits(day) ? [i] : [])))
}

/** The columns whose figures a bound may be about: those of its unit, where it has one. */
export const columnsOfUnit = (unit: Comparison['unit'], relation: Relation): number[] =>
  relation.set.columns.flatMap((_, i) => {
    const units = relation.set.rows.flatMap(row => {
      const text = row[i]?.text ?? ''
      return text === '' || text.length > 40 ? [] : [figureIn(text, languageOf(relation))]
    })
    const isNamed = unit !== undefined && (relation.set.columns[i]?.names ?? []).some(name => isUnit(name, unit))
    const isFit = (found: (typeof units)[number]) =>
      found !== undefined && (unit === undefined || found.unit === unit || (isNamed && found.unit === undefined))
    const fit = units.filter(isFit).length
    return fit > 0 && fit * 2 >= units.length ? [i] : []
  })

/** "Mileage (km)": a header that has the unit of its figures. */
const isUnit = (name: string, unit: Comparison['unit']): boolean =>
  name.split(/[^\p{L}²³]+/u).some(word => measureIn(`1 ${word}`)?.kind === unit)

const DATE_KINDS = new Set(['date', 'time'])

/** The column of numbers that is called so, else the only one, else the first of that unit. */
export const figureColumn = ({
  names,
  unit,
  relation,
}: {
  names: readonly string[]
  unit?: Comparison['unit']
  relation: Relation
}): number | undefined => {
  const { columns } = relation.set
  const fit = columnsOfUnit(unit, relation)
  const scored = fit
    .map(column => ({
      column,
      score: Math.max(0, ...names.flatMap(name => (columns[column]?.names ?? []).map(own => nameScore(name, own)))),
    }))
    .sort((a, b) => b.score - a.score || a.column - b.column)
  const [best] = scored
  if (best && best.score >= 0.4) return best.column
  const plain = fit.filter(i => !DATE_KINDS.has(columns[i]?.kind ?? ''))
  const told = plain.filter(i => columns[i]?.kind !== 'text')
  return unit !== undefined ? (told[0] ?? fit[0]) : plain.length === 1 ? plain[0] : undefined
}

const SAYS_OUT: readonly string[] = sensesOf('state').get('unavailable') ?? []
const SAYS_IN: readonly string[] = sensesOf('state').get('available') ?? []
const NEVER_STOCK = new Set(['free', 'libre', 'frei'])
const says = (text: string, words: readonly string[]): boolean => {
  const folded = ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  return words.some(word => !NEVER_STOCK.has(word) && folded.includes(` ${word.replace(/[^\p{L}\p{N}]+/gu, ' ')} `))
}

/** Whether an entry is to be had: no by a word for it, yes by one, else undefined. */
export const availabilityOf = (text: string): boolean | undefined =>
  says(text, SAYS_OUT) ? false : says(text, SAYS_IN) ? true : undefined

/** Rows that can be had, or not; a row that says nothing can be had where others say that they cannot, else not. */
export const rowsByState = (isAvailable: boolean, { set }: Relation): Rows | undefined => {
  // parts of a row may stand without a space between them
  const states = set.rows.map((row, i) =>
    availabilityOf([set.texts[i] ?? '', ...row.map(cell => cell?.text ?? '')].join(' ')),
  )
  if (states.every(state => state === undefined)) return undefined
  const isUsual = states.includes(false)
  return new Set(set.rows.flatMap((_, i) => ((states[i] ?? isUsual) === isAvailable ? [i] : [])))
}

/** What is left of the rows, and which columns the conditions were about; undefined where a condition is about nothing here. */
export interface Narrowed {
  readonly rows: readonly number[]
  readonly spent: ReadonlySet<number>
}

/** What the words of a query say of a relation. */
export interface Conditions {
  readonly values: readonly Value[]
  /** The column that the words beside a comparison name. */
  readonly near: (comparison: Comparison) => number | undefined
  /** Whether all of them have to hold at once. */
  readonly isSingle: boolean
}

const ownRows = (values: readonly Value[]): Rows[] => values.map(({ rows }) => rows)

/** Values of one column that no row has at once are meant one or the other: "Lyon or Nantes". */
const alternatives = (values: readonly Value[]): Rows[] => {
  const groups: { rows: Rows; columns: ReadonlySet<number> }[] = []
  for (const { rows, columns } of values) {
    const last = groups.at(-1)
    const isOther = last && last.rows.intersection(rows).size === 0 && last.columns.intersection(columns).size > 0
    if (isOther) groups[groups.length - 1] = { rows: last.rows.union(rows), columns: last.columns.union(columns) }
    else groups.push({ rows, columns })
  }
  return groups.map(({ rows }) => rows)
}

/** Applies all conditions of a query. `near` names the column that a comparison's neighbours say. */
export const narrow = (
  query: Query,
  relation: Relation,
  { values, near, isSingle }: Conditions,
): Narrowed | undefined => {
  const { set } = relation
  let rows: Rows = new Set(set.rows.keys())
  const spent = new Set<number>()
  const isDenied = (at: number) => query.denied.some(from => from === at || from === at - 1)
  for (const one of values.filter(({ from }) => isDenied(from))) rows = rows.difference(one.rows)
  for (const own of (isSingle ? ownRows : alternatives)(values.filter(({ from }) => !isDenied(from))))
    rows = rows.intersection(own)
  for (const comparison of query.comparisons) {
    const { sign, unit } = comparison
    const column = near(comparison) ?? figureColumn({ names: query.measures, unit, relation })
    if (column === undefined) return undefined
    spent.add(column)
    const isPlain = (cell: Cell | null | undefined) =>
      figureIn(cell?.text ?? '', languageOf(relation))?.unit === undefined
    const fits = (figure: number, amount: number) =>
      sign === '<'
        ? figure < amount
        : sign === '<='
          ? figure <= amount
          : sign === '>'
            ? figure > amount
            : figure >= amount
    const kept = set.rows.flatMap((row, i) => {
      const figure = figureOf(row[column], relation)
      const amount = unit !== undefined && isPlain(row[column]) ? comparison.plain : comparison.amount
      return figure !== undefined && fits(figure, amount) ? [i] : []
    })
    rows = rows.intersection(new Set(kept))
  }
  for (const bound of query.dates) {
    const kept = rowsByDate(bound, relation)
    if (!kept) return undefined
    rows = rows.intersection(kept)
  }
  if (query.isAvailable !== undefined && query.ask !== 'whether') {
    const kept = rowsByState(query.isAvailable, relation)
    if (!kept) return undefined
    rows = rows.intersection(kept)
  }
  return { rows: [...rows].sort((a, b) => a - b), spent }
}

/** Rows in the order of a column: by its figures, days or names. Those without one are left out. */
export const sortRows = (
  rows: readonly number[],
  { column, isDescending, relation }: { column: number; isDescending: boolean; relation: Relation },
): number[] => {
  const isDated = relation.set.columns[column]?.kind === 'date'
  const keyed = rows.flatMap(row => {
    const cell = relation.set.rows[row]?.[column]
    const day = dayOf(cell, relation)
    const key = isDated && day !== undefined ? Date.parse(day) : figureOf(cell, relation)
    return key === undefined ? [] : [{ row, key }]
  })
  const sign = isDescending ? -1 : 1
  return keyed.sort((a, b) => sign * (a.key - b.key)).map(({ row }) => row)
}

const MOMENT = /\d{1,2}[:.]\d{2}|\d\s?(?:h|uhr|am|pm|a\.m|p\.m)\b|^(1\d|20)\d\d$/i

/** Whether a text says when: a date, a time of day, a day of the week. */
export const isMoment = (text: string, language: string): boolean =>
  text.length <= 80 &&
  (MOMENT.test(text) ||
    readDay(text, language) !== undefined ||
    fold(text)
      .split(/[^\p{L}]+/u)
      .some(isWeekday))
