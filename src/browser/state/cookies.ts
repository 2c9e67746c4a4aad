import type { CDPSession, Page, Protocol } from 'puppeteer-core'
import type { SavedCookie, StateScope } from './login-state.ts'

/** Every cookie of a page's context that belongs to the scope, session and partitioned ones too. */
export const readCookies = async (page: Page, scope: StateScope): Promise<SavedCookie[]> => {
  const { cookies } = await onBrowser(page, (session, browserContextId) =>
    session.send('Storage.getCookies', { browserContextId }),
  )
  return cookies.map(toSaved).filter(cookie => scope.hasCookieDomain(cookie.domain, cookie))
}

const toSaved = (cookie: Protocol.Network.Cookie): SavedCookie => {
  const { name, value, domain, path, secure, httpOnly, sameSite, priority, partitionKey } = cookie
  const hostOnly = !domain.startsWith('.')
  return {
    ...{ name, value, path, secure, httpOnly, priority, hostOnly },
    domain: hostOnly ? domain : domain.slice(1),
    ...(sameSite && { sameSite }),
    ...(!cookie.session && { expires: cookie.expires }),
    ...(partitionKey && { partitionKey }),
  }
}

/** Sets cookies in a page's context. */
export const writeCookies = async (page: Page, cookies: readonly SavedCookie[]): Promise<void> => {
  if (cookies.length === 0) return
  await onBrowser(page, (session, browserContextId) =>
    session.send('Storage.setCookies', { cookies: cookies.map(toParameter), browserContextId }),
  )
}

/** A page's own session reads and writes the cookies of the default context, whatever context the page is in. */
const onBrowser = async <T>(page: Page, work: (session: CDPSession, contextId: string) => Promise<T>): Promise<T> => {
  const contextId = page.browserContext().id
  if (contextId === undefined) throw new Error('the page is in no context of its own')
  const session = await page.browser().target().createCDPSession()
  try {
    return await work(session, contextId)
  } finally {
    await session.detach()
  }
}

/** With an address and no domain a cookie becomes one of its host alone (RFC 6265 section 5.3, step 6). */
const toParameter = ({ hostOnly, domain, ...cookie }: SavedCookie): Protocol.Network.CookieParam => ({
  ...cookie,
  url: `${cookie.secure ? 'https' : 'http'}://${domain}${cookie.path}`,
  ...(hostOnly ? {} : { domain: `.${domain}` }),
})
