import type { Effect } from '../../contract/action.ts'
import { AppError, isAppError } from '../../lib/errors.ts'
import {
  type Day,
  type FieldFormat,
  type Moments,
  orderOf,
  readMoments,
  saysMoments,
  writeDays,
} from '../injected/moments.ts'
import type { MonthView, PickerView } from '../injected/picker.ts'
import type { FieldFacts } from '../injected/wire.ts'
import { call } from '../perception/world.ts'
import { select } from './choosing.ts'
import { click } from './click.ts'
import { pressKeys } from './input.ts'
import { pickTime } from './picking-times.ts'
import type { Aimed } from './pointing.ts'
import { type Outcome, type Step, siblingTarget, type Target } from './step.ts'
import { typeOver } from './typing.ts'

/*
 * Days and times in fields that open a picker: written in the format that the field shows where it takes text, picked where it
 * does not. What proves it is the field's own value at the end, never a press.
 */

/** A text field, and what is to stand in it. */
interface Wanted {
  readonly aimed: Aimed
  readonly facts: FieldFacts
  readonly moments: Moments
  readonly format: FieldFormat
}

/** How long a picker may take to open, to turn, or to write what was picked into its field, in ms. */
const OPEN_MS = 1_500
const TURN_MS = 800
const WRITTEN_MS = 800
/** Presses that turn a calendar at most. */
const MAX_TURNS = 130

/**
 * Sets a text field to a day, a range of days, or a time; undefined where the text asks for none, or the field is none for it.
 * @throws AppError no_effect where the field does not come to say it
 */
export async function setMoments(step: Step, aimed: Aimed, facts: FieldFacts): Promise<Outcome | undefined> {
  const text = step.action.arguments?.[0] ?? ''
  const { frame, number } = aimed.target
  if (!/\d/.test(text) || text.length > 60) return undefined
  const format = await call(frame, 'fieldFormat', number)
  if (!format) return undefined
  const order = orderOf(format.langs[0] ?? '')
  const moments =
    readMoments(text, format.langs) ?? (facts.readonly ? readMoments(text, format.langs, order) : undefined)
  if (!moments) return undefined
  const wanted: Wanted = { aimed, facts, moments, format }
  if (facts.state !== '' && saysMoments(facts.state, moments, format.langs) && !isTwofold(facts.state, format))
    return { effects: [], already: true, facts: aimed.facts, target: aimed.target }
  await call(frame, 'notePopups', number)
  if (facts.readonly) return await pick(step, wanted)
  const written = moments.time ? undefined : writeDays(moments.days, format)
  try {
    const typed = await typeOver(written ? { ...step, action: { ...step.action, arguments: [written] } } : step)
    const isHeld = await leaveField(step, wanted, written ?? text)
    return isHeld ? typed : await pick(step, wanted)
  } catch (error) {
    if (!isAppError(error, 'no_effect')) throw error
    const view = await call(frame, 'pickerView', number)
    if (!view) throw error
    return await pick(step, wanted)
  }
}

/**
 * Leaves a field that has opened a picker, as the Tab key does: many take what was typed only then, or undo it. Nothing has the focus
 * after it. Whether the field still says what it is to say.
 */
async function leaveField(step: Step, { aimed, moments, format }: Wanted, written: string): Promise<boolean> {
  const { frame, number } = aimed.target
  if (!(await call(frame, 'pickerView', number))) return true
  await pressKeys(step, ['Tab'])
  await call(frame, 'dropFocus')
  await call(frame, 'frames', 2)
  const now = await call(frame, 'fieldFacts', number)
  return now !== null && (now.state === written || saysMoments(now.state, moments, format.langs))
}

/** Whether the numbers of a value may mean two days. */
const isTwofold = (value: string, { langs }: FieldFormat): boolean => readMoments(value, langs) === undefined

/** Opens a field's picker and picks in it; what comes of it is what the field says then. */
async function pick(step: Step, wanted: Wanted): Promise<Outcome> {
  const { aimed, moments, facts } = wanted
  const { target } = aimed
  const effects: Effect[] = []
  await openPicker(step, wanted)
  for (let tries = 0; tries < (moments.days.length > 1 ? 2 : 1); tries += 1) {
    if (tries > 0) await openPicker(step, wanted)
    for (const [i, day] of moments.days.entries()) {
      // A range that was half chosen before takes the first day as its end, and is begun anew.
      if (i > 0 && tries === 0 && !(await viewOf(step, target))) break
      effects.push(...(await pickDay(step, target, day)))
    }
    if (moments.time) effects.push(...(await pickTime(step, target, moments.time)))
    if (await isWritten(step, wanted, WRITTEN_MS)) break
    if ((await pressDone(step, target)) && (await isWritten(step, wanted, WRITTEN_MS))) break
  }
  if (!(await isWritten(step, wanted, 0))) throw await notWritten(wanted)
  const now = await call(target.frame, 'fieldFacts', target.number)
  const told: Effect = { kind: 'value', ref: target.ref, detail: `${facts.shown || 'empty'} → ${now?.shown ?? ''}` }
  return { effects: [told, ...effects.filter(({ kind }) => kind !== 'value')], facts: aimed.facts, target }
}

const viewOf = (step: Step, { frame, number }: Target): Promise<PickerView | null> =>
  step.options.deadline.race(call(frame, 'pickerView', number))

