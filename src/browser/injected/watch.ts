import { readyState } from './dom.ts'
import { type FieldState, readFields } from './field-states.ts'
import { shutLatch, takeOffLatch, wasDiverted } from './latch.ts'
import { collapse } from './names.ts'
import { allRoots, documentId, numberOf } from './registry.ts'
import { roleOf } from './roles.ts'
import { noteChange } from './standing.ts'
import { focusedElement } from './state.ts'
import { netChange, type Trace, trace } from './trace.ts'
import type { Change, Stillness, WatchReport } from './wire.ts'

/**
 * Tells what an action itself changed from what the page does anyway. The rule of causality: a change made while one of
 * the page's own listeners handles our trusted event is the action's (`direct`); a change made later is only a candidate
 * (`late`), and not even that where the same place was already changing by itself before.
 */
interface Window {
  readonly fields: Map<Element, FieldState>
  readonly url: string
  readonly focused: Element | null
  readonly direct: Map<Node, Trace>
  readonly late: Map<Node, Trace>
  /** How often each place changed late, in moments of its own, and what it said at first. */
  readonly beats: Map<Node, Beat>
  readonly tasks: [number, number][]
  scrolled: boolean
}

interface Beat {
  times: number
  last: number
  readonly said: string
}

/** Nodes that scripts have put into the document outside what handles our events, and when. */
const brought = new WeakMap<Node, number>()
/** When the document was last read before the present window. */
let plannedAt = Number.NEGATIVE_INFINITY
let readAt = Number.NEGATIVE_INFINITY

/** Places that changed outside any action, and when they last did. */
const restless = new WeakMap<Node, { times: number; last: number }>()
const RESTLESS_MS = 15_000
const BEAT_MS = 12
/** How long a document must have been watched for its restless places to be known. */
const KNOWN_MS = 3_000
let watchedSince = Number.POSITIVE_INFINITY

let current: Window | undefined
let endedAt = Number.NEGATIVE_INFINITY
let inTask = false
/** When the document last changed in a place that does not change all the time. */
let changedAt = 0
let scrolledByItself = Number.NEGATIVE_INFINITY
/** Our events of the present window, or of the last one: held so that what the page made of them can be asked for. */
let handled: Event[] = []
const MAX_HANDLED = 60
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

const isTelling = (record: MutationRecord): boolean =>
  record.type !== 'attributes' || !SILENT.test(record.attributeName ?? '')

function sort(records: readonly MutationRecord[]): void {
  const now = performance.now()
  for (const record of records) {
    const place = placeOf(record)
    if (!(current && inTask)) for (const node of record.addedNodes) brought.set(node, now)
    if (current && inTask) {
      if (isTelling(record)) trace(current.direct, place, record)
    } else if (current) {
      if (isTelling(record) && !isRestless(place, now)) {
        trace(current.late, place, record)
        beat(current.beats, place, now)
      }
    } else if (now - endedAt > 1000 || restless.has(place)) note(place, now)
  }
  if (records.length === 0) return
  if (records.some(record => !isRestless(placeOf(record), now))) changedAt = now
  noteChange()
  wake?.()
}

function beat(beats: Map<Node, Beat>, place: Node, now: number): void {
  const known = beats.get(place)
  if (!known) beats.set(place, { times: 1, last: now, said: wordsOf(place) })
  else if (now - known.last > BEAT_MS) Object.assign(known, { times: known.times + 1, last: now })
}

/** Text of a place without what a clock or counter turns over. */
const wordsOf = (place: Node): string => (place.textContent ?? '').slice(0, 500).replace(/[\d\s.,:%+-]+/g, '')

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
  noteChange()
  if (!current) return
  if ((event.isTrusted || inTask) && handled.length < MAX_HANDLED) handled.push(event)
  if (!event.isTrusted) return
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
addEventListener('scroll', scrolled, { capture: true, passive: true })

function scrolled(): void {
  noteChange()
  const now = performance.now()
  if (current && now - scrolledByItself > RESTLESS_MS) {
    current.scrolled = true
    wake?.()
  } else if (!current && now - endedAt > 1000) scrolledByItself = now
}

/** To be told before each reading of the document: what is brought after it was not planned on. */
export function noteReading(): void {
  sort(observer.takeRecords())
  readAt = performance.now()
}

/** How long the document has stood still, in ms; and whether it is still coming, or has scripts that may bring more. */
export function stillness(): Stillness {
  sort(observer.takeRecords())
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const since = Math.max(changedAt, entry?.loadEventEnd ?? 0)
  return {
    ms: performance.now() - since,
    isLoading: readyState() !== 'complete',
    hasScripts: document.getElementsByTagName('script').length > 0,
  }
}

/** Observes roots that are not yet observed. Cheap when there are none. */
export function observeRoots(): void {
  for (const root of allRoots()) {
    if (observed.has(root)) continue
    observed.add(root)
    watchedSince = Math.min(watchedSince, performance.now())
    observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
      attributeOldValue: true,
      characterDataOldValue: true,
    })
  }
}

