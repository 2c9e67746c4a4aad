import { calledOf } from './called.ts'
import { attributeOf, tagOf } from './dom.ts'
import { collapse, nameOf } from './names.ts'
import { containsFlat, documentId, elementOf, flatParent, numberOf } from './registry.ts'
import { roleOf } from './roles.ts'
import { isEditable } from './state.ts'
import type { Called, SightChange } from './wire.ts'
import { hasOperable, wordsIn } from './words.ts'

/**
 * What the caller was told of an element when it got the ref. Pages reuse nodes: a list that is scrolled or sorted puts
 * another record into the same row, and a wizard turns "Next" into "Place order".
 */
interface Sight {
  readonly tag: string
  readonly role: string
  readonly name: string
  /** Its own words in the document, without what style adds to them. */
  readonly words: string
  readonly record: RecordSight | undefined
}

/** The record that an element belongs to, and the lines that no record beside it has. */
interface RecordSight {
  readonly holder: WeakRef<Element>
  readonly own: readonly string[]
}

const sights = new Map<number, Sight>()
const MAX_SIGHTS = 5_000

const HOLDERS = new Set('tr li article'.split(' '))
const HOLDER_ROLES = new Set('row listitem article treeitem option'.split(' '))
const MAX_LEVELS = 12
/** On each side. */
const MAX_SIBLINGS = 15
/** Of what a record alone has, so much is kept. */
const MAX_OWN = 24
const MAX_TEXTS = 500
/** Elements that are looked at for one that was drawn anew. */
const MAX_LIKE = 3_000

/** Numbers that change by themselves and name nothing: counts in brackets, clock times, shares, ages. */
const RESTLESS =
  /\(\s*\d+\s*\)|\d+(?::\d\d)+|\d+\s?%|\b\d+\s?(?:s|sec|secs|seconds?|min|mins|minutes?|h|hours?|days?)\b/gi
const asSaid = (text: string): string => collapse(text.replace(RESTLESS, ' '), 120).toLowerCase()

/** The lines of text that an element shows; without those of one part, which may change by itself. */
function linesIn(el: Element, without?: Element): string[] {
  const lines = new Set<string>()
  const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT)
  let node = walker.nextNode()
  for (let i = 0; node && i < MAX_TEXTS; i += 1, node = walker.nextNode()) {
    if (without && containsFlat(without, node.parentElement)) continue
    const line = asSaid((node.nodeValue ?? '').slice(0, 400))
    if (/[\p{L}\p{N}]/u.test(line)) lines.add(line)
  }
  return [...lines]
}

type Lines = (holder: Element) => readonly string[]

const createLines = (): Lines => {
  const known = new Map<Element, readonly string[]>()
  return holder => {
    const lines = known.get(holder) ?? linesIn(holder)
    known.set(holder, lines)
    return lines
  }
}

/** The siblings of the same make next to an element. */
function alike(el: Element): Element[] {
  const found: Element[] = []
  for (const direction of ['previousElementSibling', 'nextElementSibling'] as const) {
    let at = el[direction]
    for (let i = 0; at && i < MAX_SIBLINGS; i += 1, at = at[direction]) if (tagOf(at) === tagOf(el)) found.push(at)
  }
  return found
}

const isRecord = (el: Element): boolean => HOLDERS.has(tagOf(el)) || HOLDER_ROLES.has(attributeOf(el, 'role') ?? '')

/** The record around an element: its row, item or article, or the first of several boxes alike that have such an element each. */
function recordOf(el: Element, lines: Lines): RecordSight | undefined {
  let at = flatParent(el)
  for (let level = 0; at && tagOf(at) !== 'body' && level < MAX_LEVELS; level += 1, at = flatParent(at)) {
    const others = alike(at)
    if (!isRecord(at) && !others.some(hasOperable)) continue
    const common = new Set(others.flatMap(lines))
    const own = linesIn(at, el).filter(line => !common.has(line))
    if (own.length > 0) return { holder: new WeakRef(at), own: own.slice(0, MAX_OWN) }
    if (isRecord(at)) return undefined
  }
  return undefined
}

