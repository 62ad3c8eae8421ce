import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** Bundles the server into one file, packages left outside; Node runs TypeScript by itself, but not pages written as JSX. */
export async function buildServerBundle(root: string): Promise<string> {
  const outfile = join(root, 'dist', 'main.js')
  await build({
    entryPoints: [join(root, 'src', 'main.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: true,
    logLevel: 'warning',
  })
  return pathToFileURL(outfile).href
}
