import type { ActionMethod } from '../../contract/action.ts'
import type { Intent, Target } from '../intent.ts'
import type { GroundContext } from './context.ts'
import { fitFor } from './fit.ts'
import { groundBulk } from './ground-bulk.ts'
import { openSelectable } from './ground-open.ts'
import type { Grounding, PlannedAction } from './grounding.ts'
import { optionScore } from './options.ts'
import { absent, act, actionOn, already, done, isFound, refusal } from './outcome.ts'
import { saysVerb } from './own-words.ts'
import { hintedState, isCheckable, isTypable, type Page, type PageNode } from './page.ts'
import { ACCEPT, type Picked, pickOne, rankNodes, toCandidate } from './pick.ts'
import { createQuery, type Scored } from './score.ts'
import { EMPTY_TARGET, queryFor, resolveTarget } from './target.ts'
import { similarity, type Token, tokenize } from './text.ts'

const METHODS: Readonly<Record<string, ActionMethod>> = {
  double_click: 'double_click',
  right_click: 'right_click',
  hover: 'hover',
  focus: 'focus',
  copy: 'copy',
  select_text: 'select_text',
}

/** One click now, the others after a new look each: a click may put a new element in the place of the old. */
const repeat = ({ page, intent }: GroundContext, at: number, method: ActionMethod): Grounding => {
  const left = (intent.times ?? 1) - 1
  return done([actionOn(page, at, method)], { next: left > 0 ? [{ ...intent, times: left }] : [] })
}

/** A further element of several, to be looked for again by its label and item if its ref is gone by then. */
const later = ({ page, intent }: GroundContext, at: number, verb: Intent['verb']): Intent => {
  const found = page.nodes[at] as PageNode
  const item = page.itemOf[at] ?? -1
  const text = item < 0 || item === at ? '' : itemText(page, item)
  const target: Target = {
    ...EMPTY_TARGET,
    ref: found.node.ref,
    text: found.label,
    whole: found.label,
    scopes: text === '' ? [] : [{ relation: 'row', text, quoted: true, soft: false }],
  }
  return { ...intent, verb, target, times: 1 }
}

/** The first texts of an item, which tell it from its neighbours. */
const itemText = (page: Page, item: number): string => {
  const texts: string[] = []
  for (let at = item; at < (page.nodes[item]?.end ?? 0) && texts.length < 3; at++) {
    const { node, label } = page.nodes[at] as PageNode
    const text = node.text ?? (node.role === 'link' || node.role === 'heading' ? label : '')
    if (text !== '' && !/^(?:button|checkbox)$/.test(node.role)) texts.push(text)
  }
  return texts.join(' ').slice(0, 120)
}

/** Two clauses that are one label on this page: "Save and continue". */
export const groundJoined = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  if (intent.joined === undefined) return undefined
  const places = page.exactly(intent.joined).filter(at => page.nodes[at]?.node.interactive === true)
  const [only] = places
  return places.length === 1 && only !== undefined ? done([actionOn(page, only, 'click')], { skip: 1 }) : undefined
}

/** Text that is not marked as operable, taken only where it stands there exactly as said. */
const pickText = (context: GroundContext, target: Target): Picked => {
  const { page } = context
  const words = target.text.split(/\s+/)
  const telling = words.findIndex(word => tokenize(word).some(token => !token.generic && !token.stop))
  const bare = target.quoted && telling > 0 ? page.exactly(words.slice(telling).join(' ')) : []
  const places = [...page.exactly(target.text), ...page.exactly(target.whole), ...bare]
  const [only] = [...new Set(places)].filter(at => !page.candidates.includes(at))
  if (only === undefined || target.text === '' || new Set(places).size !== 1) return { kind: 'none', ranked: [] }
  const best = { at: only, score: ACCEPT, recall: 1, precision: 1, own: 1, exact: true }
  return { kind: 'one', best, ranked: [best] }
}

