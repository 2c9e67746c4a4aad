import { takeCapture } from '../../browser/perception/capture.ts'
import { extract } from '../../extraction/extract.ts'
import { AppError } from '../../lib/errors.ts'
import { hasSecretShape } from '../../planner/secret-shape.ts'
import { toAsked } from '../sessions/asked.ts'
import { assertReadable } from '../sessions/read-restriction.ts'
import type { Sessions, SessionUse } from '../sessions/service.ts'
import type { ExtractInput } from './schema.ts'

/** Data off a session's page. */
export const createExtract = ({ sessions }: { sessions: Sessions }) => ({
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
        const outcome = extract({ instruction, ...(schema && { schema }) }, capture)
        if (outcome.kind === 'nothing_found')
          throw new AppError('nothing_found', 'the page has nothing that fits', { available: outcome.available })
        const rows = Array.isArray(outcome.result) ? { rows: outcome.result.length } : {}
        const details = { ...rows, planner: 'embedded' }
        return { answer: { result: outcome.result, url: tab.url, planner: 'embedded' as const }, details }
      },
    )
  },
})

export type Extract = ReturnType<typeof createExtract>
