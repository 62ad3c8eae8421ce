import { expect, test } from 'vitest'
import { examplePage } from '../../../../ui/example.ts'
import { correctionsPrint } from './print.ts'

const at = new Date('2026-11-23T09:00:00Z')
const corrections = [
  { id: '1', aboutId: 'meeting', text: 'Pedagogisk leder var også med.', at, by: 'Siri Solheim' },
  { id: '2', aboutId: 'other', text: 'Gjelder noe annet.', at, by: 'Ragnhild Dal' },
]

test('a record is copied with its own corrections, each with who and when', () => {
  const page = examplePage('nb')
  expect(correctionsPrint(page, corrections, 'meeting')).toEqual([{ kind: 'note', title: expect.stringMatching(/Siri Solheim.*23\. november 2026/), text: 'Pedagogisk leder var også med.' }])
  expect(correctionsPrint(page, corrections, 'nothing')).toEqual([])
})
