import { expect, test } from 'vitest'
import { chaptersOf, countedAs } from './scheme-themes.ts'

test('a theme that is a chapter by another name is counted with it, all others by themselves', () => {
  expect([countedAs('language'), countedAs('digital'), countedAs('rammeplan-2017-4'), countedAs('toString')]).toEqual(['rammeplan-2017-9-1', 'digital', 'rammeplan-2017-4', 'toString'])
})
test('themes lead to the chapters they are about, each once', () => {
  expect(chaptersOf(['digital', 'physical-environment', 'values', 'own-theme', 'nothing'])).toEqual(['rammeplan-2017-8', 'rammeplan-2017-1'])
})
