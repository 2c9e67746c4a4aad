import { afterAll, describe, expect, test } from 'bun:test'
import { execute } from '../../../src/browser/actions/execute.ts'
import { insidesOf, type Tab } from '../../../src/browser/tab.ts'
import type { Action } from '../../../src/contract/action.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { useChromium } from '../../support/chromium.ts'
import { nodeNamed, openPage } from '../../support/driven-tab.ts'
import { failureOf } from '../../support/failure.ts'
import { serveSite } from '../../support/site.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const PAGE =
  '<!doctype html><title>T</title><p id=p tabindex=0>The marmalade cipher</p><textarea id=t aria-label=Note></textarea>'

const open = async (tab: Tab) => {
  const { refs, snapshot } = await openPage(tab, site.show(PAGE, '/paste'))
  const nodes = await snapshot()
  return {
    note: nodeNamed(nodes, 'textbox', 'Note').ref,
    run: async (...actions: Action[]) => {
      using deadline = new Deadline(15_000)
      return await execute(tab, actions, { refs, deadline, allowWrites: true })
    },
    written: async () => (await insidesOf(tab).page.evaluate('t.value')) as string,
  }
}

const PASTES = [
  'Control+v',
  'Control+V',
  'Control+Shift+v',
  'Shift+Insert',
  'Meta+v',
  'v+Control+a',
  'Control+v+a',
  'Insert+Shift+Insert',
]

describe('the clipboard that all sessions of a browser share', () => {
  for (const chord of PASTES) {
    test(`gives nothing of another session to ${chord}`, async () => {
      await using one = await chromium.lease()
      await using other = await chromium.lease()
      const owner = await open(one.tab)
      await owner.run(
        { method: 'fill', ref: owner.note, arguments: ['hush-hush'] },
        { method: 'copy', ref: owner.note },
      )
      const stranger = await open(other.tab)
      const failure = await failureOf(stranger.run({ method: 'press', ref: stranger.note, arguments: [chord] }))
      expect(failure.reason).toBe('action_not_supported')
      expect(await stranger.written()).toBe('')
    })
  }

  test('is not needed for what a session copied itself', async () => {
    await using lease = await chromium.lease()
    const { note, run, written } = await open(lease.tab)
    await run(
      { method: 'fill', ref: note, arguments: ['twice '] },
      { method: 'press', ref: note, arguments: ['Control+a', 'Control+x'] },
    )
    expect(await written()).toBe('')
    await run({ method: 'press', ref: note, arguments: ['Control+v', 'Control+v'] })
    expect(await written()).toBe('twice twice ')
  })
})
