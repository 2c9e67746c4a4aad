import type { Effect } from '../../contract/action.ts'
import { AppError } from '../../lib/errors.ts'
import { call } from '../perception/world.ts'
import { proveEffect } from './effect.ts'
import { dragPointer } from './input.ts'
import { type Aimed, aimAt, pointAt } from './pointing.ts'
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
  const { frame } = from.target
  await call(frame, 'noteDrag', from.target.number, onto.frame === frame ? onto.number : 0)
  // The last move twice: a drop target must have seen the pointer come before it is let go (HTML, drag-and-drop).
  const effects = await proveEffect(step, { target: from.target }, () => dragPointer(step, start, [...path, to.at]))
  return { effects: await proveDrag(step, from, to, effects), facts: from.facts, target: from.target }
}

/** How long a page may take to put what was dropped at its place, in ms. */
const DROPPED_MS = 800

/** @throws AppError no_effect where it was pressed and moved about, and is where it was */
async function proveDrag(step: Step, from: Aimed, to: Aimed, effects: readonly Effect[]): Promise<readonly Effect[]> {
  const { frame, doc, number, ref } = from.target
  const isThere = await call(frame, 'isThere', doc, number).catch(() => false)
  const isSameFrame = to.target.frame === frame
  if (!isThere && effects.some(({ kind }) => kind === 'navigation')) return effects
  if (!isSameFrame) return effects.length === 0 ? [] : [...effects, unproven(ref)]
  const until = performance.now() + DROPPED_MS
  for (;;) {
    const result = await call(frame, 'dragResult', to.inFrame)
    if (result !== 'unmoved')
      return effects.length > 0 ? effects : [{ kind: 'dom', ref, detail: 'dropped at its new place' }]
    const left = until - performance.now()
    if (left <= 0) break
    await step.options.deadline.race(call(frame, 'nextChange', left))
  }
  const { role, name } = from.facts
  throw new AppError('no_effect', `the ${role} "${name.slice(0, 80)}" is where it was before it was dragged`)
}

const unproven = (ref: string): Effect => ({
  kind: 'dom',
  ref,
  detail: 'dragged',
  proven: false,
  missing: 'it was dropped in another frame, which does not tell',
})
