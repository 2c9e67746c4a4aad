import type { SnapshotNode } from '../../contract/snapshot.ts'
import type { Intent, Target } from '../intent.ts'
import type { GroundContext } from './context.ts'
import type { Fit } from './fit.ts'
import { groundClick } from './ground-clicks.ts'
import { searchValue } from './ground-fields.ts'
import type { Grounding, PlannedAction } from './grounding.ts'
import { matchOption } from './options.ts'
import { absent, act, actionOn, done, isFound, refusal } from './outcome.ts'
import { isTypable, type PageNode } from './page.ts'
import { type Picked, pickOne, rankNodes } from './pick.ts'
import { createQuery } from './score.ts'
import { pickOptionIntent } from './setting.ts'
import { EMPTY_TARGET, resolveTarget } from './target.ts'

const hasText = (context: GroundContext): readonly number[] =>
  context.page.nodes.filter(({ node, label }) => label !== '' || (node.text ?? '') !== '').map(({ at }) => at)

/** Elements and plain texts alike, for acts that need no widget: hover, drag, scroll to. */
const anyNode =
  (prefer: Fit): Fit =>
  node =>
    (prefer(node) ?? 0) + (node.interactive ? 0.03 : 0)

const labelQuery = (context: GroundContext, target: Target): Picked => {
  const { page } = context
  const query = createQuery(page, {
    head: target.text,
    scopes: target.scopes,
    phrases: [target.text, target.whole],
    quoted: target.quoted,
  })
  return pickOne(
    page,
    rankNodes(page, query, () => 0, hasText(context)),
  )
}

export const groundScroll = (context: GroundContext): Grounding => {
  const { page, intent } = context
  const direction = intent.direction
  const target = intent.target
  if (target === undefined) return done([{ method: 'scroll', arguments: [direction ?? 'down'] }])
  if (direction !== undefined) {
    const section = pickSection(context, target)
    if (section !== undefined) return done([actionOn(page, section, 'scroll', [direction])])
  }
  const wantsHeading = target.kinds.includes('heading')
  const prefer = anyNode((node: SnapshotNode) => (node.role === 'heading' ? (wantsHeading ? 0.2 : 0.08) : 0))
  const resolved = resolveTarget({ ...context, target: { ...target, kinds: [] }, fit: prefer, among: hasText(context) })
  const picked = resolved.kind === 'ambiguous' ? firstOf(resolved) : resolved
  return act(page, picked, found =>
    done([actionOn(page, found.at, 'scroll', direction === undefined ? [] : [direction])]),
  )
}

const firstOf = (picked: Picked): Picked => {
  const [best] = picked.ranked
  return best === undefined ? picked : { kind: 'one', best, ranked: picked.ranked }
}

/** The part of the page that a phrase names by its title: where to scroll, where to drop. */
const pickSection = (context: GroundContext, target: Target): number | undefined => {
  const { page } = context
  const query = createQuery(page, { head: target.text, scopes: target.scopes, phrases: [target.text, target.whole] })
  const fit: Fit = () => 0
  const starts = [...new Set(page.sections.map(({ at }) => at))]
  const picked = pickOne(page, rankNodes(page, query, fit, starts))
  const best = picked.kind === 'none' ? undefined : picked.ranked[0]
  if (best === undefined) return undefined
  const section = page.sections.find(({ at }) => at === best.at)
  return section === undefined ? best.at : section.start
}

export const groundWait = (context: GroundContext): Grounding => {
  const { intent } = context
  const text = intent.value ?? ''
  if (text === '' || /^\d+\s*(?:s|sec|seconds?|ms|milliseconds?|minutes?|min)?$/i.test(text))
    return { kind: 'not_supported', reason: 'Waiting needs something to wait for: a text or an element.' }
  return done([{ method: 'wait_for', arguments: [text] }])
}

