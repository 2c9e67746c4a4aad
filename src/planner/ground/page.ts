import type { Snapshot, SnapshotNode } from '../../contract/snapshot.ts'
import { isTypo, normalize, similarity, type Token, tokenize } from './text.ts'

/** A node with what grounding asks of it again and again; made once for a snapshot. */
export interface PageNode {
  readonly at: number
  readonly node: SnapshotNode
  /** One past the last descendant. */
  readonly end: number
  readonly depth: number
  /** What a user would call it: its name, else what is written in it, else the text beside it. */
  readonly label: string
  readonly labelTokens: readonly Token[]
  /** Weaker names: placeholder, description, hints of class and icon. */
  readonly extraTokens: readonly Token[]
}

/** A part of the page with a title of its own: a labelled region, or what a heading stands over. */
export interface Section {
  readonly at: number
  readonly start: number
  readonly end: number
  readonly label: string
  readonly tokens: readonly Token[]
}

/** One of several alike: a table row, a list item, a card. */
export interface ItemGroup {
  readonly parent: number
  readonly items: readonly number[]
}

export interface Occurrence {
  readonly at: number
  readonly sim: number
  /** How many other words stand in the same text. */
  readonly among: number
}

export interface Page {
  readonly snapshot: Snapshot
  readonly nodes: readonly PageNode[]
  readonly candidates: readonly number[]
  readonly sections: readonly Section[]
  readonly groups: readonly ItemGroup[]
  /** Index of the nearest item of a group that holds the node, or -1. */
  readonly itemOf: readonly number[]
  readonly groupOf: ReadonlyMap<number, ItemGroup>
  /** Operable elements of an item that no item inside it holds. */
  readonly ownOperables: (item: number) => number
  /** The open modal dialog, or -1. */
  readonly modal: number
  /** Operable elements within [start, end). */
  readonly countOperable: (start: number, end: number) => number
  /** Where a word, or one that means the same, is written; by position. */
  readonly find: (token: Token) => readonly Occurrence[]
  readonly parentOf: (at: number) => number
  /** Where a text stands as a whole: normalised label or text → positions. */
  readonly exactly: (phrase: string) => readonly number[]
}

const OWN_NAME_ROLES =
  /^(?:button|link|checkbox|radio|switch|tab|menuitem|menuitemcheckbox|menuitemradio|option|treeitem|textbox|searchbox|combobox|listbox|spinbutton|slider|heading|img|image|region|group|form|dialog|alertdialog|navigation|search|toolbar|radiogroup|list|table|grid|tree|tablist|tabpanel|menu|article|columnheader|rowheader|complementary|main|banner|contentinfo|figure|progressbar|meter|iframe)$/

const LANDMARK =
  /^(?:region|group|form|dialog|alertdialog|navigation|search|toolbar|radiogroup|list|listbox|table|grid|tree|tablist|tabpanel|menu|article|complementary|figure|iframe|listitem|row|treeitem)$/

const NO_FIELD = /^(?:checkbox|radio|switch|button|menuitemcheckbox|menuitemradio)$/

export const isField = (node: SnapshotNode): boolean =>
  !NO_FIELD.test(node.role) &&
  (/^(?:textbox|searchbox|combobox|spinbutton|slider|listbox)$/.test(node.role) ||
    node.state.editable === true ||
    /^(?:select|textarea)$/.test(node.tag) ||
    (node.tag === 'input' &&
      !/^(?:checkbox|radio|button|submit|reset|image|file|hidden)$/.test(node.inputType ?? 'text')))

export const isTypable = (node: SnapshotNode): boolean =>
  node.tag !== 'select' &&
  !/^(?:slider|listbox)$/.test(node.role) &&
  isField(node) &&
  !/^(?:range|color)$/.test(node.inputType ?? '') &&
  (node.role !== 'combobox' || node.tag === 'input' || node.tag === 'textarea' || node.state.editable === true)

export const isCheckable = (node: SnapshotNode): boolean =>
  /^(?:checkbox|switch|radio|menuitemcheckbox|menuitemradio)$/.test(node.role) ||
  node.state.pressed !== undefined ||
  (node.role === 'option' && node.state.selected !== undefined) ||
  node.state.checked !== undefined

const ON_HINT = /\b(?:on|active|checked|enabled|selected)\b/
const OFF_HINT = /\b(?:off|inactive|unchecked|disabled|deselected)\b/

