import type { CDPSession } from 'puppeteer-core'
import type { Deadline } from '../../lib/deadline.ts'
import { insidesOf, type Tab } from '../tab.ts'
import { writeCookies } from './cookies.ts'
import type { LoginState } from './login-state.ts'
import { callAtOrigin, standAt, standDown, standIn } from './visit.ts'

/**
 * Puts a saved login into a fresh session's browser. The tab itself stands at each origin for a moment, in an empty
 * document of ours, because session storage belongs to the tab; no site is asked for anything before all of it is there.
 * @throws AppError timeout; whatever the browser throws
 */
export const restoreState = async (tab: Tab, state: LoginState, deadline: Deadline): Promise<void> => {
  const { page, guard, session, stack } = insidesOf(tab)
  const work = async () => {
    await writeCookies(page, state.cookies)
    if (state.origins.length === 0) return
    {
      using _standIn = await standIn(guard)
      for (const { origin, ...storage } of state.origins) {
        await callAtOrigin(guard, origin, `write(${JSON.stringify(storage)})`)
        stack.policy.origins.add(origin)
      }
      await standAt(guard, 'about:blank')
      await forgetHistory(session)
    }
    await standDown(guard)
  }
  await deadline.race(work())
}

/** Tries at forgetting the history. */
const TRIES = 10

/**
 * The renderer tells of a document a moment before the browser process has taken note of it, and until then the browser
 * has no active page for the session. An answer from the renderer comes after that note, on the same channel.
 */
const forgetHistory = async (session: CDPSession): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    await session.send('Page.getLayoutMetrics')
    try {
      await session.send('Page.resetNavigationHistory')
      return
    } catch (error) {
      if (attempt === TRIES) throw error
    }
  }
}
