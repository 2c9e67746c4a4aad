import { aim, factsOf, isStillAt, throughFrame } from './aim.ts'
import { type CaptureOptions, captureDocument } from './capture.ts'
import { documentTitle } from './dom.ts'
import { chooseOptions, commitField, fieldFacts, selectField, selectOptions, setField, suggestions } from './fields.ts'
import { captureForms } from './form.ts'
import {
  closingButton,
  focusElement,
  formOf,
  nextChange,
  optionsBelow,
  place,
  scrollStep,
  selectedText,
  selectText,
  stateNow,
  waitForOption,
  waitForText,
} from './operations.ts'
import { adoptRoot, documentId, elementOf, numberOf } from './registry.ts'
import { selectorOf } from './selector.ts'
import { focusedElement } from './state.ts'
import { toNodes, walkDocument } from './walk.ts'
import {
  beginWatch,
  confirmLate,
  endWatch,
  handledEvents,
  noteReading,
  observeRoots,
  restlessAmong,
  watchUntil,
} from './watch.ts'
import { type Facts, type PackedReading, packNode, type WalkOptions } from './wire.ts'

let suspects: Element[] = []

/** Reads the document. Gives JSON text, which passes the protocol faster than an object. */
function read(options: WalkOptions): string {
  const walk = walkDocument(options)
  observeRoots()
  noteReading()
  suspects = walk.suspects.slice(0, 300)
  const root = document.scrollingElement ?? document.documentElement
  const reading: PackedReading = {
    doc: documentId,
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
    nodes: toNodes(walk).map(packNode),
  }
  return JSON.stringify(reading)
}

/** Reads the document for extraction; JSON text like that of `read`. */
function capture(options: CaptureOptions): string {
  const { json, suspects: found } = captureDocument(options)
  suspects = found.slice(0, 300)
  return json
}

/** Reads the document's forms; JSON text like that of `read`. */
function forms(): string {
  const { json, suspects: found } = captureForms()
  suspects = found.slice(0, 300)
  return json
}

/** Short selectors for elements by number; empty for one that has gone. */
const selectorsOf = (numbers: readonly number[]): string[] =>
  numbers.map(number => {
    const el = elementOf(number)
    return el ? selectorOf(el) : ''
  })

const script = {
  isThere: (of: string, number: number): boolean => of === documentId && elementOf(number) !== undefined,
  beginWatch,
  watchUntil,
  confirmLate,
  endWatch,
  handledEvents,
  fieldFacts,
  selectField,
  commitField,
  setField,
  selectOptions,
  suggestions,
  chooseOptions,
  stateNow,
  focusElement,
  scrollStep,
  selectText,
  selectedText,
  optionsBelow,
  waitForText,
  waitForOption,
  nextChange,
  place,
  closingButton,
  formOf,
  restless: (numbers: readonly number[]): boolean[] => restlessAmong(numbers.map(elementOf)),
  focused: (): { doc: string; facts: Facts } | null => {
    const el = focusedElement()
    return el ? { doc: documentId, facts: factsOf(el) } : null
  },
  facts: (number: number): Facts | null => {
    const el = elementOf(number)
    return el ? factsOf(el) : null
  },

  docId: (): string => documentId,
  read,
  capture,
  forms,
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
observeRoots()