/** An option of some native select that the whole phrase names: "show 50 per page". */
const pickAnyOption = (
  context: GroundContext,
  target: Target,
): { readonly at: number; readonly name: string; readonly score: number; readonly disabled: boolean } | undefined => {
  const { page, intent } = context
  const query = queryFor(page, { ...intent, word: '' }, target)
  const said = query.tokens.filter(({ part }) => part !== 'optional' && part !== 'verb')
  const total = said.reduce((sum, { weight }) => sum + weight, 0)
  const matches = page.nodes.flatMap(found => {
    if (found.node.options === undefined || found.node.state.disabled === true || found.at < page.modal) return []
    const label = [...found.labelTokens, ...found.extraTokens]
    return found.node.options.flatMap(option => {
      const names = tokenize(option.name)
      const best = (among: typeof names, token: (typeof names)[number]): number =>
        among.reduce((top, other) => Math.max(top, similarity(token, other)), 0)
      const got = said.reduce(
        (sum, { token, weight }) => sum + weight * Math.max(best(names, token), 0.9 * best(label, token)),
        0,
      )
      const covered = names.filter(name => !name.stop)
      const precision =
        covered.length === 0
          ? 0
          : covered.reduce((sum, name) => sum + Math.max(0, ...said.map(({ token }) => similarity(token, name))), 0) /
            covered.length
      const score = total === 0 ? 0 : (got / total) * (0.5 + 0.5 * precision)
      const isOther = said.some(({ token }) => /^\d+$/.test(token.word) && names.length > 0 && best(names, token) === 0)
      return precision >= 0.6 && !(isOther && /\d/.test(option.name))
        ? [{ at: found.at, name: option.name, score, disabled: option.disabled }]
        : []
    })
  })
  const [first, second] = matches.sort((one, other) => other.score - one.score)
  if (first === undefined || first.score < 0.45) return undefined
  return second !== undefined && first.score - second.score < 0.05 ? undefined : first
}

const groundAnyOption = (context: GroundContext, target: Target): Grounding | undefined => {
  const option = pickAnyOption(context, target)
  if (option?.disabled === true)
    return { kind: 'not_found', why: 'disabled', candidates: [toCandidate(context.page, option.at)] }
  return option === undefined
    ? undefined
    : done([actionOn(context.page, option.at, 'select', [option.name])], { confidence: option.score })
}

type One = (context: GroundContext) => Grounding

const partIntents = ({ intent }: GroundContext, parts: readonly Target[]): readonly Intent[] => {
  const last = parts[parts.length - 1]
  const places = last?.scopes.filter(scope => !scope.soft) ?? []
  return parts.map((part, at) => {
    const scopes = part.scopes.length === 0 ? places : part.scopes
    const kinds = part.kinds.length === 0 && at > 0 ? (last?.kinds ?? []) : part.kinds
    return { ...intent, target: { ...part, scopes, kinds, parts: [] } }
  })
}

/** Several options of one list are one action; so many single actions would undo each other. */
const mergeSelects = (actions: readonly PlannedAction[]): readonly PlannedAction[] => {
  const [first] = actions
  if (first === undefined || !actions.every(({ method, ref }) => method === 'select' && ref === first.ref))
    return actions
  return [{ ...first, arguments: actions.flatMap(action => action.arguments ?? []) }]
}

/** Does a target's parts one by one, in order: "tick A, B and C"; nothing is done unless each is found. */
export const eachPart = (context: GroundContext, parts: readonly Target[], one: One): Grounding => {
  const intents = partIntents(context, parts)
  const results = intents.map(intent => one({ ...context, intent }))
  const failed = results.find(result => !isFound(result))
  if (failed !== undefined) return failed
  const acting = results.flatMap((result, at) =>
    result.kind === 'actions' ? [{ result, intent: intents[at] as Intent }] : [],
  )
  const [first, ...others] = acting
  if (first === undefined) return results[0] as Grounding
  const merged = mergeSelects(acting.flatMap(({ result }) => result.actions))
  if (merged.length === 1) return done(merged)
  return done(first.result.actions, { next: [...first.result.next, ...others.map(({ intent }) => intent)] })
}

/** A comma alone ("Sunday, week 6") is more often part of one name than of a list. */
const isListed = (target: Target): boolean =>
  target.parts.length > 2 || /\s(?:and|or|et|und|y|e|&)\s/i.test(target.whole)

/** "the second and the fourth": each part counts for itself. */
const countsParts = (target: Target): boolean => target.parts.every(part => part.ordinal !== undefined)

export const isWholeClear = (picked: Picked, target?: Target): boolean =>
  picked.kind === 'one' &&
  ((target !== undefined && !isListed(target)) ||
    picked.best.exact ||
    (picked.best.recall > 0.82 && picked.best.score > 0.7))

