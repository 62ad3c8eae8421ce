import type { PageContext } from '../../../../ui/context.tsx'
import type { RoundTask } from './rules.ts'

export const textOf = ({ t }: Pick<PageContext, 't'>, one: RoundTask): string => ('count' in one ? t(`waiting.round.${one.what}`, { count: one.count }) : t(`waiting.round.${one.what}`))

/** Where it is done, below the round's own page. */
export const pageOf = ({ what }: RoundTask): string => pages[what]
const pages: Readonly<Record<RoundTask['what'], string>> = { announce: '', review: '', eligibility: '/vurdering', assign: '/vurdering', forum: '', meeting: '/saksliste', decide: '', decisions: '/vedtak', 'follow-up': '', end: '' }
