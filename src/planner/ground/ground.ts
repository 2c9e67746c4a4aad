import { parseTarget } from '../grammar/target.ts'
import type { Intent, Target } from '../intent.ts'
import { accountFor } from './accounted.ts'
import type { GroundContext } from './context.ts'
import { groundChoose } from './ground-choose.ts'
import { groundCheck, groundClick } from './ground-clicks.ts'
import { groundClear, groundFill, groundSet } from './ground-fields.ts'
import { groundFilter } from './ground-filter.ts'
import { groundLiteral } from './ground-literal.ts'
import { openBySecond } from './ground-open.ts'
import { groundClose, groundFold } from './ground-overlays.ts'
import { groundDrag, groundPager, groundScroll, groundSearch, groundSort, groundWait } from './ground-page.ts'
import { groundClosedFirst, groundNextPanel, groundPanelNamed } from './ground-panels.ts'
import { groundRename } from './ground-rename.ts'
import { groundItemLast } from './ground-reveal.ts'
import { groundSpan } from './ground-span.ts'
import { groundTabFirst } from './ground-tabs.ts'
import { groundDo, groundMove, groundSubmit } from './ground-verbs.ts'
import type { Grounding } from './grounding.ts'
import { absent, done, isFound } from './outcome.ts'
import { EMPTY_TARGET } from './target.ts'

const plainly = (context: GroundContext): Grounding => {
  const { intent, page } = context
  switch (intent.verb) {
    case 'press':
      return done([{ method: 'press', arguments: [...(intent.keys ?? [])] }])
    case 'go_back':
    case 'go_forward':
    case 'reload':
      return done([{ method: intent.verb }])
    case 'upload':
      return { kind: 'not_supported', reason: 'Uploading files is not supported.' }
    case 'wait_for':
      return groundWait(context)
    case 'scroll':
      return groundScroll(context)
    default:
      return absent(page)
  }
}

const groundHover = (context: GroundContext): Grounding => {
  const { page } = context
  const clicked = groundClick(context)
  if (clicked.kind !== 'not_found' || clicked.why !== 'absent') return clicked
  const among = page.nodes.filter(({ node, label }) => label !== '' || node.text !== undefined).map(({ at }) => at)
  return groundClick({ ...context, page: { ...page, candidates: among } })
}

/** Grounds one intent on one page. Pure; never throws; an empty page yields no action on an element. */
export const groundIntent = (context: GroundContext): Grounding =>
  accountFor(context.page, context.intent, groundFreely(context))

const groundFreely = (context: GroundContext): Grounding => {
  if (context.intent.unlessShown !== undefined) return openBySecond(context)
  const literal = groundLiteral(context) ?? groundClosedFirst(context)
  if (literal !== undefined) return literal
  const grounding = byVerb(context)
  if (isFound(grounding)) return grounding
  const absentSo = grounding.kind === 'not_found' && grounding.why === 'absent'
  const later = absentSo ? (openingFirst(context) ?? groundItemLast(context)) : undefined
  return later ?? grounding
}

/** What may lie under a tab or in a panel that is not open. */
const openingFirst = (context: GroundContext): Grounding | undefined => {
  const { intent } = context
  const tab = groundTabFirst(context)
  if (tab !== undefined) return tab
  if (!/^(?:set|fill|check|uncheck|choose|filter)$/.test(intent.verb) || intent.upTo !== undefined) return undefined
  const words = `${intent.target?.whole ?? ''} ${intent.destination?.whole ?? ''}`
  const named = groundPanelNamed(context, words)
  return named ?? (intent.verb === 'filter' ? groundNextPanel(context) : undefined)
}

const byVerb = (context: GroundContext): Grounding => {
  const { intent } = context
  switch (intent.verb) {
    case 'click':
      return groundDo(context)
    case 'do':
      return groundDo(context)
    case 'double_click':
    case 'right_click':
    case 'hover':
    case 'focus':
    case 'copy':
    case 'select_text':
      return groundHover(context)
    case 'check':
    case 'uncheck':
    case 'toggle':
      return groundCheck(context)
    case 'choose':
      return groundChoose(context)
    case 'fill':
    case 'append':
      return fillOrDo(context)
    case 'set':
      return intent.upTo === undefined ? groundSet(context) : groundSpan(context)
    case 'clear':
      return groundClear(context) ?? groundDo({ ...context, intent: { ...intent, verb: 'do' } })
    case 'expand':
    case 'collapse':
      return groundFold(context)
    case 'close':
      return groundClose(context)
    case 'sort':
      return groundSort(context)
    case 'filter':
      return groundFilter(context)
    case 'search':
      return groundSearch(context)
    case 'page':
      return groundPager(context)
    case 'move':
      return groundMove(context)
    case 'drag':
      return groundDrag(context)
    case 'submit':
      return groundSubmit(context)
    default:
      return plainly(context)
  }
}

/** `Comment "Well done"` where a button says "Comment" too: it is what sends the text. */
const withButton = ({ page, intent }: GroundContext, filled: Grounding): Grounding => {
  const said = intent.target?.whole ?? ''
  const buttons = page.exactly(said).filter(at => page.nodes[at]?.node.role === 'button')
  if (filled.kind !== 'actions' || buttons.length !== 1 || said === '') return filled
  const target: Target = { ...EMPTY_TARGET, text: said, whole: said, kinds: ['button'] }
  return { ...filled, next: [...filled.next, { ...intent, verb: 'click', word: 'press', target }] }
}

/** `Chapter "Winds"` names a thing where no field is called so. */
const asLabel = (context: GroundContext): Grounding => {
  const target: Target = { ...parseTarget(context.intent.text, []), quoted: true }
  return groundDo({ ...context, intent: { ...context.intent, verb: 'click', word: '', target } })
}

/** "put the lamp in the basket" has the words of typing and is none. */
const fillOrDo = (context: GroundContext): Grounding => {
  const { intent } = context
  if (intent.word === 'rename') return groundRename(context) ?? absent(context.page)
  const filled = groundFill(context)
  if (intent.word === 'name') return isFound(filled) ? withButton(context, filled) : asLabel(context)
  if (filled.kind === 'actions' || intent.word !== 'put' || intent.target === undefined) return filled
  const place: Target = intent.target
  const said = intent.valueQuoted === true ? undefined : parseTarget(intent.value ?? '', [])
  const thing: Target = {
    ...(said?.superlative === undefined ? EMPTY_TARGET : said),
    text: said?.superlative === undefined ? (intent.value ?? '') : said.text,
    whole: intent.value ?? '',
    scopes: [{ relation: 'in', text: place.whole, quoted: false, soft: true }],
  }
  const adding: Intent = { ...intent, verb: 'do', word: 'add', target: thing }
  const done = groundDo({ ...context, intent: adding })
  return done.kind === 'actions' ? done : filled
}
