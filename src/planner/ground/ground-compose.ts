import type { Intent, Target, ValuePair } from '../intent.ts'
import type { GroundContext } from './context.ts'
import { groundClick } from './ground-clicks.ts'
import { isForSearch } from './ground-fields.ts'
import type { Grounding, PlannedAction } from './grounding.ts'
import { matchOption } from './options.ts'
import { actionOn, done } from './outcome.ts'
import { isTypable, type PageNode } from './page.ts'
import { pickOne, rankNodes } from './pick.ts'
import { createQuery } from './score.ts'
import { EMPTY_TARGET } from './target.ts'
import { similarity, tokenize } from './text.ts'

const FILLER = /\b(?:with|and|a|an|the|new|by|as|of|saying|that says|reading|called|named|titled|labelled)\b/gi

const fieldsOf = ({ page }: GroundContext): readonly number[] =>
  page.candidates.filter(at => {
    const { node } = page.nodes[at] as PageNode
    return (
      isTypable(node) && node.state.disabled !== true && node.state.readonly !== true && !isForSearch(page.nodes[at])
    )
  })

/** The field for one value: by the words before it, else by what the value looks like, else the only one left. */
const fieldFor = (context: GroundContext, pair: ValuePair, free: readonly number[]): number | undefined => {
  const { page, intent } = context
  const words = tokenize(pair.hint.replace(FILLER, ' '))
  const said = words[words.length - 1]
  const names = /\b(?:called|named|titled)\s*$/i.test(pair.hint)
    ? free.filter(at => (page.nodes[at] as PageNode).labelTokens.some(({ stem }) => /^(?:name|titl)/.test(stem)))
    : []
  if (names.length === 1) return names[0]
  const titled = said === undefined ? [] : free.filter(at => isTitled(page.nodes[at] as PageNode, said.word))
  if (titled.length === 1) return titled[0]
  const noun = words.filter(word => !word.stop).slice(-1)
  for (const word of noun) {
    const query = createQuery(page, { head: word.word, scopes: scopesOf(intent) })
    const picked = pickOne(
      page,
      rankNodes(page, query, () => 0, free),
      { accept: 0.5, minRecall: 0.5 },
    )
    if (picked.kind === 'one' && picked.best.own > 0.7) return picked.best.at
  }
  if (/@/.test(pair.value)) {
    const mails = free.filter(at => isMailField(page.nodes[at] as PageNode))
    if (mails.length === 1) return mails[0]
  }
  const all = tokenize(`${pair.hint} ${intent.word}`).filter(word => !word.stop)
  const alike = free.filter(at =>
    (page.nodes[at] as PageNode).labelTokens.some(label => all.some(word => similarity(word, label) >= 0.8)),
  )
  const placed = alike.length > 1 ? inPlace(context, alike) : alike
  return placed.length === 1 ? placed[0] : undefined
}

const isTitled = ({ labelTokens }: PageNode, word: string): boolean =>
  labelTokens.length === 1 && labelTokens[0]?.word === word

const isMailField = ({ node, labelTokens }: PageNode): boolean =>
  node.inputType === 'email' || labelTokens.some(token => token.stem === 'email')

const scopesOf = (intent: Intent): Target['scopes'] => {
  const place = (intent.tail ?? '').replace(/^(?:in|to|into|on|under|for)\s+(?:the\s+)?/i, '').trim()
  return place === '' ? [] : [{ relation: 'in', text: place, quoted: false, soft: true }]
}

/** Of fields alike, those in the part of the page that the last words name. */
const inPlace = (context: GroundContext, fields: readonly number[]): readonly number[] => {
  const { page, intent } = context
  const [scope] = scopesOf(intent)
  if (scope === undefined) return fields
  const picked = pickOne(
    page,
    rankNodes(page, createQuery(page, { head: '', scopes: [{ ...scope, soft: false }] }), () => 0, fields),
    { accept: 0.2, minRecall: 0.4 },
  )
  return picked.kind === 'one' ? [picked.best.at] : fields
}

const CALLS_OFF = /^(?:cancel|close|back|discard|×|✕|x)$/i

/** The button that finishes: in the smallest part that holds the fields, labelled with the verb, or the only one. */
const finishFor = ({ page, intent }: GroundContext, fields: readonly number[]): number | undefined => {
  const [first] = fields
  const verbs = tokenize(`${intent.word} ${intent.target?.text ?? ''}`).slice(0, 1)
  const [verb] = verbs
  if (first === undefined || verb === undefined) return undefined
  for (let up = page.parentOf(first); up >= 0; up = page.parentOf(up)) {
    const end = page.nodes[up]?.end ?? up + 1
    if (fields.some(at => at < up || at >= end)) continue
    const buttons = page.candidates.filter(at => at >= up && at < end && page.nodes[at]?.node.role === 'button')
    const named = buttons.filter(at =>
      (page.nodes[at] as PageNode).labelTokens.some(label => similarity(verb, label) >= 0.8),
    )
    if (named.length === 1) return named[0]
    const submits = buttons.filter(at => page.nodes[at]?.node.submits !== undefined)
    if (submits.length === 1) return submits[0]
    const going = buttons.filter(at => !CALLS_OFF.test((page.nodes[at] as PageNode).label))
    if ((intent.revealed ?? 0) > 0 && named.length === 0 && going.length === 1) return going[0]
    if (buttons.length > 3 || named.length > 1) return undefined
  }
  return undefined
}

