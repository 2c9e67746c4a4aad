import type { NodeState, SnapshotNode } from '../../contract/snapshot.ts'

/** How much of a document is read. */
export interface WalkOptions {
  readonly maxElements: number
  readonly maxNodes: number
}

/** A node as it leaves its frame. Nothing in it depends on the nodes around it, or on how far the frame is scrolled. */
export interface FrameNode extends Omit<SnapshotNode, 'ref' | 'frame' | 'box' | 'state' | 'parent'> {
  /** Number of the element in its document, from 1. */
  readonly id: number
  /** Number of the nearest captured ancestor; 0 for none. */
  readonly parent: number
  readonly state?: NodeState
  /** x, y, width, height in the frame's document: the viewport's, moved by `scrollOf`. */
  readonly box: readonly [number, number, number, number]
  /** For an iframe: x, y, width and height of its content box, and its scale. */
  readonly inner?: readonly [number, number, number, number, number]
}

/** What a frame's script gives for a snapshot. */
export interface FrameReading {
  /** Names the document for as long as it lives. */
  readonly doc: string
  /** Names the reading. */
  readonly key: string
  readonly title: string
  readonly lang: string
  readonly url: string
  readonly viewport: readonly [number, number]
  /** x, y, and how far each can go. */
  readonly scroll: readonly [number, number, number, number]
  /** Elements that may hold a closed shadow root not yet known. */
  readonly suspects: number
  readonly nodes: readonly FrameNode[]
}

/** How far boxes are moved from the viewport of a frame to its document, in whole pixels. */
export const scrollOf = ([x, y]: readonly [number, number, ...unknown[]]): readonly [number, number] => [
  Math.round(x),
  Math.round(y),
]

type Rest = Omit<FrameNode, 'id' | 'parent' | 'tag' | 'role' | 'name' | 'text' | 'box' | 'interactive'>

/** Numbers of a node on the wire: id, parent, tag and role as places in the list of words, box, and what it has (`HAS`). */
const NUMBERS = 9

/** What a node on the wire has: `isOut` alone stands for a state of nothing but `offscreen`. */
const HAS = { interactive: 1, isOut: 2, name: 4, text: 8, rest: 16 }

/** A reading on the wire: what is not as it was in the reading before it. */
export interface PackedReading extends Omit<FrameReading, 'nodes'>, PackedNodes {}

/** Nodes on the wire, beside those that the other side has. */
export interface PackedNodes {
  /** Key of the reading that the other side has; empty where it has none. */
  readonly base: string
  /** What the nodes are in order, pairs: a place in `base` and how many from there; or -1 and how many of `nodes` next. */
  readonly runs: readonly number[]
  /** `NUMBERS` for each node, one after the other: a fifth as long as with keys. */
  readonly numbers: readonly number[]
  /** Names and texts in their order. */
  readonly texts: readonly string[]
  /** What few nodes have, in their order. */
  readonly rests: readonly Rest[]
  readonly words: readonly string[]
  /** What addresses that begin with `SAME` go on from. */
  readonly from: string
}

/** Stands for the document's own address in those of links. */
const SAME = '~'

const isSameJson = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  let count = 0
  for (const key in a) {
    if (!isSameJson((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])) return false
    count += 1
  }
  for (const _ in b) count -= 1
  return count === 0
}

/** What is not compared by itself below; exhaustive, so that nothing new in a node can be forgotten. */
const OTHERS: Readonly<Record<keyof Omit<Rest, 'state' | 'href'>, true>> = {
  ...{ description: true, value: true, inputType: true, options: true, placeholder: true, level: true, range: true },
  ...{ hints: true, submits: true, colour: true, inner: true, textBefore: true, textAfter: true },
}
const OTHER_KEYS = Object.keys(OTHERS) as (keyof typeof OTHERS)[]

/** Whether two nodes say the same: what differs most often is compared first. */
function isSameNode(a: FrameNode | undefined, b: FrameNode): boolean {
  if (a === undefined || a.name !== b.name || a.parent !== b.parent || a.id !== b.id) return false
  const [x, y, width, height] = b.box
  if (a.box[1] !== y || a.box[0] !== x || a.box[2] !== width || a.box[3] !== height) return false
  if (a.text !== b.text || a.href !== b.href || a.interactive !== b.interactive) return false
  if (a.role !== b.role || a.tag !== b.tag) return false
  if (a.state !== b.state && !isSameJson(a.state, b.state)) return false
  for (const key of OTHER_KEYS) if (a[key] !== b[key] && !isSameJson(a[key], b[key])) return false
  return true
}

