import { formatDate, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { formats } from '../../../texts/index.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { Checkbox, CheckboxGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField } from '../../../ui/fields.tsx'
import { errorFor, Form } from '../../../ui/form.tsx'
import type { ShownForm } from '../../../ui/guard-notice.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { StateTag } from '../networks/pages.tsx'
import { stateOf } from '../networks/rules.ts'
import { comingSchools } from './rules.ts'
import type { NetworkSchool, SchoolCandidate } from './store.ts'

const namesOf = ({ lang }: PageContext, schools: readonly NetworkSchool[]): string => formats(lang).list(schools.map(({ school }) => school))

/** Whoever shares something says whether the schools may read it too; where there is none there is nothing to say. */
export const ForSchools = ({ page, schools, what, checked, id }: { readonly page: PageContext; readonly schools: readonly NetworkSchool[]; readonly what: 'file' | 'told'; readonly checked: boolean; readonly id?: string }) =>
  schools.length === 0 ? null : <Checkbox name="for-skoler" label={page.t(`network-schools.share.${what}`)} hint={page.t('network-schools.share.hint', { schools: namesOf(page, schools) })} checked={checked} {...(id ? { id } : {})} />
/** Which schools read what the team writes of a meeting. */
export const SchoolsRead = ({ page, schools }: { readonly page: PageContext; readonly schools: readonly NetworkSchool[] }) =>
  schools.length === 0 ? null : <p class="ds-paragraph">{page.t('network-schools.read', { schools: namesOf(page, schools) })}</p>

export type SchoolsView = {
  readonly networkId: string
  readonly schools: readonly NetworkSchool[]
  readonly today: LocalDate
  /** The team sees all who were asked; the kindergartens those that are in it or may come. */
  readonly team: boolean
  /** Those the team may still ask. */
  readonly askable: readonly SchoolCandidate[]
  readonly chosen: readonly string[]
  readonly form: ShownForm
  /** The form for asking came back. */
  readonly here: boolean
}
/** On a network's page: the schools in it, and for the team who has been asked and who may be. */
export const SchoolsPart = ({ page, view }: { readonly page: PageContext; readonly view: SchoolsView }) => {
  const { t } = page
  const { schools, today, team, askable } = view
  const coming = comingSchools(schools, today)
  if (team ? schools.length + askable.length === 0 : coming.length === 0) return null
  return (
    <Section title={t('network-schools.title')}>
      <p class="ds-paragraph">{t(team ? 'network-schools.text.team' : 'network-schools.text')}</p>
      {team ? schools.length > 0 && <Asked page={page} view={view} /> : <SchoolList page={page} schools={coming} />}
      {team && askable.length > 0 && <Ask page={page} view={view} />}
    </Section>
  )
}

/** The names of schools, and since when they are in it. */
export const SchoolList = ({ page: { t, lang }, schools }: { readonly page: PageContext; readonly schools: readonly NetworkSchool[] }) => (
  <ul class="ds-list">
    {schools.map(({ school, joinedOn }) => (
      <li>{joinedOn ? t('network-schools.since', { school, day: formatDate(joinedOn, lang, 'long') }) : t('network-schools.may-come', { school })}</li>
    ))}
  </ul>
)

const Asked = ({ page, view: { schools, today } }: { readonly page: PageContext; readonly view: SchoolsView }) => {
  const { t, lang } = page
  return (
    <Table
      caption={t('network-schools.asked')}
      hiddenCaption
      rows={schools}
      rowKey={({ id }) => id}
      columns={[
        { key: 'school', title: t('network-schools.school'), heading: true, cell: (row) => <a class="ds-link" href={`/nettverk/skole/${row.id}`}>{row.school}<span class="ds-sr-only">, {t('networks.invited')}</span></a> },
        { key: 'state', title: t('networks.state'), cell: (row) => <StateTag page={page} state={stateOf(row, today)} /> },
        {
          key: 'more',
          title: t('networks.invitation.more'),
          cell: (row) => {
            if (stateOf(row, today) === 'open') return row.told === 0 ? t('network-schools.told.nobody') : t('networks.answer-by.day', { day: formatDate(row.answerBy, lang, 'short') })
            return row.answeredAt ? [formatDate(osloDate(row.answeredAt), lang, 'short'), row.reason ? t(`networks.reason.${row.reason}`) : ''].filter(Boolean).join(' · ') : '–'
          },
        },
      ]}
    />
  )
}

const Ask = ({ page, view: { networkId, askable, chosen, form, here } }: { readonly page: PageContext; readonly view: SchoolsView }) => {
  const { t, lang } = page
  const error = (field: string) => (here ? errorFor(form.errors, field) : undefined)
  const option = ({ id, name, place, worksWith }: SchoolCandidate) => ({ value: id, text: place ? `${name}, ${place}` : name, ...(worksWith.length > 0 ? { hint: t('network-schools.works-with', { kindergartens: formats(lang).list(worksWith) }) } : {}) })
  return (
    <Details summary={t('network-schools.ask')} open={here}>
      <p class="ds-paragraph">{t('network-schools.ask.text')}</p>
      <Form action={`/nettverk/${networkId}/skoler`} label={t('network-schools.ask')}>
        <CheckboxGroup name="skole" label={t('network-schools.choose')} values={chosen} error={error('skole')} options={askable.map(option)} />
        <DateField name="skolefrist" label={t('networks.answer-by')} hint={t('networks.answer-by.hint')} value={form.typed['skolefrist']} error={error('skolefrist')} />
        <ButtonRow>
          <Button>{t('network-schools.ask.send')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}
