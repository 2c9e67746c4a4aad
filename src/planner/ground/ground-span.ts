import type { GroundContext } from './context.ts'
import { groundSet } from './ground-fields.ts'
import { groundPanelNamed } from './ground-panels.ts'
import type { Grounding } from './grounding.ts'
import { absent, done, isFound } from './outcome.ts'
import { isField, type Page, type PageNode } from './page.ts'
import { rankNodes } from './pick.ts'
import { createQuery } from './score.ts'
import { setValue } from './setting.ts'
import { EMPTY_TARGET } from './target.ts'
import { similarity, tokenize } from './text.ts'

const LOW =
  /^(?:min|minimum|lowest|low|from|smallest|least|earliest|oldest|start|after|since|begin|over|above|de|von|desde|ab)$/
const HIGH =
  /^(?:max|maximum|highest|high|to|until|till|up|largest|most|latest|newest|end|before|under|below|a|bis|hasta)$/
/** Fields that belong together lie in a part with hardly any others. */
const NEAR = 4

interface Ends {
  readonly low: PageNode
  readonly high: PageNode
}

const says = ({ labelTokens, extraTokens }: PageNode, shape: RegExp): boolean =>
  [...labelTokens, ...extraTokens].some(({ word }) => shape.test(word))

const areBeside = (page: Page, one: number, other: number): boolean => {
  for (let up = page.parentOf(one); up >= 0; up = page.parentOf(up)) {
    const end = page.nodes[up]?.end ?? up + 1
    if (page.countOperable(up, end) > NEAR) return false
    if (other >= up && other < end) return true
  }
  return false
}

/** The pairs of fields of a page that are two ends of one thing. */
const endsOn = (page: Page): readonly Ends[] => {
  const fields = page.candidates
    .map(at => page.nodes[at] as PageNode)
    .filter(({ node }) => isField(node) && node.state.disabled !== true)
  return fields.flatMap((low, at) => {
    const high = fields[at + 1]
    const isPair =
      high !== undefined &&
      says(low, LOW) &&
      says(high, HIGH) &&
      low.node.role === high.node.role &&
      areBeside(page, low.at, high.at)
    return isPair ? [{ low, high }] : []
  })
}

/** Whether years are asked for and said. */
const areYears = ({ low }: Ends, values: readonly string[]): boolean =>
  values.every(value => /^(?:1[5-9]|20)\d\d$/.test(value)) &&
  [...low.labelTokens, ...low.extraTokens].some(({ word }) => /^(?:year|published|date|built)$/.test(word))

/** "between 600 and 1000": the two fields, or the two thumbs of a slider, that the words name. */
export const groundSpan = (context: GroundContext): Grounding => {
  const { page, intent, language } = context
  const { target = EMPTY_TARGET, value = '', upTo = '' } = intent
  const pairs = endsOn(page)
  const query = createQuery(page, { head: target.text, scopes: target.scopes })
  const named = pairs.filter(({ low, high }) => {
    const [scored] = rankNodes(page, query, () => 0, [low.at])
    const own = tokenize(target.text).filter(token => !token.stop)
    const isOwn = [low, high].every(({ labelTokens }) =>
      own.some(word => labelTokens.some(token => similarity(word, token) >= 0.8)),
    )
    return (scored?.recall ?? 0) >= 0.7 || isOwn
  })
  const years = pairs.filter(pair => areYears(pair, [value, upTo]))
  const [ends, second] = named.length > 0 ? named : years
  if (ends !== undefined && second === undefined) {
    const set = (found: PageNode, wanted: string): Grounding =>
      setValue({ page, found, value: wanted, intent: { ...intent, value: wanted }, language })
    const low = set(ends.low, value)
    const high = set(ends.high, upTo)
    return low.kind === 'actions' && high.kind === 'actions'
      ? done([...low.actions, ...high.actions])
      : low.kind === 'actions'
        ? high
        : low
  }
  const panel =
    (intent.revealed ?? 0) === 0
      ? groundPanelNamed({ ...context, intent: { ...intent, revealed: 1 } }, target.whole)
      : undefined
  if (panel !== undefined) return panel
  const single = /^(?:set|adjust)\b.*\sfrom\s/i.test(intent.text)
    ? groundSet({ ...context, intent: { ...intent, word: 'set', value: upTo } })
    : undefined
  return single !== undefined && isFound(single) ? single : absent(page)
}
