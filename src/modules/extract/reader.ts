import type { PageCapture } from '../../contract/capture.ts'
import type { ModelExtraction } from '../../extraction/answer/model-answer.ts'
import type { Schema } from '../../extraction/query/schema.ts'
import type { ModelUse } from '../../model/consult.ts'
import { EXTRACTION_FORM, toExtractionRequest } from '../../model/extraction-request.ts'
import { MAX_MODEL_CALLS, type Model } from '../../model/steps.ts'
import type { Calls } from '../../worker/worker.ts'

/** What a model was asked about, and by whom it may be cut short. */
export interface ReadingTask {
  readonly instruction: string
  readonly schema?: Schema | undefined
  /** Redacted. */
  readonly capture: PageCapture
  /** Takes secrets out of the page's text once more, as it is put together. */
  readonly scrub: (text: string) => string
  /** What reads the page, in the worker. */
  readonly reading: Pick<Calls, 'toModelPage' | 'readModelAnswer'>
  readonly signal: AbortSignal
}

/** What came of it: data that stands on the page, or why there is none. */
export type Reading = { readonly use: ModelUse } & (
  | Extract<ModelExtraction, { kind: 'found' }>
  | { readonly kind: 'none'; readonly why: 'nothing_fits' | 'malformed' | 'unreachable' | 'timeout' }
)

/** Asks a model for what the embedded tier is not sure of. */
export type Reader = (task: ReadingTask) => Promise<Reading>

interface ReaderDeps {
  readonly model: Model
  /** A mark that no page can know. */
  readonly createFence: () => string
  /** The longest one call may take, in ms. */
  readonly callMs: number
  readonly count: (outcome: string, use: ModelUse) => void
}

/** Makes the asking: at most two calls, the second only where the first answer did not hold. @throws what the worker throws */
export const createReader =
  ({ count, ...deps }: ReaderDeps): Reader =>
  async task => {
    const reading = await read(task, deps)
    count(reading.kind === 'none' ? reading.why : 'read', reading.use)
    return reading
  }

const read = async (task: ReadingTask, { model, createFence, callMs }: Omit<ReaderDeps, 'count'>): Promise<Reading> => {
  const { instruction, schema, capture, reading, signal } = task
  const page = task.scrub(await reading.toModelPage(capture, instruction))
  let use: ModelUse = { calls: 0, input_tokens: 0, output_tokens: 0 }
  let fault = ''
  while (use.calls < MAX_MODEL_CALLS) {
    const request = toExtractionRequest({ instruction, ...(schema && { schema }) }, { page, fence: createFence() })
    const system = fault ? `${request.system}\nYour answer before did not hold: ${fault}.` : request.system
    const limit = AbortSignal.timeout(callMs)
    use = { ...use, calls: use.calls + 1 }
    try {
      const asked = { ...request, system, answer: EXTRACTION_FORM }
      const { output, tokens } = await model(asked, AbortSignal.any([signal, limit]))
      use = { ...use, input_tokens: use.input_tokens + tokens.input, output_tokens: use.output_tokens + tokens.output }
      const answer = await reading.readModelAnswer(output, capture, { ...(schema && { schema }) })
      if (answer.kind === 'found') return { ...answer, use }
      if (answer.kind === 'nothing') return { kind: 'none', why: 'nothing_fits', use }
      fault = answer.reason
    } catch {
      return { kind: 'none', why: limit.aborted || signal.aborted ? 'timeout' : 'unreachable', use }
    }
  }
  return { kind: 'none', why: 'malformed', use }
}
