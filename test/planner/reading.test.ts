import { describe, expect, setDefaultTimeout, test } from 'bun:test'
import { createPlanner } from '../../src/planner/planner.ts'
import { readInstruction } from '../../src/planner/reading/readings.ts'
import vectors from '../vectors/instructions.json'

interface Vector {
  readonly say: string
  readonly writes?: boolean
}

setDefaultTimeout(120_000)

const planner = createPlanner(() => new Date('2026-03-01T12:00:00Z'))
const table: readonly Vector[] = vectors

const isWrite = (say: string): boolean => {
  const parsed = planner.parse(say)
  return parsed.kind === 'understood' && parsed.isWrite
}

test('every sentence is understood', () => {
  expect(table.length).toBeGreaterThanOrEqual(400)
  expect(table.filter(({ say }) => planner.parse(say).kind === 'not_understood').map(({ say }) => say)).toEqual([])
})

describe('what asks for a write', () => {
  const judged = table.filter(({ writes }) => writes !== undefined)
  test('is known by its words', () => {
    expect(judged.filter(({ say, writes }) => isWrite(say) !== writes).map(({ say }) => say)).toEqual([])
  })
})

describe('a text that is no instruction', () => {
  test.each(['', '   ', '…!?', '—'])('“%s” is not understood', text => {
    expect(planner.parse(text).kind).toBe('not_understood')
  })
  test('one that is too long is not read', () => {
    expect(planner.parse('click '.repeat(3000)).kind).toBe('not_understood')
  })
})

test('what comes after a step is read in all ways anew: "and" is a joint, or part of a name', () => {
  const { read } = readInstruction('Enter Mo as full name, Elm Row as street and number and press Next')
  const start = read()
  const [first] = start.kind === 'readings' ? start.readings : []
  const rest = read(first?.after)
  const fields = (rest.kind === 'readings' ? rest.readings : []).flatMap(({ steps: [step] }) =>
    step?.act === 'put' ? (step.field?.head ?? []) : [],
  )
  expect(fields).toContain('street and number')
  expect(fields).toContain('street')
})
