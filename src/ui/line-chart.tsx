export type ChartPoint = { readonly label: string; /** Undefined leaves a gap. */ readonly value: number | undefined; /** Written out: '3,4'. */ readonly text: string }

const [width, height, left, right, top, bottom] = [480, 230, 34, 30, 26, 34]

/**
 * How one figure has gone, point by point. Drawn for the eye: the page has the same numbers as a table, which is what is read aloud.
 * @param least the lower end of the scale
 * @param most the upper end, above `least`
 */
export const LineChart = ({ points, least, most, ticks }: { readonly points: readonly ChartPoint[]; readonly least: number; readonly most: number; readonly ticks: readonly number[] }) => {
  const x = (at: number) => (points.length < 2 ? (left + width - right) / 2 : round(left + 24 + (at * (width - left - right - 48)) / (points.length - 1)))
  const y = (value: number) => round(top + ((most - value) / (most - least)) * (height - top - bottom))
  const drawn = points.map(({ value }, at) => (value === undefined ? undefined : `${x(at)},${y(value)}`))
  return (
    <svg class="line-chart" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      {ticks.map((tick) => (
        <>
          <line class="line-chart-grid" x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} />
          <text class="line-chart-label" x={left - 10} y={y(tick) + 5} text-anchor="end">
            {tick}
          </text>
        </>
      ))}
      {unbroken(drawn).map((stretch) => (
        <polyline class="line-chart-line" points={stretch.join(' ')} />
      ))}
      {points.map((point, at) => (
        <>
          {point.value !== undefined && (
            <>
              <circle class="line-chart-point" cx={x(at)} cy={y(point.value)} r="6" />
              <text class="line-chart-value" x={x(at)} y={y(point.value) - 13} text-anchor="middle">
                {point.text}
              </text>
            </>
          )}
          <text class="line-chart-label" x={x(at)} y={height - 8} text-anchor="middle">
            {point.label}
          </text>
        </>
      ))}
    </svg>
  )
}

const round = (value: number): number => Math.round(value * 10) / 10

/** A line is drawn between points that follow each other; where one is missing it is broken. */
function unbroken(points: readonly (string | undefined)[]): readonly (readonly string[])[] {
  const stretches: string[][] = [[]]
  for (const point of points) {
    if (point === undefined) stretches.push([])
    else stretches.at(-1)?.push(point)
  }
  return stretches.filter((stretch) => stretch.length > 1)
}

/** Where a mean lies on a scale, in a row of a table that says it in digits. */
export const ScaleMark = ({ value, least, most }: { readonly value: number; readonly least: number; readonly most: number }) => (
  <svg class="scale" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="scale-track" x="0" y="4" width="100" height="4" rx="2" />
    <rect class="scale-mark" x={round(((value - least) / (most - least)) * 96)} y="0" width="4" height="12" rx="2" />
  </svg>
)
