import { signal } from '@preact/signals'
import { PAGE_PATHS } from '../page-paths.ts'
import { mountPath, toHref } from './mount.ts'

/** The path below the one that the service is mounted at; null for another's. */
const toPathBelow = (path: string): string | null => {
  if (path === mountPath) return '/'
  return path.startsWith(`${mountPath}/`) ? path.slice(mountPath.length) : null
}

const readLocation = () => ({
  path: toPathBelow(window.location.pathname) ?? window.location.pathname,
  query: window.location.search,
})

/** Address of the page that is shown: path below the mount, and query. */
export const location = signal(readLocation())

const PATTERNS = PAGE_PATHS.map(path => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`))

const isOurs = (path: string): boolean => PATTERNS.some(pattern => pattern.test(path))

const follow = () => {
  location.value = readLocation()
}

/** Opens a page of the dashboard without loading the document again. */
export const go = (address: string): void => {
  window.history.pushState(null, '', toHref(address))
  follow()
  window.scrollTo(0, 0)
}

/** Takes plain clicks on links to our own pages; everything else is the browser's. */
const onClick = (event: MouseEvent) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || link.target || link.hasAttribute('download') || link.origin !== window.location.origin) return
  const path = toPathBelow(link.pathname)
  if (path === null || !isOurs(path)) return
  event.preventDefault()
  go(path + link.search)
}

export const startNavigation = (): void => {
  document.addEventListener('click', onClick)
  window.addEventListener('popstate', follow)
}
