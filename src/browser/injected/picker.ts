import { clickableIn, dayCells, type NumberCell } from './calendar-cells.ts'
import { monthsOf } from './calendar-months.ts'
import { attributeOf, boxOf } from './dom.ts'
import { readTime } from './moments.ts'
import { collapse, nameOf } from './names.ts'
import { allRoots, containsFlat, elementOf, flatParent, numberOf } from './registry.ts'
import { roleOf } from './roles.ts'
import { isDisabled } from './state.ts'

/*
 * What a field opens to have a day or a time picked: read by what it shows (numbers in a row from 1 to the length of a month, the
 * month's name over them, hours and minutes), not by how a library marks it.
 */

/** A month of a calendar that shows. */
export interface MonthView {
  readonly year: number
  readonly month: number
  readonly days: readonly { readonly id: number; readonly disabled: boolean }[]
}

/** Something over a calendar that turns it, as far as it tells which way. */
export interface Turn {
  readonly id: number
  readonly way: 'next' | 'previous'
}

/** An entry that is pressed for a time: what it says, and the time where it says a whole one. */
export interface TimeEntry {
  readonly id: number
  readonly text: string
}

export interface PickerView {
  readonly months: readonly MonthView[]
  readonly turns: readonly Turn[]
  /** Lists and fields over a calendar: of months, of years. */
  readonly monthList: number
  readonly yearField: number
  /** Entries of a list of times: "14:30". */
  readonly times: readonly TimeEntry[]
  /** Lists of numbers side by side: hours, minutes. */
  readonly columns: readonly (readonly TimeEntry[])[]
  /** Number fields side by side: hours, minutes. */
  readonly fields: readonly number[]
  /** What says AM or PM. */
  readonly halves: readonly TimeEntry[]
  /** What takes over what was picked: OK, Apply; 0 for none. */
  readonly done: number
}

let shownBefore = new WeakSet<Element>()

const isShown = (el: Element): boolean => Element.prototype.checkVisibility.call(el, SHOWN)
const SHOWN = { visibilityProperty: true, opacityProperty: true }

function* everything(): Generator<Element> {
  for (const root of allRoots()) yield* root.querySelectorAll('*')
}

/** Notes what shows before a field is operated: what shows then and did not before is what it has opened. */
export function notePopups(number: number): void {
  shownBefore = new WeakSet()
  const field = elementOf(number)
  const own = field ? openedBy(field) : []
  for (const el of everything()) if (isShown(el) && !own.some(box => containsFlat(box, el))) shownBefore.add(el)
}

/** What a field says that it has opened. */
function openedBy(field: Element): Element[] {
  const ids = ['aria-controls', 'aria-owns'].flatMap(name => (attributeOf(field, name) ?? '').split(/\s+/))
  const root = field.getRootNode() as Document | ShadowRoot
  return ids.flatMap(id => (id ? (root.getElementById(id) ?? []) : [])).filter(isShown)
}

const MIN_SIDE = 10

/** The boxes that a field has opened, outermost. */
function openBoxes(field: Element): Element[] {
  const boxes: Element[] = []
  for (const el of everything()) {
    if (shownBefore.has(el) || containsFlat(el, field) || !isShown(el)) continue
    const { width, height } = boxOf(el)
    if (width < MIN_SIDE || height < MIN_SIDE || boxes.some(box => containsFlat(box, el))) continue
    boxes.push(el)
  }
  return boxes
}

/** The picker that a field has opened since `notePopups`; null where it has opened nothing that a day or time could be picked in. */
export function pickerView(number: number): PickerView | null {
  const field = elementOf(number)
  if (!field) return null
  const boxes = openBoxes(field)
  if (boxes.length === 0) return null
  const langs = [document.documentElement.lang, navigator.language].filter(Boolean)
  const months = boxes.flatMap(box => monthsOf(box, dayCells(box), langs))
  const inMonths = (el: Element): boolean => months.some(({ grid }) => containsFlat(grid, el))
  const outside = boxes.flatMap(box => clickableIn(box)).filter(el => !inMonths(el))
  const lists = boxes.flatMap(box => [...box.querySelectorAll('select')]).filter(isShown)
  const view: PickerView = {
    months: months.map(({ year, month, cells }) => ({
      year,
      month,
      days: cells.map(({ el }) => ({ id: numberOf(el), disabled: isOff(el) })),
    })),
    turns: months[0] ? turnsOver(months[0].grid, outside) : [],
    monthList: numberIn(lists.find(list => list.options.length === 12)),
    yearField: numberIn(yearField(boxes, lists)),
    ...(months.length > 0 ? { times: [], columns: [] } : listsOfTimes(boxes)),
    fields: timeFields(boxes).map(numberOf),
    halves: halvesIn(boxes),
    done: numberIn(outside.find(el => DONE.test(said(el)))),
  }
  const isPicker = view.months.length + view.times.length + view.columns.length + view.fields.length > 0
  return isPicker ? view : null
}

