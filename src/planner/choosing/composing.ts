import { sensesOfVerb } from '../../language/lexicon.ts'
import { likeness, wordsOf } from '../../language/words.ts'
import { isInside, type PageNode } from '../page/page.ts'
import { isTypable } from '../page/roles.ts'
import { nothingAt } from '../reading/build.ts'
import type { Compose, Description, Put, Value } from '../reading/intent.ts'
import { type Answer, answerOf } from './account.ts'
import { isFinding } from './arranging.ts'
import { actionOn, type Candidate, candidateFor } from './candidate.ts'
import type { Context } from './context.ts'
import type { PlannedAction } from './look.ts'
import { isNewSince, newestOf } from './look.ts'
import { pressCandidates } from './pressing.ts'
import { actionFor, isAnyField } from './putting.ts'
import { resolve } from './resolve.ts'
import { createQuery } from './told.ts'

/*
 * A deed with the values that it takes: "invite nia@x.example as an Editor". Where the fields show already they are filled in and
 * the deed's button is pressed; where they do not, the button is pressed first, and the fields that came with it are filled in.
 */

/** What a value is: a description of the field that it names, for looking it up. */
const named = (intent: Compose, hint: string): Description => ({ ...nothingAt(intent.span), head: hint, whole: hint })

interface Filled {
  readonly at: number
  readonly actions: readonly PlannedAction[]
}

const put = (context: Context, element: PageNode, intent: Compose, value: Value): Filled | undefined => {
  const { span, verb, cost } = intent
  const step: Put = { act: 'put', way: 'set', value, span, verb, cost }
  const parts = actionFor(context, element, step)
  return parts && { at: element.at, actions: parts.isAlready ? [] : parts.actions }
}

const takes = ({ node }: PageNode, { text }: Value): boolean =>
  text.includes('@') ? node.inputType !== 'number' : node.inputType !== 'email'

/** The field of several that a value goes into: the one that its hint names, that has it as an option, or the only text field left. */
const fieldFor = (
  context: Context,
  fields: readonly PageNode[],
  { hint, value }: Compose['values'][number],
  intent: Compose,
): Filled | undefined => {
  const { page, trail } = context
  if (hint !== '') {
    const among = fields.map(({ at }) => at)
    const { ranked } = resolve(page, named(intent, hint), { fit: () => 0.9, trail, isPlain: false, among })
    const [first] = ranked.filter(({ unaccounted }) => unaccounted.length === 0)
    const element = first && page.nodes[first.at]
    return element && put(context, element, intent, value)
  }
  const lists = fields.filter(({ node }) => !isTypable(node)).flatMap(field => put(context, field, intent, value) ?? [])
  if (lists.length === 1 && !value.quoted) return lists[0]
  const texts = fields.filter(field => isTypable(field.node) && takes(field, value) && (field.node.value ?? '') === '')
  const mails = value.text.includes('@')
    ? texts.filter(
        ({ node, words, extra }) =>
          node.inputType === 'email' || [...words, ...extra].some(({ concepts }) => concepts.includes('email')),
      )
    : []
  const [element] = mails.length === 1 ? mails : value.quoted ? texts : []
  return element && put(context, element, intent, value)
}

/** Every value in a field of its own; undefined where one fits none. */
const fillAll = (context: Context, fields: readonly PageNode[], intent: Compose): readonly Filled[] | undefined => {
  const filled: Filled[] = []
  const ordered = [...intent.values].sort((one, other) => Number(other.hint !== '') - Number(one.hint !== ''))
  for (const value of ordered) {
    const left = fields.filter(({ at }) => !filled.some(other => other.at === at))
    const found = fieldFor(context, left, value, intent)
    if (found === undefined) return undefined
    filled.push(found)
  }
  return filled.sort((one, other) => one.at - other.at)
}

const isUsable = ({ node }: PageNode): boolean =>
  node.interactive && node.state.disabled !== true && node.state.readonly !== true

const isField = (element: PageNode): boolean =>
  isUsable(element) && isAnyField(element) && element.node.role !== 'button' && !isFinding(element)

