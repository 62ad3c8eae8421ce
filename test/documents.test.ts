import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parseProfiles } from '../src/platform/oidc/profiles.ts'

// What the documents promise, held against what is there.

const root = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const rows = (text: string) => [...text.matchAll(/^\| `([^`]+)`[^|]*\| (.*) \|$/gm)].map(([, name = '', rest = '']) => ({ name, cells: rest.split(' | ') }))
type Manifest = { dependencies: Record<string, string>; devDependencies: Record<string, string>; scripts: Record<string, string> }
const manifest = JSON.parse(read('package.json')) as Manifest

test('docs/operations.md has every setting, and no other', () => {
  const settings = [...read('src/platform/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): z\b/gm)].map(([, name]) => name)
  expect(settings.length).toBeGreaterThan(12)
  const written = rows(read('docs/operations.md').split('## Settings')[1]?.split('\n## ')[0] ?? '').map(({ name }) => name)
  expect(written.toSorted()).toEqual(settings.toSorted())
})

test('the example of sign-in providers in docs/operations.md is one that production takes', () => {
  const example = /```json\n([\s\S]*?)```/.exec(read('docs/operations.md'))?.[1] ?? ''
  expect(parseProfiles(JSON.parse(example), { production: true }).map(({ kind }) => kind)).toEqual(['ansattporten-altinn', 'entra'])
})

test('every package in the lock file has a checksum but the exception that docs/dependencies.md names', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { integrity?: string; link?: boolean }> }
  const without = Object.entries(packages).filter(([path, { integrity, link }]) => path !== '' && !integrity && !link)
  expect(without.map(([path]) => path).filter((path) => !/^node_modules\/@myriaddreamin\/typst-ts-node-compiler-(?!linux-x64-)/.test(path))).toEqual([])
  expect(read('docs/dependencies.md').includes('@myriaddreamin/typst-ts-node-compiler-…')).toBe(without.length > 0)
})

test('docs/dependencies.md has every package with its reason and its own licence, and no other', () => {
  const written = rows(read('docs/dependencies.md'))
  const packages = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)]
  expect(packages.length).toBeGreaterThan(30)
  expect(written.map(({ name }) => name).toSorted()).toEqual(packages.toSorted())
  for (const { name, cells } of written) {
    const { license } = JSON.parse(read(`node_modules/${name}/package.json`)) as { license: string }
    expect([name, cells.at(-1), (cells[0] ?? '').length > 4]).toEqual([name, license, true])
  }
})

test('every package has one exact version', () => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) expect([name, version]).toEqual([name, expect.stringMatching(/^(npm:[a-z]+@)?\d+\.\d+\.\d+(-[a-z0-9.]+)?$/)])
})

test('every command that a document or a message names is there', () => {
  const texts = ['CONTRIBUTING.md', 'SECURITY.md', 'docs/operations.md', 'docs/dependencies.md', 'docs/access.md', ...(existsSync(join(root, 'README.md')) ? ['README.md'] : [])].map(read).join('\n')
  const named = new Set([...texts.matchAll(/npm (?:run )?(start|test|[a-z]+)(?= |`|\.|:|$)/gm)].map(([, name = '']) => name))
  expect([...named].filter((name) => !(name in manifest.scripts) && !['ci', 'install', 'run', 'scripts'].includes(name))).toEqual([])
})

test('every file that SECURITY.md leans on is there', () => {
  for (const [, path = ''] of read('SECURITY.md').matchAll(/`((?:test|src|docs)\/[^`*]+)`/g)) expect([path, existsSync(join(root, path))]).toEqual([path, true])
})

test('CI runs what one runs at home', () => {
  expect(read('.ci/run')).toContain('npm test')
})
