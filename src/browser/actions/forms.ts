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
  const effects = await proveEffect(step, { target: aimed.target, activates: true }, async () => {
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

/** Closes a dialog or what the step names: by its own closing button, else by Escape. */
export async function close(step: Step): Promise<Outcome> {
  const { target } = step
  const button = target && (await call(target.frame, 'closingButton', target.number))
  if (target && button) return await click(step, {}, siblingTarget(step, target, button))
  const effects = await proveEffect(step, { ...(target && { target }), activates: true }, () =>
    pressKeys(step, ['Escape']),
  )
  return { effects, ...(target && { target }) }
}
