import type { Intent, Target } from '../intent.ts'
import type { GroundContext } from './context.ts'
import { groundClick } from './ground-clicks.ts'
import { groundReveal } from './ground-reveal.ts'
import type { Grounding } from './grounding.ts'
import { actionOn, done } from './outcome.ts'
import { isTypable, type PageNode } from './page.ts'
import { pickOne, rankNodes } from './pick.ts'
import { createQuery } from './score.ts'
import { setValue } from './setting.ts'
import { EMPTY_TARGET, resolveTarget } from './target.ts'
import { normalize } from './text.ts'

const NAMES = ['name', 'title', 'label']

const fieldsOf = ({ page }: GroundContext): readonly number[] =>
  page.candidates.filter(at => {
    const { node } = page.nodes[at] as PageNode
    return isTypable(node) && node.state.disabled !== true && node.state.readonly !== true && at > page.modal
  })

/** The field that holds the name: it has the old one in it, or it is the one called a name where the words say. */
const nameField = (context: GroundContext): PageNode | undefined => {
  const { page, intent } = context
  const fields = fieldsOf(context)
  const said = intent.target?.text ?? ''
  const holding = fields.filter(at => normalize(page.nodes[at]?.node.value ?? '') === normalize(said))
  if (said !== '' && holding.length === 1) return page.nodes[holding[0] ?? -1]
  for (const word of NAMES) {
    const scopes: Target['scopes'] =
      said === '' ? [] : [{ relation: 'in', text: said, quoted: intent.target?.quoted === true, soft: false }]
    const query = createQuery(page, { head: word, scopes })
    const picked = pickOne(
      page,
      rankNodes(page, query, () => 0, fields),
      { accept: 0.6, minRecall: 0.75 },
    )
    if (picked.kind === 'one' && picked.best.own > 0.8) return page.nodes[picked.best.at]
  }
  return undefined
}

/** The field that a press on "rename" has brought up: it has the focus, or it is the only one of the open dialog. */
const freshField = (context: GroundContext): PageNode | undefined => {
  const { page } = context
  const fields = fieldsOf(context).map(at => page.nodes[at] as PageNode)
  const focused = fields.find(({ node }) => node.state.focused === true)
  return focused ?? (page.modal >= 0 && fields.length === 1 ? fields[0] : undefined)
}

const END = /^(?:save|ok|rename|done|apply|update|confirm)$/

/** "rename X to V": a field that holds the name of X, else what renames X and the field that it brings up. */
export const groundRename = (context: GroundContext): Grounding | undefined => {
  const { page, intent, language } = context
  const value = intent.value ?? ''
  if ((intent.revealed ?? 0) > 0) {
    const fresh = freshField(context)
    if (fresh === undefined) return undefined
    const fill = actionOn(page, fresh.at, 'fill', [value])
    if (intent.direction === 'stay') return done([fill])
    const ends = page.candidates.filter(
      at =>
        at > page.modal && page.nodes[at]?.node.role === 'button' && END.test(normalize(page.nodes[at]?.label ?? '')),
    )
    const [end] = ends
    return done([
      fill,
      end !== undefined && ends.length === 1
        ? actionOn(page, end, 'click')
        : actionOn(page, fresh.at, 'press', ['Enter']),
    ])
  }
  const field = nameField(context)
  if (field !== undefined) return setValue({ page, found: field, value, intent, language })
  const target = intent.target ?? EMPTY_TARGET
  const again: Intent = { ...intent, revealed: 1 }
  const pressing: Intent = { ...intent, verb: 'do', word: 'rename', target }
  const picked = resolveTarget({ ...context, intent: pressing, target, fit: node => (isTypable(node) ? undefined : 0) })
  const clicked = groundClick({ ...context, intent: pressing })
  if (picked.kind === 'one' && clicked.kind === 'actions') return done(clicked.actions, { next: [again] })
  const { value: _, ...bare } = pressing
  const shown = clicked.kind === 'not_found' ? groundReveal({ ...context, intent: bare }) : undefined
  return shown?.kind === 'actions' ? { ...shown, next: [...shown.next, again] } : undefined
}
