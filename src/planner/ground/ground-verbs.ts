import { parseTarget } from '../grammar/target.ts'
import type { Intent, Target } from '../intent.ts'
import type { GroundContext } from './context.ts'
import { groundCheck, groundClick, groundJoined } from './ground-clicks.ts'
import { groundCompose } from './ground-compose.ts'
import { groundFill, groundSet } from './ground-fields.ts'
import { addingSeveral, groundHanding, groundItem } from './ground-items.ts'
import { groundRefusedCookies } from './ground-overlays.ts'
import { groundDrag } from './ground-page.ts'
import { groundReveal } from './ground-reveal.ts'
import { groundAmountShown, groundSaying } from './ground-sayings.ts'
import type { Grounding } from './grounding.ts'
import { absent, act, actionOn, done, isFound } from './outcome.ts'
import type { PageNode } from './page.ts'
import { EMPTY_TARGET, resolveTarget } from './target.ts'

const MENU_PHRASE =
  /\b(?:using|from|via|through|in|with)\s+(?:the\s+|its\s+)?(?:row |context |action |actions |overflow |more |dropdown |three-dot )*menu\b/i

const SUBMITTING =
  /^(?:submit|send|apply|save|go|join|unlock|publish|post|search|find|continue|confirm|run|start|register|sign|log|create|add|invite|book|order|pay|subscribe|update|done|finish|next|enter|ok|proceed|calculate|convert|translate|reply|comment|donate|request|reserve|check)$/

/** Any other imperative: the element that carries the verb and the words; else what a menu or hovering shows. */
export const groundDo = (context: GroundContext): Grounding => {
  const { intent } = context
  const joined = groundJoined(context)
  if (joined !== undefined) return joined
  const labelled = verbOnPage(context)
  if (labelled !== undefined) return groundDo({ ...context, intent: labelled })
  const target = intent.target
  if (
    target === undefined ||
    (target.text === '' && target.scopes.length === 0 && target.ref === undefined && target.ordinal === undefined)
  )
    return groundBareVerb(context)
  const amount = groundAmountShown(context)
  if (amount !== undefined) return amount
  const path = groundPath(context)
  if (path !== undefined) return path
  if (COUNTED_ADD.test(intent.text)) return addingSeveral(context) ?? absent(context.page)
  const handed = HANDED.test(intent.word) ? groundHanding(context) : undefined
  if (handed !== undefined) return handed
  const viaMenu = MENU_PHRASE.test(intent.text) && intent.verb === 'do' && (intent.revealed ?? 0) === 0
  const clean = viaMenu ? withoutMenu(intent) : intent
  const clicked = groundClick({ ...context, intent: clean })
  const composed =
    intent.pairs !== undefined && !isSure(clean, clicked) ? groundCompose({ ...context, intent: clean }) : undefined
  if (composed !== undefined && isFound(composed)) return composed
  if (clicked.kind === 'actions' && !isSure(clean, clicked)) return absent(context.page)
  if (clicked.kind === 'ambiguous') return groundItem({ ...context, intent: clean }) ?? clicked
  if (isFound(clicked) || (clicked.kind === 'not_found' && clicked.why !== 'absent')) return clicked
  return (
    groundRefusedCookies(context) ??
    groundSaying({ ...context, intent: clean }) ??
    groundItem({ ...context, intent: clean }) ??
    groundReveal({ ...context, intent: clean }) ??
    fromField({ ...context, intent: clean }) ??
    fromCode({ ...context, intent: clean }) ??
    fromOther({ ...context, intent: clean }) ??
    fromLightVerb({ ...context, intent: clean }) ??
    clicked
  )
}

/** A count that is to be added somewhere: one press would add one. */
const COUNTED_ADD =
  /^add\s+(?:\d+|two|three|four|five|six)\s+(?:\S+\s+){0,4}?to\s+(?:the|my|your)\s+(?:cart|basket|bag|trolley)\b/i
const HANDED = /^(?:assign|forward|share)$/

