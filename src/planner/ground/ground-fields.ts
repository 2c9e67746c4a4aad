import type { SnapshotNode } from '../../contract/snapshot.ts'
import type { Intent, Target } from '../intent.ts'
import type { GroundContext } from './context.ts'
import type { Fit } from './fit.ts'
import type { Grounding } from './grounding.ts'
import { readNumberWord } from './number-words.ts'
import { absent, act, actionOn, already, done, isFound, refusal } from './outcome.ts'
import { isCheckable, isField, isTypable, type PageNode } from './page.ts'
import { type Picked, toCandidate } from './pick.ts'
import { setValue } from './setting.ts'
import { EMPTY_TARGET, resolveTarget } from './target.ts'
import { tokenize } from './text.ts'

const CONTAINER = /^(?:radiogroup|group|listbox|tablist|toolbar)$/

/** Fit for "set F to V": fields, sliders, toggles, choice groups, and buttons that open a picker. */
const settable = (value: string): Fit => {
  const isSwitching = /^(?:on|off|yes|no|true|false|enabled|disabled)$/i.test(value.trim())
  return (node: SnapshotNode) => {
    const covered = node.state.covered === true ? -0.05 : 0
    if (isField(node)) return covered + 0.05
    if (isCheckable(node))
      return isSwitching ? covered + 0.06 : node.role === 'radio' || node.role === 'option' ? undefined : -0.15
    if (CONTAINER.test(node.role)) return node.name === '' ? undefined : 0.02
    if (node.role === 'button' && (node.state.haspopup !== undefined || node.state.expanded !== undefined))
      return covered
    return undefined
  }
}

const settableNodes = ({ page }: GroundContext): readonly number[] => [
  ...page.candidates,
  ...page.nodes
    .filter(({ node }) => CONTAINER.test(node.role) && node.name !== '' && !node.interactive)
    .map(({ at }) => at),
]

/** The field, switch or group that a phrase names, for a value. */
export const resolveSettable = (context: GroundContext, target: Target, value: string): Picked =>
  resolveTarget({ ...context, target, fit: settable(value), among: settableNodes(context) })

/** "set F to V" and its kin. */
export const groundSet = (context: GroundContext): Grounding => {
  const { page, intent, language } = context
  if (intent.word === 'increase' || intent.word === 'decrease') {
    if (intent.value === undefined) return groundStep(context, intent.word, intent.times ?? 1)
  }
  const value = intent.value ?? ''
  const target = intent.target ?? EMPTY_TARGET
  const picked = resolveSettable(context, target, value)
  const set = act(page, picked, found => setValue({ page, found, value, intent, language }))
  if (isFound(set) && !isOnlyNearby(context, picked)) return set
  const stepped = groundStepper(context, value)
  if (stepped !== undefined) return stepped
  return choiceBeside(context, target, value) ?? (isOnlyNearby(context, picked) ? absent(page, picked) : set)
}

/** What is chosen is typed into no field that only stands where the words say and is called otherwise. */
const isOnlyNearby = ({ page, intent }: GroundContext, picked: Picked): boolean => {
  const found = picked.kind === 'one' ? page.nodes[picked.best.at] : undefined
  if (found === undefined || picked.kind !== 'one' || intent.word !== 'choose') return false
  return isTypable(found.node) && found.node.role !== 'combobox' && picked.best.own < 0.5
}

/** Choices that no group holds together, only a caption beside them: "set Visibility to Unlisted". */
const choiceBeside = (context: GroundContext, field: Target, value: string): Grounding | undefined => {
  if (field.text === '' || value === '') return undefined
  const picked = resolveTarget({
    ...context,
    intent: { ...context.intent, verb: 'choose', word: 'choose' },
    target: {
      ...EMPTY_TARGET,
      text: value,
      whole: value,
      scopes: [{ relation: 'in', text: field.text, quoted: field.quoted, soft: false }],
    },
    fit: node => (node.role === 'radio' ? 0 : undefined),
  })
  if (picked.kind !== 'one' || !picked.best.exact || picked.best.recall < 0.8) return undefined
  return act(context.page, picked, found => done([actionOn(context.page, found.at, 'click')]))
}

const UP = 'increase more add plus increment'
const DOWN = 'decrease less fewer minus decrement'

