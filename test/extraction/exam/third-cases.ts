import { NOTHING } from './cases.ts'
import type { thirdPages } from './third-pages.ts'

/** What is asked of the third set of pages, and the truth. */
export interface ThirdCase {
  readonly page: keyof typeof thirdPages
  readonly ask: string
  readonly schema?: object
  readonly expect: unknown
}

/** Objects of these keys, one for each row. */
const rows = (keys: string, ...values: (readonly unknown[])[]) =>
  values.map(row => Object.fromEntries(keys.split(' ').map((key, i) => [key, row[i]])))

const obj = (types: Record<string, string>) => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(types).map(([key, type]) => [key, { type }])),
})

const arr = (types: Record<string, string>) => ({ type: 'array', items: obj(types) })

export const THIRD_CASES: readonly ThirdCase[] = [
  {
    page: 'orders',
    ask: 'List all my orders with order number, date, status and total',
    expect: rows(
      'order_number date status total',
      ['#A-5521', '3 March 2026', 'Delivered', 48.2],
      ['#A-5499', '18 February 2026', 'Returned', 19.99],
      ['#A-5460', '30 January 2026', 'Delivered', 132],
      ['#A-5388', '12 December 2025', 'Cancelled', 7.5],
    ),
  },
  { page: 'orders', ask: 'Which orders were delivered? order number only', expect: ['#A-5521', '#A-5460'] },
  { page: 'orders', ask: 'What is the status of order #A-5499?', expect: 'Returned' },
  { page: 'orders', ask: 'total of the most recent order', expect: 48.2 },
  { page: 'orders', ask: 'Order numbers of orders over £40', expect: ['#A-5521', '#A-5460'] },
  { page: 'orders', ask: 'When was the order with the desk lamp placed?', expect: '18 February 2026' },
  {
    page: 'staff',
    ask: 'Name, email and room of every person',
    expect: rows(
      'name email room',
      ['Prof. Ada Lindqvist', 'ada.lindqvist@soil.example', 'B 204'],
      ['Dr. Tomas Berg', 'tomas.berg@soil.example', 'B 206'],
      ['Dr. Noor Haddad', 'noor.haddad@soil.example', 'C 011'],
      ['Eino Salo', 'eino.salo@soil.example', 'C 013'],
      ['Dr. Lucia Ferri', 'lucia.ferri@soil.example', 'C 020'],
    ),
  },
  { page: 'staff', ask: 'Names of the researchers', expect: ['Dr. Noor Haddad', 'Eino Salo', 'Dr. Lucia Ferri'] },
  { page: 'staff', ask: "What is Eino Salo's phone number?", expect: '+46 8 555 121' },
  { page: 'staff', ask: 'Who works in microbiology?', expect: ['Dr. Noor Haddad', 'Dr. Lucia Ferri'] },
  { page: 'staff', ask: 'In which room is Tomas Berg?', expect: 'B 206' },
  {
    page: 'staff',
    ask: 'people',
    schema: arr({ name: 'string', role: 'string', fax: 'string' }),
    expect: rows(
      'name role fax',
      ['Prof. Ada Lindqvist', 'Director', null],
      ['Dr. Tomas Berg', 'Deputy director', null],
      ['Dr. Noor Haddad', 'Microbiology', null],
      ['Eino Salo', 'Hydrology', null],
      ['Dr. Lucia Ferri', 'Microbiology', null],
    ),
  },
  {
    page: 'recipe',
    ask: 'ingredients',
    expect: ['250 g red lentils', '1 onion, chopped', '2 carrots, diced', '1 lemon', '1 l vegetable stock'],
  },
  {
    page: 'recipe',
    ask: 'What are the steps of the method?',
    expect: [
      'Soften the onion in oil for five minutes.',
      'Add carrots, lentils and stock.',
      'Simmer for 30 minutes, then stir in lemon juice.',
    ],
  },
  {
    page: 'recipe',
    ask: 'title, author, cooking time and servings of the recipe',
    expect: { title: 'Lentil soup with lemon', author: 'Hedda Morris', cooking_time: '35 min', servings: '4' },
  },
  { page: 'recipe', ask: 'How much protein does a serving have?', expect: '18 g' },
  { page: 'recipe', ask: 'How long does it cook?', expect: '35 min' },
  {
    page: 'recipe',
    ask: 'comments: name and text',
    expect: rows('name text', ['Jo', 'Lovely with cumin.'], ['Priya', 'I doubled the lemon.']),
  },
  { page: 'recipe', ask: 'What is the oven temperature?', expect: NOTHING },
  {
    page: 'bus',
    ask: 'Sunday timetable: stop, 1st bus, last bus',
    expect: rows('stop 1st_bus last_bus', ['Harbour', '07:10', '22:10'], ['Airport', '07:45', '22:45']),
  },
  { page: 'bus', ask: 'When does the last bus leave Market Square on weekdays?', expect: '23:18' },
  { page: 'bus', ask: 'How much is a day ticket?', expect: '€7.00' },
  {
    page: 'bus',
    ask: 'List the stops served Monday to Friday',
    expect: ['Harbour', 'Market Square', 'University', 'Airport'],
  },
  {
    page: 'laptops',
    ask: 'name, brand and price of every laptop',
    expect: rows(
      'name brand price',
      ['Aero 13', 'Nimbus', 799],
      ['Aero 15', 'Nimbus', 1049],
      ['Slate Go', 'Tarn', 329],
      ['Slate Pro', 'Tarn', 1299],
      ['Bookleaf', 'Orrin', 549],
      ['Workhorse 17', 'Orrin', 1899],
    ),
  },
  { page: 'laptops', ask: 'laptops with 32 GB memory: name', expect: ['Aero 15', 'Slate Pro'] },
  { page: 'laptops', ask: 'Names of laptops under $1000 that are in stock', expect: ['Aero 13'] },
  {
    page: 'laptops',
    ask: 'first three products: name and rating',
    expect: rows('name rating', ['Aero 13', 4.4], ['Aero 15', 4.6], ['Slate Go', 3.8]),
  },
  { page: 'laptops', ask: 'most expensive laptop', expect: 'Workhorse 17' },
  { page: 'laptops', ask: 'How many products are there altogether?', expect: 118 },
  {
    page: 'laptops',
    ask: 'laptops by Tarn sorted by price, highest first: name, price',
    expect: rows('name price', ['Slate Pro', 1299], ['Slate Go', 329]),
  },
  { page: 'regs', ask: 'List the rules about sheds', expect: ['At most 6 m²', 'No electricity', 'Paint them green'] },
  { page: 'regs', ask: 'Who is the warden?', expect: 'Bill Hodge' },
  { page: 'regs', ask: 'phone and email', expect: { phone: '01632 960 118', email: 'warden@plots.example' } },
  {
    page: 'flights',
    ask: 'All flights: airline, departure, arrival, duration, stops, price',
    expect: rows(
      'airline departure arrival duration stops price',
      ['Norsk Air', '06:30', '10:05', '4h 35m', 'Non-stop', 189],
      ['TransIber', '09:15', '15:40', '7h 25m', '1 stop', 124],
      ['Polar', '17:00', '22:55', '6h 55m', '1 stop', 142],
    ),
  },
  { page: 'flights', ask: 'Which flight is the cheapest?', expect: 'TransIber' },
  { page: 'flights', ask: 'non-stop flights: airline and price', expect: rows('airline price', ['Norsk Air', 189]) },
  { page: 'flights', ask: 'When does the Polar flight arrive?', expect: '22:55' },
  {
    page: 'whatson',
    ask: 'All jazz events with title and date',
    expect: rows('title date', ['The Low Tide Trio', 'Fri 3 Apr, 20:00'], ['Brass Assembly', 'Sat 2 May, 20:00']),
  },
  { page: 'whatson', ask: 'events in May', expect: ['Brass Assembly', 'Repair café'] },
  {
    page: 'whatson',
    ask: 'free events: title, venue',
    expect: rows('title venue', ['Puppet afternoon', 'Studio'], ['Repair café', 'Foyer']),
  },
  { page: 'whatson', ask: 'What is sold out?', expect: 'Night of short films' },
  {
    page: 'whatson',
    ask: 'events',
    schema: arr({ title: 'string', price: 'number', speaker: 'string' }),
    expect: rows(
      'title price speaker',
      ['The Low Tide Trio', 14, null],
      ['Puppet afternoon', null, null],
      ['Night of short films', 8, null],
      ['Brass Assembly', 16, null],
      ['Repair café', null, null],
    ),
  },
  { page: 'whatson', ask: 'Where does the Repair café take place?', expect: 'Foyer' },
  { page: 'bill2', ask: 'How much is due in total?', expect: 231.6 },
  { page: 'bill2', ask: 'When does the invoice have to be paid?', expect: '3 April 2026' },
  { page: 'bill2', ask: 'purchase order number', expect: 'PO-5512' },
  { page: 'bill2', ask: 'Has the invoice been paid?', schema: obj({ status: 'string' }), expect: { status: 'Unpaid' } },
  {
    page: 'bill2',
    ask: 'Each line: description, quantity, unit price, total',
    expect: rows(
      'description quantity unit_price total',
      ['Oak shelf, 90 cm', 4, 38, 152],
      ['Brackets', 8, 3.25, 26],
      ['Delivery', 1, 15, 15],
    ),
  },
  {
    page: 'bill2',
    ask: 'invoice',
    schema: obj({ invoice_date: 'string', subtotal: 'number', vat: 'number', discount: 'number' }),
    expect: { invoice_date: '4 March 2026', subtotal: 193, vat: 38.6, discount: null },
  },
  { page: 'bill2', ask: 'What is the unit price of the brackets?', expect: 3.25 },
  {
    page: 'board',
    ask: 'Every open position: title, location and salary',
    expect: rows(
      'title location salary',
      ['Backend engineer', 'Remote (EU)', '€65k – €80k'],
      ['Site reliability engineer', 'Lisbon', '€70k – €90k'],
      ['Frontend intern', 'Lisbon', '€1,200 / month'],
      ['Office manager', 'Porto', '€28k – €32k'],
      ['Payroll specialist', 'Remote (EU)', '€38k – €45k'],
    ),
  },
  { page: 'board', ask: 'Which positions are remote?', expect: ['Backend engineer', 'Payroll specialist'] },
  {
    page: 'board',
    ask: 'engineering jobs',
    expect: ['Backend engineer', 'Site reliability engineer', 'Frontend intern'],
  },
  {
    page: 'board',
    ask: 'part-time positions: title and salary',
    expect: rows('title salary', ['Office manager', '€28k – €32k']),
  },
  { page: 'board', ask: 'Link to the Office manager job', expect: '/jobs/office-manager' },
  { page: 'board', ask: 'How many positions are open?', expect: 5 },
  {
    page: 'wines',
    ask: 'wine, region and price for every wine',
    expect: rows(
      'wine region price',
      ['Alta Roca 2019', 'Rioja', 14.5],
      ['Monte Bruno 2021', 'Douro', 9.9],
      ['Clos Perdu 2016', 'Bordeaux', 42],
      ['Viña Tres 2022', 'Rioja', 7.8],
      ['Barolo Ferro 2015', 'Piedmont', 61],
    ),
  },
  { page: 'wines', ask: 'Names of wines from Rioja', expect: ['Alta Roca 2019', 'Viña Tres 2022'] },
  {
    page: 'wines',
    ask: 'wines under 20 EUR, cheapest first: name, price',
    expect: rows('name price', ['Viña Tres 2022', 7.8], ['Monte Bruno 2021', 9.9], ['Alta Roca 2019', 14.5]),
  },
  { page: 'wines', ask: 'Which wine has the best rating?', expect: 'Barolo Ferro 2015' },
  { page: 'wines', ask: 'Which wines are sold out?', expect: ['Clos Perdu 2016'] },
  {
    page: 'wines',
    ask: 'the two most expensive wines with price',
    expect: rows('name price', ['Barolo Ferro 2015', 61], ['Clos Perdu 2016', 42]),
  },
  {
    page: 'wines',
    ask: 'wines',
    schema: arr({ name: 'string', price: 'number', grape: 'string' }),
    expect: rows(
      'name price grape',
      ['Alta Roca 2019', 14.5, null],
      ['Monte Bruno 2021', 9.9, null],
      ['Clos Perdu 2016', 42, null],
      ['Viña Tres 2022', 7.8, null],
      ['Barolo Ferro 2015', 61, null],
    ),
  },
  {
    page: 'boiler',
    ask: 'All posts with author, date and number of likes',
    expect: rows(
      'author date number_of_likes',
      ['kettle', '14 Nov 2025, 18:02', 2],
      ['gasman', '14 Nov 2025, 19:40', 11],
      ['marie_p', '15 Nov 2025, 07:15', 6],
      ['kettle', '16 Nov 2025, 12:30', 4],
    ),
  },
  { page: 'boiler', ask: 'What did gasman write?', expect: 'Sounds like kettling: limescale on the heat exchanger.' },
  { page: 'boiler', ask: 'How many views does the thread have?', expect: 412 },
  { page: 'boiler', ask: 'text of the last post', expect: 'Flushed it, noise gone. Thanks gasman!' },
  { page: 'boiler', ask: 'Who started the thread?', expect: 'kettle' },
  { page: 'spec', ask: 'How heavy is the camera?', expect: '491 g (with battery)' },
  { page: 'spec', ask: 'What comes in the box?', expect: ['Camera body', 'Battery NP-45', 'Charger', 'Strap'] },
  {
    page: 'spec',
    ask: 'camera',
    schema: obj({ price: 'number', resolution: 'string', weather_sealed: 'boolean', lens_mount: 'string' }),
    expect: { price: 1149, resolution: '26.1 megapixels', weather_sealed: true, lens_mount: null },
  },
  { page: 'spec', ask: 'What is the maximum video resolution?', expect: '4K at 60 fps' },
  { page: 'spec', ask: 'titles of the customer reviews', expect: ['Great for travel', 'Battery could last longer'] },
  { page: 'spec', ask: 'Is there a headphone jack?', expect: NOTHING },
  {
    page: 'search',
    ask: 'Title and link of the first two results',
    expect: rows(
      'title link',
      ['Solar lamps explained', 'https://lights.example/solar'],
      ['Buying guide: garden lights', 'https://garden.example/guide'],
    ),
  },
  { page: 'search', ask: 'related searches', expect: ['solar lantern', 'solar string lights'] },
  { page: 'search', ask: 'How many results are there?', expect: 1240 },
  { page: 'search', ask: 'What was searched for?', expect: 'solar lamp' },
  {
    page: 'trains',
    ask: 'trains to Northport: time, platform',
    expect: rows('time platform', ['10:48', 3], ['11:02', 4]),
  },
  { page: 'trains', ask: 'From which platform does the train to Lakeside leave?', expect: 2 },
  { page: 'trains', ask: 'Which trains are cancelled?', expect: ['IC 211'] },
  { page: 'trains', ask: 'When does the next train to Sundown leave?', expect: '10:55' },
  {
    page: 'trains',
    ask: 'departures',
    schema: arr({ time: 'string', destination: 'string', operator: 'string' }),
    expect: rows(
      'time destination operator',
      ['10:48', 'Northport', null],
      ['10:55', 'Sundown', null],
      ['11:02', 'Northport', null],
      ['11:10', 'Lakeside', null],
    ),
  },
  {
    page: 'club',
    ask: 'members who joined after 2021: name, joined',
    expect: rows('name joined', ['Bram Decker', '2023-09-14'], ['Dario Greco', '2024-01-08']),
  },
  { page: 'club', ask: 'Names of members in the coxed four', expect: ['Bram Decker', 'Chloé Fabre'] },
  { page: 'club', ask: 'When did Chloé Fabre join?', expect: '2021-03-30' },
  {
    page: 'club',
    ask: 'members',
    schema: arr({ name: 'string', fees_paid: 'boolean', age: 'integer' }),
    expect: rows(
      'name fees_paid age',
      ['Agnes Cole', true, null],
      ['Bram Decker', false, null],
      ['Chloé Fabre', true, null],
      ['Dario Greco', false, null],
    ),
  },
]
