import type { ActionMethod } from '../../contract/action.ts'
import type { Intent, Target } from '../intent.ts'
import type { GroundContext } from './context.ts'
import { fitFor } from './fit.ts'
import type { Grounding } from './grounding.ts'
import { optionScore } from './options.ts'
import { absent, act, actionOn, already, done, isFound, refusal } from './outcome.ts'
import { isCheckable, isTypable, type PageNode } from './page.ts'
import { ACCEPT, type Picked, pickOne, rankNodes, toCandidate } from './pick.ts'
import { createQuery } from './score.ts'
import { EMPTY_TARGET, queryFor, resolveTarget } from './target.ts'
import { normalize, similarity, tokenize } from './text.ts'

const METHODS: Readonly<Record<string, ActionMethod>> = {
  double_click: 'double_click',
  right_click: 'right_click',
  hover: 'hover',
  focus: 'focus',
  copy: 'copy',
  select_text: 'select_text',
}

const repeat = (context: GroundContext, at: number, method: ActionMethod): Grounding =>
  done(Array.from({ length: context.intent.times ?? 1 }, () => actionOn(context.page, at, method)))

/** Two clauses that are one label on this page: "Save and continue". */
const groundJoined = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  if (intent.joined === undefined) return undefined
  const places = page.exactly(intent.joined).filter(at => page.nodes[at]?.node.interactive === true)
  const [only] = places
  return places.length === 1 && only !== undefined ? done([actionOn(page, only, 'click')], { skip: 1 }) : undefined
}

/** Text that is not marked as operable, taken only where it stands there exactly as said. */
const pickText = (context: GroundContext, target: Target): Picked => {
  const { page } = context
  const places = [...page.exactly(target.text), ...page.exactly(target.whole)]
  const [only] = [...new Set(places)].filter(at => !page.candidates.includes(at))
  if (only === undefined || target.text === '' || new Set(places).size !== 1) return { kind: 'none', ranked: [] }
  const best = { at: only, score: ACCEPT, recall: 1, precision: 1, own: 1, exact: true }
  return { kind: 'one', best, ranked: [best] }
}

/** An option of some native select that the whole phrase names: "show 50 per page". */
const pickAnyOption = (
  context: GroundContext,
  target: Target,
): { readonly at: number; readonly name: string; readonly score: number } | undefined => {
  const { page, intent } = context
  const query = queryFor(page, { ...intent, word: '' }, target)
  const said = query.tokens.filter(({ part }) => part !== 'optional' && part !== 'verb')
  const total = said.reduce((sum, { weight }) => sum + weight, 0)
  const matches = page.nodes.flatMap(found => {
    if (found.node.options === undefined || found.node.state.disabled === true) return []
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
      return precision >= 0.6 && !option.disabled ? [{ at: found.at, name: option.name, score }] : []
    })
  })
  const [first, second] = matches.sort((one, other) => other.score - one.score)
  if (first === undefined || first.score < 0.45) return undefined
  return second !== undefined && first.score - second.score < 0.05 ? undefined : first
}

const groundAnyOption = (context: GroundContext, target: Target): Grounding | undefined => {
  const option = pickAnyOption(context, target)
  return option === undefined
    ? undefined
    : done([actionOn(context.page, option.at, 'select', [option.name])], { confidence: option.score })
}

/** Does a target's parts one by one, in order: "tick A, B and C". */
const eachPart = (
  context: GroundContext,
  parts: readonly Target[],
  one: (context: GroundContext) => Grounding,
): Grounding => {
  const last = parts[parts.length - 1]
  const first = parts[0]
  const results = parts.map(part => {
    const scopes =
      part.scopes.length === 0 && last !== undefined && last.scopes.some(scope => !scope.soft)
        ? last.scopes.filter(scope => !scope.soft)
        : part.scopes
    const kinds = part.kinds.length === 0 ? (last?.kinds ?? []) : part.kinds
    return one({
      ...context,
      intent: { ...context.intent, target: { ...part, scopes, kinds: part === first ? part.kinds : kinds, parts: [] } },
    })
  })
  const failed = results.find(result => !isFound(result))
  if (failed !== undefined) return failed
  const actions = results.flatMap(result => (result.kind === 'actions' ? result.actions : []))
  const next = results.flatMap(result => (result.kind === 'actions' ? result.next : []))
  return actions.length === 0 ? (results[0] as Grounding) : done(actions, { next })
}

