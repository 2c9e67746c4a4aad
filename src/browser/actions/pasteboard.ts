import type { KeyInput } from 'puppeteer-core'
import { AppError } from '../../lib/errors.ts'
import { call } from '../perception/world.ts'
import { insidesOf, type Tab } from '../tab.ts'
import { readFocus } from './focus.ts'
import { insertText } from './input.ts'
import type { Step } from './step.ts'

/**
 * What each session has copied. Chromium has one clipboard for all contexts, so that nothing is ever pasted from it: see
 * docs/decisions/0023-one-clipboard-a-process.md.
 */
const copied = new WeakMap<Tab, string>()

const COPYING = new Set(['c', 'x'])

const holds = (keys: readonly KeyInput[], ...names: readonly string[]): boolean =>
  keys.some(key => names.includes(key.toLowerCase()))

/** Whether Chromium takes a chord as a paste from its clipboard: Control+V and its kin, Shift+Insert, in any order of keys. */
export const isPaste = (keys: readonly KeyInput[]): boolean =>
  (holds(keys, 'control', 'meta') && holds(keys, 'v', 'keyv')) || (holds(keys, 'shift') && holds(keys, 'insert'))

const isCopy = (keys: readonly KeyInput[]): boolean =>
  (holds(keys, 'control', 'meta') && keys.some(key => COPYING.has(key.toLowerCase()))) ||
  (holds(keys, 'control') && holds(keys, 'insert')) ||
  (holds(keys, 'shift') && holds(keys, 'delete'))

/**
 * Keeps what the session's focus has selected as what it copied; an empty selection copies nothing.
 * @throws AppError action_not_supported where it is part of a text that is not told as it is
 */
export async function keepSelection(step: Step): Promise<void> {
  const focused = await readFocus(step)
  const frame = focused?.frame ?? insidesOf(step.tab).page.mainFrame()
  const { text, whole } = await call(frame, 'selectedText')
  if (text && step.tab.scrub(whole) !== whole)
    throw new AppError('action_not_supported', 'what is selected stands beside a secret, and is copied nowhere')
  if (text) copied.set(step.tab, text)
}

/** Keeps what a chord is about to copy or cut. */
export async function keepBeforeCopy(step: Step, keys: readonly KeyInput[]): Promise<void> {
  if (isCopy(keys)) await keepSelection(step)
}

/**
 * Types what the session itself copied by its actions.
 * @throws AppError action_not_supported where it copied nothing
 */
export async function pasteOwn(step: Step): Promise<void> {
  const text = copied.get(step.tab)
  if (text === undefined)
    throw new AppError('action_not_supported', 'nothing was copied in this session that could be pasted')
  await insertText(step, text)
}
