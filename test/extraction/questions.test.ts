import { describe, expect, test } from 'bun:test'
import { readQuestion } from '../../src/extraction/question/question.ts'

const names = (instruction: string): string[] => readQuestion(instruction).fields.map(field => field.name)

describe('an instruction', () => {
  test.each([
    ['Extract every row of the table with the columns: Year | Title', 'table', ['Year', 'Title']],
    ['List all books with their title, author and price', 'records', ['title', 'author', 'price']],
    ['Get the name and opening hours of every branch', 'records', ['name', 'opening hours']],
    ['Extract the order lines: article, amount and sum', 'records', ['article', 'amount', 'sum']],
    ['Extract the title and price of the product', 'fields', ['title', 'price']],
    ['What is the total of the invoice?', 'value', ['total']],
    ['How much does the blue chair cost?', 'value', ['price']],
    ['How many seats does the hall have?', 'value', ['seats']],
    ['product names and prices', 'records', ['name', 'price']],
    ['Get every product. Return [{name, price, sku}]', 'records', ['name', 'price', 'sku']],
    ['Extract the main content of this page as text. Return {title, text}.', 'main', ['title', 'text']],
  ])('%s', (instruction, kind, fields) => {
    expect(readQuestion(instruction).kind).toBe(kind as 'main')
    expect(names(instruction)).toEqual(fields)
  })

  test.each([
    ['List the hotels under 120 €', { kind: 'compare', sign: '<', value: 120, field: 'price' }],
    ['Rooms costing at least $1,200', { kind: 'compare', sign: '>=', value: 1200, field: 'price' }],
    [
      'Contacts with a deal value over 20000, name and city',
      { kind: 'compare', sign: '>', value: 20000, field: 'deal value' },
    ],
    ['List all lamps in stock', { kind: 'stock', wanted: true }],
    ['List the talks whose room is Aula', { kind: 'equals', field: 'room', value: 'Aula' }],
    ['List the posts containing "solder"', { kind: 'contains', value: 'solder' }],
  ])('has a condition: %s', (instruction, filter) => {
    expect(readQuestion(instruction).filters).toMatchObject([filter])
  })

  test('leaves what may be a value of the page to the page', () => {
    const open = readQuestion('Which jobs are in Dublin?').words.filter(word => word.isOpen)
    expect(open.map(word => word.text)).toEqual(['jobs', 'dublin'])
  })

  test('has a count and an order', () => {
    expect(readQuestion('List the first five entries')).toMatchObject({ limit: 5, filters: [] })
    expect(readQuestion('List the last 3 entries')).toMatchObject({ limit: 3, fromEnd: true })
    expect(readQuestion('List the three cheapest lamps')).toMatchObject({
      limit: 3,
      order: { field: 'price', descending: false },
    })
    expect(readQuestion('All games sorted by rating, highest first')).toMatchObject({
      order: { field: 'rating', descending: true },
    })
    expect(readQuestion('the post with the most votes')).toMatchObject({
      limit: 1,
      order: { field: 'votes', descending: true },
    })
  })

  test('has a place', () => {
    expect(readQuestion('List the items under Fees in the price list').scopes).toEqual(['Fees', 'price list'])
  })
})