/** A part with more nodes than this, and that is no form, is a page with fields for other things. */
const LARGEST_COMPOSER = 20

const isComposer = ({ node, at, end }: PageNode): boolean =>
  node.tag === 'form' || /^(?:form|dialog|alertdialog|search)$/.test(node.role) || end - at <= LARGEST_COMPOSER

/** The smallest part of the page around a button that has fields. */
const fieldsAround = ({ page }: Context, button: number): readonly PageNode[] => {
  for (let up = page.nodes[button]?.node.parent ?? -1; up >= 0; up = page.nodes[up]?.node.parent ?? -1) {
    const fields = page.nodes.slice(up, page.nodes[up]?.end).filter(isField)
    if (fields.length > 0) return isComposer(page.nodes[up] as PageNode) ? fields : []
    if (page.nodes[up]?.node.role === 'form' || page.itemOf[up] === up) return []
  }
  return []
}

const SENDS = new Set(['submit', 'save', 'new', 'confirm', 'reply', 'sign up', 'accept'])

const sendsIn = ({ page }: Context, fields: readonly PageNode[], since: number): PageNode | undefined => {
  const [first] = fields
  const last = fields.at(-1)
  if (!first || !last) return undefined
  const buttons = page.operable
    .map(at => page.nodes[at] as PageNode)
    .filter(
      element =>
        element.node.role === 'button' &&
        isUsable(element) &&
        (isNewSince(element, since) || (page.modal >= 0 && isInside(page, element.at, page.modal))),
    )
  const sending = buttons.filter(
    ({ node, words }) =>
      node.submits !== undefined || words.some(({ concepts }) => concepts.some(concept => SENDS.has(concept))),
  )
  return sending.length === 1 ? sending[0] : undefined
}

/** Whether the next step sends it: by a key, by what says that it sends, or by the very button. */
const isSentLater = ({ later: [next] }: Context, button?: PageNode): boolean => {
  if (next?.act === 'submit' || next?.act === 'key') return true
  if (next?.act !== 'press') return false
  const said = wordsOf(`${next.deed} ${next.target.whole}`).filter(({ isStop }) => !isStop)
  return (
    said.some(({ concepts }) => concepts.some(concept => SENDS.has(concept))) ||
    (button !== undefined && said.some(word => button.words.some(own => likeness(word, own) >= LEAST)))
  )
}
const LEAST = 0.6

const withEnter = (context: Context, filled: readonly Filled[]): readonly PlannedAction[] => {
  const last = filled.at(-1)
  return last && filled.length === 1 && !isSentLater(context)
    ? [actionOn(context.page, last.at, 'press', ['Enter'])]
    : []
}

/** What was said beside is one of the values: "… in Porto" is what is chosen as the place. */
const withRest = (intent: Compose): Compose => {
  const { rest, values } = intent
  if (!rest) return intent
  return { ...intent, values: [...values, { hint: '', value: { span: rest.span, text: rest.whole, quoted: false } }] }
}

const NEAR: ReadonlySet<Answer['source']> = new Set(['own', 'hint', 'caption', 'item', 'title'])

/** Whether a button stands where was said: then nothing is left to be chosen. */
const standsIn = ({ page }: Context, button: number, place: Description): boolean =>
  createQuery(page, place)
    .told.filter(({ isTelling }) => isTelling)
    .every(told => NEAR.has(answerOf(page, page.nodes[button] as PageNode, told).source))

/** Who writes a message has not said to send it. */
const isWritingOnly = ({ verb }: Compose, sending: PageNode | undefined): boolean =>
  sensesOfVerb(verb).has('write_to') &&
  sending !== undefined &&
  !wordsOf(verb).some(said => sending.words.some(own => likeness(said, own) >= LEAST))

