import { parseTarget } from '../grammar/target.ts'
import type { Intent, Target } from '../intent.ts'
import type { GroundContext } from './context.ts'
import { groundClick } from './ground-clicks.ts'
import { groundSet, resolveSettable } from './ground-fields.ts'
import type { Grounding } from './grounding.ts'
import { actionOn, done, isFound } from './outcome.ts'
import { isField, type Page, type PageNode } from './page.ts'
import { EMPTY_TARGET, resolveTarget } from './target.ts'

const CHOICE = /^(?:radio|option|checkbox|switch|menuitemradio)$/

const phrase = (text: string): Target => ({ ...EMPTY_TARGET, text, whole: text })

/** The only choice of the page that is labelled with just this. */
const choiceLabelled = (page: Page, label: string): number | undefined => {
  const places = page.exactly(label).filter(at => {
    const node = page.nodes[at]?.node
    return node !== undefined && CHOICE.test(node.role) && node.state.disabled !== true
  })
  return places.length === 1 ? places[0] : undefined
}

const choose = ({ page }: GroundContext, at: number): Grounding => {
  const role = page.nodes[at]?.node.role ?? ''
  return done([actionOn(page, at, /^(?:checkbox|switch)$/.test(role) ? 'check' : 'click')])
}

const isButtonLabel = (page: Page, word: string): boolean =>
  page.exactly(word).some(at => page.nodes[at]?.node.role === 'button')

/** "switch the channels to mono". */
const switchingTo = (context: GroundContext): Grounding | undefined => {
  const said = /^(?:switch|turn|put|bring|flip)\s+(?:the\s+|my\s+)?(.+?)\s+(?:in)?to\s+(.+)$/i.exec(context.intent.text)
  if (said === null) return undefined
  const [, field = '', value = ''] = said
  const set = groundSet({ ...context, intent: { ...context.intent, verb: 'set', target: phrase(field), value } })
  if (isFound(set)) return set
  const at = choiceLabelled(context.page, value)
  return at === undefined || context.page.nodes[at]?.node.role !== 'radio' ? undefined : choose(context, at)
}

/** "make the show unlisted": the last words are a choice. */
const makingSo = (context: GroundContext): Grounding | undefined => {
  const words = /^make\s+(.+)$/i.exec(context.intent.text)?.[1]?.split(/\s+/) ?? []
  for (let cut = 1; cut < words.length; cut++) {
    const at = choiceLabelled(context.page, words.slice(cut).join(' '))
    if (at !== undefined) return choose(context, at)
  }
  return undefined
}

/** "vote for wool pellets": the choice, then the button that is labelled with the verb. */
const choosingThenPressing = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  const said = /^(\p{L}+)\s+(?:for|on)\s+(?:the\s+)?(.+)$/iu.exec(intent.text)
  const [, word = '', choice = ''] = said ?? []
  const at = isButtonLabel(page, word) ? choiceLabelled(page, choice) : undefined
  if (at === undefined || page.nodes[at]?.node.role !== 'radio') return undefined
  const pressing: Intent = { ...intent, verb: 'click', word: 'press', target: { ...phrase(word), kinds: ['button'] } }
  return done([actionOn(page, at, 'click')], { next: [pressing] })
}

/** "mark Pavel's review as helpful": a button of that item says the last word. */
const markingAs = (context: GroundContext): Grounding | undefined => {
  const said = /^(?:mark|flag|label|rate)\s+(.+?)\s+as\s+(?:an?\s+)?(\p{L}+)$/iu.exec(context.intent.text)
  const [, thing = '', word = ''] = said ?? []
  if (said === null || !isButtonLabel(context.page, word)) return undefined
  return groundClick({ ...context, intent: { ...context.intent, verb: 'do', word, target: parseTarget(thing, []) } })
}

const ADDS_TO = /^(?:add|remove|delete|take|drop|increase|decrease|raise|lower)$/i

/** "show 25 episodes per page", "run 4 instances": the number field that the rest names in full. */
const showingSoMany = (context: GroundContext): Grounding | undefined => {
  const [, verb = '', value = '', field = ''] = /^(\p{L}+)\s+(\d+)\s+(.+)$/u.exec(context.intent.text) ?? []
  return field === '' || ADDS_TO.test(verb) ? undefined : settingOwn(context, field, value)
}

/** "maximum rent 1200": a field and its number, without a verb. */
const namingNumber = (context: GroundContext): Grounding | undefined => {
  const { intent } = context
  const [, field = '', value = ''] = /^(.*\p{L}\S*)\s+([\p{Sc}]?\d[\d.,]*(?:\s?[\p{Sc}%])?)$/u.exec(intent.text) ?? []
  return field === '' || intent.verb !== 'click' || intent.word !== '' ? undefined : settingOwn(context, field, value)
}

/** Sets the field that is called just so. */
const settingOwn = (context: GroundContext, field: string, value: string): Grounding | undefined => {
  const picked = resolveSettable(context, phrase(field), value)
  if (picked.kind !== 'one' || picked.best.own < 0.9) return undefined
  return groundSet({ ...context, intent: { ...context.intent, verb: 'set', target: phrase(field), value } })
}

/** "stop searching as I move the map": a box or switch that says what it does. */
const stopping = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  const what = /^stop\s+(.+)$/i.exec(intent.text)?.[1]
  if (what === undefined) return undefined
  const target = phrase(what)
  const unticking: Intent = { ...intent, verb: 'uncheck', word: 'untick', target }
  const picked = resolveTarget({ ...context, intent: unticking, target })
  return picked.kind === 'one' && picked.best.own > 0.8 && page.nodes[picked.best.at]?.node.state.checked === true
    ? done([actionOn(page, picked.best.at, 'uncheck')])
    : undefined
}

/** "publish at 7:30 in the morning": the field is called by the verb and its preposition. */
const doingAt = (context: GroundContext): Grounding | undefined => {
  const [, label = '', value = ''] =
    /^(\p{L}+\s+(?:at|on|from|until|in|by))\s+(.*\d.*)$/iu.exec(context.intent.text) ?? []
  const places = context.page.exactly(label).filter(at => isField((context.page.nodes[at] as PageNode).node))
  if (label === '' || places.length !== 1) return undefined
  return groundSet({ ...context, intent: { ...context.intent, verb: 'set', target: phrase(label), value } })
}

const SAYINGS = [doingAt, switchingTo, makingSo, choosingThenPressing, markingAs, showingSoMany, namingNumber, stopping]

/** "show 50 per page" sets the list that is called so, and presses it not. */
export const groundAmountShown = (context: GroundContext): Grounding | undefined => {
  const { intent } = context
  const isShown = intent.verb === 'click' && /^(?:show|display|list|see|view)$/.test(intent.word)
  const set = isShown && intent.revealed === undefined ? showingSoMany(context) : undefined
  return set !== undefined && isFound(set) ? set : undefined
}

/** Turns of phrase whose words are spread over a choice, a field and a button; undefined where none is meant. */
export const groundSaying = (context: GroundContext): Grounding | undefined => {
  if (context.intent.revealed !== undefined || !/^(?:do|click)$/.test(context.intent.verb)) return undefined
  for (const saying of SAYINGS) {
    const grounding = saying(context)
    if (grounding !== undefined && isFound(grounding)) return grounding
  }
  return undefined
}
