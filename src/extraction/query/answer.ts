import { likeness, wordsOf } from '../../language/words.ts'
import type { Answer } from '../answer/result.ts'
import type { Cell } from '../page/record-set.ts'
import { toEnglish } from '../page/translations.ts'
import { mentions, SAME_WORD } from './binding.ts'
import { type Bound, bind, isIn, isMany, isSpoken, nounAt, nounOf, type Setting } from './bound.ts'
import { computed, count, decide, flags, isMark, total, value } from './computed.ts'
import { narrow } from './evaluate.ts'
import type { Query } from './query.ts'
import { FACT } from './relations.ts'
import { answersTo, isMeasured, isSaid, measuredIn, scoreOf, unboundIn } from './score.ts'
import { arrange, nearColumn, selected } from './selection.ts'

/** What a relation of the page answers, and how plainly the page says it. */
export interface Candidate {
  readonly answer: Answer
  readonly score: number
  readonly isSure: boolean
}

/** How many words of the label of a fact were not said. */
const extraWords = ({ setting: { relation }, query: { said } }: Bound, row: number): number => {
  const label = wordsOf(relation.set.rows[row]?.[FACT.label]?.text ?? '').filter(({ isStop }) => !isStop)
  return label.filter(word => !said.some(one => likeness(one, word) >= SAME_WORD)).length
}

/** What a fact loses that is only inferred. */
const DISTRUST = 0.2
const EXTRA_WORD = 0.06
const FEW_EXTRA = 3
/** A cell of more words says many things. */
const PROSE = 12
/** Least trust in a fact whose name is the answer. */
const NAMES = 0.6

/** What a relation answers to a query; undefined where a telling word is about nothing in it. */
export const answerFrom = (query: Query, setting: Setting): Candidate | undefined => {
  const bound = bind(query, setting)
  const { relation } = setting
  const isFacts = setting.kind === 'facts'
  const { set } = relation
  const narrowed = narrow(query, relation, {
    values: bound.values,
    near: comparison => nearColumn(bound, comparison),
    isSingle: isFacts,
  })
  if (!narrowed) return undefined
  const flagged = query.ask === 'whether' || isFacts ? undefined : flags(bound)
  const isAsking =
    bound.values.length > 0 ||
    query.comparisons.length > 0 ||
    query.dates.length > 0 ||
    query.isAvailable !== undefined ||
    query.order !== undefined ||
    query.aggregate !== undefined ||
    flagged !== undefined
  if (!isAsking && setting.kind !== 'options') return undefined
  if (
    isFacts &&
    !bound.values.some(({ columns }) => [FACT.label, FACT.value, FACT.english].some(column => columns.has(column)))
  )
    return undefined
  const isWorkedOut = (['order', 'nth', 'aggregate'] as const).some(
    role => query.said.some(one => one.role === role) && !isSpoken(bound, role),
  )
  if (isFacts && (isWorkedOut || query.denied.length > 0)) return undefined
  if (setting.kind === 'options') return options(bound)
  if (query.ask === 'whether') {
    const answer = unboundIn(bound, '').length === 0 ? decide(bound, narrowed.rows) : undefined
    return answer === undefined ? undefined : { answer: computed(answer), score: scoreOf(bound, 0), isSure: true }
  }
  const rows = arrange(bound, flagged ? narrowed.rows.filter(row => flagged.rows.has(row)) : narrowed.rows)
  if (!rows || rows.length === 0) return undefined
  const aggregate = query.aggregate !== undefined && !isSpoken(bound, 'aggregate') ? query.aggregate : undefined
  if (query.ask === 'how_many' || aggregate) {
    const answer = isFacts ? undefined : aggregate && query.ask !== 'how_many' ? total(bound, rows) : count(bound, rows)
    if (!isFacts)
      return answer && unboundIn(bound, '0').length === 0
        ? { answer, score: scoreOf(bound, 0.02), isSure: true }
        : undefined
  }
  const [column, second] = selected(bound, flagged ? new Set([...narrowed.spent, ...flagged.columns]) : narrowed.spent)
  if (column === undefined || second !== undefined) return undefined
  const cells = rows.flatMap(row => {
    const cell = set.rows[row]?.[column]
    return cell && cell.text !== '' && !isMark(cell.text) && answersTo(bound, cell.text)
      ? [{ row, cell: measuredIn(query, cell) }]
      : []
  })
  const used = new Set(bound.values.flatMap(value => [...value.columns]))
  if (
    used.has(column) &&
    (isIn(bound.values, nounAt(query)) ||
      (isFacts && column === FACT.value) ||
      cells.some(({ cell }) => wordsOf(cell.text).length > PROSE))
  )
    return undefined
  if (cells.every(({ cell }) => isEcho(query, cell.text))) return undefined
  if (!isFacts && cells.some(({ cell, row }) => isLabelled(bound, cell.text, row))) return undefined
  return isFacts ? bestFact(bound, cells) : listed(bound, { cells, column })
}

