import type { Intent, Scope, Target } from '../intent.ts'
import { type Fit, fitFor } from './fit.ts'
import type { Trail } from './grounding.ts'
import { countItem, pickItem } from './items.ts'
import type { Page } from './page.ts'
import { type Picked, pickOne, rankNodes } from './pick.ts'
import { createQuery, type Query } from './score.ts'
import { tokenize } from './text.ts'

/** Verbs whose word says how to operate and not what to look for. */
const OPERATING =
  /^(?:click|press|tap|hit|push|use|activate|strike|choose|pick|select|take|make it|tick|check|untick|uncheck|type|enter|put|fill|write|set|input|insert|hover|double-click|right-click|focus|turn|drag|move|)$/
/** Verbs that say how, but that labels carry too ("Show lyrics", "Open locker"). */
const SOFT_WORD =
  /^(?:open|view|see|show|visit|read|follow|display|switch|jump|navigate|bring|get|expand|collapse|close|dismiss|select|check|enable|disable|turn|return|skip|proceed|reveal|choose|add|find|search|sort|filter)$/

/** Whether some button or link of the page is labelled with just this word ("View", "Open"). */
const isLabelOn = (page: Page, word: string): boolean =>
  page
    .exactly(word)
    .some(
      at =>
        page.nodes[at]?.node.interactive === true &&
        !/^(?:radio|checkbox|option|tab)$/.test(page.nodes[at]?.node.role ?? ''),
    )

export const queryFor = (page: Page, intent: Intent, target: Target): Query => {
  const { word } = intent
  const isLabelWord =
    intent.verb === 'do' ||
    intent.verb === 'submit' ||
    (intent.verb === 'click' && SOFT_WORD.test(word) && isLabelOn(page, word))
  const optional = isLabelWord || OPERATING.test(word) ? undefined : word
  const scopes: readonly Scope[] = target.scopes
  return createQuery(page, {
    head: target.text,
    ...(isLabelWord ? { verb: word } : {}),
    ...(optional !== undefined && SOFT_WORD.test(word) ? { optional } : {}),
    ...(word === 'select' || word === 'check' || word === 'choose' ? { optional: word } : {}),
    scopes,
    phrases: [target.text, target.whole, `${word} ${target.whole}`, `${word} ${target.text}`],
    quoted: target.quoted,
  })
}

export const EMPTY_TARGET: Target = { text: '', whole: '', quoted: false, kinds: [], scopes: [], except: [], parts: [] }

export interface Resolve {
  readonly page: Page
  readonly intent: Intent
  readonly target: Target
  readonly trail?: Trail | undefined
  readonly fit?: Fit
  readonly among?: readonly number[]
}

/** Parts of a page that go by their role: "in the toolbar", "in the footer". */
const ROLE_WORDS: Readonly<Record<string, RegExp>> = {
  toolbar: /^toolbar$/,
  dialog: /^(?:dialog|alertdialog)$/,
  dialogue: /^(?:dialog|alertdialog)$/,
  modal: /^(?:dialog|alertdialog)$/,
  popup: /^(?:dialog|alertdialog)$/,
  navigation: /^navigation$/,
  nav: /^navigation$/,
  navbar: /^navigation$/,
  header: /^banner$/,
  footer: /^contentinfo$/,
  sidebar: /^complementary$/,
  menu: /^(?:menu|navigation)$/,
  table: /^(?:table|grid)$/,
  breadcrumb: /^navigation$/,
}

/** Keeps to the part that a scope names by its role alone, where the page has such a part. */
const withinRoles = (page: Page, target: Target, among: readonly number[]): readonly number[] => {
  let kept = among
  for (const { text } of target.scopes) {
    const role = ROLE_WORDS[text.toLowerCase().replace(/^(?:the|this|that|top|main|page) /, '')]
    if (role === undefined) continue
    const parts = page.nodes.filter(({ node }) => role.test(node.role))
    const inside = kept.filter(at => parts.some(part => at > part.at && at < part.end))
    if (inside.length > 0) kept = inside
  }
  return kept
}

/** Keeps to the element that was hovered for what it shows. */
const withinRef = (page: Page, { within }: Intent, among: readonly number[]): readonly number[] => {
  const holder = within === undefined ? undefined : page.nodes.find(({ node }) => node.ref === within)
  if (within === undefined) return among
  return holder === undefined ? [] : among.filter(at => at >= holder.at && at < holder.end)
}

