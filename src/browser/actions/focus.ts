import type { Frame } from 'puppeteer-core'
import { AppError } from '../../lib/errors.ts'
import type { Facts } from '../injected/wire.ts'
import { call } from '../perception/world.ts'
import { insidesOf } from '../tab.ts'
import { childAt } from './gate.ts'
import type { Step } from './step.ts'

const FRAMES = new Set(['iframe', 'frame'])

/** The element that has the focus, where it is. */
export interface Focused {
  readonly frame: Frame
  readonly doc: string
  readonly facts: Facts
}

/**
 * The element that keys go to; undefined where the page itself has the focus.
 * @throws AppError target_not_found where they would go into a frame out of reach
 */
export async function readFocus(step: Step): Promise<Focused | undefined> {
  const { page, isReachable } = insidesOf(step.tab)
  let frame = page.mainFrame()
  for (;;) {
    const focused = await call(frame, 'focused')
    if (!focused) return undefined
    if (!FRAMES.has(focused.facts.tag)) return { frame, ...focused }
    const child = await childAt(frame, focused.facts.id)
    if (!child || !isReachable(child)) {
      throw new AppError('target_not_found', 'the focus is in a frame that is out of reach')
    }
    frame = child
  }
}
