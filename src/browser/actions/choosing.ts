import type { Effect } from '../../contract/action.ts'
import { AppError } from '../../lib/errors.ts'
import type { OptionFacts } from '../injected/wire.ts'
import { readDocument } from '../perception/reading.ts'
import { call } from '../perception/world.ts'
import { plannedAppearance } from './appearance.ts'
import { click } from './click.ts'
import { proveEffect } from './effect.ts'
import { chooseOptions, insertText } from './input.ts'
import { type Aimed, aimAt } from './pointing.ts'
import { type Outcome, type Step, siblingTarget, type Target, targetOf } from './step.ts'
import { typeOver } from './typing.ts'

const OPTIONS_MS = 2_500
const MAX_NAMED = 20

const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim()

interface Named {
  readonly name: string
  readonly value?: string
  readonly disabled: boolean
}

/** The option that a name means: as it is, in other case, by its value, or the only one that begins with or holds it. */
export function matchOption<T extends Named>(options: readonly T[], wanted: string): T | undefined {
  const want = fold(wanted)
  const by = (test: (option: T) => boolean): T | undefined => {
    const found = options.filter(test)
    return found.length === 1
      ? found[0]
      : found.find(option => !option.disabled && test(option) && fold(option.name) === want)
  }
  return (
    options.find(option => option.name === wanted) ??
    options.find(option => fold(option.name) === want) ??
    options.find(option => option.value !== undefined && option.value === wanted) ??
    by(option => fold(option.name).startsWith(want)) ??
    by(option => fold(option.name).includes(want))
  )
}

const noOption = (wanted: string, options: readonly Named[]): AppError =>
  new AppError('target_not_found', `there is no option "${wanted.slice(0, 80)}"`, {
    options: options.slice(0, MAX_NAMED).map(option => option.name),
  })

const offOption = (option: Named): AppError =>
  new AppError('target_not_found', `the option "${option.name.slice(0, 80)}" is disabled`)

/** What is not told cannot be guessed by its beginning either. */
const scrubOption = <T extends Named>({ tab }: Step, option: T): T => ({
  ...option,
  name: tab.scrub(option.name),
  ...(option.value !== undefined && { value: tab.scrub(option.value) }),
})

/** Chooses options by name, in a native list, a listbox, a menu or a combobox that opens one. */
export async function select(step: Step): Promise<Outcome> {
  const names = step.action.arguments ?? []
  if (names.length === 0) throw new AppError('action_not_supported', 'select needs the name of an option')
  const aimed = await aimAt(step, targetOf(step))
  const scrubbed = <T extends Named>(options: readonly T[]) => options.map(option => scrubOption(step, option))
  const native = await call(aimed.target.frame, 'selectOptions', aimed.target.number)
  if (native) return await selectNative(step, aimed, scrubbed(native))
  const suggested = await call(aimed.target.frame, 'suggestions', aimed.target.number)
  if (suggested.length > 0) return await selectSuggested(step, scrubbed(suggested))
  return await selectOpened(step, aimed, names)
}

/** A text field with suggestions of the browser's takes the suggestion as text. */
async function selectSuggested(step: Step, options: readonly (Named & { readonly value: string })[]): Promise<Outcome> {
  const wanted = step.action.arguments?.[0] ?? ''
  const option = matchOption(options, wanted)
  if (!option) throw noOption(wanted, options)
  return await typeOver({ ...step, action: { ...step.action, arguments: [option.value] } })
}

async function selectNative(
  step: Step,
  { target, facts }: Aimed,
  options: readonly { name: string; value: string; disabled: boolean; selected: boolean }[],
): Promise<Outcome> {
  const chosen = (step.action.arguments ?? []).map(name => {
    const option = matchOption(options, name)
    if (!option) throw noOption(name, options)
    if (option.disabled) throw offOption(option)
    return options.indexOf(option)
  })
  const isAsWanted = (now: typeof options) => now.every((option, i) => option.selected === chosen.includes(i))
  if (isAsWanted(options)) return { effects: [], already: true, facts, target }
  const field = await call(target.frame, 'fieldFacts', target.number)
  if (new Set(chosen).size > 1 && field?.multiple !== true)
    throw new AppError('action_not_supported', `the ${facts.role} "${facts.name}" takes one option only`)
  const effects = await proveEffect(step, { target }, async () => {
    await chooseOptions(step, target, chosen)
  })
  const after = await call(target.frame, 'selectOptions', target.number).catch(() => null) // the choice led away from the page
  if (after && !isAsWanted(after))
    throw new AppError('no_effect', `the ${facts.role} "${facts.name}" did not keep the choice`)
  return {
    effects: after ? effects : [...effects, unprovenChoice(target, 'the list is not there any more')],
    facts,
    target,
  }
}

