import type { PageContext } from '../../../../ui/context.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { Bar, FigureTable } from './tables.ts'

/** The tables of a chapter, each with its drawing, what to know about it, and where it is from. */
export const FigureTables = ({ page, tables }: { readonly page: PageContext; readonly tables: readonly FigureTable[] }) => (
  <>
    {tables.map((table) => (
      <div class="figure-table">
        <h3 class="ds-heading" data-size="2xs">{table.caption}</h3>
        {table.bars && <Bars {...table.bars} />}
        <Table
          caption={table.caption}
          hiddenCaption
          rows={table.rows}
          rowKey={({ head }) => head}
          columns={table.columns.map((title, at) => ({ key: String(at), title, ...(at === 0 ? { heading: true } : { numeric: true }), cell: (row: FigureTable['rows'][number]) => (at === 0 ? row.head : <span class="words">{row.cells[at - 1]?.text}</span>) }))}
        />
        <p class="ds-paragraph subtle figure-note" data-size="sm">
          {table.notes.join(' ')} {page.t('quality.source', { source: table.source })}
        </p>
      </div>
    ))}
  </>
)

const [width, row, barTop, barHeight] = [400, 46, 22, 14]
/** Signs a line has room for. */
const longest = 46

/**
 * A bar for each, its name above and its figure after. Drawn for the eye: the table beside has the same. The colours stand in the drawing itself too,
 * for where it is drawn without a stylesheet.
 */
export const Bars = ({ items, most }: { readonly items: readonly Bar[]; readonly most: number }) => (
  <svg class="bars" xmlns="http://www.w3.org/2000/svg" viewBox={`0 0 ${width} ${items.length * row}`} aria-hidden="true" focusable="false">
    {items.map(({ label, text, value }, at) => {
      const long = Math.max(2, Math.round((value / most) * (width - 60) * 10) / 10)
      return (
        <>
          <text class="bars-label" x="0" y={at * row + 15} font-family="Inter, system-ui, sans-serif" font-size="14" fill="#2f2b26">{label.length > longest ? `${label.slice(0, longest - 1)}…` : label}</text>
          <rect class="bars-track" x="0" y={at * row + barTop} width={width - 60} height={barHeight} rx="2" fill="#edf5f3" />
          <rect class="bars-bar" x="0" y={at * row + barTop} width={long} height={barHeight} rx="2" fill="#0f6152" />
          <text class="bars-value" x={width - 50} y={at * row + barTop + 12} font-family="Inter, system-ui, sans-serif" font-size="14" font-weight="600" fill="#2f2b26">{text}</text>
        </>
      )
    })}
  </svg>
)
