import { AppError } from '../../lib/errors.ts'
import { call } from '../perception/world.ts'
import { click } from './click.ts'
import { proveEffect } from './effect.ts'
import { readFocus } from './focus.ts'
import { pressKeys } from './input.ts'
import { aimAt } from './pointing.ts'
import { type Outcome, type Step, siblingTarget, type Target } from './step.ts'

/** Sends the form of the step's element, or of what has the focus: by its button, else by Enter in the field. */
export async function submit(step: Step): Promise<Outcome> {
  const target = step.target ?? (await focusedTarget(step))
  if (!target) throw new AppError('target_not_found', 'no form is named, and none has the focus')
  const form = await call(target.frame, 'formOf', target.number)
  if (form?.button) return await click(step, {}, siblingTarget(step, target, form.button.id))
  const aimed = await aimAt(step, target)
  const effects = await proveEffect(step, { target: aimed.target, activates: true, sends: true }, async () => {
    await call(aimed.target.frame, 'focusElement', aimed.target.number)
    await pressKeys(step, ['Enter'])
  })
  return { effects, facts: aimed.facts, target: aimed.target }
}

async function focusedTarget(step: Step): Promise<Target | undefined> {
  const focused = await readFocus(step)
  if (!focused) return undefined
  const place = { frame: focused.frame, doc: focused.doc, number: focused.facts.id }
  return { ...place, ref: step.options.refs.refFor(place) }
}

/** How long what is closed may take to go, in ms. */
const CLOSED_MS = 1_000

/**
 * Closes a dialog or what the step names: by its own closing button, else by Escape.
 * @throws AppError no_effect where it still shows
 */
export async function close(step: Step): Promise<Outcome> {
  const { target } = step
  const button = target && (await call(target.frame, 'closingButton', target.number))
  const outcome =
    target && button ? await click(step, {}, siblingTarget(step, target, button)) : await pressEscape(step, target)
  if (!target || button === target.number) return outcome
  const isThere = await call(target.frame, 'isThere', target.doc, target.number).catch(() => false)
  const isGone =
    !isThere || (await step.options.deadline.race(call(target.frame, 'waitUntilGone', target.number, CLOSED_MS)))
  if (!isGone) throw new AppError('no_effect', 'what was to be closed still shows')
  return outcome
}

async function pressEscape(step: Step, target: Target | undefined): Promise<Outcome> {
  const proof = { ...(target && { target }), activates: true }
  return { effects: await proveEffect(step, proof, () => pressKeys(step, ['Escape'])), ...(target && { target }) }
}
