import { expect, test } from 'vitest'
import { pointsAtChild } from './file-name.ts'

test.each(['Observasjon av Jonas 4 år.pdf', 'Observasjon_av_Jonas_4_år.pdf', 'gutt-4-år-autisme.docx', 'Jente(3år).png', 'en_gutt_som_biter.pdf', '01010750160.pdf', '010107_50160.pdf', 'Observasjon_av_Jonas_4_a\u030ar.pdf'])('%s', (name) => {
  expect(pointsAtChild(name)).toBe(true)
})

test.each(['Plan for uteområdet.pdf', 'Rutiner_overganger_2026-2027.docx', 'Ståstedsanalyse 22.11.2026.xlsx', 'IMG_20261122_101530.jpg', 'Årsplan-småbarn.odt', 'Kurs om autisme.pptx', 'a.pdf'])('not %s', (name) => {
  expect(pointsAtChild(name)).toBe(false)
})
