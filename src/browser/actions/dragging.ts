import { AppError } from '../../lib/errors.ts'
import { proveEffect } from './effect.ts'
import { aimAt, pageOf, pointAt } from './pointing.ts'
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
  const to = await aimAt(step, onto)
  const start = (await aimAt(step, from.target)).at
  const { mouse } = pageOf(step)
  const effects = await proveEffect(step, { target: from.target }, async () => {
    await mouse.move(start.x, start.y)
    await mouse.down()
    for (let i = 1; i <= MOVES; i += 1) {
      await mouse.move(start.x + ((to.at.x - start.x) * i) / MOVES, start.y + ((to.at.y - start.y) * i) / MOVES)
    }
    await mouse.move(to.at.x, to.at.y)
    await mouse.up()
  })
  return { effects, facts: from.facts, target: from.target }
}
