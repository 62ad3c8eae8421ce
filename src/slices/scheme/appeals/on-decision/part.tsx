import { formatDate } from '../../../../kernel/dates.ts'
import type { Translate } from '../../../../texts/index.ts'
import { formats } from '../../../../texts/index.ts'
import type { Language } from '../../../../kernel/language.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { fieldId } from '../../../../ui/field-frame.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { errorFor, Form, type FieldError } from '../../../../ui/form.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { SummaryList, type SummaryRow } from '../../../../ui/summary-list.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { timingOf, type AppealPeriod } from '../period/deadline.ts'
import { longest } from '../forms.ts'
import type { PublishedDecision, RecipientStanding } from '../open.ts'
import { appealStatus } from '../rules.ts'

/** The deadline in words: the weekday and the date, or why there is none yet. */
export const periodText = (t: Translate, lang: Language, period: AppealPeriod, now: Date): string => {
  if (period.state === 'not-begun') return t('appeal.period.not-begun')
  if (period.state === 'interrupted') return t('appeal.period.interrupted', { since: period.since })
  return t(now < period.closes ? 'appeal.period.counted' : 'appeal.period.over', { day: formatDate(period.lastDay, lang, 'weekday') })
}

type Part = { readonly page: PageContext; readonly open: PublishedDecision; readonly orgId: string; readonly governor: boolean; /** May act for the recipient: the owner, the head where it is the lead, the university contact. */ readonly mayAct: boolean; readonly now: Date; readonly typed?: Readonly<Record<string, string>>; readonly errors?: readonly FieldError[] }

/** On the page of a decision: what its recipients can do, until when, and what they have done. */
export const AppealPart = (part: Part) => {
  const { t } = part.page
  const { open, orgId, governor } = part
  const mine = open.recipients.find(({ recipient }) => recipient.orgId === orgId)
  if (governor) return <Section title={t('appeal.governor.title')}>{open.recipients.map((one) => <ForGovernor part={part} one={one} />)}</Section>
  if (!mine || open.replacedBy) return null
  return <ForRecipient part={part} one={mine} />
}

const ForRecipient = ({ part, one }: { readonly part: Part; readonly one: RecipientStanding }) => {
  const { page, open, now, mayAct } = part
  const { t, lang } = page
  const { appeal, demand, period, recipient } = one
  if (recipient.individual !== true) return <Section title={t('appeal.title')}><p>{t('appeal.none', { basis: one.basis[lang] })}</p></Section>
  const timing = timingOf(period, now, open.law.latestMonths)
  const base = `/vedtak/${open.decision.id}`
  return (
    <Section title={t('appeal.title')}>
      <p>{periodText(t, lang, period, now)}{period.state === 'counted' && timing === 'in-time' && <> <a class="ds-link" href={`${base}/frist.ics`}>{t('appeal.calendar')}</a></>}</p>
      {appeal ? (
        <Alert kind={appeal.outcome ? 'info' : 'success'} title={t(`appeal.status.${appealStatus(appeal)}`)} level={3}>
          <p>{t('appeal.sent', { who: appeal.sentBy, when: appeal.sentAt })} <a class="ds-link" href={`${base}/klage/${appeal.id}`}>{t('appeal.see')}</a></p>
        </Alert>
      ) : (
        timing !== 'too-late' && (
          <>
            {timing === 'late' && <p>{t('appeal.late.text')}</p>}
            {mayAct && <ButtonRow><LinkButton variant="secondary" href={`${base}/klage`}>{t('appeal.do')}</LinkButton></ButtonRow>}
          </>
        )
      )}
      {demand?.answer !== undefined && demand.answeredAt && (
        <>
          <h3 class="ds-heading" data-size="xs">{t('appeal.reasons.title')}</h3>
          <p class="prose">{demand.answer}</p>
          <p class="subtle">{t('decision.by', { who: demand.answeredBy ?? '', when: demand.answeredAt })}</p>
        </>
      )}
      {demand && demand.answer === undefined && <Alert>{t('appeal.reasons.waiting', { when: demand.askedAt })}</Alert>}
      {!demand && mayAct && open.decision.reason === '' && timing === 'in-time' && (
        <Form action={`${base}/begrunnelse`} label={t('appeal.reasons.ask')}>
          <p>{t('appeal.reasons.text')}</p>
          <ButtonRow><Button variant="secondary">{t('appeal.reasons.ask')}</Button></ButtonRow>
        </Form>
      )}
    </Section>
  )
}

const ForGovernor = ({ part, one }: { readonly part: Part; readonly one: RecipientStanding }) => {
  const { page, open, typed = {}, errors = [] } = part
  const { t, lang } = page
  const { recipient, demand, appeal, period } = one
  const { dateTime } = formats(lang)
  const rows: SummaryRow[] = [
    { term: t('appeal.governor.right'), value: <Tag color={recipient.individual ? 'accent' : 'neutral'}>{t(recipient.individual ? 'decision.individual.yes' : 'decision.individual.no')}</Tag> },
    { term: t('appeal.governor.available'), value: recipient.availableAt ? dateTime(recipient.availableAt) : t('appeal.governor.not') },
    { term: t('appeal.governor.notified'), value: recipient.noticeSentAt ? dateTime(recipient.noticeSentAt) : t(recipient.told > 0 ? 'appeal.governor.not' : 'appeal.governor.nobody') },
    ...(recipient.individual ? [{ term: t('appeal.governor.deadline'), value: periodText(t, lang, period, part.now) }] : []),
    ...(appeal ? [{ term: t('appeal.governor.appeal'), value: <a class="ds-link" href={`/vedtak/${open.decision.id}/klage/${appeal.id}`}>{t(`appeal.status.${appealStatus(appeal)}`)}</a> }] : []),
  ]
  const field = demand ? `svar-${demand.id}` : ''
  return (
    <div class="flow">
      <h3 class="ds-heading" data-size="xs">{recipient.name}</h3>
      <SummaryList rows={rows} />
      {demand && demand.answer === undefined && (
        <Form action={`/vedtak/${open.decision.id}/begrunnelse/${demand.id}`} label={t('appeal.reasons.give')}>
          <p>{t('appeal.reasons.asked', { who: demand.askedBy, org: demand.orgName, when: demand.askedAt })}</p>
          <TextArea name="svar" id={fieldId(field)} label={t('appeal.field.reasons')} rows={6} limit={longest.reason} value={typed[field]} error={errorFor(errors, field)} />
          <ButtonRow><Button>{t('appeal.reasons.give')}</Button></ButtonRow>
        </Form>
      )}
      {demand?.answer !== undefined && <p class="prose">{demand.answer}</p>}
    </div>
  )
}
