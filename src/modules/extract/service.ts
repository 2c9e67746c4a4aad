import { takeCapture } from '../../browser/perception/capture.ts'
import type { CaptureElement } from '../../contract/capture.ts'
import type { ExtractOutcome } from '../../extraction/extract.ts'
import { AppError } from '../../lib/errors.ts'
import { hasSecretShape } from '../../lib/secret-shape.ts'
import type { Worker } from '../../worker/worker.ts'
import { toAsked } from '../sessions/asked.ts'
import { assertReadable } from '../sessions/read-restriction.ts'
import type { Sessions, SessionUse } from '../sessions/service.ts'
import type { Reader, Reading } from './reader.ts'
import type { ExtractInput } from './schema.ts'

interface ExtractDeps {
  readonly sessions: Sessions
  /** The embedded tier. */
  readonly worker: Pick<Worker, 'within'>
  /** Asked for what the embedded tier is not sure of; absent where no model is configured. */
  readonly reader?: Reader | undefined
}

/** Data off a session's page. */
export const createExtract = ({ sessions, worker, reader }: ExtractDeps) => ({
  /**
   * What the instruction asks for, as far as the page says it.
   * @throws AppError secret_in_instruction, read_restricted, nothing_found with what the page has, page_too_large, page_failed
   */
  async run(use: SessionUse, { instruction, schema }: ExtractInput) {
    if (hasSecretShape(instruction))
      throw new AppError('secret_in_instruction', 'the instruction carries what looks like a secret')
    return await sessions.perform(
      'extract',
      { ...use, asked: toAsked(instruction) },
      async ({ session, tab, deadline }) => {
        assertReadable(session)
        const capture = await takeCapture(tab, { deadline })
        // what reading it left behind goes before as much again is made of it
        if (isLarge(capture.body)) Bun.gc(true)
        const reading = worker.within(deadline)
        const outcome = await reading.extract({ instruction, ...(schema && { schema }) }, capture)
        const second =
          reader && !(outcome.kind === 'found' && outcome.isSure)
            ? await reader({ instruction, schema, capture, scrub: tab.scrub, reading, signal: deadline.signal })
            : undefined
        const told = decide(outcome, second)
        const rows = Array.isArray(told.result) ? { rows: told.result.length } : {}
        return { answer: { ...told, url: tab.url }, details: { ...rows, planner: told.planner } }
      },
    )
  },
})

/** The model's reading where it says more than the embedded one, else that, with what was spent on asking. */
const decide = (outcome: ExtractOutcome, reading: Reading | undefined) => {
  const known = outcome.kind === 'found' ? countFilled(outcome.result) : 0
  if (reading?.kind === 'found' && reading.filled > known) {
    const dropped = reading.dropped.length > 0 ? { dropped: reading.dropped.slice(0, MOST_DROPPED) } : {}
    return {
      result: reading.result,
      sure: reading.dropped.length === 0,
      planner: 'llm' as const,
      model: { ...reading.use, ...dropped },
    }
  }
  const model = reading && { ...reading.use, why: reading.kind === 'none' ? reading.why : ('nothing_more' as const) }
  if (outcome.kind === 'nothing_found')
    throw new AppError('nothing_found', 'the page has nothing that fits', {
      available: outcome.available,
      ...(model && { model }),
    })
  return { result: outcome.result, sure: outcome.isSure, planner: 'embedded' as const, ...(model && { model }) }
}

/** How many values a result has that are not null. */
const countFilled = (value: unknown): number => {
  if (value === null || value === undefined) return 0
  if (typeof value !== 'object') return 1
  return Object.values(value).reduce((sum: number, inner) => sum + countFilled(inner), 0)
}

/** Elements from which a page counts as large. */
const LARGE = 12_000

const isLarge = (body: CaptureElement): boolean => {
  let seen = 0
  const hasMore = (element: CaptureElement): boolean => {
    seen += 1
    return seen > LARGE || (element.children?.some(child => typeof child !== 'string' && hasMore(child)) ?? false)
  }
  return hasMore(body)
}

/** Paths of values that were left out, as far as they are told. */
const MOST_DROPPED = 100

export type Extract = ReturnType<typeof createExtract>