/** State of a toggle that tells it by its class alone; undefined where that says nothing. */
export const hintedState = ({ hints = '', interactive }: SnapshotNode): boolean | undefined =>
  !interactive ? undefined : OFF_HINT.test(hints) ? false : ON_HINT.test(hints) ? true : undefined

const subtreeEnds = (snapshot: Snapshot): readonly number[] => {
  const count = snapshot.nodes.length
  const ends = Array.from({ length: count }, (_, at) => at + 1)
  for (let at = count - 1; at >= 0; at--) {
    const parent = snapshot.nodes[at]?.parent ?? -1
    if (parent >= 0 && parent < at) ends[parent] = Math.max(ends[parent] ?? 0, ends[at] ?? 0)
  }
  return ends
}

const writtenIn = (snapshot: Snapshot, at: number, end: number, limit: number): string => {
  let text = ''
  for (let inner = at; inner < end && text.length < limit; inner++) {
    const node = snapshot.nodes[inner]
    const piece = node?.text ?? (inner > at && node !== undefined && OWN_NAME_ROLES.test(node.role) ? node.name : '')
    if (piece !== '' && !text.includes(piece)) text += ` ${piece}`
  }
  return text.trim().slice(0, limit)
}

const isCaption = (node: SnapshotNode | undefined): boolean =>
  node !== undefined && node.role === 'generic' && (node.name !== '' || node.text !== undefined)

/** Text beside an unnamed control: after a checkbox or radio, else before it in its line or cell, else above. */
const textBeside = (snapshot: Snapshot, at: number, ends: readonly number[]): string => {
  const node = snapshot.nodes[at]
  if (node === undefined) return ''
  const isBox = /^(?:checkbox|radio|switch)$/.test(node.role)
  const parent = snapshot.nodes[node.parent]
  const around = Math.max(0, node.parent)
  const plain = (other: number): string => {
    const candidate = snapshot.nodes[other]
    if (candidate === undefined || candidate.interactive || candidate.frame !== node.frame) return ''
    return candidate.text ?? ''
  }
  if (isBox) {
    for (let other = at + 1; other < Math.min(at + 4, ends[around] ?? 0); other++)
      if (plain(other) !== '') return plain(other)
      else if (isCaption(snapshot.nodes[other])) return snapshot.nodes[other]?.name || snapshot.nodes[other]?.text || ''
  }
  const sameLine = (other: SnapshotNode): boolean =>
    Math.abs(other.box.y + other.box.height / 2 - (node.box.y + node.box.height / 2)) <
    Math.max(12, node.box.height * 0.7)
  for (let other = at - 1; other >= Math.max(0, at - 6); other--) {
    const candidate = snapshot.nodes[other]
    if (candidate === undefined) continue
    if (candidate.interactive && other !== node.parent) break
    const text = plain(other)
    const isAbove = candidate.box.y <= node.box.y && node.box.y - (candidate.box.y + candidate.box.height) < 40
    if (
      text !== '' &&
      candidate.level === undefined &&
      !(isBox && candidate.parent !== node.parent) &&
      (sameLine(candidate) || isAbove || other === node.parent)
    )
      return text
  }
  return parent?.text ?? ''
}

/** A draggable card without a name goes by what is written in it. */
const draggedText = (snapshot: Snapshot, at: number, end: number): string =>
  snapshot.nodes[at]?.state.draggable === true ? writtenIn(snapshot, at, end, 120) : ''

/** What the one symbol on a named button means: "✕" on "Remove from queue" is the cross. */
const symbolNames = (text: string): string =>
  [...text].length <= 2
    ? tokenize(text)
        .map(token => token.word)
        .join(' ')
    : ''

/** A name of signs that mean nothing, as those of icon fonts, beside a title that says it. */
const isGlyph = (node: SnapshotNode): boolean =>
  (node.description ?? '') !== '' && node.name !== '' && tokenize(node.name).length === 0