/** What an element is called; not by what is typed into it or chosen in it. */
function saidOf(el: Element, role: string): string {
  if (isEditable(el)) return nameOf(el, role)
  return calledOf(el, role) || collapse(wordsIn(el, { max: 80 }), 80)
}

/** Buttons that show what was chosen in the list or dialog that they open. */
const SHOWS_CHOICE = new Set('listbox dialog grid tree'.split(' '))

const OPTIONS = new Set('option menuitem treeitem'.split(' '))

const FIELDS = new Set('textbox searchbox combobox spinbutton'.split(' '))

const writtenIn = (el: Element): string => collapse(el.textContent ?? '', 200)

const sightOf = (el: Element, lines: Lines): Sight => {
  const role = roleOf(el)
  return { tag: tagOf(el), role, name: saidOf(el, role), words: writtenIn(el), record: recordOf(el, lines) }
}

/** Notes what the caller is told of elements of a document now. */
export function noteSights(doc: string, numbers: readonly number[]): void {
  if (doc !== documentId) return
  const lines = createLines()
  for (const number of numbers) {
    const el = elementOf(number)
    if (el) keep(number, sightOf(el, lines))
  }
}

function keep(number: number, sight: Sight): void {
  sights.delete(number)
  sights.set(number, sight)
  if (sights.size > MAX_SIGHTS) sights.delete(sights.keys().next().value ?? 0)
}

function isSameRecord(el: Element, { own, holder }: RecordSight): boolean {
  const now = holder.deref()
  const around = now?.isConnected && containsFlat(now, el) ? now : recordOf(el, createLines())?.holder.deref()
  if (!around) return false
  const lines = new Set(linesIn(around))
  return own.some(line => lines.has(line))
}

function isSameControl(el: Element, { role, name, words }: Sight): boolean {
  const now = roleOf(el)
  if (now !== role && !(FIELDS.has(now) && FIELDS.has(role))) return false
  if (SHOWS_CHOICE.has(attributeOf(el, 'aria-haspopup') ?? '')) return true
  // Style adds to the option under the pointer what a click on it does.
  if (OPTIONS.has(now) && words !== '' && writtenIn(el) === words) return true
  const said = asSaid(saidOf(el, now))
  return said === '' || said === asSaid(name) // a tooltip takes its text out of the title
}

const isAsSeen = (el: Element, sight: Sight): boolean =>
  isSameControl(el, sight) && (sight.record === undefined || isSameRecord(el, sight.record))

/** What an element was told as, where it is something else by now; null where it is as it was, or was never told. */
export function changedSince(number: number): SightChange | null {
  const sight = sights.get(number)
  const el = elementOf(number)
  if (!sight || !el || isAsSeen(el, sight)) return null
  const role = roleOf(el)
  return { was: { role: sight.role, name: sight.name }, now: { role, name: saidOf(el, role) } }
}

/** What an element of a document was told as, and whether as part of a record; null for one that was never told. */
export function sightSeen(doc: string, number: number): (Called & { readonly inRecord: boolean }) | null {
  const sight = doc === documentId ? sights.get(number) : undefined
  return sight ? { role: sight.role, name: sight.name, inRecord: sight.record !== undefined } : null
}

/**
 * Which look at an element is held to be the caller's: the one that it was told of (`told`), or one at this moment, where what
 * is to be done was decided on a fresh reading (`fresh`).
 */
export type Look = 'told' | 'fresh'

/** What an element changed into since the caller's look at it, if it did. */
export function changeSince(number: number, look: Look): SightChange | null {
  if (look === 'told' && sights.has(number)) return changedSince(number)
  noteSights(documentId, [number])
  return null
}

/** The one element that is by now what an element was told as: of the same name, in the same record. Null where none or several are. */
export function findSight(doc: string, number: number): number | null {
  const sight = doc === documentId ? sights.get(number) : undefined
  if (!sight) return null
  const like = Array.from(document.getElementsByTagName(sight.tag)).slice(0, MAX_LIKE)
  const found = like.filter(el => el.checkVisibility() && isAsSeen(el, sight))
  const [one] = found
  return one && found.length === 1 ? numberOf(one) : null
}
