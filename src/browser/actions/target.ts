import type { Action, Candidate } from '../../contract/action.ts'
import type { Snapshot, SnapshotNode } from '../../contract/snapshot.ts'
import { AppError } from '../../lib/errors.ts'
import type { Called } from '../injected/wire.ts'
import { takeSnapshot } from '../perception/snapshot.ts'
import { call } from '../perception/world.ts'
import { insidesOf, type Tab } from '../tab.ts'
import type { ExecuteOptions, Step, Target } from './step.ts'

const MAX_CANDIDATES = 5

const toCandidate = ({ ref, role, name }: SnapshotNode): Candidate => ({ ref, role, name })

const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])

/** Pairs of neighbouring letters: names that differ by a slip of the finger share most of them. */
const pairs = (text: string): Set<string> => {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, i) => letters.slice(i, i + 2)))
}

const shared = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number => [...a].filter(item => b.has(item)).length

interface Wanted {
  readonly role?: string | undefined
  readonly name?: string | undefined
}

/** The elements nearest to what is looked for: by their words, their letters and their role; never none where the page has any. */
function nearest({ nodes }: Snapshot, { role, name = '' }: Wanted): Candidate[] {
  const wanted = { words: words(name), pairs: pairs(name) }
  const score = (node: SnapshotNode): number => {
    const has = pairs(node.name)
    const alike = (2 * shared(has, wanted.pairs)) / Math.max(1, has.size + wanted.pairs.size)
    return shared(words(node.name), wanted.words) + alike + (node.role === role ? 0.5 : 0)
  }
  return nodes
    .filter(node => node.interactive && node.name !== '')
    .map(node => ({ node, score: score(node) - (node.state.offscreen ? 0.01 : 0) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_CANDIDATES)
    .map(entry => toCandidate(entry.node))
}

/** What is nearest to what an action names, in a fresh reading of the page; without the element that it names by its ref. */
export async function findNearest(tab: Tab, action: Action, { refs, deadline }: ExecuteOptions): Promise<Candidate[]> {
  const snapshot = await takeSnapshot(tab, { refs, deadline })
  const ref = action.ref?.replace(/^@/, '')
  return nearest({ ...snapshot, nodes: snapshot.nodes.filter(node => node.ref !== ref) }, action)
}

/** @throws always: AppError target_not_found with the nearest elements of the page */
export function throwNotFound(snapshot: Snapshot, action: Action, why: string): never {
  throw new AppError('target_not_found', why, { candidates: nearest(snapshot, action) })
}

const label = ({ role, name, ref }: Action): string =>
  name ? `${role ?? 'element'} "${name.slice(0, 80)}"` : `element ${ref ?? ''}`.trim()

/** Finds by role and name what a ref no longer finds. */
export function findByName(snapshot: Snapshot, action: Action): SnapshotNode {
  const { role, name } = action
  if (!name) throwNotFound(snapshot, action, `${label(action)} is not on the page any more`)
  const named = snapshot.nodes.filter(node => node.name === name && (role === undefined || node.role === role))
  const open = named.filter(node => !node.state.disabled && !node.state.covered)
  const found = open.length > 0 ? open : named
  const [node] = found
  if (!node) throwNotFound(snapshot, action, `no ${label(action)} is on the page`)
  if (found.length > 1) {
    throw new AppError('target_ambiguous', `${found.length} elements are a ${label(action)}`, {
      candidates: found.slice(0, MAX_CANDIDATES).map(toCandidate),
    })
  }
  return node
}

/** Where a ref points, within reach; whether that is still there is for the page to say. */
export function findPointed(tab: Tab, ref: string, { refs }: ExecuteOptions): Target | undefined {
  const name = ref.replace(/^@/, '')
  const known = refs.find(name)
  if (!known || known.frame.detached || !insidesOf(tab).isReachable(known.frame)) return undefined
  return { ref: name, ...known }
}

/** The target of a ref, while its document and frame live and are within reach. */
export async function findLiving(tab: Tab, ref: string, options: ExecuteOptions): Promise<Target | undefined> {
  const pointed = findPointed(tab, ref, options)
  if (!pointed) return undefined
  const isThere = await options.deadline.race(call(pointed.frame, 'isThere', pointed.doc, pointed.number))
  return isThere ? pointed : undefined
}

/** Looks for an element anew, by role and name, in a fresh reading of the page. */
export async function findAnew(tab: Tab, action: Action, options: ExecuteOptions): Promise<Target> {
  const { refs, deadline } = options
  const snapshot = await takeSnapshot(tab, { refs, deadline })
  const { ref } = findByName(snapshot, action)
  const target = refs.find(ref)
  if (!target) throwNotFound(snapshot, action, `no ${label(action)} is on the page`)
  return { ref, ...target }
}

const pick = ({ role, name }: Called): Called => ({ role, name })

/**
 * Looks for an element that its page has taken away: the one of the same name in the same record, else by role and name.
 * @throws AppError target_not_found, target_ambiguous; target_changed where only another record still has its like
 */
export async function findAgain(
  { tab, action, options }: Pick<Step, 'tab' | 'action' | 'options'>,
  gone: Target,
): Promise<Target> {
  const { frame, doc } = gone
  const number = await call(frame, 'findSight', doc, gone.number).catch(() => null)
  if (number) return { frame, doc, number, ref: options.refs.refFor({ frame, doc, number }) }
  if (options.look !== 'told') return await findAnew(tab, action, options)
  const seen = await call(frame, 'sightSeen', doc, gone.number).catch(() => null)
  if (seen?.inRecord) throw await refuseChanged(tab, options, { was: seen })
  return await findAnew(tab, action.name || !seen?.name ? action : { ...action, ...pick(seen) }, options)
}

/** That an element is something else by now than it was told as, with what is nearest to that. */
export async function refuseChanged(
  tab: Tab,
  { refs, deadline }: ExecuteOptions,
  { was, now }: { readonly was: Called; readonly now?: Called },
): Promise<AppError> {
  const snapshot = await takeSnapshot(tab, { refs, deadline })
  const what = label({ method: 'click', role: was.role, name: was.name })
  const message = now
    ? now.role === was.role && now.name === was.name
      ? `the ${what} belongs to another record by now`
      : `what was the ${what} is the ${now.role} "${now.name.slice(0, 80)}" by now`
    : `the ${what} is not there any more, only others of that name`
  return new AppError('target_changed', message, { candidates: nearest(snapshot, was) })
}

/**
 * The element that an action names: by ref while that lives, else by role and name.
 * @throws AppError target_not_found, target_ambiguous, target_changed, each with candidates
 */
export async function resolveTarget(tab: Tab, action: Action, options: ExecuteOptions): Promise<Target> {
  const pointed = action.ref ? findPointed(tab, action.ref, options) : undefined
  if (!pointed) return await findAnew(tab, action, options)
  const isThere = await options.deadline.race(call(pointed.frame, 'isThere', pointed.doc, pointed.number))
  return isThere ? pointed : await findAgain({ tab, action, options }, pointed)
}
