import type { PageNode } from './node.ts'

/** Things alike under one parent: the rows of a table, the cards of a shop, the entries of a list. */
export interface ItemGroup {
  readonly parent: number
  readonly items: readonly number[]
}

const ITEM_ROLES = new Set(['row', 'listitem', 'article', 'option', 'treeitem', 'menuitem'])
const MAY_BE_ITEM = new Set(['generic', 'group', 'region', 'link', 'button', 'figure', 'paragraph'])
/** Least share of what two boxes hold that must be alike for them to be items of one kind. */
const ALIKE = 0.6
/** Among siblings, so many kinds of boxes are told apart. */
const MOST_CLUSTERS = 8

const childrenOf = (nodes: readonly PageNode[]): Map<number, number[]> => {
  const children = new Map<number, number[]>()
  for (const { at, node } of nodes) {
    const list = children.get(node.parent)
    if (list) list.push(at)
    else children.set(node.parent, [at])
  }
  return children
}

/** What a box holds, by tag, for comparing two; at most some levels of it count. */
const insideOf = (nodes: readonly PageNode[], at: number): ReadonlySet<string> => {
  const inside = new Set<string>()
  for (let inner = at + 1; inner < Math.min(nodes[at]?.end ?? 0, at + 40); inner += 1)
    inside.add(nodes[inner]?.node.tag ?? '')
  return inside
}

const likeness = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  if (one.size === 0 && other.size === 0) return 1
  let shared = 0
  for (const tag of one) if (other.has(tag)) shared += 1
  return shared / (one.size + other.size - shared)
}

const holdsText = (nodes: readonly PageNode[], at: number): boolean => {
  for (let inner = at; inner < (nodes[at]?.end ?? 0); inner += 1) if ((nodes[inner]?.label ?? '') !== '') return true
  return false
}

interface Cluster {
  readonly model: ReadonlySet<string>
  readonly boxes: number[]
}

/** Boxes of one tag and role among siblings that hold much the same: at least two, each with a text of its own. */
const boxesAlike = (nodes: readonly PageNode[], siblings: readonly number[]): number[][] => {
  const kinds = Map.groupBy(
    siblings.filter(at => MAY_BE_ITEM.has(nodes[at]?.node.role ?? '') && (nodes[at]?.end ?? 0) > at + 1),
    at => `${nodes[at]?.node.tag} ${nodes[at]?.node.role}`,
  )
  return [...kinds.values()].flatMap(boxes => {
    const clusters: Cluster[] = []
    for (const at of boxes) {
      const inside = insideOf(nodes, at)
      const like = clusters.find(({ model }) => likeness(model, inside) >= ALIKE)
      if (like) like.boxes.push(at)
      else if (clusters.length < MOST_CLUSTERS) clusters.push({ model: inside, boxes: [at] })
    }
    return clusters
      .map(cluster => cluster.boxes)
      .filter(alike => alike.length >= 2 && alike.every(at => holdsText(nodes, at)))
  })
}

const isHeaderRow = (nodes: readonly PageNode[], row: number | undefined): boolean => {
  if (row === undefined) return false
  const roles = nodes.filter(({ node }) => node.parent === row).map(({ node }) => node.role)
  return roles.length > 0 && roles.every(role => role === 'columnheader')
}

/** The cells of a week: what stands in one is about its day, not about the row. */
const areDays = (nodes: readonly PageNode[], cells: readonly number[]): boolean => {
  if (cells.length !== 7 || !cells.every(at => /^(?:gridcell|cell)$/.test(nodes[at]?.node.role ?? ''))) return false
  return cells.filter(at => startsWithDay(nodes, at)).length >= 5
}

const startsWithDay = (nodes: readonly PageNode[], at: number): boolean => {
  for (let inner = at; inner < (nodes[at]?.end ?? 0); inner += 1) {
    const text = nodes[inner]?.node.text ?? nodes[inner]?.node.name ?? ''
    if (text.trim() !== '') return /^\d{1,2}\b/.test(text.trim())
  }
  return false
}

/** The repeated things of a page, group by group, outer ones first. */
export const findItems = (nodes: readonly PageNode[]): ItemGroup[] => {
  const groups: ItemGroup[] = []
  for (const [parent, siblings] of childrenOf(nodes)) {
    if (siblings.length === 1 && nodes[siblings[0] ?? -1]?.node.role !== 'row') continue
    const named = Map.groupBy(
      siblings.filter(at => ITEM_ROLES.has(nodes[at]?.node.role ?? '')),
      at => nodes[at]?.node.role ?? '',
    )
    for (const [role, items] of named)
      if (role !== 'row' || !isHeaderRow(nodes, items[0])) groups.push({ parent, items })
      else if (items.length > 1) groups.push({ parent, items: items.slice(1) })
    for (const items of boxesAlike(nodes, siblings)) groups.push({ parent, items })
    if (areDays(nodes, siblings)) groups.push({ parent, items: siblings })
  }
  return groups.sort((one, other) => one.parent - other.parent)
}
