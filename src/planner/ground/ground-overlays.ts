import type { GroundContext } from './context.ts'
import { groundClick } from './ground-clicks.ts'
import type { Grounding } from './grounding.ts'
import { absent, act, actionOn, already, done } from './outcome.ts'
import type { PageNode } from './page.ts'
import { pickOne, rankNodes, toCandidate } from './pick.ts'
import { createQuery } from './score.ts'
import { EMPTY_TARGET, resolveTarget } from './target.ts'

const CLOSERS = ['close', 'dismiss', 'no thanks', 'not now', 'maybe later', 'got it', 'cancel', 'ok', 'hide', 'skip']
const COOKIE_CLOSERS = [
  'reject all',
  'decline',
  'reject',
  'only necessary',
  'necessary cookies only',
  'close',
  'dismiss',
  'got it',
  'ok',
  'accept',
]

/** Of the labels that close a cookie notice those that refuse. */
const REFUSERS = [...COOKIE_CLOSERS.slice(0, 5), 'only needed', 'only essential', 'continue without accepting']

/** "reject unnecessary cookies", on whatever the notice calls it. */
export const groundRefusedCookies = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  if (!/^(?:reject|decline|refuse|deny)$/.test(intent.word) || !/\bcookies?\b/i.test(intent.target?.whole ?? ''))
    return undefined
  for (const word of REFUSERS) {
    const picked = pickOne(
      page,
      rankNodes(page, createQuery(page, { head: word }), node => (/^(?:button|link)$/.test(node.role) ? 0 : undefined)),
      { accept: 0.7, minRecall: 0.85 },
    )
    if (picked.kind === 'one' && picked.best.own > 0.8)
      return act(page, picked, found => done([actionOn(page, found.at, 'click')]))
  }
  return undefined
}

const isOverlay = ({ node }: PageNode): boolean =>
  /^(?:dialog|alertdialog|alert|status|tooltip|banner)$/.test(node.role) || node.state.modal === true

/** The open dialog, banner or toast that is meant: a modal first, else the one whose text fits the words. */
const overlayFor = (context: GroundContext): readonly [number, number] => {
  const { page, intent } = context
  if (page.modal >= 0) return [page.modal, page.nodes[page.modal]?.end ?? 0]
  const words = intent.target?.text ?? ''
  const overlays = page.nodes.filter(found => isOverlay(found) && page.countOperable(found.at, found.end) > 0)
  if (overlays.length === 1 && overlays[0] !== undefined && !/cookie/i.test(words))
    return [overlays[0].at, overlays[0].end]
  const sections = [
    ...overlays.map(({ at, end }) => ({ at, end })),
    ...page.sections.map(({ start, end }) => ({ at: start, end })),
  ]
  const query = createQuery(page, { head: words })
  let best: { range: readonly [number, number]; value: number } | undefined
  for (const { at, end } of sections) {
    if (end - at > page.nodes.length * 0.7 || page.countOperable(at, end) === 0) continue
    const hits = query.tokens.filter(
      ({ token, occurrences }) =>
        !token.stop && !token.generic && occurrences.some(spot => spot.at >= at && spot.at < end),
    ).length
    const value = hits - (end - at) / page.nodes.length
    if (hits > 0 && (best === undefined || value > best.value)) best = { range: [at, end], value }
  }
  return best?.range ?? [0, page.nodes.length]
}

/** "close the dialog", "dismiss the cookie banner", "cancel this window". */
export const groundClose = (context: GroundContext): Grounding => {
  const { page, intent } = context
  const whole = resolveTarget({ ...context, intent: { ...intent, verb: 'do' }, target: intent.target ?? EMPTY_TARGET })
  if (whole.kind === 'one' && whole.best.own > 0.9 && whole.best.exact)
    return act(page, whole, found => done([actionOn(page, found.at, 'click')]))
  const [start, end] = overlayFor(context)
  const isCookie = /cookie|consent|privacy/i.test(intent.target?.whole ?? '')
  const among = page.candidates.filter(at => at >= start && at < end)
  const words = intent.word === 'cancel' ? ['cancel', ...CLOSERS] : isCookie ? COOKIE_CLOSERS : CLOSERS
  for (const word of words) {
    const query = createQuery(page, { head: word })
    const picked = pickOne(
      page,
      rankNodes(
        page,
        query,
        node => (/^(?:button|link|menuitem)$/.test(node.role) || node.interactive ? 0 : undefined),
        among,
      ),
      { accept: 0.7, minRecall: 0.75 },
    )
    if (picked.kind === 'one' && picked.best.own > 0.7)
      return act(page, picked, found => done([actionOn(page, found.at, 'click')]))
    if (picked.kind === 'ambiguous' && start > 0)
      return { kind: 'ambiguous', candidates: picked.ranked.slice(0, 6).map(({ at }) => toCandidate(page, at)) }
  }
  if (page.modal >= 0 || /\b(?:menu|tooltip|dialog|popup|pop-up|modal|calendar)\b/i.test(intent.target?.whole ?? '')) {
    const open =
      page.modal >= 0 || page.nodes.some(({ node }) => isOverlayRole(node.role) || node.state.expanded === true)
    if (open) return done([{ method: 'press', arguments: ['Escape'] }])
  }
  return absent(page, whole)
}

const isOverlayRole = (role: string): boolean => /^(?:dialog|alertdialog|menu|tooltip|listbox)$/.test(role)

/** "expand the second question", "collapse Jitter": what can be opened comes before what is only named so. */
export const groundFold = (context: GroundContext): Grounding => {
  const { page, intent } = context
  const wants = intent.verb === 'expand'
  const target = intent.target ?? EMPTY_TARGET
  const foldable = page.candidates.filter(at => {
    const node = (page.nodes[at] as PageNode).node
    return node.state.expanded !== undefined || node.tag === 'summary' || node.state.haspopup !== undefined
  })
  const picked =
    foldable.length > 0 ? resolveTarget({ ...context, target, among: foldable }) : resolveTarget({ ...context, target })
  if (picked.kind === 'none' && foldable.length > 0) {
    const inSection = sectionFold(context, foldable)
    if (inSection !== undefined) return fold(context, inSection, wants)
    return groundClick(context)
  }
  return act(page, picked, found => fold(context, found, wants))
}

const sectionFold = ({ page, intent }: GroundContext, foldable: readonly number[]): PageNode | undefined => {
  const query = createQuery(page, { head: intent.target?.text ?? '' })
  const picked = pickOne(
    page,
    rankNodes(page, query, () => 0, foldable),
    { accept: 0.45, minRecall: 0.5 },
  )
  return picked.kind === 'one' ? page.nodes[picked.best.at] : undefined
}

const fold = ({ page }: GroundContext, found: PageNode, wants: boolean): Grounding => {
  const { expanded } = found.node.state
  if (expanded === wants) return already(page, found.at, wants ? 'It is open already.' : 'It is closed already.')
  return done([
    actionOn(
      page,
      found.at,
      expanded === undefined && found.node.tag !== 'summary' ? 'click' : wants ? 'expand' : 'collapse',
    ),
  ])
}
