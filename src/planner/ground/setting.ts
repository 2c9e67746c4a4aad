import type { Intent, Target } from '../intent.ts'
import type { Language } from '../language.ts'
import { readDay, toInputValue, toShownFormat } from './dates.ts'
import type { Grounding } from './grounding.ts'
import { readAmount } from './measure.ts'
import { choicesIn, matchChoice, matchOption } from './options.ts'
import { absent, actionOn, already, done } from './outcome.ts'
import { isCheckable, isTypable, type Page, type PageNode } from './page.ts'
import { toCandidate } from './pick.ts'
import { EMPTY_TARGET } from './target.ts'

const TIMED = /^(?:date|time|datetime-local|month|week)$/
const ON = /^(?:on|yes|true|enabled?|checked|ticked|active|selected)$/i
const OFF = /^(?:off|no|false|disabled?|unchecked|unticked|inactive|none)$/i

export interface Setting {
  readonly page: Page
  readonly found: PageNode
  readonly value: string
  readonly intent: Intent
  readonly language: Language | undefined
}

const numberIn = (value: string): string | undefined => {
  const match = /-?\d[\d.,]*/.exec(value.replace(/[−–]/g, '-'))
  const amount = match === null ? undefined : readAmount(match[0])
  return amount === undefined ? undefined : String(amount)
}

const isRange = ({ node }: PageNode): boolean =>
  node.role === 'slider' || node.inputType === 'range' || (node.role === 'spinbutton' && node.tag !== 'input')

/** Picks a day in a calendar that the click opens; looked for on the next snapshot. */
export const pickDateIntent = (intent: Intent, day: string): Intent => ({
  ...intent,
  verb: 'choose',
  word: 'pick_date',
  value: day,
  target: EMPTY_TARGET,
  revealed: (intent.revealed ?? 0) + 1,
})

/** Picks an option in a popup that the click opens. */
export const pickOptionIntent = (intent: Intent, value: string): Intent => {
  const target: Target = { ...EMPTY_TARGET, text: value, whole: value }
  return {
    verb: 'choose',
    word: 'pick',
    text: intent.text,
    target,
    isWrite: intent.isWrite,
    revealed: (intent.revealed ?? 0) + 1,
  }
}

const setSelect = ({ page, found, value }: Setting): Grounding => {
  const isMany = found.node.role === 'listbox'
  const names = isMany ? splitList(value) : [value]
  const matches = names.map(name => matchOption(found, name))
  const whole = matchOption(found, value)
  if (whole !== undefined)
    return whole.disabled
      ? { kind: 'not_found', why: 'disabled', candidates: [toCandidate(page, found.at)] }
      : done([actionOn(page, found.at, 'select', [whole.name])])
  if (matches.some(match => match === undefined)) return absent(page)
  return done([
    actionOn(
      page,
      found.at,
      'select',
      matches.flatMap(match => (match === undefined ? [] : [match.name])),
    ),
  ])
}

export const splitList = (value: string): readonly string[] =>
  value.split(/\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+/i).filter(piece => piece.trim() !== '')

const setChecked = ({ page, found, value, intent }: Setting): Grounding => {
  const wants = intent.on ?? (OFF.test(value.trim()) ? false : ON.test(value.trim()) ? true : undefined)
  if (wants === undefined) return absent(page)
  const now = found.node.state.checked ?? found.node.state.pressed
  if (now === wants) return already(page, found.at, wants ? 'It is on already.' : 'It is off already.')
  return done([actionOn(page, found.at, wants ? 'check' : 'uncheck')])
}

const CALENDAR = /^(?:calendar|date|day|open|choose|pick|kalender|calendrier|calendario|datum|fecha)$/

/** What opens the calendar of a field that takes no typing: a button beside it, else the field itself. */
const calendarOf = (page: Page, found: PageNode): number => {
  const parent = page.parentOf(found.at)
  const beside = page.candidates.find(at => {
    const other = page.nodes[at] as PageNode
    return (
      other.node.role === 'button' &&
      page.parentOf(at) === parent &&
      [...other.labelTokens, ...other.extraTokens].some(({ word }) => CALENDAR.test(word))
    )
  })
  return beside ?? found.at
}

