import type { ComponentChildren } from 'preact'
import { usePage } from './context.tsx'
import { Icon } from './icon.tsx'

export type SortDirection = 'ascending' | 'descending'

export type Column<Row> = {
  readonly key: string
  readonly title: string
  readonly cell: (row: Row) => ComponentChildren
  /** Numbers stand to the right, with digits of equal width. */
  readonly numeric?: boolean
  /** This cell names the row: it is the row's heading. */
  readonly heading?: boolean
  /** Address that sorts by this column, and how the table is sorted by it now. */
  readonly sort?: { readonly href: string; readonly now?: SortDirection | undefined }
  /** Keep the title for screen readers only: a column of buttons. */
  readonly hiddenTitle?: boolean
}

export type TableProps<Row> = {
  readonly caption: string
  /** The caption is for screen readers only, because a heading above says the same. */
  readonly hiddenCaption?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** On a phone: `cards` makes each row a card with its titles; `scroll` keeps the table, for figures that are read across. */
  readonly phone?: 'cards' | 'scroll'
  /** Last row, the sums: one cell for each column. */
  readonly foot?: readonly ComponentChildren[]
}

/** A table with a caption, headings both ways and links that sort. For no rows at all, write an EmptyState instead. */
export const Table = <Row,>(props: TableProps<Row>) => {
  const { t } = usePage()
  const { caption, columns, phone = 'cards' } = props
  const table = (
    // The roles are said outright because browsers drop them when the stylesheet makes the rows into cards.
    <table class={`ds-table ${phone === 'cards' ? 'table-cards' : 'table-plain'}`} data-color="neutral" role="table">
      <caption class={props.hiddenCaption ? 'ds-sr-only' : 'table-caption'}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <Head column={column} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {props.rows.map((row) => (
          <tr role="row" key={props.rowKey(row)}>
            {columns.map((column) => (
              <Cell column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
      {props.foot && (
        <tfoot role="rowgroup">
          <tr role="row">
            {columns.map((column, index) => (
              <FootCell first={index === 0} column={column}>
                {props.foot?.[index]}
              </FootCell>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  )
  if (phone === 'cards') return <div class="table-frame">{table}</div>
  return (
    <div class="table-frame table-scroll" role="region" aria-label={t('common.table.scroll', { caption })} tabindex={0}>
      {table}
    </div>
  )
}

type HeadProps<Row> = { readonly column: Column<Row> }

const Head = <Row,>({ column }: HeadProps<Row>) => {
  const { title, sort } = column
  return (
    <th role="columnheader" scope="col" class={column.numeric ? 'number' : undefined} {...(sort?.now ? { 'aria-sort': sort.now } : {})}>
      {sort ? (
        <a class="sort-link" href={sort.href}>
          {title}
          <Icon name={sort.now === 'ascending' ? 'up' : sort.now === 'descending' ? 'down' : 'sort'} />
        </a>
      ) : (
        <span class={column.hiddenTitle ? 'ds-sr-only' : undefined}>{title}</span>
      )}
    </th>
  )
}

const Cell = <Row,>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) => {
  const attributes = { class: column.numeric ? 'number' : undefined, ...(column.hiddenTitle ? {} : { 'data-label': column.title }) }
  return column.heading ? (
    <th role="rowheader" scope="row" {...attributes}>
      {column.cell(row)}
    </th>
  ) : (
    <td role="cell" {...attributes}>
      {column.cell(row)}
    </td>
  )
}

const FootCell = <Row,>({ first, column, children }: HeadProps<Row> & { readonly first: boolean; readonly children: ComponentChildren }) =>
  first ? (
    <th role="rowheader" scope="row">
      {children}
    </th>
  ) : (
    <td role="cell" class={column.numeric ? 'number' : undefined} data-label={column.title}>
      {children}
    </td>
  )