const isWholeClear = (picked: Picked): boolean =>
  picked.kind === 'one' && (picked.best.exact || (picked.best.recall > 0.88 && picked.best.score > 0.78))

/** Presses one element, or each of several. */
export const groundClick = (context: GroundContext): Grounding => {
  const { page, intent } = context
  const target = intent.target ?? EMPTY_TARGET
  const joined = groundJoined(context)
  if (joined !== undefined) return joined
  if (target.all === true) return groundAll(context)
  const picked = resolveTarget({ ...context, target })
  if (target.parts.length > 1 && !isWholeClear(picked)) {
    const each = eachPart(context, target.parts, groundClick)
    if (isFound(each) || picked.kind !== 'one') return each
  }
  if (picked.kind !== 'one') {
    const option = picked.kind === 'none' && intent.verb !== 'hover' ? groundAnyOption(context, target) : undefined
    if (option !== undefined) return option
    const text = picked.kind === 'none' ? pickText(context, target) : picked
    if (text.kind === 'one') return repeat(context, text.best.at, METHODS[intent.verb] ?? 'click')
    return refusal(page, picked)
  }
  return act(page, picked, found => operate(context, found))
}

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
  if (isTypable(found.node)) return done([actionOn(page, found.at, 'focus')])
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
  const kept = chosen
    .filter(at => !isExcepted(context, at, target.except) && nodeOf(context, at).state.disabled !== true)
    .sort((one, other) => one - other)
  if (kept.length === 0) return absent(page, { kind: 'none', ranked })
  if (chosen.length === 1 && target.except.length > 0) return absent(page, { kind: 'none', ranked })
  const method: ActionMethod =
    checking && intent.verb !== 'toggle' ? (intent.verb === 'uncheck' ? 'uncheck' : 'check') : 'click'
  const wanted = intent.verb !== 'uncheck'
  const changing = kept.filter(at => !checking || nodeOf(context, at).state.checked !== wanted)
  const [first] = kept
  if (changing.length === 0 && first !== undefined) return already(page, first, 'They are all so already.')
  return done(
    changing.map(at =>
      actionOn(page, at, method === 'check' && nodeOf(context, at).state.checked === undefined ? 'click' : method),
    ),
  )
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
  return (best?.items ?? []).flatMap(item => boxIn(context, item, fit) ?? [])
}

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
  if (target.parts.length > 1 && !isWholeClear(picked)) {
    const each = eachPart(context, target.parts, groundCheck)
    if (isFound(each) || picked.kind !== 'one') return each
  }
  const ticked = act(page, picked, found => setChecked(context, found))
  if (picked.kind === 'one' || picked.kind === 'ambiguous') return ticked
  const said =
    intent.on === undefined ? intent.word : intent.word === 'turn' ? `turn ${intent.on ? 'on' : 'off'}` : intent.word
  const labelled: Intent = { ...intent, verb: 'do', word: said }
  const pressed = resolveTarget({
    ...context,
    intent: labelled,
    target,
    fit: node => (isTypable(node) ? undefined : 0),
  })
  return pressed.kind === 'one' ? act(page, pressed, found => done([actionOn(page, found.at, 'click')])) : ticked
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

export const sameText = (one: string, other: string): boolean => normalize(one) === normalize(other)

export const refusedAs = (context: GroundContext, at: number): Grounding => ({
  kind: 'not_found',
  why: 'disabled',
  candidates: [toCandidate(context.page, at)],
})
