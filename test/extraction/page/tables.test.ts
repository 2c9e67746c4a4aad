import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { PageCapture } from '../../../src/contract/capture.ts'
import { extract } from '../../../src/extraction/extract.ts'
import { useChromium } from '../../support/chromium.ts'
import { serveSite } from '../../support/site.ts'
import { ask, captureHtml, pageOf } from '../support/captured.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

let page: PageCapture
beforeAll(async () => {
  page = await captureHtml(chromium, site, await pageOf('extraction-tables'))
}, 30_000)

describe('tables', () => {
  test('fill in spanned rows and columns', () => {
    expect(ask(page, 'Extract every row of the table with the columns: Line | 2024 | 2025')).toEqual([
      { Line: 'North', '2024': '1,200', '2025': '1,350' },
      { Line: 'South', '2024': '800', '2025': '790' },
      { Line: 'South', '2024': '60', '2025': '75' },
      { Line: 'Discontinued', '2024': 'Discontinued', '2025': '0' },
    ])
  })

  test('are chosen by the columns that are named, and read their fields', () => {
    expect(ask(page, 'Get all rows with the columns Pier, Depth (m) and Light')).toEqual([
      { Pier: 'A', 'Depth (m)': '12.5', Light: 'true' },
      { Pier: 'B', 'Depth (m)': '9', Light: 'false' },
    ])
  })

  test('are chosen by their caption, heading or accessible name', () => {
    expect(ask(page, 'Extract the piers table')).toHaveLength(2)
    expect(ask(page, 'Extract the table Tides')).toEqual([
      { Day: 'Mon', 'High water': '04:12' },
      { Day: 'Tue', 'High water': '05:01' },
    ])
  })

  test('may be made by style alone', () => {
    expect(ask(page, 'Extract the crew table')).toEqual([
      { Name: 'Ilse', Rank: 'Pilot' },
      { Name: 'Odd', Rank: 'Mate' },
    ])
  })

  test('without headers are read by what their values say', () => {
    const schema = {
      type: 'array',
      items: {
        type: 'object',
        properties: { city: { type: 'string' }, country: { type: 'string' }, berths: { type: 'integer' } },
      },
    }
    expect(ask(page, 'Extract the offices with city, country and number of berths', schema)).toEqual([
      { city: 'Oslo', country: 'Norway', berths: 14 },
      { city: 'Gdynia', country: 'Poland', berths: 9 },
    ])
  })

  test('answer for one cell', () => {
    expect(ask(page, 'What is the depth of pier B?')).toBe('9')
  })

  test('that are not rendered are not read', () => {
    expect(extract({ instruction: 'Extract the table with the columns: Secret | Value' }, page).kind).toBe(
      'nothing_found',
    )
  })
})
