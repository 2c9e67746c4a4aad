import fitted from './block-trees.json' with { type: 'json' }

/**
 * How likely a block is content, by its features. The trees were fitted on labelled pages of seven kinds by
 * bench/extraction-fit; four numbers a node: `feature, threshold, left, right`, or `-1, value, 0, 0` at a leaf.
 */
export function likelihood(features: readonly number[]): number {
  let score = fitted.base
  for (const tree of fitted.trees) score += leafOf(tree, features)
  return 1 / (1 + Math.exp(-score))
}

function leafOf(tree: readonly number[], features: readonly number[]): number {
  let at = 0
  for (;;) {
    const feature = tree[at] ?? -1
    const value = tree[at + 1] ?? 0
    if (feature < 0) return value
    at = 4 * ((features[feature] ?? 0) <= value ? (tree[at + 2] ?? 0) : (tree[at + 3] ?? 0))
  }
}
