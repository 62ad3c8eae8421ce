import type { Example } from './example.ts'
import { Table } from './table.tsx'
import { Tag } from './tag.tsx'

const cases = [
  { id: '1', kindergarten: 'Solsikken barnehage', topic: 'Overganger i hverdagen', state: 'Mottatt', staff: 14, received: '5. mars 2026' },
  {
    id: '2',
    kindergarten: 'Åsgard naturbarnehage',
    topic: 'Inkluderende lekemiljø',
    state: 'Under veiledning',
    staff: 22,
    received: '12. februar 2026',
  },
  { id: '3', kindergarten: 'Tjernsmyr', topic: 'Språkmiljø', state: 'Avsluttet', staff: 9, received: '8. januar 2026' },
]

export const examples: readonly Example[] = [
  {
    name: 'Table that becomes cards on a phone',
    view: (
      <Table
        caption="Saker i kompetanseteamet"
        rows={cases}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'kindergarten',
            title: 'Barnehage',
            heading: true,
            cell: (row) => <a href={`/veiledning/${row.id}`}>{row.kindergarten}</a>,
            sort: { href: '?sorter=navn', now: 'ascending' },
          },
          { key: 'topic', title: 'Tema', cell: (row) => row.topic },
          { key: 'state', title: 'Status', cell: (row) => <Tag color="info">{row.state}</Tag>, sort: { href: '?sorter=status' } },
          { key: 'staff', title: 'Ansatte', numeric: true, cell: (row) => row.staff },
          { key: 'received', title: 'Mottatt', cell: (row) => row.received },
          {
            key: 'open',
            title: 'Handling',
            hiddenTitle: true,
            cell: (row) => <a href={`/veiledning/${row.id}`}>Åpne<span class="ds-sr-only"> {row.kindergarten}</span></a>,
          },
        ]}
        foot={['Sum', '', '', 45, '', '']}
      />
    ),
  },
  {
    name: 'Table that scrolls on a phone',
    view: (
      <Table
        caption="Behov etter tema og år"
        phone="scroll"
        rows={cases}
        rowKey={(row) => row.id}
        columns={[
          { key: 'topic', title: 'Tema', heading: true, cell: (row) => row.topic },
          ...['2022', '2023', '2024', '2025', '2026'].map((year) => ({
            key: year,
            title: year,
            numeric: true,
            cell: (row: (typeof cases)[number]) => row.staff * 3,
          })),
        ]}
      />
    ),
  },
]
