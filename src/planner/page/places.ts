import type { SnapshotNode } from '../../contract/snapshot.ts'
import type { PageNode } from './node.ts'
import { isControl } from './roles.ts'

/** Where an element stands, from near to far: positions of nodes whose label says so. */
export interface Place {
  /** Texts that stand right before it on its own level or just above: a caption. */
  readonly captions: readonly number[]
  /** Header of its column, where it stands in a table. */
  readonly column: number
  /** Headings and named parts that it belongs to, the nearest first. */
  readonly titles: readonly number[]
}

export interface Places {
  readonly of: (at: number) => Place
}

const NAMED = new Set(
  `region group form dialog alertdialog navigation search toolbar radiogroup list listbox table grid tree tablist tabpanel menu article
  complementary figure iframe main banner contentinfo rowgroup`.split(/\s+/),
)
const BOUNDS = new Set(
  'article dialog alertdialog region tabpanel listitem form complementary cell gridcell main'.split(' '),
)
const BOUND_TAGS = new Set(['section', 'article', 'aside', 'dialog', 'li', 'fieldset', 'td', 'main'])
/** How many levels up a caption is looked for. */
const CAPTION_LEVELS = 4
const MAX_CAPTION = 160

const isBound = ({ role, tag }: SnapshotNode): boolean => BOUNDS.has(role) || BOUND_TAGS.has(tag)

interface Heading {
  readonly at: number
  readonly end: number
}

/** What each heading stands over: up to the next one as high, within the part of the page that it is in. */
const headingsOf = (nodes: readonly PageNode[], itemOf: readonly number[]): Heading[] => {
  const headings = nodes.filter(({ node }) => node.role === 'heading')
  return headings.map(({ at, node, end }, i) => {
    const next = headings.slice(i + 1).find(other => (other.node.level ?? 2) <= (node.level ?? 2))
    return { at, end: Math.max(end, Math.min(next?.at ?? nodes.length, boundOf(nodes, at, itemOf))) }
  })
}

const boundOf = (nodes: readonly PageNode[], at: number, itemOf: readonly number[]): number => {
  for (let up = nodes[at]?.node.parent ?? -1; up >= 0; up = nodes[up]?.node.parent ?? -1) {
    const holder = nodes[up]
    if (holder && (isBound(holder.node) || itemOf[up] === up)) return holder.end
  }
  return nodes.length
}

/** Whether a subtree is a text and nothing to operate. */
const isText = (nodes: readonly PageNode[], at: number): boolean => {
  const found = nodes[at]
  if (!found || found.end - at > 6 || found.node.role === 'heading') return false
  for (let inner = at; inner < found.end; inner += 1) if (nodes[inner]?.node.interactive) return false
  return true
}

const textIn = (nodes: readonly PageNode[], at: number): number | undefined => {
  for (let inner = at; inner < (nodes[at]?.end ?? 0); inner += 1) {
    const { label = '' } = nodes[inner] ?? {}
    if (label !== '') return label.length <= MAX_CAPTION ? inner : undefined
  }
  return undefined
}

/** The nearest text before a node among its siblings, and the text that its parent itself has, level by level. */
const captionsOf = (nodes: readonly PageNode[], at: number, before: ReadonlyMap<number, number>): number[] => {
  const captions: number[] = []
  let here = at
  for (let level = 0; level < CAPTION_LEVELS && here >= 0; level += 1) {
    const parent = nodes[here]?.node.parent ?? -1
    for (let other = before.get(here); other !== undefined; other = before.get(other)) {
      const text = isText(nodes, other) ? textIn(nodes, other) : undefined
      if (text !== undefined) {
        captions.push(text)
        break
      }
      const node = nodes[other]?.node
      if (node && isControl(node) && level > 0) break
    }
    const holder = nodes[parent]?.node
    if (holder && !holder.interactive && (holder.text ?? '') !== '' && (holder.text ?? '').length <= MAX_CAPTION)
      captions.push(parent)
    if (captions.length > 0 || (holder && isBound(holder))) break
    here = parent
  }
  return captions
}

/** The column header over an element: by its place in the row, else by what stands straight above. */
const columnOf = (nodes: readonly PageNode[], at: number, headers: readonly PageNode[]): number => {
  const box = nodes[at]?.node.box
  if (!box || headers.length === 0) return -1
  const middle = box.x + box.width / 2
  const over = headers.filter(
    ({ node, at: header }) =>
      header < at && node.box.x <= middle && middle < node.box.x + node.box.width && node.box.y < box.y,
  )
  return over.at(-1)?.at ?? -1
}

export const createPlaces = (nodes: readonly PageNode[], itemOf: readonly number[]): Places => {
  const headings = headingsOf(nodes, itemOf)
  const headers = nodes.filter(({ node }) => node.role === 'columnheader' && node.tag !== '')
  const before = new Map<number, number>()
  const last = new Map<number, number>()
  for (const { at, node } of nodes) {
    const sibling = last.get(node.parent)
    if (sibling !== undefined) before.set(at, sibling)
    last.set(node.parent, at)
  }
  const inTable = tablesOf(nodes)
  const kept = new Map<number, Place>()
  const titlesOf = (at: number): number[] => {
    const titles: number[] = []
    for (let up = nodes[at]?.node.parent ?? -1; up >= 0; up = nodes[up]?.node.parent ?? -1) {
      const node = nodes[up]?.node
      if (node && node.name !== '' && NAMED.has(node.role)) titles.push(up)
    }
    const over = headings.filter(heading => heading.at < at && at < heading.end).map(heading => heading.at)
    return [...titles, ...over].sort((one, other) => other - one)
  }
  return {
    of: at => {
      const known = kept.get(at)
      if (known) return known
      const place = {
        captions: captionsOf(nodes, at, before),
        column: inTable[at] ? columnOf(nodes, at, headers) : -1,
        titles: titlesOf(at),
      }
      kept.set(at, place)
      return place
    },
  }
}

const tablesOf = (nodes: readonly PageNode[]): boolean[] => {
  const inTable: boolean[] = []
  for (const { at, node } of nodes)
    inTable[at] = inTable[node.parent] === true || /^(?:table|grid|treegrid)$/.test(node.role)
  return inTable
}