/** Waits until an option of a list shows; those that show already come first, and a list that has to be opened is opened. */
async function findOption(step: Step, aimed: Aimed, name: string): Promise<OptionFacts> {
  const { frame, number } = aimed.target
  const here = matchOption(await call(frame, 'optionsBelow', number), name)
  if (here) return here
  await openList(step, aimed, name)
  const found = await step.options.deadline.race(
    call(frame, 'waitForOption', number, name, Math.min(OPTIONS_MS, step.options.deadline.left)),
  )
  const option = matchOption(found, name) ?? (await findAppearedOption(step, aimed.target, name))
  if (!option) throw noOption(name, found)
  return option
}

/** A list that marks its entries with no role: of what has come to be shown since, what says just the name. */
async function findAppearedOption(step: Step, { frame, doc }: Target, name: string): Promise<OptionFacts | undefined> {
  const before = plannedAppearance({ frame, doc, number: 0, ref: '' }, step.options)
  if (!before) return undefined
  const { nodes } = await readDocument(frame)
  const fresh = nodes.filter(node => !before.has(node.id) && fold(node.name || (node.text ?? '')) === fold(name))
  const entry = fresh.findLast(({ interactive }) => interactive) ?? fresh.at(-1)
  return entry && { id: entry.id, name, disabled: entry.state?.disabled === true, selected: false }
}

/** Opens the list of a combobox or menu button; into one that filters, the name is typed. */
async function openList(step: Step, aimed: Aimed, name: string): Promise<void> {
  const { target, facts } = aimed
  const state = await call(target.frame, 'stateNow', target.number)
  if (state?.expanded !== true) await click(step, {}, target)
  const shown = await call(target.frame, 'optionsBelow', target.number)
  if (matchOption(shown, name) || (facts.tag !== 'input' && facts.tag !== 'textarea')) return
  await proveEffect(step, { target }, async () => {
    await call(target.frame, 'selectField', target.number, 'all')
    await insertText(step, name)
  })
}

/** Clicks an option; one that its list has replaced meanwhile is found again by its name. */
const clickOption = (step: Step, list: Target, { id, name }: OptionFacts): Promise<Outcome> =>
  click({ ...step, action: { method: step.action.method, name } }, {}, siblingTarget(step, list, id))

async function selectOpened(step: Step, aimed: Aimed, names: readonly string[]): Promise<Outcome> {
  const { target, facts } = aimed
  const effects: Effect[] = []
  const chosen: OptionFacts[] = []
  for (const name of names) {
    const option = await findOption(step, aimed, name)
    if (option.disabled) throw offOption(option)
    chosen.push(option)
    if (option.selected) continue
    const outcome = await clickOption(step, target, option)
    effects.push(...outcome.effects)
  }
  if (effects.length === 0) return { effects, already: true, facts, target }
  const wanted = chosen.map(({ name }) => name)
  const missing = await step.options.deadline.race(
    call(target.frame, 'waitForChoice', target.number, {
      names: wanted,
      ids: chosen.map(({ id }) => id),
      ms: CHOICE_MS,
    }),
  )
  if (missing.unchosen.length > 0)
    throw new AppError('no_effect', `the ${facts.role} "${facts.name}" did not keep "${missing.unchosen.join('", "')}"`)
  const unseen = missing.unseen.map(name => unprovenChoice(target, `nothing shows that "${name}" is chosen`))
  return { effects: [...effects, ...unseen], facts, target }
}

/** How long a page may take to show what was chosen, in ms. */
const CHOICE_MS = 800

const unprovenChoice = ({ ref }: Target, missing: string): Effect => ({
  kind: 'value',
  ref,
  detail: 'chosen',
  proven: false,
  missing,
})

const SUGGESTION_MS = 500

/**
 * Types into a field that suggests, and takes the suggestion that is just what was typed; where there is none, the text
 * stands as typed.
 */
export async function typeSuggested(step: Step): Promise<Outcome> {
  const typed = await typeOver(step)
  const { target } = typed
  const wanted = step.action.arguments?.[0] ?? ''
  if (!target || typed.already || wanted === '' || step.options.part?.continues) return typed
  const { deadline } = step.options
  const shown = await deadline.race(
    call(target.frame, 'waitForOption', target.number, wanted, Math.min(SUGGESTION_MS, deadline.left)),
  )
  const exact = shown.filter(({ name, disabled }) => !disabled && fold(name) === fold(wanted))
  const [option] = exact
  if (!option || exact.length > 1 || option.selected) return typed
  const chosen = await clickOption(step, target, option)
  return { ...typed, effects: [...typed.effects, ...chosen.effects] }
}
