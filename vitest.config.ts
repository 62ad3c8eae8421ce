import { defineConfig } from 'vitest/config'

const pages = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const
const onDatabase = ['src/**/*.db.test.{ts,tsx}', 'test/*.db.test.ts', 'test/access.test.ts']

export default defineConfig({
  oxc: pages,
  test: {
    isolate: false,
    // Tests wait for the database and the browser more than they work: two at a time also on two cores, where vitest would take one.
    maxWorkers: 2,
    projects: [
      { oxc: pages, test: { name: 'unit', isolate: false, include: ['src/**/*.test.{ts,tsx}', 'test/*.test.ts'], exclude: onDatabase } },
      // Whole slices over HTTP, on a real PostgreSQL with the demonstration world in it.
      { oxc: pages, test: { name: 'slices', isolate: false, include: onDatabase, globalSetup: ['test/global-setup.ts'], testTimeout: 20_000, hookTimeout: 30_000 } },
      // The program as people meet it: a real browser, a real port, sign-in through the local provider. Script is off unless a file asks for it.
      { oxc: pages, test: { name: 'journeys', isolate: false, include: ['test/journeys/*.e2e.ts'], globalSetup: ['test/global-setup.ts'], testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 15_000 } } } },
    ],
  },
})
