import type { ElementHandle, Frame, Page } from 'puppeteer-core'
import type { CapturedForm, FormCapture, FormControl, FormFrame } from '../../contract/form.ts'
import type { Deadline } from '../../lib/deadline.ts'
import { AppError } from '../../lib/errors.ts'
import type { DocumentForms } from '../injected/form.ts'
import { readAnew } from '../read-anew.ts'
import { insidesOf, type Tab } from '../tab.ts'
import { adoptClosedRoots } from './closed-roots.ts'
import { createRefTable, type RefTable, type RefTarget } from './refs.ts'
import { call, realmOf } from './world.ts'

const CLOSED_ROUNDS = 4

/** A capture with its way back to the page. */
export interface TakenForms {
  readonly capture: FormCapture
  /** Where a control is, as far as that is known here. @throws AppError target_not_found where there is no such control */
  target(ref: string): RefTarget
  /**
   * The element behind a control, in its frame's isolated world, and that frame. The caller disposes of the handle.
   * @throws AppError target_not_found where there is no such control or its document has gone
   */
  element(ref: string): Promise<{ readonly handle: ElementHandle; readonly frame: Frame }>
}

/** How forms are captured. */
export interface FormCaptureOptions {
  /** The session's table, so that refs are those of its snapshots and actions; without one they are the capture's own. */
  readonly refs?: RefTable
  readonly deadline?: Deadline
}

/**
 * Reads all fields, buttons and links of what stands in a tab, in every frame that the session may see into.
 * @throws AppError page_failed where the top document went away meanwhile; timeout; what stands off the policy
 */
export const takeFormCapture = (tab: Tab, options: FormCaptureOptions = {}): Promise<TakenForms> => {
  const { page, isReachable } = insidesOf(tab)
  return readAnew(
    tab.read,
    () => captureForms(page, { isReachable, refs: options.refs ?? createRefTable() }),
    options.deadline,
  )
}

interface Kept {
  readonly frame: Frame
  readonly parent: number
  readonly document: DocumentForms
}

interface Reach {
  readonly refs: RefTable
  isReachable(frame: Frame): boolean
}

/** `takeFormCapture` of a page that no tab holds; for measurements. */
export async function captureForms(page: Page, reach: Reach): Promise<TakenForms> {
  const kept: Kept[] = []
  await captureFrame(page.mainFrame(), { parent: -1, reach, kept })
  const top = kept[0]
  if (!top) throw new AppError('page_failed', 'the page went away while its forms were read')
  const target = (ref: string) => targetOf(ref, reach.refs)
  return { capture: toCapture(top, kept, reach.refs), target, element: async ref => await elementOf(target(ref)) }
}

async function captureFrame(frame: Frame, at: { parent: number; reach: Reach; kept: Kept[] }): Promise<void> {
  const { parent, reach, kept } = at
  const document = await readForms(frame).catch(error => {
    if (parent < 0) throw new AppError('page_failed', 'the page could not be read', {}, { cause: error })
    return undefined // a frame that goes away while the page is read is a frame that is not there
  })
  if (!document) return
  const index = kept.push({ frame, parent, document }) - 1
  for (const child of frame.childFrames()) {
    if (reach.isReachable(child)) await captureFrame(child, { parent: index, reach, kept })
  }
}

async function readForms(frame: Frame): Promise<DocumentForms> {
  const read = async (): Promise<DocumentForms> => JSON.parse(await call(frame, 'forms'))
  let document = await read()
  for (let round = 0; round < CLOSED_ROUNDS && document.suspects > 0; round += 1) {
    if ((await adoptClosedRoots(frame)) === 0) break
    document = await read()
  }
  return document
}

function targetOf(ref: string, refs: RefTable): RefTarget {
  const target = refs.find(ref)
  if (!target) throw new AppError('target_not_found', 'no such control on the page')
  return target
}

async function elementOf({ frame, doc, number }: RefTarget): Promise<{ handle: ElementHandle; frame: Frame }> {
  const source = `chaperone.isThere(${JSON.stringify(doc)}, ${number}) ? chaperone.elementOf(${number}) : null`
  const found = await realmOf(frame)
    .evaluateHandle(source)
    .catch(error => {
      throw new AppError('target_not_found', 'the page changed since its forms were read', {}, { cause: error })
    })
  const handle = found.asElement()
  if (!handle) throw new AppError('target_not_found', 'the control is no longer on the page')
  return { handle: handle as ElementHandle, frame }
}

function toCapture(top: Kept, kept: readonly Kept[], refs: RefTable): FormCapture {
  const frames: FormFrame[] = kept.map(({ frame, parent, document }) => ({
    document: document.doc,
    url: frame.url(),
    parent,
  }))
  const forms: CapturedForm[] = []
  const controls: FormControl[] = []
  for (const [index, { frame, document }] of kept.entries()) {
    const first = forms.length
    forms.push(...document.forms.map(form => ({ ...form, frame: index })))
    for (const [place, control] of document.controls.entries()) {
      const form = control.form < 0 ? -1 : first + control.form
      const ref = refs.refFor({ frame, doc: document.doc, number: document.numbers[place] ?? 0 })
      controls.push({ ...control, frame: index, form, ref })
    }
  }
  return {
    url: top.frame.url(),
    title: top.document.title,
    ready: top.document.ready,
    lang: top.document.lang,
    frames,
    forms,
    controls,
    text: kept.map(({ document }) => document.text).join('\n'),
    messages: [...new Set(kept.flatMap(({ document }) => document.messages))].slice(0, 40),
    headings: kept.flatMap(({ document }) => document.headings).slice(0, 40),
    captchas: kept.flatMap(({ document }) => document.captchas),
  }
}
