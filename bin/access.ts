// Writes docs/access.md: who may use which address, from the routes themselves. Runs the program's bundle, since pages are JSX.
import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = resolve(import.meta.dirname, '..')
const outfile = join(root, 'dist', `access-${process.pid}.mjs`)
const contents = `export { allRoutes } from './src/app.tsx'; export { accessDocument } from './test/access-doc.ts'`
await build({ stdin: { contents, resolveDir: root, loader: 'ts' }, outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node24', jsx: 'automatic', jsxImportSource: 'preact', logLevel: 'warning' })
const { allRoutes, accessDocument } = (await import(pathToFileURL(outfile).href)) as { allRoutes: typeof import('../src/app.tsx').allRoutes; accessDocument: typeof import('../test/access-doc.ts').accessDocument }
writeFileSync(join(root, 'docs', 'access.md'), accessDocument(allRoutes(new Map())))
rmSync(outfile)
