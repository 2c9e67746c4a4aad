import { call } from '../perception/world.ts'
import { howHeld } from './holding.ts'
import { breakLine, insertText, pressKeys } from './input.ts'
import type { Step, Target } from './step.ts'

const TYPABLE = /^[ -~]$/
/** More than this is not typed key by key. */
const MAX_KEYS = 100
/** Pages that draw a field from a state of their own may take so many frames to show what was typed. */
const SETTLED_FRAMES = 6

/** What is typed into a field, and how. */
interface Text {
  readonly text: string
  /** Whether each line is begun by a break of its own, as in an editor; a text field takes them as they are. */
  readonly byLine: boolean
}

/** Types a text as a user would end it: inserted at once, the last character by a key, for pages that listen to keys. */
export async function typeText(step: Step, { text, byLine }: Text): Promise<void> {
  const lines = byLine ? text.split(/\r?\n/) : [text]
  for (const [i, line] of lines.entries()) {
    if (i > 0) await breakLine(step)
    await typeLine(step, line)
  }
}

async function typeLine(step: Step, line: string): Promise<void> {
  const last = line.at(-1) ?? ''
  const byKey = TYPABLE.test(last)
  const rest = byKey ? line.slice(0, -1) : line
  if (rest) await insertText(step, rest)
  if (byKey) await pressKeys(step, [last as 'a'])
}

/**
 * Types a text once more, key by key, into a field that did not take it at once: many build their value from key presses alone.
 * Does nothing where the field holds the text, has gone, or the text has lines.
 */
export async function retypeByKeys(step: Step, { frame, number }: Target, wanted: string): Promise<void> {
  if (wanted.length > MAX_KEYS || /[\r\n]/.test(wanted)) return
  const said = () => call(frame, 'fieldFacts', number).catch(() => null) // what was typed led away from the page
  let now = await said()
  if (!now || howHeld(now.state, wanted) !== 'not') return
  await call(frame, 'frames', SETTLED_FRAMES)
  now = await said()
  if (!now || howHeld(now.state, wanted) !== 'not') return
  await call(frame, 'selectField', number, 'all')
  if (now.state !== '') await pressKeys(step, ['Backspace'])
  for (const letter of wanted) {
    if (TYPABLE.test(letter)) await pressKeys(step, [letter as 'a'])
    else await insertText(step, letter)
    await call(frame, 'frames', 1)
  }
}
