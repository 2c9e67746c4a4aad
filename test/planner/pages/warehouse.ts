import type { Snapshot } from '../../../src/contract/snapshot.ts'
import { type Draft, page } from './page.ts'

const hall = (name: string, built: string, area: string, docks: string, slot: string): Draft => [
  'listitem',
  '',
  {},
  [
    ['heading', name, { level: 3 }],
    ['text', `built ${built} docks ${docks}`],
    ['text', area],
    ['text', `free from ${slot}`],
    ['button', 'Reserve'],
    ['button', `Options for ${name}`, { state: { haspopup: 'menu' } }],
  ],
]

const toggle = (caption: string, hints: string): Draft => [
  'generic',
  '',
  {},
  [
    ['generic', caption],
    ['generic', '', { interactive: true, hints }],
  ],
]

/** Halls to let: a panel that is closed, two ends of an amount, toggles that only their class tells, things to compare. */
export const warehouse: Snapshot = page('Halls', [
  [
    'region',
    'Filter halls',
    {},
    [
      ['button', 'Equipment', { state: { expanded: false } }],
      [
        'group',
        'Area',
        {},
        [
          ['textbox', 'Area from'],
          ['textbox', 'Area to'],
        ],
      ],
      toggle('Only heated halls', 'tg is on'),
      toggle('Only with a ramp', 'tg'),
    ],
  ],
  [
    'list',
    '',
    {},
    [
      hall('North quay', '1998', '900 m', '4', '9:30'),
      hall('Mill yard', '2011', '1,450 m', '9', '12:05'),
      hall('Depot row', '2004', '600 m', '2', '14:00'),
    ],
  ],
  ['button', 'Load more halls'],
])
