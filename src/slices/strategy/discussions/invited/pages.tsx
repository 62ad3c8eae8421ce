import { Button, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { SelectField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { cameBack, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import type { Discussion } from '../rules.ts'
import { pathOf, roleText } from '../shown/words.ts'
import { groups, roleOf, type Candidate, type Marked, type Party, type Person } from './rules.ts'

export type InvitedView = { readonly meeting: Discussion; readonly candidates: readonly Candidate[]; readonly parties: readonly Party[]; readonly people: readonly Person[]; readonly marked: readonly Marked[]; readonly form: ShownForm }
/** Who is invited: whole groups in one press, or one organisation; and who comes from each, by name. */
export const InvitedPage = ({ page, view: { meeting, candidates, parties, people, marked, form } }: { readonly page: PageContext; readonly view: InvitedView }) => {
  const { t } = page
  const isOff = (id: string) => marked.some((one) => one.off && one.personId === id)
  const on = parties.filter(({ removed }) => !removed)
  const missing = (group: (typeof groups)[number]) => candidates.filter((one) => one.group === group && !on.some((party) => party.orgId === one.orgId && party.role === roleOf[group]))
  const rest = groups.flatMap((group) => missing(group))
  const writes = !meeting.cancelledAt && meeting.writing
  return (
    <Layout page={page} title={t('discussions.invite')} above={meeting.title} intro={t(meeting.sentAt ? 'discussions.invite.intro.sent' : 'discussions.invite.intro')} back={{ href: pathOf(meeting.id, '#inviterte'), text: meeting.title }} hasErrors={cameBack(form)} wide>
      <ErrorSummary errors={form.errors} />
      {writes && rest.length > 0 && (
        <Section title={t('discussions.invite.groups')}>
          <Form action={pathOf(meeting.id, '/inviterte')} label={t('discussions.invite.groups')}>
            <ButtonRow>{groups.filter((group) => missing(group).length > 0).map((group) => <Button variant="secondary" name="gruppe" value={group}>{t(`discussions.group.${group}`, { count: missing(group).length })}</Button>)}</ButtonRow>
          </Form>
          <Details summary={t('discussions.invite.one')} open={errorFor(form.errors, 'hvem') !== undefined}>
            <Form action={pathOf(meeting.id, '/inviterte')} label={t('discussions.invite.one')}>
              <SelectField name="hvem" label={t('discussions.invite.who')} error={errorFor(form.errors, 'hvem')} options={rest.map((one) => ({ value: `${one.group}:${one.orgId}`, text: `${one.org} (${roleText(page, roleOf[one.group])})` }))} />
              <ButtonRow><Button variant="secondary">{t('discussions.invite.add')}</Button></ButtonRow>
            </Form>
          </Details>
        </Section>
      )}
      <Section title={t('discussions.invited')}>
        {on.length === 0 ? <p class="ds-paragraph subtle">{t('discussions.invited.none')}</p> : (
          <Table
            caption={t('discussions.invited')}
            hiddenCaption
            rows={on}
            rowKey={({ id }) => id}
            columns={[
              { key: 'org', title: t('discussions.org'), heading: true, cell: ({ org }) => org },
              { key: 'role', title: t('discussions.as'), cell: ({ role }) => roleText(page, role) },
              { key: 'people', title: t('discussions.people'), cell: (party) => <People page={page} meeting={meeting} people={people.filter((one) => one.orgId === party.orgId && one.role === party.role)} isOff={isOff} writes={writes} /> },
              { key: 'off', title: t('common.change'), hiddenTitle: true, cell: (party) => writes && <Form action={pathOf(meeting.id, `/inviterte/${party.id}/fjerning`)}><Button variant="tertiary" small about={party.org}>{t('discussions.invited.remove')}</Button></Form> },
            ]}
          />
        )}
      </Section>
    </Layout>
  )
}

const People = ({ page: { t }, meeting, people, isOff, writes }: { readonly page: PageContext; readonly meeting: Discussion; readonly people: readonly Person[]; readonly isOff: (id: string) => boolean; readonly writes: boolean }) =>
  people.length === 0 ? <span class="subtle">{t('discussions.people.none')}</span> : (
    <ul class="plain-list">
      {people.map((one) => {
        const off = isOff(one.personId)
        return (
          <li class="person-line">
            <span>{one.name}</span> {off && <Tag>{t('discussions.people.off')}</Tag>}
            {writes && (
              <Form action={pathOf(meeting.id, off ? '/inviterte/folk/tilbake' : '/inviterte/folk')}>
                <input type="hidden" name="person" value={one.personId} />
                <Button variant="tertiary" small about={one.name}>{t(off ? 'discussions.people.back' : 'discussions.people.remove')}</Button>
              </Form>
            )}
          </li>
        )
      })}
    </ul>
  )
