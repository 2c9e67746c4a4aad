import type { Frame, Protocol } from 'puppeteer-core'
import type { GuardedPage } from './page-stack.ts'
import { realmOf } from './perception/world.ts'
import { sessionOf } from './puppeteer-inside.ts'

/** What is kept in our own world of a frame while a picture is taken. */
interface Kept {
  chaperoneHidden?: [HTMLElement, string | null][]
  /** Closed shadow roots, which only the browser's side can find. */
  chaperoneClosed?: ShadowRoot[]
}

/** Runs in each frame, in our own world: makes the smallest elements that show a pattern invisible. */
const hide = (patterns: readonly string[]): void => {
  const kept = globalThis as Kept
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
  for (const root of [document, ...(kept.chaperoneClosed ?? [])]) visit(root)
  delete kept.chaperoneClosed
  kept.chaperoneHidden = hidden
}

const restore = (): void => {
  const kept = globalThis as Kept
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
  await Promise.all(frames.map(frame => inFrame(frame, () => hideIn(frame, patterns))))
  try {
    return await work()
  } finally {
    await Promise.all(frames.map(frame => inFrame(frame, () => realmOf(frame).evaluate(`(${restore})()`))))
  }
}

const hideIn = async (frame: Frame, patterns: readonly string[]): Promise<void> => {
  await handInClosedRoots(frame)
  await realmOf(frame).evaluate(`(${hide})(${JSON.stringify(patterns)})`)
}

const handInClosedRoots = async (frame: Frame): Promise<void> => {
  const realm = realmOf(frame)
  const document = await realm.evaluateHandle('document')
  const { objectId } = document.remoteObject()
  if (!objectId) return
  const { node } = await sessionOf(frame).send('DOM.describeNode', { objectId, depth: -1, pierce: true })
  await document.dispose()
  for (const backendNodeId of closedRootsIn(node)) {
    const root = await realm.adoptBackendNode(backendNodeId)
    await root.evaluate(found => {
      const kept = globalThis as Kept
      kept.chaperoneClosed = [...(kept.chaperoneClosed ?? []), found as unknown as ShadowRoot]
    })
    await root.dispose()
  }
}

/** Closed shadow roots of a document, not those of documents in its frames. */
const closedRootsIn = (node: Protocol.DOM.Node): number[] => [
  ...(node.shadowRootType === 'closed' ? [node.backendNodeId] : []),
  ...[...(node.children ?? []), ...(node.shadowRoots ?? [])].flatMap(closedRootsIn),
]

/** A frame that goes away meanwhile shows nothing. */
const inFrame = async (frame: Frame, work: () => Promise<unknown>): Promise<void> => {
  if (frame.detached) return
  await work().catch(error => {
    if (!frame.detached && !/destroyed|detached|navigat|closed|context/i.test(String(error))) throw error
  })
}
