import type { Snapshot } from '../contract/snapshot.ts'
import type { PlannedAction, Ranked } from '../planner/planner.ts'
import { MAX_MODEL_CALLS, type Model, type ModelReading, readModelOutput, toModelRequest } from './steps.ts'

/** What asking a model cost. */
export interface ModelUse {
  readonly calls: number
  readonly input_tokens: number
  readonly output_tokens: number
}

/** What came of asking: actions, or why there are none. */
export type Advice = { readonly use: ModelUse } & (
  | { readonly kind: 'actions'; readonly actions: readonly PlannedAction[] }
  | { readonly kind: 'none'; readonly why: 'nothing_fits' | 'malformed' | 'unreachable' | 'timeout' }
)

export interface Question {
  readonly instruction: string
  readonly snapshot: Snapshot
  readonly planner: { rank(instruction: string, snapshot: Snapshot): Promise<readonly Ranked[]> }
  readonly signal: AbortSignal
}

/** Asks a model what the embedded planner could not decide. */
export type Consult = (question: Question) => Promise<Advice>

interface ConsultDeps {
  readonly model: Model
  /** A mark that no page can know. */
  readonly createFence: () => string
  /** The longest one call may take, in ms. */
  readonly callMs: number
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** A text to type that the caller did not say comes from the page, or from nowhere: it is not typed. */
const isInvented = ({ method, arguments: given = [] }: PlannedAction, instruction: string): boolean =>
  (method === 'fill' || method === 'append') && given.some(text => !letters(instruction).includes(letters(text)))

const judge = (reading: ModelReading, instruction: string): ModelReading =>
  reading.kind === 'actions' && reading.actions.some(action => isInvented(action, instruction))
    ? { kind: 'malformed', reason: 'a text to type is not in the instruction' }
    : reading

/** Elements to show: the nearest to the instruction first, then the others that can be operated. */
const offered = async ({ planner, instruction, snapshot }: Question): Promise<string[]> => [
  ...new Set([
    ...(await planner.rank(instruction, snapshot)).map(({ ref }) => ref),
    ...snapshot.nodes.filter(({ interactive }) => interactive).map(({ ref }) => ref),
  ]),
]

/** Makes the asking: at most two calls, the second only where the first answer did not hold. Never throws. */
export const createConsult =
  ({ model, createFence, callMs }: ConsultDeps): Consult =>
  async question => {
    const { instruction, snapshot, signal } = question
    const refs = await offered(question)
    let use: ModelUse = { calls: 0, input_tokens: 0, output_tokens: 0 }
    let fault = ''
    while (use.calls < MAX_MODEL_CALLS) {
      const request = toModelRequest(instruction, snapshot, { refs, fence: createFence() })
      const asked = fault
        ? { ...request, system: `${request.system}\nYour answer before did not hold: ${fault}.` }
        : request
      const limit = AbortSignal.timeout(callMs)
      use = { ...use, calls: use.calls + 1 }
      try {
        const { output, tokens } = await model(asked, AbortSignal.any([signal, limit]))
        use = {
          ...use,
          input_tokens: use.input_tokens + tokens.input,
          output_tokens: use.output_tokens + tokens.output,
        }
        const reading = judge(readModelOutput(output, snapshot), instruction)
        if (reading.kind === 'actions') return { kind: 'actions', actions: reading.actions, use }
        if (reading.kind === 'nothing') return { kind: 'none', why: 'nothing_fits', use }
        fault = reading.reason
      } catch {
        return { kind: 'none', why: limit.aborted || signal.aborted ? 'timeout' : 'unreachable', use }
      }
    }
    return { kind: 'none', why: 'malformed', use }
  }
