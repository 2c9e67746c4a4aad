import { countOf } from '../../language/numbers.ts'
import type { Page, PageNode } from '../page/page.ts'
import type { Description, Put } from '../reading/intent.ts'
import { actionOn, type Candidate, candidateFor } from './candidate.ts'
import type { Context } from './context.ts'
import { resolve } from './resolve.ts'

/* A number between two buttons, one for more and one for fewer: it is set by pressing them. */

const MOST_PRESSES = 30
const NUMBER = /^(?:[^\d]{0,30}\s)?(\d{1,4})\s*$/

interface Counter {
  readonly more: number
  readonly fewer: number
  readonly now: number
}

const isFor = ({ words, extra, label }: PageNode, concept: 'increase' | 'decrease'): boolean => {
  const sign = concept === 'increase' ? /^\s*[+＋]\s*$/ : /^\s*[-−–]\s*$/
  return sign.test(label) || [...words, ...extra].some(({ concepts }) => concepts.includes(concept))
}

const counterAt = (page: Page, more: PageNode): Counter | undefined => {
  const { parent } = more.node
  const holder = page.nodes[parent]
  if (!holder || !isFor(more, 'increase')) return undefined
  const inside = page.nodes.slice(parent, holder.end)
  const fewer = inside.filter(other => other.node.role === 'button' && other.at !== more.at)
  const texts = inside.flatMap(({ node }) => NUMBER.exec(node.text ?? node.value ?? '')?.[1] ?? [])
  const [only] = fewer
  if (!only || fewer.length > 1 || !isFor(only, 'decrease') || texts.length !== 1) return undefined
  return { more: more.at, fewer: only.at, now: Number(texts[0]) }
}

/** Sets a number by the buttons beside it. */
export const counterCandidates = (
  { page, trail, looks }: Context,
  { value, way }: Put,
  field: Description,
): readonly Candidate[] => {
  const wanted = countOf(value.text.trim())
  if (wanted === undefined || way === 'append' || way === 'type') return []
  const counters = page.operable.flatMap(at => {
    const element = page.nodes[at] as PageNode
    return element.node.role === 'button' ? (counterAt(page, element) ?? []) : []
  })
  const among = counters.map(({ more }) => more)
  if (among.length === 0) return []
  const { ranked } = resolve(page, { ...field, kinds: [] }, { fit: () => 1, trail, looks, isPlain: false, among })
  return ranked.flatMap(scored => {
    const counter = counters.find(({ more }) => more === scored.at)
    const missing = way === 'raise' ? wanted : way === 'reduce' ? -wanted : wanted - (counter?.now ?? 0)
    if (!counter || Math.abs(missing) > MOST_PRESSES) return []
    const press = actionOn(page, missing > 0 ? counter.more : counter.fewer, 'click')
    return [
      candidateFor(page, scored, {
        actions: Array.from({ length: Math.abs(missing) }, () => press),
        isAlready: missing === 0,
      }),
    ]
  })
}