/** "as an Editor", "for three nights": an option of a list beside the fields. */
const optionFor = ({ page }: GroundContext, first: number, tail: string): PlannedAction | undefined => {
  const marked = /^,?\s*(?:and\s+)?(?:marked|flagged|tagged)\s+(?:as\s+)?(.+)$/i.exec(tail.trim())?.[1]
  const box = marked === undefined ? [] : page.exactly(marked).filter(at => page.nodes[at]?.node.role === 'checkbox')
  if (box.length === 1 && box[0] !== undefined) return actionOn(page, box[0], 'check')
  const said = /^(?:as|for|with|in|to)\s+(?:an?\s+|the\s+)?(.+)$/i.exec(tail.trim())?.[1]
  if (said === undefined) return undefined
  for (let up = page.parentOf(first); up >= 0; up = page.parentOf(up)) {
    const lists = page.nodes.slice(up, page.nodes[up]?.end).filter(({ node }) => node.options !== undefined)
    if (lists.length === 0) continue
    const hits = lists.flatMap(found => {
      const option = matchOption(found, said)
      return option === undefined ? [] : [actionOn(page, found.at, 'select', [option.name])]
    })
    return hits.length === 1 ? hits[0] : undefined
  }
  return undefined
}

/** "an outbound rule named": words before the name that are choices of a list beside the fields. */
const kindSaid = (context: GroundContext, first: number, hint: string): readonly PlannedAction[] =>
  hint
    .replace(FILLER, ' ')
    .split(/\s+/)
    .flatMap(word => (word === '' ? [] : (optionFor(context, first, `as ${word}`) ?? [])))

/** "for port 25570": a free field's whole label, and its value. */
const fieldSaid = ({ page }: GroundContext, tail: string, free: readonly number[]): PlannedAction | undefined => {
  const words = tail
    .trim()
    .replace(/^\S+\s+(?:the\s+|an?\s+)?/, '')
    .split(/\s+/)
  for (let cut = words.length - 1; cut >= 1; cut--) {
    const places = page.exactly(words.slice(0, cut).join(' ')).filter(at => free.includes(at))
    if (places.length === 1) return actionOn(page, places[0] ?? -1, 'fill', [words.slice(cut).join(' ')])
  }
  return undefined
}

/** "with notifications of new replies on": a box beside the fields. */
const boxSaid = ({ page }: GroundContext, tail: string, taken: readonly number[]): PlannedAction | undefined => {
  const said = /^\s*with\s+(?:the\s+)?(.+?)(?:\s+(?:turned |switched )?on|\s+ticked|\s+checked)?\s*$/i.exec(tail)?.[1]
  if (said === undefined) return undefined
  const boxes = page.candidates.filter(at => /^(?:checkbox|switch)$/.test(page.nodes[at]?.node.role ?? ''))
  const near = boxes.filter(at => taken.some(field => isBeside({ page }, at, field)))
  const picked = pickOne(
    page,
    rankNodes(page, createQuery(page, { head: said }), () => 0, near),
  )
  return picked.kind === 'one' && picked.best.own > 0.6 ? actionOn(page, picked.best.at, 'check') : undefined
}

/** The button that opens the form, where its fields are not there yet: the verb, in the item that the last words name. */
const openForm = (context: GroundContext): Grounding | undefined => {
  const { intent } = context
  if ((intent.revealed ?? 0) > 0) return undefined
  const noun = (intent.pairs?.[0]?.hint ?? '')
    .replace(/\s(?:to|with|for|by|as)\s*$/i, '')
    .replace(FILLER, ' ')
    .trim()
  const thing =
    (intent.pairs?.[0]?.hint ?? '')
      .split(/\s(?:with|called|named|titled|saying)\b/)[0]
      ?.replace(/^(?:an?|the)\s/, '') ?? ''
  const targets = [...new Set([thing.trim(), noun, ''])].map(text => ({
    ...EMPTY_TARGET,
    text,
    whole: text,
    scopes: scopesOf(intent),
  }))
  for (const target of targets) {
    const opened = groundClick({ ...context, intent: { ...intent, verb: 'do', target } })
    if (opened.kind === 'actions') return done(opened.actions, { next: [{ ...intent, revealed: 1 }] })
    if (opened.kind === 'ambiguous') return opened
  }
  return undefined
}

/** Verbs whose quotation is a name of what is there already. */
export const CARRIES_NOTHING =
  /^(?:delete|remove|open|archive|close|cancel|hide|expand|collapse|select|view|show|duplicate|copy|download|print|like|unlike|follow|unfollow|pin|unpin|star|flag|move|play|pause|read|go|visit|bin|trash|erase|discard|approve|reject|accept|decline|ignore|restart|unblock|block|mute|dismiss|restore|undo|watch|buy|order|merge)$/

