import { formatDateTime } from '../../../../kernel/dates.ts'
import { formatKroner } from '../../../../kernel/money.ts'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Timeline } from '../../../../ui/timeline.tsx'
import { totalOf } from '../items/rules.ts'
import type { Member } from '../members/rules.ts'
import { itemTitle, ItemTag, MeetingTag, OutcomeTag } from '../words.tsx'
import type { MinutesView } from './document.ts'

export type MinutesProps = { readonly page: PageContext; readonly view: MinutesView; readonly own: Member | undefined; readonly mayLock: boolean; readonly moments: readonly { readonly at: Date; readonly text: string; readonly who: string }[]; readonly shown: ShownForm }

/** The minutes as they will be: members approve or object, the chair locks. */
export const MinutesPage = ({ page, view, own, mayLock, moments, shown }: MinutesProps) => {
  const { t, lang } = page
  const { forum, meeting } = view
  const path = `/forum/${forum.id}/moter/${meeting.id}`
  const names = (list: readonly Member[]) => list.map(({ name, orgName }) => `${name} (${orgName})`).join('; ')
  const mine = view.approvals.find(({ memberId }) => memberId === own?.id)
  return (
    <Layout page={page} title={t('forum.minutes')} above={meeting.title} back={{ href: path, text: meeting.title }} hasErrors={cameBack(shown)}>
      <ErrorSummary errors={shown.errors} />
      <p>
        <MeetingTag page={page} state={meeting.state} /> {meeting.lockedAt && t('forum.minutes.locked', { name: meeting.lockedBy ?? '', date: formatDateTime(meeting.lockedAt, lang) })}
      </p>
      {meeting.state === 'closed' && own && view.present.has(own.id) && (
        <Section title={t('forum.minutes.yours')}>
          {mine && <p class="ds-paragraph">{t(mine.approves ? 'forum.minutes.approved' : 'forum.minutes.objected')}.</p>}
          <Form action={`${path}/referat/svar`} label={t('forum.minutes.yours')}>
            <RadioGroup name="svar" label={t('forum.minutes.question')} options={[{ value: 'yes', text: t('forum.minutes.approve') }, { value: 'no', text: t('forum.minutes.object') }]} value={shown.typed['svar']} error={errorFor(shown.errors, 'svar')} />
            <TextArea name="merknad" label={t('forum.minutes.note')} hint={t('forum.minutes.note.hint')} rows={3} limit={2000} value={shown.typed['merknad']} error={errorFor(shown.errors, 'merknad')} guard />
            <GuardNotice warnings={shown.warnings} labels={{ merknad: t('forum.minutes.note') }} />
            <ButtonRow>
              <Button>{t('forum.minutes.send')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {mayLock && meeting.state === 'closed' && (
        <Section title={t('forum.minutes.lock')}>
          <p class="ds-paragraph">{t('forum.minutes.lock.text')}</p>
          <Form action={`${path}/referat/laas`} label={t('forum.minutes.lock')}>
            <Button variant={own ? 'secondary' : 'primary'}>{t('forum.minutes.lock')}</Button>
          </Form>
        </Section>
      )}
      <ButtonRow>
        <LinkButton href={`${path}/referat.pdf`} variant="secondary" download>
          {t('forum.minutes.pdf')}
        </LinkButton>
        <LinkButton href={`${path}/innstilling.pdf`} variant="secondary" download>
          {t('forum.recommendation.pdf')}
        </LinkButton>
      </ButtonRow>
      <SummaryList
        rows={[
          { term: t('forum.meeting.when'), value: formatDateTime(meeting.startsAt, lang) },
          { term: t('forum.present.who'), value: names(view.members.filter(({ id }) => view.present.has(id))) || '–' },
          { term: t('forum.absent.who'), value: names(view.members.filter(({ id }) => !view.present.has(id))) || '–' },
          ...(view.guests.length > 0 ? [{ term: t('forum.guests'), value: view.guests.map(({ name, from }) => [name, from].filter(Boolean).join(', ')).join('; ') }] : []),
        ]}
      />
      {view.items.map((item) => (
        <Section title={itemTitle(page, item)}>
          <p>
            <ItemTag page={page} state={item.state} />
          </p>
          {item.barred.length > 0 && <p class="ds-paragraph">{t('forum.minutes.barred', { names: item.barred.map(({ name }) => name).join(', ') })}</p>}
          {item.votes.map((vote) => vote.count && vote.result && (
            <p class="ds-paragraph">
              {t(`forum.vote.result.${vote.result}`)}. {t('forum.vote.count', { for: vote.count.for, against: vote.count.against, blank: vote.count.blank, entitled: vote.entitled ?? 0 })}
            </p>
          ))}
          {item.reports.map((one) => one.outcome && (
            <>
              <p class="ds-paragraph">
                <strong>{one.reference}</strong> <OutcomeTag page={page} outcome={one.outcome} /> {one.outcome !== 'decline' && formatKroner(totalOf(one.amounts), lang)}
              </p>
              <p class="ds-paragraph long-text">{one.reason}</p>
            </>
          ))}
          {item.minutes && <p class="ds-paragraph long-text">{item.minutes}</p>}
        </Section>
      ))}
      {view.hidden.length > 0 && <p class="ds-paragraph">{t('impartiality.hidden', { numbers: view.hidden.join(', '), count: view.hidden.length })}</p>}
      {view.approvals.length > 0 && (
        <Section title={t('forum.minutes.answers')}>
          <ul class="ds-list">
            {view.approvals.map((one) => (
              <li>
                {one.by}: {t(one.approves ? 'forum.minutes.approved' : 'forum.minutes.objected')}
                {one.note && `. ${one.note}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('forum.events')}>
        <Timeline events={moments.map((one) => ({ at: one.at, text: one.text, by: one.who }))} />
      </Section>
    </Layout>
  )
}
