import type { Action, Effect } from '../../contract/action.ts'
import { AppError } from '../../lib/errors.ts'
import type { ElementState } from '../injected/wire.ts'
import { call } from '../perception/world.ts'
import { click } from './click.ts'
import { proveEffect } from './effect.ts'
import { pressKeys } from './input.ts'
import { aimAt } from './pointing.ts'
import { type Outcome, type Step, siblingTarget, type Target, targetOf } from './step.ts'
import { findAnew } from './target.ts'

type Flag = 'checked' | 'expanded'

/** Reads a flag of an element; of a check also where a button shows it as pressed or selected. */
const flagOf = (state: ElementState, flag: Flag): boolean | 'mixed' | undefined =>
  flag === 'expanded' ? state.expanded : (state.checked ?? state.pressed ?? state.selected)

/** State of an element, which a page may have replaced by its like meanwhile. */
async function stateOfAnew(step: Step, target: Target, named: Action): Promise<ElementState | undefined> {
  const isThere = await call(target.frame, 'isThere', target.doc, target.number)
  const state = isThere ? await call(target.frame, 'stateNow', target.number) : null
  if (state) return state
  const again = await findAnew(step.tab, named, step.options)
  return (await call(again.frame, 'stateNow', again.number)) ?? undefined
}

/** How long a page may take to show a switch as it was switched, in ms. */
const SHOWN_MS = 600

/** Whether a flag has come to be as wanted; undefined where what has it has gone with the change. */
async function isSwitched(
  step: Step,
  { target, named, flag, wanted }: { target: Target; named: Action; flag: Flag; wanted: boolean },
): Promise<boolean | undefined> {
  const until = performance.now() + SHOWN_MS
  // A switch that its page controls springs back a task later, where the page does not take the change.
  const stays = async () => {
    await call(target.frame, 'nextTask').catch(() => undefined)
    const state = await stateOfAnew(step, target, named).catch(() => undefined)
    return !state || flagOf(state, flag) === wanted
  }
  for (;;) {
    const now = await stateOfAnew(step, target, named).catch(() => undefined)
    const left = until - performance.now()
    if (!now) return undefined
    if (flagOf(now, flag) === wanted && (await stays())) return true
    if (left <= 0) return false
    await step.options.deadline.race(call(target.frame, 'nextChange', left)).catch(() => undefined)
  }
}

/** Clicks once, where a flag is not as wanted, and holds it to be so then. */
async function switchTo(step: Step, flag: Flag, wanted: boolean): Promise<Outcome> {
  const aimed = await aimAt(step, flag === 'checked' ? await switchTarget(step) : targetOf(step))
  const before = await stateOfAnew(step, aimed.target, step.action)
  const was = before && flagOf(before, flag)
  const { facts, target } = aimed
  if (was === wanted) return { effects: [], already: true, facts, target }
  if (flag === 'checked' && was === true && !wanted && facts.role === 'radio') {
    throw new AppError('no_effect', 'a radio button is only unchecked by checking another one')
  }
  if (flag === 'checked' && was === undefined && !wanted) return { effects: [], already: true, facts, target }
  const outcome = await click(step, {}, target)
  if (flag === 'expanded' && was === undefined) return outcome
  const named = { ...step.action, role: facts.role, name: facts.name }
  const isAsWanted = await isSwitched(step, { target, named, flag, wanted })
  if (isAsWanted) return outcome
  if (isAsWanted === undefined) return { ...outcome, effects: [...outcome.effects, unseen(target)] }
  const byKey = flag === 'expanded' ? await expandByKey(step, target, wanted) : undefined
  if (byKey) return byKey
  throw new AppError('no_effect', `the ${facts.role} "${facts.name.slice(0, 80)}" stays as it was`)
}

const unseen = ({ ref }: Target): Effect => ({
  kind: 'checked',
  ref,
  detail: 'pressed',
  proven: false,
  missing: 'it is not there any more to show its state',
})

/** What is to be checked or unchecked. @throws AppError action_not_supported where the element is nothing that can be */
async function switchTarget(step: Step): Promise<Target> {
  const target = targetOf(step)
  const number = await call(target.frame, 'switchOf', target.number)
  if (number === target.number) return target
  if (number !== null) return siblingTarget(step, target, number)
  const facts = await call(target.frame, 'facts', target.number)
  const what = facts ? `the ${facts.role} "${facts.name.slice(0, 80)}"` : 'the element'
  throw new AppError('action_not_supported', `${what} is nothing that can be ${step.action.method}ed`)
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
