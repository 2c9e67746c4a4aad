import { entriesAt } from '../../language/lexicon.ts'
import { fold } from '../../language/text.ts'
import { tokenize } from '../../language/tokens.ts'
import type { Page } from '../page/page.ts'
import type { Description, Intent } from '../reading/intent.ts'
import { answerOf } from './account.ts'
import type { Context } from './context.ts'
import { isOfKind } from './kinds.ts'
import { createQuery } from './told.ts'

const isPronoun = ({ head, kinds, places }: Description): boolean => {
  if (head === '' || places.length > 0 || /^\p{Lu}/u.test(head)) return false
  const tokens = tokenize(fold(head))
  const [entry] = entriesAt(tokens, 0).filter(row => row.class === 'filler' && row.sense === 'pronoun')
  return entry !== undefined && entry.length === tokens.length && (kinds.length === 0 || tokens.length === 1)
}

/** What "it" stands for: what the condition spoke of, else what the step before touched. */
const resolved = (context: Context, thing: Description, condition: Description | undefined): Description => {
  if (!isPronoun(thing))
    return thing.places.length === 0
      ? thing
      : {
          ...thing,
          places: thing.places.map(place => ({ ...place, thing: resolved(context, place.thing, undefined) })),
        }
  if (condition) return { ...condition, span: thing.span }
  const last = context.page.nodes[context.trail.at(-1) ?? -1]
  const { head: _, ...rest } = thing
  return last ? { ...rest, head: '', ref: last.node.ref } : { ...rest, head: '' }
}

/** An intent whose pronouns are replaced by what they stand for. A verb with "it" alone ("save it") names nothing. */
export const withReferences = (context: Context, intent: Intent): Intent => {
  if (intent.act === 'press' && intent.deed !== '' && isPronoun(intent.target)) {
    const { condition } = intent
    return {
      ...intent,
      target: condition ? { ...condition, span: intent.target.span } : { ...intent.target, head: '', whole: '' },
    }
  }
  if ('target' in intent && intent.target)
    return { ...intent, target: resolved(context, intent.target, intent.condition) } as Intent
  if (intent.act === 'put' && intent.field)
    return { ...intent, field: resolved(context, intent.field, intent.condition) }
  return intent
}

/** A bare × closes something that nothing marks as a dialog. */
const mayBeLayer = ({ nodes }: Page, { kinds }: Description): boolean =>
  kinds.some(kind => kind === 'dialog' || kind === 'banner') &&
  nodes.some(
    ({ node, words }) => node.interactive && words.length === 1 && words[0]?.concepts.includes('close') === true,
  )

/** Whether anything on the page answers a description: what a condition asks. */
export const anyPresent = ({ page }: Context, thing: Description): boolean => {
  const query = createQuery(page, thing)
  const telling = query.told.filter(({ isTelling }) => isTelling)
  if (telling.length === 0)
    return page.nodes.some(node => thing.kinds.some(kind => isOfKind(page, node, kind))) || mayBeLayer(page, thing)
  return page.nodes.some(node =>
    telling.every(told => ['own', 'hint', 'item', 'title', 'caption'].includes(answerOf(page, node, told).source)),
  )
}
