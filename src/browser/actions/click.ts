import type { MouseButton } from 'puppeteer-core'
import { call } from '../perception/world.ts'
import { proveEffect } from './effect.ts'
import { movePointer, pressPointer } from './input.ts'
import { type Aimed, aimAt, pointAt } from './pointing.ts'
import { type Outcome, type Step, type Target, targetOf } from './step.ts'

interface ClickOptions {
  readonly button?: MouseButton
  readonly count?: 1 | 2
}

const ACTIVATED = new Set(['a', 'area', 'button', 'input', 'summary', 'label', 'select', 'option', 'details'])

/** Whether Chromium itself does something when an element is operated. */
const activates = ({ facts }: Aimed): boolean => ACTIVATED.has(facts.tag) || facts.submits !== undefined

/** Clicks an element that the pointer is already on. */
async function clickHere(step: Step, aimed: Aimed, { button = 'left', count = 1 }: ClickOptions): Promise<Outcome> {
  const { target, facts } = aimed
  const sends = facts.submits !== undefined || facts.tag === 'a' || facts.tag === 'area'
  const effects = await proveEffect(step, { target, activates: activates(aimed), sends }, async () => {
    await pressPointer(step, aimed.at, { button, count })
  })
  return { effects, facts, target }
}

/** Clicks the step's element, or another one in its stead, with the mouse. */
export const click = async (
  step: Step,
  options: ClickOptions = {},
  target: Target = targetOf(step),
): Promise<Outcome> => await clickHere(step, await pointAt(step, target), options)

/** Moves the pointer onto an element, and proves what that shows. */
export async function hover(step: Step): Promise<Outcome> {
  await movePointer(step, { x: 0, y: 0 })
  const aimed = await aimAt(step, targetOf(step))
  const effects = await proveEffect(step, { target: aimed.target, appears: true }, () => movePointer(step, aimed.at))
  return { effects, facts: aimed.facts, target: aimed.target }
}

/** Gives an element the focus. */
export async function focus(step: Step): Promise<Outcome> {
  const aimed = await aimAt(step, targetOf(step))
  const { frame, number } = aimed.target
  const effects = await proveEffect(step, { target: aimed.target, focusCounts: true }, async () => {
    await call(frame, 'focusElement', number)
  })
  return { effects, facts: aimed.facts, target: aimed.target }
}
