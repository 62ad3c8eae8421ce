import { formatDate } from '../../../kernel/dates.ts'
import type { Translate } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { Card, CardGrid } from '../../../ui/card.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { DateField, SelectField, TextArea } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { Measure } from '../measures/rules.ts'
import type { Named } from '../measures/store.ts'
import { ownWords } from './forms.ts'
import type { offeredFor } from './ideas/rules.ts'
import { whatText } from './pulses/pages.tsx'
import { limits, type ChooseRefusal, type TryOut } from './rules.ts'
import type { Shown } from './store.ts'

export const departmentName = (t: Translate, departments: readonly Named[], id: string | undefined): string => (id === undefined ? t('practice.whole') : (departments.find((one) => one.id === id)?.name ?? t('practice.ended-department')))
export const chooseLabels = (t: Translate) => ({ ide: t('practice.field.idea'), ord: t('practice.field.words'), avdeling: t('practice.field.department'), dag: t('practice.field.day') })

/** What the kindergarten has tried, and what others have tried and let be read. */
export const TryOutsPage = ({ page, own, others, departments, keepsList }: { readonly page: PageContext; /** Undefined for those who are not in a kindergarten. */ readonly own: readonly TryOut[] | undefined; readonly others: readonly Shown[]; readonly departments: readonly Named[]; readonly keepsList: boolean }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('practice.title')} intro={t(own ? 'practice.intro' : 'practice.intro.outside')}>
      {own && (
        <>
          <h2 class="ds-heading" data-size="sm">{t('practice.own')}</h2>
          {own.length === 0 ? <p>{t('practice.own.none')}</p> : <OwnTable page={page} own={own} departments={departments} />}
        </>
      )}
      <h2 class="ds-heading" data-size="sm">{t('practice.others')}</h2>
      {keepsList && (
        <p>
          <LinkButton href="/utproving/ideer" variant="secondary">{t('practice.ideas')}</LinkButton>
        </p>
      )}
      {others.length === 0 ? <p>{t('practice.others.none')}</p> : <Others page={page} others={others} />}
    </Layout>
  )
}

const OwnTable = ({ page: { t, lang }, own, departments }: { readonly page: PageContext; readonly own: readonly TryOut[]; readonly departments: readonly Named[] }) => (
  <Table
    caption={t('practice.own')}
    hiddenCaption
    rows={own}
    rowKey={({ id }) => id}
    columns={[
      { key: 'what', title: t('practice.what'), heading: true, cell: (one) => <a class="ds-link" href={`/utproving/${one.id}`}>{whatText(t, one).split('\n')[0]}</a> },
      { key: 'who', title: t('practice.field.department'), cell: (one) => departmentName(t, departments, one.departmentId) },
      { key: 'measure', title: t('measures.title'), cell: (one) => one.measure },
      { key: 'begun', title: t('practice.begun'), cell: (one) => formatDate(one.begunOn, lang, 'short') },
      { key: 'state', title: t('measures.state'), cell: (one) => <StateTag t={t} one={one} /> },
    ]}
  />
)
export const StateTag = ({ t, one }: { readonly t: Translate; readonly one: TryOut }) => (one.observed ? <Tag color="success">{t(`practice.outcome.${one.observed.outcome}`)}</Tag> : <Tag color="info">{t('practice.trying')}</Tag>)

/** What others have tried: what, what they saw, and whether they go on. */
const Others = ({ page: { t, lang }, others }: { readonly page: PageContext; readonly others: readonly Shown[] }) => (
  <CardGrid>
    {others.map((one) => (
      <Card title={<span id={`p-${one.id}`}>{whatText(t, one).split('\n')[0]}</span>} level={3}>
        {whatText(t, one).includes('\n') && <p class="long-text">{whatText(t, one).split('\n').slice(1).join('\n')}</p>}
        <p>
          <strong>{t('practice.saw')}</strong> <span class="long-text">{one.observation}</span>
        </p>
        <p>
          <Tag color="info">{t(`practice.outcome.${one.outcome}`)}</Tag>
        </p>
        {one.pulses.map((pulse) => (
          <p>{t(pulse.together ? 'practice.shown-pulse.together' : 'practice.shown-pulse', { months: pulse.months, still: t(`practice.still.${pulse.still}`) })}</p>
        ))}
        <p class="subtle">{t('practice.by', { who: one.kindergarten ?? t('practice.by.unnamed'), date: formatDate(one.shownOn, lang, 'long') })}</p>
      </Card>
    ))}
  </CardGrid>
)

type ChooseView = { readonly measure: Measure; readonly own: readonly TryOut[]; readonly others: readonly Shown[]; readonly offered: ReturnType<typeof offeredFor>; readonly departments: readonly Named[]; readonly refused: Extract<ChooseRefusal, 'not-part' | 'not-started' | 'closed'> | undefined; readonly startKey: string; readonly today: string; readonly form: ShownForm }
/** A department chooses one small thing to try until next time, with what others have tried beside it. */
export const ChoosePage = ({ page, view }: { readonly page: PageContext; readonly view: ChooseView }) => {
  const { t } = page
  const { measure, form, departments } = view
  const labels = chooseLabels(t)
  const error = (name: string) => errorFor(form.errors, name)
  return (
    <Layout page={page} title={`${t('practice.choose')}: ${measure.title}, ${measure.lead}`} heading={t('practice.choose')} above={measure.title} intro={t('practice.choose.intro')} back={{ href: `/tiltak/${measure.id}`, text: t('measures.back') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      {view.own.length > 0 && <OwnTable page={page} own={view.own} departments={departments} />}
      {view.others.length > 0 && (
        <>
          <h2 class="ds-heading" data-size="sm">{t('practice.others.theme')}</h2>
          <Others page={page} others={view.others} />
        </>
      )}
      {view.refused ? (
        <Alert kind="info">{t(`practice.because.${view.refused}`)}</Alert>
      ) : (
        <Form action={`/tiltak/${measure.id}/utproving`} leaveWarning>
          <input type="hidden" name="nokkel" value={view.startKey} />
          {departments.length > 0 && <SelectField name="avdeling" label={labels.avdeling} empty={t('practice.whole')} value={form.typed['avdeling']} error={error('avdeling')} options={departments.map(({ id, name }) => ({ value: id, text: name }))} />}
          <RadioGroup name="ide" label={labels.ide} value={form.typed['ide']} error={error('ide')} options={[...view.offered.own.map(({ id, words }) => ({ value: id, text: words })), ...view.offered.ours.map((value) => ({ value, text: t(`practice.idea.${value}`) })), { value: ownWords, text: t('practice.own-words') }]} />
          <TextArea name="ord" label={labels.ord} hint={t('practice.field.words.hint')} rows={3} limit={limits.words} value={form.typed['ord']} error={error('ord')} guard />
          <DateField name="dag" label={labels.dag} value={form.typed['dag'] ?? view.today} error={error('dag')} />
          <GuardNotice warnings={form.warnings} labels={labels} />
          <ButtonRow>
            <Button>{t('practice.choose.button')}</Button>
            <LinkButton href="/utproving" variant="tertiary">{t('practice.title')}</LinkButton>
          </ButtonRow>
        </Form>
      )}
    </Layout>
  )
}
