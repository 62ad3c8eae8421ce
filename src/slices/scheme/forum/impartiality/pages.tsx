import { formatDate, osloDate } from '../../../../kernel/dates.ts'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { Card } from '../../../../ui/card.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { SelectField, TextArea } from '../../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import type { Meeting } from '../meetings/store.ts'
import type { Forum, ForumRound } from '../members/store.ts'
import { ownCodes } from './rules.ts'
import type { ToDecide, ToDeclare } from './store.ts'

export type ImpartialityProps = {
  readonly page: PageContext
  readonly forum: Forum
  readonly round: ForumRound
  readonly reports: readonly ToDeclare[]
  /** Meetings about the round that are not over. */
  readonly meetings: readonly Meeting[]
  /** Undefined for those who do not decide about others. */
  readonly toDecide: readonly ToDecide[] | undefined
  readonly shown: ShownForm
}

/** One's own answers about impartiality in a round, and for the chair and the county governor also what they decide about others. */
export const ImpartialityPage = (props: ImpartialityProps) => {
  const { page, forum, round, reports, toDecide, shown } = props
  const { t } = page
  const waits = reports.some(({ standing }) => standing?.declared === undefined)
  return (
    <Layout page={page} title={t('impartiality.title')} above={round.title} back={{ href: `/forum/${forum.id}`, text: forum.name }} intro={t('impartiality.intro')} hasErrors={cameBack(shown)}>
      <ErrorSummary errors={shown.errors} />
      <Details summary={t('impartiality.when')}>
        <p class="ds-paragraph">{t('impartiality.when.text')}</p>
        <p class="ds-paragraph">{t('impartiality.private')}</p>
      </Details>
      {reports.length === 0 ? <EmptyState title={t('impartiality.none')}><p class="ds-paragraph">{t('impartiality.none.text')}</p></EmptyState> : waits ? <><Answers {...props} /><ToMeetings {...props} /></> : <><ToMeetings {...props} main /><Answers {...props} /></>}
      {toDecide && (
        <Section title={t('impartiality.decide')}>
          <p class="ds-paragraph">{t('impartiality.decide.text')}</p>
          {toDecide.length === 0 && <p class="ds-paragraph">{t('impartiality.decide.none')}</p>}
          {toDecide.map((row) => (
            <Decide {...props} row={row} />
          ))}
        </Section>
      )}
    </Layout>
  )
}

/** On to where the answers are used: the one thing to do when all have been answered. */
const ToMeetings = ({ page: { t }, forum, meetings, main }: ImpartialityProps & { readonly main?: boolean }) =>
  meetings.length === 0 ? null : (
    <ButtonRow>
      {meetings.map(({ id, title }, at) => (
        <LinkButton href={`/forum/${forum.id}/moter/${id}`} variant={main && at === 0 ? 'primary' : 'secondary'}>
          {t('impartiality.to-meeting', { meeting: title })}
        </LinkButton>
      ))}
    </ButtonRow>
  )

const Answers = ({ page, forum, round, reports, shown }: ImpartialityProps) => {
  const { t } = page
  const waiting = reports.filter(({ standing }) => standing?.declared === undefined)
  const answered = reports.filter(({ standing }) => standing?.declared !== undefined)
  const choosing = Object.keys(shown.typed).some((name) => name.startsWith('svar-') && shown.typed[name] !== '')
  const Question = ({ report }: { readonly report: ToDeclare }) => (
    <li>
      <SelectField
        name={`svar-${report.reportId}`}
        label={`${report.reference} ${report.leadName}`}
        hint={report.others.length > 0 ? t('impartiality.with', { names: report.others.join(', ') }) : undefined}
        empty={report.standing?.declared ? t('impartiality.keep') : t('impartiality.not-now')}
        options={[{ value: 'none', text: t('impartiality.no-tie') }, ...ownCodes.map((value) => ({ value, text: t(`impartiality.own.${value}`) }))]}
        value={shown.typed[`svar-${report.reportId}`]}
        error={errorFor(shown.errors, `svar-${report.reportId}`)}
      />
      <Standing page={page} report={report} />
    </li>
  )
  return (
    <Form action={`/forum/${forum.id}/habilitet/${round.id}`} label={t('impartiality.title')}>
      {waiting.length > 0 && (
        <Section title={t('impartiality.to-answer', { count: waiting.length })}>
          <p class="ds-paragraph">{t('impartiality.none-of-these.text')}</p>
          <ButtonRow>
            <Button id="f-resten" name="resten" value="ja" variant={choosing ? 'secondary' : 'primary'}>
              {t(choosing ? 'impartiality.none-of-the-others' : 'impartiality.none-of-these')}
            </Button>
          </ButtonRow>
          <ul class="plain-list">
            {waiting.map((report) => (
              <Question report={report} />
            ))}
          </ul>
        </Section>
      )}
      {waiting.length > 0 && (
        <ButtonRow>
          <Button variant={choosing ? 'primary' : 'secondary'}>{t('impartiality.save')}</Button>
        </ButtonRow>
      )}
      {answered.length > 0 && (
        <Details summary={t('impartiality.answered', { count: answered.length })} open={waiting.length === 0 || answered.some(({ standing }) => standing?.disqualified)}>
          <ul class="plain-list">
            {answered.map((report) => (
              <Question report={report} />
            ))}
          </ul>
          <ButtonRow>
            <Button variant="secondary">{t('impartiality.change')}</Button>
          </ButtonRow>
        </Details>
      )}
    </Form>
  )
}

