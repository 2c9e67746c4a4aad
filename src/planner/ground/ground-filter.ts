import type { GroundContext } from './context.ts'
import { groundClick } from './ground-clicks.ts'
import { groundPickerFilter } from './ground-picker.ts'
import type { Grounding } from './grounding.ts'
import { matchOption } from './options.ts'
import { absent, act, actionOn, done, isFound } from './outcome.ts'
import { isCheckable, isTypable } from './page.ts'
import { pickOne, rankNodes } from './pick.ts'
import { createQuery } from './score.ts'
import { EMPTY_TARGET } from './target.ts'
import { similarity, type Token, tokenize } from './text.ts'

/** The native lists that have one of the words as an option, each with that option. */
const listsNaming = ({ page }: GroundContext, telling: readonly Token[]) =>
  page.nodes.flatMap(found => {
    if (found.node.options === undefined || found.node.state.disabled === true) return []
    const options = telling.map(token => matchOption(found, token.word))
    const option = options.find(match => match !== undefined && match.score > 0.9 && !match.disabled)
    return option === undefined ? [] : [actionOn(page, found.at, 'select', [option.name])]
  })

/** The one box or switch whose label says no more than the phrase: "rooms with free cancellation" → "Free cancellation only". */
const boxSaying = ({ page }: GroundContext, telling: readonly Token[]): number | undefined => {
  const fits = page.candidates.filter(at => {
    const found = page.nodes[at]
    if (found === undefined || !isCheckable(found.node) || found.node.state.disabled === true) return false
    const words = found.labelTokens.filter(({ word, stop }) => !stop && !/^(?:only|just|show)$/.test(word))
    return words.length > 1 && words.every(word => telling.some(token => similarity(token, word) >= 0.9))
  })
  return fits.length === 1 ? fits[0] : undefined
}

/** Whether a press leaves out nothing that was said: "flats with a balcony" is not "Load more flats". */
const saysAll = ({ page, intent }: GroundContext, pressed: Grounding, telling: readonly Token[]): boolean => {
  const [action] = pressed.kind === 'actions' ? pressed.actions : []
  if (intent.target?.quoted === true || action?.method === 'select') return true
  const scopes = tokenize(intent.target?.scopes.map(scope => scope.text).join(' ') ?? '')
  const needed = scopes.length > 0 ? scopes.filter(token => !token.stop && !token.generic) : telling
  if (needed.every(token => page.find(token).length > 0)) return true
  const found = page.nodes.find(({ node }) => node.ref === action?.ref)
  if (found === undefined) return pressed.kind !== 'ambiguous'
  const query = createQuery(page, { head: needed.map(({ word }) => word).join(' ') })
  return (rankNodes(page, query, () => 0, [found.at])[0]?.own ?? 0) > 0.75
}

/** "filter the files by budget": the one field that filters as it is typed in. */
const typeFilter = ({ page, intent }: GroundContext): Grounding | undefined => {
  const value = /^filter\s.*?\b(?:by|for|on|to)\s+(.+)$/i.exec(intent.text)?.[1]
  const fields = page.candidates.filter(at => {
    const found = page.nodes[at]
    return (
      found !== undefined &&
      isTypable(found.node) &&
      found.node.role !== 'combobox' &&
      [...found.labelTokens, ...found.extraTokens].some(({ stem }) => stem === 'filter')
    )
  })
  const [only, second] = fields
  return value === undefined || only === undefined || second !== undefined
    ? undefined
    : done([actionOn(page, only, 'fill', [value.replace(/^["'“](.*)["'”]$/, '$1')])])
}

/** "show only X", "filter by X": a box, an option or a button whose label has the telling words. */
export const groundFilter = (context: GroundContext): Grounding => {
  const { page, intent } = context
  const target = intent.target ?? EMPTY_TARGET
  const words = [target.text, ...target.scopes.map(scope => scope.text)].join(' ')
  const telling = tokenize(words).filter(token => !token.stop && !token.generic)
  const lists = listsNaming(context, telling)
  if (lists.length > 1 && lists.length === new Set(lists.map(({ arguments: names }) => names?.[0])).size)
    return done(lists)
  const pressed = groundClick({ ...context, intent: { ...intent, verb: 'click', word: 'choose' } })
  const plain = saysAll(context, pressed, telling) ? pressed : absent(page)
  const picker = groundPickerFilter(context)
  const opensPicker =
    plain.kind === 'actions' && picker?.kind === 'actions' && plain.actions[0]?.ref === picker.actions[0]?.ref
  if (opensPicker && picker !== undefined) return picker
  if (isFound(plain)) return tickInstead(context, plain)
  if (lists[0] !== undefined) return done([lists[0]])
  const fits = telling.map(token => {
    const query = createQuery(page, { head: token.word })
    return pickOne(
      page,
      rankNodes(page, query, node =>
        isTypable(node)
          ? undefined
          : /^(?:checkbox|radio|switch|option|button|tab)$/.test(node.role)
            ? 0.05
            : undefined,
      ),
      { accept: 0.9 },
    )
  })
  const hit = fits.find(picked => picked.kind === 'one' && picked.best.exact)
  const named = hit?.kind === 'one' ? page.nodes[hit.best.at]?.node.ref : undefined
  if (picker?.kind === 'actions' && picker.actions[0]?.ref === named) return picker
  if (hit !== undefined)
    return tickInstead(
      context,
      act(page, hit, found => done([actionOn(page, found.at, 'click')])),
    )
  const box = boxSaying(context, telling)
  return box === undefined ? (picker ?? typeFilter(context) ?? plain) : done([actionOn(page, box, 'check')])
}

const tickInstead = ({ page }: GroundContext, grounding: Grounding): Grounding => {
  const [action] = grounding.kind === 'actions' ? grounding.actions : []
  const found = page.nodes.find(({ node }) => node.ref === action?.ref)
  return found?.node.role === 'checkbox' && action?.method === 'click'
    ? done([actionOn(page, found.at, 'check')])
    : grounding
}
