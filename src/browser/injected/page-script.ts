import { aim, isStillAt, throughFrame } from './aim.ts'
import { documentTitle } from './dom.ts'
import { adoptRoot, elementOf, numberOf } from './registry.ts'
import { selectorOf } from './selector.ts'
import { toNodes, walkDocument } from './walk.ts'
import type { FrameReading, WalkOptions } from './wire.ts'

const doc = crypto.getRandomValues(new Uint32Array(2)).join('-')
let suspects: Element[] = []

/** Reads the document. Gives JSON text, which passes the protocol faster than an object. */
function read(options: WalkOptions): string {
  const walk = walkDocument(options)
  suspects = walk.suspects.slice(0, 300)
  const root = document.scrollingElement ?? document.documentElement
  const reading: FrameReading = {
    doc,
    title: documentTitle().slice(0, 500),
    url: location.href,
    viewport: [innerWidth, innerHeight],
    scroll: [
      scrollX,
      scrollY,
      Math.max(0, root.scrollWidth - innerWidth),
      Math.max(0, root.scrollHeight - innerHeight),
    ],
    suspects: suspects.length,
    nodes: toNodes(walk),
  }
  return JSON.stringify(reading)
}

/** Short selectors for elements by number; empty for one that has gone. */
const selectorsOf = (numbers: readonly number[]): string[] =>
  numbers.map(number => {
    const el = elementOf(number)
    return el ? selectorOf(el) : ''
  })

const script = {
  docId: (): string => doc,
  read,
  suspects: () => suspects,
  adoptRoot,
  numberOf,
  selectorsOf,
  elementOf,
  aim,
  isStillAt,
  throughFrame,
}

/** What the browser's side calls in a frame. */
export type PageScript = typeof script

Object.assign(globalThis, { chaperone: script })
