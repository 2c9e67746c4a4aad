import { waitForChange } from '../../browser/actions/waiting.ts'
import { acceptDialog, dialogSince } from '../../browser/dialogs.ts'
import { createFormHands } from '../../browser/filling.ts'
import { takeFormCapture } from '../../browser/perception/form-capture.ts'
import { type SessionWatch, watchSession } from '../../browser/state/session-watch.ts'
import type { Taint } from '../../browser/taint.ts'
import type { ToldDialog } from '../../contract/action.ts'
import type { FormCapture } from '../../contract/form.ts'
import type { Evidence } from '../../forms/evidence.ts'
import type { Progress, Step } from '../../forms/flow.ts'
import type { FormsLook } from '../../forms/look.ts'
import type { FillPlan } from '../../forms/match.ts'
import type { Deadline } from '../../lib/deadline.ts'
import { AppError, isAppError } from '../../lib/errors.ts'
import type { Calls } from '../../worker/worker.ts'
import type { Turn } from '../sessions/service.ts'
import { readCircumstances } from './circumstances.ts'
import { createOwnHost } from './destination.ts'
import { createFiller } from './filler.ts'
import type { FlowOrder } from './order.ts'
import { createSending, type Sending } from './sending.ts'

/** How a flow ended, and what the page asked back meanwhile. */
export type FlowEnd = Extract<Step, { kind: 'done' | 'stop' }> & { readonly dialog?: ToldDialog }

/** How long a page may say nothing, in ms: before its form is there; while something is under way; when nothing is. */
const PATIENCE = { form: 6_000, answer: 15_000, silence: 3_000 } as const
/** The longest that a page which goes on changing is waited for to bring a form, in ms. */
const LATE_FORM_MS = 20_000
/**
 * How long a form that stands there waits for the rest of its page, in ms: until all of it was parsed, and until pictures and
 * scripts are there. Whatever hangs then, a person would have begun to type.
 */
const ARRIVES = { loading: 10_000, interactive: 3_000, complete: 0 } as const
/** How long a form may take to be taken over by a script, in ms: while something is under way; when nothing is. */
const COMES_ALIVE = { busy: 60_000, still: 10_000 } as const
/** How many looks at a quiet page its silence lasts at least; the page's own scripts have their turns between them. */
const QUIET_LOOKS = 8
/** How long until the page is looked at again where nothing in it changes, and until a form is tried again, in ms. */
const LOOK_MS = 250
const RETRY_MS = 1_000

interface Run {
  readonly turn: Turn
  readonly order: FlowOrder
  readonly taint: Taint
  /** Says what to do next, in the worker. */
  readonly forms: Pick<Calls, 'lookAtForms'>
  progress: Progress
  /** The progress before the form that was sent last. */
  unsent: Progress
  /** performance.now() of the first time that a form was kept from sending a secret in its address. */
  heldSince: number | undefined
  /** performance.now() of the beginning, and of the last step. */
  readonly startedAt: number
  since: number
  /** What the page looked like, roughly. */
  seen: string
  sending: Sending | undefined
  /** Keeps the page that is filled in the one that is judged, whatever popups it opens. */
  pin: Disposable | undefined
  /** How often the page was looked at since it is quiet: a busy machine is slow at that, and patience lasts longer there. */
  quietLooks: number
  /** An end that was seen once. */
  doubted: string | undefined
  /** What the site's cookies and stores are compared with, from the first form on. */
  session: SessionWatch | undefined
  /** What was typed to say who one is. */
  names: readonly string[]
  /** What was seen where it was unclear, once the first page has been read anew because of it. */
  unclear: readonly Evidence[] | undefined
}

/**
 * Drives the tab's forms until the site says how it ended. Values are typed here, by element, and are in no plan.
 * @throws AppError credential_site_mismatch, form_posts_elsewhere, timeout, crashed
 */
export const driveFlow = async (turn: Turn, order: FlowOrder, forms: Run['forms']): Promise<FlowEnd> => {
  const taint = await turn.tab.taint(createOwnHost(order.site))
  const run: Run = {
    ...{ turn, order, taint, forms, progress: { intent: order.intent }, unsent: { intent: order.intent } },
    startedAt: performance.now(),
    heldSince: undefined,
    since: performance.now(),
    seen: '',
    sending: undefined,
    pin: undefined,
    quietLooks: 0,
    doubted: undefined,
    session: undefined,
    names: [],
    unclear: undefined,
  }
  using _answers = turn.tab.answerDialogs(dialog =>
    // To send a form is to leave its page.
    order.confirm || dialog.type === 'beforeunload' ? acceptDialog(dialog) : { accept: false },
  )
  try {
    for (;;) {
      const end = await goOn(run)
      if (!end) continue
      if (end.kind === 'done') await comeToRest(run)
      // Where a human has to go on, the form stays as it is.
      await turn.tab.emptySecrets(end.kind === 'done' ? 'all' : 'detached', turn.deadline)
      const dialog = dialogSince(turn.tab, run.startedAt)
      return { ...end, ...(dialog && { dialog }) }
    }
  } finally {
    run.pin?.[Symbol.dispose]()
    run.sending?.[Symbol.dispose]()
  }
}