/** "increase the quantity": the button beside or named so. */
const groundStep = (context: GroundContext, word: string, times: number): Grounding => {
  const { page, intent } = context
  const target = intent.target ?? EMPTY_TARGET
  const stepping: Intent = { ...intent, verb: 'do', word }
  const picked = resolveTarget({
    ...context,
    intent: stepping,
    target,
    fit: node => (/^(?:button|link)$/.test(node.role) ? 0 : undefined),
  })
  if (picked.kind === 'one')
    return act(page, picked, found => done(Array.from({ length: times }, () => actionOn(page, found.at, 'click'))))
  const field = resolveSettable(context, target, '1')
  if (field.kind !== 'one') return refusal(page, picked)
  const found = page.nodes[field.best.at] as PageNode
  const now = Number(found.node.range?.now ?? found.node.value ?? Number.NaN)
  const step = Number(found.node.range?.step ?? 1) || 1
  if (!Number.isFinite(now)) return refusal(page, picked)
  const wanted = now + (word === 'increase' ? 1 : -1) * times * step
  return setValue({ page, found, value: String(wanted), intent, language: context.language })
}

/** A count with a minus and a plus button and no field: clicks until it is right. */
const groundStepper = (context: GroundContext, value: string): Grounding | undefined => {
  const { page, intent } = context
  const wanted = readNumberWord(value)
  if (wanted === undefined || !Number.isInteger(wanted) || intent.target === undefined) return undefined
  const onlyButtons = (node: SnapshotNode): number | undefined =>
    node.role === 'button' || /^[+−–-]$/.test(node.text ?? node.name) ? 0 : undefined
  const named = {
    ...intent.target,
    text: intent.target.text.replace(/^(?:number|amount|count|quantity)$/i, ''),
    kinds: [],
  }
  const find = (words: string): Picked => {
    const target: Target = { ...named, whole: named.text }
    for (const word of words.split(' ')) {
      const picked = resolveTarget({ ...context, intent: { ...intent, verb: 'do', word }, target, fit: onlyButtons })
      if (picked.kind === 'one' && picked.best.own > 0.3) return picked
    }
    return { kind: 'none', ranked: [] }
  }
  const up = find(UP)
  const down = find(DOWN)
  if (up.kind !== 'one' || down.kind !== 'one' || up.best.at === down.best.at) return undefined
  const now = numberBetween(context, up.best.at, down.best.at)
  if (now === undefined || Math.abs(wanted - now) > 60) return undefined
  if (now === wanted) return already(page, up.best.at, 'It has that value already.')
  const at = wanted > now ? up.best.at : down.best.at
  const tries = intent.revealed ?? 0
  if (tries > 60) return undefined
  return done([actionOn(page, at, 'click')], { next: [{ ...intent, revealed: tries + 1 }] })
}

/** The one number written in the smallest part of the page that holds both buttons. */
const numberBetween = ({ page }: GroundContext, one: number, other: number): number | undefined => {
  let up = page.parentOf(one)
  while (up >= 0 && !(other >= up && other < (page.nodes[up]?.end ?? 0))) up = page.parentOf(up)
  const numbers: number[] = []
  for (let at = Math.max(0, up); at < (page.nodes[up]?.end ?? 0); at++) {
    const node = page.nodes[at]?.node
    const text = node?.value ?? node?.text ?? ''
    const match = /^\D*?(?:^|\s|:)(\d+)\s*$/.exec(text)
    if (match !== null) numbers.push(Number(match[1]))
  }
  return numbers.length === 1 ? numbers[0] : undefined
}

/** "type V into F"; without F the focused field, the one of the last step, or the only one. */
export const groundFill = (context: GroundContext): Grounding => {
  const { page, intent, language } = context
  if (intent.mixed !== undefined) return groundMixed(context)
  const value = intent.value ?? ''
  const target = intent.target
  if (target === undefined || (target.text === '' && target.scopes.length === 0 && target.ref === undefined))
    return fillCurrent(context)
  const picked = resolveTarget({ ...context, target })
  const typed = act(page, picked, found => setValue({ page, found, value, intent, language }))
  if (isFound(typed)) return typed
  const shaped = picked.kind === 'ambiguous' ? ofShape(context, picked, value) : undefined
  if (shaped !== undefined) return setValue({ page, found: shaped, value, intent, language })
  if (typed.kind === 'ambiguous') return typed
  const set = act(page, resolveSettable(context, target, value), found =>
    setValue({ page, found, value, intent, language }),
  )
  return isFound(set) ? set : typed
}

