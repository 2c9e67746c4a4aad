import type { Target } from '../intent.ts'
import type { GroundContext } from './context.ts'
import type { Grounding } from './grounding.ts'
import { actionOn, done } from './outcome.ts'
import { isTypable, type PageNode } from './page.ts'
import { EMPTY_TARGET } from './target.ts'
import { similarity, tokenize } from './text.ts'

/** What a closed list says while it leaves nothing out. */
const UNFILTERED = /^(?:all|any|every|alle|tous|toutes|todos|todas|tutti|tutte)\b/i

const isClosedPicker = ({ node }: PageNode): boolean =>
  node.interactive &&
  node.options === undefined &&
  (!isTypable(node) ||
    (node.role === 'combobox' && (node.state.readonly === true || node.state.haspopup === 'listbox'))) &&
  node.state.disabled !== true &&
  (node.role === 'combobox' ||
    (node.role === 'button' && (node.state.haspopup !== undefined || node.state.expanded === false)))

/**
 * "filter by role Editor", "show only cardiology": a closed list whose words the phrase has, or the only one that says "All …", is
 * opened; what is left of the phrase is chosen in it on the next snapshot.
 */
export const groundPickerFilter = ({ page, intent }: GroundContext): Grounding | undefined => {
  if (intent.revealed !== undefined) return undefined
  const words = intent.target?.whole.split(/\s+/) ?? []
  const pickers = page.candidates.map(at => page.nodes[at] as PageNode).filter(isClosedPicker)
  const isLabel = (found: PageNode, word: string): boolean =>
    tokenize(word).some(token =>
      [...found.labelTokens, ...found.extraTokens].some(
        other => !other.stop && !token.stop && similarity(token, other) > 0.85,
      ),
    )
  const named = pickers.filter(found => words.some(word => isLabel(found, word)))
  const open = pickers.filter(({ label }) => UNFILTERED.test(label))
  const [found, second] = named.length > 0 ? named : open
  if (found === undefined || second !== undefined) return undefined
  const value = words.filter(word => !isLabel(found, word) || words.length === 1).join(' ')
  if (value === '') return undefined
  const target: Target = { ...EMPTY_TARGET, text: value, whole: value }
  if (isTypable(found.node)) return done([actionOn(page, found.at, 'select', [value])])
  return done([actionOn(page, found.at, 'click')], {
    next: [{ ...intent, verb: 'choose', word: 'pick', target, revealed: 1 }],
  })
}
