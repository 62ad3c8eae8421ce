import { z } from 'zod'

/** The doors a person may come through. Each kind has its own claims; see `claims.ts`. */
export const profileKinds = ['idporten', 'ansattporten-altinn', 'ansattporten-orgno', 'entra', 'feide'] as const
export type ProfileKind = (typeof profileKinds)[number]

const labelTexts = 'labels is missing: the button text in nb, nn and en'

const text = (what: string) => z.string({ error: `${what} is missing` }).trim().min(1, `${what} is missing`)

const privateJwk = z
  .looseObject({ kty: text('privateKey.jwk.kty'), kid: z.string().optional(), alg: z.string().optional() })
  .refine((jwk) => typeof jwk['d'] === 'string', 'privateKey.jwk must be a private key: its member "d" is missing')

const privateKey = z.object({
  jwk: privateJwk,
  kid: text('privateKey.kid, the key id registered with the provider,'),
  alg: z.enum(['RS256', 'RS384', 'RS512', 'ES256'], { error: 'privateKey.alg must be RS256, RS384, RS512 or ES256' }).default('RS256'),
})

const acr = z
  .object({
    levels: z.array(z.string().min(1)).min(1, 'acr.levels is empty: name the levels, the lowest first'),
    minimum: text('acr.minimum, the lowest level that is let in,'),
  })
  .refine(({ levels, minimum }) => levels.includes(minimum), 'acr.minimum must be one of acr.levels')

const scopes = (standard: readonly string[]) =>
  z
    .array(z.string().min(1))
    .default([...standard])
    .refine((list) => list.includes('openid'), 'scopes must contain "openid"')

const idportenLevels = { levels: ['idporten-loa-low', 'idporten-loa-substantial', 'idporten-loa-high'], minimum: 'idporten-loa-substantial' }

const common = {
  id: z.string({ error: 'id is missing' }).regex(/^[a-z0-9][a-z0-9-]*$/, 'id is used in addresses: small letters, digits and hyphens only'),
  issuer: z.url({ error: 'issuer is missing or is not an address' }),
  clientId: text('clientId'),
  clientSecret: z.string().min(1, 'clientSecret is empty').optional(),
  privateKey: privateKey.optional(),
  /** Pushed authorization requests: used when the issuer announces an endpoint for it, never when this is false. */
  usePar: z.boolean().default(true),
  labels: z.object({ nb: text('labels.nb'), nn: text('labels.nn'), en: text('labels.en') }, { error: labelTexts }),
  /** Whether the national identity number is read at all. It is kept as a keyed hash only, never in the clear. */
  pid: z.enum(['ask', 'never'], { error: 'pid must be "ask" or "never"' }).default('never'),
  /** Whether sign-out goes on to the provider's end session address. */
  endSession: z.boolean().default(true),
  /** Further origins the provider redirects through, for the form-action of the content security policy. */
  moreOrigins: z.array(z.url()).default([]),
}

const idporten = z.object({ ...common, kind: z.literal('idporten'), scopes: scopes(['openid', 'profile']), acr: acr.default(idportenLevels) })

const altinn = z.object({
  ...common,
  kind: z.literal('ansattporten-altinn'),
  scopes: scopes(['openid', 'profile']),
  acr: acr.default({ levels: ['substantial', 'high'], minimum: 'substantial' }),
  resource: z
    .string({ error: 'resource is missing: the Altinn resource that gives access, urn:altinn:resource:<id>' })
    .regex(/^urn:altinn:resource:[a-z0-9_-]+$/, 'resource must look like urn:altinn:resource:<id>'),
  /** enterprise: main units only. business: sub units only. Absent: both. */
  organisationForm: z.enum(['enterprise', 'business']).optional(),
  severalOrganisations: z.boolean().default(true),
})

const orgno = z.object({
  ...common,
  kind: z.literal('ansattporten-orgno'),
  scopes: scopes(['openid', 'profile']),
  acr: acr.default({ levels: ['entraid'], minimum: 'entraid' }),
})

const entra = z.object({
  ...common,
  kind: z.literal('entra'),
  scopes: scopes(['openid', 'profile', 'email']),
  acr: acr.optional(),
  tenantIds: z
    .array(z.guid({ error: 'tenantIds must be tenant ids (GUID)' }), { error: 'tenantIds is missing: the tenants whose employees are let in' })
    .min(1, 'tenantIds is empty: name the tenants whose employees are let in'),
})

const feide = z.object({
  ...common,
  kind: z.literal('feide'),
  scopes: scopes(['openid', 'userinfo-name', 'email', 'userid-feide', 'groups-org']),
  acr: acr.optional(),
  groupsUrl: z.url().default('https://groups-api.dataporten.no/groups/me/groups?showAll=true'),
})

const schema = z
  .discriminatedUnion('kind', [idporten, altinn, orgno, entra, feide], {
    error: `kind is missing or unknown: it is one of ${profileKinds.join(', ')}`,
  })
  .superRefine((profile, context) => {
    const say = (message: string) => context.addIssue({ code: 'custom', message })
    if (!profile.clientSecret && !profile.privateKey) say('clientSecret or privateKey is missing: one of them proves to the provider who we are')
    if (profile.clientSecret && profile.privateKey) say('clientSecret and privateKey are both set: choose one')
    const clear = [profile.issuer, ...(profile.kind === 'feide' ? [profile.groupsUrl] : [])].filter((url) => !isSafe(url))
    for (const url of clear) say(`${url} must be https (http is for this machine only)`)
  })

/** One provider as configured. The kind decides which of the members exist. */
export type Profile = z.output<typeof schema>
/** What may be written in the configuration: members with a standard value may be left out. */
export type ProfileInput = z.input<typeof schema>

/**
 * Reads the configured providers. Throws one error that names every provider and what is missing in it, since a wrong
 * configuration is for the one who starts the program, not for a user. In production no issuer may be on this machine.
 */
export const parseProfiles = (input: unknown, { production }: { production: boolean }): Profile[] => {
  if (!Array.isArray(input)) throw new Error('The sign-in providers must be a list.')
  const problems: string[] = []
  const profiles: Profile[] = []
  for (const [index, raw] of input.entries()) {
    const parsed = schema.safeParse(raw)
    const name = nameOf(raw, index)
    if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => `${name}: ${sentence(issue.path, issue.message)}.`))
    else if (production && isLocal(parsed.data.issuer)) problems.push(`${name}: issuer is on this machine, which production refuses.`)
    else if (profiles.some((other) => other.id === parsed.data.id)) problems.push(`${name}: another provider has the same id.`)
    else profiles.push(parsed.data)
  }
  if (problems.length > 0) throw new Error(`The sign-in providers cannot be used.\n${problems.join('\n')}`)
  return profiles
}

/** True when the address is on this machine: the only place where plain http and the local provider belong. */
export const isLocal = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(URL.parse(url)?.hostname ?? '')

const isSafe = (url: string) => URL.parse(url)?.protocol === 'https:' || (URL.parse(url)?.protocol === 'http:' && isLocal(url))

const nameOf = (raw: unknown, index: number) => {
  const id: unknown = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined
  return typeof id === 'string' && id !== '' ? `Provider "${id}"` : `Provider number ${index + 1}`
}

/** Zod's own messages do not name the member they are about; ours do. */
const sentence = (path: readonly PropertyKey[], message: string) => {
  const member = path.map(String).join('.')
  const last = path.findLast((part) => typeof part === 'string')
  return member === '' || message.includes(String(last)) ? message : `${member}: ${message}`
}
