import { expect, test } from 'bun:test'
import { bundlePageScript } from '../../../src/browser/injected/bundle.ts'
import source from '../../../src/browser/injected/page-script.txt' with { type: 'text' }

test('the page script in the tree is built from its sources (bun run page-script)', async () => {
  expect(await bundlePageScript()).toBe(source)
})
