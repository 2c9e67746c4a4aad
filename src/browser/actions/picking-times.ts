import type { Effect } from '../../contract/action.ts'
import { AppError } from '../../lib/errors.ts'
import { readTime, type Time } from '../injected/moments.ts'
import type { PickerView, TimeEntry } from '../injected/picker.ts'
import { call } from '../perception/world.ts'
import { click } from './click.ts'
import { pressKeys } from './input.ts'
import { type Step, siblingTarget, type Target } from './step.ts'
import { typeOver } from './typing.ts'

const two = (value: number): string => String(value).padStart(2, '0')

const noTime = ({ hour, minute }: Time): AppError =>
  new AppError('target_not_found', `the picker has no ${two(hour)}:${two(minute)}`)

/** Picks a time of day in an open picker: out of a list of times, out of lists of hours and minutes, or in number fields. */
export async function pickTime(step: Step, target: Target, time: Time): Promise<readonly Effect[]> {
  const view = await step.options.deadline.race(call(target.frame, 'pickerView', target.number))
  if (!view) throw noTime(time)
  const press = async ({ id }: TimeEntry) => (await click(step, {}, siblingTarget(step, target, id))).effects
  if (view.times.length > 0) {
    const entry = view.times.find(({ text }) => isTime(text, time))
    if (!entry) throw noTime(time)
    return await press(entry)
  }
  const hour = view.halves.length > 0 ? time.hour % 12 || 12 : time.hour
  const effects: Effect[] = []
  if (view.columns.length > 0) {
    const [hours = [], minutes = []] = view.columns
    const entries = [hours.find(saysNumber(hour)), minutes.find(saysNumber(time.minute))]
    for (const entry of entries) {
      if (!entry) throw noTime(time)
      effects.push(...(await press(entry)))
    }
  } else {
    const [first, second] = view.fields
    if (!first || !second) throw noTime(time)
    effects.push(...(await fillNumber(step, siblingTarget(step, target, first), two(hour))))
    effects.push(...(await fillNumber(step, siblingTarget(step, target, second), two(time.minute))))
  }
  return [...effects, ...(await chooseHalf(step, target, { view, time }))]
}

const isTime = (text: string, { hour, minute }: Time): boolean => {
  const read = readTime(text)
  return read?.hour === hour && read.minute === minute
}

const saysNumber =
  (wanted: number) =>
  ({ text }: TimeEntry): boolean =>
    /^\d{1,2}$/.test(text) && Number(text) === wanted

/** Types a number and leaves its field: many take it only then. */
async function fillNumber(step: Step, field: Target, value: string): Promise<readonly Effect[]> {
  const { effects } = await typeOver({ ...step, action: { method: 'fill', arguments: [value] }, target: field })
  await pressKeys(step, ['Tab'])
  return effects
}

/** Presses the half of the day; where only one is to be seen, that is a switch that says which it is. */
async function chooseHalf(
  step: Step,
  target: Target,
  { view, time }: { readonly view: PickerView; readonly time: Time },
): Promise<readonly Effect[]> {
  const wanted = time.hour < 12 ? 'a' : 'p'
  const says = ({ text }: TimeEntry): boolean => text.toLowerCase().startsWith(wanted)
  const entry = view.halves.length === 1 ? view.halves.find(half => !says(half)) : view.halves.find(says)
  return entry ? (await click(step, {}, siblingTarget(step, target, entry.id))).effects : []
}
