import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Assets } from './bundle.ts'
import { buildAssets } from './bundle.ts'
import { Gallery } from './gallery.tsx'

const folder = mkdtempSync(join(tmpdir(), 'samspill-assets-'))
let assets: Assets

beforeAll(async () => {
  assets = await buildAssets(folder)
})
afterAll(() => rmSync(folder, { recursive: true }))

const read = (path: string): string => readFileSync(join(folder, basename(path)), 'utf8')
const zipped = (text: string): number => gzipSync(text).length

test('the script is under 30 kB and a page with all components under 120 kB, zipped', () => {
  expect(zipped(read(assets.js))).toBeLessThan(30_000)
  expect(zipped(read(assets.js)) + zipped(read(assets.css)) + zipped(renderToString(<Gallery />))).toBeLessThan(120_000)
})

test('names follow the content', async () => {
  expect(assets.css).toMatch(/^\/assets\/samspill-[A-Z0-9]{8}\.css$/)
  expect(assets.js).toMatch(/^\/assets\/main-[A-Z0-9]{8}\.js$/)
  expect(await buildAssets(folder)).toEqual(assets)
})

test('the fonts are our own copies, two of them, with their licence; nothing is fetched from elsewhere', () => {
  const files = readdirSync(folder)
  expect(files.filter((file) => file.endsWith('.woff2'))).toHaveLength(2)
  expect(files).toContain('inter-license.txt')
  expect(read(assets.css)).not.toMatch(/url\(["']?(https?:)?\/\//)
  expect(read(assets.css)).not.toContain('@import')
})
