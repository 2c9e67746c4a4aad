import type { ActionMethod } from '../../contract/action.ts'
import { entriesAt } from '../../language/lexicon.ts'
import { tokenize } from '../../language/tokens.ts'
import { plainOf } from '../../language/words.ts'
import type { Page, PageNode } from '../page/page.ts'
import { isChoice, isControl, isField, isOpener, isToggle, isTypable } from '../page/roles.ts'
import { nothingAt } from '../reading/build.ts'
import type { Clear, Close, Fold, Press } from '../reading/intent.ts'
import { actionOn, type Candidate, candidateFor, pageCandidate } from './candidate.ts'
import type { Context } from './context.ts'
import { type Resolved, resolve } from './resolve.ts'
import type { Scored } from './score.ts'

/** How well an element suits an act, 0 to 1; undefined: not at all. */
export type Fit = (element: PageNode) => number | undefined

export const isButtonLike = ({ role, tag, inputType }: PageNode['node']): boolean =>
  role === 'button' || tag === 'summary' || (tag === 'input' && /^(?:submit|button|reset|image)$/.test(inputType ?? ''))

/** A part of the page with more in it than a few nodes is not pressed itself. */
const isPart = ({ node, at, end }: PageNode): boolean =>
  LISTS.has(node.role) || (PARTS.has(node.role) && end - at > LARGEST_PART)
const LISTS = new Set('listbox menu menubar tree radiogroup tablist'.split(' '))
const PARTS = new Set('region group list table grid main form rowgroup navigation toolbar tabpanel dialog'.split(' '))
const LARGEST_PART = 8

const clickFit: Fit = element => {
  const { node } = element
  if (isPart(element)) return undefined
  if (isButtonLike(node) || /^(?:link|menuitem|tab|treeitem)$/.test(node.role)) return 1
  if (isToggle(node) || isChoice(node) || /^menuitem/.test(node.role)) return 0.9
  if (isField(node)) return 0.5
  return node.interactive ? 0.8 : 0.5
}

const openFit: Fit = element => {
  const { node } = element
  if (isPart(element)) return undefined
  if (isToggle(node) && node.role !== 'button') return undefined
  if (isTypable(node)) return undefined
  if (node.role === 'link' || node.role === 'tab' || node.role === 'treeitem' || isOpener(node)) return 1
  if (isField(node)) return 0.4
  if (isButtonLike(node)) return OPENS_BY_NAME
  return node.interactive ? 0.95 : 0.5
}
/** A button does a deed of its own rather than open what it stands in. */
const OPENS_BY_NAME = 0.6

const deedFit: Fit = element => {
  const { node } = element
  if (isPart(element)) return undefined
  if (isTypable(node)) return undefined
  if (isButtonLike(node) || node.role === 'menuitem') return 1
  if (node.role === 'link') return 0.9
  if (isToggle(node)) return 0.8
  if (isField(node)) return 0.3
  return node.interactive ? 0.8 : 0.5
}

const anyFit: Fit = ({ node }) => (isToggle(node) ? undefined : node.interactive ? 0.8 : 0.6)
/** A text is copied or marked, not a button. */
const textFit: Fit = ({ node }) =>
  isButtonLike(node) || isToggle(node) || /^menuitem/.test(node.role) ? undefined : node.interactive ? 0.7 : 0.8
const focusFit: Fit = ({ node }) => (isField(node) ? 1 : node.interactive ? 0.6 : undefined)

const FITS: Readonly<Record<Press['way'], Fit>> = {
  click: clickFit,
  open: openFit,
  double_click: anyFit,
  right_click: anyFit,
  hover: anyFit,
  focus: focusFit,
  copy: textFit,
  select_text: textFit,
}

const METHODS: Readonly<Record<Press['way'], ActionMethod>> = {
  click: 'click',
  open: 'click',
  double_click: 'double_click',
  right_click: 'right_click',
  hover: 'hover',
  focus: 'focus',
  copy: 'copy',
  select_text: 'select_text',
}

/** What takes keys as a whole is given the focus, not a press somewhere in it. */
const TAKES_KEYS = new Set('application grid tree slider document'.split(' '))

const methodFor = ({ node }: PageNode, way: Press['way']): ActionMethod => {
  if (way === 'click' && (TAKES_KEYS.has(node.role) || (isTypable(node) && node.role !== 'combobox'))) return 'focus'
  return way === 'open' && node.role === 'treeitem' && node.state.expanded === false ? 'expand' : METHODS[way]
}

/** Acts that take any element, operable or not. */
const ON_ANYTHING = new Set<Press['way']>(['double_click', 'right_click', 'hover', 'copy', 'select_text'])

/** Every node that says something: where nothing operable answers, a text that is pressed may do. */
export const textsOf = ({ page }: Context): readonly number[] =>
  page.nodes
    .filter(({ label, node, at, end }) => {
      const says = label !== '' || node.colour !== undefined || node.hints !== undefined
      return says && (node.interactive || end === at + 1 || (node.text ?? '') !== '')
    })
    .map(({ at }) => at)

const MANY = 6