/** Puts nodes on the wire: those that `before` has not, or has otherwise. @param from the document's address, which links often begin with */
export function packNodes(
  nodes: readonly FrameNode[],
  before: { readonly key: string; readonly nodes: readonly FrameNode[] } | undefined,
  from = '',
): PackedNodes {
  const had = before?.nodes ?? []
  const runs: number[] = []
  const pack = createPacking(from)
  let places: Map<number, number> | undefined
  let next = 0
  const placeIn = (id: number): number => {
    if (had[next]?.id === id) return next
    places ??= new Map(had.map((node, i) => [node.id, i]))
    return places.get(id) ?? -1
  }
  for (const node of nodes) {
    const place = placeIn(node.id)
    const isSame = isSameNode(had[place], node)
    if (!isSame) pack.add(node)
    const start = isSame ? place : -1
    const from = runs.at(-2)
    const count = runs.at(-1) ?? 0
    if (from !== undefined && (isSame ? from >= 0 && from + count === place : from === -1))
      runs[runs.length - 1] = count + 1
    else runs.push(start, 1)
    if (place >= 0) next = place + 1
  }
  return { base: before?.key ?? '', runs, ...pack.packed() }
}

function createPacking(from: string) {
  const places = new Map<string, number>()
  const placeOf = (word: string): number => {
    const known = places.get(word) ?? places.size
    places.set(word, known)
    return known
  }
  const numbers: number[] = []
  const texts: string[] = []
  const rests: Rest[] = []
  return {
    add({ id, parent, tag, role, name, text, box, interactive, ...rest }: FrameNode): void {
      const { state, ...others } = rest
      const isOut = isOutAlone(state)
      const more: Rest = isOut ? others : rest
      let has = (interactive ? HAS.interactive : 0) | (isOut ? HAS.isOut : 0)
      if (name !== '') {
        has |= HAS.name
        texts.push(name)
      }
      if (text !== undefined) {
        has |= HAS.text
        texts.push(text)
      }
      for (const _ in more) {
        has |= HAS.rest
        rests.push(
          from !== '' && more.href?.startsWith(from) ? { ...more, href: SAME + more.href.slice(from.length) } : more,
        )
        break
      }
      numbers.push(id, parent, placeOf(tag), placeOf(role), ...box, has)
    },
    packed: () => ({ numbers, texts, rests, words: [...places.keys()], from }),
  }
}

function isOutAlone(state: NodeState | undefined): boolean {
  if (state?.offscreen !== true) return false
  let count = 0
  for (const _ in state) count += 1
  return count === 1
}

/** Nodes that were put on the wire, without those that the other side had. */
function unpackFresh({ numbers, texts, rests, words, from }: PackedNodes): FrameNode[] {
  const fresh: FrameNode[] = []
  let [nextText, nextRest] = [0, 0]
  for (let at = 0; at < numbers.length; at += NUMBERS) {
    const [id = 0, parent = 0, tag = 0, role = 0, x = 0, y = 0, width = 0, height = 0, has = 0] = numbers.slice(
      at,
      at + NUMBERS,
    )
    const name = has & HAS.name ? (texts[nextText++] ?? '') : ''
    const node: { -readonly [K in keyof FrameNode]: FrameNode[K] } = {
      ...{ id, parent, tag: words[tag] ?? '', role: words[role] ?? '', name },
      ...{ box: [x, y, width, height], interactive: (has & HAS.interactive) > 0 },
    }
    if (has & HAS.text) node.text = texts[nextText++] ?? ''
    if (has & HAS.isOut) node.state = { offscreen: true }
    if (has & HAS.rest) Object.assign(node, rests[nextRest++])
    if (node.href?.startsWith(SAME)) node.href = from + node.href.slice(SAME.length)
    fresh.push(node)
  }
  return fresh
}

/** Takes nodes off the wire. @param before those of the reading that `base` names */
export function unpackNodes(packed: PackedNodes, before: readonly FrameNode[]): FrameNode[] {
  const { runs } = packed
  const fresh = unpackFresh(packed)
  const all: FrameNode[] = []
  let used = 0
  for (let i = 0; i < runs.length; i += 2) {
    const from = runs[i] ?? -1
    const count = runs[i + 1] ?? 0
    const start = from < 0 ? used : from
    for (const node of (from < 0 ? fresh : before).slice(start, start + count)) all.push(node)
    if (from < 0) used += count
  }
  return all
}

