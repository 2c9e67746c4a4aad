import type { Frame } from 'puppeteer-core'
import { CAPTURED_ATTRIBUTES, type CaptureElement, type CaptureNode, type PageCapture } from '../../contract/capture.ts'
import type { Deadline } from '../../lib/deadline.ts'
import { AppError, isAppError } from '../../lib/errors.ts'
import type { CaptureOptions, DocumentCapture } from '../injected/capture.ts'
import { readAnew } from '../read-anew.ts'
import { insidesOf, type Tab } from '../tab.ts'
import { adoptClosedRoots } from './closed-roots.ts'
import { ownerNumber } from './frame-owner.ts'
import type { Redact } from './redact.ts'
import { call } from './world.ts'

/** Beyond these a page is refused: what a reader can hold, and what a 5 MB document stays within. */
const LIMITS = { maxNodes: 60_000, maxChars: 2_000_000 }

const CLOSED_ROUNDS = 4

/** How a page is captured. */
export interface CaptureSettings {
  readonly deadline: Deadline
}

/**
 * Captures the session's tab for extraction: the rendered tree of the top document and of every frame within reach.
 * @throws AppError page_too_large; page_failed where there is no document; timeout; what stands off the policy
 */
export const takeCapture = (tab: Tab, settings: CaptureSettings): Promise<PageCapture> =>
  readAnew(tab.read, () => captureTab(tab), settings.deadline)

async function captureTab(tab: Tab): Promise<PageCapture> {
  const { page, isReachable } = insidesOf(tab)
  const top = await captureFrame(page.mainFrame(), isReachable)
  if (!top.body) throw new AppError('page_failed', 'the page has no document to read')
  const { title, lang, viewport, meta, linkedData, body } = top
  const capture: PageCapture = { url: page.url(), title, lang, viewport, meta, linkedData, body }
  return redacted(capture, tab.scrub)
}

async function captureFrame(frame: Frame, isReachable: (frame: Frame) => boolean): Promise<DocumentCapture> {
  const options: CaptureOptions = { attributes: CAPTURED_ATTRIBUTES, ...LIMITS }
  const read = async (): Promise<DocumentCapture> => JSON.parse(await call(frame, 'capture', options))
  let result = await read()
  for (let round = 0; round < CLOSED_ROUNDS && result.suspects > 0; round += 1) {
    if ((await adoptClosedRoots(frame)) === 0) break
    result = await read()
  }
  if (result.tooLarge) throw new AppError('page_too_large', 'the page is too large to be read as a whole')
  if (!result.hasFrames || !result.body) return result
  const children = frame.childFrames().filter(child => !child.url().startsWith('chrome-error:') && isReachable(child))
  const inner = await Promise.all(children.map(child => captureChild(child, isReachable)))
  const documents = new Map(inner.flatMap(found => (found ? [found] : [])))
  const linkedData = [...result.linkedData, ...[...documents.values()].flatMap(found => found.linkedData)]
  return { ...result, linkedData, body: graft(result.body, documents) }
}

/** A child frame that goes away meanwhile is left out; the page around it is still read. */
async function captureChild(
  frame: Frame,
  isReachable: (frame: Frame) => boolean,
): Promise<readonly [string, DocumentCapture] | undefined> {
  try {
    const number = await ownerNumber(frame)
    return [String(number), await captureFrame(frame, isReachable)]
  } catch (error) {
    if (isAppError(error, 'page_too_large')) throw error
    return undefined
  }
}

function graft(element: CaptureElement, documents: ReadonlyMap<string, DocumentCapture>): CaptureElement {
  const number = element.attributes?.['data-frame']
  const body = number === undefined ? undefined : documents.get(number)?.body
  if (body) return { ...element, children: [{ ...body, tag: '#frame' }] }
  if (!element.children) return element
  return {
    ...element,
    children: element.children.map(child => (typeof child === 'string' ? child : graft(child, documents))),
  }
}

type Draft<T> = { -readonly [K in keyof T]: T[K] }

/** Takes secrets out of every string that came from the page; in place below the body: nobody else has it yet. */
function redacted(capture: PageCapture, redact: Redact): PageCapture {
  redactElement(capture.body, redact)
  return {
    ...capture,
    url: redact(capture.url),
    title: redact(capture.title),
    meta: capture.meta.map(({ name, content }) => ({ name, content: redact(content) })),
    linkedData: capture.linkedData.map(redact),
  }
}

function redactElement(element: Draft<CaptureElement>, redact: Redact): void {
  if (element.value !== undefined) element.value = redact(element.value)
  const attributes: Record<string, string> = element.attributes ?? {}
  for (const [key, value] of Object.entries(attributes)) attributes[key] = redact(value)
  const children: CaptureNode[] = (element.children as CaptureNode[] | undefined) ?? []
  children.forEach((child, i) => {
    if (typeof child === 'string') children[i] = redact(child)
    else redactElement(child, redact)
  })
}
