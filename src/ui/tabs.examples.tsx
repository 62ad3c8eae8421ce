import type { Example } from './example.ts'
import { Tabs } from './tabs.tsx'

export const examples: readonly Example[] = [
  {
    name: 'Pages of a case',
    view: (
      <Tabs
        label="Sider i saken"
        tabs={[
          { href: '/veiledning/1', text: 'Oversikt', current: false },
          { href: '/veiledning/1/plan', text: 'Plan', current: true },
          { href: '/veiledning/1/meldinger', text: 'Meldinger', current: false, count: 4 },
          { href: '/veiledning/1/historikk', text: 'Historikk', current: false },
        ]}
      />
    ),
  },
]
