import { type Execution, execute } from '../../browser/actions/execute.ts'
import { waitForChange } from '../../browser/actions/waiting.ts'
import { takeSnapshot } from '../../browser/perception/snapshot.ts'
import type { Action } from '../../contract/action.ts'
import { AppError } from '../../lib/errors.ts'
import type { ModelUse } from '../../planner/consultation.ts'
import { asksForWrite } from '../../planner/grammar/writes.ts'
import type { Grounding, Intent, Planner } from '../../planner/plan.ts'
import { isReadRestricted } from '../sessions/read-restriction.ts'
import type { Sessions, SessionUse, Turn } from '../sessions/service.ts'
import { type Advisor, isUndecided, withAdvice } from './advice.ts'
import {
  assertIntentsAllowed,
  assertNoSecret,
  assertWordsAllowed,
  createElementJudge,
  readAsk,
  tellAsk,
} from './policy.ts'
import type { ActInput } from './schema.ts'

interface ActDeps {
  readonly sessions: Sessions
  /** The planner as it is now: its language libraries are loaded after the start. */
  readonly planner: () => Planner
  /** Asked what the embedded planner cannot decide; absent where no model is configured. */
  readonly advisor?: Advisor | undefined
}

/** Steps of one instruction, with those that grounding puts in between; more is a planner that runs in circles. */
const MAX_STEPS = 200

/** Doing what an instruction or an observed action says. */
export const createAct = ({ sessions, planner, advisor }: ActDeps) => ({
  /**
   * @throws AppError secret_in_instruction first of all; validation, write_not_allowed, instruction_not_understood,
   * target_not_found, target_ambiguous, action_not_supported, no_effect, page_failed
   */
  async run(use: SessionUse, body: ActInput) {
    assertNoSecret(body)
    const ask = readAsk(body)
    return await sessions.perform('act', { ...use, asked: tellAsk(ask) }, async turn => {
      const hands = createHands(turn)
      const model =
        ask.kind === 'action'
          ? void (await hands.carryOut([ask.action]))
          : await carryOutWords(ask.instruction, hands, {
              planner: planner(),
              advisor: hands.mayConsult ? advisor : undefined,
            })
      const { actions, effect, actionTaken } = hands.report()
      return {
        answer: {
          success: true as const,
          action_taken: actionTaken,
          url: turn.tab.url,
          actions,
          effect,
          planner: model ? ('llm' as const) : ('embedded' as const),
          ...(model ? { model } : {}),
        },
        details: {
          action_taken: actionTaken,
          methods: actions.map(({ method }) => method),
          effect: effect.map(({ kind, detail }) => ({ kind, detail: detail.slice(0, 120) })),
          planner: model ? 'llm' : 'embedded',
        },
      }
    })
  },
})

export type Act = ReturnType<typeof createAct>

/** How long a page may take to bring what an instruction names, in ms. */
const PATIENCE_MS = 3_000

const mayStillCome = (grounding: Grounding): boolean =>
  grounding.kind === 'not_found' && (grounding.why === 'absent' || grounding.why === 'disabled')

type Hands = ReturnType<typeof createHands>

interface Minds {
  readonly planner: Planner
  readonly advisor: Advisor | undefined
}

/**
 * Does what an instruction says: by the embedded planner, and what that cannot decide by the model, if there is one.
 * @returns what the model cost, if it decided
 */
const carryOutWords = async (
  instruction: string,
  hands: Hands,
  { planner, advisor }: Minds,
): Promise<ModelUse | undefined> => {
  try {
    return void (await follow(planner, instruction, hands))
  } catch (error) {
    if (!advisor || !isUndecided(error)) throw error
    assertWordsAllowed(instruction, hands.allowWrites)
    const snapshot = await hands.look()
    const advice = await advisor.consult({ instruction, snapshot, planner, signal: hands.signal })
    advisor.count(advice)
    if (advice.kind === 'none') throw withAdvice(error, advice)
    await hands.carryOut(advice.actions.map(toAction), { asksForWrite: asksForWrite(instruction) })
    return advice.use
  }
}

