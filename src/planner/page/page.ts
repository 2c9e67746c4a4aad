import type { Snapshot, SnapshotNode } from '../../contract/snapshot.ts'
import { fold } from '../../language/text.ts'
import { plainOf, type Word, wordsOf } from '../../language/words.ts'
import { coloursOf } from './colours.ts'
import { findItems, type ItemGroup } from './items.ts'
import { isTitle, labelOf } from './labels.ts'
import type { PageNode } from './node.ts'
import { createPlaces, type Places } from './places.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

/** A snapshot made ready for finding things in it. Pure data of the page; it knows of no instruction. */
export interface Page {
  readonly snapshot: Snapshot
  readonly nodes: readonly PageNode[]
  /** Positions of what can be operated, in reading order. */
  readonly operable: readonly number[]
  readonly groups: readonly ItemGroup[]
  /** The innermost repeated item (row, card, list entry) that holds a node, or -1. */
  readonly itemOf: readonly number[]
  readonly places: Places
  readonly vocabulary: Vocabulary
  /** The dialog that holds back everything else: its position, or -1. */
  readonly modal: number
  readonly title: readonly Word[]
  /** Of all that is on it, in px. */
  readonly height: number
}

const endsOf = ({ nodes }: Snapshot): number[] => {
  const ends = nodes.map((_, at) => at + 1)
  for (let at = nodes.length - 1; at >= 0; at -= 1) {
    const parent = nodes[at]?.parent ?? -1
    if (parent >= 0 && parent < at) ends[parent] = Math.max(ends[parent] ?? 0, ends[at] ?? 0)
  }
  return ends
}

/** Types of fields that say what goes into them (HTML, "States of the type attribute"). */
const NAMED_BY_TYPE = new Set('email tel search url date time month week datetime-local color password'.split(' '))

const typeTexts = ({ inputType = '', placeholder = '' }: SnapshotNode): readonly string[] => [
  ...(NAMED_BY_TYPE.has(inputType) ? [inputType.replace('datetime-local', 'date time')] : []),
  ...(/.@./.test(placeholder) ? ['email'] : []),
]

const extraTexts = (snapshot: Snapshot, at: number, label: string): string[] => {
  const node = snapshot.nodes[at] as SnapshotNode
  const beside = [node.textBefore, node.textAfter].filter(text => !isTitle(snapshot, at, text))
  const isNamed = node.name !== '' && node.name !== node.placeholder && node.name !== node.description
  const own = node.state.editable === true ? [] : [node.name, node.text]
  return [...own, node.description, node.placeholder, node.hints]
    .concat(isNamed ? [] : beside)
    .concat(node.colour === undefined ? [] : coloursOf(node.colour).join(' '))
    .concat(typeTexts(node))
    .filter((text): text is string => text !== undefined && text !== '' && text !== label)
}

/** The topmost dialog that is modal, by its own word or because it covers what lies outside it. */
const modalOf = (nodes: readonly PageNode[]): number => {
  const dialogs = nodes.filter(({ node }) => node.state.modal === true)
  return dialogs.at(-1)?.at ?? -1
}

/** Makes a snapshot ready. Linear in its size but for sorting. */
export const indexPage = (snapshot: Snapshot): Page => {
  const ends = endsOf(snapshot)
  const nodes = snapshot.nodes.map((node, at): PageNode => {
    const label = labelOf(snapshot, at, ends)
    const words = wordsOf(label)
    const extra = extraTexts(snapshot, at, label).flatMap(text => wordsOf(fold(text)))
    return { at, node, end: ends[at] ?? at + 1, label, words, plain: plainOf(label), extra }
  })
  const groups = findItems(nodes)
  const itemOf = itemsOf(nodes, groups)
  return {
    snapshot,
    nodes,
    operable: nodes.filter(({ node }) => node.interactive).map(({ at }) => at),
    groups,
    itemOf,
    places: createPlaces(nodes, itemOf),
    vocabulary: createVocabulary(nodes),
    modal: modalOf(nodes),
    title: wordsOf(snapshot.title),
    height: Math.max(1, ...nodes.map(({ node }) => node.box.y + snapshot.scroll.y + node.box.height)),
  }
}

const itemsOf = (nodes: readonly PageNode[], groups: readonly ItemGroup[]): number[] => {
  const items = new Set(groups.flatMap(group => group.items))
  const itemOf: number[] = []
  for (const { at, node } of nodes) itemOf[at] = items.has(at) ? at : (itemOf[node.parent] ?? -1)
  return itemOf
}

/** Whether one node lies in another. */
export const isInside = ({ nodes }: Pick<Page, 'nodes'>, at: number, holder: number): boolean =>
  at >= holder && at < (nodes[holder]?.end ?? 0)

export type { PageNode } from './node.ts'
