import { formatDate, osloDate } from '../../../kernel/dates.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { CheckboxGroup, Checkbox, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { DateField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import { wordsIn, type StatementsInstrument } from '../instruments/definition.ts'
import type { InstrumentChoice } from '../instruments/store.ts'
import type { Session, State } from './rules.ts'

const stateColor: Readonly<Record<State, TagColor>> = { planned: 'neutral', open: 'info', ended: 'success', cancelled: 'neutral' }
export const StateTag = ({ page, state }: { readonly page: PageContext; readonly state: State }) => <Tag color={stateColor[state]}>{page.t(`sessions.state.${state}`)}</Tag>

/** When it was held, or how long one may answer. A session that is planned has no day of its own: that is said, and when it was made. */
function whenOf({ t, lang }: PageContext, { state, openedAt, endedAt, closesOn, madeAt }: Session): string {
  const day = (at: Date) => formatDate(osloDate(at), lang, 'short')
  if (closesOn && (state === 'planned' || state === 'open')) return t('sessions.when.until', { date: formatDate(closesOn, lang, 'short') })
  if (state === 'planned') return t('sessions.when.planned', { date: day(madeAt) })
  if (state === 'ended' && endedAt) return day(endedAt)
  return openedAt ? day(openedAt) : t('sessions.when.never')
}

/** The sessions one may see, and the way to a new one for those who hold them. */
export const SessionsPage = ({ page, sessions, mayPlan }: { readonly page: PageContext; readonly sessions: readonly Session[]; readonly mayPlan: boolean }) => {
  const { t } = page
  const begin = mayPlan ? <LinkButton href="/okter/ny">{t('sessions.new')}</LinkButton> : undefined
  return (
    <Layout page={page} title={t('sessions.title')} intro={t(mayPlan ? 'sessions.intro' : 'sessions.intro.others')}>
      {sessions.length === 0 ? (
        <EmptyState title={t(mayPlan ? 'sessions.none' : 'sessions.none.others')} action={begin}>
          {t(mayPlan ? 'sessions.none.text' : 'sessions.none.others.text')}
        </EmptyState>
      ) : (
        <>
          <ButtonRow>
            {begin}
            <LinkButton href="/okter/sammenlikning" variant="secondary">{t('comparison.title')}</LinkButton>
          </ButtonRow>
          <Table
            caption={t('sessions.title')}
            hiddenCaption
            rows={sessions}
            rowKey={({ id }) => id}
            phone="cards"
            columns={[
              { key: 'title', title: t('sessions.name'), heading: true, cell: (one) => <a class="ds-link" href={`/okter/${one.id}`}>{one.title}<span class="ds-sr-only">, {one.kindergarten}, {whenOf(page, one)}</span></a> },
              { key: 'kindergarten', title: t('sessions.kindergarten'), cell: (one) => one.kindergarten },
              { key: 'kind', title: t('sessions.kind'), cell: (one) => t(`sessions.kind.${one.kind}`) },
              { key: 'state', title: t('sessions.state'), cell: (one) => <StateTag page={page} state={one.state} /> },
              { key: 'when', title: t('sessions.when'), cell: (one) => whenOf(page, one) },
            ]}
          />
        </>
      )}
    </Layout>
  )
}

export type PlanView = { readonly instruments: readonly InstrumentChoice[]; readonly chosen: InstrumentChoice | undefined; readonly startKey: string; readonly typed: Readonly<Record<string, string>>; readonly themes: readonly string[]; readonly errors: readonly FieldError[] }

/** Plans a session: what is asked, of how many, and who gets to see what comes of it. */
export const PlanPage = ({ page, view }: { readonly page: PageContext; readonly view: PlanView }) => {
  const { t, lang } = page
  const { chosen, typed, errors } = view
  const error = (field: string) => errorFor(errors, field)
  if (!chosen) return <Layout page={page} title={t('sessions.new')} back={{ href: '/okter', text: t('sessions.title') }}><EmptyState title={t('sessions.no-instrument')} /></Layout>
  return (
    <Layout page={page} title={t('sessions.new')} intro={t('sessions.new.intro')} back={{ href: '/okter', text: t('sessions.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p class="ds-paragraph">{t('sessions.instrument', { name: wordsIn(chosen.name, lang) })}</p>
      {view.instruments.length > 1 && (
        <p>
          {t('instruments.instead')}{' '}
          {view.instruments.filter(({ versionId }) => versionId !== chosen.versionId).map(({ versionId, name }, at) => (
            <>{at > 0 && ' · '}<a class="ds-link" href={`/okter/ny?verktoy=${versionId}`}>{wordsIn(name, lang)}</a></>
          ))}
        </p>
      )}
      <Form action="/okter">
        <input type="hidden" name="nokkel" value={view.startKey} />
        <input type="hidden" name="verktoy" value={chosen.versionId} />
        <TextField name="tittel" label={t('sessions.name')} hint={t('sessions.name.hint')} value={typed['tittel']} error={error('tittel')} guard />
        <CheckboxGroup name="temaer" label={t('sessions.themes')} hint={t('sessions.themes.hint')} values={view.themes} error={error('temaer')} options={(chosen.definition as StatementsInstrument).themes.map((theme) => ({ value: theme.key, text: wordsIn(theme.name, lang), hint: t('sessions.statements', { count: theme.statements.length }) }))} />
        <RadioGroup name="form" label={t('sessions.kind')} value={typed['form']} error={error('form')} options={(['live', 'survey'] as const).map((kind) => ({ value: kind, text: t(`sessions.kind.${kind}`), hint: t(`sessions.kind.${kind}.hint`) }))} />
        <DateField name="frist" label={t('sessions.closes')} hint={t('sessions.closes.hint')} value={typed['frist']} error={error('frist')} />
        <Checkbox name="lapper" label={t('sessions.slips')} hint={t('sessions.slips.hint')} value="ja" checked={typed['lapper'] === 'ja'} />
        <Checkbox name="tidlig" label={t('sessions.early')} hint={t('sessions.early.hint')} value="ja" checked={typed['tidlig'] === 'ja'} />
        <TextField name="antall" label={t('sessions.expected')} hint={t('sessions.expected.hint')} inputmode="numeric" width={16} value={typed['antall']} error={error('antall')} />
        <RadioGroup name="deling" label={t('sessions.breakdown')} hint={t('sessions.breakdown.hint')} value={typed['deling'] ?? 'none'} error={error('deling')} options={(['none', 'role', 'department'] as const).map((one) => ({ value: one, text: t(`sessions.breakdown.${one}`) }))} />
        <fieldset class="ds-fieldset">
          <legend class="ds-label">{t('sessions.audience')}</legend>
          <p class="ds-paragraph">{t('sessions.audience.hint')}</p>
          <Checkbox name="eier" label={t('sessions.audience.owner')} value="ja" checked={typed['eier'] === 'ja'} />
          <Checkbox name="team" label={t('sessions.audience.team')} value="ja" checked={typed['team'] === 'ja'} />
        </fieldset>
        <ButtonRow>
          <Button>{t('sessions.plan')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
