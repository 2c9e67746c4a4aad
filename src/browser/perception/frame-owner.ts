import type { Frame } from 'puppeteer-core'
import { frameIdOf, sessionOf } from '../puppeteer-inside.ts'
import { call, realmOf } from './world.ts'

const known = new WeakMap<Frame, { readonly parentDoc: string; readonly number: number }>()

/** Number, in the parent's document, of the iframe element that holds a frame. */
export async function ownerNumber(frame: Frame): Promise<number> {
  const parent = frame.parentFrame()
  if (!parent) throw new Error('the top frame has no owner')
  const parentDoc = await call(parent, 'docId')
  const before = known.get(frame)
  if (before?.parentDoc === parentDoc) return before.number
  const { backendNodeId } = await sessionOf(parent).send('DOM.getFrameOwner', { frameId: frameIdOf(frame) })
  const element = await realmOf(parent).adoptBackendNode(backendNodeId)
  const number = await element.evaluate(el => {
    const world = globalThis as unknown as { chaperone: { numberOf(el: unknown): number } }
    return world.chaperone.numberOf(el)
  })
  await element.dispose()
  known.set(frame, { parentDoc, number })
  return number
}
