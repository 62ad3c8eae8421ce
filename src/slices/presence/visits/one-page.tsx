import { formatDate, osloDate } from '../../../kernel/dates.ts'
import { addresses } from '../../../ui/addresses.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, SelectField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import type { Named as FollowUp } from '../follow-ups/store.ts'
import { pathOf, StateTag, themesText, titleOf, Unsent, Written } from './shown.tsx'
import type { Earlier, Theme, Visit, Who } from './store.ts'

export type OneView = {
  readonly visit: Visit
  readonly themes: readonly Theme[]
  readonly measure: { readonly id: string; readonly title: string | undefined } | undefined
  /** What the team alone sees. */
  readonly team: { readonly membershipId: string; readonly internal: string; readonly followUps: readonly FollowUp[]; readonly earlier: readonly Earlier[]; readonly people: readonly Who[] } | undefined
  readonly errors: readonly FieldError[]
  /** The follow-up whose form came back. */
  readonly at: string | undefined
  readonly typed: Readonly<Record<string, string>>
}
type Props = { readonly page: PageContext; readonly view: OneView }

export const VisitPage = ({ page, view }: Props) => {
  const { t, lang } = page
  const { visit, themes, measure, team, errors } = view
  const day = (at: Date) => formatDate(osloDate(at), lang, 'long')
  return (
    <Layout page={page} title={titleOf(page, visit)} back={{ href: '/besok', text: t('presence.title') }} hasErrors={errors.length > 0}>
      {team && <Unsent page={page} signInHref={`${addresses.signIn}?retur=${encodeURIComponent(pathOf(visit))}`} owner={team.membershipId} />}
      <ErrorSummary errors={errors} />
      {visit.state === 'taken-back' && <p>{t('presence.taken-back.text')}</p>}
      <SummaryList
        rows={[
          { term: t('presence.kindergarten'), value: <a class="ds-link" href={`/barnehager/${visit.kindergartenId}`}>{visit.kindergarten}</a> },
          { term: t('presence.state'), value: <StateTag page={page} state={visit.state} /> },
          { term: t('presence.themes'), value: themesText(page, themes, visit.themes) },
          ...(measure ? [{ term: t('presence.measure.shown'), value: measure.title ? <a class="ds-link" href={`/tiltak/${measure.id}`}>{measure.title}</a> : t('presence.measure.closed') }] : []),
          { term: t('presence.shared'), value: visit.shared === '' ? '–' : <Written text={visit.shared} /> },
          ...(team ? [{ term: t('presence.internal'), value: team.internal === '' ? '–' : <Written text={team.internal} /> }] : []),
          { term: t('presence.by'), value: visit.version > 1 ? t('presence.by.corrected', { name: visit.madeByName, day: day(visit.changedAt), other: visit.changedByName }) : visit.madeByName },
        ]}
      />
      {team && team.followUps.length > 0 && (
        <Section title={t('presence.follow-up.title')}>
          {team.followUps.map((one) => (
            <FollowUpPart page={page} view={view} followUp={one} people={team.people} />
          ))}
        </Section>
      )}
      {team && visit.state !== 'taken-back' && (
        <>
          <ButtonRow>
            <LinkButton href={`${pathOf(visit)}/retting`} variant={visit.state === 'planned' ? 'primary' : 'secondary'}>
              {t(visit.state === 'planned' ? 'presence.correct.planned' : 'presence.correct')}
            </LinkButton>
          </ButtonRow>
          <Details summary={t('presence.take-back')}>
            <p>{t('presence.take-back.text')}</p>
            <Form action={`${pathOf(visit)}/tilbaketrekking`} label={t('presence.take-back')}>
              <Button variant="secondary" danger>
                {t('presence.take-back')}
              </Button>
            </Form>
          </Details>
        </>
      )}
      {team && team.earlier.length > 0 && (
        <Details summary={t('presence.earlier')}>
          {team.earlier.map((one) => (
            <>
              <p>
                <strong>{t('presence.earlier.line', { kind: t(`presence.kind.${one.kind}`), on: formatDate(one.on, lang, 'long'), day: day(one.changedAt), who: one.changedByName })}</strong>
              </p>
              <SummaryList
                rows={[
                  { term: t('presence.themes'), value: themesText(page, themes, one.themes) },
                  { term: t('presence.shared'), value: one.shared === '' ? '–' : <Written text={one.shared} /> },
                  { term: t('presence.internal'), value: one.internal === '' ? '–' : <Written text={one.internal} /> },
                ]}
              />
            </>
          ))}
        </Details>
      )}
    </Layout>
  )
}

const FollowUpPart = ({ page, view, followUp, people }: Props & { readonly followUp: FollowUp; readonly people: readonly Who[] }) => {
  const { t, lang } = page
  const here = view.at === followUp.id
  const errors = here ? view.errors : []
  const action = `/besok/oppfolging/${followUp.id}`
  const gone = people.some(({ personId }) => personId === followUp.personId) ? [] : [{ value: followUp.personId, text: followUp.person }]
  return (
    <div class="flow">
      <p>
        <strong>{followUp.what}</strong>
        <br />
        {followUp.doneOn ? t('presence.follow-up.is-done', { day: formatDate(followUp.doneOn, lang, 'long'), who: followUp.changedBy }) : t('presence.follow-up.waits', { who: followUp.person, day: formatDate(followUp.due, lang, 'long') })}
      </p>
      {!followUp.doneOn && (
        <>
          <Form action={action}>
            <input type="hidden" name="versjon" value={followUp.version} />
            <input type="hidden" name="handling" value="gjort" />
            <Button variant="secondary" about={followUp.what}>
              {t('presence.follow-up.mark')}
            </Button>
          </Form>
          <Details summary={t('presence.follow-up.change')} about={followUp.what} open={here}>
            <Form action={action} label={`${t('presence.follow-up.change')}: ${followUp.what}`}>
              <input type="hidden" name="versjon" value={followUp.version} />
              <input type="hidden" name="handling" value="endre" />
              <DateField name="frist" {...(here ? {} : { id: `frist-${followUp.id}` })} label={t('presence.follow-up.due')} value={(here ? view.typed['frist'] : undefined) ?? formatDate(followUp.due, lang, 'short')} error={errorFor(errors, 'frist')} />
              <SelectField name="hvem" {...(here ? {} : { id: `hvem-${followUp.id}` })} label={t('presence.follow-up.who')} value={(here ? view.typed['hvem'] : undefined) ?? followUp.personId} error={errorFor(errors, 'hvem')} empty={false} options={[...people.map(({ personId, name }) => ({ value: personId, text: name })), ...gone]} />
              <Button variant="secondary" about={followUp.what}>{t('presence.follow-up.save')}</Button>
            </Form>
          </Details>
        </>
      )}
    </div>
  )
}
