import type { Intent, Target } from '../intent.ts'
import type { GroundContext } from './context.ts'
import type { Grounding } from './grounding.ts'
import { actionOn, done } from './outcome.ts'

/** What stands under a tab that is not open: "block the printer" on the tab "Devices". */
export const groundTabFirst = ({ page, intent }: GroundContext): Grounding | undefined => {
  const scopes = [...(intent.target?.scopes ?? []), ...(intent.destination?.scopes ?? [])]
  for (const scope of scopes) {
    const label = scope.text.replace(/\s+(?:tab|page|section)$/i, '')
    const tabs = page
      .exactly(label)
      .filter(at => page.nodes[at]?.node.role === 'tab' && page.nodes[at]?.node.state.selected !== true)
    const [tab] = tabs
    if (tab === undefined || tabs.length > 1 || page.nodes[tab]?.node.state.disabled === true) continue
    const without = (target: Target): Target => ({
      ...target,
      scopes: target.scopes.filter(other => other.text !== scope.text),
      parts: target.parts.map(without),
    })
    const again: Intent = {
      ...intent,
      ...(intent.target && { target: without(intent.target) }),
      ...(intent.destination && { destination: without(intent.destination) }),
    }
    return done([actionOn(page, tab, 'click')], { next: [again] })
  }
  return undefined
}
