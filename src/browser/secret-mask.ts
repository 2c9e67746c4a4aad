import type { Frame, JSHandle, Page } from 'puppeteer-core'
import { type DocumentTexts, readPageTexts } from './page-texts.ts'
import { realmOf } from './perception/world.ts'
import { frameIdOf } from './puppeteer-inside.ts'
import type { SecretFinder } from './secret-finder.ts'

/** Runs in our own world of the element's frame: makes it invisible, and gives the style that it had. */
const hide = (element: unknown): string | null => {
  if (!(element instanceof HTMLElement || element instanceof SVGElement)) return null
  const style = element.getAttribute('style')
  for (const [name, value] of [
    ['opacity', '0'],
    ['transition', 'none'],
    ['animation', 'none'],
  ] as const)
    element.style.setProperty(name, value, 'important')
  return style
}

const restore = (element: unknown, style: string | null): void => {
  if (!(element instanceof Element)) return
  if (style === null) element.removeAttribute('style')
  else element.setAttribute('style', style)
}

interface Hidden {
  readonly element: JSHandle
  readonly style: string | null
}

/**
 * Carries out `work` while no element of a page is visible that shows what the finder finds, in any frame. It is looked for
 * on our side of the browser: no secret is handed to a page. What a page paints on a canvas is not looked into.
 */
export const withoutSecrets = async <T>(page: Page, finder: SecretFinder, work: () => Promise<T>): Promise<T> => {
  const documents = await readPageTexts(page)
  const hidden = (await Promise.all(documents.map(document => hideIn(page, document, finder)))).flat()
  try {
    return await work()
  } finally {
    await Promise.all(hidden.map(({ element, style }) => unlessGone(() => element.evaluate(restore, style))))
    await Promise.all(hidden.map(({ element }) => unlessGone(() => element.dispose())))
  }
}

const hideIn = async (page: Page, { frame, texts }: DocumentTexts, finder: SecretFinder): Promise<Hidden[]> => {
  const shown = page.frames().find(candidate => frameIdOf(candidate) === frame)
  if (!shown) return []
  // One after the other: what is hidden twice gets back the style that it had first.
  const hidden: Hidden[] = []
  for (const id of elementsWith(texts, finder)) {
    const one = await hideElement(shown, id)
    if (one) hidden.push(one)
  }
  return hidden
}

const hideElement = async (frame: Frame, backendNodeId: number): Promise<Hidden | undefined> =>
  await unlessGone(async () => {
    const element = await realmOf(frame).adoptBackendNode(backendNodeId)
    return { element, style: await element.evaluate(hide) }
  })

/** The elements that show something found: in a text or value of their own, in an attribute, or letter by letter. */
const elementsWith = (texts: DocumentTexts['texts'], finder: SecretFinder): ReadonlySet<number> => {
  const elements = new Set<number>()
  const run: { readonly element: number; readonly end: number }[] = []
  let joined = ''
  for (const { kind, text, element } of texts) {
    if (kind === 'address') continue
    if (finder.isIn(text)) elements.add(element)
    if (kind !== 'text') continue
    joined += text.trim()
    run.push({ element, end: joined.length })
  }
  let at = 0
  for (const [start, end] of finder.rangesIn(joined)) {
    while ((run[at]?.end ?? end) <= start) at += 1
    for (let i = at; i < run.length && (run[i - 1]?.end ?? 0) < end; i += 1) elements.add(run[i]?.element ?? 0)
  }
  return elements
}

/** What has gone shows nothing. */
const unlessGone = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work()
  } catch (error) {
    if (/destroyed|detached|navigat|closed|context|No node|does not belong/i.test(String(error))) return undefined
    throw error
  }
}