/** How long what follows a success may take, in ms: what the page still tells its site must not be cut off. */
const REST = { longest: 2_000, quiet: 250 } as const

const comeToRest = async ({ turn, sending }: Run): Promise<void> => {
  const until = performance.now() + REST.longest
  while (sending && (sending.silence ?? 0) < REST.quiet && performance.now() < until)
    await pause(turn.tab, turn.deadline, REST.quiet)
}

/** One look and one step; a page that goes away under it is looked at again. */
const goOn = async (run: Run): Promise<FlowEnd | undefined> => {
  const { turn } = run
  turn.deadline.signal.throwIfAborted()
  try {
    return await takeStep(run)
  } catch (error) {
    if (!isPassing(error)) throw error
    if (performance.now() - run.since > PATIENCE.answer) throw error
    await pause(turn.tab, turn.deadline)
    return undefined
  }
}

/** What the worker makes of the page's forms as they are. */
const lookAt = async (capture: FormCapture, run: Run): Promise<FormsLook> => {
  const { forms, order, progress, turn } = run
  const { before = null, ...state } = progress
  const around = await readCircumstances(turn.tab, capture, { ...run, before: progress.before })
  return await forms.lookAtForms(capture, before, { state, values: [...order.values.keys()], around })
}

const takeStep = async (run: Run): Promise<FlowEnd | undefined> => {
  const { turn, order, progress } = run
  const { tab, refs, deadline } = turn
  const forms = await takeFormCapture(tab, { refs, deadline })
  if (await run.sending?.wasHeld(createFormHands(tab, forms, deadline))) return await waitForLife(run)
  const look = await lookAt(forms.capture, run)
  const { step } = look
  if (run.unclear && step.kind !== 'done' && step.kind !== 'wait') return stillUnclear(run.unclear)
  if (step.kind === 'done' || step.kind === 'stop') return await endOf(run, step)
  run.doubted = undefined
  noteChange(run, forms.capture)
  if (isArriving(run, step, forms.capture)) return void (await pause(tab, deadline))
  if (step.kind === 'wait') {
    if (await run.sending?.tryAgain(forms)) return undefined
    run.quietLooks = run.sending && run.sending.silence === undefined ? 0 : run.quietLooks + 1
    if (!isOver(run) || isBusy(run, look.settled)) return void (await pause(tab, deadline))
    if (run.unclear) return stillUnclear(run.unclear)
    return await askAgain(run, { settled: look.settled, capture: forms.capture })
  }
  const filler = createFiller(run.turn, forms, { order, taint: run.taint })
  if (step.kind === 'press') await filler.press(step.ref)
  else run.sending = await fillAndSend(run, step.plan, filler)
  const { before } = progress
  run.unsent = progress
  run.progress = { ...look.state, ...(step.kind === 'fill' ? { before: forms.capture } : before && { before }) }
  run.since = performance.now()
  run.quietLooks = 0
  return undefined
}

/**
 * The form went nowhere, since it would have put a secret into its address: no script has taken it over yet. It is filled in
 * and sent anew as long as one may still come.
 */
const waitForLife = async (run: Run): Promise<FlowEnd | undefined> => {
  const { turn, order, sending } = run
  order.onHeld()
  run.heldSince ??= performance.now()
  const waited = performance.now() - run.heldSince
  if (waited > (sending?.silence === undefined ? COMES_ALIVE.busy : COMES_ALIVE.still))
    return { kind: 'stop', reason: 'secret_in_address' }
  run.sending = undefined
  sending?.[Symbol.dispose]()
  const until = performance.now() + RETRY_MS
  for (let left = RETRY_MS; left > 0; left = until - performance.now()) await pause(turn.tab, turn.deadline, left)
  run.progress = run.unsent
  return undefined
}

/**
 * A page that is still arriving may look like an end: the next look must say the same, and a success that is not beyond doubt
 * needs a page that has come to rest.
 */
const endOf = async (run: Run, step: FlowEnd): Promise<FlowEnd | undefined> => {
  const { tab, deadline } = run.turn
  const said = JSON.stringify(step.kind === 'stop' ? [step.reason, step.state] : ['done'])
  if (step.kind === 'done' && step.evidence.some(({ sign }) => sign === 'way_out')) return step
  const rests = step.kind === 'stop' || run.sending?.silence !== undefined || isOver(run)
  if (run.doubted === said && rests) return step
  run.doubted = said
  return void (await pause(tab, deadline))
}

