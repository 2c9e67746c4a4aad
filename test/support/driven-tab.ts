import { createRefTable, type RefTable } from '../../src/browser/perception/refs.ts'
import { takeSnapshot } from '../../src/browser/perception/snapshot.ts'
import type { Tab } from '../../src/browser/tab.ts'
import type { Snapshot, SnapshotNode } from '../../src/contract/snapshot.ts'
import { Deadline } from '../../src/lib/deadline.ts'

/** A tab on a page, with the means to read it. */
export interface DrivenTab {
  readonly tab: Tab
  readonly refs: RefTable
  snapshot(): Promise<Snapshot>
}

/** Opens a page in a tab and reads it with a fresh table of refs. */
export const openPage = async (tab: Tab, url: string): Promise<DrivenTab> => {
  using deadline = new Deadline(10_000)
  await tab.navigate(url, { deadline })
  const refs = createRefTable()
  return {
    tab,
    refs,
    snapshot: async () => {
      using limit = new Deadline(10_000)
      return await takeSnapshot(tab, { refs, deadline: limit })
    },
  }
}

/** The one node of a role and name; fails when there is none or more than one. */
export const nodeNamed = (snapshot: Snapshot, role: string, name: string): SnapshotNode => {
  const found = snapshot.nodes.filter(node => node.role === role && node.name === name)
  const [node] = found
  if (!node || found.length > 1) throw new Error(`${found.length} nodes are a ${role} named ${name}`)
  return node
}

/** Role and name of every interactive node, in order. */
export const interactiveNames = (snapshot: Snapshot): string[] =>
  snapshot.nodes.filter(node => node.interactive).map(node => `${node.role} ${node.name}`)
