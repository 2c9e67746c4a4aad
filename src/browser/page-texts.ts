import type { CDPSession, Page, Protocol } from 'puppeteer-core'
import { sessionOf } from './puppeteer-inside.ts'

/** A text that stands in a page, whether it shows or not. */
export interface PageText {
  readonly kind: 'text' | 'attribute' | 'value' | 'address'
  readonly text: string
  /** The element that has it: of a text its parent, of an address none (CDP backend node id). */
  readonly element: number
}

/** The texts of one document, in their order. */
export interface DocumentTexts {
  /** CDP id of the frame that shows it. */
  readonly frame: string
  /** The session of the process that it is in. */
  readonly session: CDPSession
  readonly texts: readonly PageText[]
}

/**
 * Every text, attribute, field value and document's address of a page as the browser itself has them: in all frames, in closed shadow roots, of
 * password fields too. Nothing is handed to the page for it.
 */
export const readPageTexts = async (page: Page): Promise<DocumentTexts[]> => {
  const frames = page.frames().filter(frame => !frame.detached)
  const sessions = [...new Set(frames.map(sessionOf))]
  const documents = sessions.map(async session => {
    const snapshot = await session.send('DOMSnapshot.captureSnapshot', { computedStyles: [] })
    return snapshot.documents.map(document => ({
      frame: snapshot.strings[document.frameId] ?? '',
      session,
      texts: textsOf(document, snapshot.strings),
    }))
  })
  return (await Promise.all(documents)).flat()
}

/** What holds text that is never shown as it is. */
const SILENT = new Set(['SCRIPT', 'STYLE'])

const textsOf = (
  { nodes, documentURL }: Protocol.DOMSnapshot.DocumentSnapshot,
  strings: readonly string[],
): PageText[] => {
  const { parentIndex = [], nodeType = [], nodeName = [], nodeValue = [], backendNodeId = [], attributes = [] } = nodes
  const at = (index: number | undefined): string => (index === undefined ? '' : (strings[index] ?? ''))
  const idOf = (index: number): number => backendNodeId[index] ?? 0
  const values = new Map<number, string>()
  for (const { index, value } of [nodes.inputValue, nodes.textValue].flatMap(rare => rare ?? []))
    for (const [place, node] of index.entries()) values.set(node, at(value[place]))
  const texts: PageText[] = [{ kind: 'address', text: at(documentURL), element: 0 }]
  for (const [index, type] of nodeType.entries()) {
    if (type === 3) {
      const parent = parentIndex[index] ?? -1
      if (!SILENT.has(at(nodeName[parent])))
        texts.push({ kind: 'text', text: at(nodeValue[index]), element: idOf(parent) })
      continue
    }
    const pairs = attributes[index] ?? []
    for (let i = 1; i < pairs.length; i += 2)
      texts.push({ kind: 'attribute', text: at(pairs[i]), element: idOf(index) })
    const value = values.get(index)
    if (value) texts.push({ kind: 'value', text: value, element: idOf(index) })
  }
  return texts
}
