import { expect, test } from 'bun:test'
import { measureIn, priceIn, priceTextIn } from '../../src/language/amounts.ts'
import { countOf, numberIn, ordinalOf, timesOf, toNumber } from '../../src/language/numbers.ts'

test.each([
  ['1,299.50', undefined, 1299.5],
  ['1.299,50', undefined, 1299.5],
  ['1 299,50', undefined, 1299.5],
  ["1'299", undefined, 1299],
  ['1,226', undefined, 1226],
  ['1.226', undefined, 1.226],
  ['1.226', 'de', 1226],
  ['1.226', 'en', 1.226],
  ['1,226', 'fr', 1.226],
  ['1,5', 'en', 1.5],
  ['-20', undefined, -20],
  ['−3.5', undefined, -3.5],
  ['none', undefined, undefined],
] as const)('“%s” in %p is %p', (text, language, value) => {
  expect(toNumber(text, language)).toBe(value as number)
})

test.each([
  ['twelve', 12],
  ['twenty-five', 25],
  ['a dozen', 12],
  ['fünf', 5],
  ['trois', 3],
  ['17', 17],
  ['several', undefined],
] as const)('“%s” counts %p', (text, value) => {
  expect(countOf(text)).toBe(value as number)
})

test.each([
  ['third', 3],
  ['21st', 21],
  ['last', -1],
  ['second to last', -2],
  ['dritte', 3],
  ['dernière', -1],
  ['3.', 3],
  ['three', undefined],
] as const)('“%s” is place %p', (text, value) => {
  expect(ordinalOf(text)).toBe(value as number)
})

test('how often', () => {
  expect(['twice', 'three times', '3x', '4 times', 'zweimal', 'often'].map(timesOf)).toEqual([2, 3, 3, 4, 2, undefined])
})

test.each([
  ['Price: € 1.249,00 incl. VAT', undefined, 1249, 'EUR'],
  ['1.226 €', 'de', 1226, 'EUR'],
  ['1.226 €', 'en', 1.226, 'EUR'],
  ['from $4.50 a month', undefined, 4.5, 'USD'],
  ['CHF 12k', undefined, 12_000, 'CHF'],
  ['45,- kr', undefined, 45, 'SEK'],
] as const)('“%s” in %p is %p %s', (text, language, amount, currency) => {
  expect(priceIn(text, language)).toEqual({ amount, currency })
})

test('what is no amount of money is none', () => {
  expect(['Room 12', '5 in stock', 'kr', '€'].map(text => priceIn(text))).toEqual(Array(4).fill(undefined))
  expect(priceTextIn('now only € 1.249,00 incl. VAT')).toBe('€ 1.249,00')
})

test('measures come in the base unit of their kind', () => {
  expect(measureIn('2.5 MB, a picture')).toEqual({ amount: 2.5e6, kind: 'byte' })
  expect(measureIn('takes 1.5 h')).toEqual({ amount: 90, kind: 'minute' })
  expect(measureIn('3 in stock')).toBeUndefined()
})

test('the first number of a text', () => {
  expect(['12 of 40', 'v2 has 3', 'none', 'about 1 299,50 kr'].map(text => numberIn(text))).toEqual([
    12,
    3,
    undefined,
    1299.5,
  ])
})
