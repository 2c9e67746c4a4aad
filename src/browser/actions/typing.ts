import { AppError } from '../../lib/errors.ts'
import type { FieldFacts } from '../injected/wire.ts'
import { call } from '../perception/world.ts'
import { click } from './click.ts'
import { proveEffect } from './effect.ts'
import { readFocus } from './focus.ts'
import { insertText, pressKeys } from './input.ts'
import { type Aimed, aimAt } from './pointing.ts'
import { type Outcome, type Step, siblingTarget, type Target, targetOf } from './step.ts'

const TYPABLE = /^[ -~]$/

/** Types a text as a user would end it: inserted at once, the last character by a key, for pages that listen to keys. */
async function typeText(step: Step, text: string): Promise<void> {
  const last = text.at(-1) ?? ''
  const byKey = TYPABLE.test(last)
  const rest = byKey ? text.slice(0, -1) : text
  if (rest) await insertText(step, rest)
  if (byKey) await pressKeys(step, [last as 'a'])
}

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

const asWords = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** Whether a field holds what was typed: as it is, as the page formats it, or as far as the field takes it. */
function holds(state: string, wanted: string): boolean {
  if (state === wanted) return true
  const [has, wants] = [asWords(state), asWords(wanted)]
  return has !== '' ? has === wants || wants.startsWith(has) || has.includes(wants) : wants === '' && state.length > 0
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
  const { frame, number } = aimed.target
  if (facts.readonly)
    throw new AppError('target_not_found', `the ${aimed.facts.role} "${aimed.facts.name}" is read-only`)
  if (facts.state === wanted) return { effects: [], already: true, facts: aimed.facts, target: aimed.target }
  const effects = await proveEffect(step, { target: aimed.target }, async () => {
    if (!(await call(frame, 'selectField', number, where))) throw notAField(aimed)
    await type()
    await commit(step, aimed.target)
  })
  const after = await call(frame, 'fieldFacts', number)
  const isKept = after ? after.state !== facts.state && holds(after.state, wanted) : effects.length > 0
  const tookIt = effects.some(effect => effect.kind === 'navigation')
  if (!isKept && !tookIt)
    throw new AppError('no_effect', `the ${aimed.facts.role} "${aimed.facts.name}" did not keep the text`)
  return { effects, facts: aimed.facts, target: aimed.target }
}

/** Replaces the text of a field. */
export async function typeOver(step: Step): Promise<Outcome> {
  const text = step.action.arguments?.[0] ?? ''
  const field = await fieldOf(step)
  if (text === '') return await clearField(step, field)
  return await typeInto(step, field, { wanted: text, where: 'all', type: () => typeText(step, text) })
}

/** Adds a text at the end of a field. */
export async function append(step: Step): Promise<Outcome> {
  const text = step.action.arguments?.[0] ?? ''
  const field = await fieldOf(step)
  return await typeInto(step, field, {
    wanted: field.facts.state + text,
    where: 'end',
    type: () => typeText(step, text),
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
