import { isInside, type PageNode } from '../page/page.ts'
import { isTypable } from '../page/roles.ts'
import { nothingAt } from '../reading/build.ts'
import type { Drag, History, Key, Scroll, Submit, Wait } from '../reading/intent.ts'
import { actionOn, type Candidate, candidateFor, pageCandidate } from './candidate.ts'
import type { Context } from './context.ts'
import { pressCandidates, toCandidates } from './pressing.ts'
import { resolve } from './resolve.ts'

const all = ({ page }: Context): readonly number[] => page.nodes.map(({ at }) => at)

/** What is taken hold of: the thing itself, or what it stands in, where that can be dragged. */
const handleOf = ({ page }: Context, at: number): number => {
  for (let up = at; up >= 0; up = page.nodes[up]?.node.parent ?? -1) if (page.nodes[up]?.node.state.draggable) return up
  return at
}

/** Less sure where two are as good to drop it on, and where nothing shows that it can be dragged. */
const TIE = -0.3
const FIXED = -0.25

/** Drags one thing onto another. */
export const dragCandidates = (context: Context, { what, onto }: Drag): readonly Candidate[] => {
  const { page, trail, looks } = context
  const targets = resolve(page, onto, {
    fit: ({ node }) => (node.role === 'heading' ? 0.5 : isTypable(node) ? undefined : 0.7),
    trail,
    looks,
    isPlain: false,
    among: all(context),
  }).ranked
  const sound = targets.filter(({ unaccounted }) => unaccounted.length === 0)
  return toCandidates(
    resolve(page, what, {
      fit: ({ node }) => (node.state.draggable ? 1 : node.interactive ? 0.6 : 0.4),
      trail,
      looks,
      isPlain: false,
      among: all(context),
    }),
    scored => {
      const handle = handleOf(context, scored.at)
      const [target, second] = sound.filter(({ at }) => !isInside(page, handle, at))
      if (!target) return candidateFor(page, { ...scored, unaccounted: [onto.whole] }, {})
      const isTie = second !== undefined && second.score === target.score
      return candidateFor(page, scored, {
        actions: [actionOn(page, handle, 'drag', [page.nodes[target.at]?.node.ref ?? ''])],
        bonus: (isTie ? TIE : 0) + (page.nodes[handle]?.node.state.draggable ? 0 : FIXED),
      })
    },
  )
}

/** Presses keys: on what is named, else on what has the focus. */
export const keyCandidates = (context: Context, { chords, times, at }: Key): readonly Candidate[] => {
  const { page, trail, looks } = context
  const keys = Array.from({ length: Math.max(1, times) }, () => chords).flat()
  if (!at) return [pageCandidate([{ method: 'press', arguments: keys }], { score: 1.1 })]
  const resolved = resolve(page, at, {
    fit: ({ node }) => (node.interactive ? 0.8 : undefined),
    trail,
    looks,
    isPlain: true,
  })
  return toCandidates(resolved, scored =>
    candidateFor(page, scored, { actions: [actionOn(page, scored.at, 'press', keys)] }),
  )
}

/** Scrolls the page, a part of it, or to something. */
export const scrollCandidates = (context: Context, { direction, target }: Scroll): readonly Candidate[] => {
  const { page, trail, looks } = context
  if (!target) return [pageCandidate([{ method: 'scroll', arguments: [direction ?? 'down'] }], { score: 1.1 })]
  const isPage = target.kinds.includes('page') && target.head === ''
  if (isPage) return [pageCandidate([{ method: 'scroll', arguments: [direction ?? 'down'] }])]
  const resolved = resolve(page, target, {
    fit: ({ node }) => (node.role === 'heading' ? 1 : node.interactive ? 0.2 : 0.7),
    trail,
    looks,
    isPlain: false,
    among: all(context),
  })
  return toCandidates(resolved, scored =>
    candidateFor(page, scored, {
      actions: [actionOn(page, scored.at, 'scroll', direction && !isInto(direction) ? [direction] : [])],
    }),
  )
}

/** "Scroll down to the glossary" brings it into view; "scroll the list to the bottom" moves the list. */
const isInto = (direction: string): boolean => direction === 'down' || direction === 'up'

const TRAVEL = { back: 'go_back', forward: 'go_forward', reload: 'reload' } as const

export const historyCandidates = (_: Context, { to }: History): readonly Candidate[] => [
  pageCandidate([{ method: TRAVEL[to] }], { score: 0.9 }),
]

export const waitCandidates = (_: Context, { text }: Wait): readonly Candidate[] => [
  pageCandidate([{ method: 'wait_for', arguments: [text.text] }], { score: 0.8 }),
]

/** Sends a form: by the button that says so, else by the only one that sends. */
export const submitCandidates = (context: Context, { target, ...said }: Submit): readonly Candidate[] => {
  const { page, trail, looks } = context
  const deed = said.verb === '' ? 'submit' : said.verb
  const press = { ...said, act: 'press' as const, way: 'click' as const, deed, times: 1, isLabel: false }
  const named = pressCandidates(context, { ...press, target: target ?? nothingAt(said.span) })
  if (target && target.kinds.length === 0 && target.head !== '') return named
  const sending = resolve(page, nothingAt(said.span), {
    fit: ({ node }: PageNode) => (node.submits && node.role === 'button' ? 1 : undefined),
    trail,
    looks,
    isPlain: false,
  })
  const only =
    sending.ranked.length === 1 ? sending : { ranked: sending.ranked.filter(({ features }) => features.near === 1) }
  return [
    ...named,
    ...toCandidates(only, scored =>
      candidateFor(page, scored, { actions: [actionOn(page, scored.at, 'click')], bonus: 0.3 }),
    ),
  ]
}