const stillUnclear = (evidence: readonly Evidence[]): FlowEnd => ({ kind: 'stop', reason: 'outcome_unclear', evidence })

/**
 * Where it is unclear what came of a form and the page offers nothing to go on with, the page that the flow began at is
 * read anew, once: somebody who is in is shown something else there. Nothing is sent again.
 */
const askAgain = async (
  run: Run,
  { settled, capture }: { readonly settled: Step; readonly capture: FormCapture },
): Promise<FlowEnd | undefined> => {
  const end = withAddress(run, toEnd(settled))
  const isNewDocument = capture.frames[0]?.document !== run.progress.before?.frames[0]?.document
  // A page that has kept nothing but what is in its memory would lose it.
  const isKept = isNewDocument || (end?.kind === 'stop' && end.evidence?.some(({ sign }) => sign === 'session_changed'))
  const asks = capture.controls.some(({ kind, visible }) => kind === 'field' && visible)
  if (end?.kind !== 'stop' || end.reason !== 'outcome_unclear' || !isKept || asks) return end
  const { tab, deadline } = run.turn
  run.unclear = end.evidence ?? []
  run.since = performance.now()
  run.quietLooks = 0
  try {
    await tab.navigate(run.order.url, { waitUntil: 'domcontentloaded', deadline })
  } catch (error) {
    if (isAppError(error)) return stillUnclear(run.unclear)
    throw error
  }
  return undefined
}

/** What came of a form that said nothing, where an address that would have carried a secret was stopped. */
const withAddress = ({ turn, startedAt }: Run, end: FlowEnd | undefined): FlowEnd | undefined => {
  const stopped = turn.tab
    .eventsSince(startedAt)
    .some(event => event.kind === 'leak_stopped' && event.passage === 'address')
  const isSilent = end?.kind === 'stop' && end.reason === 'no_navigation_after_submit'
  return stopped && isSilent ? { kind: 'stop', reason: 'secret_in_address' } : end
}

const toEnd = (step: Step): FlowEnd | undefined => (step.kind === 'done' || step.kind === 'stop' ? step : undefined)

const fillAndSend = async (run: Run, plan: FillPlan, filler: ReturnType<typeof createFiller>): Promise<Sending> => {
  run.sending?.[Symbol.dispose]()
  run.sending = undefined
  run.pin ??= run.turn.tab.pin()
  run.session ??= await watchSession(run.turn.tab)
  const { password, names } = await filler.fill(plan)
  run.names = [...new Set([...run.names, ...names])]
  if (password) run.order.onSend()
  const sending = createSending(run.turn, plan)
  run.sending = sending
  // A script that took the form over while it was filled in has not seen all of it; codes may be sent by their last digit.
  if (plan.form.form.method !== 'post' && !plan.fill.some(({ value }) => value === 'otp'))
    await filler.hands.announce(plan.fill.map(({ ref }) => ref))
  await sending.start(filler.hands)
  return sending
}

/** Whether the page has said nothing for so long that nothing more is to come. */
const isOver = ({ progress, sending, since, startedAt, quietLooks }: Run): boolean => {
  const waited = performance.now() - since
  if (!progress.before || !sending) return waited > PATIENCE.form || performance.now() - startedAt > LATE_FORM_MS
  if (waited > PATIENCE.answer) return true
  return quietLooks >= QUIET_LOOKS && Math.min(waited, sending.silence ?? 0) > PATIENCE.silence
}

/** Whether the page says that more is to come, and may still be believed. */
const isBusy = ({ since }: Run, settled: Step): boolean =>
  settled.kind === 'stop' &&
  settled.evidence?.some(({ sign }) => sign === 'busy') === true &&
  performance.now() - since < PATIENCE.answer

/** Whether a form stands in a page that has not come to its end, and may still be given more, or life. */
const isArriving = ({ progress, startedAt }: Run, step: Step, { ready }: FormCapture): boolean =>
  step.kind === 'fill' && !progress.before && performance.now() - startedAt < ARRIVES[ready]

/** Before a form is there, patience begins anew whenever the page changes. */
const noteChange = (run: Run, { url, text, controls }: FormCapture): void => {
  const seen = `${url} ${text.length} ${controls.length}`
  if (!run.progress.before && run.seen !== seen) run.since = performance.now()
  run.seen = seen
}

const pause = async (tab: Turn['tab'], deadline: Deadline, ms = LOOK_MS): Promise<void> => {
  try {
    await waitForChange(tab, ms, deadline)
  } catch (error) {
    if (!isPassing(error)) throw error
  }
}

const PASSING = /detached|destroyed|closed|navigat|went away|changed|not clickable|Argument should belong|Cannot find/i

/** What a page does that moves on while it is looked at. */
const isPassing = (error: unknown): boolean =>
  isAppError(error, 'page_failed') ||
  isAppError(error, 'target_not_found') ||
  (!(error instanceof AppError) && PASSING.test(String(error)))
