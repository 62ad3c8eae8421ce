import { formatDate, formatDateTime } from '../../../../kernel/dates.ts'
import { lastDay } from '../../../../kernel/period.ts'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { CardGrid, Card } from '../../../../ui/card.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { DateField } from '../../../../ui/fields.tsx'
import type { FieldError } from '../../../../ui/form.tsx'
import { ErrorSummary, errorFor, Form } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { hasComeToForum } from '../../rounds/rules.ts'
import { MeetingTag } from '../words.tsx'
import type { Meeting } from '../meetings/store.ts'
import type { Balance, Member } from './rules.ts'
import type { Forum, ForumRound } from './store.ts'

export const ForumsPage = ({ page, forums, runs }: { readonly page: PageContext; readonly forums: readonly Forum[]; readonly runs: boolean }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('forum.title')} intro={t('forum.intro')}>
      {forums.length === 0 ? (
        <EmptyState title={t('forum.none')} {...(runs ? { action: <LinkButton href="/forum/ny">{t('forum.new')}</LinkButton> } : {})}>
          <p class="ds-paragraph">{t(runs ? 'forum.none.manager' : 'forum.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <CardGrid>
            {forums.map((forum) => (
              <Card title={forum.name} href={`/forum/${forum.id}`}>
                <p class="ds-paragraph">{forum.area || forum.managerName}</p>
              </Card>
            ))}
          </CardGrid>
          {runs && (
            <ButtonRow>
              <LinkButton href="/forum/ny" variant="secondary">
                {t('forum.new')}
              </LinkButton>
            </ButtonRow>
          )}
        </>
      )}
    </Layout>
  )
}

type ForumPageProps = { readonly page: PageContext; readonly forum: Forum; readonly members: readonly Member[]; readonly balance: Balance; readonly meetings: readonly Meeting[]; readonly rounds: readonly ForumRound[]; readonly runs: boolean }