/** "Locate Camera South": an unknown first word that buttons of this page are labelled with is the verb. */
const verbOnPage = ({ page, intent }: GroundContext): Intent | undefined => {
  if (intent.verb !== 'click' || intent.word !== '' || intent.target?.quoted !== false) return undefined
  const said = /^(\p{L}+)\s+(\S.*)$/u.exec(intent.text.trim())
  if (said === null || page.exactly(intent.text).length > 0) return undefined
  const [, word = '', rest = ''] = said
  const carries = page.exactly(word).some(at => page.nodes[at]?.node.role === 'button')
  return carries ? { ...intent, verb: 'do', word: word.toLowerCase(), target: parseTarget(rest, []) } : undefined
}

/** One press on a label that has all the words, the quoted ones too, is what was meant. */
const isSure = ({ pairs, target }: Intent, clicked: Grounding): boolean =>
  clicked.kind === 'actions' && (pairs ?? []).every(({ value }) => target?.whole.includes(value))

const withoutMenu = (intent: Intent): Intent => {
  const target = intent.target ?? EMPTY_TARGET
  return { ...intent, target: { ...target, scopes: target.scopes.filter(scope => !/\bmenu\b/i.test(scope.text)) } }
}

/** "apply it", "join": a button that says so, nearest to the last step; else the submit button of that form. */
const groundBareVerb = (context: GroundContext): Grounding => {
  const { page, intent, trail } = context
  const said: Target = { ...EMPTY_TARGET, text: intent.word, whole: intent.word }
  const picked = resolveTarget({ ...context, intent: { ...intent, verb: 'click', word: 'click' }, target: said })
  if (picked.kind === 'one') return act(page, picked, found => done([actionOn(page, found.at, 'click')]))
  const answer = CONFIRMS.test(intent.word) ? affirmative(context) : undefined
  if (answer !== undefined) return done([actionOn(page, answer, 'click')])
  const submit = SUBMITTING.test(intent.word) ? submitNear(context, trail?.refs[trail.refs.length - 1]) : undefined
  if (submit !== undefined)
    return act(
      page,
      { kind: 'one', best: { at: submit, score: 0.7, recall: 1, precision: 1, own: 0, exact: false }, ranked: [] },
      found => done([actionOn(page, found.at, 'click')]),
    )
  return picked.kind === 'ambiguous' ? act(page, picked, () => absent(page)) : absent(page, picked)
}

const CONFIRMS = /^(?:confirm|ok|yes|proceed|agree)$/
const DENIES = /^(?:cancel|close|no|keep|back|not|never|dismiss|abort|later|cross|x)$/

/** The one button of the open dialog that does not call it off. */
const affirmative = ({ page }: GroundContext): number | undefined => {
  if (page.modal < 0) return undefined
  const end = page.nodes[page.modal]?.end ?? page.modal + 1
  const buttons = page.candidates.filter(
    at =>
      at > page.modal &&
      at < end &&
      page.nodes[at]?.node.role === 'button' &&
      !(page.nodes[at] as PageNode).labelTokens.some(({ word }) => DENIES.test(word)),
  )
  return buttons.length === 1 ? buttons[0] : undefined
}

/** The only submit button of the form that holds an element. */
const submitNear = ({ page }: GroundContext, ref: string | undefined): number | undefined => {
  const from = ref === undefined ? -1 : page.nodes.findIndex(({ node }) => node.ref === ref)
  for (let up = page.parentOf(from); from >= 0 && up >= 0; up = page.parentOf(up)) {
    const end = page.nodes[up]?.end ?? up + 1
    const submits = page.candidates.filter(
      at =>
        at >= up && at < end && page.nodes[at]?.node.submits !== undefined && page.nodes[at]?.node.role === 'button',
    )
    const buttons =
      submits.length > 0
        ? submits
        : page.candidates.filter(at => at >= up && at < end && page.nodes[at]?.node.role === 'button')
    if (buttons.length === 1) return buttons[0]
    if (buttons.length > 1) return undefined
  }
  return undefined
}