/** What can be chosen, where the choice itself is asked for: "which languages can be chosen". */
const options = (bound: Bound): Candidate | undefined => {
  const {
    query,
    setting: {
      relation: { set },
    },
  } = bound
  if (query.ask !== 'which' && query.ask !== 'list') return undefined
  const name = set.labels[0] ?? ''
  const isNamed = query.said.every(
    (one, at) => one.role !== 'open' || mentions(`${name} ${toEnglish(name)}`, one) || bound.columns.has(at),
  )
  if (!isNamed || !query.said.some(({ role }) => role === 'open')) return undefined
  const isChoice = isMany(query) || query.language !== 'en'
  return isChoice && query.isOn === undefined
    ? {
        answer: { kind: 'records', fields: [{ key: name, name }], rows: set.rows, isList: true },
        score: scoreOf(bound, 0.1),
        isSure: true,
      }
    : undefined
}

/** Whether a text only repeats words of the question. */
export const isEcho = ({ said }: Query, text: string): boolean =>
  wordsOf(text).every(word => word.isStop || said.some(one => one.role !== 'field' && likeness(one, word) >= SAME_WORD))

/** "Mileage 48,200": what is asked for stands before the value. */
const isLabelled = ({ query, values, setting: { relation } }: Bound, text: string, row: number): boolean => {
  const noun = isIn(values, nounAt(query))
  return (
    noun?.isPlain === true &&
    [...noun.columns].some(column => {
      const label = relation.set.rows[row]?.[column]?.text ?? ''
      return label !== '' && text !== label && text.startsWith(label)
    })
  )
}

interface Row {
  readonly row: number
  readonly cell: Cell
}

const trustOf = ({ setting: { trust } }: Bound, row: number): number => trust[row] ?? 1

const bestFact = (bound: Bound, cells: readonly Row[]): Candidate | undefined => {
  const {
    query,
    setting: {
      relation: { set },
    },
  } = bound
  const fit = cells
    .filter(({ row, cell }) => cell !== set.rows[row]?.[FACT.label] || trustOf(bound, row) >= NAMES)
    .filter(
      ({ row, cell }) => query.ask !== 'how' || isMeasured(query, set.rows[row]?.[FACT.label]?.text ?? '', cell.text),
    )
    .filter(({ cell }) => unboundIn(bound, cell.text).length === 0)
    .map(one => ({ ...one, extra: extraWords(bound, one.row) }))
    .filter(({ extra }) => extra <= FEW_EXTRA)
    .sort((a, b) => a.extra - b.extra || trustOf(bound, b.row) - trustOf(bound, a.row))
  const [best] = fit
  if (!best) return undefined
  if (isMany(bound.query) && /[,;]/.test(best.cell.text)) return named(bound, best)
  const isOne = fit.every(
    ({ extra, cell, row }) =>
      extra > best.extra || trustOf(bound, row) < trustOf(bound, best.row) || cell.text === best.cell.text,
  )
  const plural = isMany(bound.query) ? 0.3 : 0
  return {
    answer: value(best.cell),
    score: scoreOf(bound, 0.02 - best.extra * EXTRA_WORD - plural - (1 - trustOf(bound, best.row)) * DISTRUST),
    isSure: isOne && isSaid(bound),
  }
}

/** One text that names several things, where several are asked for. */
const named = (bound: Bound, { cell, row }: Row): Candidate => {
  const name = nounOf(bound.query)
  const rows = cell.text.split(/\s*[,;]\s*/).flatMap(text => (text === '' ? [] : [[{ text }]]))
  const score = scoreOf(bound, 0.02 - (1 - trustOf(bound, row)) * DISTRUST)
  return {
    answer: { kind: 'records', fields: [{ key: name, name }], rows, isList: true },
    score,
    isSure: isSaid(bound),
  }
}

/** Whether a column is what the rows are called: no two things have one name. */
const isThing = ({ query, columns }: Bound, column: number): boolean => columns.get(nounAt(query)) !== column

const listed = (bound: Bound, { cells, column }: { cells: readonly Row[]; column: number }): Candidate | undefined => {
  const { query, setting } = bound
  if (cells.length === 0 || unboundIn(bound, cells[0]?.cell.text ?? '').length > 0) return undefined
  const texts = new Set(cells.map(({ cell }) => cell.text))
  const mayBeMany = query.ask === 'which' || query.ask === 'list' || query.ask === 'none'
  const score = scoreOf(
    bound,
    setting.relation.set.source === 'table' || setting.relation.set.columns[column]?.hint === 'title' ? 0.06 : 0.03,
  )
  const [first] = cells
  if (first && (texts.size === 1 || cells.length === 1) && !isMany(query))
    return { answer: value(first.cell), score, isSure: isSaid(bound) }
  const isNarrowed = query.comparisons.length > 0 || query.order !== undefined
  const isOneThing = query.ask === 'which' && query.language === 'en' && !isMany(query)
  const isOneAsked = isOneThing && query.measures.length > 0 && !isNarrowed
  if (!mayBeMany || isOneAsked) return undefined
  if (texts.size < cells.length && isThing(bound, column)) return undefined
  const name = setting.relation.set.columns[column]?.names[0] ?? nounOf(query)
  const rows = cells.map(({ cell }) => [cell])
  return {
    answer: { kind: 'records', fields: [{ key: name, name }], rows, isList: true },
    score,
    // several, where one was asked for
    isSure: isSaid(bound) && !isOneThing,
  }
}
