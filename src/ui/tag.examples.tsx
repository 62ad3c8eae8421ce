import type { Example } from './example.ts'
import { Tag } from './tag.tsx'

export const examples: readonly Example[] = [
  {
    name: 'Statuses',
    view: (
      <div class="button-row">
        <Tag>Kladd</Tag>
        <Tag color="info">Mottatt</Tag>
        <Tag color="warning">Venter på deg</Tag>
        <Tag color="success">Avsluttet</Tag>
        <Tag color="danger">Over fristen</Tag>
        <Tag color="brand1">Haster</Tag>
        <Tag outline>Trukket</Tag>
      </div>
    ),
  },
]
