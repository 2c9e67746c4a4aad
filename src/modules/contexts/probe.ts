import type { Snapshot } from '../../contract/snapshot.ts'

/** How to see later whether a site still takes a browser for signed in. */
export interface Probe {
  /** Without query and fragment: they may carry what is nobody's business. */
  readonly url: string
  /** What a control to sign out was called. */
  readonly marker?: string
  /** The session that it was saved in went by the upstream proxy, so that the site knows that address. */
  readonly proxy?: boolean
}

/** What sites call the way out; the sites' languages, not ours. */
const SIGN_OUT =
  /^(log|sign)[ -]?(out|off)$|^abmelden$|^ausloggen$|^(se )?déconne(xion|cter)$|^cerrar sesión$|^salir$|^(sair|terminar sessão)$|^(esci|disconnetti)$|^(uitloggen|afmelden)$|^wyloguj( się)?$|^выйти$|^ログアウト$|^退出登录$|^로그아웃$/i

/** The probe for a page on which somebody is signed in; null where the page has no address to come back to. */
export const toProbe = (snapshot: Snapshot): Probe | null => {
  const url = URL.parse(snapshot.url)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return null
  const marker = snapshot.nodes.find(node => SIGN_OUT.test(node.name.trim()))?.name.trim()
  return { url: `${url.origin}${url.pathname}`, ...(marker === undefined ? {} : { marker }) }
}

/** Whether a page that was loaded for a probe shows somebody signed in. */
export const isSignedIn = (probe: Probe, snapshot: Snapshot, httpStatus: number): boolean => {
  if (httpStatus >= 400 || snapshot.nodes.some(({ state }) => state.password)) return false
  return probe.marker === undefined || snapshot.nodes.some(({ name }) => name.trim() === probe.marker)
}
