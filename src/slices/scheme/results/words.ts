import type { FieldError } from '../../../ui/form.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import type { TagColor } from '../../../ui/tag.tsx'
import { fieldOf, moneyField, type KnownOrganisation } from '../forms/reading.ts'
import type { Moment } from '../../audit/index.ts'
import type { Lack, Standing } from './rules.ts'
import { fieldOfLack, type Work } from './work.ts'

export const standingColors: Readonly<Record<Standing, TagColor>> = { 'not-started': 'neutral', overdue: 'danger', draft: 'info', sent: 'info', 'changes-requested': 'warning', 'sent-again': 'info', approved: 'success' }

/** What does not hang together across questions, in words, at the field where it is mended. */
export function lackErrors({ t }: Pick<PageContext, 't'>, work: Pick<Work, 'definition' | 'grant' | 'planned'>, lacks: readonly Lack[]): readonly (FieldError & { readonly section: string | undefined })[] {
  return lacks.map((lack) => {
    const { question, section } = fieldOfLack(work.definition, lack)
    const at = question ? (lack.name === 'does-not-add-up' ? moneyField(question, work.grant.year, lack.actor) : fieldOf(question)) : ''
    return { field: at, section: section?.key, text: lackText({ t }, work.planned.kindergartens, lack) }
  })
}

const lackText = ({ t }: Pick<PageContext, 't'>, kindergartens: readonly KnownOrganisation[], lack: Lack): string => {
  if (lack.name === 'does-not-add-up') return t('results.lack.does-not-add-up', { actor: t(`scheme.money.${lack.actor}`) })
  if (lack.name === 'nobody-took-part') return t('results.lack.nobody-took-part', { kindergarten: kindergartens.find(({ id }) => id === lack.kindergarten)?.name ?? t('forms.unknown-organisation') })
  return t(`results.lack.${lack.name}`)
}

/** The sentence of an event. */
export const eventText = ({ t }: Pick<PageContext, 't'>, { kind, data }: Pick<Moment, 'kind' | 'data'>): string => {
  const name = kind.replace(/^scheme\.result-/, '')
  if (name === 'sent') return t(data['late'] === true ? 'results.event.sent-late' : 'results.event.sent')
  return name === 'begun' || name === 'changes-requested' || name === 'sent-again' || name === 'approved' ? t(`results.event.${name}`) : ''
}
