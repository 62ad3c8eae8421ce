import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { CheckboxGroup } from '../../../../ui/choices.tsx'
import { usePage, type PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../../../ui/fields.tsx'
import { ErrorSummary, Form } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { Scheme } from '../../schemes/rules.ts'
import { errorIn, typedOr, type Back } from '../back.ts'
import type { ReviewRound } from '../load.ts'
import type { Candidate, Group } from './store.ts'

export type GroupsView = { readonly round: ReviewRound; readonly themes: Scheme['themes']; readonly workingGroups: boolean; readonly groups: readonly (Group & { readonly reports: number })[]; readonly back: Back; readonly chosen: readonly string[] }

/** The thematic working groups of a round. */
export const GroupsPage = ({ page, view }: { readonly page: PageContext; readonly view: GroupsView }) => {
  const { t, lang } = page
  const { round, themes, groups, back, chosen } = view
  const action = `/runder/${round.id}/vurdering/grupper`
  return (
    <Layout page={page} title={t('review.groups')} above={round.title} intro={t('review.groups.intro')} back={{ href: `/runder/${round.id}/vurdering`, text: t('review.back') }} hasErrors={back.errors.length > 0}>
      <ErrorSummary errors={back.errors} />
      <p class="ds-paragraph">{t(view.workingGroups ? 'review.groups.in-scheme' : 'review.groups.not-in-scheme')}</p>
      {groups.length === 0 ? (
        <EmptyState title={t('review.groups.none')}>
          <p>{t('review.groups.none.text')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('review.groups')} hiddenCaption rows={groups} rowKey={({ id }) => id}
          columns={[
            { key: 'name', title: t('review.group.name'), heading: true, cell: ({ id, name }) => <a class="ds-link" href={`${action}/${id}`}>{name}</a> },
            { key: 'themes', title: t('review.group.themes'), cell: (one) => (one.themes.length === 0 ? t('review.group.all-themes') : one.themes.map((code) => themes.find((theme) => theme.code === code)?.name[lang] ?? code).join(', ')) },
            { key: 'members', title: t('review.group.members'), numeric: true, cell: ({ members }) => members.length },
            { key: 'reports', title: t('review.rounds.reports'), numeric: true, cell: ({ reports }) => reports },
          ]}
        />
      )}
      <Section title={t('review.group.new')}>
        <Form action={action} label={t('review.group.new')}>
          <GroupFields themes={themes} name={typedOr(back, 'group', '', 'name', undefined)} chosen={chosen} error={errorIn(back, 'group', '', 'name')} />
          <ButtonRow>
            <Button>{t('review.group.make')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </Layout>
  )
}

const GroupFields = ({ themes, name, chosen, error }: { readonly themes: Scheme['themes']; readonly name: string | undefined; readonly chosen: readonly string[]; readonly error: string | undefined }) => {
  const { t, lang } = usePage()
  return (
    <>
      <TextField name="name" label={t('review.group.name')} value={name} error={error} />
      <CheckboxGroup name="themes" label={t('review.group.themes')} hint={t('review.group.themes.hint')} values={chosen} options={themes.map(({ code, name: words }) => ({ value: code, text: words[lang] }))} />
    </>
  )
}

export type GroupView = { readonly round: ReviewRound; readonly themes: Scheme['themes']; readonly group: Group; readonly reports: number; readonly loads: ReadonlyMap<string, { readonly all: number; readonly delivered: number }>; readonly candidates: readonly Candidate[]; readonly back: Back }

/** One working group: who is in it, what each has to read, and the sharing out. */
export const GroupPage = ({ page, view }: { readonly page: PageContext; readonly view: GroupView }) => {
  const { t } = page
  const { round, group, reports, loads, candidates, back, themes } = view
  const action = `/runder/${round.id}/vurdering/grupper/${group.id}`
  const outside = candidates.filter(({ personId }) => !group.members.some((one) => one.personId === personId))
  return (
    <Layout page={page} title={group.name} above={round.title} intro={t('review.group.intro', { count: reports })} back={{ href: `/runder/${round.id}/vurdering/grupper`, text: t('review.groups.back') }} hasErrors={back.errors.length > 0 || back.refused !== undefined}>
      <ErrorSummary errors={back.errors} />
      {back.refused && <Alert kind="warning" answer>{t(back.refused)}</Alert>}
      <Section title={t('review.group.members')}>
        {group.members.length === 0 ? (
          <p>{t('review.group.empty')}</p>
        ) : (
          <Table
            caption={t('review.group.members')} hiddenCaption rows={group.members} rowKey={({ id }) => id}
            columns={[
              { key: 'name', title: t('review.group.person'), heading: true, cell: ({ name }) => name },
              { key: 'org', title: t('review.group.organisation'), cell: ({ orgName }) => orgName },
              { key: 'load', title: t('review.group.reads'), cell: ({ personId }) => t('review.of', { part: loads.get(personId)?.delivered ?? 0, all: loads.get(personId)?.all ?? 0 }) },
              { key: 'remove', title: t('review.group.remove'), hiddenTitle: true, cell: (one) => (<Form action={`${action}/medlemmer/${one.id}/avslutning`}><Button variant="tertiary" small about={one.name}>{t('review.group.remove')}</Button></Form>) },
            ]}
          />
        )}
      </Section>
      {group.members.length > 0 && (
        <Section title={t('review.share')}>
          <Form action={`${action}/fordeling`} label={t('review.share')}>
            <p>{t('review.share.text')}</p>
            <TextField name="each" label={t('review.share.each')} inputmode="numeric" width={4} value={typedOr(back, 'share', '', 'each', '2')} error={errorIn(back, 'share', '', 'each')} />
            <ButtonRow>
              <Button>{t('review.share.save')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      <Section title={t('review.member.add')}>
        <Form action={`${action}/medlemmer`} label={t('review.member.add')}>
          <SelectField name="chosen" label={t('review.member.chosen')} hint={t('review.member.chosen.hint')} value={typedOr(back, 'member', '', 'chosen', undefined)} error={errorIn(back, 'member', '', 'chosen')} options={outside.map((one) => ({ value: `${one.personId} ${one.orgId}`, text: `${one.name}, ${one.orgName}` }))} />
          <TextField name="mail" type="email" label={t('review.member.mail')} hint={t('review.member.mail.hint')} value={typedOr(back, 'member', '', 'mail', undefined)} error={errorIn(back, 'member', '', 'mail')} />
          <ButtonRow>
            <Button variant={group.members.length === 0 ? 'primary' : 'secondary'}>{t('review.member.save')}</Button>
          </ButtonRow>
        </Form>
      </Section>
      <Details summary={t('review.group.change')} open={back.form === 'group'}>
        <Form action={action} label={t('review.group.change')}>
          <GroupFields themes={themes} name={typedOr(back, 'group', '', 'name', group.name)} chosen={group.themes} error={errorIn(back, 'group', '', 'name')} />
          <ButtonRow>
            <Button variant="secondary">{t('review.group.save')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </Layout>
  )
}
