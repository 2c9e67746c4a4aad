import { entriesAt } from '../../language/lexicon.ts'
import { tokenize } from '../../language/tokens.ts'
import { likeness } from '../../language/words.ts'
import { isInside, type Page, type PageNode } from '../page/page.ts'
import { isField, isOpener, isTypable } from '../page/roles.ts'
import type { Description, Intent } from '../reading/intent.ts'
import { type Answer, answerOf } from './account.ts'
import { actionOn } from './candidate.ts'
import { type Look, newestOf, type PlannedAction } from './look.ts'
import { createQuery, HARD, isGeneric, type Told } from './told.ts'

/*
 * What an instruction names may not show yet: an entry of a menu, a box in a closed panel, a list under a tab. To look is to act:
 * only what the instruction speaks of is opened, never what writes or leads away, and each look is taken back where it led nowhere.
 */

/** Looks that one step may take. */
export const MOST_LOOKS = 6

/** How likely each kind of look is to show what was meant. */
const LIKELY = { named: 1, picker: 0.95, title: 0.8, item: 0.8, hover: 0.55 } as const

interface Way {
  readonly likely: number
  readonly look: Look
}

const ESCAPE: PlannedAction = { method: 'press', arguments: ['Escape'] }

const undoOf = (page: Page, { at, node }: PageNode): readonly PlannedAction[] => {
  if (node.role === 'tab') {
    const other = page.nodes.find(
      tab => tab.node.role === 'tab' && tab.node.parent === node.parent && tab.node.state.selected === true,
    )
    return other ? [actionOn(page, other.at, 'click')] : []
  }
  if (
    node.tag === 'summary' ||
    (node.state.expanded !== undefined && node.state.haspopup === undefined && node.role !== 'combobox')
  )
    return [actionOn(page, at, 'collapse')]
  return [ESCAPE]
}

const press = (page: Page, element: PageNode): Look => {
  const folds = element.node.state.expanded === false && element.node.state.haspopup === undefined
  return {
    key: `open ${element.node.ref}`,
    actions: [actionOn(page, element.at, folds && element.node.role !== 'combobox' ? 'expand' : 'click')],
    undo: undoOf(page, element),
    opener: element.node.ref,
    since: newestOf(page),
  }
}

const hover = (page: Page, element: PageNode): Look => ({
  key: `hover ${element.node.ref}`,
  actions: [actionOn(page, element.at, 'hover')],
  undo: [],
  opener: element.node.ref,
  since: newestOf(page),
})

const isClosed = ({ node }: PageNode): boolean =>
  node.state.expanded === false ||
  (node.role === 'tab' && node.state.selected !== true) ||
  (node.state.haspopup !== undefined && node.state.expanded !== true)

/** Whether pressing it could do more than open: it sends a form, leads away, or is typed into. */
const mayDoMore = ({ node }: PageNode, writes: (label: string) => boolean): boolean =>
  node.submits !== undefined ||
  node.state.disabled === true ||
  isTypable(node) ||
  (node.role === 'link' && !isOpener(node)) ||
  /^(?:checkbox|radio|switch|option|slider)$/.test(node.role) ||
  writes(node.name)

const conceptsOf = ({ words, extra }: PageNode): readonly string[] =>
  [...words, ...extra].flatMap(({ concepts }) => concepts)

const descriptionsOf = (intent: Intent): readonly Description[] => {
  switch (intent.act) {
    case 'put':
      return intent.field ? [intent.field] : []
    case 'clear':
      return [intent.field]
    case 'drag':
    case 'key':
    case 'scroll':
    case 'history':
    case 'wait':
    case 'sort':
    case 'search':
    case 'step':
    case 'upload':
    case 'compose':
      return []
    case 'press':
      return intent.isLabel ? [] : [intent.target]
    default:
      return intent.target ? [intent.target] : []
  }
}

interface Wanted {
  readonly told: readonly Told[]
  readonly isPut: boolean
  readonly isPress: boolean
}

/** "About" in "the episode about whales" stands between two things, and is no name of a tab. */
const isBetween = (word: string): boolean =>
  entriesAt(tokenize(word), 0).some(entry => entry.class === 'relation' || entry.class === 'preposition')

const wantedBy = (page: Page, intent: Intent): Wanted => {
  const told = descriptionsOf(intent).flatMap(thing => [
    ...createQuery(page, thing).told,
    ...thing.places
      .filter(({ relation }) => HARD.has(relation))
      .flatMap(place => createQuery(page, place.thing).told.map(each => ({ ...each, role: 'place' as const }))),
  ])
  return {
    told: told.filter(({ isTelling, word }) => isTelling && !isBetween(word.word)),
    isPut: intent.act === 'put' || intent.act === 'choose' || intent.act === 'filter',
    isPress: intent.act === 'press' || intent.act === 'toggle' || intent.act === 'choose' || intent.act === 'submit',
  }
}

/** A box whose label is all said as a place: the head of a panel that shows by nothing that it folds. */
const isTitle = ({ words }: PageNode, told: readonly Told[]): boolean =>
  words.every(word => word.isStop || told.some(({ word: said, role }) => role === 'place' && said.stem === word.stem))

const ARROW = /[▾▼⌄˅⯆🔽]/u

/** A box that is no button by its role, and whose words invite to choose: a list that a page made itself. */
const looksLikePicker = ({ node, label, words }: PageNode, told: readonly Told[]): boolean =>
  node.interactive &&
  node.role === 'generic' &&
  (ARROW.test(label) || words.some(word => told.some(({ word: said }) => said.stem === word.stem)))

/** Words of an opener that only say that there is more behind it. */
const MORE = new Set(['more', 'menu'])