/** The forum: its meetings first, then who sits there and how the sides balance. */
export const ForumPage = ({ page, forum, members, balance, meetings, rounds, runs }: ForumPageProps) => {
  const { t, lang } = page
  const inForum = rounds.filter(({ stage }) => hasComeToForum(stage))
  return (
    <Layout page={page} wide title={forum.name} above={forum.area} back={{ href: '/forum', text: t('forum.title') }}>
      <Section title={t('forum.meetings')}>
        {meetings.length === 0 ? (
          <p class="ds-paragraph">{t(runs ? 'forum.meetings.none.manager' : 'forum.meetings.none')}</p>
        ) : (
          <Table
            caption={t('forum.meetings')}
            hiddenCaption
            rows={meetings}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', title: t('forum.meeting'), heading: true, cell: (row) => <a class="ds-link" href={`/forum/${forum.id}/moter/${row.id}`}>{row.title}</a> },
              { key: 'when', title: t('forum.meeting.when'), cell: (row) => formatDateTime(row.startsAt, lang) },
              { key: 'round', title: t('forum.meeting.round'), cell: (row) => row.roundTitle },
              { key: 'state', title: t('forum.meeting.state'), cell: (row) => <MeetingTag page={page} state={row.state} /> },
            ]}
          />
        )}
        {runs && rounds.length > 0 && (
          <ButtonRow>
            <LinkButton href={`/forum/${forum.id}/moter/ny`}>{t('forum.meeting.new')}</LinkButton>
          </ButtonRow>
        )}
      </Section>
      {inForum.length > 0 && (
        <Section title={t('forum.rounds')}>
          <ul class="ds-list">
            {inForum.map((round) => (
              <li>
                {round.title}: <a class="ds-link" href={`/forum/${forum.id}/habilitet/${round.id}`}>{t('impartiality.title')}</a>, <a class="ds-link" href={`/runder/${round.id}/saksliste`}>{t('forum.list')}</a>, <a class="ds-link" href={`/runder/${round.id}/mangler`}>{t('forum.missing')}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('forum.members')}>
        <Members page={page} forum={forum} members={members} runs={runs} />
        {runs && (
          <ButtonRow>
            <LinkButton href={`/forum/${forum.id}/medlemmer`} variant="secondary">
              {t('forum.member.new')}
            </LinkButton>
          </ButtonRow>
        )}
      </Section>
      <Section title={t('forum.balance')}>
        <p class="ds-paragraph">{t('forum.balance.text')}</p>
        <Table
          caption={t('forum.balance')}
          hiddenCaption
          phone="scroll"
          rows={balance}
          rowKey={({ standsFor }) => standsFor}
          columns={[
            { key: 'side', title: t('forum.side'), heading: true, cell: (row) => t(`forum.side.${row.standsFor}`) },
            { key: 'members', title: t('forum.members'), numeric: true, cell: (row) => row.members },
            { key: 'votes', title: t('forum.votes'), numeric: true, cell: (row) => row.votes },
          ]}
          foot={[t('forum.total'), balance.reduce((sum, row) => sum + row.members, 0), balance.reduce((sum, row) => sum + row.votes, 0)]}
        />
      </Section>
      <Section title={t('forum.rules')}>
        <SummaryList
          rows={[
            { term: t('forum.manager'), value: forum.managerName },
            { term: t('forum.quorum'), value: t('forum.quorum.value', { percent: String(forum.quorumPercent) }) },
            { term: t('forum.tie-rule'), value: t(`forum.tie-rule.${forum.tieRule}`) },
            { term: t('forum.groups'), value: t(forum.workingGroups ? 'forum.yes' : 'forum.no') },
            ...(forum.regions.length > 0 ? [{ term: t('forum.regions'), value: forum.regions.join(', ') }] : []),
          ]}
        />
        {runs && (
          <ButtonRow>
            <LinkButton href={`/forum/${forum.id}/endring`} variant="tertiary">
              {t('forum.change')}
            </LinkButton>
          </ButtonRow>
        )}
      </Section>
    </Layout>
  )
}

const periodText = ({ t, lang }: PageContext, { period }: Member): string => {
  const end = lastDay(period)
  return end ? t('forum.period.value', { from: formatDate(period.from, lang, 'short'), to: formatDate(end, lang, 'short') }) : t('forum.period.open', { from: formatDate(period.from, lang, 'short') })
}

const Members = ({ page, forum, members, runs }: { readonly page: PageContext; readonly forum: Forum; readonly members: readonly Member[]; readonly runs: boolean }) => {
  const { t } = page
  if (members.length === 0) return <p class="ds-paragraph">{t('forum.members.none')}</p>
  return (
    <Table
      caption={t('forum.members')}
      hiddenCaption
      rows={members}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', title: t('forum.member'), heading: true, cell: (row) => <>{row.name} {row.chairs && <Tag color="info">{t('forum.chair')}</Tag>}</> },
        { key: 'org', title: t('forum.speaks-for'), cell: (row) => row.orgName },
        { key: 'side', title: t('forum.side'), cell: (row) => t(`forum.side.${row.standsFor}`) },
        { key: 'vote', title: t('forum.vote.right'), cell: (row) => t(row.votes ? 'forum.yes' : 'forum.no') },
        { key: 'period', title: t('forum.period'), cell: (row) => periodText(page, row) },
        ...(runs ? [{ key: 'end', title: t('forum.member.end'), hiddenTitle: true, cell: (row: Member) => <LinkButton small variant="tertiary" href={`/forum/${forum.id}/medlemmer/${row.id}`} about={row.name}>{t('forum.member.end')}</LinkButton> }] : []),
      ]}
    />
  )
}

/** When a member's seat ends. */
export const EndSeatPage = ({ page, forum, member, errors, typed }: { readonly page: PageContext; readonly forum: Forum; readonly member: Member; readonly errors: readonly FieldError[]; readonly typed: string }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('forum.member.end')} above={member.name} back={{ href: `/forum/${forum.id}`, text: forum.name }} hasErrors={errors.length > 0} intro={t('forum.member.end.text')}>
      <ErrorSummary errors={errors} />
      <SummaryList rows={[{ term: t('forum.speaks-for'), value: member.orgName }, { term: t('forum.period'), value: periodText(page, member) }]} />
      <Form action={`/forum/${forum.id}/medlemmer/${member.id}`}>
        <DateField name="sistedag" label={t('forum.member.last-day')} value={typed} error={errorFor(errors, 'sistedag')} />
        <ButtonRow>
          <Button>{t('common.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
