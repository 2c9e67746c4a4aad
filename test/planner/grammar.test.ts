import { describe, expect, test } from 'bun:test'
import { parseInstruction } from '../../src/planner/grammar/parse.ts'
import { loadLanguage } from '../../src/planner/language.ts'
import vectors from '../vectors/instructions.json'
import { intentLine } from './intent-line.ts'

interface Vector {
  readonly say: string
  readonly want?: readonly string[]
  readonly writes?: boolean
}

const language = await loadLanguage(() => new Date('2026-03-01T12:00:00Z'))
const table: readonly Vector[] = vectors
const read = (say: string) => {
  const parsed = parseInstruction(say, language)
  return parsed.kind === 'intents' ? parsed.intents : []
}

describe('sentences', () => {
  test('there are at least four hundred of them', () => {
    expect(table.length).toBeGreaterThanOrEqual(400)
  })
  for (const { say, want } of table.filter(vector => vector.want !== undefined)) {
    test(`“${say}”`, () => {
      expect(read(say).map(intentLine)).toEqual([...(want ?? [])])
    })
  }
})

describe('what asks for a write', () => {
  for (const { say, writes } of table.filter(vector => vector.writes !== undefined)) {
    test(`“${say}” ${writes === true ? 'does' : 'does not'}`, () => {
      expect(read(say).some(intent => intent.isWrite)).toBe(writes === true)
    })
  }
})

describe('a text that is no instruction', () => {
  test.each(['', '   ', '…!?', '—'])('“%s” is not understood', text => {
    expect(parseInstruction(text, language).kind).toBe('not_understood')
  })
  test('one that is too long is not read', () => {
    expect(parseInstruction('click '.repeat(3000), language).kind).toBe('not_understood')
  })
})
