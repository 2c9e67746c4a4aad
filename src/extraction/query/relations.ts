import type { Fact } from '../page/facts.ts'
import type { Page } from '../page/page.ts'
import type { Cell, Column, RecordSet } from '../page/record-set.ts'
import { isPeripheral } from '../page/scope.ts'
import { wordsIn } from '../page/text.ts'
import { toEnglish } from '../page/translations.ts'
import { kindOfAll } from '../page/values.ts'

/** Columns of the relation of facts. */
export const FACT = { label: 0, value: 1, above: 2, english: 3 } as const

/** Facts as rows, and how plainly the page says each. */
export interface FactRelation {
  readonly set: RecordSet
  readonly trust: readonly number[]
}

/** A longer value that is only inferred is prose. */
const MOST_WORDS = 14
const PLAIN = 0.8

const cell = (text: string): Cell | null => (text === '' ? null : { text })

/** A label of another language in English. */
const english = (label: string): Cell | null => (toEnglish(label) === label ? null : { text: toEnglish(label) })

/** What the page says as label and value, as one relation: a row for each, with what it stands under. */
export const relationOfFacts = (facts: readonly Fact[], page: Page): FactRelation | undefined => {
  const shown = facts.filter(
    fact =>
      !isPeripheral(fact.element) &&
      !fact.cell.text.includes('\n') &&
      (fact.trust >= PLAIN || wordsIn(fact.cell.text).length <= MOST_WORDS),
  )
  if (shown.length === 0) return undefined
  const column = (name: string): Column => ({ names: name === '' ? [] : [name], kind: 'text' })
  const set: RecordSet = {
    labels: [],
    source: 'data',
    columns: [column(''), column(''), column(''), column('')],
    rows: shown.map(fact => [cell(fact.label), fact.cell, cell(fact.labels[0] ?? ''), english(fact.label)]),
    texts: shown.map(fact => `${fact.label} ${fact.cell.text}`),
    element: page.body,
    items: shown.map(({ element }) => element),
    hasHeader: false,
  }
  return { set, trust: shown.map(({ trust }) => trust) }
}

const MOST_TURNED = 40

/** A table whose first column names its rows, the other way round: "Storage" of "Nest", "Coop" and "Farm". */
export const turned = (set: RecordSet): RecordSet[] => {
  if (set.source !== 'table' || !set.hasHeader || set.columns.length < 3 || set.rows.length > MOST_TURNED) return []
  const names = set.rows.map(row => row[0]?.text ?? '')
  if (names.some(name => name === '') || new Set(names).size < names.length) return []
  const across = set.columns.slice(1)
  const rows = across.map(({ names: [name = ''] }, i) => [cell(name), ...set.rows.map(row => row[i + 1] ?? null)])
  const columns: Column[] = [
    { names: [], kind: 'text', hint: 'title' },
    ...names.map((name, i) => ({
      names: [name],
      kind: kindOfAll(rows.map(row => row[i + 1]?.text ?? '')),
      isLabelled: true,
    })),
  ]
  const texts = rows.map(row => row.map(one => one?.text ?? '').join(' '))
  return [{ ...set, columns, rows, texts, items: rows.map(() => set.element), labels: [...set.labels] }]
}
