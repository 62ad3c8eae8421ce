import { createHash } from 'node:crypto'
import type { Role } from '../src/kernel/actor.ts'
import type { Persona } from '../src/platform/local-provider/personas.ts'
import { guidOf, localTenantId } from '../src/platform/local-provider/personas.ts'
import type { Profile } from '../src/platform/oidc/profiles.ts'
import { invented } from './world.ts'

/** An invented person of the demonstration world, with what they may act as. Organisations are named as in `world.ts`. */
export type DemoPerson = Persona & { readonly memberships: readonly { readonly org: string; readonly role: Role; readonly administers?: boolean; readonly from?: string; readonly to?: string }[] }

const party = (org: string) => {
  const unit = invented.find((one) => one.name === org)
  return unit?.number ? [{ organisationNumber: unit.number, name: org }] : []
}

const about = (nb: string, nn: string, en: string) => ({ nb, nn, en })

export const demoPeople: readonly DemoPerson[] = [
  { id: 'siri', name: 'Siri Solheim', email: 'siri.solheim@solstrala.example', language: 'nb', door: 'ansattporten-altinn', acr: 'substantial', parties: party('Solstråla barnehage'), about: about('Styrer i Solstråla, en kommunal barnehage', 'Styrar i Solstråla, ein kommunal barnehage', 'Head of Solstråla, a municipal kindergarten'), memberships: [{ org: 'Solstråla barnehage', role: 'head', administers: true }] },
  { id: 'peder', name: 'Peder Lunde', email: 'peder.lunde@solstrala.example', language: 'nn', door: 'idporten', acr: 'idporten-loa-substantial', about: about('Pedagogisk leder i Solstråla, stedfortreder når Siri er borte', 'Pedagogisk leiar i Solstråla, stadfortredar når Siri er borte', 'Pedagogical leader in Solstråla, deputy when Siri is away'), memberships: [{ org: 'Solstråla barnehage', role: 'pedagogical-leader' }] },
  { id: 'hanne', name: 'Hanne Moen', email: 'hanne.moen@trollstua.example', language: 'nb', door: 'ansattporten-altinn', acr: 'substantial', parties: party('Trollstua barnehage'), about: about('Styrer i Trollstua, en privat barnehage i en kjede', 'Styrar i Trollstua, ein privat barnehage i ei kjede', 'Head of Trollstua, a private kindergarten in a chain'), memberships: [{ org: 'Trollstua barnehage', role: 'head', administers: true }] },
  { id: 'nora', name: 'Nora Vik', email: 'nora.vik@kvitveis.example', language: 'nn', door: 'ansattporten-altinn', acr: 'substantial', parties: party('Kvitveis familiebarnehage'), about: about('Styrer i Kvitveis, en liten familiebarnehage. Skriver nynorsk', 'Styrar i Kvitveis, ein liten familiebarnehage. Skriv nynorsk', 'Head of Kvitveis, a small family kindergarten. Writes nynorsk'), memberships: [{ org: 'Kvitveis familiebarnehage', role: 'head', administers: true }] },
  { id: 'eva', name: 'Eva Brekke', email: 'eva.brekke@eventyrkjeden.example', language: 'nb', door: 'ansattporten-altinn', acr: 'high', parties: party('Eventyrkjeden'), about: about('Eier: leder Eventyrkjeden med fire barnehager', 'Eigar: leier Eventyrkjeden med fire barnehagar', 'Owner: leads the Eventyrkjeden chain of four kindergartens'), memberships: [{ org: 'Eventyrkjeden', role: 'owner', administers: true }] },
  { id: 'olav', name: 'Olav Rud', email: 'olav.rud@fjordvik.example', language: 'nb', door: 'entra', about: about('Kommunen: både eier av de kommunale barnehagene og barnehagemyndighet', 'Kommunen: både eigar av dei kommunale barnehagane og barnehagemyndigheit', 'The municipality: both owner of the municipal kindergartens and kindergarten authority'), memberships: [{ org: 'Fjordvik kommune', role: 'owner', administers: true }, { org: 'Fjordvik kommune', role: 'authority' }] },
  { id: 'tone', name: 'Tone Haugen', email: 'tone.haugen@fjordvik.example', language: 'nb', door: 'entra', about: about('Leder av Kompetanseteamet', 'Leiar av Kompetanseteamet', 'Leader of the competence team'), memberships: [{ org: 'Kompetanseteam barnehage Fjordvik', role: 'team-leader', administers: true }] },
  { id: 'ragnhild', name: 'Ragnhild Dal', email: 'ragnhild.dal@fjordvik.example', language: 'nb', door: 'entra', about: about('Rådgiver i Kompetanseteamet', 'Rådgivar i Kompetanseteamet', 'Adviser in the competence team'), memberships: [{ org: 'Kompetanseteam barnehage Fjordvik', role: 'adviser' }] },
  { id: 'amir', name: 'Amir Nord', email: 'amir.nord@fjordvik.example', language: 'en', door: 'entra', about: about('Rådgiver i Kompetanseteamet, bruker engelsk', 'Rådgivar i Kompetanseteamet, bruker engelsk', 'Adviser in the competence team, uses English'), memberships: [{ org: 'Kompetanseteam barnehage Fjordvik', role: 'adviser' }] },
  { id: 'per', name: 'Per Strand', email: 'per.strand@fjordvik.example', language: 'nb', door: 'entra', about: about('Kontakt i PPT', 'Kontakt i PPT', 'Contact in the educational psychology service (PPT)'), memberships: [{ org: 'PPT Fjordvik', role: 'service-contact', administers: true }] },
  { id: 'stine', name: 'Stine Berg', email: 'stine.berg@statsforvalter.example', language: 'nb', door: 'entra', about: about('Statsforvalteren', 'Statsforvaltaren', 'County governor'), memberships: [{ org: 'Statsforvalteren (oppdiktet)', role: 'county-governor' }] },
  { id: 'arve', name: 'Arve Moe', email: 'arve.moe@statsforvalter.example', language: 'nn', door: 'entra', about: about('Statsforvalteren: den andre som godkjenner', 'Statsforvaltaren: den andre som godkjenner', 'County governor: the second who approves'), memberships: [{ org: 'Statsforvalteren (oppdiktet)', role: 'county-governor', administers: true }] },
  { id: 'liv', name: 'Liv Sand', email: 'liv.sand@fjordglott.example', language: 'nb', door: 'ansattporten-altinn', acr: 'high', parties: party('Stiftelsen Fjordgløtt'), about: about('Eier: daglig leder i en stiftelse med én barnehage', 'Eigar: dagleg leiar i ei stifting med éin barnehage', 'Owner: manager of a foundation with one kindergarten'), memberships: [{ org: 'Stiftelsen Fjordgløtt', role: 'owner', administers: true }] },
  { id: 'nils', name: 'Nils Hage', email: 'nils.hage@braatet.example', language: 'nn', door: 'idporten', acr: 'idporten-loa-substantial', about: about('Eier: leder foreldrelaget bak en liten barnehage', 'Eigar: leier foreldrelaget bak ein liten barnehage', 'Owner: leads the parents behind a small kindergarten'), memberships: [{ org: 'Foreldrelaget Bråtet', role: 'owner', administers: true }] },
  { id: 'ulla', name: 'Ulla Holm', email: 'ulla.holm@hogskole.example', language: 'nb', door: 'feide', parties: party('Høgskolen i Fjordvik'), affiliation: ['member', 'employee', 'faculty'], about: about('Kontakt ved høgskolen', 'Kontakt ved høgskulen', 'Contact at the university college'), memberships: [{ org: 'Høgskolen i Fjordvik', role: 'university-contact' }] },
  { id: 'knut', name: 'Knut Eide', email: 'knut.eide@fjordvik.example', language: 'nb', door: 'entra', about: about('Rektor på en barneskole', 'Rektor på ein barneskule', 'Principal of a primary school'), memberships: [{ org: 'Fjordvik skole', role: 'school-leader' }] },
  { id: 'frida', name: 'Frida Aas', email: 'frida.aas@forbund.example', language: 'nb', door: 'idporten', acr: 'idporten-loa-substantial', about: about('Tillitsvalgt', 'Tillitsvald', 'Union representative'), memberships: [{ org: 'Barnehageansattes forbund (oppdiktet)', role: 'union-representative' }] },
  { id: 'dag', name: 'Dag Lie', email: 'dag.lie@drift.example', language: 'nb', door: 'entra', about: about('Drift: register og import', 'Drift: register og import', 'Operations: register and import'), memberships: [{ org: 'Drift av Samspill', role: 'operator', administers: true }] },
  { id: 'vilde', name: 'Vilde Ny', email: 'vilde.ny@example.example', language: 'nb', door: 'idporten', acr: 'idporten-loa-substantial', about: about('Har ingen rolle ennå', 'Har inga rolle enno', 'Has no role yet'), memberships: [] },
]

export const personas: readonly Persona[] = demoPeople

/** How the local provider will know each invented person: issuer and subject for every door they can come through. */
export const demoLogins = (profiles: readonly Profile[]): { readonly email: string; readonly issuer: string; readonly subject: string }[] =>
  demoPeople.flatMap((person) => {
    const profile = profiles.find((one) => one.kind === person.door)
    return profile ? [{ email: person.email, issuer: profile.issuer, subject: subjectOf(person, profile) }] : []
  })

function subjectOf(person: Persona, profile: Profile): string {
  if (profile.kind === 'entra') return `${person.tenantId ?? localTenantId}:${guidOf(person.id)}`
  if (profile.kind === 'feide') return person.id
  return createHash('sha256').update(`${profile.clientId} ${person.id}`).digest('base64url')
}
