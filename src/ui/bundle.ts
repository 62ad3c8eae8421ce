import { copyFile, mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Where pages find their stylesheet and script. The names carry a hash of the content, so browsers may keep the files for good. */
export type Assets = { readonly css: string; readonly js: string }

/** Writes the stylesheet, the script and the fonts to `outDir`, to be served under `/assets/`. Takes well under a second. */
export const buildAssets = async (outDir: string): Promise<Assets> => {
  await mkdir(outDir, { recursive: true })
  const result = await build({
    entryPoints: { samspill: here('styles.css'), main: here('../browser/main.ts') },
    outdir: outDir,
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
    loader: { '.woff2': 'file' },
    metafile: true,
    legalComments: 'none',
    logLevel: 'error',
  })
  // Its name stays: a browser asks for it anew each time, and the one it has would otherwise be another one's.
  await build({ entryPoints: [here('../browser/offline-worker.ts')], outfile: join(outDir, 'offline-worker.js'), bundle: true, minify: true, format: 'iife', target: ['es2022', 'chrome109', 'firefox115', 'safari16'], logLevel: 'error' })
  // The font's licence asks to go where the font goes.
  await copyFile(fileURLToPath(import.meta.resolve('@fontsource-variable/inter/LICENSE')), join(outDir, 'inter-license.txt'))
  const outputs = Object.keys(result.metafile.outputs)
  return { css: publicPath(outputs, '.css'), js: publicPath(outputs, '.js') }
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const publicPath = (outputs: readonly string[], ending: string): string => {
  const output = outputs.find((path) => path.endsWith(ending))
  if (!output) throw new Error(`The bundle has no ${ending} file`)
  return `/assets/${basename(output)}`
}
