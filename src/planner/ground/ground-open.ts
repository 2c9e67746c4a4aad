import type { Intent } from '../intent.ts'
import type { GroundContext } from './context.ts'
import type { Grounding } from './grounding.ts'
import { actionOn, done } from './outcome.ts'
import type { Page, PageNode } from './page.ts'
import { EMPTY_TARGET } from './target.ts'

const SELECTABLE = /^(?:option|row|gridcell|treeitem|listitem)$/

/** What tells that something was opened: address, title, dialogs and headings. */
const shownBy = ({ snapshot, nodes }: Page): string =>
  [
    snapshot.url,
    snapshot.title,
    ...nodes.flatMap(({ node, label }) =>
      /^(?:heading|dialog|alertdialog|menu|tabpanel)$/.test(node.role) ? [`${node.role} ${label}`] : [],
    ),
  ].join('\n')

/** Presses what is to be opened; where a press may only select it, looks afterwards whether that was all. */
export const openSelectable = ({ page, intent }: GroundContext, found: PageNode): Grounding | undefined => {
  const { node } = found
  const mayOnlySelect =
    intent.verb === 'click' &&
    intent.word === 'open' &&
    SELECTABLE.test(node.role) &&
    node.state.selected !== undefined &&
    node.state.expanded === undefined
  if (!mayOnlySelect) return undefined
  const target = { ...EMPTY_TARGET, ref: node.ref, whole: node.ref }
  const again: Intent = {
    ...intent,
    verb: 'double_click',
    word: 'double-click',
    target,
    unlessShown: shownBy(page),
    optional: true,
  }
  return done([actionOn(page, found.at, 'click')], { next: [again] })
}

/** The second look: two presses where the first has only selected, nothing where it has opened. */
export const openBySecond = ({ page, intent }: GroundContext): Grounding => {
  const found = page.nodes.find(({ node }) => node.ref === intent.target?.ref)
  const isOnlySelected = found?.node.state.selected === true && shownBy(page) === intent.unlessShown
  return done(found !== undefined && isOnlySelected ? [actionOn(page, found.at, 'double_click')] : [])
}
