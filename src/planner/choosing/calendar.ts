import { type ReadDate, readDate, toIsoDay } from '../../language/dates.ts'
import type { Page, PageNode } from '../page/page.ts'
import { actionOn, type Candidate, candidateFor } from './candidate.ts'
import type { Context } from './context.ts'
import type { Scored } from './score.ts'

/** A month that a calendar shows: the text that says it, and the days under it. */
interface Month {
  readonly at: number
  /** Months since year 0. */
  readonly month: number
}

const MONTH_TEXT = /^\s*(?:\p{L}{3,}\.?(?:\s+de)?\s+\d{4}|\d{4}\s+\p{L}{3,}|\d{1,2}\s*\/\s*\d{4})\s*$/u

const countOf = ({ year, month }: ReadDate): number => year * 12 + month - 1

const monthsOn = (page: Page, today: Date): readonly Month[] =>
  page.nodes.flatMap(({ at, label, node }) => {
    const text = node.text ?? label
    if (text.length > 30 || !MONTH_TEXT.test(text)) return []
    const read = readDate(text, { today, ...(page.snapshot.lang ? { language: page.snapshot.lang } : {}) })
    return read?.certain.has('month') && read.certain.has('year') && !read.certain.has('day')
      ? [{ at, month: countOf(read) }]
      : []
  })

const isDay = ({ node, plain }: PageNode): boolean =>
  node.interactive && /^(?:gridcell|button|cell|generic|option|link)$/.test(node.role) && /\b\d{1,2}\b/.test(plain)

/** The day that a cell stands for: by its own full name, else its number under the month that is shown before it. */
const dayOf = ({ at, label, node }: PageNode, months: readonly Month[], today: Date): string | undefined => {
  const named = [label, node.description ?? '']
    .map(text => (/\d{4}|\p{L}{3}/u.test(text) ? readDate(text, { today }) : undefined))
    .find(read => read?.certain.has('day') && read.certain.has('month'))
  if (named) return named.certain.has('year') ? toIsoDay(named) : undefined
  const month = months.filter(other => other.at < at).at(-1)
  const number = /^\d{1,2}$/.exec(label.trim())?.[0]
  if (!month || !number) return undefined
  const date = new Date(Date.UTC(Math.floor(month.month / 12), month.month % 12, Number(number)))
  return date.toISOString().slice(0, 10)
}

const scored = (at: number, score: number): Scored => ({
  at,
  score,
  features: {},
  unaccounted: [],
  isExact: false,
  own: 1,
  isNamed: true,
})

const FOUND = 1.2
const TURN = 1.1

/** Presses the day of a calendar that is open, or turns it towards the month. Nothing where none is open. */
export const calendarCandidates = (context: Context, text: string): readonly Candidate[] => {
  const { page, reading } = context
  const wanted = readDate(text, reading)
  if (!wanted?.certain.has('day') || !wanted.certain.has('month')) return []
  const months = monthsOn(page, reading.today)
  const days = page.operable.map(at => page.nodes[at] as PageNode).filter(isDay)
  if (days.length < 20) return []
  const iso = toIsoDay(wanted)
  const found = days.filter(day => dayOf(day, months, reading.today) === iso && day.node.state.disabled !== true)
  const inMonth =
    found.length > 1
      ? found.filter(({ extra }) => !extra.some(({ word }) => /^(?:outside|other|old|muted|adjacent|off)$/.test(word)))
      : found
  if (inMonth.length > 0)
    return inMonth.map(({ at }) => candidateFor(page, scored(at, FOUND), { actions: [actionOn(page, at, 'click')] }))
  return turn(context, months, countOf(wanted))
}

const turn = ({ page }: Context, months: readonly Month[], wanted: number): readonly Candidate[] => {
  const [first] = months
  const last = months.at(-1)
  if (!first || !last || (wanted >= first.month && wanted <= last.month)) return []
  const concept = wanted > last.month ? 'next' : 'previous'
  const buttons = page.operable
    .map(at => page.nodes[at] as PageNode)
    .filter(
      ({ node, words, extra }) =>
        node.role === 'button' &&
        node.state.disabled !== true &&
        [...words, ...extra].some(({ concepts }) => concepts.includes(concept)),
    )
  const near = (at: number): number => Math.min(...months.map(month => Math.abs(month.at - at)))
  const ranked = buttons.sort((one, other) => monthness(other) - monthness(one) || near(one.at) - near(other.at))
  return ranked
    .slice(0, 1)
    .map(({ at }) => candidateFor(page, scored(at, TURN), { actions: [actionOn(page, at, 'click')] }))
}

const monthness = ({ words, extra }: PageNode): number => {
  const own = [...words, ...extra]
  return own.some(({ concepts }) => concepts.includes('month')) ? 1 : own.some(({ word }) => word === 'year') ? -1 : 0
}
