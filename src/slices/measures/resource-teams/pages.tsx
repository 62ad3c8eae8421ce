import { formatDateTime } from '../../../kernel/dates.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField, TextArea } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { whenText } from '../hours.ts'
import { limits } from './rules.ts'
import type { Meeting, Standard, Task, Team, Unit } from './store.ts'

const labelKeys = {
  barnehage: 'resource.kindergarten', navn: 'resource.member.name', rolle: 'resource.member.part', tjeneste: 'resource.member.service', fradato: 'resource.member.from', tildato: 'resource.member.until', standard: 'resource.standard.text',
  dato: 'resource.plan.first', rytme: 'resource.plan.rhythm', siste: 'resource.plan.last', fra: 'resource.plan.from', til: 'resource.plan.to', sted: 'resource.plan.place', saker: 'resource.plan.agenda', temaer: 'resource.minutes.themes', referat: 'resource.minutes.text',
  oppgave: 'resource.task.text', hvem: 'resource.task.who', frist: 'resource.task.due',
} as const
export const labelsOf = (t: PageContext['t']): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(labelKeys).map(([field, key]) => [field, t(key)]))

export type ListView = {
  readonly teams: readonly Team[]
  readonly next: ReadonlyMap<string, Meeting>
  readonly tasks: readonly Task[]
  readonly beginnable: readonly Unit[]
  readonly own: boolean
  readonly lifted: boolean
  readonly chosen: string | undefined
  readonly errors: readonly FieldError[]
}

/** The resource teams one sits in or plans for, when they meet next, and what is open. */
export const ResourceTeamsPage = ({ page, view }: { readonly page: PageContext; readonly view: ListView }) => {
  const { t } = page
  const { teams, next, tasks, beginnable, own, errors } = view
  return (
    <Layout page={page} title={t('resource.title')} intro={t('resource.intro')} hasErrors={errors.length > 0} wide>
      <ErrorSummary errors={errors} labels={labelsOf(t)} />
      {teams.length === 0 ? (
        <EmptyState title={t('resource.none')}>
          <p>{t(beginnable.length > 0 ? 'resource.none.begin' : 'resource.none.text')}</p>
        </EmptyState>
      ) : (
        <Section title={t('resource.all')}>
          <Table
            caption={t('resource.all')}
            hiddenCaption
            rows={teams}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', title: t('resource.kindergarten'), heading: true, cell: (row) => <a class="ds-link" href={`/ressursteam/${row.id}`}>{row.kindergarten}</a> },
              {
                key: 'next',
                title: t('resource.next'),
                cell: (row) => {
                  const meeting = next.get(row.id)
                  return meeting ? <a class="ds-link" href={`/ressursteam/${row.id}/moter/${meeting.id}`}>{whenText(page, meeting)}</a> : t('resource.next.none')
                },
              },
              { key: 'open', title: t('resource.open-tasks'), numeric: true, cell: (row) => String(tasks.filter((task) => task.teamId === row.id).length) },
            ]}
          />
        </Section>
      )}
      {beginnable.length > 0 && (
        <Section title={t('resource.begin')}>
          <p class="ds-paragraph">{t('resource.begin.text')}</p>
          <Form action="/ressursteam" label={t('resource.begin')}>
            {own ? (
              <input type="hidden" name="barnehage" value={beginnable[0]?.id} />
            ) : (
              <SelectField name="barnehage" label={t('resource.kindergarten')} value={view.chosen} error={errorFor(errors, 'barnehage')} options={beginnable.map(({ id, name }) => ({ value: id, text: name }))} />
            )}
            <ButtonRow>
              <Button>{t('resource.begin.send')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {view.lifted && (
        <ButtonRow>
          <LinkButton href="/ressursteam/temaer" variant="secondary">{t('resource.themes.title')}</LinkButton>
        </ButtonRow>
      )}
    </Layout>
  )
}

export type StandardView = { readonly team: Team; readonly standards: readonly Standard[]; readonly writes: boolean; readonly form: ShownForm }

/** How the team meets, and how it was before. */
export const StandardPage = ({ page, view }: { readonly page: PageContext; readonly view: StandardView }) => {
  const { t, lang } = page
  const { team, standards, writes, form } = view
  const [last, ...before] = standards
  return (
    <Layout page={page} title={t('resource.standard.title', { kindergarten: team.kindergarten })} heading={t('resource.standard')} above={team.kindergarten} intro={t('resource.standard.intro')} back={{ href: `/ressursteam/${team.id}`, text: t('resource.of', { kindergarten: team.kindergarten }) }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labelsOf(t)} />
      {last && (
        <Section title={t('resource.standard.now', { version: last.version })}>
          <p class="ds-paragraph kept-text">{last.body}</p>
          <p class="ds-paragraph subtle">{t('resource.written', { name: last.writtenBy, when: formatDateTime(last.writtenAt, lang) })}</p>
        </Section>
      )}
      {writes && (
        <Section title={t('resource.standard.change')}>
          <Form action={`/ressursteam/${team.id}/motestandard`} label={t('resource.standard.change')} leaveWarning>
            <input type="hidden" name="versjon" value={form.typed['versjon'] ?? last?.version ?? 0} />
            <TextArea name="standard" label={t('resource.standard.text')} hint={t('resource.standard.hint')} value={form.typed['standard'] ?? last?.body} error={errorFor(form.errors, 'standard')} limit={limits.standard} rows={10} guard />
            <GuardNotice warnings={form.warnings} labels={labelsOf(t)} />
            <ButtonRow>
              <Button>{t('resource.standard.save')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {before.length > 0 && (
        <Section title={t('resource.standard.before')}>
          {before.map((one) => (
            <Details summary={t('resource.standard.version', { version: one.version, when: formatDateTime(one.writtenAt, lang) })}>
              <p class="ds-paragraph kept-text">{one.body}</p>
            </Details>
          ))}
        </Section>
      )}
    </Layout>
  )
}
