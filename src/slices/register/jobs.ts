import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { forgetOld, retentionQueue } from './retention/actions.ts'
import * as imports from './import/runs/actions.ts'
import * as sync from './sync/runs/actions.ts'

export const queues = [imports.importQueue, sync.syncQueue, sync.nightlyQueue, retentionQueue]

/** The demonstration world does not call out in the night: its register is an extract that stays as it is. */
export const jobKinds = (deps: Deps): JobKind[] => [
  { queue: imports.importQueue, work: ({ id }) => imports.runImport(deps, String(id)) },
  { queue: sync.syncQueue, work: ({ id }) => sync.readRegister(deps, String(id)) },
  { queue: sync.nightlyQueue, work: () => sync.readNightly(deps), ...(deps.config.demo ? {} : { schedule: '15 3 * * *' }) },
  { queue: retentionQueue, work: () => forgetOld(deps), schedule: '35 2 * * *' },
]

/** What was under way when the program stopped, goes on. */
export async function resume(deps: Deps): Promise<void> {
  await imports.resumeImports(deps)
  await sync.resumeReading(deps)
}
