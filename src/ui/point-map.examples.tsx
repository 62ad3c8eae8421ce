import type { Example } from './example.ts'
import { MarkSample, PointMap } from './point-map.tsx'

const island = { type: 'Polygon' as const, coordinates: [[[10.4, 59.8], [10.8, 59.8], [10.8, 60], [10.4, 60], [10.4, 59.8]]] }

export const examples: readonly Example[] = [
  {
    name: 'Three kindergartens, two of them on one spot',
    view: <PointMap outlines={[island]} marks={[{ longitude: 10.5, latitude: 59.9, label: 'Solstua', href: '#', shape: 'circle', fill: 'full' }, { longitude: 10.7, latitude: 59.85, label: 'Månestua', href: '#', shape: 'square', fill: 'none' }, { longitude: 10.7, latitude: 59.85, label: 'Stjernestua', href: '#', shape: 'triangle', fill: 'pale' }]} />,
  },
  { name: 'One for each municipality', view: <PointMap outlines={[]} marks={[{ longitude: 10.5, latitude: 59.9, label: 'Fjordvik', href: '#', shape: 'circle', fill: 'full', radius: 24, text: '41' }]} /> },
  { name: 'In words', view: <p><MarkSample shape="square" fill="pale" /> Privat</p> },
]
