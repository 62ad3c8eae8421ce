import type { Deps } from './platform/http.ts'
import type { JobKind } from './platform/jobs.ts'
import * as audit from './slices/audit/jobs.ts'
import * as coordination from './slices/coordination/jobs.ts'
import * as guidance from './slices/guidance/jobs.ts'
import * as identity from './slices/identity/jobs.ts'
import * as insight from './slices/insight/jobs.ts'
import * as library from './slices/library/jobs.ts'
import * as measures from './slices/measures/jobs.ts'
import * as messaging from './slices/messaging/jobs.ts'
import { queues as messagingQueues } from './slices/messaging/index.ts'
import * as needs from './slices/needs/jobs.ts'
import * as presence from './slices/presence/jobs.ts'
import * as register from './slices/register/index.ts'
import * as scheme from './slices/scheme/jobs.ts'
import * as strategy from './slices/strategy/jobs.ts'
import * as team from './slices/team/jobs.ts'

/** Every queue of the program: made before anything may be put in them. */
export const allQueues: readonly string[] = [...messagingQueues, ...register.queues, ...audit.queues, ...identity.queues, ...guidance.queues, ...scheme.queues, ...needs.queues, ...library.queues, ...measures.queues, ...presence.queues, ...strategy.queues, ...team.queues, ...coordination.queues, ...insight.queues]

/** All background work, of every slice. */
export const allJobs = (deps: Deps): readonly JobKind[] => [messaging, register, audit, identity, guidance, scheme, needs, library, measures, presence, strategy, team, coordination, insight].flatMap(({ jobKinds }) => jobKinds(deps))
