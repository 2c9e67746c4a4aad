import type { Protocol } from 'puppeteer-core'
import type { PageGuard } from '../context-policy.ts'
import source from '../injected/storage-script.txt' with { type: 'text' }

/** A document of ours; the icon keeps Chromium from asking the site for one. */
const BLANK = '<!doctype html><link rel="icon" href="data:,"><title></title>'

/** Answers every document of a page with an empty one of ours until disposed of: no site is asked for anything. */
export const standIn = async (guard: PageGuard): Promise<Disposable> => {
  guard.stub = BLANK
  await guard.session.send('Network.enable')
  // A service worker of the site would answer in our place, and ask the site.
  await guard.session.send('Network.setBypassServiceWorker', { bypass: true })
  return {
    [Symbol.dispose]: () => {
      guard.stub = undefined
    },
  }
}

/** Ends what `standIn` turned on and stays on in a page that is used on. */
export const standDown = async ({ session }: PageGuard): Promise<void> => {
  await session.send('Network.setBypassServiceWorker', { bypass: false })
  await session.send('Network.disable')
}

/** Loads an address in a page that `standIn` holds, and waits until its document stands there. */
export const standAt = async ({ session, targetId }: PageGuard, url: string): Promise<void> => {
  const committed = Promise.withResolvers<void>()
  const note = ({ frame }: Protocol.Page.FrameNavigatedEvent) => frame.id === targetId && committed.resolve()
  session.on('Page.frameNavigated', note)
  try {
    const { errorText } = await session.send('Page.navigate', { url })
    if (errorText) throw new Error(`no document could be put at the origin: ${errorText}`)
    await committed.promise
  } finally {
    session.off('Page.frameNavigated', note)
  }
}

/**
 * Puts an empty document of an origin into a page that `standIn` holds, and calls a method of the storage script in it.
 * @throws Error when the document does not come to stand, or the script fails
 */
export const callAtOrigin = async (guard: PageGuard, origin: string, expression: string): Promise<unknown> => {
  const { session, targetId } = guard
  await standAt(guard, `${origin}/`)
  const world = await session.send('Page.createIsolatedWorld', { frameId: targetId, worldName: 'chaperone-storage' })
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    contextId: world.executionContextId,
    expression: `${source};globalThis.chaperoneStorage.${expression}`,
    awaitPromise: true,
    returnByValue: true,
  })
  if (exceptionDetails)
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text, { cause: exceptionDetails })
  return result.value
}
