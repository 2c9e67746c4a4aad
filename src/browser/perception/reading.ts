import type { Frame } from 'puppeteer-core'
import { type FrameReading, type PackedReading, unpackNode, type WalkOptions } from '../injected/wire.ts'
import { call } from './world.ts'

/** How much of a document is read at most. */
const LIMITS: WalkOptions = { maxElements: 60_000, maxNodes: 8_000 }

/** What the page script reads in a frame now, with the shadow roots that it knows. */
export async function readDocument(frame: Frame): Promise<FrameReading> {
  const packed = JSON.parse(await call(frame, 'read', LIMITS)) as PackedReading
  return { ...packed, nodes: packed.nodes.map(unpackNode) }
}
