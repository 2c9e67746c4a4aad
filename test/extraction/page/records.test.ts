import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { PageCapture } from '../../../src/contract/capture.ts'
import { extract } from '../../../src/extraction/extract.ts'
import { useChromium } from '../../support/chromium.ts'
import { serveSite } from '../../support/site.ts'
import { ask, captureHtml, pageOf } from '../support/captured.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

let shop: PageCapture
let thread: PageCapture
beforeAll(async () => {
  shop = await captureHtml(chromium, site, await pageOf('extraction-shop'))
  thread = await captureHtml(chromium, site, await pageOf('extraction-thread'))
}, 30_000)

describe('records', () => {
  test('are read from a product grid by their shape', () => {
    expect(ask(shop, 'Extract the name and price of every product')).toEqual([
      { name: 'Aurora', price: '19,90 €' },
      { name: 'Borealis', price: '1.249,00 €' },
      { name: 'Corona', price: '8,50 €' },
      { name: 'Dusk', price: '45,00 €' },
    ])
  })

  test('take names and types from a schema, and null where one has nothing', () => {
    const schema = {
      type: 'object',
      properties: {
        lamps: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              title: { type: 'string' },
              price: { type: 'number' },
              rating: { type: 'number' },
              added: { type: 'string', format: 'date' },
              voltage: { type: 'number' },
            },
          },
        },
      },
    }
    expect(ask(shop, 'All lamps', schema)).toEqual({
      lamps: [
        { title: 'Aurora', price: 19.9, rating: 4.5, added: '2026-03-03', voltage: null },
        { title: 'Borealis', price: 1249, rating: 3.9, added: '2026-01-12', voltage: null },
        { title: 'Corona', price: 8.5, rating: 4.8, added: '2025-11-30', voltage: null },
        { title: 'Dusk', price: 45, rating: null, added: '2026-05-01', voltage: null },
      ],
    })
  })

  test('carry links, pictures and their texts when asked', () => {
    const rows = ask(shop, 'List every product with its name, link and image')
    expect(rows).toContainEqual({ name: 'Corona', link: site.url('/p/corona'), image: site.url('/img/corona.jpg') })
  })

  test.each([
    ['Get the names of the products under 20 €', ['Aurora', 'Corona']],
    ['List the names of all products over 40 euros', ['Borealis', 'Dusk']],
    ['List the names of the products between 10 € and 50 €', ['Aurora', 'Dusk']],
    ['List the names of the products in stock', ['Aurora', 'Corona', 'Dusk']],
    ['List the names of the first two products', ['Aurora', 'Borealis']],
    ['List the names of the last 2 products', ['Corona', 'Dusk']],
    ['List the names of the products sorted by price', ['Corona', 'Aurora', 'Dusk', 'Borealis']],
    ['List the product names sorted by price from highest to lowest', ['Borealis', 'Dusk', 'Aurora', 'Corona']],
    ['List the names of the two cheapest products', ['Corona', 'Aurora']],
    ['List the names of the products sorted by date, newest first', ['Dusk', 'Aurora', 'Borealis', 'Corona']],
    ['List the names of the products in stock under 10 €', ['Corona']],
  ])('are filtered, sorted and counted: %s', (instruction, expected) => {
    expect(ask(shop, instruction)).toEqual(expected)
  })

  test('are told apart where they nest', () => {
    expect(ask(thread, 'Extract handle, date, text and score of every post')).toEqual([
      { handle: 'pia', date: '2 Jan 2026', text: 'Mine drips at the seam.', score: '7' },
      { handle: 'otto', date: '2 Jan 2026', text: 'Re: seams, try solder.', score: '12' },
      { handle: 'lin', date: '3 Jan 2026', text: 'Buy a new one.', score: '1' },
    ])
  })

  test('have the name of their group as a field', () => {
    expect(ask(thread, 'List all tasks with their title and column')).toEqual([
      { title: 'Paint door', column: 'Open' },
      { title: 'Fix hinge', column: 'Open' },
      { title: 'Sweep yard', column: 'Done' },
    ])
  })

  test('are found by the heading above them', () => {
    expect(ask(thread, 'List the popular now topics')).toEqual(['Best teapots', 'Descaling'])
    expect(ask(thread, 'List the items under Off topic in the rules')).toEqual(['Politics', 'Weather'])
  })

  test('are not made up: what the page lacks is said, with what it has', () => {
    const outcome = extract({ instruction: 'List all flights with airline and departure' }, shop)
    expect(outcome.kind).toBe('nothing_found')
    if (outcome.kind === 'nothing_found') {
      expect(outcome.available.title).toBe('Lamps')
      expect(outcome.available.lists.some(list => list.rows === 4)).toBe(true)
    }
  })

  test('have the price that is asked now, however it is drawn', async () => {
    const drawn = [
      '<s>£60.00</s> <b>£45.50</b>',
      '<span>£</span><span>12</span><sup>75</sup>',
      '<span>£1,204</span><sup>20</sup>',
      '<span class="was">£9.00</span><span>£7.00</span>',
      '£33',
    ]
    const cards = drawn.map((price, i) => `<li class="card"><h3>Rug ${i}</h3><div class="price">${price}</div></li>`)
    const rugs = await captureHtml(chromium, site, `<html lang="en"><h1>Rugs</h1><ul>${cards.join('')}</ul></html>`)
    const items = { type: 'object', properties: { name: { type: 'string' }, price: { type: 'number' } } }
    const rows = ask(rugs, 'List the rugs with name and price', { type: 'array', items }) as { price: number }[]
    expect(rows.map(({ price }) => price)).toEqual([45.5, 12.75, 1204.2, 7, 33])
  })
})
