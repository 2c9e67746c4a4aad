import type { Frame } from 'puppeteer-core'
import { AppError } from '../../lib/errors.ts'
import { call } from '../perception/world.ts'
import { insidesOf } from '../tab.ts'
import { shortUrl } from './effect.ts'
import { aimAt } from './pointing.ts'
import type { Outcome, Step } from './step.ts'

type Move = { axis: 'x' | 'y'; by?: number; to?: 'start' | 'end' }

/** A page of a scroll is most of what shows, so that the eye keeps its place. */
const PAGE = 0.85

const WORDS: Readonly<Record<string, Move>> = {
  down: { axis: 'y', by: PAGE },
  up: { axis: 'y', by: -PAGE },
  right: { axis: 'x', by: PAGE },
  left: { axis: 'x', by: -PAGE },
  top: { axis: 'y', to: 'start' },
  bottom: { axis: 'y', to: 'end' },
}

function toMove(word: string): Move {
  const by = /^by:(-?\d+)(?:px)?$/.exec(word)
  if (by) return { axis: 'y', by: Number(by[1]) }
  const move = WORDS[word]
  if (move) return move
  throw new AppError('action_not_supported', `cannot scroll "${word.slice(0, 20)}"`)
}

/** How long a page may take to bring more to scroll to, in ms. */
const MORE_MS = 1_200

/** Scrolls; at the end of what there is, waits once for what a page loads as it is scrolled. */
async function scrollOn(
  { options }: Step,
  { frame, number, move }: { readonly frame: Frame; readonly number: number; readonly move: Move },
): Promise<number> {
  const endsAt = performance.now() + MORE_MS
  for (;;) {
    const moved = await options.deadline.race(call(frame, 'scrollStep', number, move))
    const left = endsAt - performance.now()
    if (moved !== 0 || left <= 0 || !goesOn(move)) return moved
    await options.deadline.race(call(frame, 'nextChange', left))
  }
}

const goesOn = ({ by, to }: Move): boolean => to === 'end' || (by ?? 0) > 0

/** Scrolls the page, or the box around an element; without a direction, an element into view. */
export async function scroll(step: Step): Promise<Outcome> {
  const { target, action, tab } = step
  const [word] = action.arguments ?? []
  if (!word && target) return await scrollTo(step)
  const frame = target?.frame ?? insidesOf(tab).page.mainFrame()
  const moved = await scrollOn(step, { frame, number: target?.number ?? 0, move: toMove(word ?? 'down') })
  if (moved === 0) throw new AppError('no_effect', `there is nothing more to scroll ${word ?? 'down'}`)
  return { effects: [{ kind: 'scroll', detail: `${Math.round(moved)} px` }], ...(target && { target }) }
}

async function scrollTo(step: Step): Promise<Outcome> {
  const { target } = step
  if (!target) throw new AppError('target_not_found', 'there is nothing to scroll to')
  const before = await call(target.frame, 'place', target.number)
  const aimed = await aimAt(step, target)
  const after = await call(aimed.target.frame, 'place', aimed.target.number)
  const distance = Math.round((before?.y ?? 0) - (after?.y ?? 0))
  const effects =
    distance === 0 ? [] : [{ kind: 'scroll' as const, ref: target.ref, detail: `${distance} px, into view` }]
  return { effects, already: distance === 0, facts: aimed.facts, target: aimed.target }
}

/** Moves through the tab's history or loads its page anew. */
export async function travel(step: Step): Promise<Outcome> {
  const { tab, action, options } = step
  const { deadline } = options
  const loaded =
    action.method === 'go_back'
      ? await tab.goBack({ deadline })
      : action.method === 'go_forward'
        ? await tab.goForward({ deadline })
        : await tab.reload({ deadline })
  return { effects: [{ kind: 'navigation', detail: shortUrl(loaded.url) }] }
}
