import type { ComponentChildren } from 'preact'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { SelectField, TextField } from '../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import type { SetUp } from './actions.ts'
import { canReceive, doneSteps, isUnmanned, setupSteps, stateOf, type SetupStep, type StepState } from './rules.ts'

type Page = { readonly page: PageContext; readonly errors: readonly FieldError[] }

type ListProps = Page & { readonly rows: readonly SetUp[]; readonly municipalities: readonly { readonly id: string; readonly name: string; readonly number: string }[]; readonly chosen: string }

/** The municipalities that are in, with how far each has come, and the way in for a new one. */
export const SetupListPage = ({ page, rows, municipalities, chosen, errors }: ListProps) => {
  const { t } = page
  return (
    <Layout page={page} title={t('setup.title')} intro={t('setup.intro')} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {rows.length > 0 && (
        <Table
          caption={t('setup.list')}
          rows={rows}
          rowKey={({ municipality }) => municipality.id}
          columns={[
            { key: 'name', title: t('setup.municipality'), heading: true, cell: ({ municipality }) => <a class="ds-link" href={`/oppsett/${municipality.id}`}>{municipality.name}</a> },
            { key: 'kindergartens', title: t('register.org.kindergartens'), numeric: true, cell: ({ municipality }) => municipality.kindergartens },
            { key: 'team', title: t('setup.team'), cell: ({ municipality }) => municipality.team?.name ?? '–' },
            { key: 'done', title: t('setup.done'), cell: ({ standing }) => <Tag color={doneSteps(standing) === setupSteps.length ? 'success' : 'info'}>{t('setup.done.of', { done: doneSteps(standing), total: setupSteps.length })}</Tag> },
          ]}
        />
      )}
      <section class="page-part">
        <h2 class="ds-heading" data-size="sm">
          {t('setup.choose')}
        </h2>
        <Form action="/oppsett" label={t('setup.choose')}>
          <SelectField name="kommune" label={t('setup.municipality')} value={chosen} error={errorFor(errors, 'kommune')} options={municipalities.map(({ id, name, number }) => ({ value: id, text: `${name} (${number})` }))} />
          <ButtonRow>
            <Button>{t('setup.choose.button')}</Button>
          </ButtonRow>
        </Form>
      </section>
    </Layout>
  )
}

const tagOf: Readonly<Record<StepState, TagColor>> = { done: 'success', waiting: 'info', 'not-started': 'warning', 'cannot-start': 'neutral' }

