import { NOTHING } from './cases.ts'
import type { morePages } from './more-pages.ts'

/** What is asked of the second set of pages, and the truth. */
export interface MoreCase {
  readonly page: keyof typeof morePages
  readonly ask: string
  readonly expect: unknown
}

/** Objects of these keys, one for each row. */
const rows = (keys: string, ...values: (readonly unknown[])[]) =>
  values.map(row => Object.fromEntries(keys.split(' ').map((key, i) => [key, row[i]])))

export const MORE_CASES: readonly MoreCase[] = [
  { page: 'stays', ask: 'hotel names with free cancellation', expect: ['Casa do Rio', 'Hotel Ancora'] },
  {
    page: 'stays',
    ask: 'name and rating, best first',
    expect: rows('name rating', ['Hotel Ancora', 4.8], ['Casa do Rio', 4.6], ['Torre Vista', 4.1], ['Porto Nest', 3.9]),
  },
  {
    page: 'stays',
    ask: 'List the hotels with breakfast included: name and price',
    expect: rows('name price', ['Casa do Rio', 118], ['Torre Vista', 92]),
  },
  { page: 'stays', ask: 'Which hotels offer free cancellation?', expect: ['Casa do Rio', 'Hotel Ancora'] },
  { page: 'stays', ask: 'hotels without free cancellation', expect: ['Torre Vista', 'Porto Nest'] },
  {
    page: 'stays',
    ask: 'Show hotels rated above 4 with name and price',
    expect: rows('name price', ['Casa do Rio', 118], ['Torre Vista', 92], ['Hotel Ancora', 164]),
  },
  {
    page: 'stays',
    ask: 'price and name of each hotel, cheapest first',
    expect: rows('price name', [71, 'Porto Nest'], [92, 'Torre Vista'], [118, 'Casa do Rio'], [164, 'Hotel Ancora']),
  },
  { page: 'stays', ask: 'Does any hotel have a sauna?', expect: NOTHING },
  {
    page: 'boutique',
    ask: 'Liste des articles avec leur prix et leur stock',
    expect: rows('prix stock', [7.9, 'En stock'], [32, 'Rupture'], [11.5, 'En stock']),
  },
  {
    page: 'boutique',
    ask: 'Liste des articles avec nom, marque et prix',
    expect: rows(
      'nom marque prix',
      ['Carnet ligné', 'Clairefont', 7.9],
      ['Stylo plume', 'Lamie', 32],
      ['Encre bleue', 'Herbine', 11.5],
    ),
  },
  { page: 'boutique', ask: 'Quel est le prix du stylo plume ?', expect: 32 },
  { page: 'boutique', ask: 'Combien coûte le carnet ligné ?', expect: 7.9 },
  {
    page: 'boutique',
    ask: 'Donne-moi le nom et le prix de chaque article',
    expect: rows('nom prix', ['Carnet ligné', 7.9], ['Stylo plume', 32], ['Encre bleue', 11.5]),
  },
  { page: 'parcel', ask: 'Which destination countries can I choose?', expect: ['Belgium', 'Chile', 'Denmark'] },
  { page: 'parcel', ask: 'List the options of the service field', expect: ['Economy', 'Express'] },
  { page: 'parcel', ask: 'Which destination country is selected?', expect: 'Chile' },
  { page: 'parcel', ask: 'What is the weight?', expect: 3 },
  { page: 'parcel', ask: 'all options for destination country', expect: ['Belgium', 'Chile', 'Denmark'] },
  {
    page: 'versions',
    ask: 'version, date and downloads of every release',
    expect: rows(
      'version date downloads',
      ['v3.1.0', '2026-02-12', 1204],
      ['v3.0.2', '2026-01-03', 880],
      ['v3.0.1', '2025-12-21', 415],
      ['v3.0.0', '2025-12-15', 2310],
    ),
  },
  { page: 'versions', ask: 'Which release has the most downloads?', expect: 'v3.0.0' },
  { page: 'versions', ask: 'releases since 1 January 2026', expect: ['v3.1.0', 'v3.0.2'] },
  {
    page: 'bill',
    ask: 'invoice number, due date and total',
    expect: { invoice_number: '2026-117', due_date: '2026-04-30', total: 2160 },
  },
  {
    page: 'bill',
    ask: 'line items with description, hours and amount, highest amount first',
    expect: rows('description hours amount', ['Drawings', 14, 1050], ['Survey', 6, 480], ['Site visit', 3, 270]),
  },
  { page: 'bill', ask: 'How many hours did the site visit take?', expect: 3 },
]