async function openPicker(step: Step, { aimed }: Wanted): Promise<PickerView> {
  const { target, facts } = aimed
  const until = performance.now() + OPEN_MS
  let view = await viewOf(step, target)
  if (!view) await click(step, {}, target)
  while (!view) {
    view = await viewOf(step, target)
    const left = until - performance.now()
    if (!view && left <= 0)
      throw new AppError(
        'target_not_found',
        `the ${facts.role} "${facts.name.slice(0, 80)}" is read-only, and opens nothing to pick in`,
      )
    if (!view) await step.options.deadline.race(call(target.frame, 'nextChange', left))
  }
  return view
}

/** Whether the field has come to say what is wanted. */
async function isWritten(step: Step, { aimed, moments, format }: Wanted, ms: number): Promise<boolean> {
  const { frame, number } = aimed.target
  const until = performance.now() + ms
  for (;;) {
    const now = await call(frame, 'fieldFacts', number)
    if (now && saysMoments(now.state, moments, format.langs)) return true
    const left = until - performance.now()
    if (left <= 0) return false
    await step.options.deadline.race(call(frame, 'nextChange', Math.min(left, 100)))
  }
}

async function notWritten({ aimed }: Wanted): Promise<AppError> {
  const { role, name } = aimed.facts
  const now = await call(aimed.target.frame, 'fieldFacts', aimed.target.number)
  const holds = now?.shown ? `holds "${now.shown}"` : 'is empty'
  return new AppError('no_effect', `the ${role} "${name.slice(0, 80)}" did not take what was picked; it ${holds}`)
}

/** Presses what takes over what was picked; whether there is such a thing. */
async function pressDone(step: Step, target: Target): Promise<boolean> {
  const view = await viewOf(step, target)
  if (!view?.done) return false
  await click(step, {}, siblingTarget(step, target, view.done))
  return true
}

const place = ({ year, month }: Pick<Day, 'year' | 'month'>): number => year * 12 + month

/** Turns the calendar to a day's month and presses the day. @throws AppError target_not_found where it cannot be had */
async function pickDay(step: Step, target: Target, day: Day): Promise<readonly Effect[]> {
  const shown = await turnTo(step, target, day)
  const cell = shown.days[day.day - 1]
  const said = `${day.year}-${String(day.month).padStart(2, '0')}-${String(day.day).padStart(2, '0')}`
  if (!cell) throw new AppError('target_not_found', `the calendar has no ${said}`)
  if (cell.disabled) throw new AppError('target_not_found', `${said} cannot be chosen in the calendar`)
  return (await click(step, {}, siblingTarget(step, target, cell.id))).effects
}

async function turnTo(step: Step, target: Target, day: Day): Promise<MonthView> {
  const useless = new Set<number>()
  await chooseMonth(step, target, day)
  for (let turns = 0; turns < MAX_TURNS; turns += 1) {
    const view = await viewOf(step, target)
    const [first] = view?.months ?? []
    if (!view || !first) break
    const shown = view.months.find(month => place(month) === place(day))
    if (shown) return shown
    const way = place(day) < place(first) ? 'previous' : 'next'
    const turn = view.turns.find(turn => turn.way === way && !useless.has(turn.id))
    if (!turn) break
    await click(step, {}, siblingTarget(step, target, turn.id))
    const after = await turnedFrom(step, target, first)
    const wentTo = after ? place(after) : place(first)
    if (way === 'next' ? wentTo <= place(first) || wentTo > place(day) + 11 : wentTo >= place(first))
      useless.add(turn.id)
  }
  throw new AppError(
    'target_not_found',
    `the calendar does not turn to ${day.year}-${String(day.month).padStart(2, '0')}`,
  )
}

/** The first month that shows once it is another one. */
async function turnedFrom(step: Step, target: Target, before: MonthView): Promise<MonthView | undefined> {
  const until = performance.now() + TURN_MS
  for (;;) {
    const [now] = (await viewOf(step, target))?.months ?? []
    const left = until - performance.now()
    if ((now && place(now) !== place(before)) || left <= 0) return now
    await step.options.deadline.race(call(target.frame, 'nextChange', Math.min(left, 100)))
  }
}

/** Uses the lists of months and years over a calendar, where it has some. */
async function chooseMonth(step: Step, target: Target, day: Day): Promise<void> {
  const view = await viewOf(step, target)
  const [first] = view?.months ?? []
  if (!view || !first || place(first) === place(day)) return
  if (view.yearField && first.year !== day.year) {
    await setPart(step, siblingTarget(step, target, view.yearField), String(day.year))
    await turnedFrom(step, target, first)
  }
  if (!view.monthList) return
  const options = await call(target.frame, 'selectOptions', view.monthList)
  const option = options?.[day.month - 1]
  const [now] = (await viewOf(step, target))?.months ?? []
  if (!option || option.disabled || !now || now.month === day.month) return
  await setPart(step, siblingTarget(step, target, view.monthList), option.name)
  await turnedFrom(step, target, now)
}

/** Sets a list or field over a calendar; one that does not take it is left to the buttons that turn it. */
async function setPart(step: Step, part: Target, value: string): Promise<void> {
  const field = await call(part.frame, 'fieldFacts', part.number)
  const inner = { ...step, action: { method: 'set' as const, arguments: [value] }, target: part }
  await (field?.kind === 'select' ? select(inner) : typeOver(inner)).catch(error => {
    if (!isAppError(error, 'no_effect') && !isAppError(error, 'target_not_found')) throw error
  })
}
