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
      await session.send('Page.resetNavigationHistory')
    }
    await standDown(guard)
  }
  await deadline.race(work())
}
