import { AppError } from '../../lib/errors.ts'
import { call } from '../perception/world.ts'
import { select, typeSuggested } from './choosing.ts'
import { proveEffect } from './effect.ts'
import { setField } from './input.ts'
import { setMoments } from './picking.ts'
import { type Aimed, aimAt } from './pointing.ts'
import { slide } from './sliding.ts'
import { type Outcome, type Step, targetOf } from './step.ts'
import { check, uncheck } from './switching.ts'
import { textOf, typeOver } from './typing.ts'

const OFF = /^(off|no|false|0|unchecked)$/i

/** Fills a field, or sets a slider, stepper, date, time, colour, list or switch to a value. */
export async function setValue(step: Step): Promise<Outcome> {
  const wanted = textOf(step)
  const aimed = await aimAt(step, targetOf(step))
  const { role } = aimed.facts
  const { frame, number } = aimed.target
  const field = await call(frame, 'fieldFacts', number)
  if (!field) throw new AppError('target_not_found', 'the field has gone')
  if (field.kind === 'select') return await select(step)
  if (field.kind === 'checkbox' || field.kind === 'radio') return await (OFF.test(wanted) ? uncheck(step) : check(step))
  if (field.kind === 'set') return await setNative(step, aimed, { wanted, before: field.state })
  if (role === 'slider' || role === 'spinbutton') {
    if (field.kind === 'other' || field.kind === 'editable') return await slide(step, aimed, wanted)
  }
  if (field.kind === 'text') {
    const moments = await setMoments(step, aimed, field)
    if (moments) return moments
  }
  if (role === 'combobox' && field.kind === 'text' && step.action.method === 'fill') return await typeSuggested(step)
  if (role === 'combobox' || role === 'listbox' || role === 'radiogroup') return await select(step)
  if (role === 'switch' || role === 'checkbox') return await (OFF.test(wanted) ? uncheck(step) : check(step))
  return await typeOver(step)
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text))

/** Whether two values of a native field mean the same: as text, or as numbers. */
const isSame = (a: string, b: string): boolean =>
  a.toLowerCase() === b.toLowerCase() ||
  (isNumber(a) && isNumber(b) && Number(a) === Number(b)) ||
  (/^\d\d:\d\d$/.test(b) && a.startsWith(`${b}:`))

async function setNative(
  step: Step,
  { target, facts }: Aimed,
  { wanted, before }: { wanted: string; before: string },
): Promise<Outcome> {
  if (isSame(before, wanted)) return { effects: [], already: true, facts, target }
  const effects = await proveEffect(step, { target }, async () => {
    await setField(step, target, wanted)
  })
  const after = await call(target.frame, 'fieldFacts', target.number)
  if (after && !isSame(after.state, wanted)) {
    const now = after.state === '' ? 'is empty' : `is ${after.shown}`
    throw new AppError(
      'no_effect',
      `the ${facts.role} "${facts.name}" does not take "${wanted.slice(0, 60)}"; it ${now}`,
    )
  }
  return { effects, facts, target }
}
