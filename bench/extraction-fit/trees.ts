/** An example: what a block looks like, how much of it is content (0 to 1), and what it weighs. */
export interface Example {
  readonly features: readonly number[]
  readonly target: number
  readonly weight: number
}

/** Trees as the service reads them: four numbers a node, `feature, threshold, left, right`, or `-1, value, 0, 0`. */
export interface Trees {
  readonly base: number
  readonly trees: readonly (readonly number[])[]
}

const SETTINGS = { trees: 120, depth: 4, rate: 0.1, minHessian: 0.15, ridge: 1, rows: 0.7, columns: 0.6, bins: 48 }

/** Gradient-boosted trees for logistic loss (Friedman 2001), histogram splits; the same numbers come out every time. */
export function fitTrees(examples: readonly Example[]): Trees {
  const data = toBins(examples)
  const total = examples.reduce((sum, { weight }) => sum + weight, 0)
  const share = examples.reduce((sum, { weight, target }) => sum + weight * target, 0) / total
  const base = Math.log(share / (1 - share))
  const scores = new Float64Array(examples.length).fill(base)
  const random = lcg(7)
  const trees: number[][] = []
  for (let round = 0; round < SETTINGS.trees; round += 1) {
    const slope = new Float64Array(examples.length)
    const curve = new Float64Array(examples.length)
    examples.forEach(({ target, weight }, i) => {
      const chance = 1 / (1 + Math.exp(-(scores[i] ?? 0)))
      slope[i] = weight * (chance - target)
      curve[i] = weight * Math.max(chance * (1 - chance), 1e-3)
    })
    const rows = examples.flatMap((_, i) => (random() < SETTINGS.rows ? [i] : []))
    const columns = data.edges.flatMap((_, feature) => (random() < SETTINGS.columns ? [feature] : []))
    const tree = growTree({ ...data, slope, curve, columns }, rows)
    trees.push(tree)
    examples.forEach(({ features }, i) => {
      scores[i] = (scores[i] ?? 0) + leafOf(tree, features)
    })
  }
  return { base: rounded(base), trees }
}

const rounded = (value: number): number => Number(value.toPrecision(4))

/** The value that a tree gives to a block. */
export function leafOf(tree: readonly number[], features: readonly number[]): number {
  let at = 0
  for (;;) {
    const [feature = -1, value = 0, left = 0, right = 0] = tree.slice(at, at + 4)
    if (feature < 0) return value
    at = 4 * ((features[feature] ?? 0) <= value ? left : right)
  }
}

/** Numerical Recipes' linear congruential generator: reproducible, good enough to sample by. */
function lcg(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

interface Binned {
  readonly edges: readonly (readonly number[])[]
  /** Bin of each example by feature. */
  readonly bins: readonly Uint8Array[]
}

function toBins(examples: readonly Example[]): Binned {
  const width = examples[0]?.features.length ?? 0
  const edges = Array.from({ length: width }, (_, feature) => edgesOf(examples.map(one => one.features[feature] ?? 0)))
  const bins = edges.map((limits, feature) =>
    Uint8Array.from(examples, ({ features }) => limits.filter(limit => (features[feature] ?? 0) > limit).length),
  )
  return { edges, bins }
}

function edgesOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b)
  const picks = Array.from(
    { length: SETTINGS.bins - 1 },
    (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / SETTINGS.bins)] ?? 0,
  )
  return [...new Set(picks.map(rounded))].sort((a, b) => a - b)
}

interface Growth extends Binned {
  readonly slope: Float64Array
  readonly curve: Float64Array
  readonly columns: readonly number[]
}

function growTree(growth: Growth, rows: readonly number[]): number[] {
  const nodes: number[][] = []
  const grow = (members: readonly number[], depth: number): number => {
    const at = nodes.push([]) - 1
    const split = depth < SETTINGS.depth ? bestSplit(growth, members) : undefined
    if (!split) {
      const { slope, curve } = sumsOf(growth, members)
      nodes[at] = [-1, rounded((-SETTINGS.rate * slope) / (curve + SETTINGS.ridge)), 0, 0]
      return at
    }
    const bins = growth.bins[split.feature] ?? new Uint8Array()
    const left = grow(
      members.filter(i => (bins[i] ?? 0) <= split.bin),
      depth + 1,
    )
    const right = grow(
      members.filter(i => (bins[i] ?? 0) > split.bin),
      depth + 1,
    )
    nodes[at] = [split.feature, growth.edges[split.feature]?.[split.bin] ?? 0, left, right]
    return at
  }
  grow(rows, 0)
  return nodes.flat()
}

function sumsOf({ slope, curve }: Growth, members: readonly number[]): { slope: number; curve: number } {
  let [slopes, curves] = [0, 0]
  for (const i of members) {
    slopes += slope[i] ?? 0
    curves += curve[i] ?? 0
  }
  return { slope: slopes, curve: curves }
}

function bestSplit(growth: Growth, members: readonly number[]): { feature: number; bin: number } | undefined {
  const all = sumsOf(growth, members)
  const { minHessian, ridge } = SETTINGS
  let best: { feature: number; bin: number } | undefined
  let most = 1e-9
  const worth = (slope: number, curve: number) => slope ** 2 / (curve + ridge)
  for (const feature of growth.columns) {
    const { slopes, curves } = histogram(growth, feature, members)
    let [slope, curve] = [0, 0]
    for (let bin = 0; bin < (growth.edges[feature]?.length ?? 0); bin += 1) {
      slope += slopes[bin] ?? 0
      curve += curves[bin] ?? 0
      if (curve < minHessian || all.curve - curve < minHessian) continue
      const gain = worth(slope, curve) + worth(all.slope - slope, all.curve - curve) - worth(all.slope, all.curve)
      if (gain <= most) continue
      most = gain
      best = { feature, bin }
    }
  }
  return best
}

function histogram(
  growth: Growth,
  feature: number,
  members: readonly number[],
): { slopes: Float64Array; curves: Float64Array } {
  const [slopes, curves] = [new Float64Array(SETTINGS.bins), new Float64Array(SETTINGS.bins)]
  const bins = growth.bins[feature] ?? new Uint8Array()
  for (const i of members) {
    const bin = bins[i] ?? 0
    slopes[bin] = (slopes[bin] ?? 0) + (growth.slope[i] ?? 0)
    curves[bin] = (curves[bin] ?? 0) + (growth.curve[i] ?? 0)
  }
  return { slopes, curves }
}
