import type { Look } from './choosing/look.ts'
import type { Intent, Rest } from './reading/intent.ts'

/** How far an instruction has been followed. Plain data: it goes back and forth between the service and the worker. */
export interface Progress {
  /** Where the instruction is read on from; absent at the start. */
  readonly rest?: Rest
  /** Steps that planning put before the next one. */
  readonly pending: readonly Intent[]
  /** Looks that were taken for the present step and not taken back. */
  readonly looks: readonly Look[]
  /** Names of all looks for the present step. */
  readonly tried: readonly string[]
}

export const START: Progress = { pending: [], looks: [], tried: [] }
