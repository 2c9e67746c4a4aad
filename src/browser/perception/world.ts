import type { CDPSession, Frame, JSHandle, Realm } from 'puppeteer-core'
import type { PageScript } from '../injected/page-script.ts'
import source from '../injected/page-script.txt' with { type: 'text' }

/** The parts of puppeteer's frame that its type declarations leave out; checked by the tests of this folder. */
interface FrameInternals {
  readonly _id: string
  readonly client: CDPSession
  isolatedRealm(): Realm & {
    readonly context?: { readonly id: number }
    adoptBackendNode(id: number): Promise<JSHandle>
  }
}

const internals = (frame: Frame): FrameInternals => frame as unknown as FrameInternals

/** CDP session of the process that renders a frame. */
export const clientOf = (frame: Frame): CDPSession => internals(frame).client

/** CDP id of a frame. */
export const frameIdOf = (frame: Frame): string => internals(frame)._id

/** puppeteer's isolated world of a frame: it shares the DOM with the page, not its script objects. */
export const realmOf = (frame: Frame): ReturnType<FrameInternals['isolatedRealm']> => internals(frame).isolatedRealm()

/** Own property only: a page could name an element like the global and be found through the window's named access. */
const HERE = `(Object.hasOwn(globalThis, 'chaperone') ? globalThis.chaperone : undefined)`

type Method = {
  [K in keyof PageScript]: PageScript[K] extends (...args: never[]) => unknown ? K : never
}[keyof PageScript]

/**
 * Calls a method of the page script in a frame, which is put there first where it is missing.
 * Arguments and result are JSON; a string result passes as it is.
 */
export async function call<K extends Method>(
  frame: Frame,
  method: K,
  ...args: Parameters<PageScript[K]>
): Promise<Awaited<ReturnType<PageScript[K]>>> {
  const realm = realmOf(frame)
  const expression = `${HERE}?.${method}(${args.map(arg => JSON.stringify(arg)).join(',')})`
  const wrapped = `(async () => { const r = await ${expression}; return ${HERE} ? { r } : null })()`
  const first = (await realm.evaluate(wrapped)) as { r: Awaited<ReturnType<PageScript[K]>> } | null
  if (first) return first.r
  await realm.evaluate(source)
  const second = (await realm.evaluate(wrapped)) as { r: Awaited<ReturnType<PageScript[K]>> } | null
  if (!second) throw new Error('the page script could not be put into the frame')
  return second.r
}