/** "Contracts > 2025 > Lease.pdf": one level after the other, opened only where it is closed. */
const groundPath = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  const whole = intent.target?.whole ?? ''
  const levels = whole.split(/\s*(?:>|›|→|»|\/(?=\s)|::)\s*/).filter(level => level !== '')
  if (levels.length < 2 || intent.target?.quoted === true || !/\s[>›→»]\s|\s\/\s/.test(whole)) return undefined
  const [first, ...rest] = levels
  const scopes = (intent.target?.scopes ?? []).filter(scope => !scope.soft)
  const targetOf = (text: string): Target => ({ ...EMPTY_TARGET, text, whole: text, scopes })
  const tail = rest.join(' > ').replace(/\s+in the .*$/i, '')
  const next: Intent = { ...intent, target: { ...targetOf(tail), whole: tail } }
  const picked = resolveTarget({ ...context, target: targetOf(first ?? '') })
  return act(page, picked, found => {
    const { state, role } = found.node
    if (state.expanded === true) return groundDo({ ...context, intent: next })
    if (state.expanded === false)
      return done([actionOn(page, found.at, role === 'treeitem' ? 'expand' : 'click')], { next: [next] })
    return done([actionOn(page, found.at, state.haspopup === undefined && role === 'link' ? 'hover' : 'click')], {
      next: [next],
    })
  })
}

const PREPOSITION = /\b(from|to)\s+((?:\p{Lu}[\p{L}().-]*)(?:\s+(?:\p{Lu}|\()[\p{L}().-]*)*)/gu

/** "fly from Bergen to Oslo" on a page with fields "From" and "To". */
const fromField = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  const pairs = [...intent.text.matchAll(PREPOSITION)]
  const results = pairs.map(pair => {
    const field = pair[1] ?? ''
    const places = page.exactly(field).filter(at => page.candidates.includes(at))
    if (places.length !== 1) return undefined
    const target: Target = { ...EMPTY_TARGET, text: field, whole: field }
    return groundSet({ ...context, intent: { ...intent, verb: 'set', word: 'set', target, value: pair[2] ?? '' } })
  })
  const actions = results.flatMap(result => (result?.kind === 'actions' ? result.actions : []))
  return actions.length > 0 && results.every(result => result !== undefined && isFound(result))
    ? done(actions)
    : undefined
}

const REDEEMS = /^(?:apply|redeem|use|enter|add|submit)$/

/** "apply the voucher SPRING7": the field that the first words name, then the button that says so. */
const fromCode = (context: GroundContext): Grounding | undefined => {
  const { intent } = context
  const whole = intent.target?.whole ?? ''
  if (intent.verb !== 'do' || !REDEEMS.test(intent.word) || !/\s/.test(whole) || intent.revealed !== undefined)
    return undefined
  const { target: _, ...plain } = intent
  const filled = groundFill({ ...context, intent: { ...plain, verb: 'fill', mixed: whole, strict: true } })
  return filled.kind === 'actions' ? done(filled.actions, { next: [{ ...plain, revealed: 1 }] }) : undefined
}

/** Verbs that only say that something is to happen: what happens is what the button says. */
const LIGHT =
  /^(?:start|begin|give|add|leave|make|do|have|create|answer|respond|say|vote|reply|rsvp|send|show|hide|include|exclude)$/

/** "start a new issue", "give it a thumbs up", "answer Maybe", "hide the Family calendar". */
const fromLightVerb = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  const target = intent.target
  if (target === undefined || target.text === '' || !LIGHT.test(intent.word) || intent.pairs !== undefined)
    return undefined
  if (/^(?:show|hide|include|exclude)$/.test(intent.word)) {
    const shows = /^(?:show|include)$/.test(intent.word)
    const ticked = groundCheck({ ...context, intent: { ...intent, verb: shows ? 'check' : 'uncheck' } })
    return isFound(ticked) ? ticked : undefined
  }
  const words = target.text.split(/\s+/)
  const bare =
    words.length > 1 && page.exactly(words.slice(0, -1).join(' ')).length === 1
      ? words.slice(0, -1).join(' ')
      : target.text
  const picked = resolveTarget({
    ...context,
    intent: { ...intent, verb: 'click', word: 'press' },
    target: { ...target, text: bare },
    fit: node => (/^(?:button|link|radio|tab|menuitem)$/.test(node.role) ? 0 : undefined),
  })
  return picked.kind === 'one' && picked.best.exact && target.scopes.length === 0
    ? act(page, picked, found => done([actionOn(page, found.at, 'click')]))
    : undefined
}