/** Reads the instruction, then grounds and carries out one step after the other, each on the page as it then is. */
const follow = async (planner: Planner, instruction: string, hands: Hands): Promise<void> => {
  const parsed = planner.parse(instruction)
  if (parsed.kind === 'not_understood') throw new AppError('instruction_not_understood', parsed.reason)
  assertIntentsAllowed(parsed.intents, hands.allowWrites)
  const waiting: Intent[] = [...parsed.intents]
  for (let steps = 0; waiting.length > 0; steps += 1) {
    const intent = waiting.shift()
    if (!intent || steps > MAX_STEPS)
      throw new AppError('instruction_not_understood', 'the instruction has too many steps')
    const grounding = await hands.find(seen => planner.ground(intent, seen, { refs: hands.trail() }))
    if (grounding.kind === 'already') {
      hands.note(grounding.target)
      continue
    }
    waiting.splice(0, grounding.skip)
    waiting.unshift(...grounding.next)
    await hands.carryOut(grounding.actions.map(toAction), { part: { continues: waiting.length > 0 } })
  }
}

interface Manner {
  readonly part?: { readonly continues: boolean }
  /** Whether the caller's words ask for a write; a model's choice may press nothing that writes where they do not. */
  readonly asksForWrite?: boolean
}

/** The session's tab in the hands of one act: what was done so far, and what came of it. */
const createHands = ({ session, tab, refs, deadline, begin }: Turn) => {
  const done: Execution[] = []
  const already: string[] = []
  const touched: string[] = []
  const allowWrites = session.allow_writes
  let snapshot: Awaited<ReturnType<typeof takeSnapshot>> | undefined

  const hasEffect = () => done.some(({ effects }) => effects.length > 0)
  const whatWasDone = () => ({
    performed: done.flatMap(({ performed }) => performed.map(({ method, ref }) => ({ method, ref }))),
  })

  return {
    allowWrites,
    signal: deadline.signal,
    /** What a saved login shows goes to no model where its agent may not read it either. */
    mayConsult: !isReadRestricted(session),
    look: async () => {
      snapshot = await takeSnapshot(tab, { refs, deadline })
      return snapshot
    },
    trail: (): readonly string[] => touched,
    /** Grounds on the page as it is, and again as it changes while what is asked for may still come. @throws AppError with the nearest candidates where nothing can be decided */
    async find(ground: (seen: NonNullable<typeof snapshot>) => Grounding) {
      const until = performance.now() + PATIENCE_MS
      for (;;) {
        snapshot = await takeSnapshot(tab, { refs, deadline })
        const grounding = ground(snapshot)
        if (grounding.kind === 'actions' || grounding.kind === 'already') return grounding
        const left = until - performance.now()
        if (!mayStillCome(grounding) || left <= 0) throw toRefusal(grounding, whatWasDone())
        await waitForChange(tab, left, deadline)
      }
    },
    note: ({ ref, name }: { ref: string; name: string }) => {
      touched.push(ref)
      already.push(`"${name}" was as asked already`)
    },
    async carryOut(actions: readonly Action[], { part, asksForWrite: maySay = true }: Manner = {}) {
      begin()
      const execution = await execute(tab, actions, {
        ...{ refs, deadline, allowWrites, judge: createElementJudge(allowWrites && maySay) },
        ...(part ? { part: { ...part, hadEffect: hasEffect() } } : {}),
        ...(snapshot ? { snapshot } : {}),
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
        actionTaken: [...already, ...done.map(({ actionTaken }) => actionTaken)].join('; '),
      }
    },
  }
}

const toAction = ({
  arguments: given,
  ...planned
}: Extract<Grounding, { kind: 'actions' }>['actions'][number]): Action => ({
  ...planned,
  ...(given ? { arguments: [...given] } : {}),
})

const WHY = {
  absent: 'nothing on the page fits the instruction',
  disabled: 'what fits the instruction is disabled',
  readonly: 'what fits the instruction cannot be changed',
} as const

const toRefusal = (grounding: Exclude<Grounding, { kind: 'actions' | 'already' }>, detail: object): AppError => {
  switch (grounding.kind) {
    case 'ambiguous':
      return new AppError('target_ambiguous', 'several elements fit the instruction', {
        ...detail,
        candidates: grounding.candidates,
      })
    case 'not_found':
      return new AppError('target_not_found', WHY[grounding.why], {
        ...detail,
        why: grounding.why,
        candidates: grounding.candidates,
      })
    case 'not_understood':
      return new AppError('instruction_not_understood', grounding.reason, { ...detail })
    case 'not_supported':
      return new AppError('action_not_supported', grounding.reason, { ...detail })
  }
}