const numberIn = (el: Element | undefined): number => (el ? numberOf(el) : 0)
const said = (el: Element): string => collapse(nameOf(el, roleOf(el)) || (el.textContent ?? ''), 60)
const DONE =
  /^(ok|okay|apply|done|set|select|confirm|choose|übernehmen|fertig|valider|appliquer|aceptar|aplicar|确定|確定)$/i

const isOff = (el: Element): boolean => isDisabled(el) || el.closest('[disabled]') !== null

const isYear = (text: string): boolean => /^(19|20)\d\d$/.test(text.trim())

const yearField = (boxes: readonly Element[], lists: readonly HTMLSelectElement[]): Element | undefined =>
  lists.find(list => isYear(list.value) || isYear(list.selectedOptions[0]?.text ?? '')) ??
  boxes
    .flatMap(box => [...box.querySelectorAll('input')])
    .find(input => isShown(input) && isYear(input.value) && !input.readOnly)

/** Number fields for hours and minutes; a year's is none. */
const timeFields = (boxes: readonly Element[]): HTMLInputElement[] =>
  boxes
    .flatMap(box => [...box.querySelectorAll('input')])
    .filter(input => isShown(input) && !input.readOnly && /^\d{1,2}$/.test(input.value))
    .slice(0, 3)

/** What, in the opened boxes, says one half of the day. */
const halvesIn = (boxes: readonly Element[]): TimeEntry[] =>
  boxes
    .flatMap(box => [...box.querySelectorAll('*')])
    .filter(el => el.childElementCount === 0 && /^[ap]\.?m\.?$/i.test((el.textContent ?? '').trim()) && isShown(el))
    .map(el => ({ id: numberOf(el), text: collapse(el.textContent ?? '') }))

const NEXT = /next|forward|after|right|›|»|→|❯|>|weiter|nächst|suivant|siguiente|próxim|successiv|volgend/i
const PREVIOUS = /prev|back|before|left|‹|«|←|❮|<|zurück|vorig|précéd|anterior|precedent|vorige/i
const YEARLY = /year|jahr|année|año|ano\b|anno|»|«/i

/** What turns a calendar: small things over it or beside its title; those that say which way first, then by where they stand. */
function turnsOver(grid: Element, candidates: readonly Element[]): Turn[] {
  const area = boxOf(grid)
  const middle = area.left + area.width / 2
  const rated = candidates.flatMap(el => {
    const box = boxOf(el)
    if (box.width > 80 || box.height > 80 || box.top > area.top + area.height) return []
    const words = `${said(el)} ${attributeOf(el, 'aria-label') ?? ''} ${attributeOf(el, 'title') ?? ''} ${attributeOf(el, 'class') ?? ''}`
    if (/[\p{L}]{3}.*\d{4}|^\d{4}$/u.test(said(el))) return []
    const [isNext, isPrevious] = [NEXT.test(words), PREVIOUS.test(words)]
    const way =
      isNext === isPrevious ? (box.left + box.width / 2 > middle ? 'next' : 'previous') : isNext ? 'next' : 'previous'
    const score = (isNext === isPrevious ? 0 : 2) - (YEARLY.test(words) ? 3 : 0) - (isOff(el) ? 9 : 0)
    return [{ id: numberOf(el), way, score } as const]
  })
  return rated.toSorted((a, b) => b.score - a.score).map(({ id, way }) => ({ id, way }))
}

const MIN_ENTRIES = 3

/** A list of times, or lists of numbers side by side. */
function listsOfTimes(boxes: readonly Element[]): Pick<PickerView, 'times' | 'columns'> {
  const entries = boxes
    .flatMap(box => [...box.querySelectorAll('*')])
    .filter(el => el.childElementCount === 0 && /^\d{1,2}(\D|$)/.test((el.textContent ?? '').trim()) && isShown(el))
  const times = entries.filter(el => readTime(el.textContent ?? '') !== undefined)
  if (times.length >= MIN_ENTRIES) return { times: times.map(toEntry), columns: [] }
  const numbers: NumberCell[] = entries.flatMap(el => {
    const text = (el.textContent ?? '').trim()
    return /^\d{1,2}$/.test(text) ? [{ el, day: Number(text) }] : []
  })
  const byList = Map.groupBy(numbers, ({ el }) => listAround(el))
  const columns = [...byList.values()].filter(list => list.length >= MIN_ENTRIES)
  return { times: [], columns: columns.map(list => list.map(({ el }) => toEntry(el))) }
}

const toEntry = (el: Element): TimeEntry => ({ id: numberOf(el), text: collapse(el.textContent ?? '') })

/** The box that holds an entry and others like it. */
function listAround(el: Element): Element {
  let at: Element = el
  for (let up = flatParent(el); up; at = up, up = flatParent(up)) if (up.childElementCount >= MIN_ENTRIES) return up
  return at
}
