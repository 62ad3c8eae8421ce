import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import { z } from 'zod'
import { isLanguage } from '../../kernel/language.ts'
import { profileKinds } from '../oidc/profiles.ts'
import { clientIdOf, doors } from './doors.ts'
import { choosePage, securityPolicy } from './pages.tsx'
import { feideGroupsOf, grantedDetail } from './persona-claims.ts'
import type { Persona } from './personas.ts'

export type InteractionSetup = {
  readonly provider: Provider
  readonly personas: readonly Persona[]
  readonly serviceOrigin: string
  readonly now: () => number
}

const asked = z.looseObject({
  client_id: z.string(),
  scope: z.string().default('openid'),
  ui_locales: z.string().default('nb'),
  authorization_details: z.string().default('[]'),
})
const detailsShape = z.array(z.looseObject({ type: z.string() }))

/** GET shows the people of this door; POST signs the chosen one in, or turns back. */
export const handleInteraction = async (request: IncomingMessage, response: ServerResponse, setup: InteractionSetup): Promise<void> => {
  const { provider, personas } = setup
  const interaction = await provider.interactionDetails(request, response)
  const parameters = asked.parse(interaction.params)
  const door = profileKinds.find((kind) => clientIdOf(kind) === parameters.client_id)
  const atDoor = personas.filter((persona) => persona.door === door)

  if (request.method !== 'POST') {
    const language = parameters.ui_locales.split(' ').find(isLanguage) ?? 'nb'
    const chosenLevel = new URL(request.url ?? '/', 'http://localhost').searchParams.get('acr') ?? undefined
    const { labels, levels } = doors[door ?? 'idporten']
    return send(response, choosePage({ language, door: labels[language], personas: atDoor, levels, chosenLevel }), setup.serviceOrigin)
  }

  const form = await readForm(request)
  const persona = atDoor.find((candidate) => candidate.id === form.get('persona'))
  if (!persona) return provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'turned back' }, alone)

  const session = interaction.session?.uid === undefined ? undefined : await provider.Session.findByUid(interaction.session.uid)
  if (session?.accountId !== undefined && session.accountId !== persona.id) {
    // Another person was signed in: without this the library asks for a sign-out on a page that needs script.
    await session.destroy()
    delete interaction.session
    await interaction.save(interaction.exp - Math.floor(setup.now() / 1000))
  }

  const grant = new provider.Grant({ accountId: persona.id, clientId: parameters.client_id })
  grant.addOIDCScope(parameters.scope)
  for (const detail of detailsShape.parse(JSON.parse(parameters.authorization_details))) grant.addRar(grantedDetail(persona, detail))
  const acr = form.get('acr') ?? persona.acr
  const login = { accountId: persona.id, amr: ['TestID'], ...(acr !== undefined && { acr }) }
  return provider.interactionFinished(request, response, { login, consent: { grantId: await grant.save() } }, alone)
}

/** Feide's group service, which takes the access token of the sign-in. */
export const handleGroups = async (request: IncomingMessage, response: ServerResponse, { provider, personas }: InteractionSetup): Promise<void> => {
  const token = await provider.AccessToken.find(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')
  const persona = personas.find((candidate) => candidate.id === token?.accountId)
  response.writeHead(persona ? 200 : 401, { 'content-type': 'application/json' })
  response.end(JSON.stringify(persona ? feideGroupsOf(persona) : { message: 'Unauthorized' }))
}

const alone = { mergeWithLastSubmission: false }

const send = (response: ServerResponse, html: string, serviceOrigin: string): void => {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': securityPolicy(serviceOrigin),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(html)
}

const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk
    if (text.length > 10_000) throw new Error('The form is too long.')
  }
  return new URLSearchParams(text)
}
