import { aim, factsOf, isStillAt, throughFrame } from './aim.ts'
import { type CaptureOptions, captureDocument } from './capture.ts'
import { waitForChoice } from './choices.ts'
import { documentTitle, readyState } from './dom.ts'
import { spotsOf, toNodes } from './draft.ts'
import { dragResult, noteDrag } from './drags.ts'
import { MAX_ADDRESS } from './facts.ts'
import {
  chooseOptions,
  commitField,
  dropFocus,
  fieldFacts,
  fieldFormat,
  selectField,
  selectOptions,
  setField,
  suggestions,
} from './fields.ts'
import { announceAgain, fieldDestinations, putIn, sendForm } from './filling.ts'
import { captureForms } from './form.ts'
import {
  closingButton,
  dropSelection,
  focusElement,
  formOf,
  nextChange,
  optionsBelow,
  place,
  scrollStep,
  selectedText,
  selectText,
  stateNow,
  trackOf,
  untilParsed,
  visibleText,
  waitForOption,
  waitForText,
  waitForValue,
  waitUntilGone,
} from './operations.ts'
import { notePopups, pickerView } from './picker.ts'
import { reachedAt, reachedByAccessKey, reachedByKey, reachedOptions, suspectReached } from './reached.ts'
import { adoptRoot, documentId, elementOf, noteAsked, numberOf } from './registry.ts'
import { createSelecting } from './selector.ts'
import { findSight, noteSights, sightSeen } from './sights.ts'
import { keepStanding, noteChange, stands } from './standing.ts'
import { focusedElement } from './state.ts'
import { whileStill } from './still.ts'
import { switchOf } from './switches.ts'
import { countHeldForms, emptyTyped, holdsTyped, noteTyped } from './typed.ts'
import { walkDocument } from './walk.ts'
import {
  beginWatch,
  confirmLate,
  endWatch,
  frames,
  handledEvents,
  nextTask,
  noteReading,
  observeRoots,
  restlessAmong,
  stillness,
  watchUntil,
} from './watch.ts'
import { type Facts, type FrameNode, type PackedReading, packNodes, type WalkOptions } from './wire.ts'

let suspects: Element[] = []

let readings = 0
/** The last reading that was given: what the next one need not repeat. */
let given: { readonly key: string; readonly nodes: readonly FrameNode[] } | undefined

/**
 * Reads the document. Gives JSON text, which passes the protocol faster than an object.
 * @param known key of a reading that the caller still has; where it still stands, only its key is given, else what is otherwise
 */
function read(options: WalkOptions, known = ''): string {
  observeRoots()
  noteReading()
  const head = headOf()
  if (stands(known, JSON.stringify(head))) return JSON.stringify({ same: known })
  noteChange()
  const walk = whileStill(() => walkDocument(options))
  observeRoots()
  suspects = walk.suspects.slice(0, 300)
  readings += 1
  const key = `${documentId}/${readings}`
  if (suspects.length === 0) keepStanding(key, JSON.stringify(head), spotsOf(walk))
  const before = given?.key === known ? given : undefined
  given = { key, nodes: toNodes(walk) }
  return JSON.stringify({
    ...head,
    doc: documentId,
    key,
    suspects: suspects.length,
    ...packNodes(given.nodes, before, location.origin),
  } satisfies PackedReading)
}

function headOf(): Pick<PackedReading, 'title' | 'lang' | 'url' | 'viewport' | 'scroll'> {
  const root = document.scrollingElement ?? document.documentElement
  const { scrollWidth, scrollHeight } = root
  return {
    title: documentTitle().slice(0, 500),
    lang: root.ownerDocument.documentElement.lang.slice(0, 20),
    url: location.href.slice(0, MAX_ADDRESS),
    viewport: [innerWidth, innerHeight],
    scroll: [scrollX, scrollY, Math.max(0, scrollWidth - innerWidth), Math.max(0, scrollHeight - innerHeight)],
  }
}

const countElements = (): number => document.getElementsByTagName('*').length

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
const selectorsOf = (numbers: readonly number[]): string[] => {
  const select = createSelecting()
  return numbers.map(number => {
    const el = elementOf(number)
    return el ? select(el) : ''
  })
}

const script = {
  isThere: (of: string, number: number): boolean => of === documentId && elementOf(number) !== undefined,
  beginWatch,
  watchUntil,
  confirmLate,
  endWatch,
  handledEvents,
  nextTask,
  frames,
  stillness,
  fieldFacts,
  selectField,
  commitField,
  setField,
  selectOptions,
  suggestions,
  chooseOptions,
  stateNow,
  waitForValue,
  trackOf,
  switchOf,
  focusElement,
  scrollStep,
  selectText,
  selectedText,
  dropSelection,
  visibleText,
  optionsBelow,
  waitForText,
  waitUntilGone,
  waitForOption,
  waitForChoice,
  nextChange,
  untilParsed,
  place,
  closingButton,
  formOf,
  noteDrag,
  dragResult,
  notePopups,
  pickerView,
  fieldFormat,
  dropFocus,
  restless: (numbers: readonly number[]): boolean[] => restlessAmong(numbers.map(elementOf)),
  focused: (): { doc: string; facts: Facts } | null => {
    const el = focusedElement()
    return el ? { doc: documentId, facts: factsOf(el) } : null
  },
  facts: (number: number): Facts | null => {
    const el = elementOf(number)
    return el ? factsOf(el) : null
  },

  fieldDestinations,
  putIn,
  announceAgain,
  sendForm,
  countHeldForms,
  noteTyped,
  holdsTyped,
  emptyTyped,

  noteSights,
  sightSeen,
  findSight,

  docId: (): string => documentId,
  read,
  capture,
  forms,
  suspects: () => {
    suspects.forEach(noteAsked)
    return suspects
  },
  adoptRoot: (root: ShadowRoot): void => {
    noteChange()
    adoptRoot(root)
  },
  numberOf,
  selectorsOf,
  countElements,
  elementOf,
  aim,
  isStillAt,
  throughFrame,
  reachedAt,
  reachedByKey,
  reachedByAccessKey,
  reachedOptions,
  noteSuspect: (): void => {
    suspects = suspectReached()
  },
}

/** What the browser's side calls in a frame. */
export type PageScript = typeof script

Object.assign(globalThis, { chaperone: script })
// A document that has only begun is observed from its first reading on: its parsing is no change.
if (readyState() !== 'loading') observeRoots()
