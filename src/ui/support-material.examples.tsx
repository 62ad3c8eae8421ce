import { examplePage, type Example } from './example.ts'
import { SupportMaterialPart } from './support-material.tsx'

const themes = [{ code: 'lek', name: { nb: 'Lek', nn: 'Leik', en: 'Play' } }]

export const examples: readonly Example[] = [
  {
    name: 'Used, and what may suit',
    view: <SupportMaterialPart page={examplePage()} themes={themes} view={{ key: 'tiltak-1', mayFind: true, used: [{ id: '1', title: 'Måltidet som samtale' }], proposed: [{ id: '2', title: 'Spørsmål som åpner', shared: ['lek'] }] }} />,
  },
]
