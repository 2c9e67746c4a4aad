import type { Action, ActionMethod, Candidate, Effect, ToldDialog } from '../../contract/action.ts'
import { AppError } from '../../lib/errors.ts'
import { dialogSince, waitForDialog } from '../dialogs.ts'
import type { Facts } from '../injected/wire.ts'
import type { Redact } from '../perception/redact.ts'
import { noteTold } from '../perception/told.ts'
import type { Tab, WriteHold } from '../tab.ts'
import { answererFor, assertAnswered } from './asking.ts'
import { select } from './choosing.ts'
import { click, focus, hover } from './click.ts'
import { drag } from './dragging.ts'
import { close, submit } from './forms.ts'
import { press } from './keys.ts'
import { scroll, travel } from './moving.ts'
import { setValue } from './setting.ts'
import type { ExecuteOptions, Outcome, Step } from './step.ts'
import { check, collapse, expand, uncheck } from './switching.ts'
import { findNearest, findPointed, resolveTarget } from './target.ts'
import { copy, selectText } from './texts.ts'
import { append, clear } from './typing.ts'
import { waitFor } from './waiting.ts'
import { sayDone } from './wording.ts'

export type { ExecuteOptions } from './step.ts'

/** An action as it was carried out: what it resolved to on the page. */
export interface PerformedAction {
  readonly method: ActionMethod
  readonly ref: string
  readonly role: string
  readonly name: string
  readonly selector: string
  readonly arguments: readonly string[]
}

/** What came of a list of actions. */
export interface Execution {
  readonly performed: readonly PerformedAction[]
  readonly effects: readonly Effect[]
  /** In plain words, past tense. */
  readonly actionTaken: string
  /** What the page asked back meanwhile. */
  readonly dialog: ToldDialog | undefined
}

type Perform = (step: Step) => Promise<Outcome>

const PERFORMERS: Readonly<Record<ActionMethod, Perform>> = {
  click: step => click(step),
  double_click: step => click(step, { count: 2 }),
  right_click: step => click(step, { button: 'right' }),
  hover,
  focus,
  fill: setValue,
  append,
  clear,
  check,
  uncheck,
  select,
  set: setValue,
  press,
  scroll,
  drag,
  submit,
  expand,
  collapse,
  close,
  copy,
  select_text: selectText,
  go_back: travel,
  go_forward: travel,
  reload: travel,
  wait_for: waitFor,
  upload: async () => {
    throw new AppError('action_not_supported', 'files cannot be uploaded')
  },
}

/** Methods that may do without an element. */
const PAGE_METHODS = new Set<ActionMethod>([
  'press',
  'scroll',
  'submit',
  'close',
  'go_back',
  'go_forward',
  'reload',
  'wait_for',
  'upload',
])

/** Methods that aim first of all, which tells whether the element is there still. */
const AIMED_METHODS = new Set<ActionMethod>(['click', 'double_click', 'right_click', 'hover', 'focus'])

async function toStep(tab: Tab, action: Action, options: ExecuteOptions): Promise<Step> {
  const names = action.ref !== undefined || action.name !== undefined
  if (!names && !PAGE_METHODS.has(action.method)) {
    throw new AppError('target_not_found', `${action.method} needs an element`)
  }
  const waits = action.method === 'wait_for' || action.method === 'upload'
  const pointed = action.ref && AIMED_METHODS.has(action.method) ? findPointed(tab, action.ref, options) : undefined
  const target = pointed ?? (names && !waits ? await resolveTarget(tab, action, options) : undefined)
  return { tab, action, options, target }
}

const toPerformed = (action: Action, { facts, target }: Outcome): PerformedAction => ({
  method: action.method,
  ref: target?.ref ?? '',
  role: facts?.role ?? '',
  name: facts?.name ?? '',
  selector: facts?.selector ?? '',
  arguments: action.arguments ?? [],
})

/**
 * Carries out actions in the session's tab, one after another, each with trusted input and each held to its proof.
 * An action that finds the page as it asks is passed over; if that is true of all of them, nothing was changed.
 * @throws AppError target_not_found, target_ambiguous, write_not_allowed, no_effect, action_not_supported, timeout, each with
 * what was done before it in `performed`
 */
