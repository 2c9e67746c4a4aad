import { type FieldState, readFields } from './field-states.ts'
import { collapse } from './names.ts'
import { allRoots, elementOf, numberOf } from './registry.ts'
import { roleOf } from './roles.ts'
import { focusedElement } from './state.ts'
import type { Change, WatchReport } from './wire.ts'

/**
 * Tells what an action itself changed from what the page does anyway. The rule of causality: a change made while one of
 * the page's own listeners handles our trusted event is the action's (`direct`); a change made later is only a candidate
 * (`late`), and not even that where the same place was already changing by itself before.
 */
interface Window {
  readonly fields: Map<Element, FieldState>
  readonly url: string
  readonly focused: Element | null
  readonly direct: Map<Node, string>
  readonly late: Map<Node, string>
  readonly tasks: [number, number][]
  scrolled: boolean
}

/** Places that changed outside any action, and when they last did. */
const restless = new WeakMap<Node, { times: number; last: number }>()
const RESTLESS_MS = 15_000

let current: Window | undefined
let endedAt = Number.NEGATIVE_INFINITY
let inTask = false
let wake: (() => void) | undefined

const EVENTS =
  `pointerdown mousedown pointerup mouseup click dblclick contextmenu auxclick keydown keypress keyup beforeinput input
  change submit reset dragstart drag dragenter dragover dragleave drop dragend wheel mouseover mouseenter mousemove pointermove focusin
  focusout copy select toggle close cancel invalid`.split(/\s+/)

const observed = new WeakSet<Node>()
const observer = new MutationObserver(records => sort(records))

/** Attributes that say nothing to a user. */
const SILENT = /^(data-focus|data-hover|data-active|tabindex|aria-activedescendant|nonce)/

const placeOf = (record: MutationRecord): Node =>
  record.type === 'characterData' ? (record.target.parentNode ?? record.target) : record.target

function wordsFor(record: MutationRecord): string {
  if (record.type === 'attributes') return `${record.attributeName}`
  if (record.type === 'characterData') return 'text'
  return record.addedNodes.length > 0 ? (record.removedNodes.length > 0 ? 'replaced' : 'added') : 'removed'
}

const isTelling = (record: MutationRecord): boolean =>
  record.type !== 'attributes' ||
  (!SILENT.test(record.attributeName ?? '') &&
    record.oldValue !== (record.target as Element).getAttribute(record.attributeName ?? ''))

function sort(records: readonly MutationRecord[]): void {
  const now = performance.now()
  for (const record of records) {
    const place = placeOf(record)
    if (current && inTask) {
      if (isTelling(record)) current.direct.set(place, wordsFor(record))
    } else if (current) {
      if (isTelling(record) && !isRestless(place, now)) current.late.set(place, wordsFor(record))
    } else if (now - endedAt > 1000 || restless.has(place)) note(place, now)
  }
  if (records.length > 0) wake?.()
}

function note(place: Node, now: number): void {
  const before = restless.get(place)
  if (!before || now - before.last > 20) restless.set(place, { times: (before?.times ?? 0) + 1, last: now })
}

/** Whether a place, or one that holds it, has been changing by itself of late. */
function isRestless(place: Node, now: number): boolean {
  for (let at: Node | null = place; at && at !== document.body; at = at.parentNode) {
    const known = restless.get(at)
    if (known && known.times >= 2 && now - known.last < RESTLESS_MS) return true
  }
  return false
}

function begins(event: Event): void {
  if (!current || !event.isTrusted) return
  if (!inTask) {
    sort(observer.takeRecords())
    inTask = true
    const task: [number, number] = [performance.timeOrigin + performance.now(), Number.POSITIVE_INFINITY]
    current.tasks.push(task)
    void scheduler.postTask(() => ends(task), { priority: 'user-blocking' })
  }
}

function ends(task: [number, number]): void {
  sort(observer.takeRecords())
  inTask = false
  task[1] = performance.timeOrigin + performance.now()
  wake?.()
}

for (const type of EVENTS) addEventListener(type, begins, { capture: true, passive: true })
addEventListener('scroll', () => scrolled(), { capture: true, passive: true })

function scrolled(): void {
  if (!current) return
  current.scrolled = true
  wake?.()
}

/** Observes roots that are not yet observed. Cheap when there are none. */
export function observeRoots(): void {
  for (const root of allRoots()) {
    if (observed.has(root)) continue
    observed.add(root)
    observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
      attributeOldValue: true,
    })
  }
}

/** Opens the window of an action: from now on changes are weighed. */
export function beginWatch(): void {
  observeRoots()
  sort(observer.takeRecords())
  current = {
    fields: readFields(),
    url: location.href,
    focused: focusedElement(),
    direct: new Map(),
    late: new Map(),
    tasks: [],
    scrolled: false,
  }
}

const MAX_CHANGES = 12

function changesIn(places: Map<Node, string>): Change[] {
  return [...places].slice(0, MAX_CHANGES).map(([place, words]) => {
    const el = place instanceof Element ? place : place.parentElement
    const connected = el?.isConnected ? el : undefined
    return {
      ...(connected && { id: numberOf(connected) }),
      what: words,
      where: connected ? `${roleOf(connected)} ${collapse(connected.textContent ?? '', 60)}`.trim() : 'the page',
    }
  })
}

/** What has changed since the window opened. */
function report(): WatchReport | undefined {
  if (!current) return undefined
  sort(observer.takeRecords())
  const focused = focusedElement()
  return {
    url: location.href,
    urlChanged: location.href !== current.url,
    direct: changesIn(current.direct),
    late: changesIn(current.late),
    fields: compareFields(current.fields),
    scrolled: current.scrolled,
    focus: focused !== current.focused && focused ? numberOf(focused) : 0,
    tasks: current.tasks.map(([from, to]) => [
      from,
      to === Number.POSITIVE_INFINITY ? performance.timeOrigin + performance.now() : to,
    ]),
  }
}

function compareFields(before: Map<Element, FieldState>): WatchReport['fields'] {
  const changed: WatchReport['fields'][number][] = []
  for (const [el, now] of readFields()) {
    const then = before.get(el)
    if (then === undefined || then.state === now.state) continue
    changed.push({ id: numberOf(el), kind: now.kind, from: then.shown, to: now.shown })
  }
  return changed
}

const hasProof = (now: WatchReport): boolean =>
  now.direct.length > 0 || now.late.length > 0 || now.fields.length > 0 || now.urlChanged || now.scrolled

/**
 * Waits until the window shows a change, at most `ms`, and for the frame after; then reports. The window stays open.
 * @param ms how long a late change is worth waiting for; 0 for what is there now
 */
export async function watchUntil(ms: number): Promise<WatchReport | null> {
  const endsAt = performance.now() + ms
  await nextFrame()
  for (;;) {
    const now = report()
    if (!now) return null
    const left = endsAt - performance.now()
    if (hasProof(now) || left <= 0) return now
    await woken(left)
  }
}

const nextFrame = (): Promise<void> => new Promise(done => requestAnimationFrame(() => setTimeout(done)))

function woken(ms: number): Promise<void> {
  return new Promise(done => {
    const timer = setTimeout(finish, ms)
    function finish() {
      clearTimeout(timer)
      wake = undefined
      done()
    }
    wake = finish
  })
}

/** Closes the window and gives its last report. */
export function endWatch(): WatchReport | null {
  const last = report() ?? null
  current = undefined
  endedAt = performance.now()
  return last
}

/** Waits until an element of this number has gone or `ms` have passed; true when it has gone. */
export const isGone = (number: number): boolean => elementOf(number) === undefined
