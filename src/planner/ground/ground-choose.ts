import type { Intent, Target } from '../intent.ts'
import type { GroundContext } from './context.ts'
import { readDay, withEnglishMonths } from './dates.ts'
import {
  eachPart,
  groundAll,
  groundCheck,
  groundClick,
  isRowTarget,
  isWholeClear,
  namesSeveral,
  pickOpenOption,
} from './ground-clicks.ts'
import { groundSet, resolveSettable } from './ground-fields.ts'
import type { Grounding } from './grounding.ts'
import { optionScore } from './options.ts'
import { absent, actionOn, already, done, isFound } from './outcome.ts'
import type { PageNode } from './page.ts'
import { EMPTY_TARGET, resolveTarget } from './target.ts'
import { normalize, tokenize } from './text.ts'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const MAX_MONTHS = 36

/** "choose V in F": a value of a widget where F is one, else V looked for under F. */
export const groundChoose = (context: GroundContext): Grounding => {
  const { intent, page } = context
  if (intent.word === 'pick_date') return groundDate(context)
  const target = intent.target ?? EMPTY_TARGET
  if (target.all === true && target.except.length > 0) return groundAll(context)
  if (target.all === true) return groundAll(context)
  if (wantsRows(target)) {
    const rows = groundCheck({ ...context, intent: { ...intent, verb: 'check' } })
    if (isFound(rows)) return rows
  }
  if (intent.revealed !== undefined && intent.revealed > 0) {
    const at = pickOpenOption(context, target.whole)
    if (at !== undefined) return done([actionOn(page, at, 'click')])
  }
  const chosen = chosenAlready(context, intent.value ?? target.whole)
  if (chosen !== undefined) return chosen
  if (intent.value !== undefined && intent.destination !== undefined) {
    const set = groundSet({
      ...context,
      intent: { ...intent, verb: 'set', word: 'choose', target: intent.destination },
    })
    if (isFound(set) || (set.kind === 'not_found' && set.why === 'disabled')) return set
    const named = groundNamedValue(context, {
      ...EMPTY_TARGET,
      text: intent.value,
      whole: intent.value,
      scopes: [placeOf(intent.destination)],
    })
    if (named !== undefined && isFound(named)) return named
    const inner = groundClick({ ...context, intent: { ...intent, target: withinField(target, intent) } })
    if (isFound(inner)) return inner
    const both = inBoth(context, target, intent.destination)
    if (both !== undefined) return both
    return set.kind === 'not_found' && set.why !== 'absent' ? set : inner
  }
  if (target.parts.length > 1) {
    const whole = resolveTarget({ ...context, target })
    if (!isWholeClear(whole, target)) return eachPart(context, target.parts, groundChoose)
  }
  const clicked = groundClick(context)
  if (!isFound(clicked) && namesSeveral(context, target)) {
    const several = groundAll({ ...context, intent: { ...intent, verb: 'check', target: { ...target, all: true } } })
    if (isFound(several)) return several
  }
  if (isFound(clicked)) return insteadOfPress(context, clicked) ?? clicked
  const named = groundNamedValue(context, target)
  return named ?? clicked
}

/** "choose half board" presses no list called Board but chooses in it; "select Gateway A" ticks its row and opens no link. */
const insteadOfPress = (context: GroundContext, clicked: Grounding): Grounding | undefined => {
  const { page, intent } = context
  const target = intent.target ?? EMPTY_TARGET
  const [action, second] = clicked.kind === 'actions' ? clicked.actions : []
  const found = page.nodes.find(({ node }) => node.ref === action?.ref)
  if (found === undefined || second !== undefined || action?.method !== 'click') return undefined
  const { node } = found
  if (node.role === 'combobox' && node.options === undefined && normalize(target.text) !== normalize(found.label))
    return done([actionOn(page, found.at, 'select', [target.whole])])
  const item = page.itemOf[found.at] ?? -1
  if (intent.word !== 'select' || node.role !== 'link' || item < 0 || target.kinds.length > 0) return undefined
  const boxes = page.candidates.filter(
    at => at >= item && at < (page.nodes[item]?.end ?? 0) && page.nodes[at]?.node.role === 'checkbox',
  )
  return boxes.length === 1 && boxes[0] !== undefined ? done([actionOn(page, boxes[0], 'check')]) : undefined
}

/** Typing into a field that suggests may have taken the suggestion already. */
const chosenAlready = ({ page, trail }: GroundContext, said: string): Grounding | undefined => {
  const last = page.nodes.find(({ node }) => node.ref === trail?.refs[trail.refs.length - 1])
  if (last === undefined || last.node.role !== 'combobox' || last.node.options !== undefined) return undefined
  const value = last.node.value ?? ''
  const holds = optionScore(said, value) >= 0.9 && normalize(value).length >= normalize(said).length
  return holds && last.node.state.expanded !== true ? already(page, last.at, 'It is chosen already.') : undefined
}

/** "choose Dark moss in size 44": two choices, each named in full. */
const inBoth = (context: GroundContext, target: Target, second: Target): Grounding | undefined => {
  const value = context.intent.value ?? ''
  const one = groundClick({
    ...context,
    intent: { ...context.intent, target: { ...target, text: value, whole: value, scopes: [] } },
  })
  const other = groundNamedValue(context, second)
  if (one.kind !== 'actions' || other?.kind !== 'actions') return undefined
  return done([...one.actions, ...other.actions], { next: [...one.next, ...other.next] })
}

