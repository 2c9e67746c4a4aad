import type { Verb } from '../intent.ts'
import type { GroundContext } from './context.ts'
import type { Grounding } from './grounding.ts'
import { actionOn, done } from './outcome.ts'
import type { Page } from './page.ts'
import { normalize } from './text.ts'

const PRESSED = /^(?:button|link|menuitem|tab)$/
const MAX_LABEL = 40

/** Verbs whose words a label may be as a whole: "Copy link", "Sort by price", "Check out". */
const MAY_BE_LABEL: ReadonlySet<Verb> = new Set([
  'do',
  'copy',
  'select_text',
  'filter',
  'search',
  'sort',
  'close',
  'expand',
  'collapse',
  'check',
  'uncheck',
  'toggle',
  'choose',
  'fill',
  'append',
  'clear',
  'set',
  'move',
  'submit',
  'go_back',
])

const squeeze = (text: string): string => normalize(text).replace(/\s+/g, '')

const pressable = (page: Page, at: number): boolean => {
  const node = page.nodes[at]?.node
  return node?.interactive === true && PRESSED.test(node.role) && node.state.disabled !== true
}

/** The one button or link that is labelled with a phrase, whatever its spacing. */
const labelledWith = (page: Page, phrase: string): number | undefined => {
  const exact = page.exactly(phrase).filter(at => pressable(page, at))
  const wanted = squeeze(phrase)
  const fits =
    exact.length > 0
      ? exact
      : page.candidates.filter(at => pressable(page, at) && squeeze(page.nodes[at]?.label ?? '') === wanted)
  return fits.length === 1 ? fits[0] : undefined
}

/** A clause that is, word for word, the label of one button or link is a press on it, whatever its verb could mean else. */
export const groundLiteral = ({ page, intent }: GroundContext): Grounding | undefined => {
  if (!MAY_BE_LABEL.has(intent.verb) || intent.text.length > MAX_LABEL || intent.times !== undefined) return undefined
  if (!/\s/.test(intent.text.trim()) || intent.revealed !== undefined) return undefined
  const at = labelledWith(page, intent.text)
  return at === undefined ? undefined : done([actionOn(page, at, 'click')])
}
