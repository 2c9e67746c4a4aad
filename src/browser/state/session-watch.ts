import { insidesOf, type Tab } from '../tab.ts'

/** Tells what of a site's memory has changed in a tab since the watch began. Values stay in here. */
export interface SessionWatch {
  /** Names of cookies and stored values that are new or have another value; what only counts visits or guards forms is left out. */
  changed(): Promise<string[]>
}

/** Counters of visits, tokens against forged requests, and what was answered to a cookie banner. */
const IDLE =
  /^(_ga|_gid|_gat|_gcl|_fbp|_hj|_pk_|_cl|ajs_|amplitude|mp_|optimizely)|csrf|xsrf|consent|cookie|locale|theme/i

export const watchSession = async (tab: Tab): Promise<SessionWatch> => {
  const before = await readMarks(tab)
  return {
    changed: async () =>
      [...(await readMarks(tab))]
        .filter(([name, value]) => value !== '' && !IDLE.test(name) && before.get(name) !== value)
        .map(([name]) => name),
  }
}

/** Cookies that the page's address is sent, and the storage of its origin. */
const readMarks = async (tab: Tab): Promise<Map<string, string>> => {
  const { session, guard } = insidesOf(tab)
  const { cookies } = await session.send('Network.getCookies').catch(() => ({ cookies: [] }))
  const origin = URL.parse(guard.url)?.origin ?? 'null'
  const stored = await Promise.all([true, false].map(isLocalStorage => readStored(session, { origin, isLocalStorage })))
  return new Map([...cookies.map(({ name, value }) => [name, value] as const), ...stored.flat()])
}

const readStored = async (
  session: ReturnType<typeof insidesOf>['session'],
  { origin, isLocalStorage }: { readonly origin: string; readonly isLocalStorage: boolean },
): Promise<[string, string][]> => {
  try {
    const storageId = { securityOrigin: origin, isLocalStorage }
    const { entries } = await session.send('DOMStorage.getDOMStorageItems', { storageId })
    return entries.map(([key = '', value = '']) => [key, value])
  } catch {
    return [] // no document of a site stands there
  }
}
