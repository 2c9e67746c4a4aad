import type { KeyInput } from 'puppeteer-core'
import { AppError } from '../../lib/errors.ts'
import { call } from '../perception/world.ts'
import { proveEffect } from './effect.ts'
import { readFocus } from './focus.ts'
import { wasHeard } from './hearing.ts'
import { pressKeys } from './input.ts'
import { isPaste, keepBeforeCopy, pasteOwn } from './pasteboard.ts'
import { aimAt } from './pointing.ts'
import type { Outcome, Step, Target } from './step.ts'

/** Other names of keys, in lower case (UI Events KeyboardEvent key values). */
const KEYS: Readonly<Record<string, KeyInput>> = {
  ctrl: 'Control',
  control: 'Control',
  cmd: 'Meta',
  command: 'Meta',
  meta: 'Meta',
  win: 'Meta',
  alt: 'Alt',
  option: 'Alt',
  shift: 'Shift',
  esc: 'Escape',
  escape: 'Escape',
  enter: 'Enter',
  return: 'Enter',
  tab: 'Tab',
  space: 'Space',
  spacebar: 'Space',
  backspace: 'Backspace',
  del: 'Delete',
  delete: 'Delete',
  insert: 'Insert',
  home: 'Home',
  end: 'End',
  pageup: 'PageUp',
  pagedown: 'PageDown',
  up: 'ArrowUp',
  down: 'ArrowDown',
  left: 'ArrowLeft',
  right: 'ArrowRight',
  arrowup: 'ArrowUp',
  arrowdown: 'ArrowDown',
  arrowleft: 'ArrowLeft',
  arrowright: 'ArrowRight',
}

const FUNCTION_KEY = /^f([1-9]|1[0-2])$/i

function toKey(name: string): KeyInput {
  const known = KEYS[name.toLowerCase()]
  if (known) return known
  if (FUNCTION_KEY.test(name)) return name.toUpperCase() as KeyInput
  if ([...name].length === 1) return name as KeyInput
  throw new AppError('action_not_supported', `"${name.slice(0, 20)}" is no key`, { key: name.slice(0, 20) })
}

/** The keys of a chord, held ones first: `Control+Shift+K`; a `+` at the end is the plus key. */
export function parseChord(chord: string): KeyInput[] {
  const names = chord.endsWith('+') && chord.length > 1 ? [...chord.slice(0, -1).split('+'), '+'] : chord.split('+')
  return (chord === '+' ? ['+'] : names.filter(name => name !== '')).map(toKey)
}

const MOVES_FOCUS = new Set<KeyInput>([
  'Tab',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'Escape',
])

async function pressChord(step: Step, keys: readonly KeyInput[]): Promise<void> {
  if (isPaste(keys)) return await pasteOwn(step)
  await keepBeforeCopy(step, keys)
  await pressKeys(step, keys)
}

const KEY_EVENTS: ReadonlySet<string> = new Set(['keydown', 'keyup', 'keypress'])

/** Presses keys and chords, one after another, on the step's element or on what has the focus. */
export async function press(step: Step): Promise<Outcome> {
  const chords = (step.action.arguments ?? []).map(parseChord)
  if (chords.length === 0) throw new AppError('action_not_supported', 'press needs a key')
  const aimed = step.target && (await aimAt(step, step.target))
  if (aimed) await call(aimed.target.frame, 'focusElement', aimed.target.number)
  const focused = await readFocus(step)
  const at: Target | undefined = focused && {
    frame: focused.frame,
    doc: focused.doc,
    number: focused.facts.id,
    ref: step.options.refs.refFor({ frame: focused.frame, doc: focused.doc, number: focused.facts.id }),
  }
  const focusCounts = chords.some(keys => keys.some(key => MOVES_FOCUS.has(key)))
  const effects = await proveEffect(step, { ...(at && { target: at }), focusCounts, activates: true }, async () => {
    for (const keys of chords) await pressChord(step, keys)
  })
  const heard = effects.length === 0 && at !== undefined && (await wasHeard(at.frame, KEY_EVENTS)) !== false
  return { effects, heard, ...(focused && { facts: focused.facts }), ...(at && { target: at }) }
}