const SEARCH_WORD =
  /^(?:search|find|filter|query|keywords?|lookup|suche|suchen|such\w*begriff|durchsuchen|stichwort|recherche[rz]?|chercher|buscar?|busqueda|cerca|ricerca|cercare|zoek|zoeken)$/

const isSearch = ({ node, labelTokens, extraTokens }: PageNode): boolean =>
  node.role === 'searchbox' ||
  node.inputType === 'search' ||
  [...labelTokens, ...extraTokens].some(token => SEARCH_WORD.test(token.word))

const searchFields = (context: GroundContext): readonly PageNode[] => {
  const { page } = context
  const typable = page.candidates
    .map(at => page.nodes[at] as PageNode)
    .filter(({ node }) => isTypable(node) && node.state.disabled !== true && node.state.password !== true)
  const named = typable.filter(isSearch)
  if (named.length > 0) return named
  return typable.filter(found => {
    for (let up = found.at; up >= 0; up = page.parentOf(up)) if (page.nodes[up]?.node.role === 'search') return true
    return false
  })
}

/** "search for V": fills the page's search field and presses Enter; a button that says it all ("Find jobs") comes first. */
export const groundSearch = (context: GroundContext): Grounding => {
  const { page, intent } = context
  if (intent.mixed !== undefined) {
    const target: Target = { ...EMPTY_TARGET, text: intent.value ?? '', whole: intent.value ?? '' }
    const pressed = resolveTarget({
      ...context,
      intent: { ...intent, verb: 'do' },
      target,
      fit: node => (isTypable(node) ? undefined : 0),
    })
    if (pressed.kind === 'one' && (pressed.best.exact || pressed.best.own > 0.8))
      return act(page, pressed, found => done([actionOn(page, found.at, 'click')]))
    if (pressed.kind === 'one' && intent.word === 'find' && searchFields(context).length === 0)
      return act(page, pressed, found => done([actionOn(page, found.at, 'click')]))
  }
  const labelled = page
    .exactly(`search ${intent.value ?? ''}`)
    .filter(at => page.candidates.includes(at) && page.nodes[at]?.node.role === 'button')
  const [only] = labelled
  if (intent.valueQuoted !== true && only !== undefined && labelled.length === 1)
    return act(page, asPick(only), found => done([actionOn(page, found.at, 'click')]))
  const fields = searchFields(context)
  const found = fields.length === 1 ? fields[0] : narrowSearch(context, fields)
  if (found === undefined)
    return fields.length === 0
      ? absent(page)
      : refusal(page, {
          kind: 'ambiguous',
          ranked: fields.map(({ at }) => ({ at, score: 1, recall: 1, precision: 1, own: 1, exact: false })),
        })
  const by = intent.destination === undefined ? undefined : searchMode(context, intent.destination)
  if (intent.destination !== undefined && by === undefined) return absent(page)
  if (by !== undefined && found.node.ref !== by.ref) return done([by], { next: [withoutMode(intent)] })
  const value = searchValue(intent.value ?? '', found, intent.valueQuoted === true)
  const enter = intent.direction === 'stay' ? [] : [actionOn(page, found.at, 'press', ['Enter'])]
  return done([actionOn(page, found.at, 'fill', [value]), ...enter])
}

const withoutMode = ({ destination: _, ...intent }: Intent): Intent => intent

/** The one list of the page that has an entry called so: what a search looks in. */
const searchMode = ({ page }: GroundContext, mode: Target): PlannedAction | undefined => {
  const lists = page.nodes.flatMap(found => {
    const option = found.node.options === undefined ? undefined : matchOption(found, mode.text)
    return option === undefined || option.disabled ? [] : [actionOn(page, found.at, 'select', [option.name])]
  })
  return lists.length === 1 ? lists[0] : undefined
}

