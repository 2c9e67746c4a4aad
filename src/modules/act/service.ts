import { type Execution, execute } from '../../browser/actions/execute.ts'
import { waitForMore } from '../../browser/actions/waiting.ts'
import { lastSnapshot, takeSnapshot } from '../../browser/perception/snapshot.ts'
import { noteTold } from '../../browser/perception/told.ts'
import type { Action, Effect, ToldDialog } from '../../contract/action.ts'
import type { Snapshot } from '../../contract/snapshot.ts'
import type { DbWriter } from '../../db/open.ts'
import { AppError, isAppError } from '../../lib/errors.ts'
import type { ModelUse } from '../../model/consult.ts'
import type { Grounding, Progress } from '../../planner/planner.ts'
import { asksForWrite } from '../../planner/writes.ts'
import type { Calls, Worker } from '../../worker/worker.ts'
import { isReadRestricted } from '../sessions/read-restriction.ts'
import type { Sessions, SessionUse, Turn } from '../sessions/service.ts'
import { type Advisor, isUndecided, withAdvice } from './advice.ts'
import type { PlanCache, PlanQuestion } from './plan-cache.ts'
import { assertNoSecret, assertWordsAllowed, assertWriteAllowed, judgeControl, readAsk, tellAsk } from './policy.ts'
import { type Rank, toRefusal, withNearest } from './refusal.ts'
import type { ActInput } from './schema.ts'

interface ActDeps {
  readonly sessions: Sessions
  /** Reads instructions, and finds what they mean on a page. */
  readonly worker: Pick<Worker, 'within'>
  /** Asked what the embedded planner cannot decide; absent where no model is configured. */
  readonly advisor?: Advisor | undefined
  /** Plans of the model that worked. */
  readonly cache: PlanCache
}

/** Steps of one instruction, with those that grounding puts in between; more is a planner that runs in circles. */
const MAX_STEPS = 200

/** Doing what an instruction or an observed action says. */
export const createAct = ({ sessions, worker, advisor, cache }: ActDeps) => ({
  /**
   * @throws AppError secret_in_instruction first of all; validation, write_not_allowed, instruction_not_understood,
   * target_not_found, target_ambiguous, action_not_supported, no_effect, page_failed
   */
  async run(use: SessionUse, body: ActInput) {
    assertNoSecret(body)
    const ask = readAsk(body)
    return await sessions.perform('act', { ...use, asked: tellAsk(ask) }, async turn => {
      const hands = createHands(turn, body.confirm)
      const decided =
        ask.kind === 'action'
          ? await carryOutAction(ask.action, hands)
          : await carryOutWords(ask.instruction, hands, {
              planner: worker.within(turn.deadline),
              ...(hands.mayConsult ? { advisor, cache } : {}),
            })
      const { actions, effect, dialog, ...report } = hands.report()
      const actionTaken = dialog ? `${report.actionTaken}; ${sayDialog(dialog)}` : report.actionTaken
      return {
        answer: {
          success: true as const,
          action_taken: actionTaken,
          url: turn.tab.url,
          actions,
          effect,
          ...(dialog && { dialog }),
          planner: decided.tier,
          ...(decided.tier === 'llm' ? { model: decided.use } : {}),
        },
        details: {
          action_taken: actionTaken,
          methods: actions.map(({ method }) => method),
          effect: effect.map(toNotedEffect),
          planner: decided.tier,
        },
        ...(decided.save && !turn.tab.isTainted ? { save: decided.save } : {}),
      }
    })
  },
})

export type Act = ReturnType<typeof createAct>

/** How long a page may take to bring what an instruction names, in ms; less where a model can be asked instead. */
const PATIENCE_MS = 3_000
const PATIENCE_BEFORE_MODEL_MS = 1_500

/** After so long, or once the page is still, what is not there is looked for behind what is closed, in ms. */
const LOOK_AFTER_MS = 250

const mayStillCome = (grounding: Grounding): boolean =>
  grounding.kind === 'not_found' && (grounding.why === 'absent' || grounding.why === 'disabled')

type Hands = ReturnType<typeof createHands>

/** The planner, in the worker. */
type Planner = Pick<Calls, 'parse' | 'ground' | 'rank'>

interface Minds {
  readonly planner: Planner
  readonly advisor?: Advisor | undefined
  readonly cache?: PlanCache
}

/** Which tier decided, and what is to be written down with the charge. */
type Decided = { readonly save?: (writer: DbWriter) => void } & (
  | { readonly tier: 'embedded' | 'cache' }
  | { readonly tier: 'llm'; readonly use: ModelUse }
)

const carryOutAction = async (action: Action, hands: Hands): Promise<Decided> => {
  await hands.carryOut([action], { look: 'told' })
  return { tier: 'embedded' }
}

