export type BarWeek = { /** The number of the week. */ readonly label: string; /** In any unit, the same for both. */ readonly available: number; readonly promised: number; readonly over: boolean }

const [width, height, left, right, top, bottom] = [480, 150, 8, 8, 10, 26]

/**
 * How much is promised, week by week, against what there is: a bar for what is promised, a line over it for what there is. Drawn for the eye: the page has the same numbers
 * as a table, which is what is read aloud.
 */
export const LoadBars = ({ name, weeks }: { readonly name: string; readonly weeks: readonly BarWeek[] }) => {
  const most = Math.max(1, ...weeks.flatMap(({ available, promised }) => [available, promised]))
  const step = (width - left - right) / Math.max(1, weeks.length)
  const tall = (value: number) => Math.round((value / most) * (height - top - bottom) * 10) / 10
  const floor = height - bottom
  const x = (at: number) => Math.round((left + at * step) * 10) / 10
  return (
    <figure class="load-bars" aria-hidden="true">
      <figcaption>{name}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} focusable="false">
        <line class="load-bars-floor" x1={left} x2={width - right} y1={floor} y2={floor} />
        {weeks.map(({ label, available, promised, over }, at) => (
          <>
            <rect class={over ? 'load-bars-bar load-bars-over' : 'load-bars-bar'} x={x(at) + 4} y={floor - tall(promised)} width={Math.round((step - 8) * 10) / 10} height={tall(promised)} />
            {available > 0 && <line class="load-bars-there" x1={x(at) + 1} x2={Math.round((x(at) + step - 1) * 10) / 10} y1={floor - tall(available)} y2={floor - tall(available)} />}
            <text class="load-bars-label" x={Math.round((x(at) + step / 2) * 10) / 10} y={height - 7} text-anchor="middle">
              {label}
            </text>
          </>
        ))}
      </svg>
    </figure>
  )
}
