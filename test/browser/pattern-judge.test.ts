import { expect, test } from 'bun:test'
import { judgeByPatterns } from '../../src/browser/pattern-judge.ts'
import { takeFormCapture } from '../../src/browser/perception/form-capture.ts'
import { insidesOf } from '../../src/browser/tab.ts'
import { Deadline } from '../../src/lib/deadline.ts'
import { Secret } from '../../src/lib/secret.ts'
import { useChromium } from '../support/chromium.ts'
import { serveSite } from '../support/site.ts'

const chromium = useChromium()

/** A page that writes down every text that a regular expression of its own world is asked about. */
const LISTENS = `<script>
  window.heard = []
  RegExp.prototype.test = function (text) { heard.push(text); return true }
  RegExp.prototype.exec = function (text) { heard.push(text); return [text] }
</script>`

const judge = async (patterns: readonly string[], values: readonly string[]) => {
  using site = serveSite()
  const fields = patterns.map(pattern => `<input type=password pattern="${pattern}">`)
  await using lease = await chromium.lease()
  const { tab } = lease
  using deadline = new Deadline(20_000)
  await tab.navigate(site.show(`${LISTENS}<form>${fields.join('')}</form>`), { deadline })
  const forms = await takeFormCapture(tab)
  const secrets = values.map(value => new Secret(value))
  const controls = forms.capture.controls.filter(({ kind }) => kind === 'field')
  const judged = await judgeByPatterns(tab, { forms, fields: controls, values: secrets, deadline })
  return { judged, heard: await insidesOf(tab).page.evaluate('/x/.test("a control"); heard') }
}

const NAMES = ['abc', '123', 'abc123']

test('a pattern judges whole values, and the page hears none of them', async () => {
  expect(await judge(['[a-z]+'], NAMES)).toEqual({ judged: [true, false, false], heard: ['a control'] })
})

test('patterns of several fields judge together', async () => {
  expect((await judge(['[a-z0-9]+', '.{6}'], NAMES)).judged).toEqual([false, false, true])
})

test('a pattern that is broken, or comes to no end, judges nothing, and the page can still be read', async () => {
  expect((await judge(['[a-'], NAMES)).judged).toEqual([true, true, true])
  expect((await judge(['a*a*a*a*a*a*b', '[a-z]+'], ['a'.repeat(256), '1'])).judged).toEqual([true, false])
})