/** Does what an instruction says: by the embedded planner; what that cannot decide by a plan that worked before, or by the model. */
const carryOutWords = async (instruction: string, hands: Hands, minds: Minds): Promise<Decided> => {
  const { planner, advisor, cache } = minds
  const questionOn = (snapshot: Snapshot): PlanQuestion => ({ workspaceId: hands.workspaceId, instruction, snapshot })
  try {
    await follow(planner, instruction, {
      hands,
      isKnown: seen => cache?.recall(questionOn(seen)) !== undefined,
      patience: advisor ? PATIENCE_BEFORE_MODEL_MS : PATIENCE_MS,
      rank: seen => planner.rank(instruction, seen),
    })
    return { tier: 'embedded' }
  } catch (error) {
    if (!cache || !isUndecided(error)) throw error
    assertWordsAllowed(instruction, hands.allowWrites)
    const question = questionOn(await hands.look())
    const recalled = await carryOutKept(question, hands, cache)
    if (recalled) return recalled
    if (!advisor) throw error
    const advice = await advisor.consult({ ...question, planner, signal: hands.signal })
    advisor.count(advice)
    if (advice.kind === 'none') throw withAdvice(error, advice)
    await hands.carryOut(advice.actions.map(toAction), { asksForWrite: asksForWrite(instruction) })
    return { tier: 'llm', use: advice.use, save: writer => cache.keep(writer, question, advice.actions) }
  }
}

/** Carries out the plan that is kept for these words on this page. What does not work any more is forgotten. */
const carryOutKept = async (question: PlanQuestion, hands: Hands, cache: PlanCache): Promise<Decided | undefined> => {
  const kept = cache.recall(question)
  if (!kept) return undefined
  try {
    await hands.carryOut(kept.actions.map(toAction), { asksForWrite: asksForWrite(question.instruction) })
  } catch (error) {
    if (!isAppError(error, 'write_not_allowed')) cache.forget(kept.key)
    throw error
  }
  return { tier: 'cache', save: writer => cache.confirm(writer, kept.key) }
}

/** Follows an instruction step by step, each looked for on the page as it then is. */
const follow = async (
  planner: Planner,
  instruction: string,
  { hands, ...waiting }: Waiting & { hands: Hands },
): Promise<void> => {
  const parsed = await planner.parse(instruction)
  if (parsed.kind === 'not_understood') throw new AppError('instruction_not_understood', parsed.reason)
  assertWriteAllowed(parsed.isWrite, hands.allowWrites)
  let progress: Progress | undefined
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const before = progress
    const ground: Ground = (seen, hasWaited) =>
      planner.ground({ instruction, refs: hands.trail(), hasWaited, ...(before ? { progress: before } : {}) }, seen)
    const grounding = await hands.find(ground, waiting)
    if (grounding.kind === 'done') return
    progress = grounding.progress
    if (grounding.kind === 'already') hands.note(grounding.target)
    else await carryOutStep(grounding, hands)
  }
  throw new AppError('instruction_not_understood', 'the instruction has too many steps')
}

const carryOutStep = async (step: Extract<Grounding, { kind: 'actions' }>, hands: Hands): Promise<void> => {
  assertWriteAllowed(step.isWrite, hands.allowWrites)
  if (step.actions.length === 0) return
  const carried = hands.carryOut(step.actions.map(toAction), { part: { continues: !step.isLast }, isLook: step.isLook })
  await (step.isLook ? carried.catch(unlessNothing) : carried)
}

/** A look that shows nothing is no failure: what comes next tells whether all was done. */
const unlessNothing = (error: unknown): void => {
  const isNothing = NOTHING.some(reason => isAppError(error, reason))
  if (!isNothing) throw error
}

const NOTHING = ['no_effect', 'target_not_found', 'write_not_allowed'] as const

/** How long what cannot be decided yet is waited for: at most `patience` ms, and not where it is known what to do instead. */
interface Waiting {
  readonly patience: number
  readonly isKnown: (seen: Snapshot) => boolean
  /** What on the page is nearest to the words, best first. */
  readonly rank: Rank
}

interface Manner {
  readonly part?: { readonly continues: boolean }
  /** Refs are the caller's own, not those of a plan made on a fresh reading. */
  readonly look?: 'told'
  /** It only opens what may hold what is meant: it may press nothing that writes. */
  readonly isLook?: boolean
  /** Whether the caller's words ask for a write; a model's choice may press nothing that writes where they do not. */
  readonly asksForWrite?: boolean
}

/** Snapshots that were grounded on: after what was done then, the page is hardly the same again. */
const grounded = new WeakSet<Snapshot>()

/** Grounds on the page as it was last read, while the browser looks whether it still is. */
const groundAhead = async (last: Snapshot | undefined, ground: Ground) => {
  if (!last || grounded.has(last)) return undefined
  grounded.add(last)
  return { on: last, grounding: await ground(last, false) }
}

type Ground = (seen: Snapshot, hasWaited: boolean) => Promise<Grounding>

