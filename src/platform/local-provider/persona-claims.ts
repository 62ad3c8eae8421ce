import { guidOf, localTenantId, nationalIdOf, type Persona, type PersonaParty } from './personas.ts'

/** What the provider at this person's door says about them, besides `sub`, `acr` and the like. */
export const claimsOf = (persona: Persona): Record<string, unknown> => {
  const { name, email, language: locale } = persona
  const pid = nationalIdOf(persona)
  switch (persona.door) {
    case 'idporten':
    case 'ansattporten-altinn':
      return { name, locale, ...(pid !== undefined && { pid }) }
    case 'ansattporten-orgno':
      return { given_name: name.split(' ').slice(0, -1).join(' '), family_name: name.split(' ').at(-1), email, locale }
    case 'entra':
      return {
        name,
        email,
        preferred_username: email,
        tid: persona.tenantId ?? localTenantId,
        oid: guidOf(persona.id),
        ...rolesOf(persona),
        ...groupsOf(persona),
      }
    case 'feide':
      return {
        name,
        email,
        email_verified: false,
        'https://n.feide.no/claims/userid_sec': [`feide:${email}`],
        'https://n.feide.no/claims/eduPersonPrincipalName': email,
      }
  }
}

/** Entra leaves the claim out when there are none. */
const rolesOf = ({ roles = [] }: Persona) => (roles.length > 0 ? { roles } : {})

const groupsOf = ({ id, tooManyGroups }: Persona) =>
  tooManyGroups
    ? { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: `https://graph.microsoft.com/v1.0/users/${guidOf(id)}` } } }
    : { groups: [guidOf(`${id} group`)] }

/** The answer of Feide's group service. */
export const feideGroupsOf = ({ email, affiliation = ['member', 'employee'], parties = [] }: Persona): unknown[] => {
  const realm = email.split('@')[1]
  return parties.map(({ organisationNumber, name }) => ({
    id: `fc:org:${realm}`,
    type: 'fc:org',
    displayName: name,
    public: false,
    membership: { basic: 'member', displayName: affiliation.at(-1), affiliation, primaryAffiliation: affiliation.at(-1) },
    orgType: ['higher_education'],
    eduOrgLegalName: name,
    norEduOrgNIN: `NO${organisationNumber}`,
  }))
}

export type AuthorizationDetail = { readonly type: string; readonly [member: string]: unknown }

/** What Ansattporten answers to one asked detail: the same detail with whom the person may act for. */
export const grantedDetail = (persona: Persona, asked: AuthorizationDetail): AuthorizationDetail => {
  const parties = representable(persona.parties ?? [], asked)
  if (asked.type !== 'ansattporten:orgno') {
    const resource = String(asked['resource'])
    const name = resource.replace('urn:altinn:resource:', '')
    const authorized = parties.map(({ unitType = 'BEDR', actions = ['read', 'write'], ...party }) => ({
      ...partyOf(party),
      resource: name,
      unit_type: unitType,
      actions,
    }))
    return { type: asked.type, resource, resource_name: name, authorized_parties: authorized }
  }
  const first = parties[0]
  if (persona.olderShape && first) {
    return { type: asked.type, orgno: { Authority: 'iso6523-actorid-upis', ID: `0192:${first.organisationNumber}` } }
  }
  return { type: asked.type, authorized_parties: parties.map((party) => ({ ...partyOf(party), rights: party.actions ?? ['Report', 'Write'] })) }
}

const partyOf = ({ organisationNumber, name }: PersonaParty) => ({
  orgno: { authority: 'iso6523-actorid-upis', ID: `0192:${organisationNumber}` },
  name,
})

const representable = (parties: readonly PersonaParty[], asked: AuthorizationDetail) => {
  const form = asked['organizationform']
  const fitting = parties.filter(({ unitType = 'BEDR' }) => form === undefined || (form === 'business') === (unitType === 'BEDR'))
  return asked.type === 'ansattporten:orgno' || asked['allow_multiple_organizations'] === true ? fitting : fitting.slice(0, 1)
}
