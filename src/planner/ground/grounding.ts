import type { ActionMethod, Candidate } from '../../contract/action.ts'
import type { Intent } from '../intent.ts'

/** One action on an element that was found, ready for the executor. */
export interface PlannedAction {
  readonly method: ActionMethod
  readonly ref?: string
  readonly role?: string
  readonly name?: string
  readonly arguments?: readonly string[]
}

/**
 * What an intent comes to on a page.
 * actions: do these in order, of which there may be none where a second look found nothing left to do; then take a new snapshot and ground `next` before the next intent; `skip` intents after this
 *   one are done with it ("Save and continue" was one button).
 * already: the page is as asked; nothing to do ("make sure Mentions is on").
 * not_found: `why` says whether nothing fits, or the element that fits is disabled or read-only.
 */
export type Grounding =
  | {
      readonly kind: 'actions'
      readonly actions: readonly PlannedAction[]
      readonly next: readonly Intent[]
      readonly skip: number
      readonly confidence: number
      readonly reasons: readonly string[]
    }
  | { readonly kind: 'already'; readonly target: Candidate; readonly reasons: readonly string[] }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Candidate[] }
  | {
      readonly kind: 'not_found'
      readonly why: 'absent' | 'disabled' | 'readonly'
      readonly candidates: readonly Candidate[]
    }
  | { readonly kind: 'not_understood'; readonly reason: string }
  | { readonly kind: 'not_supported'; readonly reason: string }

/** What the steps before this one touched: decides ties, and what "it" and "there" mean. */
export interface Trail {
  /** Refs acted on, the last one last. */
  readonly refs: readonly string[]
}
