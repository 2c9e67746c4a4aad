/** One line of the result; `limit` is what the ratio must not pass (at most, or at least for throughput). */
export interface Line {
  readonly what: string
  readonly ours: string
  readonly raw: string
  readonly ratio: number
  readonly limit: string
}

export const toLine = (what: string, limit: string, { ours, raw }: { ours: number; raw: number }): Line => ({
  what,
  ours: `${ours.toFixed(1)} ms`,
  raw: `${raw.toFixed(1)} ms`,
  ratio: ours / raw,
  limit,
})

/** A figure held against a fixed bound. */
export const toBound = (what: string, { ours, most, unit }: { ours: number; most: number; unit: string }): Line => ({
  what,
  ours: `${ours.toFixed(0)} ${unit}`,
  raw: `bound: ${most.toLocaleString('en')} ${unit}`,
  ratio: ours / most,
  limit: '≤ 1',
})

/** Lines as a table in Markdown. */
export const toTable = (lines: readonly Line[]): string =>
  [
    '| | chaperone | raw | ratio | wanted |\n|---|---|---|---|---|',
    ...lines.map(
      ({ what, ours, raw, ratio, limit }) => `| ${what} | ${ours} | ${raw} | ${ratio.toFixed(2)} | ${limit} |`,
    ),
  ].join('\n')