const narrowSearch = (context: GroundContext, fields: readonly PageNode[]): PageNode | undefined => {
  const { page, intent } = context
  if (fields.length === 0) return undefined
  const among = fields.map(({ at }) => at)
  if (intent.target !== undefined) {
    const picked = pickOne(
      page,
      rankNodes(page, createQuery(page, { head: intent.target.text, scopes: intent.target.scopes }), () => 0, among),
      { accept: 0.2, minRecall: 0.2 },
    )
    if (picked.kind === 'one') return page.nodes[picked.best.at]
  }
  const strong = fields.filter(({ node }) => node.role === 'searchbox' || node.inputType === 'search')
  return strong.length === 1 ? strong[0] : undefined
}

/** "sort by price, low to high": an option of a sort list, else the column's header. */
export const groundSort = (context: GroundContext): Grounding => {
  const { page, intent } = context
  const said = intent.value ?? intent.target?.whole ?? ''
  const lists = page.nodes.filter(
    ({ node, labelTokens }) =>
      node.options !== undefined && labelTokens.some(token => /^(?:sort|order|arrang)/.test(token.stem)),
  )
  const others = page.nodes.filter(({ node }) => node.options !== undefined)
  for (const found of [...lists, ...(lists.length === 0 ? others : [])]) {
    const name = sortOption(found, intent, said)
    if (name !== undefined) return done([actionOn(page, found.at, 'select', [name])])
  }
  const { ordinal, superlative, ...plain } = intent.target ?? EMPTY_TARGET
  const target = ordinal === undefined && superlative === undefined ? plain : { ...plain, text: plain.whole }
  const headerFit: Fit = node => (/^(?:columnheader|button|link)$/.test(node.role) ? 0 : undefined)
  const inHeader = page.candidates.filter(at => isHeader(context, at))
  const header = resolveTarget({
    ...context,
    intent: { ...intent, word: 'click', verb: 'click' },
    target,
    fit: headerFit,
    among: inHeader.length > 0 ? inHeader : headersOf(context),
  })
  if (header.kind === 'one')
    return act(page, header, found =>
      done(Array.from({ length: intent.direction === 'descending' ? 2 : 1 }, () => actionOn(page, found.at, 'click'))),
    )
  const button = resolveTarget({
    ...context,
    intent: { ...intent, verb: 'do' },
    target: { ...target, text: said, whole: said },
  })
  if (button.kind === 'one') return act(page, button, found => done([actionOn(page, found.at, 'click')]))
  const choice = sortChoice(context, target)
  if (choice !== undefined) return done([actionOn(page, choice, 'click')])
  const opener = page.nodes.find(
    ({ node, labelTokens }) =>
      node.interactive &&
      (node.role === 'combobox' || node.state.haspopup !== undefined) &&
      labelTokens.some(token => token.stem === 'sort'),
  )
  if (opener !== undefined && opener.node.role === 'combobox')
    return done([actionOn(page, opener.at, 'select', [said])])
  const labelled = [...new Set([...page.exactly(said), ...page.exactly(target.text)])].filter(
    at => page.candidates.includes(at) && !isTypable((page.nodes[at] as PageNode).node),
  )
  const [only] = labelled
  if (only !== undefined && labelled.length === 1)
    return act(page, asPick(only), found => done([actionOn(page, found.at, 'click')]))
  if (opener !== undefined && intent.revealed === undefined)
    return done([actionOn(page, opener.at, 'click')], { next: [pickOptionIntent(intent, said)] })
  return refusal(page, header)
}

/** A choice of a group that says it sorts: "Sort by: Distance, Price". */
const sortChoice = ({ page }: GroundContext, target: Target): number | undefined => {
  const groups = page.sections.filter(({ tokens }) => tokens.some(({ stem }) => /^(?:sort|order|arrang)/.test(stem)))
  const places = page
    .exactly(target.text)
    .filter(at => /^(?:radio|button|tab|option|link)$/.test(page.nodes[at]?.node.role ?? ''))
    .filter(at => groups.some(({ start, end }) => at >= start && at < end && end - start < 40))
  return places.length === 1 ? places[0] : undefined
}

