import type { Effect } from '../../contract/action.ts'
import { AppError } from '../../lib/errors.ts'
import type { ElementState } from '../injected/wire.ts'
import { call } from '../perception/world.ts'
import { proveEffect } from './effect.ts'
import { pressKeys, slidePointer } from './input.ts'
import { type Aimed, aimAt } from './pointing.ts'
import type { Outcome, Step, Target } from './step.ts'

const MAX_STEPS = 400
/** How long a slider may take to tell its value after a key or a move, in ms. */
const TELLS_MS = 250
/** Moves of the pointer that look for a value. */
const MAX_MOVES = 24

interface Course {
  readonly now: number
  readonly wanted: number
  readonly min: number
  readonly max: number
}

const courseOf = (state: ElementState, wanted: number): Course => ({
  now: Number(state.value ?? Number.NaN),
  wanted,
  min: Number(state.min ?? Number.NaN),
  max: Number(state.max ?? Number.NaN),
})

/**
 * Sets a slider or spin button of a page's own: by its keys (ARIA Authoring Practices, slider), and where those do not get it
 * there, a slider with the pointer.
 * @throws AppError no_effect where it does not come to stand at the value
 */
export async function slide(step: Step, { target, facts }: Aimed, text: string): Promise<Outcome> {
  const { frame, number } = target
  const wanted = Number(text.replace(/[^\d.+-]/g, ''))
  const state = await call(frame, 'stateNow', number)
  if (!state || text.trim() === '' || !Number.isFinite(wanted)) {
    throw new AppError('no_effect', `the ${facts.role} "${facts.name}" takes a number`)
  }
  const course = courseOf(state, wanted)
  if (course.now === wanted) return { effects: [], already: true, facts, target }
  if (wanted < course.min || wanted > course.max) {
    throw new AppError('no_effect', `the ${facts.role} "${facts.name}" goes from ${course.min} to ${course.max}`)
  }
  const effects = await proveEffect(step, { target }, async () => {
    await call(frame, 'focusElement', number)
    await walkTo(step, target, course)
    if (facts.role === 'slider' && (await valueNow(step, target)) !== wanted) await pullTo(step, target, course)
  })
  const after = await valueNow(step, target)
  if (after !== wanted) {
    throw new AppError(
      'no_effect',
      `the ${facts.role} "${facts.name}" stops at ${Number.isFinite(after) ? after : 'nothing'}`,
    )
  }
  const told: Effect = { kind: 'value', ref: target.ref, detail: `${course.now} → ${after}` }
  return { effects: effects.length > 0 ? effects : [told], facts, target }
}

const valueNow = async ({ options }: Step, { frame, number }: Target): Promise<number> =>
  Number((await options.deadline.race(call(frame, 'stateNow', number)))?.value)

/** The value once it is another than before, or what it is after a moment: many tell it late. */
const nextValue = async (step: Step, { frame, number }: Target, before: number): Promise<number> => {
  const told = await step.options.deadline.race(call(frame, 'waitForValue', number, String(before), TELLS_MS))
  return Number(told ?? Number.NaN)
}

async function walkTo(step: Step, target: Target, { now: start, wanted, min, max }: Course): Promise<void> {
  let now = start
  if (wanted === min || wanted === max) {
    await pressKeys(step, [wanted === min ? 'Home' : 'End'])
    now = await nextValue(step, target, now)
  }
  for (let i = 0; i < MAX_STEPS && now !== wanted && Number.isFinite(now); i += 1) {
    await pressKeys(step, [now < wanted ? 'ArrowUp' : 'ArrowDown'])
    const next = await nextValue(step, target, now)
    const isPast = Math.sign(wanted - now) !== Math.sign(wanted - next)
    if (next === now || (isPast && next !== wanted)) return
    now = next
  }
}

/** Takes the thumb along its track until it tells the value, and lets go there. */
async function pullTo(step: Step, target: Target, { wanted, min, max }: Course): Promise<void> {
  const { at } = await aimAt(step, target, 'fresh')
  const track = await call(target.frame, 'trackOf', target.number)
  if (!track || !Number.isFinite(max - min) || max <= min) return
  const perUnit = track.length / (max - min)
  let now = await valueNow(step, target)
  let along = 0
  await slidePointer(step, at, {
    next: moves => {
      if (now === wanted || moves >= MAX_MOVES) return undefined
      // The first guess by the length of the track, later ones by what is still missing; at least a pixel.
      const by = (wanted - now) * perUnit
      along += Math.abs(by) < 1 ? Math.sign(by) : by
      return track.isUpright ? { x: at.x, y: at.y - along } : { x: at.x + along * (track.isReversed ? -1 : 1), y: at.y }
    },
    moved: async () => {
      now = await nextValue(step, target, now)
    },
  })
}
