import { describe, expect, test } from 'bun:test'
import { type Held, howHeld, toNumber } from '../../../src/browser/actions/holding.ts'

/** What a field says, what was asked for, and how it holds that. */
const CASES: readonly (readonly [string, string, Held])[] = [
  ['Harry', 'Harry', 'whole'],
  ['H', 'Harry', 'not'],
  ['HARRY', 'Harry', 'whole'],
  ['(555) 123-4567', '5551234567', 'whole'],
  ['4111 1111 1111 1111', '4111111111111111', 'whole'],
  ['125.50', '12550', 'whole'],
  ['1,200.00 $', '1200', 'whole'],
  ['1.200,50 €', '1200.5', 'whole'],
  ['12,50', '12.5', 'whole'],
  ['5', '-5', 'not'],
  ['-5', '5', 'not'],
  ['15', '1.5', 'not'],
  ['112', '12', 'not'],
  ['12', '112', 'not'],
  ['10001', '10.0.0.1 (gateway)', 'not'],
  ['abc', 'a@b.c', 'not'],
  ['New York, NY', 'New York', 'more'],
  ['12 kg', '12', 'whole'],
  ['••••', '4711', 'masked'],
  ['one two', 'one\ntwo', 'one-line'],
  ['one\n\ntwo', 'one\ntwo', 'whole'],
  ['one', 'one\ntwo', 'not'],
  ['', 'x', 'not'],
]

describe('how a field holds a text', () => {
  for (const [state, wanted, held] of CASES)
    test(`"${state}" holds "${wanted}": ${held}`, () => expect(howHeld(state, wanted)).toBe(held))
})

test('a number is read whichever sign is its point', () => {
  expect(['1,234.5', '1.234,5', '1 234', '1,234', '-3', '$ 0.99'].map(toNumber)).toEqual([
    1234.5, 1234.5, 1234, 1234, -3, 0.99,
  ])
})