/** One candidate for each of the best elements; one for all of them together where several were asked for. */
export const toCandidates = (resolved: Resolved, make: (scored: Scored) => Candidate): readonly Candidate[] => {
  const { all } = resolved
  if (all === undefined) return resolved.ranked.slice(0, MANY).map(make)
  const each = all.map(make)
  const [first] = each
  if (!first) return []
  const open = each.filter(({ isAlready }) => !isAlready)
  return [
    {
      ...first,
      actions: open.flatMap(({ actions }) => actions),
      next: open.flatMap(({ next }) => next),
      isAlready: open.length === 0,
      isBlocked: each.find(({ isBlocked }) => isBlocked !== false)?.isBlocked ?? false,
      unaccounted: each.flatMap(({ unaccounted }) => unaccounted),
    },
  ]
}

/** What this act has ticked stays so, though its name comes again. */
const isTickedNow = ({ page, trail }: Context, at: number): boolean => {
  const node = page.nodes[at]?.node
  return node !== undefined && trail.includes(at) && node.role === 'checkbox'
}

/** Less sure to be the way to something where another control is called just what the verb says: "follow" where there is a Follow button. */
const OTHER_VERB = -0.35

const isOtherVerb = ({ page }: Context, { way, verb }: Press, at: number): boolean => {
  const plain = plainOf(verb)
  const isOwn = ` ${page.nodes[at]?.plain ?? ''} `.includes(` ${plain} `)
  return (
    (way === 'open' || way === 'copy') &&
    !isOwn &&
    plain !== 'open' &&
    page.operable.some(other => other !== at && page.nodes[other]?.plain === plain)
  )
}

const SELECTABLE = /^(?:option|row|gridcell|treeitem|listitem)$/

/** What tells that something was opened: address, title, dialogs and headings. */
const shownOn = ({ snapshot, nodes }: Page): string =>
  [
    snapshot.url,
    snapshot.title,
    ...nodes.flatMap(({ node, label }) =>
      /^(?:heading|dialog|alertdialog|menu|tabpanel)$/.test(node.role) ? [`${node.role} ${label}`] : [],
    ),
  ].join('\n')

/** What is to be opened, where one press may only select it, is looked at once more. */
const thenOpened = ({ page }: Context, intent: Press, at: number): readonly Press[] => {
  const node = page.nodes[at]?.node
  const mayOnlySelect =
    intent.way === 'open' &&
    node !== undefined &&
    SELECTABLE.test(node.role) &&
    node.state.selected !== undefined &&
    node.state.expanded === undefined
  return mayOnlySelect
    ? [{ ...intent, target: { ...nothingAt(intent.span), ref: node.ref }, unlessShown: shownOn(page) }]
    : []
}

/** The second look: two presses where the first has only selected, nothing where it has opened. */
const openCandidates = ({ page }: Context, { target, unlessShown }: Press): readonly Candidate[] => {
  const found = page.nodes.find(({ node }) => node.ref === target.ref)
  const isOnlySelected = found?.node.state.selected === true && shownOn(page) === unlessShown
  return [pageCandidate(found && isOnlySelected ? [actionOn(page, found.at, 'double_click')] : [])]
}

/** Presses what is named; again and again where it was said so, each time on the page as it then is. */
export const pressCandidates = (context: Context, intent: Press): readonly Candidate[] => {
  if (intent.unlessShown !== undefined) return openCandidates(context, intent)
  const { page } = context
  const { way, deed, target, times } = intent
  const fit = deed === '' ? FITS[way] : deedFit
  const ask = {
    fit,
    trail: context.trail,
    looks: context.looks,
    isPlain: deed === '',
    ...(deed === '' ? { verb: intent.verb } : { deed }),
  }
  const wide = ON_ANYTHING.has(way) ? { among: textsOf(context) } : {}
  const again = times > 1 ? [{ ...intent, times: times - 1 }] : []
  const make = (scored: Scored): Candidate => {
    const isOther = isOtherVerb(context, intent, scored.at)
    // Where there is a Copy button, it is what copies.
    const unaccounted = isOther && way === 'copy' ? [...scored.unaccounted, intent.verb] : scored.unaccounted
    return candidateFor(
      page,
      { ...scored, unaccounted },
      {
        isAlready: isTickedNow(context, scored.at),
        bonus: isOther ? OTHER_VERB : 0,
        actions: [actionOn(page, scored.at, methodFor(page.nodes[scored.at] as PageNode, way))],
        next: again.length > 0 ? again : thenOpened(context, intent, scored.at),
      },
    )
  }
  const candidates = toCandidates(resolve(page, target, { ...ask, ...wide }), make)
  if (intent.isLabel) return candidates.filter(({ at }) => isWholeLabel(page.nodes[at], target.whole))
  const kept = candidates
  if (kept.some(({ unaccounted }) => unaccounted.length === 0) || ON_ANYTHING.has(way)) return kept
  const texts = toCandidates(resolve(page, target, { ...ask, among: textsOf(context) }), make)
  return [...kept, ...texts.filter(({ at }) => isShortText(page.nodes[at]))]
}