/** The session's tab in the hands of one act: what was done so far, and what came of it. */
const createHands = ({ session, tab, refs, deadline, begin }: Turn, confirm = false) => {
  const done: Execution[] = []
  const already: string[] = []
  const touched: string[] = []
  const allowWrites = session.allow_writes
  let snapshot: Snapshot | undefined

  const hasEffect = () => done.some(({ effects }) => effects.length > 0)
  const whatWasDone = () => ({
    performed: done.flatMap(({ performed }) => performed.map(({ method, ref }) => ({ method, ref }))),
  })

  return {
    allowWrites,
    workspaceId: session.workspace_id,
    signal: deadline.signal,
    /** What a saved login shows goes to no model and into no cache where its agent may not read it either. */
    mayConsult: !isReadRestricted(session),
    look: async () => {
      snapshot = await takeSnapshot(tab, { refs, deadline })
      return snapshot
    },
    trail: (): readonly string[] => touched,
    /**
     * Grounds on the page as it is, and again as it changes while what is asked for may still come, unless it is known what to
     * do instead. @throws AppError with the nearest candidates where nothing can be decided
     */
    async find(ground: Ground, { isKnown, patience, rank }: Waiting) {
      const start = performance.now()
      const last = snapshot ? undefined : lastSnapshot(refs)
      let isStill = false
      for (;;) {
        const waited = performance.now() - start
        const hasWaited: boolean = isStill || waited >= LOOK_AFTER_MS
        const [seen, ahead] = await Promise.all([takeSnapshot(tab, { refs, deadline }), groundAhead(last, ground)])
        snapshot = seen
        const grounding = ahead?.on === seen && !hasWaited ? ahead.grounding : await ground(seen, hasWaited)
        grounded.add(seen)
        if (grounding.kind === 'actions' || grounding.kind === 'already' || grounding.kind === 'done') return grounding
        const left = patience - waited
        const isOver = hasWaited && (isStill || left <= 0)
        if (mayStillCome(grounding) && !isKnown(snapshot) && !isOver) {
          const due: number = hasWaited ? left : Math.min(LOOK_AFTER_MS - waited, Math.max(left, 1))
          const isChanged = await waitForMore(tab, due, deadline)
          isStill = !isChanged && performance.now() - start - waited < due
          continue
        }
        const named = await withNearest(grounding, seen, rank)
        if ('candidates' in named)
          await noteTold(
            tab,
            named.candidates.map(({ ref }) => ref),
            { table: refs, deadline },
          )
        throw toRefusal(named, whatWasDone())
      }
    },
    note: ({ ref, name }: { ref: string; name: string }) => {
      touched.push(ref)
      already.push(`"${name}" was as asked already`)
    },
    async carryOut(
      actions: readonly Action[],
      { part, look, isLook = false, asksForWrite: maySay = true }: Manner = {},
    ) {
      begin()
      const execution = await execute(tab, confirm ? actions.map(withConfirm) : actions, {
        ...{ refs, deadline, allowWrites },
        ...(allowWrites && maySay && !isLook ? {} : { judge: judgeControl }),
        ...(part ? { part: { ...part, hadEffect: hasEffect() } } : {}),
        ...(snapshot ? { snapshot } : {}),
        ...(look ? { look } : {}),
      })
      done.push(execution)
      touched.push(...execution.performed.map(({ ref }) => ref))
    },
    /** @throws AppError no_effect where the whole instruction was fulfilled before it began */
    report() {
      if (!hasEffect())
        throw new AppError('no_effect', already.join('; ') || 'the page is as asked already', { already: true })
      return {
        actions: done.flatMap(({ performed }) =>
          performed.map(action => ({ ...action, arguments: [...action.arguments] })),
        ),
        effect: done.flatMap(({ effects }) => effects),
        dialog: firstDismissed(done),
        actionTaken: [...already, ...done.map(({ actionTaken }) => actionTaken)].join('; '),
      }
    },
  }
}

const withConfirm = (action: Action): Action => ({ ...action, confirm: true })

const sayDialog = ({ message, answered }: ToldDialog): string =>
  `the page asked "${message.slice(0, 120)}" and was told ${answered === 'accepted' ? 'yes' : 'no'}`

/** Of several questions, the first that was told no is what the caller has to know. */
const firstDismissed = (done: readonly Execution[]): ToldDialog | undefined => {
  const dialogs = done.flatMap(({ dialog }) => dialog ?? [])
  return dialogs.find(({ answered }) => answered === 'dismissed') ?? dialogs.at(-1)
}

const toAction = ({
  arguments: given,
  ...planned
}: Extract<Grounding, { kind: 'actions' }>['actions'][number]): Action => ({
  ...planned,
  ...(given ? { arguments: [...given] } : {}),
})

/** What is written down of an effect: of an address what the site's own log would have, without the fragment. */
const toNotedEffect = ({ kind, detail }: Effect): Effect => ({
  kind,
  detail: (kind === 'navigation' ? detail.replace(/#.*$/, '') : detail).slice(0, 120),
})