/** Whether all that an opener is called was said, but for words that only say that it opens: "Options for Mill yard". */
const isSaid = ({ words, node }: PageNode, told: readonly Told[]): boolean => {
  const telling = words.filter(word => !word.isStop && /[\p{L}\p{N}]/u.test(word.word))
  const isMore =
    node.state.haspopup !== undefined || telling.some(({ concepts }) => concepts.some(each => MORE.has(each)))
  return telling.every(
    word =>
      isGeneric(word) ||
      (isMore && word.concepts.some(each => MORE.has(each))) ||
      told.some(({ word: said }) => likeness(said, word) >= LEAST),
  )
}

const LEAST = 0.6

/** A word at the head of a column sorts it. */
const isInTable = ({ nodes }: Page, at: number): boolean => {
  for (let up = at; up >= 0; up = nodes[up]?.node.parent ?? -1)
    if (/^(?:table|grid|treegrid|columnheader)$/.test(nodes[up]?.node.role ?? '')) return true
  return false
}

/** Words that show where something is: what has them all belongs to what was said, whatever is still behind it. */
const shown = (answers: readonly Answer[]): readonly Answer[] => answers.filter(({ source }) => source !== 'none')

const NEAR: ReadonlySet<Answer['source']> = new Set(['own', 'hint', 'caption', 'item', 'title', 'outer'])

/** Ways in which an opener that the words speak of may show what is wanted. */
const waysWith = (page: Page, element: PageNode, { told, isPut, isPress }: Wanted): readonly Way[] => {
  const { node, at } = element
  const opens = isOpener(node) && isClosed(element)
  const answers = told.map(each => answerOf(page, element, each))
  const of = (...sources: readonly Answer['source'][]): number =>
    answers.filter(({ source }) => sources.includes(source)).length
  const [own, near, inItem] = [of('own'), of('caption'), of('item', 'outer')]
  const ways: Way[] = []
  const add = (likely: number): void => void ways.push({ likely, look: press(page, element) })
  const isPlainBox = node.interactive && (node.role === 'generic' || node.role === 'button')
  const isMeant = isPut && answers.every(({ told: { role }, source }) => role !== 'head' || source === 'own')
  if (own > 0 && opens && (isMeant || isSaid(element, told))) add(LIKELY.named + own * 0.1)
  else if (own > 0 && node.role === 'generic' && node.interactive && isTitle(element, told) && !isInTable(page, at))
    add(LIKELY.title)
  if (isPut && near > 0 && (opens || looksLikePicker(element, told))) add(LIKELY.picker + near * 0.1)
  const isMenu = node.state.haspopup !== undefined || (isPlainBox && conceptsOf(element).some(each => MORE.has(each)))
  const isOfItem = inItem > 0 && own === 0 && shown(answers).every(({ source }) => NEAR.has(source))
  if (isPress && isMenu && isOfItem && isSaid(element, told)) add(LIKELY.item + inItem * 0.1)
  return ways
}

/** Items that have all that was said and shows, and nothing in them that opens: what they hold may show under the pointer. */
const hovers = (page: Page, { told, isPress }: Wanted): readonly Way[] => {
  const seen = told.filter(({ found }) => found.seen.length > 0)
  if (!isPress || seen.length === 0) return []
  const isIn = (item: number, { found }: Told): boolean =>
    found.seen.some(({ at, alike }) => alike > 0.9 && isInside(page, at, item))
  const items = new Set(
    seen.flatMap(({ found }) =>
      found.seen
        .filter(({ alike }) => alike > 0.9)
        .map(({ at }) => ((page.itemOf[at] ?? -1) < 0 ? at : (page.itemOf[at] ?? at))),
    ),
  )
  return [...items].flatMap(item => {
    const element = page.nodes[item]
    if (!element || isField(element.node) || !seen.every(each => isIn(item, each))) return []
    return [{ likely: LIKELY.hover + (seen.length / told.length) * 0.2, look: hover(page, element) }]
  })
}

/** Whether what is to be operated, and the deed, show already: then nothing is behind what is closed. */
const isAllThere = (page: Page, intent: Intent, { told }: Wanted): boolean => {
  const isOperable = ({ found }: Told): boolean =>
    found.seen.some(({ at, alike }) => alike > 0.9 && page.nodes[at]?.node.interactive === true)
  const heads = told.filter(({ role }) => role === 'head')
  const deed =
    intent.act === 'press' && intent.deed !== '' ? createQuery(page, intent.target, { deed: intent.deed }).deed : []
  return heads.length > 0 && intent.act !== 'put' && [...heads, ...deed].every(isOperable)
}

/** The next look worth taking for what is wanted, the likeliest first; undefined where there is none left. */
export const nextLook = (
  page: Page,
  intents: readonly Intent[],
  { tried, writes }: { readonly tried: readonly string[]; readonly writes: (label: string) => boolean },
): Look | undefined => {
  if (tried.length >= MOST_LOOKS || intents.some(intent => isAllThere(page, intent, wantedBy(page, intent))))
    return undefined
  const openers = page.operable
    .map(at => page.nodes[at] as PageNode)
    .filter(element => !mayDoMore(element, writes) && (page.modal < 0 || isInside(page, element.at, page.modal)))
  const ways = intents.flatMap(intent => {
    const wanted = wantedBy(page, intent)
    return [...openers.flatMap(element => waysWith(page, element, wanted)), ...hovers(page, wanted)]
  })
  const open = ways.filter(({ look }) => !tried.includes(look.key)).sort((one, other) => other.likely - one.likely)
  const [best] = open
  const alike = new Set(open.filter(({ likely }) => likely === best?.likely).map(({ look }) => look.key))
  // Where two are named alike, as in the rows of a table, either may be meant.
  return alike.size > 1 ? undefined : best?.look
}