export async function execute(tab: Tab, actions: readonly Action[], options: ExecuteOptions): Promise<Execution> {
  const redact = tab.scrub
  using _hold = options.allowWrites ? undefined : await holdWrites(tab)
  const since = performance.now()
  const dialog = (): ToldDialog | undefined => dialogSince(tab, since)
  const performed: PerformedAction[] = []
  const effects: Effect[] = []
  for (const [i, action] of actions.entries()) {
    try {
      const hadEffect = options.part?.hadEffect === true || effects.length > 0
      const continues = options.part?.continues === true || i < actions.length - 1
      using _answers = tab.answerDialogs(answererFor(action, options))
      const outcome = await perform(tab, action, { ...options, part: { hadEffect, continues } })
      if (action.confirm && !dialog()) await waitForDialog(tab, options.deadline)
      assertAnswered(dialog(), { action, options, continues })
      const isHeard = hadEffect && outcome.heard === true
      if (outcome.effects.length === 0 && !outcome.already && !isHeard) throw noEffect(action, outcome.facts)
      performed.push(toPerformed(action, outcome))
      effects.push(...outcome.effects)
      if (outcome.effects.length === 0 && isHeard) effects.push(onlyHeard(action, outcome))
    } catch (error) {
      const refusal = await withCandidates(tab, error, { action, options })
      throw withHistory(refusal, { performed, dialog: dialog() }, redact)
    }
  }
  if (effects.length === 0 && !options.part)
    throw withHistory(new AppError('no_effect', 'the page is as asked already', { already: true }), {}, redact)
  const shown = performed.map(action => redactAction(action, redact))
  return {
    performed: shown,
    effects: effects.map(effect => ({ ...effect, detail: redact(effect.detail) })),
    actionTaken: shown.map(sayDone).join(', then '),
    dialog: dialog(),
  }
}

const TARGETED = new Set<string>(['target_not_found', 'target_ambiguous', 'target_changed'])

/** A refusal that is about an element, with what is nearest to that; as it is told there it may be sent back. */
async function withCandidates(tab: Tab, error: unknown, { action, options }: Attempt): Promise<unknown> {
  if (!(error instanceof AppError) || !TARGETED.has(error.reason)) return error
  const { refs, deadline } = options
  const known = error.detail['candidates'] as readonly Candidate[] | undefined
  const wanted = { ...action, ...(typeof error.detail['name'] === 'string' && { name: error.detail['name'] }) }
  const candidates = known ?? (await findNearest(tab, wanted, options).catch(() => [])) // the page may not be there to be read
  const told = candidates.map(({ ref }) => ref)
  await noteTold(tab, told, { table: refs, deadline }).catch(() => undefined)
  return new AppError(error.reason, error.message, { ...error.detail, candidates }, { cause: error.cause })
}

interface Attempt {
  readonly action: Action
  readonly options: ExecuteOptions
}

async function perform(tab: Tab, action: Action, options: ExecuteOptions): Promise<Outcome> {
  return await tab.operate(async () => {
    const step = await toStep(tab, action, options)
    return await PERFORMERS[action.method](step)
  }, options.deadline)
}

/** What the page listens for was done, and nothing shows. */
const onlyHeard = ({ method }: Action, { target }: Outcome): Effect => ({
  kind: 'dom',
  ...(target && { ref: target.ref }),
  detail: sayDone({ method, role: '', name: '', arguments: [] }),
  proven: false,
  missing: 'the page listens for it, and shows nothing of it',
})

const holdWrites = async (tab: Tab): Promise<WriteHold> => {
  const hold = tab.holdWrites()
  await hold.ready
  return hold
}

const noEffect = (action: Action, facts: Facts | undefined): AppError =>
  new AppError(
    'no_effect',
    `${action.method} ${facts ? `on the ${facts.role} "${facts.name.slice(0, 80)}" ` : ''}changed nothing`,
  )

const redactAction = (action: PerformedAction, redact: Redact): PerformedAction => ({
  ...action,
  name: redact(action.name),
  selector: redact(action.selector),
})

const redactDetail = (value: unknown, redact: Redact): unknown =>
  typeof value === 'string'
    ? redact(value)
    : Array.isArray(value)
      ? value.map(item => redactDetail(item, redact))
      : value && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactDetail(item, redact)]))
        : value

interface History {
  readonly performed?: readonly PerformedAction[]
  readonly dialog?: ToldDialog | undefined
}

/** A failure of one action, with what was done before it and what the page asked back, redacted. */
function withHistory(error: unknown, { performed = [], dialog }: History, redact: Redact): unknown {
  if (!(error instanceof AppError)) return error
  const detail = {
    ...(redactDetail(error.detail, redact) as Record<string, unknown>),
    ...(dialog && { dialog }),
    ...(performed.length > 0 && { performed: performed.map(action => redactAction(action, redact)) }),
  }
  return new AppError(error.reason, redact(error.message), detail, { cause: error.cause })
}
