import type { Frame } from 'puppeteer-core'
import type { Effect } from '../../contract/action.ts'
import { readDocument } from '../perception/reading.ts'
import { call } from '../perception/world.ts'
import type { ExecuteOptions, Target } from './step.ts'

/** Numbers of the elements that are rendered in a frame. */
export type Appearance = ReadonlySet<number>

/** What is rendered in a frame now. */
export const readAppearance = async (frame: Frame): Promise<Appearance> =>
  new Set((await readDocument(frame)).nodes.map(node => node.id))

/** What was rendered in the target's document when the actions were planned; undefined where that is not known. */
export function plannedAppearance(target: Target, { snapshot, refs }: ExecuteOptions): Appearance | undefined {
  if (!snapshot) return undefined
  const numbers = snapshot.nodes.flatMap(node => {
    const known = refs.find(node.ref)
    return known?.doc === target.doc ? known.number : []
  })
  return numbers.length > 0 ? new Set(numbers) : undefined
}

const MAX_SHOWN = 4

/**
 * What has come to be rendered since, by style alone: a menu that shows on hover or focus. Elements in places that change
 * by themselves are left out.
 */
export async function findAppeared(target: Target, before: Appearance, { refs }: ExecuteOptions): Promise<Effect[]> {
  const { doc, nodes } = await readDocument(target.frame)
  if (doc !== target.doc) return []
  const fresh = nodes.filter(node => !before.has(node.id) && (node.name !== '' || node.text))
  if (fresh.length === 0) return []
  const restless = await call(
    target.frame,
    'restless',
    fresh.map(node => node.id),
  )
  return fresh
    .filter((_, i) => !restless[i])
    .slice(0, MAX_SHOWN)
    .map(node => ({
      kind: 'state',
      ref: refs.refFor({ frame: target.frame, doc, number: node.id }),
      detail: `shown: ${node.role} ${(node.name || (node.text ?? '')).slice(0, 60)}`,
    }))
}