const isHeader = ({ page }: GroundContext, at: number): boolean => {
  for (let up = at, steps = 0; up >= 0 && steps < 4; up = page.parentOf(up), steps++) {
    const node = page.nodes[up]?.node
    if (node?.role === 'columnheader' || node?.tag === 'th') return true
  }
  return false
}

const headersOf = ({ page }: GroundContext): readonly number[] =>
  page.nodes.filter(({ node }) => node.role === 'columnheader' || node.tag === 'th').map(({ at }) => at)

const LOW_FIRST = /\b(?:low(?:est)?|asc\w*|a\s*(?:-|to|–|→)\s*z|old(?:est)?|cheap(?:est)?|small(?:est)?|↑)\b.*?|↑/i
const HIGH_FIRST =
  /\b(?:high(?:est)?|desc\w*|z\s*(?:-|to|–|→)\s*a|new(?:est)?|latest|expensive|larg(?:e|est)|recent)\b|↓/i

const directionIn = (name: string): string | undefined => {
  const low = name.search(LOW_FIRST)
  const high = name.search(HIGH_FIRST)
  if (low < 0 && high < 0) return undefined
  if (high < 0 || (low >= 0 && low < high)) return 'ascending'
  return 'descending'
}

const sortOption = (found: PageNode, intent: Intent, said: string): string | undefined => {
  const whole = matchOption(found, said)
  if (whole !== undefined && whole.score > 0.95) return whole.name
  const key = intent.target?.superlative?.by === 'price' ? 'price' : (intent.target?.text ?? said)
  const named = (found.node.options ?? []).filter(
    option =>
      matchOption({ ...found, node: { ...found.node, options: [option] } }, key) !== undefined ||
      optionHas(option.name, key),
  )
  const directed =
    intent.direction === undefined ? named : named.filter(({ name }) => directionIn(name) === intent.direction)
  if (directed.length === 1) return directed[0]?.name
  const alone =
    intent.direction === undefined
      ? undefined
      : (found.node.options ?? []).filter(({ name }) => directionIn(name) === intent.direction)
  return alone?.length === 1 ? alone[0]?.name : whole?.name
}

const optionHas = (name: string, key: string): boolean => key !== '' && name.toLowerCase().includes(key.toLowerCase())

/** "go to page 3", "the next page", "the last page". */
export const groundPager = (context: GroundContext): Grounding => {
  const { page, intent } = context
  const number = intent.value
  if (number !== undefined) {
    const shape = new RegExp(
      `^(?:(?:go to )?(?:results )?page\\s*)?${number}(?:, current page|\\s*\\(current\\))?$`,
      'i',
    )
    const hits = page.candidates.filter(
      at => shape.test((page.nodes[at]?.label ?? '').trim()) && !isTypable((page.nodes[at] as PageNode).node),
    )
    const pagers = hits.filter(at => neighbours(context, at) >= 1)
    const [only] = pagers.length > 0 ? pagers : hits
    if (only !== undefined && (pagers.length === 1 || hits.length === 1))
      return act(page, asPick(only), found => done([actionOn(page, found.at, 'click')]))
    if (hits.length > 1)
      return refusal(page, {
        kind: 'ambiguous',
        ranked: hits.map(at => ({ at, score: 1, recall: 1, precision: 1, own: 1, exact: true })),
      })
    const label: Target = { ...EMPTY_TARGET, text: `page ${number}`, whole: `page ${number}` }
    return groundClick({ ...context, intent: { ...intent, verb: 'click', target: label } })
  }
  const side = intent.direction ?? 'next'
  const label: Target = { ...EMPTY_TARGET, text: side, whole: `${side} page` }
  const named = groundClick({ ...context, intent: { ...intent, verb: 'click', word: 'go', target: label } })
  if (isFound(named) || (side !== 'last' && side !== 'first')) return named
  return edgePage(context, side) ?? named
}

