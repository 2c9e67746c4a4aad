import { expect, test } from 'bun:test'
import { bundlePageScript } from '../../../src/browser/injected/bundle.ts'
import source from '../../../src/browser/injected/page-script.txt' with { type: 'text' }
import storageSource from '../../../src/browser/injected/storage-script.txt' with { type: 'text' }

test('the page scripts in the tree are built from their sources (bun run page-script)', async () => {
  expect(await bundlePageScript()).toBe(source)
  expect(await bundlePageScript('storage-script')).toBe(storageSource)
})
