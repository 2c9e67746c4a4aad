import type { GuardedPage } from './page-stack.ts'
import { realmOf } from './perception/world.ts'

/** Characters of a title that are read: a page may have one of 200 MB. */
const LONGEST = 500

/**
 * The document's title, from the browser process: the renderer is busy painting after a load, and would answer tens of
 * milliseconds later. Its title updates and its load event come over one channel, so that the title is never older than
 * the event. A page without a title has its address there (NavigationEntry::GetTitleForDisplay); then it is asked itself.
 * The history would say the same, and with it every address that the page has made up.
 */
export const readTitle = async ({ guard, page }: GuardedPage): Promise<string> => {
  const { targetInfo } = await guard.session.send('Target.getTargetInfo')
  if (!mayBeAddress(targetInfo.title, targetInfo.url)) return targetInfo.title.slice(0, LONGEST)
  return await realmOf(page.mainFrame()).evaluate(
    longest =>
      Object.getOwnPropertyDescriptor(Document.prototype, 'title')?.get?.call(document).slice(0, longest) ?? '',
    LONGEST,
  )
}

/** Whether a title may be a stand-in for the address: without http://, and decoded where the host is an IDN. */
const mayBeAddress = (title: string, url: string): boolean => {
  if (title === '' || /^\w+:/.test(title) || !URL.canParse(url)) return true
  const { hostname } = new URL(url)
  return hostname === '' || hostname.includes('xn--') || title.toLowerCase().startsWith(hostname)
}