const asPick = (at: number): Picked => {
  const best = { at, score: 1, recall: 1, precision: 1, own: 1, exact: true }
  return { kind: 'one', best, ranked: [best] }
}

const isNumber = (found: PageNode | undefined): boolean => /^(?:page\s*)?\d+$/i.test((found?.label ?? '').trim())

/** How many other numbers stand beside a page number: one alone is no pager. */
const neighbours = ({ page }: GroundContext, at: number): number => {
  const order = page.candidates.indexOf(at)
  return [order - 1, order + 1].filter(index => isNumber(page.nodes[page.candidates[index] ?? -1])).length
}

const edgePage = (context: GroundContext, side: 'first' | 'last'): Grounding | undefined => {
  const { page } = context
  const numbers = page.candidates.filter(at => isNumber(page.nodes[at]) && neighbours(context, at) >= 1)
  const sorted = [...numbers].sort((one, other) => numberOf(context, one) - numberOf(context, other))
  const at = side === 'last' ? sorted[sorted.length - 1] : sorted[0]
  return at === undefined || numbers.length < 2
    ? undefined
    : act(page, asPick(at), found => done([actionOn(page, found.at, 'click')]))
}

const numberOf = ({ page }: GroundContext, at: number): number =>
  Number(/\d+/.exec(page.nodes[at]?.label ?? '')?.[0] ?? 0)

const liftToDraggable = ({ page }: GroundContext, at: number): number => {
  for (let up = at; up >= 0; up = page.parentOf(up)) if (page.nodes[up]?.node.state.draggable === true) return up
  return at
}

/** "drag A onto B". */
export const groundDrag = (context: GroundContext): Grounding => {
  const { page, intent } = context
  const source = intent.target ?? EMPTY_TARGET
  const among = page.nodes.filter(({ node }) => node.state.draggable === true).map(({ at }) => at)
  const prefer: Fit = node => (node.state.draggable === true ? 0.1 : 0)
  const marked = among.length > 0 ? rankDraggable(context, source, among) : undefined
  const dragged =
    marked === undefined || marked.kind === 'none'
      ? resolveTarget({ ...context, target: source, fit: prefer, among: hasText(context) })
      : marked
  if (dragged.kind !== 'one') return refusal(page, dragged)
  const from = liftToDraggable(context, dragged.best.at)
  const to = dropPlace(context, from)
  if (to === undefined) return absent(page)
  return done([{ ...actionOn(page, from, 'drag', [page.nodes[to]?.node.ref ?? '']) }])
}

const rankDraggable = (context: GroundContext, target: Target, among: readonly number[]): Picked => {
  const { page } = context
  const inside = hasText(context).filter(at => among.some(item => at >= item && at < (page.nodes[item]?.end ?? 0)))
  const picked = resolveTarget({
    ...context,
    target: { ...target, kinds: [] },
    fit: () => 0,
    among: [...new Set([...among, ...inside])].sort((one, other) => one - other),
  })
  if (picked.kind !== 'ambiguous') return picked
  const lifted = [...new Set(picked.ranked.map(({ at }) => liftToDraggable(context, at)))]
  const [only] = lifted
  return lifted.length === 1 && only !== undefined ? asPick(only) : picked
}

const dropPlace = (context: GroundContext, from: number): number | undefined => {
  const { page, intent } = context
  const target = intent.destination ?? EMPTY_TARGET
  const draggable = rankDraggable(
    context,
    target,
    page.nodes.filter(({ node }) => node.state.draggable === true).map(({ at }) => at),
  )
  if (draggable.kind === 'one' && draggable.best.exact && liftToDraggable(context, draggable.best.at) !== from)
    return liftToDraggable(context, draggable.best.at)
  const section = pickSection(context, target)
  if (section !== undefined) return section
  const text = labelQuery(context, target)
  const best = text.kind === 'none' ? undefined : text.ranked.find(({ at }) => liftToDraggable(context, at) !== from)
  return best?.at
}
