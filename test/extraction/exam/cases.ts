import type * as pages from './pages.ts'

/** What is asked of a page, and the truth; `nothing` where the page does not say. */
export interface Case {
  readonly page: keyof typeof pages
  readonly ask: string
  readonly schema?: object
  readonly expect: unknown
}

export const NOTHING = Symbol('nothing found')

const item = (...names: string[]) => ({
  type: 'array',
  items: { type: 'object', properties: Object.fromEntries(names.map(name => [name, { type: 'string' }])) },
})

/** Objects of these keys, one for each row. */
const rows = (keys: string, ...values: (readonly unknown[])[]) =>
  values.map(row => Object.fromEntries(keys.split(' ').map((key, i) => [key, row[i]])))

export const CASES: readonly Case[] = [
  { page: 'grid', ask: 'How many results are there in total?', expect: 42 },
  { page: 'grid', ask: 'Which shoe is the cheapest?', expect: 'Dune Hare' },
  { page: 'grid', ask: 'Names of the shoes under 80 € that are in stock', expect: ['Brook Otter'] },
  {
    page: 'grid',
    ask: 'top 3 shoes by rating with name and rating',
    expect: rows('name rating', ['Alpine Ibex', 4.8], ['Trail Fox', 4.5], ['Brook Otter', 4.2]),
  },
  {
    page: 'grid',
    ask: 'shoes between 70 and 120 euros: name, price',
    expect: rows('name price', ['Trail Fox', 89.9], ['City Heron', 119], ['Brook Otter', 79]),
  },
  { page: 'grid', ask: 'Which products are sold out?', expect: ['Dune Hare'] },
  {
    page: 'grid',
    ask: 'product names sorted by price descending',
    expect: ['Alpine Ibex', 'City Heron', 'Trail Fox', 'Brook Otter', 'Dune Hare'],
  },
  {
    page: 'grid',
    ask: 'Get the name and url of the first two shoes',
    expect: rows('name url', ['Trail Fox', '/shoes/1'], ['City Heron', '/shoes/2']),
  },
  { page: 'grid', ask: 'What sizes are available?', expect: ['Size 38', 'Size 40', 'Size 42'] },
  { page: 'grid', ask: 'What is the warranty period?', expect: NOTHING },
  {
    page: 'jobs',
    ask: 'All vacancies with title, city and salary',
    expect: rows(
      'title city salary',
      ['Glazier', 'Ghent', 38000],
      ['Sign painter', 'Liège', 31500],
      ['Lift mechanic', 'Ghent', 44200],
      ['Stone mason', 'Namur', 36750],
    ),
  },
  { page: 'jobs', ask: 'Which positions are in Ghent?', expect: ['Glazier', 'Lift mechanic'] },
  { page: 'jobs', ask: 'Titles of jobs with a deadline after March 2026', expect: ['Sign painter', 'Lift mechanic'] },
  { page: 'jobs', ask: 'What does the lift mechanic earn?', expect: 44200 },
  { page: 'jobs', ask: 'Which job pays the most?', expect: 'Lift mechanic' },
  { page: 'jobs', ask: 'How many open positions are there?', expect: 4 },
  {
    page: 'jobs',
    ask: 'list job titles and links',
    expect: rows(
      'title link',
      ['Glazier', '/jobs/Glazier'],
      ['Sign painter', '/jobs/Sign%20painter'],
      ['Lift mechanic', '/jobs/Lift%20mechanic'],
      ['Stone mason', '/jobs/Stone%20mason'],
    ),
  },
  {
    page: 'jobs',
    ask: 'jobs',
    schema: item('title', 'benefits'),
    expect: rows(
      'title benefits',
      ['Glazier', null],
      ['Sign painter', null],
      ['Lift mechanic', null],
      ['Stone mason', null],
    ),
  },
  {
    page: 'thread',
    ask: 'Every post: author, date, text',
    expect: rows(
      'author date text',
      ['mira_k', '2 Jan 2026', 'The hinge of my garden gate squeaks since it rained.'],
      ['oldtimer', '3 Jan 2026', 'Graphite powder. Oil only collects dirt.'],
      ['mira_k', '4 Jan 2026', 'That did it, thank you!'],
    ),
  },
  { page: 'thread', ask: 'Who wrote the post with the most likes?', expect: 'oldtimer' },
  {
    page: 'thread',
    ask: 'posts by mira_k: text',
    expect: ['The hinge of my garden gate squeaks since it rained.', 'That did it, thank you!'],
  },
  { page: 'thread', ask: 'How many posts are in this thread?', expect: 3 },
  {
    page: 'menu',
    ask: 'List the mains with name and price',
    expect: rows('name price', ['Hake with beans', 16.5], ['Barley stew', 12], ['Lamb shoulder', 19]),
  },
  { page: 'menu', ask: 'How much is the smoked eel?', expect: 8 },
  { page: 'menu', ask: 'What are the opening hours on the weekend?', expect: '10–23' },
  { page: 'menu', ask: 'starters', expect: ['Leek soup', 'Smoked eel'] },
  { page: 'menu', ask: 'What desserts are there?', expect: NOTHING },
  {
    page: 'aria',
    ask: 'All vehicles: plate, model, mileage',
    expect: rows(
      'plate model mileage',
      ['KO-71', 'Kestrel 2', 48210],
      ['KO-72', 'Kestrel 2', 102900],
      ['KO-80', 'Merlin', 9430],
    ),
  },
  { page: 'aria', ask: 'Plates of the available vehicles', expect: ['KO-71', 'KO-80'] },
  { page: 'aria', ask: 'vehicles with more than 40,000 km: plate', expect: ['KO-71', 'KO-72'] },
  { page: 'aria', ask: 'What is the status of KO-72?', expect: 'In repair' },
  {
    page: 'aria',
    ask: 'vehicles',
    schema: {
      type: 'array',
      items: { type: 'object', properties: { plate: { type: 'string' }, mileage: { type: 'integer' } } },
    },
    expect: rows('plate mileage', ['KO-71', 48210], ['KO-72', 102900], ['KO-80', 9430]),
  },
  {
    page: 'invoice',
    ask: 'Rechnungsnummer und Gesamtbetrag',
    expect: { rechnungsnummer: '2026-0113', gesamtbetrag: 459.94 },
  },
  { page: 'invoice', ask: 'Wann ist die Rechnung fällig?', expect: '28.01.2026' },
  {
    page: 'invoice',
    ask: 'invoice number, total and due date',
    expect: { invoice_number: '2026-0113', total: 459.94, due_date: '28.01.2026' },
  },
  {
    page: 'invoice',
    ask: 'Alle Positionen mit Artikel, Menge und Betrag',
    expect: rows('artikel menge betrag', ['Rasenmäher', 1, 349], ['Harke', 3, 37.5]),
  },
  {
    page: 'invoice',
    ask: 'Line items: article, quantity, amount',
    expect: rows('article quantity amount', ['Rasenmäher', 1, 349], ['Harke', 3, 37.5]),
  },
  { page: 'invoice', ask: 'Wie hoch ist die MwSt.?', expect: 73.44 },
  { page: 'sheet', ask: 'What sizes can I choose?', expect: ['20 cm', '30 cm', '45 cm'] },
  { page: 'sheet', ask: 'Which size is selected?', expect: '30 cm' },
  { page: 'sheet', ask: 'Quel est le poids ?', expect: '1,2 kg' },
  { page: 'sheet', ask: 'prix et couleur', expect: { prix: 59, couleur: 'noir' } },
  {
    page: 'sheet',
    ask: 'price, material and weight of the lamp',
    expect: { price: 59, material: 'laiton', weight: '1,2 kg' },
  },
  {
    page: 'sheet',
    ask: 'all specifications',
    expect: { Matière: 'laiton', Poids: '1,2 kg', Puissance: '40 W', Couleur: 'noir' },
  },
  {
    page: 'timetable',
    ask: 'Every row of the Monday table: time, hall a, hall b',
    expect: rows(
      'time hall_a hall_b',
      ['09:00', 'Welcome', 'Welcome'],
      ['10:00', 'Loom workshop', 'Dyeing'],
      ['11:00', 'Loom workshop', 'Felting'],
    ),
  },
  { page: 'timetable', ask: 'What is on in hall B at 11:00 on Monday?', expect: 'Felting' },
  { page: 'timetable', ask: 'Tuesday: time and hall B', expect: rows('time hall_b', ['09:00', 'Lace']) },
  { page: 'results', ask: 'How many results were found?', expect: 3 },
  {
    page: 'results',
    ask: 'title, url and snippet of each search result',
    expect: rows(
      'title url snippet',
      ['Harbour rules', 'https://port.example/rules', 'Who may moor where, and for how long.'],
      ['Tide tables', 'https://port.example/tides', 'High and low water for the year.'],
      ['Harbour fees', 'https://port.example/fees', 'What a night costs, by length.'],
    ),
  },
  {
    page: 'results',
    ask: 'Titles of the results updated after February 2026',
    expect: ['Harbour rules', 'Harbour fees'],
  },
  { page: 'results', ask: 'the last result’s title', expect: 'Harbour fees' },
  {
    page: 'profile',
    ask: 'first name, last name and country',
    expect: { first_name: 'Orla', last_name: 'Byrne', country: 'Ireland' },
  },
  {
    page: 'profile',
    ask: 'Is the newsletter subscribed?',
    schema: { type: 'object', properties: { newsletter: { type: 'boolean' } } },
    expect: { newsletter: true },
  },
  {
    page: 'profile',
    ask: 'first name and phone number',
    schema: { type: 'object', properties: { first_name: { type: 'string' }, phone: { type: 'string' } } },
    expect: { first_name: 'Orla', phone: null },
  },
  {
    page: 'linked',
    ask: 'List the walks with name and description',
    expect: rows(
      'name description',
      ['Mill path', 'Along the brook'],
      ['Ridge way', 'Over three tops'],
      ['Fen loop', 'Flat and wet'],
    ),
  },
  {
    page: 'rdfa',
    ask: 'concerts: name, date, location',
    expect: rows(
      'name date location',
      ['Night strings', '01 June', 'Old Mint'],
      ['Brass at noon', '08 June', 'Corn Hall'],
      ['Organ hour', '15 June', 'St Olave'],
    ),
  },
  { page: 'rdfa', ask: 'Where is the organ hour?', expect: 'St Olave' },
  {
    page: 'micro',
    ask: 'Every book with name, author and price',
    expect: rows(
      'name author price',
      ['Salt roads', 'A. Quist', 18],
      ['The ferryman', 'L. Mbeki', 14.5],
      ['Low water', 'A. Quist', 21],
    ),
  },
  { page: 'micro', ask: 'books by A. Quist', expect: ['Salt roads', 'Low water'] },
  {
    page: 'events',
    ask: 'List all events in June with name and date',
    expect: rows('name date', ['Jazz in the yard', 'Fri 5 June 2026, 19:30'], ['Open kiln', 'Sat 20 June 2026, 10:00']),
  },
  { page: 'events', ask: 'Which events are free?', expect: ['Jazz in the yard', 'Seed swap'] },
  { page: 'events', ask: 'events after 15 June 2026: name', expect: ['Open kiln', 'Night swim', 'Seed swap'] },
  { page: 'events', ask: 'What does the night swim cost?', expect: 8 },
  { page: 'releases', ask: 'How many stars does it have?', expect: 312 },
  {
    page: 'releases',
    ask: 'releases since 2026: name, date',
    expect: rows('name date', ['v2.1', '1 Apr 2026'], ['v2.0', '12 Jan 2026']),
  },
]