/** What an element is now, for guards and reports. */
export interface Facts {
  /** Number of the element in its document. */
  readonly id: number
  readonly role: string
  readonly name: string
  readonly selector: string
  readonly tag: string
  readonly inputType?: string
  /** What operating it sends beyond the page: a submit button its form. */
  readonly submits?: SnapshotNode['submits']
  /** The form that a field belongs to: Enter in it sends the form. */
  readonly form?: SnapshotNode['submits']
}

/** A control that an input would operate, as it stands at that moment. */
export interface Control extends Facts {
  /** Everything that it says it does: name, text, title. Empty for a link to another address; of a field what it asks for. */
  readonly words: readonly string[]
  /** It takes a value: pressing it does nothing else. */
  readonly isField?: true
}

/** What an input would operate in a document. */
export interface Reached {
  readonly controls: readonly Control[]
  /** The frame element that the input goes on into, and the point in that frame. */
  readonly into?: { readonly number: number; readonly x: number; readonly y: number }
  /** What was reached may hold a closed shadow root that is not known yet. */
  readonly suspect: boolean
}

/** State of an element as actions compare it. */
export interface ElementState {
  readonly checked?: boolean | 'mixed'
  readonly expanded?: boolean
  readonly selected?: boolean
  readonly pressed?: boolean | 'mixed'
  readonly value?: string
  readonly min?: string
  readonly max?: string
  readonly step?: string
}

/** Where to point to operate an element, in the frame's viewport, or why it cannot be operated. */
export type Aim =
  | { readonly outcome: 'ready'; readonly x: number; readonly y: number; readonly facts: Facts }
  | { readonly outcome: 'gone' }
  | ({ readonly outcome: 'changed' } & SightChange)
  | { readonly outcome: 'disabled' | 'hidden'; readonly facts: Facts }
  | { readonly outcome: 'covered'; readonly by: string; readonly facts: Facts }

/** A place that changed: number of its element where it still is in the document, what happened, and words for where. */
export interface Change {
  readonly id?: number
  readonly what: string
  readonly where: string
}

/** What changed in a frame since an action's window opened. */
export interface WatchReport {
  /** Names the document for as long as it lives. */
  readonly doc: string
  readonly url: string
  readonly urlChanged: boolean
  /** Made while the page handled our own event. */
  readonly direct: readonly Change[]
  /** Made afterwards, in places that were quiet before. */
  readonly late: readonly Change[]
  readonly fields: readonly {
    readonly id: number
    readonly kind: 'value' | 'checked'
    readonly from: string
    readonly to: string
  }[]
  readonly scrolled: boolean
  /** A press was stopped, since it would have operated something else than what was judged. */
  readonly diverted: boolean
  /** Number of the element that has got the focus; 0 for none. */
  readonly focus: number
  /** Wall-clock intervals, in ms since the epoch, in which the page handled our events. */
  readonly tasks: readonly (readonly [number, number])[]
}

/** What an element is to fill. `state` is compared, never shown; `shown` may be told. */
export interface FieldFacts {
  readonly kind: 'text' | 'editable' | 'select' | 'checkbox' | 'radio' | 'set' | 'holder' | 'other'
  readonly inputType?: string
  readonly multiple?: boolean
  /** Number of the field in a holder. */
  readonly inner?: number
  readonly readonly: boolean
  readonly state: string
  readonly shown: string
}

/** An element that is something else by now than the caller was told. */
export interface SightChange {
  readonly was: Called
  readonly now: Called
}

/** What an element is called. */
export interface Called {
  readonly role: string
  readonly name: string
}

/** Options that were pressed and are not chosen, and those of which nothing shows whether they are; by name. */
export interface Choice {
  readonly unchosen: readonly string[]
  readonly unseen: readonly string[]
}

/** A point in CSS pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** What came of a drag: it stands at its new place, it was taken in there, or it is where it was. */
export type DragResult = 'moved' | 'taken' | 'unmoved'

/** Whether a document may still be on its way to something else. */
export interface Stillness {
  /** For how long nothing has changed in it. */
  readonly ms: number
  readonly isLoading: boolean
  readonly hasScripts: boolean
}

/** An option of an open list. */
export interface OptionFacts {
  readonly id: number
  readonly name: string
  readonly disabled: boolean
  readonly selected: boolean
}
