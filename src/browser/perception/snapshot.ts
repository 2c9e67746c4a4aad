import type { Frame } from 'puppeteer-core'
import type { Snapshot, SnapshotFrame, SnapshotNode } from '../../contract/snapshot.ts'
import type { Deadline } from '../../lib/deadline.ts'
import { type FrameNode, type FrameReading, scrollOf } from '../injected/wire.ts'
import { readAnew } from '../read-anew.ts'
import { insidesOf, type Tab } from '../tab.ts'
import { adoptClosedRoots } from './closed-roots.ts'
import { ownerNumber } from './frame-owner.ts'
import { beginReading, joinReading, readDocument } from './reading.ts'
import { redactNode } from './redact.ts'
import type { RefTable } from './refs.ts'
import { call } from './world.ts'

/** How a page is read. */
export interface SnapshotOptions {
  /** The session's names for elements. */
  readonly refs: RefTable
  readonly deadline: Deadline
}

const CLOSED_ROUNDS = 4

/**
 * Reads the session's tab: the top document and every frame within reach, through open and closed shadow roots.
 * @throws AppError page_failed where the top document cannot be read; timeout; what stands off the policy
 */
export const takeSnapshot = (tab: Tab, options: SnapshotOptions): Promise<Snapshot> =>
  readAnew(tab.read, () => readTab(tab, options), options.deadline)

/** A larger document is not read ahead: whoever extracts from it, or goes elsewhere, would have to wait for that. */
const MOST_AHEAD = 20_000

/** Begins to read a tab's top document, for who asks for a snapshot next: most of its time goes into the first reading of a document. */
export function readAhead(tab: Tab): void {
  beginIfSmall(insidesOf(tab).page.mainFrame()).catch(() => undefined) // whoever needs the reading will meet what is wrong
}

const beginIfSmall = async (frame: Frame): Promise<void> => {
  if ((await call(frame, 'countElements')) <= MOST_AHEAD) beginReading(frame)
}

interface FrameTree {
  readonly frame: Frame
  readonly reading: FrameReading
  /** Number of the iframe element in the parent's document. */
  readonly owner: number
  readonly children: readonly FrameTree[]
}

/** The last snapshot of each session, and what it was made of: made of the same again, it is the same. */
const lastSnapshots = new WeakMap<RefTable, { readonly tree: FrameTree; readonly snapshot: Snapshot }>()

/** The last snapshot of a session, which the next one may turn out to be; undefined where there is none, or none to be used again. */
export const lastSnapshot = (refs: RefTable): Snapshot | undefined => lastSnapshots.get(refs)?.snapshot

const isSameTree = (a: FrameTree, b: FrameTree): boolean =>
  a.frame === b.frame &&
  a.reading === b.reading &&
  a.owner === b.owner &&
  a.children.length === b.children.length &&
  a.children.every((child, i) => {
    const other = b.children[i]
    return other !== undefined && isSameTree(child, other)
  })

async function readTab(tab: Tab, options: SnapshotOptions): Promise<Snapshot> {
  const { page, isReachable } = insidesOf(tab)
  const tree = await readTree(page.mainFrame(), { owner: 0, isReachable })
  const isPlain = !tab.isScrubbed
  const last = isPlain ? lastSnapshots.get(options.refs) : undefined
  if (last && isSameTree(last.tree, tree)) return last.snapshot
  const redact = tab.scrub
  const merged = merge(tree, options.refs)
  for (const node of merged.nodes) redactNode(node, redact)
  const { reading } = tree
  const [x, y, maxX, maxY] = reading.scroll
  const snapshot: Snapshot = {
    url: redact(reading.url),
    title: redact(reading.title),
    ...(reading.lang && { lang: reading.lang }),
    viewport: { width: reading.viewport[0], height: reading.viewport[1] },
    scroll: { x, y, maxX, maxY },
    frames: merged.frames,
    nodes: merged.nodes,
  }
  if (isPlain) lastSnapshots.set(options.refs, { tree, snapshot })
  return snapshot
}

interface ReadOptions {
  readonly owner: number
  isReachable(frame: Frame): boolean
}

