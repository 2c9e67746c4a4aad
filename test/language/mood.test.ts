import { describe, expect, test } from 'bun:test'
import { askedOf, stretchesOf } from '../../src/language/mood.ts'
import { readSentence } from '../../src/language/sentence.ts'
import vectors from '../vectors/moods.json'

describe('the mood of a sentence', () => {
  test.each(vectors)('$say', ({ say, moods }) => {
    expect(stretchesOf(readSentence(say)).map(({ mood }): string => mood)).toEqual(moods)
  })
})

describe('what is asked', () => {
  const ofMood = (mood: string) => vectors.filter(({ moods }) => moods.length === 1 && moods[0] === mood)
  test.each([...ofMood('forbids'), ...ofMood('questions'), ...ofMood('states')])('by “$say” is nothing', ({ say }) => {
    expect(askedOf(readSentence(say))).toMatchObject({ asked: undefined, why: expect.any(String) })
  })
  test('leaves out what is forbidden beside it', () => {
    const say = "Don't press Delete, press Save"
    expect(askedOf(readSentence(say)).asked).toHaveLength(1)
  })
})
