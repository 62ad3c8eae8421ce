import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { DateField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../../ui/tag.tsx'
import { UnseenFrame } from '../pages.tsx'
import { Reasons } from '../reasons.tsx'
import { outcomes, type Outcome, type Reason } from '../rules.ts'

export type ShownCall = { readonly id: string; readonly kindergartenId: string; readonly kindergarten: string; readonly municipality: string | undefined; readonly weekOn: LocalDate; readonly reasons: readonly Reason[]; readonly outcome: Outcome | undefined; readonly calledOn: LocalDate | undefined; readonly againOn: LocalDate | undefined; readonly notedBy: string | undefined }

const colors: Readonly<Record<Outcome, TagColor>> = { reached: 'success', 'will-ask': 'success', 'no-need': 'neutral', later: 'info', wrong: 'warning', 'not-reached': 'neutral' }
export const OutcomeTag = ({ page, call }: { readonly page: PageContext; readonly call: Pick<ShownCall, 'outcome' | 'calledOn' | 'againOn'> }) => {
  const { t, lang } = page
  const { outcome, calledOn, againOn } = call
  if (!outcome) return <Tag outline>{t('unseen.not-called')}</Tag>
  const day = againOn ?? calledOn
  return (
    <>
      <Tag color={colors[outcome]}>{t(`unseen.outcome.${outcome}`)}</Tag> {day && <span class="subtle">{formatDate(day, lang, 'short')}</span>}
    </>
  )
}

export type WeekView = { readonly weekOn: LocalDate; readonly weeks: readonly LocalDate[]; readonly calls: readonly ShownCall[]; readonly most: number }

/** The calls of a week: as many as the team has time for. */
export const WeekPage = ({ page, view }: { readonly page: PageContext; readonly view: WeekView }) => {
  const { t, lang } = page
  const { calls, weekOn, weeks, most } = view
  const others = weeks.filter((one) => one !== weekOn)
  return (
    <UnseenFrame page={page} tab="week">
      <h2 class="ds-heading" data-size="md">
        {t('unseen.week.title', { monday: formatDate(weekOn, lang, 'long') })}
      </h2>
      <p class="ds-paragraph">
        {t('unseen.week.filled', { most })} {calls.length > 0 && t('unseen.week.done', { done: calls.filter(({ outcome }) => outcome).length, all: calls.length })}
      </p>
      {calls.length === 0 ? (
        <EmptyState title={t('unseen.week.none')} level={3}>
          {t('unseen.week.none.text')}
        </EmptyState>
      ) : (
        <Table
          caption={t('unseen.tab.week')}
          hiddenCaption
          rows={calls}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'kindergarten',
              title: t('unseen.kindergarten'),
              heading: true,
              cell: (row) => (
                <a class="ds-link" href={`/barnehager/${row.kindergartenId}`}>
                  {row.kindergarten}
                </a>
              ),
            },
            { key: 'why', title: t('unseen.why'), cell: (row) => <Reasons page={page} reasons={row.reasons} /> },
            { key: 'outcome', title: t('unseen.came-of-it'), cell: (row) => <OutcomeTag page={page} call={row} /> },
            {
              key: 'note',
              title: t('unseen.note'),
              hiddenTitle: true,
              cell: (row) => (
                <a class="ds-link" href={`/lite-kontakt/samtaler/${row.id}`}>
                  {t(row.outcome ? 'unseen.note.again' : 'unseen.note')}
                  <span class="ds-sr-only"> {row.kindergarten}</span>
                </a>
              ),
            },
          ]}
        />
      )}
      {others.length > 0 && (
        <Details summary={t('unseen.week.other')}>
          <ul class="ds-list">
            {others.map((monday) => (
              <li>
                <a class="ds-link" href={`/lite-kontakt?uke=${monday}`}>
                  {t('unseen.week.title', { monday: formatDate(monday, lang, 'long') })}
                </a>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </UnseenFrame>
  )
}

type CallProps = { readonly page: PageContext; readonly call: ShownCall; readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[] }

/** Notes what came of a call: choices and dates only. */
export const CallPage = ({ page, call, typed, errors }: CallProps) => {
  const { t, lang } = page
  const error = (field: string) => errorFor(errors, field)
  const monday = formatDate(call.weekOn, lang, 'long')
  return (
    <Layout page={page} title={t('unseen.call.title', { kindergarten: call.kindergarten })} above={t('unseen.call.week', { monday })} intro={t('unseen.call.intro')} back={{ href: `/lite-kontakt?uke=${call.weekOn}`, text: t('unseen.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <h2 class="ds-heading" data-size="sm">
        {t('unseen.why')}
      </h2>
      <Reasons page={page} reasons={call.reasons} />
      <p class="ds-paragraph">
        <a class="ds-link" href={`/barnehager/${call.kindergartenId}`}>
          {t('unseen.call.contact')}
        </a>
      </p>
      {call.notedBy && <p class="ds-paragraph">{t('unseen.call.by', { name: call.notedBy })}</p>}
      <Form action={`/lite-kontakt/samtaler/${call.id}`}>
        <DateField name="ringt" label={t('unseen.call.on')} value={typed['ringt']} error={error('ringt')} />
        <RadioGroup name="utfall" label={t('unseen.call.outcome')} value={typed['utfall']} error={error('utfall')} options={outcomes.map((outcome) => ({ value: outcome, text: t(`unseen.outcome.${outcome}`), hint: t(`unseen.outcome.${outcome}.hint`) }))} />
        <DateField name="igjen" label={t('unseen.call.again')} hint={t('unseen.call.again.hint')} value={typed['igjen']} error={error('igjen')} mark="optional" />
        <RadioGroup name="rett" label={t('unseen.call.right')} hint={t('unseen.call.right.hint')} value={typed['rett']} error={error('rett')} options={[{ value: 'ja', text: t('unseen.call.right.yes') }, { value: 'nei', text: t('unseen.call.right.no') }]} mark="optional" />
        <ButtonRow>
          <Button>{t('unseen.call.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
