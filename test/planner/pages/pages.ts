import type { Snapshot } from '../../../src/contract/snapshot.ts'
import { type Draft, page } from './page.ts'

const select = (name: string, options: readonly string[], value = options[0] ?? ''): Draft => [
  'combobox',
  name,
  {
    value,
    options: options.map(option => ({ name: option, value: option, selected: option === value, disabled: false })),
  },
]

const card = (title: string, price: string, maker: string, soldOut = false): Draft => [
  'article',
  '',
  { tag: 'article' },
  [
    ['heading', title, { level: 3 }],
    ['text', maker],
    ['text', price],
    soldOut ? ['button', 'Sold out', { state: { disabled: true } }] : ['button', 'Add to cart'],
    ['button', `Save ${title} to favourites`],
  ],
]

export const bikeShop: Snapshot = page('Bikes', [
  [
    'navigation',
    'Main',
    {},
    [
      [
        'list',
        '',
        {},
        [
          ['listitem', '', {}, [['link', 'Bikes']]],
          ['listitem', '', {}, [['link', 'Helmets']]],
          ['listitem', '', {}, [['link', 'Cart (0)']]],
        ],
      ],
    ],
  ],
  ['searchbox', 'Search the shop', { inputType: 'search' }],
  [
    'group',
    'Frame size',
    { tag: 'fieldset' },
    [
      ['radio', '52 cm', { state: { checked: false } }],
      ['radio', '56 cm', { state: { checked: false } }],
      ['radio', '60 cm', { state: { checked: false, disabled: true } }],
    ],
  ],
  [
    'group',
    'Maker',
    { tag: 'fieldset' },
    [
      ['checkbox', 'Velohaus', { state: { checked: false } }],
      ['checkbox', 'Pedale & Söhne', { state: { checked: false } }],
    ],
  ],
  select('Sort by', ['Popularity', 'Price: low to high', 'Price: high to low']),
  ['slider', 'Highest price', { inputType: 'range', range: { min: '0', max: '3000' }, value: '3000' }],
  [
    'main',
    '',
    { tag: 'main' },
    [
      card('Comet tourer', '€1,249.00', 'Velohaus'),
      card('Comet racer', '€2,310.00', 'Velohaus'),
      card('Drake folder', '€389.00', 'Pedale & Söhne', true),
      card('Elm city bike', '€449.50', 'Pedale & Söhne'),
    ],
  ],
  [
    'navigation',
    'Pages',
    {},
    [
      ['link', '1'],
      ['link', '2'],
      ['link', '3'],
      ['link', 'Next'],
    ],
  ],
])

const letter = (from: string, subject: string): Draft => [
  'listitem',
  '',
  {},
  [
    ['checkbox', 'Select', { state: { checked: false } }],
    [
      'link',
      `${from} ${subject}`,
      {},
      [
        ['text', from],
        ['text', subject],
      ],
    ],
    ['button', '', { text: '☆', hints: 'star-toggle', state: { pressed: false } }],
    ['button', 'Archive'],
    ['button', 'Delete'],
  ],
]

export const letters: Snapshot = page('Letters', [
  ['button', 'Write'],
  [
    'toolbar',
    'Marked letters',
    {},
    [
      ['button', 'Archive'],
      ['button', 'Delete'],
    ],
  ],
  ['heading', 'Inbox', { level: 1 }],
  [
    'list',
    '',
    {},
    [
      letter('Ines Duarte', 'Boat keys'),
      letter('Tom Arden', 'Roof, second offer'),
      letter('Tom Arden', 'Roof, first offer'),
      letter('Wera Noll', 'Choir on Sunday'),
    ],
  ],
])

export const preferences: Snapshot = page('Preferences', [
  ['heading', 'Preferences', { level: 1 }],
  [
    'region',
    'Messages',
    { tag: 'section' },
    [
      ['heading', 'Messages', { level: 2 }],
      ['switch', 'Weekly digest', { state: { checked: true } }],
      ['switch', 'Mentions', { state: { checked: true } }],
      ['button', 'Save'],
    ],
  ],
  [
    'region',
    'Sound',
    { tag: 'section' },
    [
      ['heading', 'Sound', { level: 2 }],
      ['slider', 'Volume', { range: { min: '0', max: '100', now: '20' } }],
      [
        'radiogroup',
        'Theme',
        {},
        [
          ['radio', 'Light', { state: { checked: true } }],
          ['radio', 'Dark', { state: { checked: false } }],
        ],
      ],
      ['button', 'Save'],
    ],
  ],
  [
    'region',
    'Payment',
    { tag: 'section' },
    [
      ['heading', 'Payment', { level: 2 }],
      select('Currency', ['EUR', 'CHF', 'NOK']),
      ['textbox', 'Renewal date', { inputType: 'date' }],
      ['button', 'Save'],
      ['button', 'Cancel subscription'],
    ],
  ],
  [
    'generic',
    '',
    {},
    [
      ['text', 'Seats'],
      ['button', 'Fewer seats', { text: '−' }],
      ['text', '2'],
      ['button', 'More seats', { text: '+' }],
    ],
  ],
])

const row = (city: string, country: string, desks: string): Draft => [
  'row',
  '',
  {},
  [
    ['cell', city],
    ['cell', country],
    ['cell', desks],
    [
      'cell',
      '',
      {},
      [
        ['button', 'Map'],
        ['button', 'More', { state: { haspopup: 'menu', expanded: false } }],
      ],
    ],
  ],
]

export const offices: Snapshot = page('Offices', [
  [
    'table',
    '',
    {},
    [
      [
        'row',
        '',
        {},
        [
          ['columnheader', '', {}, [['button', 'City']]],
          ['columnheader', '', {}, [['button', 'Desks']]],
        ],
      ],
      row('York', 'United Kingdom', '61'),
      row('New York', 'United States', '140'),
      row('Ghent', 'Belgium', '88'),
    ],
  ],
])

export const invite: Snapshot = page('Team', [
  [
    'generic',
    '',
    {},
    [
      ['button', 'Invite', { state: { covered: true } }],
      ['button', 'Cancel', { state: { covered: true } }],
    ],
  ],
  [
    'dialog',
    'Invite a colleague',
    { state: { modal: true } },
    [
      ['heading', 'Invite a colleague', { level: 2 }],
      ['textbox', 'E-mail', { inputType: 'email' }],
      select('Role', ['Viewer', 'Editor']),
      ['button', 'Invite'],
      ['button', 'Cancel'],
      ['button', 'Close', { text: '×' }],
    ],
  ],
])

export const anmeldung: Snapshot = page('Anmeldung', [
  ['textbox', 'Straße und Hausnummer'],
  select('Anliegen', ['Reisepass', 'Führerschein']),
  ['checkbox', 'Ich stimme zu', { state: { checked: false } }],
  ['button', 'Weiter'],
  ['textbox', '氏名'],
  ['button', 'Envoyer la réponse'],
])