/** A text that is pressed though nothing shows that it can be is no prose. */
const MAX_TEXT_WORDS = 7

const isShortText = (element: PageNode | undefined): boolean =>
  element !== undefined && (element.node.interactive || element.words.length <= MAX_TEXT_WORDS)

const isWholeLabel = (element: PageNode | undefined, said: string): boolean =>
  element !== undefined && squeezed(element.label) === squeezed(said) && squeezed(said) !== ''

const squeezed = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}+×✕]/gu, '')

/** What shows that it is open, or not; anything else may open, but closes nothing. */
const foldFit =
  (to: Fold['to']): Fit =>
  ({ node }) => {
    if (node.state.expanded !== undefined || node.tag === 'summary') return 1
    if (to === 'collapse' || isField(node) || isToggle(node)) return undefined
    if (node.state.haspopup !== undefined) return 0.8
    return isControl(node) ? 0.2 : node.interactive ? 0.6 : 0.2
  }

/** Less sure where nothing shows that it folds. */
const BLIND_FOLD = -0.25

/** Opens or closes what folds. */
export const foldCandidates = (context: Context, { to, target }: Fold): readonly Candidate[] => {
  const { page, trail, looks } = context
  const among = textsOf(context)
  return toCandidates(resolve(page, target, { fit: foldFit(to), trail, looks, isPlain: true, among }), scored => {
    const { node } = page.nodes[scored.at] as PageNode
    const { expanded } = node.state
    if (expanded === (to === 'expand')) return candidateFor(page, scored, { isAlready: true })
    const method = expanded === undefined ? 'click' : to
    const isBlind = expanded === undefined && node.tag !== 'summary' && isControl(node)
    return candidateFor(page, scored, { actions: [actionOn(page, scored.at, method)], bonus: isBlind ? BLIND_FOLD : 0 })
  })
}

/** Labels that close what they stand in, the plainest first. */
const CLOSERS: readonly (readonly [string, number])[] = [
  ['close', 1],
  ['skip', 0.9],
  ['reject', 0.8],
  ['cancel', 0.7],
  ['confirm', 0.35],
]

/** "Close account" closes no dialog: beside the deed, a label that closes says at most what kind of thing. */
const saysMore = ({ words }: PageNode): boolean =>
  words.some(({ concepts }) => concepts.includes('close') || concepts.includes('cancel')) &&
  words.some(
    word =>
      !word.isStop &&
      !word.concepts.some(concept => CLOSERS.some(([closer]) => closer === concept)) &&
      /\p{L}/u.test(word.word) &&
      !entriesAt(tokenize(word.word), 0).some(entry => entry.class === 'kind'),
  )

const closerFit: Fit = element => {
  const { node, words, extra, label } = element
  if (isField(node) || isToggle(node) || !node.interactive || saysMore(element)) return undefined
  const own = [...words, ...extra].flatMap(({ concepts }) => concepts)
  const fit = CLOSERS.find(([concept]) => own.includes(concept))?.[1]
  return fit !== undefined && label.length < 40 ? fit : undefined
}

const isOpenLayer = ({ node }: PageNode): boolean =>
  /^(?:dialog|alertdialog|menu|listbox|tooltip)$/.test(node.role) || node.state.modal === true

/** Closes a dialog, a banner, a notice: by what in it says so. Escape where it is open and has nothing of the kind. */
export const closeCandidates = (context: Context, { target }: Close): readonly Candidate[] => {
  const { page, trail, looks } = context
  if (!target) return []
  const ask = { fit: closerFit, trail, looks, isPlain: false }
  const candidates = toCandidates(resolve(page, { ...target, kinds: [] }, ask), scored =>
    candidateFor(page, scored, { actions: [actionOn(page, scored.at, 'click')] }),
  )
  const sound = candidates.filter(({ unaccounted }) => unaccounted.length === 0)
  const isLayer = target.kinds.some(kind => ['dialog', 'menu', 'tooltip', 'calendar', 'list'].includes(kind))
  const isPlain = target.head === '' && target.places.length === 0 && target.except.length === 0
  if (sound.length > 0 || !isLayer || !isPlain || !page.nodes.some(isOpenLayer)) return candidates
  return [...candidates, pageCandidate([{ method: 'press', arguments: ['Escape'] }], { score: 0.7 })]
}

const clearFit: Fit = ({ node }) => (isTypable(node) ? 1 : undefined)

/** Empties a field. */
export const clearCandidates = (context: Context, { field }: Clear): readonly Candidate[] => {
  const { page, trail, looks } = context
  return toCandidates(resolve(page, field, { fit: clearFit, trail, looks, isPlain: true }), scored => {
    const { node } = page.nodes[scored.at] as PageNode
    if ((node.value ?? '') === '' && node.state.password !== true)
      return candidateFor(page, scored, { isAlready: true })
    const isBlocked = node.state.readonly === true ? ('readonly' as const) : undefined
    return candidateFor(page, scored, {
      actions: [actionOn(page, scored.at, 'clear')],
      ...(isBlocked ? { isBlocked } : {}),
    })
  })
}