/** Fields that came with the press of the deed's button, filled in and sent. */
const afterOpening = (context: Context, intent: Compose, since: number): readonly Candidate[] => {
  const { page } = context
  const fresh = page.nodes.filter(
    element =>
      isField(element) && (isNewSince(element, since) || (page.modal >= 0 && isInside(page, element.at, page.modal))),
  )
  const filled = fillAll(context, fresh, withRest(intent))
  const [first] = filled ?? []
  if (!filled || !first) return []
  const sending = sendsIn(context, fresh, since)
  const isLater = isSentLater(context, sending)
  const isDraft = isWritingOnly(intent, sending)
  const end = isLater || isDraft ? [] : sending ? [actionOn(page, sending.at, 'click')] : withEnter(context, filled)
  if (end.length === 0 && !isLater && !isDraft) return []
  return [candidateFor(page, certain(first.at), { actions: [...filled.flatMap(({ actions }) => actions), ...end] })]
}

const certain = (at: number) => ({ at, score: 1, features: {}, unaccounted: [], isExact: false, own: 1, isNamed: true })

/** A field that is called as the thing is: "add the tag …" where there is a field for tags. */
const byField = (context: Context, intent: Compose): readonly Candidate[] => {
  const { page, trail, looks } = context
  const [only] = intent.values
  if (!intent.thing || !only || intent.values.length > 1 || only.hint !== '') return []
  const thing = intent.rest
    ? { ...intent.thing, places: [...intent.thing.places, { relation: 'in' as const, thing: intent.rest }] }
    : intent.thing
  const head = thing.head === '' ? thing.whole : thing.head
  const { ranked } = resolve(
    page,
    { ...thing, head, kinds: [] },
    { fit: ({ node }) => (isTypable(node) ? 1 : undefined), trail, looks, isPlain: true },
  )
  return ranked.slice(0, 3).flatMap(scored => {
    const filled = put(context, page.nodes[scored.at] as PageNode, intent, only.value)
    return filled ? [candidateFor(page, scored, { actions: [...filled.actions, ...withEnter(context, [filled])] })] : []
  })
}

/** Deeds that make something of values; a press of their button alone destroys nothing. */
const CREATES = new Set(['new', 'reply', 'submit', 'share', 'invite', 'comment', 'sign up', 'edit'])
/** Less sure where the fields do not show yet. */
const OPENING = 0.1

/** A deed with the values that it takes. */
export const composeCandidates = (context: Context, intent: Compose): readonly Candidate[] => {
  const { page, trail } = context
  if (intent.since !== undefined) return afterOpening(context, intent, intent.since)
  const { deed, thing, rest, span, verb, cost } = intent
  const isCreating = wordsOf(deed).some(({ concepts }) => concepts.some(concept => CREATES.has(concept)))
  const whose = rest ? [{ relation: 'in' as const, thing: rest }] : []
  const target = { ...(thing ?? nothingAt(span)), places: [...(thing?.places ?? []), ...whose] }
  const buttons = pressCandidates(context, {
    act: 'press',
    way: 'click',
    deed,
    target,
    times: 1,
    isLabel: false,
    span,
    verb,
    cost,
  })
  const byButton = buttons.map((candidate): Candidate => {
    const fields = fieldsAround(context, candidate.at)
    const filled = fields.length > 0 ? fillAll(context, fields, intent) : undefined
    if (filled)
      return {
        ...candidate,
        isBlocked: false,
        actions: [...filled.flatMap(({ actions }) => actions), ...candidate.actions],
      }
    if (trail.at(-1) === candidate.at || page.nodes[candidate.at]?.node.submits !== undefined)
      return { ...candidate, unaccounted: [...candidate.unaccounted, '(value)'] }
    if (!isCreating) return { ...candidate, unaccounted: [...candidate.unaccounted, '(value)'] }
    const { rest: place, ...opened } = { ...intent, since: newestOf(page) }
    const isPlaced = place === undefined || standsIn(context, candidate.at, place)
    return { ...candidate, score: candidate.score - OPENING, next: [isPlaced ? opened : { ...opened, rest: place }] }
  })
  const isPressed = byButton.some(({ unaccounted }) => unaccounted.length === 0)
  return isPressed || !isCreating ? byButton : [...byButton, ...byField(context, intent)]
}
