import { createTestPool } from '../../test/support/chromium.ts'
import { openFence } from '../../test/support/fences.ts'
import { examplesOf, readLabelled } from './examples.ts'
import { fitTrees } from './trees.ts'

/**
 * Fits the trees that tell content from furniture: `bun bench/extraction-fit/fit.ts FOLDER`, where FOLDER is a split of
 * the web content extraction benchmark (CC-BY-4.0). Only the fitted numbers enter the repository.
 */
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('which folder?')

const pool = createTestPool()
await pool.start()
try {
  await using lease = await pool.lease(openFence)
  const pages = await readLabelled(folder, lease.tab)
  const trees = fitTrees(pages.flatMap(examplesOf))
  const target = new URL('../../src/extraction/main-content/block-trees.json', import.meta.url)
  await Bun.write(target, `${JSON.stringify(trees)}\n`)
} finally {
  await pool.close()
}
