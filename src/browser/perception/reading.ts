import type { Frame } from 'puppeteer-core'
import { type FrameReading, type PackedReading, unpackNodes, type WalkOptions } from '../injected/wire.ts'
import { call } from './world.ts'

/** How much of a document is read at most. */
const LIMITS: WalkOptions = { maxElements: 60_000, maxNodes: 8_000 }

/** The last reading of each frame: what is as it was there is not sent again. */
const lastReadings = new WeakMap<Frame, FrameReading>()

/** Readings on their way, by frame; none rejects. */
const underway = new WeakMap<Frame, Promise<unknown>>()
/** Readings on their way that nobody has asked for yet. */
const ahead = new WeakMap<Frame, Promise<FrameReading>>()

/**
 * What the page script reads in a frame now, with the shadow roots that it knows; the same object while that stays so. One
 * that is on its way already is waited for, since the next one goes on from it.
 */
export async function readDocument(frame: Frame): Promise<FrameReading> {
  await underway.get(frame)
  const reading = readNow(frame)
  underway.set(
    frame,
    reading.catch(() => undefined),
  )
  return await reading
}

/** Begins to read a frame for the first who asks while that is still on its way. */
export function beginReading(frame: Frame): void {
  const reading = readDocument(frame)
  ahead.set(frame, reading)
  const forget = () => {
    if (ahead.get(frame) === reading) ahead.delete(frame)
  }
  reading.then(forget, forget) // whoever needs the reading will meet what is wrong
}

/** The reading of a frame that was begun ahead, where it is still on its way; else a new one. */
export function joinReading(frame: Frame): Promise<FrameReading> {
  const begun = ahead.get(frame)
  ahead.delete(frame)
  return begun ?? readDocument(frame)
}

async function readNow(frame: Frame): Promise<FrameReading> {
  const last = lastReadings.get(frame)
  const answer = JSON.parse(await call(frame, 'read', LIMITS, last?.key ?? '')) as PackedReading | { same: string }
  if ('same' in answer) {
    if (last?.key === answer.same) return last
    throw new Error('a reading was left out that is not there')
  }
  const { base, doc, key, title, lang, url, viewport, scroll, suspects } = answer
  if (base !== '' && base !== last?.key) throw new Error('a reading goes on from one that is not there')
  const nodes = unpackNodes(answer, last?.nodes ?? [])
  const reading: FrameReading = { doc, key, title, lang, url, viewport, scroll, suspects, nodes }
  lastReadings.set(frame, reading)
  return reading
}
