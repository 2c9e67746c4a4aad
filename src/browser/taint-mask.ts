import type { Frame } from 'puppeteer-core'
import type { GuardedPage } from './page-stack.ts'
import { realmOf } from './perception/world.ts'

/** Runs in each frame, in our own world: makes the smallest elements that show a pattern invisible. */
const hide = (patterns: readonly string[]): void => {
  const kept = globalThis as { chaperoneHidden?: [HTMLElement, string | null][] }
  const hidden: [HTMLElement, string | null][] = []
  const shows = (text: string | null | undefined): boolean => {
    const lower = (text ?? '').toLowerCase()
    return lower.length > 3 && patterns.some(pattern => lower.includes(pattern))
  }
  const hideElement = (element: Element) => {
    if (!(element instanceof HTMLElement || element instanceof SVGElement)) return
    hidden.push([element as HTMLElement, element.getAttribute('style')])
    for (const [name, value] of [
      ['opacity', '0'],
      ['transition', 'none'],
      ['animation', 'none'],
    ] as const)
      element.style.setProperty(name, value, 'important')
  }
  const visit = (root: Document | ShadowRoot | Element) => {
    for (const element of root.children) {
      if (element.shadowRoot) visit(element.shadowRoot)
      const typed = 'value' in element && typeof element.value === 'string' && shows(element.value)
      if (typed || [...element.attributes].some(({ value }) => shows(value))) hideElement(element)
      else if (shows(element.textContent) && ![...element.children].some(child => shows(child.textContent)))
        hideElement(element)
      visit(element)
    }
  }
  visit(document)
  kept.chaperoneHidden = hidden
}

const restore = (): void => {
  const kept = globalThis as { chaperoneHidden?: [HTMLElement, string | null][] }
  for (const [element, style] of kept.chaperoneHidden ?? []) {
    if (style === null) element.removeAttribute('style')
    else element.setAttribute('style', style)
  }
  delete kept.chaperoneHidden
}

/**
 * Carries out `work` while nothing that shows one of the patterns (lower case) is visible in the page, in any frame.
 * What a page paints on a canvas is not looked into.
 */
export const withoutSecrets = async <T>(
  { page }: GuardedPage,
  patterns: readonly string[],
  work: () => Promise<T>,
): Promise<T> => {
  const frames = page.frames().filter(frame => !frame.detached)
  await Promise.all(frames.map(frame => evaluateIn(frame, `(${hide})(${JSON.stringify(patterns)})`)))
  try {
    return await work()
  } finally {
    await Promise.all(frames.map(frame => evaluateIn(frame, `(${restore})()`)))
  }
}

const evaluateIn = async (frame: Frame, source: string): Promise<void> => {
  if (frame.detached) return
  await realmOf(frame)
    .evaluate(source)
    .catch(error => {
      if (!frame.detached && !/destroyed|detached|navigat|closed|context/i.test(String(error))) throw error
    })
}
