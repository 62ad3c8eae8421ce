import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { DateField, SelectField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { home, nameOf } from '../competence/pages.tsx'
import type { Member } from '../competence/rules.ts'
import type { Subject } from '../competence/store.ts'
import { ways } from './rules.ts'
import type { Line, Offered } from './store.ts'

export const planPath = `${home}/plan`
export const lineLabels = (t: PageContext['t']): Readonly<Record<string, string>> => ({ emne: t('competence.subject'), mate: t('competence.way'), hva: t('competence.what'), tilbud: t('competence.offer'), hvem: t('competence.who'), frist: t('competence.due') })

export type PlanView = { readonly lines: readonly Line[]; readonly subjects: readonly Subject[]; readonly members: readonly Member[]; /** What a line may point at, for the leader. */ readonly offered: readonly Offered[]; readonly leads: boolean; readonly personId: string; readonly today: LocalDate; readonly form: ShownForm }
type Props = { readonly page: PageContext; readonly view: PlanView }

/** What is done about what the team is short of, and how far it has come. */
export const PlanPage = ({ page, view }: Props) => {
  const { t, lang } = page
  const { lines, subjects, members, leads, personId, form } = view
  const named = (code: string) => subjects.find((one) => one.code === code)
  const done = lines.filter(({ state }) => state === 'done').length
  const kept = lines.filter(({ state }) => state !== 'dropped').length
  return (
    <Layout page={page} title={t('competence.plan.title')} intro={t('competence.plan.intro')} back={{ href: home, text: t('competence.title') }} hasErrors={cameBack(form)} wide>
      <ErrorSummary errors={form.errors} labels={lineLabels(t)} />
      {lines.length === 0 ? (
        <EmptyState title={t('competence.plan.none')}>
          <p>{t(leads ? 'competence.plan.none.leader' : 'competence.plan.none.adviser')}</p>
        </EmptyState>
      ) : (
        <>
          <p>{t('competence.plan.progress', { done, count: kept })}</p>
          <Table
            caption={t('competence.plan.title')}
            hiddenCaption
            rows={lines}
            rowKey={({ id }) => id}
            columns={[
              { key: 'what', title: t('competence.what'), heading: true, cell: (line) => <What page={page} line={line} /> },
              { key: 'subject', title: t('competence.subject'), cell: ({ subject }) => { const known = named(subject); return known ? nameOf(page, known) : t('competence.subject.gone') } },
              { key: 'way', title: t('competence.way'), cell: ({ way }) => t(`competence.way.${way}`) },
              { key: 'who', title: t('competence.who'), cell: (line) => (line.state === 'open' && !members.some((one) => one.personId === line.personId) ? t('competence.who.left', { name: line.person }) : line.person) },
              { key: 'due', title: t('competence.due'), cell: ({ due }) => formatDate(due, lang, 'long') },
              { key: 'state', title: t('competence.line'), cell: (line) => <LineTag page={page} line={line} today={view.today} /> },
              { key: 'close', title: t('competence.line.change'), hiddenTitle: true, cell: (line) => (line.state === 'open' && (leads || line.personId === personId) ? <Close page={page} line={line} /> : null) },
            ]}
          />
        </>
      )}
      {leads && (
        <Section title={t('competence.plan.new')}>
          <LineForm page={page} view={view} />
        </Section>
      )}
    </Layout>
  )
}

const What = ({ page: { t }, line: { what, offer, state } }: { readonly page: PageContext; readonly line: Line }) => (
  <>
    {what}
    {offer && (
      <>
        {' '}(<a class="ds-link" href={`/tilbud/${offer.id}`}>{offer.title}</a>)
      </>
    )}
    {offer && !offer.isOpen && state === 'open' && <span class="subtle"> {t('competence.offer.gone')}</span>}
  </>
)

const LineTag = ({ page: { t }, line: { state, due }, today }: { readonly page: PageContext; readonly line: Line; readonly today: LocalDate }) =>
  state === 'open' && due < today ? <Tag color="warning">{t('competence.line.late')}</Tag> : <Tag color={state === 'done' ? 'success' : 'neutral'}>{t(`competence.line.${state}`)}</Tag>

const Close = ({ page: { t }, line }: { readonly page: PageContext; readonly line: Line }) => (
  <Form action={`${planPath}/${line.id}`}>
    <ButtonRow>
      <Button variant="secondary" small name="handling" value="done" about={line.what}>
        {t('competence.line.mark-done')}
      </Button>
      <Button variant="tertiary" small name="handling" value="dropped" about={line.what}>
        {t('competence.line.drop')}
      </Button>
    </ButtonRow>
  </Form>
)

const LineForm = ({ page, view: { subjects, members, offered, form } }: Props) => {
  const { t } = page
  const { typed, errors, warnings } = form
  return (
    <Form action={planPath}>
      <SelectField name="emne" label={t('competence.subject')} value={typed['emne']} error={errorFor(errors, 'emne')} options={subjects.map((one) => ({ value: one.code, text: nameOf(page, one) }))} />
      <SelectField name="mate" label={t('competence.way')} value={typed['mate']} error={errorFor(errors, 'mate')} options={ways.map((way) => ({ value: way, text: t(`competence.way.${way}`) }))} />
      {offered.length > 0 && <SelectField name="tilbud" label={t('competence.offer')} hint={t('competence.offer.hint')} mark="optional" value={typed['tilbud']} error={errorFor(errors, 'tilbud')} options={offered.map(({ id, title, university }) => ({ value: id, text: `${title}, ${university}` }))} />}
      <TextField name="hva" label={t('competence.what')} hint={t('competence.what.hint')} value={typed['hva']} error={errorFor(errors, 'hva')} guard />
      <SelectField name="hvem" label={t('competence.who')} value={typed['hvem']} error={errorFor(errors, 'hvem')} options={members.map((one) => ({ value: one.personId, text: one.name }))} />
      <DateField name="frist" label={t('competence.due')} value={typed['frist']} error={errorFor(errors, 'frist')} />
      <GuardNotice warnings={warnings} labels={lineLabels(t)} />
      <ButtonRow>
        <Button>{t('competence.plan.add')}</Button>
      </ButtonRow>
    </Form>
  )
}
