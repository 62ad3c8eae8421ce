import { readFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import type { Clock } from './clock.ts'
import { StartProblem, type Config } from './config.ts'
import type { Persona } from './local-provider/personas.ts'
import type { Log } from './log.ts'
import { oidcClient, type OidcClient } from './oidc/client.ts'
import { parseProfiles, type Profile } from './oidc/profiles.ts'

export type Doors = { readonly profiles: readonly Profile[]; readonly providers: ReadonlyMap<string, OidcClient>; readonly close: () => Promise<unknown> }

/** The ways to sign in: from the operator's file, or, in the demonstration world, the local provider with invented persons. */
export async function readProviders(config: Config, now: Clock, personas: readonly Persona[], log: Log): Promise<Doors> {
  const nationalIdKey = config.secretKey ?? randomBytes(32).toString('hex')
  const ready = (profiles: readonly Profile[], close: () => Promise<unknown>): Doors => ({ profiles, providers: new Map(profiles.map((profile) => [profile.id, oidcClient(profile, { now, nationalIdKey })])), close })
  if (config.providersFile) return ready(profilesIn(config.providersFile, config.production), async () => {})
  if (!config.demo) return ready([], async () => {})
  // Never loaded in production: the door that lets anyone in as anyone is not even in memory.
  const { startLocalProvider } = await import('./local-provider/local-provider.ts')
  const local = await startLocalProvider({ port: 0, personas, production: config.production, publicUrl: config.publicUrl, callbackPath: '/innlogging/svar', onFault: () => log.warn('local-provider') })
  return ready(local.profiles, local.close)
}

function profilesIn(path: string, production: boolean): Profile[] {
  const read = readProfilesFile(path)
  try {
    return parseProfiles(read, { production })
  } catch (problem) {
    throw new StartProblem(`OIDC_PROVIDERS: ${path}. ${(problem as Error).message}`)
  }
}

function readProfilesFile(path: string): unknown[] {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (Array.isArray(read)) return read
  } catch (problem) {
    throw new StartProblem(`OIDC_PROVIDERS: ${path} could not be read (${(problem as { code?: string }).code ?? 'it is not JSON'}). docs/operations.md shows what it should hold.`)
  }
  throw new StartProblem(`OIDC_PROVIDERS: ${path} should hold a list of providers. docs/operations.md shows one.`)
}
