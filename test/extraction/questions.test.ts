import { describe, expect, test } from 'bun:test'
import { readQuery } from '../../src/extraction/query/read-query.ts'

const listing = (instruction: string, language = 'en') => {
  const { fields, isMany } = readQuery(instruction, language).listing
  return [fields.map(({ name }) => name).join(' | '), isMany]
}
const open = (instruction: string): string[] =>
  readQuery(instruction, 'en')
    .said.filter(({ role }) => role === 'open')
    .map(({ word }) => word)

describe('what is listed', () => {
  test.each([
    ['Extract every row of the table with the columns: Year | Title', 'Year | Title', true],
    ['List all books with their title, author and price', 'title | author | price', true],
    ['Get the name and opening hours of every branch', 'name | opening hours', true],
    ['Extract the order lines: article, amount and sum', 'article | amount | sum', true],
    ['Extract the title and price of the product', 'title | price', false],
    ['Titles of jobs with a deadline after March 2026', 'Title', true],
    ['job titles and links', 'title | link', true],
    ['the accounts and their balances', 'account | balance', true],
    ['Get every product. Return [{name, price, sku}]', 'name | price | sku', true],
    ['price, material and weight of the lamp', 'price | material | weight', false],
    ['Which lamps are on sale? Name and price', 'Name | price', undefined],
    ['lamps under 20 EUR, cheapest first: name, price', 'name | price', true],
    ['How many seats does the hall have?', '', undefined],
  ])('%s', (instruction, names, isMany) => {
    expect(listing(instruction)).toEqual([names, isMany])
  })

  test.each([
    ['Alle Positionen mit Artikel, Menge und Betrag', 'de', 'Artikel | Menge | Betrag'],
    ['Liste des articles avec leur prix et leur stock', 'fr', 'prix | stock'],
    ['Donne-moi le nom et le prix de chaque article', 'fr', 'nom | prix'],
    ['omschrijving en bedrag van elke regel', 'nl', 'omschrijving | bedrag'],
    ['Lista de libros con título y precio', 'es', 'título | precio'],
  ])('%s', (instruction, language, names) => {
    expect(listing(instruction, language)[0]).toBe(names)
  })

  test.each([
    ['Rooms costing at least $1,200', { sign: '>=', amount: 1200, unit: 'money' }],
    ['lamps under 80 €: name', { sign: '<', amount: 80, unit: 'money' }],
    ['vehicles with more than 40,000 km', { sign: '>', amount: 4e7, plain: 40_000, unit: 'metre' }],
  ])('has a condition: %s', (instruction, comparison) => {
    expect(readQuery(instruction, 'en').comparisons).toMatchObject([comparison])
  })

  test.each([
    ['games sorted by rating, highest first', { concept: 'rating', isDescending: true, isSort: true }],
    ['name and rating, best first', { concept: 'rating', isDescending: true, isSort: true }],
    ['line items, highest amount first', { concept: 'amount', isDescending: true, isSort: true }],
    ['the three cheapest lamps', { concept: 'price', isDescending: false }],
  ])('has an order: %s', (instruction, order) => {
    expect(readQuery(instruction, 'en').order).toMatchObject(order)
  })

  test('has a count', () => {
    expect(readQuery('List the last 3 entries', 'en')).toMatchObject({ limit: 3, nth: -1 })
    expect(readQuery('the three cheapest lamps', 'en')).toMatchObject({ limit: 3 })
  })

  test('leaves what may be a value of the page to the page', () => {
    expect(open('Which jobs are in Dublin?')).toEqual(['jobs', 'dublin'])
    expect(open('List the items under Road in the forum rules')).toEqual(['road', 'forum', 'rules'])
  })
})
