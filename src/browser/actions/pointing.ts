import { AppError } from '../../lib/errors.ts'
import type { Look } from '../injected/sights.ts'
import type { Aim, Facts } from '../injected/wire.ts'
import { ownerNumber } from '../perception/frame-owner.ts'
import { call } from '../perception/world.ts'
import type { Point } from './gate.ts'
import { movePointer } from './input.ts'
import type { Step, Target } from './step.ts'
import { findAgain, refuseChanged } from './target.ts'

const REST_MS = 2_000

/** An element with the point to operate it at. */
export interface Aimed {
  readonly target: Target
  readonly facts: Facts
  readonly at: Point
  /** The same point in the element's frame. */
  readonly inFrame: Point
}

const refuse = (facts: Facts, why: string): AppError =>
  new AppError('target_not_found', `the ${facts.role} "${facts.name.slice(0, 80)}" ${why}`, {
    role: facts.role,
    name: facts.name,
  })

const explain = async ({ tab, options }: Step, aim: Exclude<Aim, { outcome: 'ready' | 'gone' }>): Promise<AppError> => {
  if (aim.outcome === 'changed') return await refuseChanged(tab, options, aim)
  if (aim.outcome === 'disabled') return refuse(aim.facts, 'is disabled')
  return refuse(aim.facts, aim.outcome === 'covered' ? `is covered: ${aim.by}` : 'is not visible')
}

/** Takes a point of a frame to the top viewport; undefined where something covers the frame there. */
async function toTop(target: Target, facts: Facts, inFrame: Point): Promise<Point> {
  let at = inFrame
  for (let frame = target.frame; ; ) {
    const parent = frame.parentFrame()
    if (!parent) return at
    const through = await call(parent, 'throughFrame', await ownerNumber(frame), at.x, at.y)
    if (!through) throw refuse(facts, 'is in a frame that has gone')
    if ('by' in through) throw refuse(facts, `is covered: ${through.by}`)
    at = through
    frame = parent
  }
}

async function settleAim(target: Target, aim: Extract<Aim, { outcome: 'ready' }>): Promise<Aimed> {
  const { facts } = aim
  if (facts.tag === 'iframe' || facts.tag === 'frame') throw refuse(facts, 'is a frame: name an element in it')
  const inFrame = { x: aim.x, y: aim.y }
  return { target, facts, inFrame, at: await toTop(target, facts, inFrame) }
}

/** Whose look tells what a target is meant to be: what the action names itself is as the caller was told of it. */
const lookAt = ({ action, options }: Step, { ref }: Target): Look =>
  ref === action.ref?.replace(/^@/, '') ? (options.look ?? 'fresh') : 'fresh'

/**
 * Brings an element into view, waits until it rests, and gives a point that operates it. An element that has gone
 * meanwhile is looked for once more by role and name.
 * @throws AppError target_not_found where it is disabled, hidden, covered or gone; target_changed where it is something else
 * by now than the caller was told, or than was aimed at
 */
export async function aimAt(step: Step, target: Target, look: Look = lookAt(step, target)): Promise<Aimed> {
  const aim = await aimOnce(step, target, look)
  if (aim.outcome === 'ready') return await settleAim(target, aim)
  if (aim.outcome !== 'gone') throw await explain(step, aim)
  const again = await findAgain(step, target)
  const second = await aimOnce(step, again, 'fresh')
  if (second.outcome === 'gone') throw new AppError('target_not_found', 'the element keeps being replaced')
  if (second.outcome !== 'ready') throw await explain(step, second)
  return await settleAim(again, second)
}

const aimOnce = (step: Step, { frame, doc, number }: Target, look: Look): Promise<Aim> =>
  step.options.deadline.race(call(frame, 'aim', doc, number, { look, ms: REST_MS }))

/**
 * Moves the pointer onto an element. A page may replace or cover it when the pointer comes: then it is aimed at anew,
 * by role and name, and what is not there any more is not clicked.
 */
export async function pointAt(step: Step, target: Target): Promise<Aimed> {
  let aimed = await aimAt(step, target)
  for (let tries = 0; tries < 3; tries += 1) {
    await movePointer(step, aimed.at)
    const { frame, number } = aimed.target
    if (await call(frame, 'isStillAt', number, aimed.inFrame.x, aimed.inFrame.y)) return aimed
    const named = { ...step, action: { ...step.action, role: aimed.facts.role, name: aimed.facts.name } }
    aimed = await aimAt(named, aimed.target, 'told')
  }
  throw refuse(aimed.facts, 'moves away from the pointer')
}