/** What a municipality needs before its kindergartens can ask for guidance: each step with how it stands, and where it is done. */
export const SetupPage = ({ page, setUp, teamName, errors }: Page & { readonly setUp: SetUp; readonly teamName: string }) => {
  const { t } = page
  const { municipality, standing } = setUp
  return (
    <Layout page={page} title={t('setup.of', { name: municipality.name })} intro={t('setup.of.intro')} back={{ href: '/oppsett', text: t('setup.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {canReceive(standing) && (
        <Alert kind="success" title={t('setup.ready')}>
          <p class="ds-paragraph">{t('setup.ready.text')}</p>
          <p class="ds-paragraph">
            <a class="ds-link" href={`/folk/enheter?q=${encodeURIComponent(municipality.name)}`}>
              {t('setup.ready.owner')}
            </a>
          </p>
        </Alert>
      )}
      {isUnmanned(standing) && (
        <Alert kind="warning" title={t('setup.unmanned')}>
          <p class="ds-paragraph">{t(standing.leader === 'invited' ? 'setup.unmanned.invited' : 'setup.unmanned.nobody')}</p>
        </Alert>
      )}
      <Step page={page} step="kindergartens" setUp={setUp}>
        <Kindergartens page={page} setUp={setUp} />
      </Step>
      <Step page={page} step="team" setUp={setUp}>
        <Team page={page} setUp={setUp} teamName={teamName} errors={errors} />
      </Step>
      <Step page={page} step="flow" setUp={setUp}>
        <FlowChart page={page} setUp={setUp} />
      </Step>
      <Step page={page} step="leader" setUp={setUp}>
        <Leader page={page} setUp={setUp} />
      </Step>
    </Layout>
  )
}

type StepProps = { readonly page: PageContext; readonly setUp: SetUp }

const Step = ({ page: { t }, setUp, step, children }: StepProps & { readonly step: SetupStep; readonly children: ComponentChildren }) => {
  const state = stateOf(step, setUp.standing)
  return (
    <section class="page-part">
      <h2 class="ds-heading" data-size="sm">
        {t('setup.step', { number: setupSteps.indexOf(step) + 1, name: t(`setup.${step}.title`) })} <Tag color={tagOf[state]}>{t(`setup.state.${state}`)}</Tag>
      </h2>
      {children}
    </section>
  )
}

const Kindergartens = ({ page: { t }, setUp: { municipality } }: StepProps) => (
  <>
    <p class="ds-paragraph">{municipality.kindergartens > 0 ? t('setup.kindergartens.there', { count: municipality.kindergartens }) : t('setup.kindergartens.text')}</p>
    <ButtonRow>
      {municipality.kindergartens > 0 && (
        <LinkButton href={`/barnehager?kommune=${municipality.number}`} variant="secondary">
          {t('setup.kindergartens.see')}
        </LinkButton>
      )}
      <LinkButton href="/register/synk" variant={municipality.kindergartens > 0 ? 'tertiary' : 'secondary'}>
        {t('setup.kindergartens.sync')}
      </LinkButton>
      <LinkButton href="/register/import" variant={municipality.kindergartens > 0 ? 'tertiary' : 'secondary'}>
        {t('setup.kindergartens.import')}
      </LinkButton>
    </ButtonRow>
  </>
)

const Team = ({ page: { t }, setUp: { municipality }, teamName, errors }: StepProps & { readonly teamName: string; readonly errors: readonly FieldError[] }) =>
  municipality.team ? (
    <p class="ds-paragraph">
      {t('setup.team.there')}{' '}
      <a class="ds-link" href={`/organisasjoner/${municipality.team.id}`}>
        {municipality.team.name}
      </a>
    </p>
  ) : (
    <>
      <p class="ds-paragraph">{t('setup.team.text')}</p>
      <Form action={`/oppsett/${municipality.id}/team`} label={t('setup.team.title')}>
        <TextField name="navn" label={t('setup.team.name')} value={teamName} error={errorFor(errors, 'navn')} />
        <ButtonRow>
          <Button>{t('setup.team.make')}</Button>
          <LinkButton href={`/organisasjoner/${municipality.id}/tilknytninger?tilknytning=served-by&q=Kompetanseteam`} variant="tertiary">
            {t('setup.team.other')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </>
  )

const FlowChart = ({ page: { t }, setUp: { municipality, standing } }: StepProps) => {
  if (!municipality.team) return <p class="ds-paragraph">{t('setup.after.team')}</p>
  if (standing.hasFlow)
    return (
      <p class="ds-paragraph">
        {t('setup.flow.there')}{' '}
        <a class="ds-link" href={`/flytskjema?team=${municipality.team.id}`}>
          {t('setup.flow.see')}
        </a>
      </p>
    )
  return (
    <Form action={`/oppsett/${municipality.id}/flytskjema`} label={t('setup.flow.title')}>
      <p class="ds-paragraph">{t('setup.flow.text')}</p>
      <ButtonRow>
        <Button variant="secondary">{t('setup.flow.give')}</Button>
      </ButtonRow>
    </Form>
  )
}

const Leader = ({ page: { t }, setUp: { municipality, standing, mayInvite } }: StepProps) => {
  if (!municipality.team) return <p class="ds-paragraph">{t('setup.after.team')}</p>
  const people = `/folk/${municipality.team.id}`
  if (standing.leader === 'led') return <p class="ds-paragraph">{t('setup.leader.there')}</p>
  if (!mayInvite) return <p class="ds-paragraph">{t('setup.leader.others')}</p>
  return (
    <>
      <p class="ds-paragraph">{standing.leader === 'invited' ? t('setup.leader.invited') : t('setup.leader.text')}</p>
      <ButtonRow>
        {standing.leader === 'invited' ? (
          <LinkButton href={people} variant="secondary">
            {t('setup.leader.see')}
          </LinkButton>
        ) : (
          <LinkButton href={`${people}/invitasjon?rolle=team-leader&administrerer=ja`} variant="secondary">
            {t('setup.leader.invite')}
          </LinkButton>
        )}
      </ButtonRow>
    </>
  )
}