/** A label of words that say nothing elsewhere ("To", "An", "From"), taken only as it stands there. */
const exactly = ({ page, target, among }: Resolve, fit: Fit): Picked | undefined => {
  if (target.text === '' || target.ordinal !== undefined || target.superlative !== undefined) return undefined
  const places = page.exactly(target.text).filter(at => {
    const node = page.nodes[at]?.node
    return node !== undefined && (among ?? page.candidates).includes(at) && fit(node) !== undefined
  })
  const [at] = places
  if (at === undefined || places.length > 1) return undefined
  const best = { at, score: 1, recall: 1, precision: 1, own: 1, exact: true }
  return { kind: 'one', best, ranked: [best] }
}

/** A sign alone ("the + button") means what is labelled with just that sign, where the page has such. */
const withSign = (page: Page, target: Target, among: readonly number[]): readonly number[] => {
  const sign = target.text.trim()
  if (sign === '' || /[\p{L}\p{N}]/u.test(sign)) return among
  const signed = among.filter(at => {
    const node = page.nodes[at]?.node
    return node?.text?.trim() === sign || node?.name.trim() === sign
  })
  return signed.length > 0 ? signed : among
}

/** "switch the Web cam rule on": where an item is titled "Web cam", the noun after it only says what kind of thing that is. */
const withoutKindNoun = (page: Page, intent: Intent, target: Target): Target => {
  const words = target.text.split(/\s+/)
  const last = words.at(-1) ?? ''
  const [noun] = /^\p{Ll}+$/u.test(last) ? tokenize(last) : []
  if (
    !/^(?:do|check|uncheck|toggle)$/.test(intent.verb) ||
    target.quoted ||
    words.length < 2 ||
    noun === undefined ||
    noun.generic
  )
    return target
  const title = words.slice(0, -1).join(' ')
  const inItem = (at: number): boolean => (page.itemOf[at] ?? -1) >= 0
  const isTitle = (at: number): boolean =>
    inItem(at) && /^(?:link|heading|cell|rowheader|generic|paragraph|text)$/.test(page.nodes[at]?.node.role ?? '')
  if (!page.exactly(title).some(isTitle) || page.exactly(target.text).length > 0) return target
  return page.find(noun).some(({ at, sim }) => sim > 0.75 && inItem(at)) ? target : { ...target, text: title }
}

/** Finds the one element that a target names, or says why it can't. */
export const resolveTarget = (resolve: Resolve): Picked => {
  const { page, intent, trail } = resolve
  const target = withoutKindNoun(page, intent, resolve.target)
  const fit = resolve.fit ?? fitFor(intent)
  const known = target.ref === undefined ? -1 : page.nodes.findIndex(({ node }) => node.ref === target.ref)
  if (
    target.ref !== undefined &&
    (known >= 0 || target.whole === target.ref || (target.text === '' && target.scopes.length === 0))
  ) {
    const at = known
    if (at < 0) return { kind: 'none', ranked: [] }
    const best = { at, score: 1, recall: 1, precision: 1, own: 1, exact: true }
    return { kind: 'one', best, ranked: [best] }
  }
  const query = queryFor(page, intent, target)
  const bare = query.tokens.every(({ token }) => token.stop) ? exactly({ ...resolve, target }, fit) : undefined
  if (bare !== undefined) return bare
  const among = withSign(
    page,
    target,
    withinRoles(page, target, withinRef(page, intent, resolve.among ?? page.candidates)),
  )
  const ranked = rankNodes(page, query, fit, among)
  if (target.ordinal !== undefined || target.superlative !== undefined)
    return pickItem({ ...resolve, target, fit, query, ranked })
  return pickOne(page, ranked, { trail })
}

/** The item that a target counts or compares, though nothing in it may carry the words. */
export const resolveItem = ({ page, intent, target, among }: Resolve): number | undefined => {
  const query = queryFor(page, intent, target)
  const fit = fitFor(intent)
  const ranked = rankNodes(page, query, fit, among ?? page.candidates)
  return countItem({ page, intent, target, fit, query, ranked })
}
