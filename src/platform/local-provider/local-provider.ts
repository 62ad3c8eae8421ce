import { generateKeyPair, randomBytes, randomUUID } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import { promisify } from 'node:util'
import { parseProfiles, profileKinds, type Profile } from '../oidc/profiles.ts'
import { doors, issuerNames, profileInputOf, type ClientSecrets, type IssuerName, type Key, type ServiceAddresses } from './doors.ts'
import { handleGroups, handleInteraction, type InteractionSetup } from './interaction.ts'
import { createIssuer } from './issuer.ts'
import { stylesheet } from './pages.tsx'
import type { Persona } from './personas.ts'

export type LocalProviderOptions = {
  /** The first of four ports in a row; 0 takes free ones. */
  readonly port: number
  readonly personas: readonly Persona[]
  /** True in production, where this must never run. */
  readonly production: boolean
  /** The public origin of the service that people sign in to. */
  readonly publicUrl: string
  /** Where answers are sent; `:provider` stands for the profile's id. */
  readonly callbackPath?: string
  readonly frontchannelLogoutPath?: string
  readonly afterLogoutPath?: string
  /** The Altinn resource that Ansattporten is asked about. */
  readonly resource?: string
  /** Told of faults inside an issuer, which otherwise shows nothing but "server_error". */
  readonly onFault?: (error: unknown) => void
}

export type LocalProvider = {
  readonly issuers: Readonly<Record<IssuerName, string>>
  /** One for each kind of door, its id being the kind. */
  readonly profiles: Profile[]
  readonly close: () => Promise<void>
}

const refusal = 'The local sign-in lets anyone in as anyone, so it does not start in production. Configure the real providers.'

/**
 * Stands in for ID-porten, Ansattporten, Entra and Feide on this machine: four issuers on 127.0.0.1 where one picks a
 * test person instead of proving who one is. Throws in production.
 */
export const startLocalProvider = async (options: LocalProviderOptions): Promise<LocalProvider> => {
  if (options.production) throw new Error(refusal)
  const service: ServiceAddresses = {
    publicUrl: options.publicUrl,
    callbackPath: options.callbackPath ?? '/innlogging/tilbake',
    frontchannelLogoutPath: options.frontchannelLogoutPath ?? '/innlogging/utlogging-fra-idp',
    afterLogoutPath: options.afterLogoutPath ?? '/utlogget',
  }
  const secrets = { clientSecret: randomBytes(24).toString('base64url'), jwk: await newKey() }
  const portOf = (index: number) => (options.port === 0 ? 0 : options.port + index)
  const started = await Promise.all(issuerNames.map((name, index) => startIssuer(name, portOf(index), service, secrets, options)))
  const addresses = Object.fromEntries(started.map(({ name, url }) => [name, url]))
  const issuers = { idporten: '', ansattporten: '', entra: '', feide: '', ...addresses }
  const resource = options.resource ?? 'urn:altinn:resource:kompetanse-behovsmelding'
  const inputs = profileKinds.map((kind) => profileInputOf(kind, issuers[doors[kind].issuer], secrets, resource))
  return {
    issuers,
    profiles: parseProfiles(inputs, { production: false }),
    close: async () => void (await Promise.all(started.map(({ server }) => closeServer(server)))),
  }
}

/** Listens first: the issuer's name holds the port. */
const startIssuer = async (name: IssuerName, port: number, service: ServiceAddresses, secrets: ClientSecrets, options: LocalProviderOptions) => {
  const { personas, onFault } = options
  const server = createServer()
  const url = `http://127.0.0.1:${await listen(server, port)}`
  const kinds = profileKinds.filter((kind) => doors[kind].issuer === name)
  const provider = createIssuer({ name, url, kinds, personas, service, secrets, signingKey: await newKey(), now: Date.now })
  provider.on('server_error', (_ctx, error) => onFault?.(error))
  const setup = { provider, personas, serviceOrigin: new URL(service.publicUrl).origin, now: Date.now }
  server.on('request', routes(name, setup, onFault))
  return { name, url, server }
}

const routes = (name: IssuerName, setup: InteractionSetup, onFault?: (error: unknown) => void): RequestListener => {
  const library = setup.provider.callback()
  return async (request, response) => {
    const path = request.url?.split('?')[0] ?? '/'
    try {
      if (path === '/stil.css') return void response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' }).end(stylesheet)
      if (path.startsWith('/interaction/')) return await handleInteraction(request, response, setup)
      if (name === 'feide' && path === '/groups/me/groups') return await handleGroups(request, response, setup)
      await library(request, response)
    } catch (error) {
      onFault?.(error)
      if (!response.headersSent) response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' })
      response.end('The sign-in has expired or is not known. Start again from the service.')
    }
  }
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(`The local sign-in cannot listen on 127.0.0.1:${port}: ${error.message}`)))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

const newKey = async (): Promise<Key> => {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), kty: 'RSA', kid: randomUUID(), alg: 'RS256', use: 'sig' }
}
