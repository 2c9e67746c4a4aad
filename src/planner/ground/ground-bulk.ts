import type { Intent } from '../intent.ts'
import type { GroundContext } from './context.ts'
import type { Grounding } from './grounding.ts'
import { done } from './outcome.ts'

/**
 * "close all tickets from Lily": where no row has a button of its own for it, the rows are ticked, and then what says the verb
 * is pressed; it may show only then.
 */
export const groundBulk = (
  context: GroundContext,
  tickAll: (context: GroundContext) => Grounding,
): Grounding | undefined => {
  const { intent, page } = context
  if (intent.verb !== 'do' || intent.revealed !== undefined || intent.target === undefined) return undefined
  const rows = page.candidates.filter(at => page.nodes[at]?.node.role === 'checkbox' && (page.itemOf[at] ?? -1) >= 0)
  if (rows.length < 2) return undefined
  const ticked = tickAll({ ...context, intent: { ...intent, verb: 'check', word: 'tick' } })
  if (ticked.kind !== 'actions') return undefined
  const { target: _, ...plain } = intent
  const pressing: Intent = { ...plain, revealed: 1 }
  return done(ticked.actions, { next: [...ticked.next, pressing] })
}