/** Of the fields of a part that the words name, the only one that a value of this shape can be for: no name goes where mail is asked. */
const ofShape = ({ page }: GroundContext, picked: Picked, value: string): PageNode | undefined => {
  if (picked.ranked.some(({ own }) => own > 0.4)) return undefined
  const takes = ({ node, labelTokens }: PageNode): boolean => {
    const isMail = node.inputType === 'email' || labelTokens.some(({ word }) => word === 'email')
    const isNumeric = /^(?:number|tel|date|time)$/.test(node.inputType ?? '') || node.role === 'spinbutton'
    return isMail === /\S@\S/.test(value) && (!isNumeric || /\d/.test(value))
  }
  const fits = picked.ranked.map(({ at }) => page.nodes[at] as PageNode).filter(takes)
  return fits.length === 1 ? fits[0] : undefined
}

const fillCurrent = (context: GroundContext): Grounding => {
  const { page, intent, language, trail } = context
  const value = intent.value ?? ''
  const fields = page.nodes.filter(
    ({ node, at }) => isTypable(node) && node.state.disabled !== true && (page.modal < 0 || at > page.modal),
  )
  const focused = fields.find(({ node }) => node.state.focused === true)
  const last = fields.find(({ node }) => node.ref === trail?.refs[trail.refs.length - 1])
  const seen = fields.filter(({ node }) => node.state.offscreen !== true && node.state.covered !== true)
  const found = focused ?? last ?? (seen.length === 1 ? seen[0] : fields.length === 1 ? fields[0] : undefined)
  if (found !== undefined) return setValue({ page, found, value, intent, language })
  return fields.length === 0
    ? absent(page)
    : { kind: 'ambiguous', candidates: fields.slice(0, 6).map(({ at }) => toCandidate(page, at)) }
}

/** "promo code PINE": the longest beginning that names a field; the rest is the value. */
const groundMixed = (context: GroundContext): Grounding => {
  const { page, intent, language } = context
  const words = (intent.mixed ?? '').split(/\s+/)
  let best: { picked: Picked; score: number; value: string } | undefined
  for (let cut = Math.min(words.length - 1, 8); cut >= 1; cut--) {
    const field = words.slice(0, cut).join(' ').replace(/[:=]$/, '')
    const target: Target = { ...EMPTY_TARGET, text: field, whole: field }
    const picked = resolveTarget({ ...context, target })
    if (picked.kind !== 'one' || picked.best.recall < 0.8) continue
    if (intent.strict === true && isForSearch(page.nodes[picked.best.at])) continue
    const score = picked.best.score + cut * 0.02
    if (best === undefined || score > best.score)
      best = {
        picked,
        score,
        value: words
          .slice(cut)
          .join(' ')
          .replace(/^(?:is|as|to|=|:)\s+/i, ''),
      }
  }
  if (best !== undefined) {
    const { picked, value } = best
    return act(page, picked, found => setValue({ page, found, value, intent, language }))
  }
  return intent.strict === true
    ? absent(page)
    : fillCurrent({ ...context, intent: { ...intent, value: intent.mixed ?? '' } })
}

/** Whether a field looks for what is there already: nothing that is added goes into it. */
export const isForSearch = (found: PageNode | undefined): boolean =>
  found !== undefined &&
  (found.node.role === 'searchbox' ||
    found.node.inputType === 'search' ||
    /^(?:search|find|filter)\b/i.test(found.label) ||
    /^(?:search|find|filter)\b/i.test(found.node.placeholder ?? ''))

/** "clear the note field": empties a field; undefined where the phrase names no field but a button ("Clear filters"). */
export const groundClear = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  const target = intent.target ?? EMPTY_TARGET
  const picked = resolveTarget({ ...context, target, fit: node => (isTypable(node) ? 0 : undefined) })
  if (picked.kind !== 'one' || picked.best.own < 0.5) return undefined
  return act(page, picked, found => done([actionOn(page, found.at, 'clear')]))
}

/** Leading words of a search that only say what kind of thing is looked for, as the field's own label does. */
export const searchValue = (value: string, found: PageNode, quoted: boolean): string => {
  if (quoted) return value
  const words = value.split(/\s+/)
  const label = [...found.labelTokens, ...found.extraTokens].map(token => token.stem)
  let cut = 0
  while (cut < words.length - 1) {
    const tokens = tokenize(words[cut] ?? '')
    if (tokens.length === 0 || !tokens.every(token => token.stop || label.includes(token.stem))) break
    cut++
  }
  const said = tokenize(words.slice(0, cut).join(' ')).some(token => !token.stop)
  return said ? words.slice(cut).join(' ') : value
}
