import { day, type Criterion, type LegalReference, type Scheme } from '../rules.ts'
import { words } from './words.ts'

/** The four priority areas of the strategy Kompetanse for fremtidens barnehage. After 2021 they are tags, not a gate. */
export const priorityAreas: Scheme['themes'] = [
  { code: 'values', name: words('Barnehagens verdigrunnlag', 'Verdigrunnlaget til barnehagen', 'The values of the kindergarten') },
  { code: 'pedagogical-work', name: words('Barnehagen som pedagogisk virksomhet', 'Barnehagen som pedagogisk verksemd', 'The kindergarten as a pedagogical undertaking') },
  { code: 'language', name: words('Kommunikasjon og språk', 'Kommunikasjon og språk', 'Communication and language') },
  { code: 'inclusion', name: words('Et inkluderende miljø for omsorg, lek, læring og danning', 'Eit inkluderande miljø for omsorg, leik, læring og danning', 'An inclusive environment for care, play, learning and formative development') },
]

export const laterThemes: Scheme['themes'] = [
  ...priorityAreas,
  { code: 'safe-environment', name: words('Trygt og godt barnehagemiljø', 'Trygt og godt barnehagemiljø', 'A safe and good kindergarten environment') },
  { code: 'leadership', name: words('Ledelse av utviklingsarbeid', 'Leiing av utviklingsarbeid', 'Leading development work') },
  { code: 'physical-environment', name: words('Fysisk miljø som innbyr til lek', 'Fysisk miljø som innbyr til leik', 'Physical environment that invites play') },
  { code: 'diversity', name: words('Mangfold og flerspråklighet', 'Mangfald og fleirspråklegheit', 'Diversity and multilingualism') },
  { code: 'digital', name: words('Digital praksis', 'Digital praksis', 'Digital practice') },
  { code: 'own-theme', name: words('Annet tema', 'Anna tema', 'Another theme') },
]

/** What every version of the scheme has asked: named in the county's and the directorate's own pages. */
const local: Criterion = {
  code: 'local-need',
  name: words('Bygger på et lokalt behov', 'Byggjer på eit lokalt behov', 'Builds on a local need'),
  explanation: words('Behovet er vurdert i barnehagen selv, sammen med personalet.', 'Behovet er vurdert i barnehagen sjølv, saman med personalet.', 'The need has been assessed in the kindergarten itself, together with the staff.'),
}
const collective: Criterion = {
  code: 'collective',
  name: words('Er barnehagebasert og kollektivt', 'Er barnehagebasert og kollektivt', 'Is kindergarten-based and collective'),
  explanation: words('Personalet utvikler praksis sammen i egen barnehage. Videreutdanning for enkeltpersoner får ikke tilskudd.', 'Personalet utviklar praksis saman i eigen barnehage. Vidareutdanning for enkeltpersonar får ikkje tilskot.', 'The staff develop practice together in their own kindergarten. Further education for individuals gets no grant.'),
}
const anchored: Criterion = {
  code: 'anchored',
  name: words('Er forankret', 'Er forankra', 'Is anchored'),
  explanation: words('Pedagogisk leder, styrer og eier står bak.', 'Pedagogisk leiar, styrar og eigar står bak.', 'Pedagogical leader, head and owner stand behind it.'),
}
const partnership: Criterion = {
  code: 'partnership',
  name: words('Gjennomføres i partnerskap', 'Blir gjennomført i partnarskap', 'Is carried out in partnership'),
  explanation: words('Eier og universitet eller høgskole vurderer, planlegger og gjennomfører sammen.', 'Eigar og universitet eller høgskule vurderer, planlegg og gjennomfører saman.', 'Owner and university assess, plan and carry out together.'),
}
export const earlyEligibility: readonly Criterion[] = [local, collective, anchored]
export const partnershipEligibility: readonly Criterion[] = [local, collective, anchored, partnership]

