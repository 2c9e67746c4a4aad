import { Deadline } from '../../lib/deadline.ts'
import type { PageGuard } from '../context-policy.ts'
import type { StorageReading } from '../injected/storage-script.ts'
import { realmOf } from '../perception/world.ts'
import { insidesOf, type Tab } from '../tab.ts'
import { readCookies } from './cookies.ts'
import type { LoginState, StateScope } from './login-state.ts'
import { callAtOrigin, standIn } from './visit.ts'

/** A login as it was read out of a browser; `notSaved` names what could not be carried, in words and without values. */
export interface CapturedState {
  readonly state: LoginState
  readonly notSaved: readonly string[]
}

/**
 * Reads what makes a session's browser signed in to the sites of a scope. Each origin that the session has shown is
 * read in an empty document of ours, in a page beside the tab; no site is asked for anything.
 * @throws AppError timeout; whatever the browser throws
 */
export const captureState = async (tab: Tab, scope: StateScope, deadline: Deadline): Promise<CapturedState> => {
  const { page, stack } = insidesOf(tab)
  const origins = [...stack.policy.origins].filter(origin => scope.hasOrigin(origin))
  const readings = origins.length === 0 ? [] : await deadline.race(readOrigins(tab, origins))
  const cookies = await deadline.race(readCookies(page, scope))
  return {
    state: {
      version: 1,
      cookies,
      origins: readings.map(({ origin, local, session: own, databases }) => ({
        origin,
        local,
        session: own,
        databases,
      })),
    },
    notSaved: readings.flatMap(({ origin, notSaved }) => notSaved.map(what => `${origin}: ${what}`)),
  }
}

/** A page that hangs, or that a dialog holds, opens nothing, in ms. */
const OPEN_MS = 3_000

const readOrigins = async (
  tab: Tab,
  origins: readonly string[],
): Promise<(StorageReading & { readonly origin: string })[]> => {
  const { guard, inherits } = await openReader(tab)
  const { session } = insidesOf(tab)
  try {
    using _standIn = await standIn(guard)
    const readings: (StorageReading & { readonly origin: string })[] = []
    for (const origin of origins) {
      const reading = JSON.parse(String(await callAtOrigin(guard, origin, 'read()'))) as StorageReading
      readings.push({ origin, ...reading, session: inherits ? reading.session : await readOwn(session, origin) })
    }
    return readings
  } finally {
    await guard.session.send('Page.close').catch(() => undefined) // it went with the context
  }
}

/**
 * The page to read in. A window that the tab's page opens starts with a copy of the tab's session storage (HTML 7.3.1.1),
 * of all origins; where the page may open none, an empty one has to do.
 */
const openReader = async (tab: Tab): Promise<{ guard: PageGuard; inherits: boolean }> => {
  const { page, stack } = insidesOf(tab)
  try {
    using deadline = new Deadline(OPEN_MS)
    const name = crypto.randomUUID() // nobody else can give a window this name
    const open = async () => {
      const opened = await realmOf(page.mainFrame()).evaluate(`globalThis.open('about:blank', '${name}') !== null`)
      if (!opened) throw new Error('the page may open no window')
    }
    const isOurs = async (guard: PageGuard) => (await readName(guard)) === name
    return { guard: await stack.openAside(open, { isOurs, deadline }), inherits: true }
  } catch {
    return { guard: await stack.makeAside(page.browserContext()), inherits: false }
  }
}

/** Name of a page's window, read in a world of our own. */
const readName = async ({ session, targetId, ready }: PageGuard): Promise<unknown> => {
  await ready
  const world = await session.send('Page.createIsolatedWorld', { frameId: targetId })
  const { result } = await session.send('Runtime.evaluate', { contextId: world.executionContextId, expression: 'name' })
  return result.value
}

/** Session storage of an origin that stands in one of the tab's frames; empty for others. */
const readOwn = async (
  session: ReturnType<typeof insidesOf>['session'],
  securityOrigin: string,
): Promise<[string, string][]> => {
  try {
    const { entries } = await session.send('DOMStorage.getDOMStorageItems', {
      storageId: { securityOrigin, isLocalStorage: false },
    })
    return entries.map(([key = '', value = '']) => [key, value])
  } catch {
    return [] // no frame of the origin
  }
}
