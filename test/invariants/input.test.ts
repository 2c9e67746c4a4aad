import { expect, test } from 'bun:test'
import { readdirSync, readFileSync } from 'node:fs'

const ACTIONS = new URL('../../src/browser/actions/', import.meta.url)
const BY_HAND = /\.(?:mouse|keyboard|touchscreen)\b|\{\s*(?:mouse|keyboard)\b|Input\.(?:dispatch|insert|ime|synthesize)/

const reaching = readdirSync(ACTIONS).filter(name => BY_HAND.test(readFileSync(new URL(name, ACTIONS), 'utf8')))

test('the input of an action reaches a page from one file, where each press is judged', () => {
  expect(reaching).toEqual(['input.ts'])
})
