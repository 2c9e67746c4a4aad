import type { Content } from './tool.ts'
import { shorten, toElementLine } from './words.ts'

/** A failure as the HTTP envelope has it. */
export interface FailureBody {
  readonly error: {
    readonly message: string
    readonly hint?: string
    readonly details: Readonly<Record<string, unknown>>
  }
}

interface Named {
  readonly ref: string
  readonly role: string
  readonly name: string
}

const MOST_CANDIDATES = 8
const DETAIL_LENGTH = 400

/** Details that are said in a way of their own, or say nothing to a model. */
const TOLD = new Set(['reason', 'fields', 'candidates', 'performed'])

/** A failure for a model: what is wrong, what to do, which fields, which elements came closest. */
export const toRefusal = ({ error: { message, hint, details } }: FailureBody): readonly Content[] => {
  const { reason, fields, candidates } = details
  const lines = [
    `${String(reason)}: ${shorten(message, 400)}`,
    ...(hint ? [hint] : []),
    ...toList(fields).map(({ path, message: problem }) => `- ${toArgument(String(path))} ${String(problem)}`),
    ...toList<Named>(candidates).slice(0, MOST_CANDIDATES).map(toElementLine),
    ...Object.entries(details)
      .filter(([name]) => !TOLD.has(name))
      .map(
        ([name, value]) =>
          `${name}: ${shorten(typeof value === 'string' ? value : JSON.stringify(value), DETAIL_LENGTH)}`,
      ),
  ]
  return [{ type: 'text', text: lines.join('\n') }]
}

const toList = <T = Record<string, unknown>>(value: unknown): readonly T[] => (Array.isArray(value) ? value : [])

/** HTTP's path of a field, as the tool's argument is called. */
const toArgument = (path: string): string => path.replace(/^(?:body|query|params)\./, '')
