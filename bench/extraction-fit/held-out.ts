import { readRevealed } from '../../src/extraction/main-content/body.ts'
import { chooseBlocks } from '../../src/extraction/main-content/choice.ts'
import { withEnding } from '../../src/extraction/main-content/ending.ts'
import { describeBlocks } from '../../src/extraction/main-content/features.ts'
import { createTestPool } from '../../test/support/chromium.ts'
import { openFence } from '../../test/support/fences.ts'
import { examplesOf, type LabelledPage, readLabelled } from './examples.ts'
import { fitTrees, leafOf, type Trees } from './trees.ts'
import { meanOf, wordF1 } from './word-f1.ts'

/**
 * Word F1 of main text on pages that the trees have not seen: `bun bench/extraction-fit/held-out.ts FOLDER`. The pages
 * are dealt into six parts by their place; each is judged by trees fitted on the other five.
 */
const FOLDS = 6

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('which folder?')

const answerBy =
  ({ base, trees }: Trees) =>
  ({ capture }: LabelledPage): string =>
    chooseBlocks(
      withEnding(
        describeBlocks(readRevealed(capture)).map(({ block, features }) => {
          const score = trees.reduce((sum, tree) => sum + leafOf(tree, features), base)
          return { block, features, likelihood: 1 / (1 + Math.exp(-score)) }
        }),
      ),
    )
      .map(({ text }) => text)
      .join('\n')

const pool = createTestPool()
await pool.start()
try {
  await using lease = await pool.lease(openFence)
  const pages = await readLabelled(folder, lease.tab)
  const examples = pages.map(examplesOf)
  const scores: { kind: string; f1: number }[] = []
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const answer = answerBy(fitTrees(examples.filter((_, i) => i % FOLDS !== fold).flat()))
    const unseen = pages.filter((_, i) => i % FOLDS === fold)
    scores.push(...unseen.map(page => ({ kind: page.kind, f1: wordF1(page.truth, answer(page)) })))
  }
  for (const kind of [...new Set(scores.map(score => score.kind)), 'all'].toSorted()) {
    const some = scores.filter(score => kind === 'all' || score.kind === kind)
    console.log(kind.padEnd(16), String(some.length).padStart(4), meanOf(some.map(({ f1 }) => f1)))
  }
} finally {
  await pool.close()
}
