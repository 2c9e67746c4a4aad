import { describe, expect, setDefaultTimeout, test } from 'bun:test'
import fc from 'fast-check'
import { hasSecretShape } from '../../src/lib/secret-shape.ts'
import { createPlanner } from '../../src/planner/planner.ts'
import vectors from '../vectors/instructions.json'
import { follow } from './following.ts'
import { page } from './pages/page.ts'

setDefaultTimeout(120_000)

const planner = createPlanner(() => new Date('2026-03-01T12:00:00Z'))
const empty = page('Empty', [])
const bare = { ...empty, nodes: [] }
const busy = page('Busy', [
  ['heading', 'Fruit', { level: 1 }],
  ['checkbox', 'Figs', { state: { checked: false } }],
  ['textbox', 'Search', {}],
  ['button', 'Delete', {}],
])

const words = [...new Set(vectors.flatMap(vector => vector.say.split(' ')))]
const marks = ['"', '“', '«', "'", '>', ':', ',', '.', ';', '(', ')', '#', '@e3', '—', '\n', '']
const jumbled = fc
  .array(fc.oneof(fc.constantFrom(...words), fc.constantFrom(...marks)), { maxLength: 24 })
  .map(list => list.join(' '))
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 200 }), jumbled)

/** Acts that need no element: a key, scrolling, the history, waiting. */
const NEEDS_NO_ELEMENT = /^(?:press|scroll|go_back|go_forward|reload|wait_for)$/

const act = (
  instruction: string,
  snapshot: typeof empty,
): readonly { readonly ref?: string; readonly method: string }[] => {
  const { actions } = follow(instruction, snapshot)
  return actions
}

describe('random text', () => {
  test('never throws and never acts on an element of an empty page', () => {
    fc.assert(
      fc.property(text, instruction => {
        for (const snapshot of [empty, bare]) {
          const actions = act(instruction, snapshot)
          expect(actions.every(action => action.ref === undefined && NEEDS_NO_ELEMENT.test(action.method))).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('acts on a page only by elements that are there', () => {
    const refs = new Set(busy.nodes.map(node => node.ref))
    fc.assert(
      fc.property(text, instruction => {
        expect(act(instruction, busy).every(action => action.ref === undefined || refs.has(action.ref))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('is ranked and searched for secrets without throwing', () => {
    fc.assert(
      fc.property(text, instruction => {
        expect(typeof hasSecretShape(instruction)).toBe('boolean')
        expect(planner.rank(instruction, busy).length).toBeLessThanOrEqual(busy.nodes.length)
      }),
      { numRuns: 300 },
    )
  })
})