/** Presses one element, or each of several. */
export const groundClick = (context: GroundContext): Grounding => {
  const { page, intent } = context
  const target = intent.target ?? EMPTY_TARGET
  if (target.all === true) return groundAll(context)
  const picked = resolveTarget({ ...context, target })
  if (target.parts.length > 1 && !isWholeClear(picked, target)) return eachPart(context, target.parts, groundClick)
  if (picked.kind !== 'one') {
    const mayBeOption = picked.kind === 'none' && intent.verb !== 'hover' && intent.word !== 'move'
    const option = mayBeOption ? groundAnyOption(context, target) : undefined
    if (option !== undefined) return option
    const text = picked.kind === 'none' && intent.verb !== 'do' ? pickText(context, target) : picked
    if (text.kind === 'one') return repeat(context, text.best.at, METHODS[intent.verb] ?? 'click')
    return refusal(page, picked)
  }
  if (isBesideWhatIsSaid(context, target, picked.best)) return absent(page, picked)
  return act(page, picked, found => operate(context, found))
}

/** "show the citation for Landmarks": the title is not its citation, of which the page has no word. */
const isBesideWhatIsSaid = ({ page, intent }: GroundContext, target: Target, best: Scored): boolean => {
  if (intent.verb !== 'click' || !/^(?:show|see|display|view)$/.test(intent.word) || best.own > 0.15) return false
  const telling = tokenize(target.text).filter(token => !token.stop && !token.generic)
  return target.scopes.length > 0 && telling.length > 0 && telling.every(token => page.find(token).length === 0)
}

/** Widgets that are clicked to be worked by keys. */
const TAKES_KEYS = /^(?:application|grid|tree|treegrid)$/

const AGREES = /^(?:agree|accept|confirm|consent|subscribe|opt)$/

const operate = (context: GroundContext, found: PageNode): Grounding => {
  const { page, intent } = context
  const method = METHODS[intent.verb]
  if (method !== undefined) return repeat(context, found.at, method)
  if (AGREES.test(intent.word) && isCheckable(found.node) && found.node.state.checked !== undefined)
    return found.node.state.checked === true
      ? already(page, found.at, 'It is ticked already.')
      : done([actionOn(page, found.at, 'check')])
  if (intent.verb === 'choose' && found.node.role === 'checkbox') return done([actionOn(page, found.at, 'check')])
  const opened = openSelectable(context, found)
  if (opened !== undefined) return opened
  if (isTypable(found.node) || TAKES_KEYS.test(found.node.role)) return done([actionOn(page, found.at, 'focus')])
  return repeat(context, found.at, 'click')
}

const isExcepted = (context: GroundContext, at: number, except: readonly Target[]): boolean => {
  const { page, intent } = context
  return except.some(target => {
    const query = createQuery(page, { head: `${target.text} ${target.scopes.map(scope => scope.text).join(' ')}` })
    if (query.tokens.length === 0) return false
    const [scored] = rankNodes(page, query, () => 0, [at])
    return scored !== undefined && scored.recall >= 0.8 && intent.verb.length > 0
  })
}

const MASTER = /^(?:select|check|tick|toggle|choose)?\s*(?:all|everything|every (?:row|item|message))\b/i

