import { AppError } from '../../lib/errors.ts'
import { call } from '../perception/world.ts'
import { pressKeys } from './input.ts'
import { keepSelection } from './pasteboard.ts'
import { aimAt } from './pointing.ts'
import { type Outcome, type Step, targetOf } from './step.ts'

/** Selects the text of an element. */
export async function selectText(step: Step): Promise<Outcome> {
  const { target, facts } = await aimAt(step, targetOf(step))
  const count = await call(target.frame, 'selectText', target.number)
  const { whole } = await call(target.frame, 'selectedText')
  if (count === null || step.tab.scrub(whole) !== whole)
    throw new AppError('action_not_supported', `the text of the ${facts.role} "${facts.name}" is given to nobody`)
  if (count === 0) throw new AppError('no_effect', `the ${facts.role} "${facts.name}" has no text to select`)
  return { effects: [{ kind: 'selection', ref: target.ref, detail: `${count} characters selected` }], facts, target }
}

/** Selects the text of an element and copies it to the page's clipboard. */
export async function copy(step: Step): Promise<Outcome> {
  const selected = await selectText(step)
  await keepSelection(step)
  await pressKeys(step, ['Control', 'KeyC'], { commands: ['Copy'] })
  const count = selected.effects[0]?.detail.split(' ')[0] ?? '0'
  return {
    ...selected,
    effects: [{ kind: 'clipboard', ref: targetOf(step).ref, detail: `${count} characters copied` }],
  }
}
