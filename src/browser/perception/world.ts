import type { Frame, JSHandle, Realm } from 'puppeteer-core'
import { UTILITY_WORLD_NAME } from 'puppeteer-core/internal/common/util.js'
import type { PageScript } from '../injected/page-script.ts'
import source from '../injected/page-script.txt' with { type: 'text' }
import { sessionOf } from '../puppeteer-inside.ts'

/** puppeteer's isolated world of a frame, with what its type declarations leave out; every test of this folder needs it. */
type World = Realm & { readonly context?: object; adoptBackendNode(id: number): Promise<JSHandle> }

/** The isolated world of a frame: it shares the DOM with the page, not its script objects. */
export const realmOf = (frame: Frame): World => (frame as unknown as { isolatedRealm(): World }).isolatedRealm()

/** Own property only: a page could name an element like the global and be found through the window's named access. */
const IS_HERE = `Object.hasOwn(globalThis, 'chaperone')`
const HERE = `(${IS_HERE} ? globalThis.chaperone : undefined)`
const PUT = `if (!${IS_HERE}) {${source}\n}\n`

type Method = {
  [K in keyof PageScript]: PageScript[K] extends (...args: never[]) => unknown ? K : never
}[keyof PageScript]

/** Contexts in which the page script was seen. */
const scripted = new WeakSet<object>()
/** Main frames whose documents begin with the page script. */
const preloaded = new WeakSet<Frame>()

/**
 * Has every document of a main frame begin with the page script, in the isolated world: to send it to each is a good part of
 * what the first reading takes. Frames within get it when they are first read.
 */
export async function preloadScript(frame: Frame): Promise<void> {
  preloaded.add(frame)
  const script = { source: `if (self === top) {${PUT}}`, worldName: UTILITY_WORLD_NAME }
  await sessionOf(frame).send('Page.addScriptToEvaluateOnNewDocument', script)
}

/**
 * Calls a method of the page script in a frame. The script goes along to a context where it is not yet, so that the first
 * reading of a document takes one round trip as any other.
 * Arguments and result are JSON; a string result passes as it is.
 */
export async function call<K extends Method>(
  frame: Frame,
  method: K,
  ...args: Parameters<PageScript[K]>
): Promise<Awaited<ReturnType<PageScript[K]>>> {
  const realm = realmOf(frame)
  const wrapped = `(async () => ({ r: await ${HERE}.${method}(${args.map(arg => JSON.stringify(arg)).join(',')}) }))()`
  const { context } = realm
  if (preloaded.has(frame) || (context && scripted.has(context))) {
    const guarded = `${IS_HERE} ? ${wrapped} : null`
    const answer = (await realm.evaluate(guarded)) as { r: Awaited<ReturnType<PageScript[K]>> } | null
    if (answer) return answer.r
  }
  const { r } = (await realm.evaluate(`${PUT}${wrapped}`)) as { r: Awaited<ReturnType<PageScript[K]>> }
  const now = realm.context
  if (now && now === context) scripted.add(now)
  return r
}
