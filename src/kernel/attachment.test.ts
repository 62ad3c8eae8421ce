import { expect, test } from 'vitest'
import { checkFile } from './attachment.ts'

const file = (name: string) => ({ name, bytes: Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]) })

test('a file whose name says something about one child is given another name first', () => {
  for (const name of ['Observasjon av Jonas 4 år.pdf', 'gutt_4_år.pdf', '01010750160.pdf']) expect(checkFile(file(name), 0)).toEqual({ ok: false, because: 'file-name' })
  expect(checkFile(file('Plan for uteområdet.pdf'), 0).ok).toBe(true)
})

test('signs that are not seen are not kept in a name, and hide nothing', () => {
  expect(checkFile(file('rapport\u202efdp.exe.pdf'), 0)).toMatchObject({ ok: true, event: { name: 'rapportfdp.exe.pdf' } })
  expect(checkFile(file('Rapport\u200f\u2066\u00ad\u2028.pdf\u200b'), 0)).toMatchObject({ ok: true, event: { name: 'Rapport.pdf' } })
  expect(checkFile(file('Observasjon av Jo\u200bnas 4\u00ad år.pdf'), 0)).toEqual({ ok: false, because: 'file-name' })
})
