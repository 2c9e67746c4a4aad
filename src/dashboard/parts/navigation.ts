import { signal } from '@preact/signals'
import { PAGE_PATHS } from '../page-paths.ts'

/** Address of the page that is shown: path and query. */
export const location = signal({ path: window.location.pathname, query: window.location.search })

const PATTERNS = PAGE_PATHS.map(path => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`))

const isOurs = (path: string): boolean => PATTERNS.some(pattern => pattern.test(path))

const follow = () => {
  location.value = { path: window.location.pathname, query: window.location.search }
}

/** Opens a page of the dashboard without loading the document again. */
export const go = (address: string): void => {
  window.history.pushState(null, '', address)
  follow()
  window.scrollTo(0, 0)
}

/** Takes plain clicks on links to our own pages; everything else is the browser's. */
const onClick = (event: MouseEvent) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || link.target || link.hasAttribute('download') || link.origin !== window.location.origin) return
  if (!isOurs(link.pathname)) return
  event.preventDefault()
  go(link.pathname + link.search)
}

export const startNavigation = (): void => {
  document.addEventListener('click', onClick)
  window.addEventListener('popstate', follow)
}
