import { formatDate } from '../../../kernel/dates.ts'
import { formats, isKey, type Translate } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { Table } from '../../../ui/table.tsx'
import { usePlain } from './figures.tsx'
import type { Movement } from './store.ts'

/** What a movement is, in words; an adjustment says what it adjusts. */
export function kindWords(t: Translate, { kind, adjusts }: Pick<Movement, 'kind' | 'adjusts'>): string {
  const [what, of] = [`money.kind.${kind}`, `money.adjusts.${adjusts ?? ''}`]
  return `${isKey(what) ? t(what) : kind}${isKey(of) ? `: ${t(of)}` : ''}`
}

export const MovementsTable = ({ page, rows, ofLine }: { readonly page: PageContext; readonly rows: readonly Movement[]; /** All are of one grant: it is not named in each row. */ readonly ofLine?: boolean }) => {
  const { t, lang } = page
  const plain = usePlain()
  return (
    <Table
      caption={t('money.movements.caption')}
      hiddenCaption
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: 'what', title: t('money.movement.what'), heading: true, cell: (row) => kindWords(t, row) },
        { key: 'amount', title: t('money.movement.amount'), numeric: true, cell: (row) => plain(row.ore) },
        ...(ofLine ? [] : [{ key: 'whom', title: t('money.recipient'), cell: (row: Movement) => (row.lineId ? <a class="ds-link" href={`/okonomi/poster/${row.lineId}`}>{`${row.recipient} (${row.reference})`}</a> : row.countyName) }]),
        { key: 'day', title: t('money.movement.day'), cell: (row) => formatDate(row.onDay, lang, 'short') },
        { key: 'when', title: t('money.movement.when'), cell: (row) => formats(lang).dateTime(row.at) },
        { key: 'who', title: t('money.movement.who'), cell: (row) => row.who },
        { key: 'why', title: t('money.movement.why'), cell: (row) => row.reason },
      ]}
    />
  )
}
