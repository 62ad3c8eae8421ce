import { formatDate, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { lastDay } from '../../../kernel/period.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, TextArea } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { SupportMaterialPart, type MaterialFor } from '../../../ui/support-material.tsx'
import { Table } from '../../../ui/table.tsx'
import { TurnsPart } from '../network-changes/part.tsx'
import type { Turn } from '../network-changes/rules.ts'
import { MeetingsPart, type Meetings } from '../network-meetings/part.tsx'
import { SchoolsPart } from '../network-schools/part.tsx'
import type { NetworkSchool, SchoolCandidate } from '../network-schools/store.ts'
import { MoversPart } from '../network-shares/parts.tsx'
import type { Mover } from '../network-shares/store.ts'
import type { NamedTheme } from '../measures/store.ts'
import { labelsOf, optionOf, periodText, StandingTag, StateTag, themeText } from './pages.tsx'
import { endReasons, seesMembers, standingOf, stateOf } from './rules.ts'
import type { Invitation, Kindergarten, Member, Network } from './store.ts'

export type OneView = {
  readonly network: Network
  readonly members: readonly Member[]
  readonly invitations: readonly Invitation[]
  readonly themes: readonly NamedTheme[]
  readonly today: LocalDate
  /** What the network does and who has come and gone, for those who are in it. */
  readonly within: { readonly meetings: Meetings; readonly turns: readonly Turn[]; readonly movers: readonly Mover[] } | undefined
  /** What only the team sees: its own note, and whom it may still ask. */
  readonly team: { readonly note: string; readonly noteBy: string | undefined; readonly askable: readonly Kindergarten[]; readonly askableSchools: readonly SchoolCandidate[] } | undefined
  /** Schools that were asked, as far as the reader may know. */
  readonly schools: readonly NetworkSchool[]
  readonly material: MaterialFor
  readonly form: ShownForm
  /** Which of the page's forms came back. */
  readonly at?: 'invite' | 'schools' | 'note' | 'end' | undefined
  readonly chosen: readonly string[]
}

/** A network: what it is, who is in it, and for the team who has been asked. */
export const NetworkPage = ({ page, view }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t } = page
  const { network, today, team, form, invitations } = view
  const standing = standingOf(network, today)
  return (
    <Layout page={page} title={network.name} above={t('networks.above', { team: network.team })} back={{ href: '/nettverk', text: t('networks.title') }} hasErrors={cameBack(form)} wide>
      <ErrorSummary errors={form.errors} labels={labelsOf(t)} />
      <SummaryList
        rows={[
          { term: t('networks.standing'), value: <StandingTag page={page} standing={standing} /> },
          { term: t('networks.theme'), value: themeText(page, view.themes, network.theme) },
          { term: t('networks.audience'), value: t(`networks.audience.${network.audience}`) },
          { term: t('networks.facilitator'), value: network.facilitator },
          { term: t('networks.period'), value: periodText(page, network) },
          ...(network.endedOn && network.endReason ? [{ term: t('networks.ended'), value: t('networks.ended.value', { day: formatDate(network.endedOn, page.lang, 'long'), reason: t(`networks.end.${network.endReason}`) }) }] : []),
        ]}
      />
      {team && standing !== 'over' && (
        <ButtonRow>
          <LinkButton href={`/nettverk/${network.id}/endring`} variant="secondary">{t('networks.change')}</LinkButton>
        </ButtonRow>
      )}
      {view.within && <MeetingsPart page={page} networkId={network.id} today={today} view={view.within.meetings} />}
      {(view.within || invitations.some((one) => seesMembers(one, today))) && <Members page={page} members={view.members} today={today} />}
      <SchoolsPart page={page} view={{ networkId: network.id, schools: view.schools, today, team: team !== undefined, askable: team?.askableSchools ?? [], chosen: view.at === 'schools' ? view.chosen : [], form, here: view.at === 'schools' }} />
      {view.within && <TurnsPart page={page} turns={view.within.turns} reasons={team !== undefined} />}
      {view.within && <MoversPart page={page} movers={view.within.movers} />}
      <SupportMaterialPart page={page} view={view.material} themes={view.themes} />
      {invitations.length > 0 && <Invitations page={page} invitations={invitations} today={today} team={team !== undefined} />}
      {team && (
        <>
          {standing !== 'over' && <InviteMore page={page} view={view} />}
          <Note page={page} view={view} />
          {standing !== 'over' && <End page={page} view={view} />}
        </>
      )}
    </Layout>
  )
}

