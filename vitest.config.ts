import { defineConfig } from 'vitest/config'

const pages = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const

export default defineConfig({
  oxc: pages,
  test: {
    isolate: false,
    projects: [
      { oxc: pages, test: { name: 'unit', isolate: false, include: ['src/**/*.test.{ts,tsx}', 'test/*.test.ts'], exclude: ['src/**/*.db.test.{ts,tsx}', 'test/access.test.ts'] } },
      // Whole slices over HTTP, on a real PostgreSQL with the demonstration world in it.
      { oxc: pages, test: { name: 'slices', isolate: false, include: ['src/**/*.db.test.{ts,tsx}', 'test/access.test.ts'], globalSetup: ['test/global-setup.ts'], testTimeout: 20_000, hookTimeout: 30_000 } },
    ],
  },
})
