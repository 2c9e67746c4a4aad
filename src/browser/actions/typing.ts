import type { Effect } from '../../contract/action.ts'
import { AppError } from '../../lib/errors.ts'
import type { FieldFacts } from '../injected/wire.ts'
import { call } from '../perception/world.ts'
import { click } from './click.ts'
import { proveEffect } from './effect.ts'
import { readFocus } from './focus.ts'
import { howHeld } from './holding.ts'
import { pressKeys } from './input.ts'
import { retypeByKeys, typeText } from './keystrokes.ts'
import { type Aimed, aimAt } from './pointing.ts'
import { type Outcome, type Step, siblingTarget, type Target, targetOf } from './step.ts'

interface Field {
  readonly aimed: Aimed
  readonly facts: FieldFacts
}

/** What is pressed and not typed into; a click on it does what it is there for, and brings up no field. */
const PRESSED = new Set('button link checkbox radio switch menuitem menuitemcheckbox menuitemradio tab'.split(' '))

/** The field to type into: the element, or the field in it, or the one that a click on it brings up. */
async function fieldOf(step: Step): Promise<Field> {
  const aimed = await aimAt(step, targetOf(step))
  const facts = await call(aimed.target.frame, 'fieldFacts', aimed.target.number)
  if (!facts) throw new AppError('target_not_found', 'the field has gone')
  if (facts.kind === 'holder' && facts.inner) return await fieldAt(step, siblingTarget(step, aimed.target, facts.inner))
  if (facts.kind === 'checkbox' || facts.kind === 'radio') throw notAField(aimed)
  if (facts.kind !== 'other') return { aimed, facts }
  if (PRESSED.has(aimed.facts.role)) throw notAField(aimed)
  await click(step, {}, aimed.target)
  const focused = await readFocus(step)
  if (!focused) throw notAField(aimed)
  const target = siblingTarget(step, { ...aimed.target, frame: focused.frame, doc: focused.doc }, focused.facts.id)
  const field = await fieldAt(step, target)
  if (field.facts.kind !== 'text' && field.facts.kind !== 'editable') throw notAField(aimed)
  return field
}

const notAField = ({ facts }: Aimed): AppError =>
  new AppError('target_not_found', `the ${facts.role} "${facts.name.slice(0, 80)}" takes no text`)

async function fieldAt(step: Step, target: Target): Promise<Field> {
  const aimed = await aimAt(step, target)
  const facts = await call(target.frame, 'fieldFacts', target.number)
  if (!facts) throw new AppError('target_not_found', 'the field has gone')
  return { aimed, facts }
}

interface Typing {
  readonly wanted: string
  readonly where: 'all' | 'end'
  readonly type: () => Promise<void>
}

/** Ends the editing of a field that a page waits for the end of; what comes after in the same act ends it by itself. */
async function commit(step: Step, target: Target): Promise<void> {
  if (step.options.part?.continues) return
  await call(target.frame, 'commitField', target.number)
}

async function typeInto(step: Step, field: Field, { wanted, where, type }: Typing): Promise<Outcome> {
  const { aimed, facts } = field
  const { facts: said, target } = aimed
  const { frame, number } = target
  if (facts.readonly) throw new AppError('target_not_found', `the ${said.role} "${said.name}" is read-only`)
  if (facts.state === wanted) return { effects: [], already: true, facts: said, target }
  const effects = await proveEffect(step, { target }, async () => {
    if (!(await call(frame, 'selectField', number, where))) throw notAField(aimed)
    await type()
    if (where === 'all' && wanted !== '') await retypeByKeys(step, target, wanted)
    await commit(step, target)
  })
  const after = await call(frame, 'fieldFacts', number).catch(() => null) // what was typed led away from the page
  return { effects: proveText(field, { effects, after, wanted }), facts: said, target }
}

interface Typed {
  readonly effects: readonly Effect[]
  readonly after: FieldFacts | null
  readonly wanted: string
}

/** @throws AppError no_effect where the field holds something else than what was typed */
function proveText({ aimed, facts }: Field, { effects, after, wanted }: Typed): readonly Effect[] {
  const { facts: said, target } = aimed
  if (!after) {
    if (effects.length === 0) throw new AppError('no_effect', `the ${said.role} "${said.name}" has gone with the text`)
    return [...effects, unproven(target, 'the field is not there any more')]
  }
  const held = after.state === facts.state ? 'not' : howHeld(after.state, wanted)
  if (held === 'whole') return effects
  if (held === 'masked') return [...effects, unproven(target, 'the field does not show what is in it')]
  if (held === 'more') return [...effects, unproven(target, `the field holds more than that: ${after.shown}`)]
  const why = held === 'one-line' ? 'keeps the text in one line' : 'did not keep the text'
  throw new AppError(
    'no_effect',
    `the ${said.role} "${said.name}" ${why}; it ${after.shown ? `holds "${after.shown}"` : 'is empty'}`,
  )
}

const unproven = ({ ref }: Target, missing: string): Effect => ({
  kind: 'value',
  ref,
  detail: 'typed',
  proven: false,
  missing,
})

/** The text that an action is to type. @throws AppError action_not_supported where none is given: an observed element has none */
export const textOf = ({ action }: Step): string => {
  const [text] = action.arguments ?? []
  if (text === undefined) throw new AppError('action_not_supported', `${action.method} needs the text as its argument`)
  return text
}

/** Replaces the text of a field. */
export async function typeOver(step: Step): Promise<Outcome> {
  const text = textOf(step)
  const field = await fieldOf(step)
  if (text === '') return await clearField(step, field)
  return await typeInto(step, field, {
    wanted: text,
    where: 'all',
    type: () => typeText(step, { text, byLine: field.facts.kind === 'editable' }),
  })
}

/** Adds a text at the end of a field. */
export async function append(step: Step): Promise<Outcome> {
  const text = textOf(step)
  const field = await fieldOf(step)
  return await typeInto(step, field, {
    wanted: field.facts.state + text,
    where: 'end',
    type: () => typeText(step, { text, byLine: field.facts.kind === 'editable' }),
  })
}

const clearField = (step: Step, field: Field): Promise<Outcome> =>
  typeInto(step, field, {
    wanted: '',
    where: 'all',
    type: () => pressKeys(step, ['Backspace']),
  })

/** Empties a field. */
export const clear = async (step: Step): Promise<Outcome> => await clearField(step, await fieldOf(step))
