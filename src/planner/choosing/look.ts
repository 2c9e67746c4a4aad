import type { ActionMethod } from '../../contract/action.ts'
import type { Page, PageNode } from '../page/page.ts'

/** One action on an element that was found, ready for the executor. */
export interface PlannedAction {
  readonly method: ActionMethod
  readonly ref?: string
  readonly role?: string
  readonly name?: string
  readonly arguments?: readonly string[]
}

/** One look, and how it is taken back. */
export interface Look {
  /** Names the look, so that it is not taken twice. */
  readonly key: string
  readonly actions: readonly PlannedAction[]
  readonly undo: readonly PlannedAction[]
  /** Ref of what was opened or hovered: what shows only then belongs to it. */
  readonly opener: string
  /** Number of the newest element before the look: those after it came with it. */
  readonly since: number
}

const numberOf = (ref: string): number => Number(ref.replace(/\D/g, '')) || 0

/** Number of the newest element of a page. */
export const newestOf = ({ nodes }: Page): number =>
  nodes.reduce((most, { node }) => Math.max(most, numberOf(node.ref)), 0)

/** Whether an element came with the last look. */
export const isNewSince = ({ node }: PageNode, since: number): boolean => numberOf(node.ref) > since