async function readTree(frame: Frame, options: ReadOptions): Promise<FrameTree> {
  const children = frame.childFrames().filter(options.isReachable)
  const [reading, ...subtrees] = await Promise.all([
    readFrame(frame),
    ...children.map(child => readChild(child, options)),
  ])
  return { frame, reading, owner: options.owner, children: subtrees.filter(subtree => subtree !== undefined) }
}

/** A child frame that goes away or does not answer is left out; the page around it is still read. */
async function readChild(frame: Frame, options: ReadOptions): Promise<FrameTree | undefined> {
  try {
    const owner = await ownerNumber(frame)
    return await readTree(frame, { ...options, owner })
  } catch (error) {
    if (frame.detached || error instanceof Error) return undefined
    throw error
  }
}

async function readFrame(frame: Frame): Promise<FrameReading> {
  let reading = await joinReading(frame)
  for (let round = 0; round < CLOSED_ROUNDS && reading.suspects > 0; round += 1) {
    if ((await adoptClosedRoots(frame)) === 0) break
    reading = await readDocument(frame)
  }
  return reading
}

/** Where a frame's viewport lies in the top viewport. */
interface Placement {
  readonly x: number
  readonly y: number
  readonly scale: number
  readonly clip: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
}

interface Merged {
  readonly frames: SnapshotFrame[]
  readonly nodes: SnapshotNode[]
  readonly refs: RefTable
  readonly docs: Set<string>
}

function merge(tree: FrameTree, refs: RefTable): Merged {
  const merged: Merged = { frames: [], nodes: [], refs, docs: new Set() }
  const [width, height] = tree.reading.viewport
  addFrame(merged, tree, {
    owner: -1,
    at: { x: 0, y: 0, scale: 1, clip: { left: 0, top: 0, right: width, bottom: height } },
  })
  refs.keepOnly(merged.docs)
  return merged
}

function addFrame(merged: Merged, tree: FrameTree, { owner, at }: { owner: number; at: Placement }): void {
  const { doc, nodes, url, scroll } = tree.reading
  const scrolled = scrollOf(scroll)
  const frame = merged.frames.push({ url, owner }) - 1
  merged.docs.add(doc)
  const indexes = new Map<number, number>()
  for (const node of nodes) {
    const parent = indexes.get(node.parent) ?? owner
    const ref = merged.refs.refFor({ frame: tree.frame, doc, number: node.id })
    const index = merged.nodes.push(toNode(node, { ref, parent, frame, at, scrolled })) - 1
    indexes.set(node.id, index)
    const child = node.inner && tree.children.find(subtree => subtree.owner === node.id)
    if (child && node.inner) addFrame(merged, child, { owner: index, at: placeInside(at, node.inner) })
  }
}

function placeInside(at: Placement, inner: NonNullable<FrameNode['inner']>): Placement {
  const [left, top, width, height, scale] = inner
  const x = at.x + left * at.scale
  const y = at.y + top * at.scale
  return {
    x,
    y,
    scale: at.scale * scale,
    clip: {
      left: Math.max(at.clip.left, x),
      top: Math.max(at.clip.top, y),
      right: Math.min(at.clip.right, x + width * at.scale),
      bottom: Math.min(at.clip.bottom, y + height * at.scale),
    },
  }
}

interface Place {
  readonly ref: string
  readonly parent: number
  readonly frame: number
  readonly at: Placement
  readonly scrolled: readonly [number, number]
}

function toNode(node: FrameNode, { ref, parent, frame, at, scrolled }: Place): SnapshotNode {
  const { id: _id, inner: _inner, box, state, parent: _parent, ...rest } = node
  const placed = {
    x: Math.round(at.x + (box[0] - scrolled[0]) * at.scale),
    y: Math.round(at.y + (box[1] - scrolled[1]) * at.scale),
    width: Math.round(box[2] * at.scale),
    height: Math.round(box[3] * at.scale),
  }
  const outside =
    frame > 0 &&
    (placed.x >= at.clip.right ||
      placed.y >= at.clip.bottom ||
      placed.x + placed.width <= at.clip.left ||
      placed.y + placed.height <= at.clip.top)
  return { ...rest, ref, parent, frame, box: placed, state: outside ? { ...state, offscreen: true } : (state ?? {}) }
}