/** Those who are in it now; for a reader who may not see them the list is short. */
export const Members = ({ page, members, today }: { readonly page: PageContext; readonly members: readonly Member[]; readonly today: LocalDate }) => {
  const { t, lang } = page
  const now = members.filter(({ period, closed }) => !closed && (period.to === undefined || period.to > today))
  const before = members.filter((one) => !now.includes(one))
  return (
    <Section title={t('networks.members')}>
      {now.length === 0 ? (
        <p class="ds-paragraph">{t('networks.members.none')}</p>
      ) : (
        <Table
          caption={t('networks.members')}
          hiddenCaption
          rows={now}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', title: t('networks.kindergarten'), heading: true, cell: (row) => <a class="ds-link" href={`/barnehager/${row.kindergartenId}`}>{row.kindergarten}</a> },
            { key: 'municipality', title: t('networks.municipality'), cell: (row) => row.municipality ?? '–' },
            { key: 'since', title: t('networks.members.since'), cell: (row) => formatDate(row.period.from, lang, 'short') },
          ]}
        />
      )}
      {before.length > 0 && (
        <Details summary={t('networks.members.before', { count: before.length })}>
          <ul class="ds-list">
            {before.map((one) => {
              const last = lastDay(one.period)
              return <li>{last ? t('networks.members.until', { name: one.kindergarten, day: formatDate(last, lang, 'long') }) : one.kindergarten}</li>
            })}
          </ul>
        </Details>
      )}
    </Section>
  )
}

const Invitations = ({ page, invitations, today, team }: { readonly page: PageContext; readonly invitations: readonly Invitation[]; readonly today: LocalDate; readonly team: boolean }) => {
  const { t, lang } = page
  return (
    <Section title={t(team ? 'networks.invitations' : 'networks.invitations.own')}>
      <Table
        caption={t('networks.invitations')}
        hiddenCaption
        rows={invitations}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', title: t('networks.kindergarten'), heading: true, cell: (row) => <a class="ds-link" href={`/nettverk/invitasjon/${row.id}`}>{row.kindergarten}<span class="ds-sr-only">, {t('networks.invited')}</span></a> },
          { key: 'state', title: t('networks.state'), cell: (row) => <StateTag page={page} state={stateOf(row, today)} /> },
          {
            key: 'more',
            title: t('networks.invitation.more'),
            cell: (row) => {
              const state = stateOf(row, today)
              if (state === 'open') return row.told === 0 ? t('networks.told.nobody') : t('networks.answer-by.day', { day: formatDate(row.answerBy, lang, 'short') })
              const reason = row.reason ? t(`networks.reason.${row.reason}`) : ''
              return row.answeredAt ? [formatDate(osloDate(row.answeredAt), lang, 'short'), reason].filter(Boolean).join(' · ') : '–'
            },
          },
        ]}
      />
    </Section>
  )
}

const InviteMore = ({ page, view }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t } = page
  const { network, team, form, at, chosen } = view
  const error = (field: string) => (at === 'invite' ? errorFor(form.errors, field) : undefined)
  if (!team || team.askable.length === 0) return null
  return (
    <Section title={t('networks.invite')}>
      <Details summary={t('networks.invite.choose')} open={at === 'invite'}>
        <Form action={`/nettverk/${network.id}/invitasjoner`} label={t('networks.invite')}>
          <CheckboxGroup name="barnehage" label={t('networks.kindergartens.others')} values={at === 'invite' ? chosen : []} error={error('barnehage')} options={team.askable.map(optionOf)} />
          <DateField name="svarfrist" label={t('networks.answer-by')} hint={t('networks.answer-by.hint')} value={form.typed['svarfrist']} error={error('svarfrist')} />
          <ButtonRow>
            <Button>{t('networks.invite.send')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </Section>
  )
}

const Note = ({ page, view }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t } = page
  const { network, team, form, at } = view
  if (!team) return null
  return (
    <Section title={t('networks.note')}>
      <Form action={`/nettverk/${network.id}/merknad`} label={t('networks.note')}>
        <TextArea name="merknad" label={t('networks.note.label')} hint={t('networks.note.hint')} value={at === 'note' ? form.typed['merknad'] : team.note} error={at === 'note' ? errorFor(form.errors, 'merknad') : undefined} limit={1800} rows={3} mark="optional" guard />
        {at === 'note' && <GuardNotice warnings={form.warnings} labels={labelsOf(t)} />}
        {team.noteBy && <p class="ds-paragraph subtle">{t('networks.note.by', { name: team.noteBy })}</p>}
        <ButtonRow>
          <Button variant="secondary">{t('networks.note.save')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}

const End = ({ page, view }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t } = page
  const { network, form, at } = view
  return (
    <Section title={t('networks.end')}>
      <Details summary={t('networks.end.open')} open={at === 'end'}>
        <p class="ds-paragraph">{t('networks.end.text')}</p>
        <Form action={`/nettverk/${network.id}/avslutning`} label={t('networks.end')}>
          <RadioGroup name="grunn" label={t('networks.end.why')} error={at === 'end' ? errorFor(form.errors, 'grunn') : undefined} options={endReasons.map((one) => ({ value: one, text: t(`networks.end.${one}`) }))} />
          <ButtonRow>
            <Button variant="secondary" danger>{t('networks.end.send')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </Section>
  )
}