const Standing = ({ page, report: { standing } }: { readonly page: PageContext; readonly report: ToDeclare }) => {
  const { t } = page
  if (!standing) return null
  return (
    <p class="ds-paragraph">
      <Tag color={standing.disqualified ? 'warning' : 'success'}>{t(standing.disqualified ? 'impartiality.disqualified' : 'impartiality.impartial')}</Tag>{' '}
      {t(`impartiality.basis.${standing.basis}`)}
      {standing.disqualified && standing.tie && ` ${t(`impartiality.tie.${standing.tie}` as 'impartiality.tie.party')}.`}
    </p>
  )
}

const Decide = ({ page, forum, round, row, shown }: ImpartialityProps & { readonly row: ToDecide }) => {
  const { t, lang } = page
  const mine = shown.typed['melding'] === row.reportId && shown.typed['person'] === row.personId
  const key = `${row.reportId}-${row.personId}`
  return (
    <Card title={`${row.name}: ${row.reference} ${row.leadName}`} level={3}>
      <p class="ds-paragraph">
        <Tag color={row.disqualified ? 'warning' : 'success'}>{t(row.disqualified ? 'impartiality.disqualified' : 'impartiality.impartial')}</Tag> {t(`impartiality.basis.${row.basis}`)}
        {row.tie && ` ${t(`impartiality.tie.${row.tie}`)}.`}
        {row.declared && ` ${t(`impartiality.declared.${row.declared}`)}`}
      </p>
      {row.basis === 'decided' && <p class="ds-paragraph">{t('impartiality.decided-by', { name: row.by, date: formatDate(osloDate(row.at), lang, 'long'), reason: row.note })}</p>}
      <div>
      <Details summary={t(row.basis === 'decided' ? 'impartiality.decide-again' : 'impartiality.decide-now')} open={mine}>
        <Form action={`/forum/${forum.id}/habilitet/${round.id}/avgjorelse`} label={`${row.name}, ${row.reference}`}>
          <input type="hidden" name="melding" value={row.reportId} />
          <input type="hidden" name="person" value={row.personId} />
          <RadioGroup id={`f-avgjorelse-${key}`} name="avgjorelse" label={t('impartiality.decision')} options={[{ value: 'no', text: t('impartiality.decision.no') }, { value: 'yes', text: t('impartiality.decision.yes') }]} value={mine ? shown.typed['avgjorelse'] : undefined} error={mine ? errorFor(shown.errors, `avgjorelse-${key}`) : undefined} />
          <TextArea id={`f-grunn-${key}`} name="grunn" label={t('impartiality.reason')} hint={t('impartiality.reason.hint')} rows={2} limit={1000} value={mine ? shown.typed['grunn'] : undefined} error={mine ? errorFor(shown.errors, `grunn-${key}`) : undefined} guard />
          {mine && <GuardNotice warnings={shown.warnings} labels={{ grunn: t('impartiality.reason') }} at={`f-grunn-${key}`} />}
          <ButtonRow>
            <Button variant="secondary">{t('impartiality.decision.save')}</Button>
          </ButtonRow>
        </Form>
      </Details>
      </div>
    </Card>
  )
}