const toPageNode = (snapshot: Snapshot, at: number, ends: readonly number[], depth: number): PageNode => {
  const node = snapshot.nodes[at] as SnapshotNode
  const end = ends[at] ?? at + 1
  const operable = node.interactive || isField(node)
  const isUnit = OWN_NAME_ROLES.test(node.role) || operable
  const own = isUnit && !isGlyph(node) ? node.name : ''
  const written = own === '' && operable && !isField(node) && !isGlyph(node) ? writtenIn(snapshot, at, end, 160) : ''
  const label =
    own ||
    written ||
    (operable
      ? (node.placeholder ?? '') || node.description || textBeside(snapshot, at, ends)
      : (node.text ?? draggedText(snapshot, at, end)))
  const extra = operable
    ? [
        node.placeholder ?? '',
        node.description ?? '',
        symbolNames(node.text ?? ''),
        node.hints?.replace(/[-_]/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2') ?? '',
      ]
    : []
  if (operable && isField(node) && own !== '')
    extra.push(node.role === 'textbox' || node.role === 'combobox' ? (node.inputType ?? '') : '')
  return {
    at,
    node,
    end,
    depth,
    label,
    labelTokens: label === '' ? [] : tokenize(label),
    extraTokens: tokenize(extra.filter(piece => piece !== label).join(' ')),
  }
}

/** Range of nodes that a heading stands over: the widest box it is the only such heading of, else up to the next one. */
const headingRange = (
  nodes: readonly PageNode[],
  headings: readonly number[],
  at: number,
): readonly [number, number] => {
  const level = nodes[at]?.node.level ?? 7
  const rivals = headings.filter(other => other !== at && (nodes[other]?.node.level ?? 7) <= level)
  let best = at
  for (let up = nodes[at]?.node.parent ?? -1; up >= 0; up = nodes[up]?.node.parent ?? -1) {
    const end = nodes[up]?.end ?? 0
    if (rivals.some(rival => rival >= up && rival < end)) break
    best = up
  }
  const ownEnd = nodes[best]?.end ?? at + 1
  const holdsMore = best !== at && ownEnd - best > (nodes[at]?.end ?? at + 1) - at + 1
  if (holdsMore) return [best, ownEnd]
  const parent = nodes[best]?.node.parent ?? -1
  const limit = parent < 0 ? nodes.length : (nodes[parent]?.end ?? nodes.length)
  const next = rivals.find(rival => rival > at) ?? limit
  return [best, Math.min(limit, next)]
}

const sectionsOf = (nodes: readonly PageNode[]): readonly Section[] => {
  const headings = nodes.filter(({ node }) => node.role === 'heading' || /^h[1-6]$/.test(node.tag)).map(({ at }) => at)
  const sections: Section[] = []
  for (const at of headings.slice(0, 400)) {
    const label = nodes[at]?.label || nodes[at]?.node.name || nodes[at]?.node.text || ''
    const [start, end] = headingRange(nodes, headings, at)
    if (label !== '') sections.push({ at, start, end, label, tokens: tokenize(label) })
  }
  for (const { at, node, end } of nodes) {
    if (!LANDMARK.test(node.role) || node.name === '' || end - at < 2) continue
    if (/^(?:row|listitem|treeitem)$/.test(node.role) && node.name.length > 80) continue
    sections.push({ at, start: at, end, label: node.name, tokens: tokenize(node.name) })
  }
  return sections
}

const shapeOf = (node: SnapshotNode): string => `${node.tag}/${node.role}`

/** Roles that make an item even of one that stands alone, as a single reply does. */
const ALONE = /\/(?:article|listitem|row|treeitem)$/

const groupsOf = (
  nodes: readonly PageNode[],
  operable: (start: number, end: number) => number,
): readonly ItemGroup[] => {
  const children = new Map<number, number[]>()
  for (const { at, node } of nodes) {
    const list = children.get(node.parent) ?? []
    list.push(at)
    children.set(node.parent, list)
  }
  const groups: ItemGroup[] = []
  for (const [parent, list] of children) {
    const byShape = new Map<string, number[]>()
    for (const at of list) {
      const item = nodes[at]
      if (item === undefined || operable(at, item.end) === 0) continue
      if (/^(?:cell|gridcell|columnheader|rowheader|rowgroup)$/.test(item.node.role) || /^t[dh]$/.test(item.node.tag))
        continue
      const isPlainControl =
        item.node.interactive &&
        item.end - at <= 1 &&
        !/^(?:option|treeitem|row|listitem|menuitem|tab)$/.test(item.node.role)
      if (isPlainControl) continue
      const shape = shapeOf(item.node)
      const alike = byShape.get(shape) ?? []
      alike.push(at)
      byShape.set(shape, alike)
    }
    for (const [shape, items] of byShape) if (items.length >= 2 || ALONE.test(shape)) groups.push({ parent, items })
  }
  return groups
}

type Find = (token: Token) => readonly Occurrence[]

const createFind = (nodes: readonly PageNode[]): Find => {
  const places = new Map<string, { token: Token; at: { at: number; among: number }[] }>()
  const put = (tokens: readonly Token[], at: number): void => {
    for (const token of tokens) {
      const known = places.get(token.word) ?? { token, at: [] }
      if (known.at[known.at.length - 1]?.at !== at) known.at.push({ at, among: tokens.length - 1 })
      places.set(token.word, known)
    }
  }
  for (const { at, node, labelTokens, extraTokens } of nodes) {
    if (labelTokens.length > 0) put(labelTokens, at)
    else if (node.text !== undefined) put(tokenize(node.text), at)
    if (labelTokens.length > 0 && node.text !== undefined && node.text !== node.name && !node.interactive)
      put(tokenize(node.text), at)
    if (extraTokens.length > 0) put(extraTokens, at)
    if (node.value !== undefined && node.value !== '' && node.value.length < 80) put(tokenize(node.value), at)
  }
  const known = new Map<string, readonly Occurrence[]>()
  return token => {
    const cached = known.get(token.word)
    if (cached !== undefined) return cached
    const found: Occurrence[] = []
    const numbered = token.word.startsWith('#') ? places.get(token.word) : undefined
    for (const place of numbered === undefined ? places.values() : [numbered]) {
      const sim = similarity(token, place.token)
      if (sim > 0) for (const spot of place.at) found.push({ ...spot, sim })
    }
    if (found.length === 0) {
      for (const place of places.values())
        if (isTypo(token.word, place.token.word)) for (const spot of place.at) found.push({ ...spot, sim: 0.72 })
    }
    const sorted = found.sort((one, other) => one.at - other.at || other.sim - one.sim)
    known.set(token.word, sorted)
    return sorted
  }
}

const createExact = (nodes: readonly PageNode[]): ((phrase: string) => readonly number[]) => {
  const places = new Map<string, number[]>()
  const put = (text: string, at: number): void => {
    const key = text === '' || text.length > 120 ? '' : normalize(text)
    if (key === '') return
    const list = places.get(key)
    if (list === undefined) places.set(key, [at])
    else list.push(at)
  }
  for (const { at, node, label } of nodes) {
    put(label, at)
    if (node.text !== undefined && node.text !== label) put(node.text, at)
  }
  return phrase => places.get(normalize(phrase)) ?? []
}

const findModal = (nodes: readonly PageNode[]): number => {
  let modal = -1
  for (const { at, node } of nodes) if (node.state.modal === true && node.box.width > 0) modal = at
  return modal
}

/** Indexes a snapshot for grounding: labels, sections, repeated items and where each word stands. */
export const indexPage = (snapshot: Snapshot): Page => {
  const ends = subtreeEnds(snapshot)
  const depths: number[] = []
  const nodes = snapshot.nodes.map((node, at) => {
    depths[at] = node.parent < 0 ? 0 : (depths[node.parent] ?? 0) + 1
    return toPageNode(snapshot, at, ends, depths[at] ?? 0)
  })
  const candidates = nodes.filter(({ node }) => node.interactive || isField(node)).map(({ at }) => at)
  const sums = new Int32Array(nodes.length + 1)
  const operable = new Set(candidates)
  for (let at = 0; at < nodes.length; at++) sums[at + 1] = (sums[at] ?? 0) + (operable.has(at) ? 1 : 0)
  const countOperable = (start: number, end: number): number => (sums[end] ?? 0) - (sums[start] ?? 0)
  const groups = groupsOf(nodes, countOperable)
  const groupOf = new Map<number, ItemGroup>()
  for (const group of groups) for (const item of group.items) groupOf.set(item, group)
  const itemOf: number[] = []
  for (const { at, node } of nodes)
    itemOf[at] = groupOf.has(at) ? at : node.parent < 0 ? -1 : (itemOf[node.parent] ?? -1)
  const owned = new Map<number, number>()
  for (const at of candidates) {
    const holders = new Set([itemOf[at] ?? -1, itemOf[nodes[at]?.node.parent ?? -1] ?? -1])
    for (const item of holders) owned.set(item, (owned.get(item) ?? 0) + 1)
  }
  return {
    snapshot,
    nodes,
    candidates,
    sections: sectionsOf(nodes),
    groups,
    itemOf,
    groupOf,
    ownOperables: item => owned.get(item) ?? 0,
    modal: findModal(nodes),
    countOperable,
    find: createFind(nodes),
    parentOf: at => nodes[at]?.node.parent ?? -1,
    exactly: createExact(nodes),
  }
}
