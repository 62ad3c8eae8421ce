import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import { lastDay } from '../../../../kernel/period.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { DateField, SelectField, TextField } from '../../../../ui/fields.tsx'
import { FilterForm } from '../../../../ui/filter-form.tsx'
import { ErrorSummary, errorFor, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { kindsFor, type Relation, type Side, type WrittenKind } from './rules.ts'

export type TypedBegin = Readonly<Record<'til' | 'fra', string>>
export type TypedEnd = { readonly id: string; readonly value: string }

type Props = {
  readonly page: PageContext
  readonly from: Side
  readonly relations: readonly Relation[]
  readonly today: LocalDate
  readonly kind: WrittenKind | undefined
  readonly search: string
  /** Undefined before anybody has searched. */
  readonly candidates: readonly Side[] | undefined
  readonly values: TypedBegin
  readonly ending: TypedEnd | undefined
  readonly errors: readonly FieldError[]
}

/** How an organisation stands to others: what is now and what was, a new relation in two steps (search, then from when), and an end. */
export const RelationsPage = (props: Props) => {
  const { page, from, relations, today, errors } = props
  const { t } = page
  const over = (one: Relation) => one.period.to !== undefined && one.period.to <= today
  const path = `/organisasjoner/${from.id}/tilknytninger`
  const home = from.kind === 'kindergarten' ? `/barnehager/${from.id}` : `/organisasjoner/${from.id}`
  return (
    <Layout page={page} title={t('register.relation.title')} above={from.name} intro={t('register.relation.intro')} back={{ href: home, text: from.name }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Section title={t('register.relation.now')}>
        {relations.filter((one) => !over(one)).map((relation) => (
          <Running {...props} relation={relation} path={path} />
        ))}
        {relations.every(over) && <p class="ds-paragraph">{t('register.relation.none')}</p>}
      </Section>
      {kindsFor(from.kind).length > 0 && <Begin {...props} path={path} />}
      {relations.some(over) && (
        <Section title={t('register.relation.before')}>
          <ul class="ds-list">
            {relations.filter(over).map((relation) => (
              <li>{sentence(page, relation)}</li>
            ))}
          </ul>
        </Section>
      )}
    </Layout>
  )
}

/** 'Eid av Eventyrkjeden, fra 1. januar 2019 til og med 31. juli 2026' */
function sentence({ t, lang }: PageContext, { kind, to, period }: Relation): string {
  const last = lastDay(period)
  const what = { relation: t(`register.tie.${kind}`), name: to.name, from: formatDate(period.from, lang, 'long') }
  return last ? t('register.relation.line.ended', { ...what, last: formatDate(last, lang, 'long') }) : t('register.relation.line', what)
}

const Running = ({ page, relation, path, ending, errors }: Props & { readonly relation: Relation; readonly path: string }) => {
  const { t } = page
  const mine = ending?.id === relation.id
  return (
    <div class="flow">
      <p class="ds-paragraph">{sentence(page, relation)}</p>
      <Details summary={t('register.relation.end.about', { name: relation.to.name })} open={mine}>
        <Form action={`${path}/${relation.id}`} label={t('register.relation.end.about', { name: relation.to.name })}>
          <DateField name="siste" id={mine ? undefined : `siste-${relation.id}`} label={t('register.relation.last')} value={mine ? ending.value : ''} error={mine ? errorFor(errors, 'siste') : undefined} />
          <ButtonRow>
            <Button variant="secondary">{t('register.relation.end')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </div>
  )
}

const Begin = ({ page: { t }, from, kind, search, candidates, values, errors, path }: Props & { readonly path: string }) => {
  const found = candidates ?? []
  const query = new URLSearchParams({ tilknytning: kind ?? '', q: search }).toString()
  return (
    <Section title={t('register.relation.new')}>
      <p class="ds-paragraph">{t('register.relation.new.text')}</p>
      <FilterForm action={path} clearHref={search ? path : undefined} status={candidates ? t('register.org.status', { total: found.length }) : ''}>
        <SelectField name="tilknytning" label={t('register.relation.kind')} value={kind} error={errorFor(errors, 'tilknytning')} empty={false} options={kindsFor(from.kind).map((one) => ({ value: one, text: t(`register.tie.${one}`) }))} />
        <TextField name="q" type="search" label={t('register.relation.search')} value={search} />
      </FilterForm>
      {candidates && found.length === 0 && <EmptyState title={t('register.org.none')} level={3} />}
      {kind && found.length > 0 && (
        <Form action={`${path}?${query}`} label={t('register.relation.new')}>
          <input type="hidden" name="tilknytning" value={kind} />
          <RadioGroup name="til" label={t(`register.tie.${kind}`)} value={values.til || undefined} error={errorFor(errors, 'til')} options={found.map((one) => ({ value: one.id, text: one.name, hint: t(`register.kind.${one.kind}`) }))} />
          <DateField name="fra" label={t('register.relation.from')} hint={t('register.relation.from.help')} value={values.fra} error={errorFor(errors, 'fra')} />
          <ButtonRow>
            <Button>{t('common.save')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Section>
  )
}
