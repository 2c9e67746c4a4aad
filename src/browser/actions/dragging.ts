import { AppError } from '../../lib/errors.ts'
import { call } from '../perception/world.ts'
import { proveEffect } from './effect.ts'
import { dragPointer } from './input.ts'
import { aimAt, pointAt } from './pointing.ts'
import { type Outcome, type Step, targetOf } from './step.ts'
import { resolveTarget } from './target.ts'

const MOVES = 6

/** Drags the step's element onto another with the mouse; pages see pointer and HTML drag events alike. */
export async function drag(step: Step): Promise<Outcome> {
  const ref = step.action.arguments?.[0]
  if (!ref) throw new AppError('action_not_supported', 'drag needs the ref of the element to drop on')
  const onto = await resolveTarget(step.tab, { method: 'drag', ref }, step.options)
  await aimAt(step, onto) // brings both into view, if they fit
  const from = await pointAt(step, targetOf(step))
  if (step.tab.isScrubbed) await call(from.target.frame, 'dropSelection')
  const to = await aimAt(step, onto)
  const start = (await aimAt(step, from.target)).at
  const path = Array.from({ length: MOVES }, (_, i) => ({
    x: start.x + ((to.at.x - start.x) * (i + 1)) / MOVES,
    y: start.y + ((to.at.y - start.y) * (i + 1)) / MOVES,
  }))
  // The last move twice: a drop target must have seen the pointer come before it is let go (HTML, drag-and-drop).
  const effects = await proveEffect(step, { target: from.target }, () => dragPointer(step, start, [...path, to.at]))
  return { effects, facts: from.facts, target: from.target }
}
