import type { Frame } from 'puppeteer-core'
import { AppError } from '../../lib/errors.ts'
import type { Touch } from '../context-policy.ts'
import type { KeyKind } from '../injected/reached.ts'
import type { Control, Reached } from '../injected/wire.ts'
import { adoptClosedRoots } from '../perception/closed-roots.ts'
import { ownerNumber } from '../perception/frame-owner.ts'
import { call, realmOf } from '../perception/world.ts'
import { insidesOf } from '../tab.ts'
import { isJudged, type Step, type Target } from './step.ts'

/** A point of the top viewport. */
export interface Point {
  readonly x: number
  readonly y: number
}

type Ask = (frame: Frame, at: Point) => Promise<Reached>

/**
 * Judges what a pointer press would operate at this moment, and tells what it may set going.
 * @throws AppError write_not_allowed; target_not_found where a frame out of reach is under the pointer
 */
export const admitPress = (step: Step, at: Point): Promise<Touch> =>
  admit(step, at, (frame, { x, y }) => call(frame, 'reachedAt', x, y))

/** Judges what a key would operate at this moment. @throws as admitPress */
export const admitKey = (step: Step, kind: KeyKind): Promise<Touch> =>
  admit(step, { x: 0, y: 0 }, frame => call(frame, 'reachedByKey', kind))

/** Judges what an access key would operate, in whichever frame within reach. @throws as admitPress */
export const admitAccessKey = async (step: Step, key: string): Promise<void> => {
  if (!isJudged(step.options)) return
  const { page, isReachable } = insidesOf(step.tab)
  const reached = await Promise.all(
    page.frames().map(frame => (isReachable(frame) ? call(frame, 'reachedByAccessKey', key) : undefined)),
  )
  for (const found of reached) judge(step, found?.controls ?? [])
}

/** Judges the options of a native list that are to be chosen. @throws as admitPress */
export const admitChoice = async (
  step: Step,
  { frame, number }: Target,
  indexes: readonly number[],
): Promise<Touch> => {
  if (!isJudged(step.options)) return 'anything'
  return judge(step, (await call(frame, 'reachedOptions', number, indexes)).controls)
}

const admit = async (step: Step, point: Point, ask: Ask): Promise<Touch> => {
  if (!isJudged(step.options)) return 'anything'
  const { page, isReachable } = insidesOf(step.tab)
  let frame = page.mainFrame()
  let at = point
  for (;;) {
    const reached = await askPierced(frame, at, ask)
    const touch = judge(step, reached.controls)
    if (!reached.into) return touch
    const child = await childAt(frame, reached.into.number)
    if (!child || !isReachable(child)) throw new AppError('target_not_found', 'it is in a frame that is out of reach')
    frame = child
    at = reached.into
  }
}

/** Asks again once a closed shadow root that the answer stopped at is known. */
const askPierced: (...args: Parameters<Asked>) => ReturnType<Asked> = async (frame, at, ask) => {
  for (;;) {
    const reached = await ask(frame, at)
    if (!reached.suspect) return reached
    await realmOf(frame).evaluate('globalThis.chaperone.noteSuspect()')
    if ((await adoptClosedRoots(frame)) === 0) return reached
  }
}

type Asked = (frame: Frame, at: Point, ask: Ask) => Promise<Reached>

/** The child frame that an element of a frame holds. */
export const childAt = async (frame: Frame, number: number): Promise<Frame | undefined> => {
  for (const child of frame.childFrames()) if ((await ownerNumber(child)) === number) return child
  return undefined
}

/** What is operated only reads where every control of it says so. */
const judge = ({ options }: Step, controls: readonly Control[]): Touch => {
  let reads = controls.length > 0
  for (const control of controls) {
    if (options.judge?.(control) !== 'reading') reads = false
    if (!options.allowWrites && control.submits?.method === 'post')
      throw new AppError(
        'write_not_allowed',
        `${sayControl(control)} sends a form, and this session may not change things`,
      )
  }
  return reads ? 'reading' : 'anything'
}

const sayControl = ({ role, name }: Control): string => `${role} "${name.slice(0, 80)}"`
