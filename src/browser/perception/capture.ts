import type { CDPSession, Frame, Page } from 'puppeteer-core'
import { CAPTURED_ATTRIBUTES, type CaptureElement, type CaptureNode, type PageCapture } from '../../contract/capture.ts'
import { AppError } from '../../lib/errors.ts'
import { type CaptureOptions, captureSource, type DocumentCapture } from '../injected/capture.ts'

/** Beyond these a page is refused: what a reader can hold, and what a 5 MB document stays within. */
const LIMITS = { maxNodes: 250_000, maxChars: 12_000_000 }

/** A custom element or an oddly empty box costs a round trip to ask; a page has few. */
const MAX_SUSPECTS = 200

/** How a capture is taken. */
export interface CaptureRequest {
  /** Whether a frame's document lies within the session's allowlist; others are left out. */
  isReachable(frame: Frame): boolean
  /** Applied to every string that leaves; the identity where nothing has to be hidden. */
  redact(text: string): string
}

interface Handle {
  evaluate<T>(fn: (self: never, ...args: never[]) => T, ...args: unknown[]): Promise<T>
  getProperties(): Promise<Map<string, Handle>>
  remoteObject(): { readonly objectId?: string }
  dispose(): Promise<void>
}

/** The parts of puppeteer's frame that its public types leave out. */
interface FrameInside {
  readonly _id: string
  readonly client: CDPSession
  isolatedRealm(): {
    evaluateHandle(expression: string): Promise<Handle>
    adoptBackendNode(id: number): Promise<Handle>
  }
}

const inside = (frame: Frame): FrameInside => frame as unknown as FrameInside

/**
 * Captures the page for extraction: the rendered tree of the top document and of every reachable frame.
 * @throws AppError page_too_large, or page_failed when the document went away meanwhile
 */
export async function takeCapture(page: Page, request: CaptureRequest): Promise<PageCapture> {
  const top = await captureFrame(page.mainFrame(), request)
  if (!top.body) throw new AppError('page_failed', 'the page has no document to read')
  const capture: PageCapture = {
    url: page.url(),
    title: top.title,
    lang: top.lang,
    viewport: top.viewport,
    meta: top.meta,
    linkedData: top.linkedData,
    body: top.body,
  }
  return mapStrings(capture, request.redact)
}

async function captureFrame(frame: Frame, request: CaptureRequest): Promise<DocumentCapture> {
  const realm = inside(frame).isolatedRealm()
  const options: CaptureOptions = { attributes: CAPTURED_ATTRIBUTES, ...LIMITS }
  const script = await realm.evaluateHandle(`({ capture: ${captureSource}, keep: {} })`)
  const run = async (roots: Handle[]): Promise<DocumentCapture> =>
    JSON.parse(
      await script.evaluate(
        (self: { capture: Capture; keep: object }, given: CaptureOptions, ...closed: ShadowRoot[]) =>
          self.capture(given, closed, self.keep),
        options,
        ...roots,
      ),
    )
  try {
    let result = await run([])
    if (result.suspects > 0) {
      const roots = await closedRoots(frame, script)
      if (roots.length > 0) result = await run(roots)
    }
    if (result.tooLarge) throw new AppError('page_too_large', 'the page is too large to be read as a whole')
    return await withFrames(frame, { script, result, request })
  } finally {
    await script.dispose()
  }
}

type Capture = (options: CaptureOptions, roots: ShadowRoot[], keep: object) => string

/** Closed shadow roots are seen by DevTools alone: asks for those of the elements that may have one. */
async function closedRoots(frame: Frame, script: Handle): Promise<Handle[]> {
  const { client } = inside(frame)
  const list = await propertyOf(await propertyOf(script, 'keep'), 'suspects')
  const suspects = [...(await list.getProperties())].filter(([key]) => /^\d+$/.test(key)).slice(0, MAX_SUSPECTS)
  const roots = await Promise.all(
    suspects.map(async ([, handle]) => {
      const { objectId } = handle.remoteObject()
      if (objectId === undefined) return []
      const { node } = await client.send('DOM.describeNode', { objectId })
      const closed = node.shadowRoots?.find(root => root.shadowRootType === 'closed')
      return closed ? [await inside(frame).isolatedRealm().adoptBackendNode(closed.backendNodeId)] : []
    }),
  )
  return roots.flat()
}

async function propertyOf(handle: Handle, name: string): Promise<Handle> {
  const found = (await handle.getProperties()).get(name)
  if (!found) throw new AppError('page_failed', 'the page changed while it was read')
  return found
}

interface Captured {
  readonly script: Handle
  readonly result: DocumentCapture
  readonly request: CaptureRequest
}

/** Captures the reachable child frames and hangs each below its iframe element. */
async function withFrames(frame: Frame, { script, result, request }: Captured): Promise<DocumentCapture> {
  const children = frame
    .childFrames()
    .filter(child => !child.url().startsWith('chrome-error:') && request.isReachable(child))
  if (result.frames === 0 || children.length === 0 || !result.body) return result
  const documents = new Map<string, DocumentCapture>()
  for (const child of children) {
    const at = await ownerIndex(frame, child, script)
    if (at >= 0) documents.set(String(at), await captureFrame(child, request))
  }
  const linkedData = [...result.linkedData, ...[...documents.values()].flatMap(found => found.linkedData)]
  return { ...result, linkedData, body: graft(result.body, documents) }
}

async function ownerIndex(parent: Frame, child: Frame, script: Handle): Promise<number> {
  const { backendNodeId } = await inside(parent).client.send('DOM.getFrameOwner', { frameId: inside(child)._id })
  const owner = await inside(parent).isolatedRealm().adoptBackendNode(backendNodeId)
  return script.evaluate(
    (self: { keep: { frames: Element[] } }, element: Element) => self.keep.frames.indexOf(element),
    owner,
  )
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

/** Every string of the capture that came from the page, through `redact`. */
function mapStrings(capture: PageCapture, redact: (text: string) => string): PageCapture {
  const ofNode = (node: CaptureNode): CaptureNode => (typeof node === 'string' ? redact(node) : ofElement(node))
  const ofElement = (element: CaptureElement): CaptureElement => ({
    ...element,
    ...(element.attributes && {
      attributes: Object.fromEntries(Object.entries(element.attributes).map(([key, value]) => [key, redact(value)])),
    }),
    ...(element.value !== undefined && { value: redact(element.value) }),
    ...(element.children && { children: element.children.map(ofNode) }),
  })
  return {
    ...capture,
    url: redact(capture.url),
    title: redact(capture.title),
    meta: capture.meta.map(({ name, content }) => ({ name, content: redact(content) })),
    linkedData: capture.linkedData.map(redact),
    body: ofElement(capture.body),
  }
}