/** Last ways to read it: a box to tick. */
const fromOther = (context: GroundContext): Grounding | undefined => {
  const { intent } = context
  if (intent.verb !== 'do') return undefined
  const ticked = groundCheck({
    ...context,
    intent: { ...intent, verb: 'check', target: { ...(intent.target ?? EMPTY_TARGET), parts: [] } },
  })
  return isFound(ticked) && /^(?:agree|accept|subscribe|confirm|include|allow|opt)$/.test(intent.word)
    ? ticked
    : undefined
}

/** "move A to B": a "move to" list or button of A, else dragging. */
export const groundMove = (context: GroundContext): Grounding => {
  const { page, intent } = context
  const thing = intent.target ?? EMPTY_TARGET
  const place = intent.destination ?? EMPTY_TARGET
  const isBack = /^(?:it|them|this|that|the selection|selected)$/i.test(thing.text)
  const lists = page.nodes.filter(
    ({ node, labelTokens }) => node.options !== undefined && labelTokens.some(token => token.stem === 'move'),
  )
  if (lists.length > 0 && !isBack) {
    const listTarget: Target = {
      ...EMPTY_TARGET,
      text: 'move to',
      whole: 'move to',
      scopes: [{ relation: 'in', text: thing.text, quoted: thing.quoted, soft: false }],
    }
    const set = groundSet({
      ...context,
      intent: { ...intent, verb: 'set', word: 'set', target: listTarget, value: place.whole },
    })
    if (isFound(set)) return set
  }
  const words = isBack ? EMPTY_TARGET : thing
  const pressed: Target = {
    ...EMPTY_TARGET,
    text: `to ${place.text}`,
    whole: `to ${place.whole}`,
    scopes: words.text === '' ? [] : [{ relation: 'in', text: words.text, quoted: words.quoted, soft: false }],
  }
  const button = groundClick({ ...context, intent: { ...intent, verb: 'do', word: 'move', target: pressed } })
  if (isFound(button)) return button
  if (page.nodes.some(({ node }) => node.state.draggable === true)) {
    const dragged = groundDrag({ ...context, intent: { ...intent, verb: 'drag' } })
    if (isFound(dragged)) return dragged
  }
  return button
}

/** "submit the form": a button that says submit, else the form's own submit button. */
export const groundSubmit = (context: GroundContext): Grounding => {
  const { page, intent, trail } = context
  const target = intent.target ?? EMPTY_TARGET
  const named = resolveTarget({ ...context, intent: { ...intent, verb: 'do' }, target })
  if (named.kind === 'one' && named.best.own > 0.4)
    return act(page, named, found => done([actionOn(page, found.at, 'click')]))
  const near = submitNear(context, trail?.refs[trail.refs.length - 1])
  const forms = page.candidates.filter(
    at => page.nodes[at]?.node.submits !== undefined && page.nodes[at]?.node.role === 'button',
  )
  const only = near ?? (forms.length === 1 ? forms[0] : undefined)
  if (only === undefined)
    return named.kind === 'one'
      ? act(page, named, found => done([actionOn(page, found.at, 'click')]))
      : absent(page, named)
  return act(
    page,
    { kind: 'one', best: { at: only, score: 0.7, recall: 1, precision: 1, own: 0, exact: false }, ranked: [] },
    found => done([actionOn(page, found.at, 'click')]),
  )
}