/**
 * An act that carries values: "add a card <quote> to In progress", "invite ann@example.org as an Editor". Fills the fields
 * that the words name and presses the button that finishes; opens the form first where it is closed.
 */
export const groundCompose = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  const pairs = intent.pairs ?? []
  if (pairs.length === 0 || CARRIES_NOTHING.test(intent.word)) return undefined
  const free = fieldsOf(context).filter(at => page.modal < 0 || at > page.modal)
  const taken = assign(context, pairs, free)
  if (taken === undefined) return openForm(context)
  if (!isInPlace(context, taken[0] ?? -1)) {
    const opened = openForm(context)
    if (opened !== undefined) return opened
  }
  const fills = pairs.map((pair, index) => actionOn(page, taken[index] ?? -1, 'fill', [pair.value]))
  const tails = (intent.tail ?? '').split(/\s(?=(?:in|for|to|with|at|on|as)\s)/i).filter(tail => tail.trim() !== '')
  const options = tails.flatMap(
    tail =>
      optionFor(context, taken[0] ?? -1, tail) ?? fieldSaid(context, tail, free) ?? boxSaid(context, tail, taken) ?? [],
  )
  options.push(...kindSaid(context, taken[0] ?? -1, pairs[0]?.hint ?? ''))
  if (options.length < tails.filter(tail => /^\s*with\s/i.test(tail)).length) return undefined
  const finish = intent.direction === 'stay' ? undefined : finishFor(context, taken)
  const last =
    finish === undefined
      ? intent.direction === 'stay'
        ? []
        : [actionOn(page, taken[taken.length - 1] ?? -1, 'press', ['Enter'])]
      : [actionOn(page, finish, 'click')]
  return done([...fills, ...options, ...last])
}

/** A field for each value; the one value that no words name takes the one field that is left beside the others. */
const assign = (
  context: GroundContext,
  pairs: readonly ValuePair[],
  free: readonly number[],
): readonly number[] | undefined => {
  const taken: (number | undefined)[] = []
  for (const pair of pairs) {
    const open = free.filter(at => !taken.includes(at))
    taken.push(fieldFor(context, pair, open) ?? freshField(context, open) ?? composer(context, open))
  }
  const missing = taken.filter(at => at === undefined).length
  if (missing === 1 && taken.length > 1) {
    const left = free.filter(
      at => !taken.includes(at) && taken.some(other => other !== undefined && isBeside(context, at, other)),
    )
    if (left.length === 1) return taken.map(at => at ?? left[0] ?? -1)
  }
  return missing > 0 ? undefined : taken.flatMap(at => at ?? [])
}

/** Whether two fields lie in one small part of the page. */
const isBeside = ({ page }: Pick<GroundContext, 'page'>, one: number, other: number): boolean => {
  for (let up = page.parentOf(one); up >= 0; up = page.parentOf(up)) {
    const end = page.nodes[up]?.end ?? up + 1
    if (page.countOperable(up, end) > 8) return false
    if (other >= up && other < end) return true
  }
  return false
}

/** Whether the field lies where the last words say: "to In progress", "to lowgear"; so too if they say nothing. */
const isInPlace = ({ page, intent }: GroundContext, at: number): boolean => {
  const said = scopesOf(intent)
  if (said.length === 0 || (intent.revealed ?? 0) > 0 || /^\s*(?:as|with|for)\b/i.test(intent.tail ?? '')) return true
  const query = createQuery(page, { head: '', scopes: said.map(scope => ({ ...scope, soft: false })) })
  const [scored] = rankNodes(page, query, () => 0, [at])
  return (scored?.recall ?? 0) >= 0.45
}

const SPEAKS = /^(?:post|send|say|write|reply|comment|answer|tell)$/

/** The one place of the page where more than a line is written: what "post" and "say" mean without a field. */
const composer = ({ page, intent }: GroundContext, free: readonly number[]): number | undefined => {
  if (!SPEAKS.test(intent.word) || intent.pairs?.length !== 1) return undefined
  const wide = free.filter(at => {
    const node = page.nodes[at]?.node
    return node?.tag === 'textarea' || node?.state.editable === true
  })
  return wide.length === 1 ? wide[0] : undefined
}

/** After the form was opened: the field that has the focus, or the only one nearby. */
const freshField = (context: GroundContext, free: readonly number[]): number | undefined => {
  const { page, intent } = context
  if ((intent.revealed ?? 0) === 0 || intent.pairs?.length !== 1) return undefined
  const focused = free.find(at => page.nodes[at]?.node.state.focused === true)
  const pressed = page.nodes.find(({ node }) => node.ref === context.trail?.refs.at(-1))
  const beside = pressed === undefined ? [] : free.filter(at => isBeside(context, at, pressed.at))
  return focused ?? (free.length === 1 ? free[0] : beside.length === 1 ? beside[0] : undefined)
}
