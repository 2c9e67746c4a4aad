import type { Frame, JSHandle, Realm } from 'puppeteer-core'
import type { PageScript } from '../injected/page-script.ts'
import source from '../injected/page-script.txt' with { type: 'text' }

/** puppeteer's isolated world of a frame, with what its type declarations leave out; every test of this folder needs it. */
type World = Realm & { adoptBackendNode(id: number): Promise<JSHandle> }

/** The isolated world of a frame: it shares the DOM with the page, not its script objects. */
export const realmOf = (frame: Frame): World => (frame as unknown as { isolatedRealm(): World }).isolatedRealm()

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
