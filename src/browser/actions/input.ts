import type { KeyInput, MouseButton, Page } from 'puppeteer-core'
import type { Touch } from '../context-policy.ts'
import { call } from '../perception/world.ts'
import { sessionOf } from '../puppeteer-inside.ts'
import { insidesOf, type Tab } from '../tab.ts'
import { admitAccessKey, admitChoice, admitKey, admitPress, type Point } from './gate.ts'
import type { Step, Target } from './step.ts'

/**
 * The one place through which an action's input reaches a page: whatever may operate a control is judged by gate.ts, at
 * the moment of the input and for each press and key anew, by what is under the pointer or has the focus then.
 */

/** The page of a step; ask anew after anything that may open a popup. */
const pageOf = (step: Step): Page => insidesOf(step.tab).page

/** performance.now() of the last input that reached each tab. */
const inputs = new WeakMap<Tab, number>()

/** How long ago input last reached a tab, in ms. */
export const sinceInput = (tab: Tab): number => performance.now() - (inputs.get(tab) ?? Number.NEGATIVE_INFINITY)

/** What the page sends from here on may come of this input. */
const note = ({ tab }: Step, touch: Touch): void => {
  inputs.set(tab, performance.now())
  insidesOf(tab).guard.noteInput(touch)
}

/** Where our input last left the pointer of each page. */
const pointers = new WeakMap<Page, Point>()

/** Moves the pointer; nothing is pressed. */
export const movePointer = async (step: Step, { x, y }: Point): Promise<void> => {
  const page = pageOf(step)
  pointers.set(page, { x, y })
  await page.mouse.move(x, y)
}

const isPointedAt = (page: Page, { x, y }: Point): boolean => {
  const at = pointers.get(page)
  return at?.x === x && at.y === y
}

interface Press {
  readonly button: MouseButton
  readonly count: 1 | 2
}

/** Presses and lets go of a mouse button at a point, as often as asked. @throws as admitPress */
export const pressPointer = async (step: Step, at: Point, { button, count }: Press): Promise<void> => {
  if (!isPointedAt(pageOf(step), at)) await movePointer(step, at)
  const { mouse } = pageOf(step)
  for (let clickCount = 1; clickCount <= count; clickCount += 1) {
    const options = { button, clickCount } // puppeteer takes the count, though its types leave it out
    note(step, await admitPress(step, at))
    await mouse.down(options)
    await mouse.up(options)
  }
}

/** Drags from the first point to the last; what is let go over is judged as well. @throws as admitPress */
export const dragPointer = async (step: Step, start: Point, path: readonly Point[]): Promise<void> => {
  const { mouse } = pageOf(step)
  await movePointer(step, start)
  pointers.delete(pageOf(step))
  note(step, await admitPress(step, start))
  await mouse.down()
  try {
    for (const { x, y } of path) await mouse.move(x, y)
    note(step, await admitPress(step, path.at(-1) ?? start))
  } catch (error) {
    await cancelDrag(pageOf(step), start)
    throw error
  }
  await mouse.up()
}

/** A move of the pointer that is held down, and what is to be seen after it. */
interface Slide {
  /** Where to go next; undefined to let go. @param moves how many there were */
  next(moves: number): Point | undefined
  moved(): Promise<void>
}

/** Holds the pointer down at a point and takes it from place to place, as what it holds tells. @throws as admitPress */
export const slidePointer = async (step: Step, start: Point, { next, moved }: Slide): Promise<void> => {
  const { mouse } = pageOf(step)
  await movePointer(step, start)
  pointers.delete(pageOf(step))
  note(step, await admitPress(step, start))
  await mouse.down()
  try {
    let last = start
    let moves = 0
    for (let to = next(moves); to; to = next(moves)) {
      await mouse.move(to.x, to.y)
      await moved()
      last = to
      moves += 1
    }
    note(step, await admitPress(step, last))
  } catch (error) {
    await cancelDrag(pageOf(step), start)
    throw error
  }
  await mouse.up()
}

/** Lets go where the drag began, so that nothing is dropped. */
const cancelDrag = async ({ mouse, keyboard }: Page, start: Point): Promise<void> => {
  await keyboard.press('Escape')
  await mouse.move(start.x, start.y)
  await mouse.up()
}

/** Keys that move a choice on, or the page. */
const MOVES = new Set<KeyInput>([
  ...(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const),
  ...(['Home', 'End', 'PageUp', 'PageDown'] as const),
])
/** Keys that only move the focus, leave something, or change what other keys mean. */
const PASSIVE = new Set<KeyInput>(['Tab', 'Escape', 'Shift', 'Control', 'Alt', 'Meta'])

/** Judges a key by what it would do with the keys that are held. */
const admitChordKey = async (step: Step, key: KeyInput, held: readonly KeyInput[]): Promise<Touch> => {
  if (PASSIVE.has(key)) return key === 'Escape' ? 'anything' : 'none'
  if (held.includes('Alt')) await admitAccessKey(step, key.replace(/^(Key|Digit)/, '').toLowerCase())
  if (key === 'Enter' || key === 'NumpadEnter') return await admitKey(step, 'enter')
  const touch = await admitKey(step, MOVES.has(key) ? 'move' : 'press')
  return held.length > 0 ? 'anything' : touch
}

/** Presses the keys of a chord, the held ones first. @throws as admitPress */
export const pressKeys = async (
  step: Step,
  keys: readonly KeyInput[],
  options: { readonly commands?: string[] } = {},
): Promise<void> => {
  const { keyboard } = pageOf(step)
  const last = keys.at(-1)
  const down: KeyInput[] = []
  try {
    for (const key of keys.slice(0, -1)) {
      note(step, await admitChordKey(step, key, down))
      await keyboard.down(key)
      down.push(key)
    }
    if (!last) return
    note(step, await admitChordKey(step, last, down))
    await keyboard.press(last, options)
  } finally {
    for (const key of down.toReversed()) await keyboard.up(key)
  }
}

/** Puts text in where the focus is, without keys: it presses nothing, though a page may save or look up what it says. */
export const insertText = async (step: Step, text: string): Promise<void> => {
  note(step, await admitKey(step, 'press'))
  await pageOf(step).keyboard.sendCharacter(text)
}

/**
 * Begins a new line in an editor, as Enter does there, without the key: many a page sends a message on Enter. Chromium carries the
 * editing command out after a key event that says nothing (CDP, Input.dispatchKeyEvent, commands).
 */
export const breakLine = async (step: Step): Promise<void> => {
  note(step, await admitKey(step, 'press'))
  const { page } = insidesOf(step.tab)
  await sessionOf(page.mainFrame()).send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    commands: ['InsertParagraph'],
  })
}

/** Chooses options of a native list by position. @throws as admitPress */
export const chooseOptions = async (step: Step, list: Target, indexes: readonly number[]): Promise<void> => {
  note(step, await admitChoice(step, list, indexes))
  await call(list.frame, 'chooseOptions', list.number, indexes)
}

/** Sets a date, time, colour or range field natively. */
export const setField = async (step: Step, { frame, number }: Target, value: string): Promise<void> => {
  note(step, 'anything')
  await call(frame, 'setField', number, value)
}
