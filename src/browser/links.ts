import type { Frame } from 'puppeteer-core'
import type { PageStack } from './page-stack.ts'
import type { Redact } from './perception/redact.ts'
import { frameIdOf, sessionOf } from './puppeteer-inside.ts'
import { isReachableFrame } from './reachability.ts'

/** A link as the page shows it. */
export interface Link {
  /** Visible text, else the accessible label, else the title or an image's alternative; white space collapsed. */
  readonly text: string
  /** Absolute http(s) address. */
  readonly href: string
}

export interface LinkOptions {
  /** Only links whose text or address contains this, whatever the case. */
  readonly contains?: string
  readonly limit: number
}

/** Runs in the page, in a world of its own that page scripts can not reach into. */
const collectLinks = (limit: number): { text: string; href: string }[] => {
  const found: { text: string; href: string }[] = []
  let left = 2_000_000 // characters of all of them
  const collapse = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim()
  const labelOf = (link: HTMLAnchorElement) =>
    // biome-ignore lint/performance/useDomNodeTextContent: what is rendered is wanted, not what is hidden within
    collapse(link.innerText) ||
    collapse(link.getAttribute('aria-label')) ||
    collapse(link.title) ||
    collapse(link.querySelector('img[alt]')?.getAttribute('alt')) ||
    collapse(link.querySelector('svg title')?.textContent)
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
    // it has no box of its own, what it holds has
    (getComputedStyle(element).display === 'contents' && [...element.children].some(isShown))
  const visit = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      if (found.length >= limit || left < 0) return
      if (element.shadowRoot) visit(element.shadowRoot)
      if (!(element instanceof HTMLAnchorElement || element instanceof HTMLAreaElement)) continue
      if (!/^https?:$/.test(element.protocol)) continue
      if (!isShown(element)) continue
      const link = { text: labelOf(element as HTMLAnchorElement).slice(0, 2000), href: element.href.slice(0, 8000) }
      left -= link.text.length + link.href.length
      found.push(link)
    }
  }
  visit(document)
  return found
}

/** More links than this in one frame are not looked at. */
const SCANNED = 5_000

const linksOf = async (frame: Frame): Promise<Link[]> => {
  const session = sessionOf(frame)
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameIdOf(frame),
    worldName: 'chaperone-links',
  })
  const { result } = await session.send('Runtime.evaluate', {
    expression: `(${collectLinks})(${SCANNED})`,
    contextId: executionContextId,
    returnByValue: true,
  })
  return (result.value as Link[] | undefined) ?? []
}

/**
 * The visible links of the tab's reachable frames, each text and address once, in the order of the page. What is asked for
 * is looked for in what is told, so that nothing can be guessed that is not.
 */
export const collectTabLinks = async (
  stack: PageStack,
  { contains, limit, scrub }: LinkOptions & { readonly scrub: Redact },
): Promise<Link[]> => {
  const { page, guard } = stack.current
  const frames = page.frames().filter(frame => isReachableFrame(frame, guard))
  const lists = await Promise.all(
    frames.map(frame =>
      linksOf(frame).catch((error: unknown): Link[] => {
        if (frame === page.mainFrame()) throw error
        return [] // a frame that went away while it was read has no links
      }),
    ),
  )
  const wanted = contains?.toLowerCase()
  const unique = new Map<string, Link>()
  for (const { text, href } of lists.flat()) {
    const link = { text: scrub(text), href: scrub(href) }
    if (wanted && !link.text.toLowerCase().includes(wanted) && !link.href.toLowerCase().includes(wanted)) continue
    unique.set(`${link.href}\n${link.text}`, link)
  }
  return [...unique.values()].slice(0, limit)
}
