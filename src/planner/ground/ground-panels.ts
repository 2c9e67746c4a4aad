import type { Intent, Target } from '../intent.ts'
import type { GroundContext } from './context.ts'
import type { Grounding } from './grounding.ts'
import { actionOn, done } from './outcome.ts'
import type { Page, PageNode } from './page.ts'
import { similarity, tokenize } from './text.ts'

/** More closed panels than that are not tried one after the other. */
const MAX_PANELS = 5

const isClosedPanel = ({ node }: PageNode): boolean =>
  node.state.expanded === false &&
  node.state.haspopup === undefined &&
  node.state.disabled !== true &&
  (node.role === 'button' || node.tag === 'summary')

const closedPanels = (page: Page): readonly PageNode[] =>
  page.candidates.map(at => page.nodes[at] as PageNode).filter(isClosedPanel)

const opening = ({ page }: GroundContext, panel: PageNode, again: Intent): Grounding =>
  done([actionOn(page, panel.at, 'click')], { next: [again] })

const without = (target: Target, text: string): Target => ({
  ...target,
  scopes: target.scopes.filter(scope => scope.text !== text),
  parts: target.parts.map(part => without(part, text)),
})

/** "the chapter on TLS under Connections": what is to be in a part that is closed is looked for once that is open. */
export const groundClosedFirst = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  const { target } = intent
  const place = target?.scopes.find(scope => !scope.soft && /^(?:in|under)$/.test(scope.relation))
  if (target === undefined || place === undefined || /^(?:expand|collapse)$/.test(intent.verb)) return undefined
  const panels = page.exactly(place.text).filter(at => isClosedPanel(page.nodes[at] as PageNode))
  const [only, second] = panels
  if (only === undefined || second !== undefined) return undefined
  return opening(context, page.nodes[only] as PageNode, { ...intent, target: without(target, place.text) })
}

/** The one closed panel whose title the words have: "2 bedrooms" is looked for under "Bedrooms". */
export const groundPanelNamed = (context: GroundContext, words: string): Grounding | undefined => {
  const said = tokenize(words).filter(token => !token.stop)
  const panels = closedPanels(context.page).filter(({ labelTokens }) => {
    const title = labelTokens.filter(token => !token.stop && !/^\d+$/.test(token.word))
    return title.length > 0 && title.every(word => said.some(token => similarity(token, word) >= 0.8))
  })
  const [only, second] = panels
  if (only === undefined || second !== undefined) return undefined
  return opening(context, only, context.intent)
}

const FILTERS = /\b(?:filters?|refine|narrow|facets?)\b/i

/** The closed panels of the part of the page that filters, one after the other. */
export const groundNextPanel = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  const parts = page.sections.filter(({ label }) => FILTERS.test(label))
  const panels = closedPanels(page).filter(({ at }) => parts.some(({ start, end }) => at >= start && at < end))
  const [first] = panels
  const tries = intent.revealed ?? 0
  if (first === undefined || panels.length > MAX_PANELS || tries >= MAX_PANELS) return undefined
  return opening(context, first, { ...intent, revealed: tries + 1 })
}
