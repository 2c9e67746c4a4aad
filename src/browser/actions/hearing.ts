import type { CDPSession, Frame } from 'puppeteer-core'
import { call } from '../perception/world.ts'
import { sessionOf } from '../puppeteer-inside.ts'

/** Beyond this much script memory, in bytes, asking would hold the page up for longer than waiting does. */
const MAX_HEAP = 8_000_000

/** Runs in the page's world on the events found there: which of ours are among them. */
const MATCH = `function (ours) {
  const wanted = new Set(ours)
  for (const event of this) {
    try { if (wanted.has(event.type + ' ' + event.timeStamp)) return true } catch {}
  }
  return false
}`

/**
 * Whether the page handed our last events to a listener of its own, on the element or anywhere on their way. An event becomes an
 * object of the page's world when the first listener there is called, and lives on with the one that we hold: so it
 * is found among the page's objects, or no listener saw it. DOMDebugger.getEventListeners would tell as much, but makes
 * Chromium 156 crash where a page replaces what is asked about.
 * @param types counts these events only
 * @returns undefined where the page's memory is too large to be looked through
 */
export async function wasHeard(frame: Frame, types?: ReadonlySet<string>): Promise<boolean | undefined> {
  const handled = (await call(frame, 'handledEvents')).filter(([type]) => !types || types.has(type))
  if (handled.length === 0) return false
  const session = sessionOf(frame)
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  if (usedSize > MAX_HEAP) return undefined
  const prototype = await frame.evaluateHandle('Event.prototype')
  try {
    return await isAmong(
      session,
      prototype.remoteObject().objectId,
      handled.map(([type, at]) => `${type} ${at}`),
    )
  } finally {
    await prototype.dispose()
  }
}

async function isAmong(
  session: CDPSession,
  prototypeObjectId: string | undefined,
  ours: readonly string[],
): Promise<boolean | undefined> {
  if (!prototypeObjectId) return undefined
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId })
  const { objectId } = objects
  if (!objectId) return undefined
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId,
    functionDeclaration: MATCH,
    arguments: [{ value: ours }],
    returnByValue: true,
  })
  await session.send('Runtime.releaseObject', { objectId })
  return typeof result.value === 'boolean' ? result.value : undefined
}
