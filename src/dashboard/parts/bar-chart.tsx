interface Bar {
  readonly name: string
  readonly value: number
}

const WIDTH = 720
const HEIGHT = 160
const LABEL = 18
const TOP = 16

/** Bars over time as SVG, drawn by attributes alone (the policy allows no inline style). A table beside it has the numbers. */
export const BarChart = ({ label, bars }: { label: string; bars: readonly Bar[] }) => {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const step = WIDTH / bars.length
  const floor = HEIGHT - LABEL
  const toHeight = (value: number) => (value / most) * (floor - TOP)
  const first = bars[0]
  const last = bars.at(-1)
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <line class="axis" x1={0} x2={WIDTH} y1={floor} y2={floor} />
      <text class="tick" x={0} y={12}>
        {most}
      </text>
      {bars.map(({ name, value }, index) => (
        <rect
          key={name}
          class="bar-value"
          x={index * step + step * 0.15}
          width={step * 0.7}
          y={floor - toHeight(value)}
          height={toHeight(value)}
          rx={Math.min(3, step * 0.2)}
        >
          <title>{`${name}: ${value}`}</title>
        </rect>
      ))}
      {first && (
        <text class="tick" x={0} y={HEIGHT - 2}>
          {first.name}
        </text>
      )}
      {last && (
        <text class="tick" x={WIDTH} y={HEIGHT - 2} text-anchor="end">
          {last.name}
        </text>
      )}
    </svg>
  )
}
