/**
 * Lets through just the input that was judged. Between the judgement, which is made on the browser's side, and the
 * input a page may put something else in its place, or the focus may move on, into another process even. So the input
 * is held here once more against what was judged, before the page hears of it.
 */
type Latch =
  | { readonly kind: 'off' }
  /** Nothing was judged in this document: no press belongs here. */
  | { readonly kind: 'shut' }
  /** `now` gives what a press would operate at this moment, `judged` what it was when it was judged. */
  | { readonly kind: 'open'; readonly now: () => string; readonly judged: string }

const OFF: Latch = { kind: 'off' }
const SHUT: Latch = { kind: 'shut' }

/** Keys that press nothing: they move the focus, leave something, or change what other keys mean (UI Events, key values). */
const PASSIVE = new Set(['Tab', 'Escape', 'Shift', 'Control', 'Alt', 'Meta'])

/** What begins a press, and what may follow from it. */
const BEGINNINGS = ['pointerdown', 'keydown']
const CONSEQUENCES = 'mousedown pointerup mouseup click dblclick auxclick contextmenu keypress keyup'.split(' ')

/** A latch that nobody takes away falls off after this, in ms: it must not be in a person's way. */
const LONGEST_MS = 5_000

let latch: Latch = OFF
let setAt = 0
let diverted = false

const set = (next: Latch): void => {
  latch = next
  setAt = performance.now()
}

/** From here on no press gets through that was not judged. */
export const shutLatch = (): void => {
  set(SHUT)
  diverted = false
}

/** Lets through a press that operates what `now` gives at this moment; where no latch is on, there is none afterwards. */
export function openLatch(now: () => string): void {
  if (latch.kind === 'off' || diverted) return
  set({ kind: 'open', now, judged: now() })
}

export const takeOffLatch = (): void => set(OFF)

/** Whether a press came since the latch was shut that was not the one that was judged, and was stopped. */
export const wasDiverted = (): boolean => diverted

const isOn = (): boolean => latch.kind !== 'off' && performance.now() - setAt < LONGEST_MS

function stop(event: Event): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}

function begins(event: Event): void {
  if (!event.isTrusted || !isOn()) return
  if (event instanceof KeyboardEvent && PASSIVE.has(event.key)) return
  if (latch.kind === 'open' && latch.now() === latch.judged) return
  set(SHUT)
  diverted = true
  stop(event)
}

function follows(event: Event): void {
  if (event.isTrusted && diverted && isOn()) stop(event)
}

for (const type of BEGINNINGS) addEventListener(type, begins, { capture: true })
for (const type of CONSEQUENCES) addEventListener(type, follows, { capture: true })
