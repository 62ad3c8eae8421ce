import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('theme.css', import.meta.url), 'utf8')
const standard = readFileSync(new URL(import.meta.resolve('@digdir/designsystemet-css/theme.css')), 'utf8')

type Colors = Readonly<Record<string, string>>
const tokens = (text: string, from: string): Colors => {
  const start = text.indexOf('{', text.indexOf(from))
  const block = text.slice(start, text.indexOf('}', start))
  return Object.fromEntries([...block.matchAll(/--ds-color-([\w-]+):\s*(#[0-9a-f]+)/g)].map((match) => [match[1] ?? '', match[2] ?? '']))
}
const schemes: Readonly<Record<string, Colors>> = {
  light: { ...tokens(standard, '@layer ds.theme.color-scheme.light{:root'), ...tokens(css, "[data-color-scheme='light']") },
  dark: { ...tokens(standard, '@layer ds.theme.color-scheme.dark{['), ...tokens(css, "[data-color-scheme='dark']") },
}

const channel = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const luminance = (hex: string): number => {
  const long = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(long.slice(at, at + 2), 16) / 255))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string | undefined, b: string | undefined): number => {
  if (!a || !b) throw new Error('a colour is missing')
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const names = ['accent', 'neutral', 'brand1', 'brand2', 'info', 'success', 'warning', 'danger']
const grounds = ['background-default', 'background-tinted', 'surface-default', 'surface-tinted', 'surface-hover']

describe.each(Object.entries(schemes))('in the %s scheme', (_, colors) => {
  test.each(names)('%s can be read on its own and on neutral grounds', (name) => {
    for (const owner of [name, 'neutral']) {
      for (const ground of grounds) {
        const on = colors[`${owner}-${ground}`]
        expect([ground, contrast(colors[`${name}-text-default`], on)]).toEqual([ground, expect.toSatisfy((ratio: number) => ratio >= 7)])
        expect([ground, contrast(colors[`${name}-text-subtle`], on)]).toEqual([ground, expect.toSatisfy((ratio: number) => ratio >= 4.5)])
      }
    }
  })

  test.each(names)('%s has buttons that can be read', (name) => {
    for (const state of ['default', 'hover', 'active']) {
      expect(contrast(colors[`${name}-base-contrast-default`], colors[`${name}-base-${state}`])).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('the edges of fields can be seen', () => {
    for (const ground of ['background-default', 'background-tinted', 'surface-default', 'surface-tinted']) {
      expect(contrast(colors['neutral-border-default'], colors[`neutral-${ground}`])).toBeGreaterThanOrEqual(3)
      expect(contrast(colors['danger-text-subtle'], colors[`neutral-${ground}`])).toBeGreaterThanOrEqual(3)
    }
  })
})

test('with colours of the reader’s own, no ground of ours lies under words whose colour follows light and dark', () => {
  const sheets = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.css'))
  const own = sheets.flatMap((name) => readFileSync(new URL(name, import.meta.url), 'utf8').split('@media (forced-colors: active)').slice(1).flatMap((rest) => (/#[0-9a-f]{3,6}\b/.test(rest.slice(0, rest.search(/^\}/m))) ? [name] : [])))
  expect(sheets.length).toBeGreaterThan(10)
  expect(own).toEqual([])
})
