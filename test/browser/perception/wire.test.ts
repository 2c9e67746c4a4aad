import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { type FrameNode, packNodes, unpackNodes } from '../../../src/browser/injected/wire.ts'

const node = fc.record<FrameNode>(
  {
    id: fc.integer({ min: 1, max: 25 }),
    parent: fc.integer({ min: 0, max: 3 }),
    tag: fc.constantFrom('a', 'td'),
    role: fc.constantFrom('link', 'cell'),
    name: fc.constantFrom('', 'Log', 'Line'),
    box: fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1), fc.nat(1)),
    interactive: fc.boolean(),
    text: fc.constantFrom('', 'more'),
    state: fc.record({ pressed: fc.boolean(), offscreen: fc.constant(true as const) }, { requiredKeys: [] }),
    value: fc.constantFrom('Ann', 'Bo'),
    options: fc.array(
      fc.record({
        ...{ name: fc.constantFrom('N', 'S'), value: fc.constant('v') },
        ...{ selected: fc.boolean(), disabled: fc.constant(false) },
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['id', 'parent', 'tag', 'role', 'name', 'box', 'interactive'] },
)

const nodes = fc.uniqueArray(node, { selector: ({ id }) => id, maxLength: 14 })

test('nodes told by what is otherwise than before are the nodes themselves', () => {
  fc.assert(
    fc.property(nodes, nodes, (before, now) => {
      const sent = JSON.parse(JSON.stringify(packNodes(now, { key: 'k', nodes: before })))
      expect(unpackNodes(sent, before)).toEqual(now)
    }),
    { numRuns: 400 },
  )
})

test('of nodes that were there before, moved ones too, nothing is told again', () => {
  fc.assert(
    fc.property(nodes, fc.nat(14), (before, from) => {
      const now = [...before.slice(from), ...before.slice(0, from)]
      const sent = packNodes(now, { key: 'k', nodes: structuredClone(before) })
      expect(sent.numbers).toEqual([])
      expect(unpackNodes(sent, before)).toEqual(now)
    }),
  )
})
