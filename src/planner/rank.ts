import { fitFor } from './ground/fit.ts'
import type { Page } from './ground/page.ts'
import { rankNodes } from './ground/pick.ts'
import { createQuery } from './ground/score.ts'
import type { Parse } from './intent.ts'

export interface Ranked {
  readonly ref: string
  /** 0 to about 1.2; what scores under half of the best hardly answers. */
  readonly score: number
}

const ASKING =
  /^(?:find|show|list|where(?: is| are)?|which|what(?: is| are)?|get|locate|give me|all|the|any)\s+(?:me\s+)?(?:the\s+|all\s+)?/i

/** Ranks operable elements by an instruction of observe: a description ("the search field") or an act ("submit the form"). */
export const rankElements = (page: Page, instruction: string, parsed: Parse): readonly Ranked[] => {
  const intent = parsed.kind === 'intents' ? parsed.intents[0] : undefined
  const text = instruction.replace(ASKING, '')
  const query = createQuery(page, { head: text, phrases: [text, intent?.target?.text ?? text] })
  const fit = intent === undefined ? () => 0 : fitFor({ ...intent, verb: 'focus' })
  const scores = new Map<number, number>()
  for (const { at, score } of rankNodes(page, query, fit)) scores.set(at, score)
  return [...scores]
    .sort((one, other) => other[1] - one[1] || one[0] - other[0])
    .map(([at, score]) => ({ ref: page.nodes[at]?.node.ref ?? '', score }))
}
