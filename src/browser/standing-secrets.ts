import type { Frame, Page } from 'puppeteer-core'
import { type DocumentTexts, type PageText, readPageTexts } from './page-texts.ts'
import { call, realmOf } from './perception/world.ts'
import { frameIdOf } from './puppeteer-inside.ts'
import type { Taint } from './taint.ts'

/**
 * Whether a page may not be handed to an agent because of what was typed server-side:
 * - in a document that it was typed into, a filled field holds anything still, whatever the page has made of it, or the
 *   value stands in any text, attribute or field;
 * - in any other document it stands letter by letter, where taking it out of each text takes out nothing.
 * A field of another document that has the value gives it to nobody from then on; its texts pass redaction.
 */
export const isHeldBack = async (page: Page, taint: Taint): Promise<boolean> => {
  if (await holdsTyped(page, taint)) return true
  const documents = await readPageTexts(page)
  const typedInto = new Set(taint.documents.map(({ frame }) => frame))
  if (documents.some(({ frame, texts }) => (typedInto.has(frame) ? hasSecret(texts, taint) : isApart(texts, taint))))
    return true
  await Promise.all(documents.map(document => hideFields(page, document, taint)))
  return false
}

/** As `isHeldBack`, after a verb that the page was looked at for before: only a document that was typed into can be one anew. */
export const isHeldBackNow = async (page: Page, taint: Taint): Promise<boolean> =>
  taint.documents.length > 0 && (await isHeldBack(page, taint))

const holdsTyped = async (page: Page, taint: Taint): Promise<boolean> => {
  const fields = await Promise.all(taint.documents.map(document => document.holdsTyped(page)))
  return fields.includes(true)
}

const holds = ({ kind, text }: PageText, { telling, isTyped }: Taint): boolean =>
  telling.isIn(text) || (kind === 'value' && isTyped(text))

const joined = (texts: readonly PageText[], read: (text: string) => string): string =>
  texts.flatMap(({ kind, text }) => (kind === 'text' ? [read(text.trim())] : [])).join('')

const hasSecret = (texts: readonly PageText[], taint: Taint): boolean =>
  texts.some(text => holds(text, taint)) || taint.telling.isIn(joined(texts, text => text))

const isApart = (texts: readonly PageText[], { telling }: Taint): boolean => telling.isIn(joined(texts, telling.redact))

const hideFields = async (page: Page, { frame, texts }: DocumentTexts, taint: Taint): Promise<void> => {
  const fields = texts.filter(text => text.kind === 'value' && holds(text, taint))
  const shown = page.frames().find(candidate => frameIdOf(candidate) === frame)
  if (fields.length === 0 || !shown) return
  await call(shown, 'docId') // so that the page script is there
  await Promise.all(fields.map(({ element }) => hideField(shown, element)))
}

const hideField = async (frame: Frame, backendNodeId: number): Promise<void> => {
  await using element = await realmOf(frame).adoptBackendNode(backendNodeId)
  await element.evaluate(field => {
    const world = globalThis as unknown as { chaperone: { noteTyped(field: unknown): void } }
    world.chaperone.noteTyped(field)
  })
}
