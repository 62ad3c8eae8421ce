import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import { formats } from '../../../../texts/index.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { SelectField, TextArea } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import type { Point } from '../agenda/rules.ts'
import type { Discussion } from '../rules.ts'
import { AgreementTag, Instead } from '../shown/parts.tsx'
import { agreementPath, dayText, labelsOf, pathOf } from '../shown/words.ts'
import { limits, states, type Agreement, type Outcome, type OutcomeStatus } from './rules.ts'
import type { Choice } from './store.ts'

export type AgreementView = {
  readonly agreement: Agreement
  /** Undefined for one who follows up without being invited any more. */
  readonly meeting: Discussion | undefined
  readonly point: Point | undefined
  readonly outcomes: readonly Outcome[]
  readonly status: ReadonlyMap<string, OutcomeStatus>
  readonly takenUp: readonly { readonly id: string; readonly title: string; readonly startsAt: Date }[]
  readonly choices: readonly Choice[]
  readonly mayTell: boolean
  readonly today: LocalDate
  readonly form: ShownForm
  readonly at: string
  readonly meanwhile: boolean
}
type Part = { readonly page: PageContext; readonly view: AgreementView }

/** Something agreed, and the chain: why it was taken up, what was agreed, what came of it, where it was taken up again. */
export const AgreementPage = ({ page, view }: Part) => {
  const { t, lang } = page
  const { agreement, meeting, point, outcomes, status, takenUp, today, form } = view
  return (
    <Layout page={page} title={t('discussions.agreement.page', { who: agreement.responsible.name, day: formatDate(agreement.due, lang, 'long') })} heading={agreement.body} above={t('discussions.agreement')} back={meeting ? { href: pathOf(meeting.id, '#avtaler'), text: meeting.title } : { href: '/oppgaver', text: t('site.nav.tasks') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labelsOf(t)} />
      <SummaryList
        rows={[
          { term: t('discussions.field.state'), value: <AgreementTag page={page} agreement={agreement} today={today} /> },
          { term: t('discussions.field.responsible'), value: agreement.responsible.name },
          { term: t('discussions.field.due'), value: formatDate(agreement.due, lang, 'long') },
        ]}
      />
      <Section title={t('discussions.chain')}>
        <ol class="agenda">
          {point && <li><strong>{t('discussions.chain.point')}</strong> {point.title}{point.reason && <><br /><span class="subtle kept-text">{point.reason}</span></>}{point.earlier && <><br /><a class="ds-link" href={agreementPath(point.earlier)}>{t('discussions.point.earlier')}</a></>}</li>}
          <li><strong>{t('discussions.chain.agreed')}</strong> {meeting ? <a class="ds-link" href={pathOf(meeting.id)}>{meeting.title}, {dayText(page, meeting)}</a> : formats(lang).date(agreement.madeAt)}</li>
          {outcomes.map((one) => <li><strong>{t(`discussions.outcome.${one.kind}`)}</strong> {one.title} {status.has(one.id) && <Tag color={status.get(one.id) === 'closed' ? 'success' : 'info'}>{t(`discussions.status.${status.get(one.id) ?? 'open'}`)}</Tag>}<br /><span class="subtle">{t('discussions.outcome.by', { who: one.tiedBy, when: formats(lang).date(one.tiedAt) })}</span> {status.has(one.id) && one.kind !== 'goal' && <a class="ds-link" href={`${homes[one.kind]}/${one.id}`}>{t('discussions.outcome.open')}</a>}</li>)}
          {agreement.outcome && <li><strong>{t('discussions.chain.told')}</strong> <span class="kept-text">{agreement.outcome}</span><br /><span class="subtle">{t('discussions.outcome.by', { who: agreement.changedBy, when: formats(lang).date(agreement.changedAt) })}</span></li>}
          {takenUp.map((one) => <li><strong>{t('discussions.chain.again')}</strong> <a class="ds-link" href={pathOf(one.id)}>{one.title}, {dayText(page, one)}</a></li>)}
        </ol>
        {outcomes.length === 0 && agreement.outcome === '' && <p class="ds-paragraph subtle">{t('discussions.chain.none')}</p>}
      </Section>
      {view.mayTell && <Tell page={page} view={view} />}
    </Layout>
  )
}

/** Where each is at home, for those who may read it there. */
const homes = { measure: '/tiltak', need: '/behovsbeskrivelser', network: '/nettverk', discussion: '/droftinger' } as const

const Tell = ({ page, view: { agreement, outcomes, choices, form, at, meanwhile } }: Part) => {
  const { t } = page
  const labels = labelsOf(t)
  const here = at === 'fortalt'
  const rest = choices.filter((one) => !outcomes.some(({ kind, id }) => kind === one.kind && id === one.id))
  return (
    <>
      <Section title={t('discussions.tell')} id="fortell">
        {here && meanwhile && <Instead page={page} who={agreement.changedBy} text={`${t(`discussions.state.${agreement.state}`)}\n${agreement.outcome}`} />}
        <Form action={agreementPath(agreement.id)} label={t('discussions.tell')} leaveWarning>
          <input type="hidden" name="sett" value={agreement.version} />
          <RadioGroup name="status" label={labels['status'] ?? ''} inline value={(here ? form.typed['status'] : undefined) ?? agreement.state} error={here ? errorFor(form.errors, 'status') : undefined} options={states.map((value) => ({ value, text: t(`discussions.state.${value}`) }))} />
          <TextArea name="utfall" label={labels['utfall'] ?? ''} hint={t('discussions.field.outcome.hint')} rows={3} limit={limits.outcome} value={(here ? form.typed['utfall'] : undefined) ?? agreement.outcome} error={here ? errorFor(form.errors, 'utfall') : undefined} guard />
          {here && <GuardNotice warnings={form.warnings} labels={labels} />}
          <ButtonRow><Button>{t('discussions.tell.save')}</Button></ButtonRow>
        </Form>
      </Section>
      <Section title={t('discussions.tie')} id="knytt">
        <p class="ds-paragraph">{t('discussions.tie.text')}</p>
        {rest.length === 0 ? <p class="ds-paragraph subtle">{t('discussions.tie.none')}</p> : (
          <Form action={`${agreementPath(agreement.id)}/kobling`} label={t('discussions.tie')}>
            <SelectField name="knytt" label={labels['knytt'] ?? ''} value={at === 'knytt' ? form.typed['knytt'] : undefined} error={at === 'knytt' ? errorFor(form.errors, 'knytt') : undefined} options={rest.map(({ kind, id, title }) => ({ value: `${kind}:${id}`, text: `${t(`discussions.outcome.${kind}`)} ${title}` }))} />
            <ButtonRow><Button variant="secondary">{t('discussions.tie.save')}</Button></ButtonRow>
          </Form>
        )}
        {outcomes.length > 0 && (
          <Details summary={t('discussions.untie')}>
            {outcomes.map((one) => (
              <Form action={`${agreementPath(agreement.id)}/kobling/fjern`}>
                <input type="hidden" name="knytt" value={`${one.kind}:${one.id}`} />
                <p class="ds-paragraph">{one.title}</p>
                <Button variant="tertiary" small about={one.title}>{t('discussions.untie.one')}</Button>
              </Form>
            ))}
          </Details>
        )}
      </Section>
    </>
  )
}
