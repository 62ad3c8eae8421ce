import type { OrgKind } from '../../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'

/**
 * What an operator can make by hand, with the kind and form it becomes. Kindergartens come from the register or a file, municipalities are there from
 * the first start, and a municipality that owns does so as itself.
 */
export const orgTypes = {
  'competence-team': { kind: 'support-service', form: 'competence-team' },
  ppt: { kind: 'support-service', form: 'ppt' },
  'health-centre': { kind: 'support-service', form: 'health-centre' },
  'child-welfare': { kind: 'support-service', form: 'child-welfare' },
  'special-education': { kind: 'support-service', form: 'special-education' },
  'other-service': { kind: 'support-service', form: undefined },
  chain: { kind: 'owner', form: 'chain' },
  company: { kind: 'owner', form: 'company' },
  foundation: { kind: 'owner', form: 'foundation' },
  'parent-owned': { kind: 'owner', form: 'parent-owned' },
  congregation: { kind: 'owner', form: 'congregation' },
  single: { kind: 'owner', form: 'single' },
  public: { kind: 'owner', form: 'public' },
  'other-owner': { kind: 'owner', form: undefined },
  'city-district': { kind: 'municipality', form: 'city-district' },
  university: { kind: 'university', form: 'university' },
  'university-college': { kind: 'university', form: 'university-college' },
  'vocational-college': { kind: 'university', form: 'vocational-college' },
  school: { kind: 'school', form: undefined },
  union: { kind: 'association', form: 'union' },
  'owners-association': { kind: 'association', form: 'owners-association' },
  'parents-association': { kind: 'association', form: 'parents-association' },
  'other-association': { kind: 'association', form: undefined },
  'county-governor': { kind: 'county-governor', form: undefined },
} as const satisfies Readonly<Record<string, { readonly kind: OrgKind; readonly form: string | undefined }>>
export type OrgType = keyof typeof orgTypes
export const orgTypeNames = Object.keys(orgTypes) as OrgType[]

/** The types an organisation of a kind may have; a municipality or an operator is what it is. */
export const typesOf = (kind: OrgKind): OrgType[] => (kind === 'municipality' ? [] : orgTypeNames.filter((name) => orgTypes[name].kind === kind))

/** The type of what is there; undefined when its form is none of ours (a file said only that it is private). */
export const typeOf = ({ kind, form }: { readonly kind: OrgKind; readonly form: string | undefined }): OrgType | undefined => orgTypeNames.find((name) => orgTypes[name].kind === kind && orgTypes[name].form === form)

/** Services, schools and city districts are part of a municipality: that is how its kindergartens find them. */
export const needsMunicipality = (type: OrgType): boolean => ['support-service', 'school', 'municipality'].includes(orgTypes[type].kind)

/** Another organisation that stands in the way. */
export type Other = { readonly id: string; readonly name: string; readonly kind: OrgKind }
export type DetailRefusal = 'number-taken' | 'name-taken'

/** One number is one organisation, and two of a kind with one name in one place could not be told apart. */
export function keepApart(sameNumber: Other | undefined, sameName: Other | undefined): Decision<DetailRefusal, undefined> & { readonly other?: Other } {
  if (sameNumber) return { ...refuse('number-taken'), other: sameNumber }
  return sameName ? { ...refuse('name-taken'), other: sameName } : accept(undefined)
}
