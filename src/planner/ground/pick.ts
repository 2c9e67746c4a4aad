import type { Candidate } from '../../contract/action.ts'
import type { Fit } from './fit.ts'
import type { Trail } from './grounding.ts'
import type { Page, PageNode } from './page.ts'
import { type Query, type Scored, scoreNode } from './score.ts'

/** Below this nothing is taken; and two elements that come this close are not told apart. */
export const ACCEPT = 0.52
export const MIN_RECALL = 0.6
export const MARGIN = 0.055

export type Picked =
  | { readonly kind: 'one'; readonly best: Scored; readonly ranked: readonly Scored[] }
  | { readonly kind: 'ambiguous'; readonly ranked: readonly Scored[] }
  | { readonly kind: 'none'; readonly ranked: readonly Scored[] }

export const toCandidate = (page: Page, at: number): Candidate => {
  const found = page.nodes[at] as PageNode
  return { ref: found.node.ref, role: found.node.role, name: (found.node.name || found.label).slice(0, 200) }
}

/** The nearest candidates of a refusal, best first. */
export const toCandidates = (page: Page, ranked: readonly Scored[]): readonly Candidate[] =>
  ranked
    .filter(({ score }) => score > 0.15)
    .slice(0, 6)
    .map(({ at }) => toCandidate(page, at))

const isInside = (page: Page, at: number, container: number): boolean =>
  at >= container && at < (page.nodes[container]?.end ?? 0)

/** All elements by how well they fit, best first. */
export const rankNodes = (
  page: Page,
  query: Query,
  fit: Fit,
  among: readonly number[] = page.candidates,
): readonly Scored[] => {
  const ranked: Scored[] = []
  for (const at of among) {
    const node = page.nodes[at]?.node
    const bonus = node === undefined ? undefined : fit(node)
    if (node === undefined || bonus === undefined) continue
    const scored = scoreNode(page, at, query)
    const outside = page.modal >= 0 && !isInside(page, at, page.modal) ? -0.35 : 0
    if (scored.score > 0.05) ranked.push({ ...scored, score: scored.score + bonus + outside })
  }
  return ranked.sort((one, other) => other.score - one.score || one.at - other.at)
}

const NATIVE = /^(?:a|button|input|select|textarea|summary|option)$/

/** Two elements that come to the same: a control and its wrapper, two links to one address in one item. */
const areSame = (page: Page, one: number, other: number): boolean => {
  const first = page.nodes[one] as PageNode
  const second = page.nodes[other] as PageNode
  const nested = isInside(page, other, one) || isInside(page, one, other)
  if (nested) {
    const [outer, inner] = isInside(page, other, one) ? [first, second] : [second, first]
    return (
      page.countOperable(outer.at + 1, outer.end) <= 1 || (!NATIVE.test(outer.node.tag) && NATIVE.test(inner.node.tag))
    )
  }
  const isText = !first.node.interactive && !second.node.interactive && first.node.parent === second.node.parent
  if (isText && first.label !== '' && first.label === second.label) return true
  const { href } = first.node
  return href !== undefined && href === second.node.href && first.node.role === second.node.role
}

const preferInner = (page: Page, best: Scored, rival: Scored): Scored => {
  const one = page.nodes[best.at] as PageNode
  const other = page.nodes[rival.at] as PageNode
  if (isInside(page, rival.at, best.at) && !NATIVE.test(one.node.tag) && NATIVE.test(other.node.tag)) return rival
  return best
}

/** Smallest part of the page that holds both, by its operable elements. */
const distanceTo = (page: Page, at: number, from: number): number => {
  for (let up = at; up >= 0; up = page.parentOf(up)) {
    if (isInside(page, from, up)) return page.countOperable(up, page.nodes[up]?.end ?? up + 1)
  }
  return page.candidates.length + 1
}

/** Of elements that tie, the one beside what the last step touched, if it alone is near. */
const nearTrail = (page: Page, tied: readonly Scored[], trail: Trail | undefined): Scored | undefined => {
  const lastRef = trail?.refs[trail.refs.length - 1]
  const from = lastRef === undefined ? -1 : page.nodes.findIndex(({ node }) => node.ref === lastRef)
  if (from < 0) return undefined
  const byDistance = tied
    .map(scored => ({ scored, far: distanceTo(page, scored.at, from) }))
    .sort((one, other) => one.far - other.far)
  const [first, second] = byDistance
  if (first === undefined || second === undefined) return undefined
  return first.far <= 16 && second.far > first.far ? first.scored : undefined
}

export interface PickOptions {
  readonly trail?: Trail | undefined
  readonly accept?: number
  readonly minRecall?: number
}

/** Takes the best element if it is good enough and clearly ahead; asks otherwise. */
export const pickOne = (page: Page, ranked: readonly Scored[], options: PickOptions = {}): Picked => {
  const [top] = ranked
  const accept = options.accept ?? ACCEPT
  if (top === undefined || top.score < accept || top.recall < (options.minRecall ?? MIN_RECALL))
    return { kind: 'none', ranked }
  let best = top
  const rivals: Scored[] = []
  for (const scored of ranked.slice(1)) {
    if (best.score - scored.score > 0.3 && rivals.length === 0) break
    if (areSame(page, best.at, scored.at)) {
      if (top.score - scored.score < 0.15) best = preferInner(page, best, scored)
      continue
    }
    if (top.score - scored.score < MARGIN && !(top.exact && !scored.exact && top.score - scored.score > 0.02))
      rivals.push(scored)
  }
  if (rivals.length === 0) return { kind: 'one', best, ranked }
  const tied = [best, ...rivals]
  const enabled = tied.filter(({ at }) => page.nodes[at]?.node.state.disabled !== true)
  const near = nearTrail(page, enabled, options.trail)
  if (near !== undefined) return { kind: 'one', best: near, ranked }
  const seen = enabled.filter(({ at }) => page.nodes[at]?.node.state.covered !== true)
  const [only] = seen.length === 1 && page.modal >= 0 ? seen : enabled.length === 1 ? enabled : []
  if (only !== undefined) return { kind: 'one', best: only, ranked }
  return { kind: 'ambiguous', ranked: tied }
}
