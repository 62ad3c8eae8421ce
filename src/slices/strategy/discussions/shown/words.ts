import { roles } from '../../../../kernel/actor.ts'
import { formatClock, formatDate, formatDateTime, osloDate } from '../../../../kernel/dates.ts'
import { shorten } from '../../../../kernel/shorten.ts'
import type { PlainKey } from '../../../../texts/index.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { PointContent, Proposal } from '../agenda/rules.ts'
import type { Discussion } from '../rules.ts'

type Words = Pick<PageContext, 't' | 'lang'>
export const pathOf = (id: string, rest = ''): string => `/droftinger/${id}${rest}`
export const agreementPath = (id: string): string => `/droftinger/avtaler/${id}`

export const whenText = ({ lang }: Words, { startsAt, endsAt }: Pick<Discussion, 'startsAt' | 'endsAt'>): string => `${formatDateTime(startsAt, lang)}–${formatClock(endsAt, lang)}`
export const dayText = ({ lang }: Words, { startsAt }: Pick<Discussion, 'startsAt'>): string => formatDate(osloDate(startsAt), lang, 'long')

/** A proposal as the point it becomes: its name, and why it is proposed. */
export function proposalWords({ t, lang }: Words, proposal: Proposal): PointContent {
  const point = (title: string, reason: string, kind: PointContent['kind']): PointContent => ({ title: shorten(title, 200), reason: shorten(reason, 1000), kind, minutes: undefined, introduces: '' })
  switch (proposal.kind) {
    case 'agreement':
      return point(t('discussions.proposal.agreement', { what: shorten(proposal.body, 140) }), t(proposal.late ? 'discussions.proposal.agreement.late' : 'discussions.proposal.agreement.open', { who: proposal.responsible, due: formatDate(proposal.due, lang, 'long') }), 'information')
    case 'goal':
      return point(t('discussions.proposal.goal', { goal: shorten(proposal.title, 150) }), t(`discussions.proposal.goal.${proposal.standing}`, { plan: proposal.plan, until: formatDate(proposal.endsOn, lang, 'long') }), 'discussion')
    case 'theme':
      return point(t('discussions.proposal.theme', { theme: proposal.name }), [...(proposal.needs > 0 ? [t('discussions.proposal.theme.needs', { count: proposal.needs })] : []), ...(proposal.guidance > 0 ? [t('discussions.proposal.theme.guidance', { count: proposal.guidance })] : [])].join(' '), 'discussion')
    case 'unseen':
      return point(t('discussions.proposal.unseen'), t('discussions.proposal.unseen.reason', { count: proposal.kindergartens }), 'advice')
  }
}

/** What somebody is in an organisation, as a word of the product. */
export function roleText({ t }: Pick<PageContext, 't'>, role: string): string {
  const known = roles.find((one) => one === role)
  return known ? t(`identity.role.${known}`) : role
}
export const labelsOf = (t: PageContext['t']): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(labelKeys).map(([field, key]) => [field, t(key)]))
const labelKeys = {
  kommune: 'quality.municipality', tittel: 'discussions.field.title', formal: 'discussions.field.purpose', dato: 'discussions.field.day', fra: 'discussions.field.from', til: 'discussions.field.to', sted: 'discussions.field.place', lenke: 'discussions.field.link',
  hvorfor: 'discussions.field.reason', type: 'discussions.field.kind', minutter: 'discussions.field.minutes', innleder: 'discussions.field.introduces',
  hvem: 'discussions.field.responsible', avtalt: 'discussions.field.agreed', frist: 'discussions.field.due', sagt: 'discussions.field.said', av: 'discussions.field.said-by', status: 'discussions.field.state', utfall: 'discussions.field.outcome', knytt: 'discussions.field.tie',
  innvending: 'discussions.field.objection', fil: 'discussions.field.file', navn: 'discussions.field.paper-name', adresse: 'discussions.field.paper-link',
} as const satisfies Readonly<Record<string, PlainKey>>