const setTyped = ({ page, found, value, intent, language }: Setting): Grounding => {
  const { node } = found
  if (node.state.readonly === true && node.role === 'combobox' && intent.verb !== 'fill' && intent.verb !== 'append')
    return done([actionOn(page, found.at, 'select', [value])])
  const day = node.state.readonly === true ? readDay(value, language) : undefined
  if (day !== undefined)
    return done([actionOn(page, calendarOf(page, found), 'click')], { next: [pickDateIntent(intent, day)] })
  if (node.state.readonly === true)
    return { kind: 'not_found', why: 'readonly', candidates: [toCandidate(page, found.at)] }
  const type = node.inputType ?? ''
  if (TIMED.test(type)) return done([actionOn(page, found.at, 'set', [toInputValue(type, value, language)])])
  if (type === 'number')
    return done([actionOn(page, found.at, 'fill', [intent.valueQuoted === true ? value : (numberIn(value) ?? value)])])
  if (intent.verb === 'append') return done([actionOn(page, found.at, 'append', [value])])
  const dated = intent.valueQuoted === true || /^[\d./-]+$/.test(value.trim()) ? undefined : readDay(value, language)
  const shaped = dated === undefined ? undefined : toShownFormat(dated, node.placeholder ?? '')
  if (shaped !== undefined) return done([actionOn(page, found.at, 'fill', [shaped])])
  const suggests =
    node.role === 'combobox' &&
    intent.verb !== 'fill' &&
    (node.state.expanded !== undefined || node.state.haspopup !== undefined)
  return done([actionOn(page, found.at, suggests ? 'select' : 'fill', [value])])
}

const setContainer = (setting: Setting): Grounding => {
  const { page, found, value } = setting
  const whole = matchChoice(page, found.at, value)
  const parts = whole === undefined ? splitList(value).map(name => matchChoice(page, found.at, name)) : [whole]
  if (parts.length === 0 || parts.some(part => part === undefined)) return absent(page)
  const chosen = parts.filter(part => part !== undefined)
  const disabled = chosen.find(at => page.nodes[at]?.node.state.disabled === true)
  if (disabled !== undefined) return { kind: 'not_found', why: 'disabled', candidates: [toCandidate(page, disabled)] }
  return done(chosen.map(at => actionOn(page, at, page.nodes[at]?.node.role === 'checkbox' ? 'check' : 'click')))
}

/** Gives a widget a value in the way its kind takes it; absent if it cannot have that value. */
export const setValue = (setting: Setting): Grounding => {
  const { page, found, value, intent, language } = setting
  const { node } = found
  if (node.state.disabled === true)
    return { kind: 'not_found', why: 'disabled', candidates: [toCandidate(page, found.at)] }
  if (node.tag === 'select' || (node.options !== undefined && node.options.length > 0 && !isTypable(node)))
    return setSelect(setting)
  if (isCheckable(node) && node.role !== 'radio') return setChecked(setting)
  if (isRange(found)) return setRange(setting)
  if (node.inputType === 'color') return done([actionOn(page, found.at, 'set', [value.trim()])])
  if (isTypable(node)) return setTyped(setting)
  if (node.role === 'combobox') return done([actionOn(page, found.at, 'select', [value])])
  if (choicesIn(page, found.at).length > 0 && !node.interactive) return setContainer(setting)
  const day = readDay(value, language)
  if (day !== undefined && (node.state.haspopup !== undefined || node.role === 'button'))
    return done([actionOn(page, found.at, 'click')], { next: [pickDateIntent(intent, day)] })
  if (node.state.haspopup !== undefined || node.state.expanded !== undefined)
    return done([actionOn(page, found.at, 'click')], { next: [pickOptionIntent(intent, value)] })
  return choicesIn(page, found.at).length > 0 ? setContainer(setting) : absent(page)
}

const setRange = ({ page, found, value, intent }: Setting): Grounding => {
  const extreme = /\b(?:max(?:imum)?|full|highest)\b/i.test(value)
    ? found.node.range?.max
    : /\b(?:min(?:imum)?|lowest|zero)\b/i.test(value)
      ? found.node.range?.min
      : undefined
  const amount = extreme ?? numberIn(value)
  if (amount === undefined)
    return { kind: 'not_understood', reason: `“${intent.value ?? value}” is no value for a slider.` }
  return done([actionOn(page, found.at, 'set', [amount])])
}
