import type { SnapshotNode } from '../../contract/snapshot.ts'
import type { Word } from '../../language/words.ts'

/** A node with what is asked of it again and again; made once for a snapshot. */
export interface PageNode {
  readonly at: number
  readonly node: SnapshotNode
  /** One past its last descendant. */
  readonly end: number
  /** What a person would call it, from the best source there is. */
  readonly label: string
  readonly words: readonly Word[]
  /** The label's words in order, for comparing as a whole. */
  readonly plain: string
  /** Weaker names: placeholder, description, words of class and icon, what stands beside it. */
  readonly extra: readonly Word[]
}
