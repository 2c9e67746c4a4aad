interface Bar {
  readonly name: string
  readonly value: number
}

const WIDTH = 720
const HEIGHT = 140

/** Bars over time as SVG, drawn by attributes alone (the policy allows no inline style). A table beside it has the numbers. */
export const BarChart = ({ label, bars }: { label: string; bars: readonly Bar[] }) => {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const step = WIDTH / bars.length
  const toHeight = (value: number) => (value / most) * HEIGHT
  return (
    <figure class="chart">
      <span class="muted" aria-hidden="true">
        {most}
      </span>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {bars.map(({ name, value }, index) => (
          <rect
            key={name}
            x={index * step + step * 0.15}
            width={step * 0.7}
            y={HEIGHT - toHeight(value)}
            height={toHeight(value)}
          >
            <title>{`${name}: ${value}`}</title>
          </rect>
        ))}
      </svg>
      <figcaption class="muted" aria-hidden="true">
        <span>{bars[0]?.name}</span>
        <span>{bars.at(-1)?.name}</span>
      </figcaption>
    </figure>
  )
}
