import type { ElementHandle, Frame, JSHandle, Page } from 'puppeteer-core'
import type { CapturedForm, FormCapture, FormControl, FormFrame } from '../../contract/form.ts'
import type { Deadline } from '../../lib/deadline.ts'
import { AppError } from '../../lib/errors.ts'
import { type DocumentForms, formCaptureSource } from '../injected/form.ts'
import { insidesOf, type Tab } from '../tab.ts'

/** How a capture is taken. */
export interface FormCaptureRequest {
  /** Whether a frame's document may be read; others are left out, with all frames in them. */
  isReachable(frame: Frame): boolean
  /** Closed shadow roots of a frame's document, as handles of its isolated world; none where it is left out. */
  closedRoots?(frame: Frame): Promise<readonly JSHandle<ShadowRoot>[]>
}

/** A capture with its way back to the page. Dispose of it when the form is done with. */
export interface TakenForms extends AsyncDisposable {
  readonly capture: FormCapture
  /**
   * The element behind a control, in its frame's isolated world, and that frame.
   * @throws AppError target_not_found where the capture has no such control or the document went away
   */
  element(ref: string): Promise<{ readonly handle: ElementHandle; readonly frame: Frame }>
}

interface Kept {
  readonly frame: Frame
  readonly script: JSHandle<Script>
  readonly parent: number
  readonly document: DocumentForms
}

interface Script {
  capture(closed: ShadowRoot[], keep: object): string
  keep: { elements: Element[] }
}

/** The isolated world of a frame, which puppeteer's public types leave out. */
interface FrameInside {
  isolatedRealm(): { evaluateHandle(expression: string): Promise<JSHandle<Script>> }
}

/** The forms of what stands in a tab, in every frame that the session may see into. @throws as Tab.read and captureForms */
export const takeFormCapture = (
  tab: Tab,
  options: { closedRoots?: FormCaptureRequest['closedRoots']; deadline?: Deadline } = {},
): Promise<TakenForms> => {
  const { page, isReachable } = insidesOf(tab)
  const { closedRoots, deadline } = options
  return tab.read(() => captureForms(page, { isReachable, ...(closedRoots && { closedRoots }) }), deadline)
}

/**
 * Reads all fields, buttons and links of the top document and of every reachable frame.
 * @throws AppError page_failed when the top document went away meanwhile
 */
export async function captureForms(page: Page, request: FormCaptureRequest): Promise<TakenForms> {
  const kept: Kept[] = []
  await captureFrame(page.mainFrame(), { parent: -1, request, kept })
  const top = kept[0]
  if (!top) throw new AppError('page_failed', 'the page went away while its forms were read')
  const refs = new Map(
    kept.flatMap(({ document }, frame) => document.controls.map((_, index) => [refOf(frame, index), { frame, index }])),
  )
  return {
    capture: toCapture(top, kept),
    async element(ref) {
      const at = refs.get(ref)
      const from = at && kept[at.frame]
      if (!from) throw new AppError('target_not_found', 'no such control in this capture')
      return { handle: await elementOf(from, at.index), frame: from.frame }
    },
    async [Symbol.asyncDispose]() {
      await Promise.allSettled(kept.map(({ script }) => script.dispose()))
    },
  }
}

const refOf = (frame: number, index: number): string => `f${frame}c${index}`

async function captureFrame(
  frame: Frame,
  at: { parent: number; request: FormCaptureRequest; kept: Kept[] },
): Promise<void> {
  const { parent, request, kept } = at
  const taken = await captureDocument(frame, request).catch(error => {
    if (parent < 0) throw new AppError('page_failed', 'the page could not be read', {}, { cause: error })
    return undefined // a frame that goes away while the page is read is a frame that is not there
  })
  if (!taken) return
  const index = kept.push({ frame, parent, ...taken }) - 1
  for (const child of frame.childFrames()) {
    if (request.isReachable(child)) await captureFrame(child, { parent: index, request, kept })
  }
}

async function captureDocument(frame: Frame, request: FormCaptureRequest): Promise<Pick<Kept, 'script' | 'document'>> {
  const realm = (frame as unknown as FrameInside).isolatedRealm()
  const script = await realm.evaluateHandle(`({ capture: ${formCaptureSource}, keep: {} })`)
  const roots = (await request.closedRoots?.(frame)) ?? []
  const written = await script.evaluate((self, ...closed: ShadowRoot[]) => self.capture(closed, self.keep), ...roots)
  return { script, document: JSON.parse(written) }
}

async function elementOf({ script }: Kept, index: number): Promise<ElementHandle> {
  const found = await script
    .evaluateHandle((self, at) => self.keep.elements[at] ?? null, index)
    .catch(error => {
      throw new AppError('target_not_found', 'the page changed since its forms were read', {}, { cause: error })
    })
  const element = found.asElement()
  if (!element) throw new AppError('target_not_found', 'no such control in this capture')
  return element as ElementHandle
}

function toCapture(top: Kept, kept: readonly Kept[]): FormCapture {
  const frames: FormFrame[] = kept.map(({ frame, parent }) => ({ url: frame.url(), parent }))
  const forms: CapturedForm[] = []
  const controls: FormControl[] = []
  for (const [frame, { document }] of kept.entries()) {
    const first = forms.length
    forms.push(...document.forms.map(form => ({ ...form, frame })))
    for (const [index, control] of document.controls.entries()) {
      const form = control.form < 0 ? -1 : first + control.form
      controls.push({ ...control, frame, form, ref: refOf(frame, index) })
    }
  }
  return {
    url: top.frame.url(),
    title: top.document.title,
    lang: top.document.lang,
    frames,
    forms,
    controls,
    text: kept.map(({ document }) => document.text).join('\n'),
    messages: [...new Set(kept.flatMap(({ document }) => document.messages))].slice(0, 40),
    captchas: kept.flatMap(({ document }) => document.captchas),
  }
}
