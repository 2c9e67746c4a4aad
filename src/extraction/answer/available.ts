import { factsOf } from '../page/facts.ts'
import type { Page } from '../page/page.ts'
import type { RecordSet } from '../page/record-set.ts'
import { isPeripheral } from '../page/scope.ts'
import { titleOf } from '../page/title.ts'

/** What a page has, for a caller whose question found nothing. */
export interface Available {
  readonly title: string
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[]; readonly rows: number }[]
  readonly lists: readonly { readonly name: string; readonly rows: number; readonly example: string }[]
  /** Labels of label–value pairs. */
  readonly fields: readonly string[]
}

const MOST = 8

export function availableOn(page: Page, sets: readonly RecordSet[]): Available {
  const tables = sets.filter(set => set.source === 'table')
  const lists = sets.filter(set => set.source !== 'table' && !isPeripheral(set.element))
  return {
    title: titleOf(page),
    tables: tables.slice(0, MOST).map(set => ({
      name: short(set.labels[0] ?? ''),
      columns: set.columns.map(column => column.names[0] ?? ''),
      rows: set.rows.length,
    })),
    lists: lists
      .slice(0, MOST)
      .map(set => ({ name: short(set.labels[0] ?? ''), rows: set.rows.length, example: short(set.texts[0] ?? '') })),
    fields: [
      ...new Set(
        factsOf(page)
          .filter(fact => fact.trust >= 0.8)
          .map(fact => short(fact.label)),
      ),
    ].slice(0, 30),
  }
}

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