/**
 * Opens the window of an action: from now on changes are weighed.
 * @param judged whether only what reached.ts was asked about may be pressed
 */
export function beginWatch(judged: boolean): void {
  if (judged) shutLatch()
  else takeOffLatch()
  observeRoots()
  sort(observer.takeRecords())
  plannedAt = readAt
  handled = []
  current = {
    fields: readFields(),
    url: location.href,
    focused: focusedElement(),
    direct: new Map(),
    late: new Map(),
    beats: new Map(),
    tasks: [],
    scrolled: false,
  }
}

const MAX_CHANGES = 12

function changesIn(places: Map<Node, Trace>): Change[] {
  const changes: Change[] = []
  for (const [place, trace] of places) {
    const what = netChange(place, trace)
    if (!what) continue
    const el = place instanceof Element ? place : place.parentElement
    const connected = el?.isConnected ? el : undefined
    const where = connected ? `${roleOf(connected)} ${collapse(connected.textContent ?? '', 60)}`.trim() : 'the page'
    changes.push({ ...(connected && { id: numberOf(connected) }), what, where })
    if (changes.length >= MAX_CHANGES) break
  }
  return changes
}

/** What has changed since the window opened. */
function report(): WatchReport | undefined {
  if (!current) return undefined
  sort(observer.takeRecords())
  const focused = focusedElement()
  return {
    doc: documentId,
    url: location.href,
    urlChanged: location.href !== current.url,
    direct: changesIn(current.direct),
    late: changesIn(current.late),
    fields: compareFields(current.fields),
    scrolled: current.scrolled,
    diverted: wasDiverted(),
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
 * Waits until the window shows a change, at most `ms`, and where nothing direct shows for the next frame; then reports. The
 * window stays open.
 * @param ms how long a late change is worth waiting for; 0 for what is there now
 */
export async function watchUntil(ms: number): Promise<WatchReport | null> {
  const endsAt = performance.now() + ms
  if ((report()?.direct.length ?? 0) === 0) await nextFrame()
  for (;;) {
    const now = report()
    if (!now) return null
    const left = endsAt - performance.now()
    if (hasProof(now) || left <= 0) return now
    await woken(left)
  }
}

/** A document that is not rendered, in a hidden frame say, has no next frame. */
const UNRENDERED_MS = 50

const nextFrame = (): Promise<void> =>
  new Promise(done => {
    requestAnimationFrame(() => setTimeout(done))
    setTimeout(done, UNRENDERED_MS)
  })

/** Resolves after some frames: pages that draw a field from a state of their own do so by then. */
export async function frames(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await nextFrame()
}

/** Resolves when what the document's scripts have set going by now has begun. */
export const nextTask = (): Promise<void> => new Promise(done => void setTimeout(() => setTimeout(done)))

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

/**
 * Looks once more at changes that only their time speaks for: a document watched too short a while may hold clocks and
 * advertisements that have not yet shown themselves. What goes on changing is dropped.
 */
export async function confirmLate(): Promise<WatchReport | null> {
  if (!current) return null
  if (performance.now() - watchedSince < KNOWN_MS) {
    const ticks = [...current.late.keys()].every(place => current?.beats.get(place)?.said === wordsOf(place))
    await passed(ticks ? 1_200 : 450)
  }
  for (const [place, { times, said }] of current?.beats ?? []) {
    const isTicking = times >= 2 && said === wordsOf(place)
    if (times >= 3 || isTicking) current?.late.delete(place)
  }
  return report() ?? null
}

const passed = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms))

/** Type and time stamp of our events of the present window, or of the last one. */
export const handledEvents = (): [string, number][] => handled.map(({ type, timeStamp }) => [type, timeStamp])

/** Closes the window and gives its last report. */
export function endWatch(): WatchReport | null {
  const last = report() ?? null
  current = undefined
  takeOffLatch()
  endedAt = performance.now()
  return last
}

/** Runs what stands for a user's own deed where no trusted event can: its handlers' changes are the action's. */
export function asDeed<T>(work: () => T): T {
  if (!current) return work()
  sort(observer.takeRecords())
  inTask = true
  const task: [number, number] = [performance.timeOrigin + performance.now(), Number.POSITIVE_INFINITY]
  current.tasks.push(task)
  void scheduler.postTask(() => ends(task), { priority: 'user-blocking' })
  return work()
}

const cameByItself = (node: Node): boolean => (brought.get(node) ?? Number.NEGATIVE_INFINITY) >= plannedAt

/** Whether an element, one that holds it, or what it says was put there by a script of its own accord since the plan was made. */
function isBrought(el: Element): boolean {
  for (let at: Node | null = el; at; at = at.parentNode) if (cameByItself(at)) return true
  return [...el.childNodes].some(cameByItself)
}

/** Which of these elements stand in a place that changes by itself, came by themselves since the plan was made, or are gone again. */
export const restlessAmong = (els: readonly (Element | undefined)[]): boolean[] =>
  els.map(el => el === undefined || isRestless(el, performance.now()) || isBrought(el))
