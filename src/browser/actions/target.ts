import type { Action, Candidate } from '../../contract/action.ts'
import type { Snapshot, SnapshotNode } from '../../contract/snapshot.ts'
import { AppError } from '../../lib/errors.ts'
import { takeSnapshot } from '../perception/snapshot.ts'
import { call } from '../perception/world.ts'
import { insidesOf, type Tab } from '../tab.ts'
import type { ExecuteOptions, Target } from './step.ts'

const MAX_CANDIDATES = 5

const toCandidate = ({ ref, role, name }: SnapshotNode): Candidate => ({ ref, role, name })

const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])

/** Interactive elements whose names share most words with the one looked for. */
function nearest(
  snapshot: Snapshot,
  { role, name }: { role?: string | undefined; name?: string | undefined },
): Candidate[] {
  const wanted = words(name ?? '')
  const score = (node: SnapshotNode): number =>
    [...words(node.name)].filter(word => wanted.has(word)).length + (node.role === role ? 0.5 : 0)
  return snapshot.nodes
    .filter(node => node.interactive && node.name !== '')
    .map(node => ({ node, score: score(node) }))
    .filter(entry => entry.score >= 1)
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_CANDIDATES)
    .map(entry => toCandidate(entry.node))
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

/**
 * The element that an action names: by ref while that lives, else by role and name.
 * @throws AppError target_not_found, target_ambiguous, each with candidates
 */
export const resolveTarget = async (tab: Tab, action: Action, options: ExecuteOptions): Promise<Target> =>
  (action.ref ? await findLiving(tab, action.ref, options) : undefined) ?? (await findAnew(tab, action, options))