const placeOf = ({ whole, quoted }: Target): Target['scopes'][number] => ({
  relation: 'in',
  text: whole,
  quoted,
  soft: false,
})

/** The phrase as "V" with "F" as its place, so that V is looked for there even if F is no widget. */
const withinField = (target: Target, intent: Intent): Target => {
  if (target.parts.length > 1 || target.scopes.some(scope => !scope.soft)) return target
  const place = intent.destination
  const value = intent.value ?? ''
  return place === undefined || value === '' || target.scopes.length > 0
    ? target
    : { ...target, text: value, scopes: [{ relation: 'in', text: place.whole, quoted: place.quoted, soft: true }] }
}

const wantsRows = (target: Target): boolean =>
  isRowTarget(target) ||
  (target.parts.length > 1 &&
    target.parts.every(part => isRowTarget(part) || part.ordinal === undefined) &&
    target.parts.some(isRowTarget))

/** "choose the role Editor", "quantity 2": the longest beginning that names a field; the rest is its value. */
const groundNamedValue = (context: GroundContext, target: Target): Grounding | undefined => {
  const [place, second] = target.scopes
  const isOne = place?.soft === true && second === undefined && /\sof\s/i.test(target.whole)
  const words = (isOne ? target.whole : target.text).split(/\s+/)
  let off: Grounding | undefined
  for (let cut = words.length - 1; cut >= 1; cut--) {
    const said = words.slice(0, cut).join(' ')
    if (!/\p{L}{2}/u.test(said)) continue
    const field: Target = { ...EMPTY_TARGET, text: said, whole: said, scopes: isOne ? [] : target.scopes }
    const value = words
      .slice(cut)
      .join(' ')
      .replace(/^of\s+/i, '')
    const intent: Intent = { ...context.intent, verb: 'set', target: field, value }
    const picked = resolveSettable({ ...context, intent }, field, value)
    if (picked.kind !== 'one' || picked.best.recall < 0.8) continue
    const set = groundSet({ ...context, intent })
    if (isFound(set)) return set
    if (set.kind === 'not_found' && set.why !== 'absent') off ??= set
  }
  return off
}

const shownMonth = ({ page }: GroundContext): { readonly year: number; readonly month: number } | undefined => {
  for (const { node, label } of page.nodes) {
    const text = withEnglishMonths(node.text ?? label)
    if (text.length > 40) continue
    const match = new RegExp(
      `\\b(${MONTHS.map(name => `${name}|${name.slice(0, 3)}`).join('|')})\\b\\.?,?\\s+(?:de\\s+)?(\\d{4})\\b`,
      'i',
    ).exec(text)
    const month = MONTHS.findIndex(
      name => name.slice(0, 3).toLowerCase() === (match?.[1] ?? '').slice(0, 3).toLowerCase(),
    )
    if (match !== null && month >= 0) return { year: Number(match[2]), month: month + 1 }
  }
  return undefined
}

/** The button of a day: labelled with the full date, or with its number in a grid of the month shown. */
const dayButton = (context: GroundContext, day: string): number | undefined => {
  const { page, language } = context
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const full = page.candidates.filter(at => {
    const { label, node } = page.nodes[at] as PageNode
    return node.role !== 'link' && label.length < 60 && /\d{4}/.test(label) && readDay(label, language) === day
  })
  if (full[0] !== undefined) return full[0]
  const shown = shownMonth(context)
  if (shown === undefined || shown.year !== year || shown.month !== month) return undefined
  return page.candidates.find(at => {
    const found = page.nodes[at] as PageNode
    return found.node.state.disabled !== true && new RegExp(`^0?${date}$`).test(found.label.trim())
  })
}

/** Walks an open calendar month by month to the day; each step is grounded on a new snapshot. */
const groundDate = (context: GroundContext): Grounding => {
  const { page, intent } = context
  const day = intent.value ?? ''
  const at = dayButton(context, day)
  if (at !== undefined) {
    return page.nodes[at]?.node.state.disabled === true ? absent(page) : done([actionOn(page, at, 'click')])
  }
  const shown = shownMonth(context)
  const [year, month] = day.split('-').map(Number) as [number, number]
  if (shown === undefined || (intent.revealed ?? 0) > MAX_MONTHS) return absent(page)
  const ahead = (year - shown.year) * 12 + (month - shown.month)
  if (ahead === 0 || Math.abs(ahead) > MAX_MONTHS) return absent(page)
  const button = monthButton(context, ahead > 0 ? 'next' : 'previous')
  if (button === undefined) return absent(page)
  return done([actionOn(page, button, 'click')], { next: [{ ...intent, revealed: (intent.revealed ?? 0) + 1 }] })
}

const monthButton = ({ page }: GroundContext, side: 'next' | 'previous'): number | undefined => {
  const shape = side === 'next' ? /^(?:next|forward|later)/ : /^(?:prev|back|earlier)/
  const fits = page.candidates.filter(at => {
    const { labelTokens, extraTokens } = page.nodes[at] as PageNode
    return [...labelTokens, ...extraTokens].some(token => shape.test(token.word))
  })
  const withMonth = fits.find(at => tokenize(page.nodes[at]?.label ?? '').some(token => token.word === 'month'))
  return withMonth ?? fits[0]
}
