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

const editor = page('Post', [
  ['heading', 'New post', { level: 2 }],
  ['textbox', 'Title', { placeholder: 'Title', textBefore: 'New post' }],
  ['textbox', 'The quick brown fox.', { tag: 'div', value: 'The quick brown fox.', state: { editable: true } }],
  ['button', 'Bold'],
  ['button', 'Rename'],
  ['textbox', 'Notes', { tag: 'textarea' }],
  ['textbox', 'Message on the card', { tag: 'textarea' }],
  ['textbox', '', { placeholder: 'you@mail.example' }],
  ...Array.from({ length: 20 }, (_, i) => ['text', `Line ${i}`] as const),
])

describe('a text goes into no field that the words do not name', () => {
  const done = (instruction: string): readonly string[] =>
    follow(instruction, editor).actions.map(({ method, arguments: [given = ''] = [] }) => `${method} ${given}`.trim())

  test.each([
    // What is written in an editor does not name it.
    'Make the word "quick" bold',
    'set "quick" to "slow"',
    // A heading over a form does not name its first field.
    'Write "Hello all" in the post',
  ])('%s', instruction => {
    expect(done(instruction)).toEqual([])
  })
  test('a deed that takes a text does not put it into whatever is on the page', () => {
    expect(done('Rename the post to "Summer fair"')[0]).toBe('click')
  })
  test('a positive control: a field is known by the example that it shows', () => {
    expect(done('Fill in the email with mo@birch.example')).toEqual(['fill mo@birch.example'])
    expect(done('Type Fog into the title')).toEqual(['fill Fog'])
  })
})
