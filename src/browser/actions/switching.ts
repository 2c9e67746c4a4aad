import type { Action } from '../../contract/action.ts'
import { AppError } from '../../lib/errors.ts'
import type { ElementState } from '../injected/wire.ts'
import { call } from '../perception/world.ts'
import { click } from './click.ts'
import { proveEffect } from './effect.ts'
import { pressKeys } from './input.ts'
import { aimAt } from './pointing.ts'
import { type Outcome, type Step, type Target, targetOf } from './step.ts'
import { findAnew } from './target.ts'

type Flag = 'checked' | 'expanded'

/** Reads a flag of an element; of a check also where a button shows it as pressed or selected. */
const flagOf = (state: ElementState, flag: Flag): boolean | 'mixed' | undefined =>
  flag === 'expanded' ? state.expanded : (state.checked ?? state.pressed ?? state.selected)

/** State of an element, which a page may have replaced by its like meanwhile. */
async function stateOfAnew(step: Step, target: Target, named: Action): Promise<ElementState | undefined> {
  const state = await call(target.frame, 'stateNow', target.number)
  if (state) return state
  const again = await findAnew(step.tab, named, step.options)
  return (await call(again.frame, 'stateNow', again.number)) ?? undefined
}

/** Clicks until a flag has the wanted value; once. */
async function switchTo(step: Step, flag: Flag, wanted: boolean): Promise<Outcome> {
  const target = targetOf(step)
  const aimed = await aimAt(step, target)
  const before = await stateOfAnew(step, aimed.target, step.action)
  const was = before && flagOf(before, flag)
  const { facts } = aimed
  if (was === wanted) return { effects: [], already: true, facts, target: aimed.target }
  if (flag === 'checked' && was === true && !wanted && facts.role === 'radio') {
    throw new AppError('no_effect', 'a radio button is only unchecked by checking another one')
  }
  const outcome = await click(step, {}, aimed.target)
  if (was === undefined) return outcome
  const named = { ...step.action, role: facts.role, name: facts.name }
  const now = outcome.effects.some(effect => effect.kind === 'navigation')
    ? undefined
    : await stateOfAnew(step, aimed.target, named).catch(() => undefined) // gone with the change it made
  if (now && flagOf(now, flag) !== wanted) {
    const byKey = flag === 'expanded' ? await expandByKey(step, aimed.target, wanted) : undefined
    if (byKey) return byKey
    throw new AppError('no_effect', `the ${facts.role} "${facts.name.slice(0, 80)}" stays as it was`)
  }
  return outcome
}

/** Tree items and menu buttons that do not open by a click do by the arrow keys (ARIA Authoring Practices, tree view). */
async function expandByKey(step: Step, target: Target, wanted: boolean): Promise<Outcome | undefined> {
  const effects = await proveEffect(step, { target }, async () => {
    await call(target.frame, 'focusElement', target.number)
    await pressKeys(step, [wanted ? 'ArrowRight' : 'ArrowLeft'])
  })
  const now = await call(target.frame, 'stateNow', target.number)
  return now?.expanded === wanted ? { effects, target } : undefined
}

export const check = (step: Step): Promise<Outcome> => switchTo(step, 'checked', true)
export const uncheck = (step: Step): Promise<Outcome> => switchTo(step, 'checked', false)
export const expand = (step: Step): Promise<Outcome> => switchTo(step, 'expanded', true)
export const collapse = (step: Step): Promise<Outcome> => switchTo(step, 'expanded', false)