/** The weights are where a round begins; the county governor sets them in the round, in sight of everyone who reads. */
export const priority: readonly Criterion[] = [
  { code: 'need', weight: 35, name: words('Hvor stort behovet er', 'Kor stort behovet er', 'How great the need is'), explanation: words('Ordningen er særlig ment for barnehager med utfordringer i kompetanse og kvalitet.', 'Ordninga er særleg meint for barnehagar med utfordringar i kompetanse og kvalitet.', 'The scheme is meant above all for kindergartens with challenges in competence and quality.') },
  { code: 'whole-staff', weight: 25, name: words('Når hele personalet', 'Når heile personalet', 'Reaches the whole staff'), explanation: words('Så mange som mulig av alle som arbeider i barnehagen, på tvers av kompetansenivå.', 'Så mange som mogleg av alle som arbeider i barnehagen, på tvers av kompetansenivå.', 'As many as possible of all who work in the kindergarten, across levels of competence.') },
  { code: 'quality', weight: 25, name: words('Hvor godt tiltaket er tenkt ut', 'Kor godt tiltaket er tenkt ut', 'How well the measure is thought out'), explanation: words('Mål, arbeidsmåte, tid og vurdering henger sammen med behovet.', 'Mål, arbeidsmåte, tid og vurdering heng saman med behovet.', 'Goals, way of working, time and evaluation fit the need.') },
  { code: 'returns', weight: 15, name: words('Hva det gir tilbake', 'Kva det gir tilbake', 'What it gives back'), explanation: words('Erfaringene kommer andre barnehager og barnehagelærerutdanningen til gode.', 'Erfaringane kjem andre barnehagar og barnehagelærarutdanninga til gode.', 'The experience benefits other kindergartens and teacher education.') },
]

const administration: LegalReference = { code: 'fvl', title: words('forvaltningsloven (lov 10. februar 1967)', 'forvaltningslova (lov 10. februar 1967)', 'the Public Administration Act of 10 February 1967'), from: day('1970-01-01'), to: undefined, address: 'https://lovdata.no/lov/1967-02-10' }
const guidelines2021: LegalReference = { code: 'guidelines', title: words('retningslinjer for tilskuddsordning for lokal kompetanseutvikling i barnehage og grunnopplæring (FOR-2021-01-26-230)', 'retningslinjer for tilskotsordning for lokal kompetanseutvikling i barnehage og grunnopplæring (FOR-2021-01-26-230)', 'guidelines for the grant scheme for local competence development (FOR-2021-01-26-230)'), from: day('2021-01-26'), to: day('2026-01-01'), address: 'https://lovdata.no/dokument/INS/forskrift/2021-01-26-230' }
const regulation2026: LegalReference = { code: 'regulation', title: words('forskrift om tilskudd til kollektiv kompetanseutvikling i barnehage og grunnskole', 'forskrift om tilskot til kollektiv kompetanseutvikling i barnehage og grunnskule', 'the regulation on grants for collective competence development in kindergartens and schools'), from: day('2026-01-01'), to: undefined, address: 'https://lovdata.no' }
export const legal = { early: [administration], from2021: [administration, guidelines2021], from2026: [administration, regulation2026] } as const

const directorate = words('Utdanningsdirektoratet', 'Utdanningsdirektoratet', 'the Directorate for Education and Training')
/**
 * Whether the decision can be appealed is not settled by any source that could be read for this scheme. Under the general law an individual decision is
 * one about a private person or legal subject; so each county governor sets the answer in the round's letters before anything is published.
 */
export const appeal: Scheme['appeal'] = {
  private: { right: 'yes', weeks: 3, body: directorate, basis: words('forvaltningsloven §§ 28 og 29', 'forvaltningslova §§ 28 og 29', 'Public Administration Act sections 28 and 29') },
  municipal: { right: 'unsettled', weeks: 3, body: directorate, basis: words('forvaltningsloven §§ 2 og 28', 'forvaltningslova §§ 2 og 28', 'Public Administration Act sections 2 and 28') },
  university: { right: 'unsettled', weeks: 3, body: directorate, basis: words('forvaltningsloven §§ 2 og 28', 'forvaltningslova §§ 2 og 28', 'Public Administration Act sections 2 and 28') },
}

export const universities = ['university', 'university-college', 'national-centre'] as const
