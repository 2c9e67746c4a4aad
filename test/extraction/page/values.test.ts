import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { dateIn, kindOf } from '../../../src/extraction/page/values.ts'
import { priceIn, priceTextIn } from '../../../src/language/amounts.ts'
import { numberIn } from '../../../src/language/numbers.ts'

describe('numbers', () => {
  test.each([
    ['1,234', 1234],
    ['1.234,56', 1234.56],
    ['1,234.56', 1234.56],
    ['12,5', 12.5],
    ['1 234 567', 1234567],
    ['1’234.50', 1234.5],
    ['about 42 people', 42],
    ['−3.5', -3.5],
    ['0,750', 0.75],
  ])('%s', (text, value) => {
    expect(numberIn(text)).toBe(value)
  })

  test('there is none in words', () => {
    expect(numberIn('no figure here')).toBeUndefined()
  })

  test('are read back however they are grouped', () => {
    const locales = ['en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN'] as const
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999 }),
        fc.integer({ min: 0, max: 99 }),
        fc.constantFrom(...locales),
        (whole, cents, locale) => {
          const value = whole + cents / 100
          const written = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
            value,
          )
          expect(numberIn(written)).toBeCloseTo(value, 6)
        },
      ),
    )
  })
})

describe('prices', () => {
  test.each([
    ['$12.90', { amount: 12.9, currency: 'USD' }],
    ['19,90 €', { amount: 19.9, currency: 'EUR' }],
    ['€ 1.249,00 incl. VAT', { amount: 1249, currency: 'EUR' }],
    ['£89.00', { amount: 89, currency: 'GBP' }],
    ['CHF 45.-', { amount: 45, currency: 'CHF' }],
    ['1 200 kr', { amount: 1200, currency: 'SEK' }],
    ['US$5', { amount: 5, currency: 'USD' }],
    ['250 PLN', { amount: 250, currency: 'PLN' }],
  ])('%s', (text, price) => {
    expect(priceIn(text)).toEqual(price)
  })

  test.each([
    ['1.226 €', 'de', 1226],
    [',89 €', 'de', 0.89],
    ['£.99', 'en', 0.99],
    ['12.990,- €', 'de', 12990],
    ['Fr. 80.–', 'de-CH', 80],
    ['₹1,23,456.00', 'en-IN', 123456],
    ['19 € 95', 'fr', 19.95],
    ['3 € 20 pièces', 'fr', 3],
    ['2 zł 50', 'pl', 2.5],
    ['$499.00 $349.00', 'en', 349],
    ['Was $499.00, now $349.00', 'en', 349],
    ['statt 499 € jetzt 349 €', 'de', 349],
    ['$12.99$1299', 'en', 12.99],
    ['$349 – $499', 'en', 349],
  ])('%s on a page in %s', (text, language, amount) => {
    expect(priceIn(text, language)?.amount).toBe(amount)
  })

  test('are cut out of a text as written', () => {
    expect(priceTextIn('Price: € 1.249,00 incl. VAT')).toBe('€ 1.249,00')
  })

  test('need a currency', () => {
    expect(priceIn('12 pieces')).toBeUndefined()
    expect(priceIn('room 12a')).toBeUndefined()
  })

  test('are read back in every currency style', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999_999 }),
        fc.constantFrom('EUR', 'USD', 'GBP', 'PLN'),
        fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'pl-PL'),
        (cents, currency, locale) => {
          const written = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(cents / 100)
          expect(priceIn(written)?.amount).toBeCloseTo(cents / 100, 6)
        },
      ),
    )
  })
})

describe('dates', () => {
  test.each([
    ['14 April 2026', '2026-04-14'],
    ['April 14, 2026', '2026-04-14'],
    ['2026-04-14T10:00:00Z', '2026-04-14'],
    ['Posted on 3 Mar 2025', '2025-03-03'],
  ])('%s', (text, date) => {
    expect(dateIn(text)).toBe(date)
  })

  test.each(['yesterday', 'Mon', '3 Nov', 'room 12'])('are not guessed: %s', text => {
    expect(dateIn(text)).toBeUndefined()
  })
})

test.each([
  ['a@b.example', 'email'],
  ['https://a.example/x', 'link'],
  ['09:41', 'time'],
  ['3 days ago', 'date'],
  ['+47 22 33 44 55', 'phone'],
  ['15.2 kg', 'number'],
  ['€5', 'price'],
  ['Oslo', 'text'],
] as const)('%s is a %s', (text, kind) => {
  expect(kindOf(text)).toBe(kind)
})
