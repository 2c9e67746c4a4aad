import { expect, test } from 'bun:test'
import { readDate, toIsoDay, toIsoTime } from '../../src/language/dates.ts'

const today = new Date(Date.UTC(2026, 10, 24, 12))

test.each([
  ['9 July 2026', 'en', '2026-07-09'],
  ['July 9th, 2026', 'en', '2026-07-09'],
  ['2026-07-09', 'en', '2026-07-09'],
  ['30.06.2026', 'en', '2026-06-30'],
  ['04/11/1990', 'en', '1990-04-11'],
  ['04/11/1990', 'en-GB', '1990-11-04'],
  ['25/12/2026', 'en', '2026-12-25'],
  ['9. Juli 2026', 'de', '2026-07-09'],
  ['18 de diciembre de 2026', 'es', '2026-12-18'],
  ['le 3 mars 2027', 'fr', '2027-03-03'],
  ['tomorrow', 'en', '2026-11-25'],
  ['next Friday', 'en', '2026-12-04'],
] as const)('“%s” in %s is %s', (text, language, day) => {
  const read = readDate(text, { today, language })
  expect(read && toIsoDay(read)).toBe(day)
  expect(read?.certain.has('day')).toBe(true)
})

test.each([
  ['6:30 pm', '18:30'],
  ['18:30', '18:30'],
  ['2026-07-09 16:15', '16:15'],
  ['9 July 2026 at 4 pm', '16:00'],
] as const)('“%s” is %s o’clock', (text, time) => {
  const read = readDate(text, { today })
  expect(read && toIsoTime(read)).toBe(time)
})

test('a month without a day is no day', () => {
  const read = readDate('March 2026', { today })
  expect(read?.certain.has('month')).toBe(true)
  expect(read?.certain.has('day')).toBe(false)
})

test('what is no date is none, and a long text is not read', () => {
  expect(readDate('Drafts', { today })).toBeUndefined()
  expect(readDate(`9 July 2026 ${'x'.repeat(200)}`, { today })).toBeUndefined()
})
