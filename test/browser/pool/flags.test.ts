import { expect, test } from 'bun:test'
import puppeteer from 'puppeteer-core'
import { chromiumFlags } from '../../../src/browser/pool/flags.ts'

const FEATURES = '--disable-features='

const featuresOf = (flags: readonly string[]): string[] =>
  flags.filter(flag => flag.startsWith(FEATURES)).flatMap(flag => flag.slice(FEATURES.length).split(','))

/** Without it a page that changes its address without end is slowed down. */
const LEFT_OUT = '--disable-ipc-flooding-protection'

test('Chromium gets every switch that puppeteer would give it but one, and no first page', async () => {
  const theirs = (await puppeteer.defaultArgs({ headless: true })).filter(flag => flag !== 'about:blank')
  const ours = chromiumFlags({ profile: '/profile', sandbox: 'required', extra: [] })
  const plain = theirs.filter(flag => !flag.startsWith(FEATURES))
  expect(plain.filter(flag => !ours.includes(flag))).toEqual([LEFT_OUT])
  expect(featuresOf(theirs).filter(feature => !featuresOf(ours).includes(feature))).toEqual([])
  expect(ours).toContain('--no-startup-window')
})

test('all lists of disabled features are one, the operator’s among them', () => {
  const flags = chromiumFlags({ profile: '/profile', sandbox: 'required', extra: [`${FEATURES}OfTheOperator`] })
  expect(flags.filter(flag => flag.startsWith(FEATURES))).toHaveLength(1)
  expect(featuresOf(flags)).toContain('OfTheOperator')
})
