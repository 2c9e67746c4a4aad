import { describe, expect, test } from 'bun:test'
import { follow } from './following.ts'
import { page } from './pages/page.ts'

const slider = { range: { min: '0', max: '100', now: '3' } }
const file = (name: string) =>
  [
    'listitem',
    '',
    {},
    [
      ['link', name],
      ['button', 'Delete'],
      ['button', 'Share'],
    ],
  ] as const

const files = page('Files', [
  ['heading', 'My files'],
  ['list', '', {}, [file('Report (Delete).pdf'), file('Choir letter'), file('Please sign and send.docx')]],
  ['button', 'Delete all files'],
  ['checkbox', 'Accept terms'],
  ['slider', 'Hall', slider],
  ['button', '+'],
  ['slider', 'Kitchen', slider],
  ['button', '+'],
  ['slider', 'Porch', slider],
  ['button', '+'],
])

/** The names of what would be pressed at once. */
const pressed = (instruction: string): readonly string[] =>
  follow(instruction, files).actions.map(({ name }) => name ?? '')

describe('a deed that nobody asked for is not done', () => {
  test('a positive control: what is asked is done', () => {
    expect(pressed('press Delete all files')).toEqual(['Delete all files'])
    expect(pressed('delete the choir letter')).toEqual(['Delete'])
  })
  test.each([
    "don't delete the choir letter",
    'do not, whatever happens, delete all files',
    'how do I delete all files?',
    'I deleted all files yesterday',
    'Delete my account',
    'click Delete my account',
    'press "Delete everything"',
    'open the file "Budget (Delete)"',
    'Delete',
    'all files',
    'terms',
    'close the cookie banner',
    'accept all cookies',
    'hide the ad',
    'set the slider to 50',
  ])('%s', instruction => {
    expect(pressed(instruction)).toEqual([])
  })
})
