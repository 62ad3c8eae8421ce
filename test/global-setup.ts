import { resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migratedTemplate, startScratchServer } from '../src/platform/scratch-database.ts'
import { fillTemplate } from './kit.ts'

const root = resolve(import.meta.dirname, '..')

/** One throw-away PostgreSQL for the run, with a migrated template that has the demonstration world in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scratch = await startScratchServer(root, `test-${project.name}${process.env['SAMSPILL_TEST'] ?? ''}`)
  const database = await migratedTemplate(scratch, root, 'samspill_world')
  const { host } = scratch.owner(database) as { host: string }
  await fillTemplate(host, database, root)
  project.provide('sockets', host)
  project.provide('owner', scratch.server.superuser)
  project.provide('root', root)
  return () => scratch.server.stop()
}