/** "every red bead", "all workshops except X": each element that fits as well as the best. */
export const groundAll = (context: GroundContext): Grounding => {
  const { page, intent } = context
  const target = intent.target ?? EMPTY_TARGET
  const checking =
    /^(?:check|uncheck|toggle)$/.test(intent.verb) ||
    (intent.verb === 'choose' && page.candidates.some(at => isCheckable(nodeOf(context, at))))
  const fit = checking ? fitFor({ ...intent, verb: intent.verb === 'choose' ? 'check' : intent.verb }) : fitFor(intent)
  const query = queryFor(page, intent, target)
  const whole = pickOne(page, rankNodes(page, query, fit))
  if (whole.kind === 'one' && whole.best.exact && target.except.length === 0)
    return act(page, whole, found => operate(context, found))
  const ranked = rankNodes(page, query, fit).filter(({ at }) => !MASTER.test(page.nodes[at]?.label ?? ''))
  const [top] = ranked
  const chosen =
    top === undefined || top.recall < 0.6
      ? groupChoices(context, checking, fit)
      : ranked
          .filter(scored => top.recall - scored.recall < 0.08 && top.score - scored.score < 0.15)
          .map(({ at }) => at)
  const acting = chosen.filter(at => intent.verb !== 'do' || saysVerb(page.nodes[at] as PageNode, intent.word))
  const kept = acting
    .filter(at => !isExcepted(context, at, target.except) && nodeOf(context, at).state.disabled !== true)
    .sort((one, other) => one - other)
  if (kept.length === 0)
    return (intent.verb === 'do' && groundBulk(context, groundAll)) || absent(page, { kind: 'none', ranked })
  if (target.count !== undefined && kept.length !== target.count)
    return { kind: 'ambiguous', candidates: kept.slice(0, 6).map(at => toCandidate(page, at)) }
  if (chosen.length === 1 && target.except.length > 0) return absent(page, { kind: 'none', ranked })
  const wanted = intent.verb !== 'uncheck'
  const changing = kept.filter(at => !checking || nodeOf(context, at).state.checked !== wanted)
  const [first, ...others] = changing
  if (first === undefined) return already(page, kept[0] ?? 0, 'They are all so already.')
  const verb = !checking || intent.verb === 'toggle' ? 'click' : wanted ? 'check' : 'uncheck'
  const method: ActionMethod = verb === 'check' && nodeOf(context, first).state.checked === undefined ? 'click' : verb
  return done([actionOn(page, first, method)], { next: others.map(at => later(context, at, verb)) })
}

const nodeOf = ({ page }: GroundContext, at: number): PageNode['node'] => (page.nodes[at] as PageNode).node

/** Where no label has the noun ("every message"): the boxes of the largest repeated kind. */
const groupChoices = (context: GroundContext, checking: boolean, fit: ReturnType<typeof fitFor>): readonly number[] => {
  const { page, intent } = context
  const speaks = tokenize(intent.target?.text ?? '').some(
    token => !token.generic && !token.stop && page.find(token).length === 0 && !/s$/.test(token.word),
  )
  if (!checking || speaks) return []
  const best = [...page.groups]
    .sort((one, other) => other.items.length - one.items.length)
    .find(group => group.items.filter(item => boxIn(context, item, fit) !== undefined).length >= 2)
  const items = best?.items ?? []
  const says = (item: number, token: Token): boolean =>
    page.find(token).some(({ at, sim }) => sim > 0.75 && at >= item && at < (page.nodes[item]?.end ?? 0))
  const places = tokenize((intent.target?.scopes ?? []).map(scope => scope.text).join(' ')).filter(
    token => !token.generic && !token.stop && !isHeading(context, token),
  )
  if (places.some(token => !items.some(item => says(item, token)))) return []
  const inText = tokenize(intent.target?.text ?? '').filter(
    token => !token.generic && !token.stop && items.some(item => says(item, token)),
  )
  const telling = [...inText, ...places]
  const said = telling.length === 0 ? [] : items.filter(item => telling.every(token => says(item, token)))
  if (telling.length > 0 && said.length === 0) return []
  return (said.length > 0 ? said : items).flatMap(item => boxIn(context, item, fit) ?? [])
}

/** Whether the page has the word as the title of a column or section: it says of which kind the others are. */
const isHeading = ({ page }: GroundContext, token: Token): boolean =>
  page
    .find(token)
    .some(({ at, sim }) => sim > 0.9 && /^(?:columnheader|heading)$/.test(page.nodes[at]?.node.role ?? ''))

const boxIn = ({ page }: GroundContext, item: number, fit: ReturnType<typeof fitFor>): number | undefined => {
  const end = page.nodes[item]?.end ?? item + 1
  return page.candidates.find(at => at >= item && at < end && fit((page.nodes[at] as PageNode).node) !== undefined)
}

const ROWS = /^(?:rows?|lines?|messages?|emails?|items?|entries|entry|records?|contacts?|cards?)$/i

