import type { GuardedPage } from './page-stack.ts'

/**
 * The document's title, from the browser process: the renderer is busy painting after a load, and would answer tens of
 * milliseconds later. Its title updates and its load event come over one channel, so that the title is never older than
 * the event. A page without a title has its address there (NavigationEntry::GetTitleForDisplay); then it is asked itself.
 */
export const readTitle = async ({ guard, page }: GuardedPage): Promise<string> => {
  const { currentIndex, entries } = await guard.session.send('Page.getNavigationHistory')
  const entry = entries[currentIndex]
  return entry && !mayBeAddress(entry.title, entry.url) ? entry.title : page.title()
}

/** Whether a title may be a stand-in for the address: without http://, and decoded where the host is an IDN. */
const mayBeAddress = (title: string, url: string): boolean => {
  if (title === '' || /^\w+:/.test(title) || !URL.canParse(url)) return true
  const { hostname } = new URL(url)
  return hostname === '' || hostname.includes('xn--') || title.toLowerCase().startsWith(hostname)
}
