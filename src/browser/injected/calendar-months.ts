import type { NumberCell } from './calendar-cells.ts'
import { attributeOf } from './dom.ts'
import { type Day, daysIn, readMoments, readMonths } from './moments.ts'
import { containsFlat, flatParent } from './registry.ts'

/** A month that shows: what holds its days, and the cell of each. */
export interface Month extends Pick<Day, 'year' | 'month'> {
  readonly grid: Element
  readonly cells: readonly NumberCell[]
}

const SHORTEST = 28

/** Runs of cells from 1 to at least 28: what other months show before and after, and numbers of weeks, are no part of them. */
function runsIn(cells: readonly NumberCell[]): NumberCell[][] {
  const runs: NumberCell[][] = []
  let run: NumberCell[] = []
  const close = () => {
    if (run.length >= SHORTEST) runs.push(run)
  }
  for (const cell of cells) {
    if (cell.day === 1) {
      close()
      run = [cell]
    } else if (run.length > 0 && cell.day === run.length + 1 && cell.day <= 31) run.push(cell)
    else if (run.length > 1 && cell.day === run.length && cell !== run.at(-1)) run[run.length - 1] = cell // it stood after the number of its week
  }
  close()
  return runs
}

/** The innermost element that holds all of a run. */
function gridOf(run: readonly NumberCell[]): Element | undefined {
  let at: Element | null | undefined = run[0]?.el
  const last = run.at(-1)?.el
  while (at && last && !containsFlat(at, last)) at = flatParent(at)
  return at ?? undefined
}

/** What a box says before an element in it, the choice of a list and what stands in a field among it. */
function textBefore(box: Element, el: Element): string {
  const parts: string[] = []
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  for (let node = walker.nextNode(); node && node !== el; node = walker.nextNode()) {
    if (node instanceof HTMLSelectElement) parts.push(node.selectedOptions[0]?.text ?? '')
    else if (node instanceof HTMLInputElement) parts.push(node.value)
    else if (node instanceof Text && !node.parentElement?.closest('option, script, style')) parts.push(node.data)
  }
  return parts.join(' ').replace(/\s+/g, ' ')
}

type Written = Pick<Day, 'year' | 'month'>

/** The month that stands over a grid: in the nearest box that names one before it; in one over several grids by its place. */
function monthOver(
  grid: Element,
  grids: readonly Element[],
  box: Element,
  langs: readonly string[],
): Written | undefined {
  for (let at: Element | null = grid; at; at = flatParent(at)) {
    const holder = at
    const inside = grids.filter(other => containsFlat(holder, other))
    const found = readMonths(textBefore(holder, inside[0] ?? grid), langs)
    if (found.length > 0) return found.length === inside.length ? found[inside.indexOf(grid)] : found.at(-1)
    if (at === box) return undefined
  }
  return undefined
}

const LABELS = ['aria-label', 'title', 'data-date', 'data-day', 'data-value', 'datetime']

/** The month that a cell itself says to be of. */
function monthSaid({ el }: NumberCell, langs: readonly string[]): Written | undefined {
  for (let at: Element | null = el, up = 0; at && up < 3; at = flatParent(at), up += 1)
    for (const name of LABELS) {
      const text = attributeOf(at, name)?.replace(/^\p{L}+,\s*(?=\p{L})/u, '')
      const day = text ? readMoments(text.slice(0, 60), langs)?.days[0] : undefined
      if (day) return day
    }
  return undefined
}

/** The months of calendars in a box, in order; those of which nothing says which they are, or says otherwise than their length, are left out. */
export function monthsOf(box: Element, cells: readonly NumberCell[], langs: readonly string[]): Month[] {
  const runs = runsIn(cells).flatMap(run => {
    const grid = gridOf(run)
    return grid ? [{ run, grid }] : []
  })
  const grids = runs.map(({ grid }) => grid)
  return runs.flatMap(({ run, grid }) => {
    const [first] = run
    const written = (first && monthSaid(first, langs)) ?? monthOver(grid, grids, box, langs)
    if (!written) return []
    const { year, month } = written
    return daysIn(year, month) === run.length ? [{ year, month, grid, cells: run }] : []
  })
}