/** "tick A, B and C", "turn off X": boxes and switches; falls back to a button that carries the words. */
export const groundCheck = (context: GroundContext): Grounding => {
  const { page, intent, trail } = context
  const target = intent.target
  if (target === undefined) {
    const last = page.nodes.find(({ node }) => node.ref === trail?.refs[trail.refs.length - 1])
    return last !== undefined && isCheckable(last.node) ? setChecked(context, last) : absent(page)
  }
  if (target.all === true) return groundAll(context)
  const picked = resolveTarget({ ...context, target })
  if (target.parts.length > 1 && (countsParts(target) || !isWholeClear(picked, target)))
    return eachPart(context, target.parts, groundCheck)
  if (intent.word === 'check' && picked.kind === 'one' && picked.best.own < 0.4 && target.text !== '') {
    const looked = groundClick({ ...context, intent: { ...intent, verb: 'click', word: 'see' } })
    if (isFound(looked)) return looked
  }
  const ticked = act(page, picked, found => setChecked(context, found))
  if (picked.kind === 'one' || picked.kind === 'ambiguous') return ticked
  const toggled = pressToggle(context, target)
  if (toggled !== undefined) return toggled
  const said =
    intent.on === undefined ? intent.word : intent.word === 'turn' ? `turn ${intent.on ? 'on' : 'off'}` : intent.word
  const labelled: Intent = { ...intent, verb: 'do', word: said }
  const pressed = resolveTarget({
    ...context,
    intent: labelled,
    target,
    fit: node => (isTypable(node) ? undefined : 0),
  })
  if (pressed.kind === 'one') return act(page, pressed, found => done([actionOn(page, found.at, 'click')]))
  if (namesSeveral(context, target))
    return groundAll({ ...context, intent: { ...intent, target: { ...target, all: true } } })
  return ticked
}

/** A toggle that is no more than an element beside its caption; turned off only where its class says that it is on. */
const pressToggle = (context: GroundContext, target: Target): Grounding | undefined => {
  const { page, intent } = context
  if (intent.on === undefined) return undefined
  const pressing: Intent = { ...intent, verb: 'click', word: 'press' }
  const picked = resolveTarget({ ...context, intent: pressing, target })
  if (picked.kind !== 'one' || picked.best.own <= 0.9) return undefined
  return act(page, picked, found => {
    const now = hintedState(found.node)
    if (now === intent.on) return already(page, found.at, now ? 'It is on already.' : 'It is off already.')
    return now === undefined && intent.on === false ? absent(page, picked) : done([actionOn(page, found.at, 'click')])
  })
}

/** "tick the offline devices": a plural whose other words some rows have and others lack. */
export const namesSeveral = ({ page }: GroundContext, target: Target): boolean => {
  const words = tokenize(target.text).filter(({ stop }) => !stop)
  const noun = words.at(-1)
  if (target.quoted || target.ordinal !== undefined || words.length < 2 || !/[^s]s$/.test(noun?.word ?? ''))
    return false
  return words.slice(0, -1).every(word => {
    const rows = new Set(page.find(word).flatMap(({ at, sim }) => (sim > 0.75 ? (page.itemOf[at] ?? -1) : [])))
    rows.delete(-1)
    return rows.size > 0 && [...rows].some(row => rows.size < (page.groupOf.get(row)?.items.length ?? 0))
  })
}

const setChecked = ({ page, intent }: GroundContext, found: PageNode): Grounding => {
  const { node } = found
  if (intent.verb === 'toggle') return done([actionOn(page, found.at, 'click')])
  const wants = intent.verb === 'check'
  const now = node.state.checked ?? node.state.pressed ?? node.state.selected
  if (now === wants) return already(page, found.at, wants ? 'It is on already.' : 'It is off already.')
  if (node.role === 'radio' || node.role === 'option') return done([actionOn(page, found.at, 'click')])
  return done([actionOn(page, found.at, wants ? 'check' : 'uncheck')])
}

export const isRowTarget = (target: Target): boolean => ROWS.test(target.text)

/** Whether an open list shows an option as said; used after a picker was opened. */
export const pickOpenOption = ({ page }: GroundContext, said: string): number | undefined => {
  const open = page.candidates
    .map(at => ({ at, found: page.nodes[at] as PageNode }))
    .filter(({ found }) =>
      /^(?:option|menuitem|menuitemradio|treeitem|radio|gridcell|button|link)$/.test(found.node.role),
    )
    .map(({ at, found }) => ({ at, score: optionScore(said, found.label) + (found.node.role === 'option' ? 0.05 : 0) }))
    .filter(({ score }) => score >= 0.7)
    .sort((one, other) => other.score - one.score)
  const [first, second] = open
  if (first === undefined) return undefined
  return second !== undefined && first.score - second.score < 0.04 ? undefined : first.at
}
