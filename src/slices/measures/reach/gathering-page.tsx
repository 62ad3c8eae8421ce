import { formatDate } from '../../../kernel/dates.ts'
import { formats } from '../../../texts/index.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, emptyForm, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import type { Translate } from '../../../texts/index.ts'
import type { Measure } from '../measures/rules.ts'
import type { Named } from '../measures/store.ts'
import { FromPart } from './check-ins/part.tsx'
import { NumberGrid, SavedMeanwhile, sayingWhere } from './numbers.tsx'
import { columnsOf, GatheringForm, pathOf } from './pages.tsx'
import { limits, missing, placeKey, type CatchUp, type Gathering, type Reached, type Staffed } from './rules.ts'

export type GatheringView = {
  readonly measure: Measure
  readonly gathering: Gathering
  /** What is counted of: the headcount of the day of the form. */
  readonly staffed: readonly Staffed[]
  readonly departments: readonly Named[]
  readonly mayWrite: boolean
  readonly startKey: string
  /** The form that came back: that of the gathering, or of a new package. */
  readonly returned: { readonly which: 'gathering' | 'package'; readonly form: ShownForm; /** Undefined: somebody else has saved meanwhile, and the next try is over what stands there now. */ readonly version: number | undefined } | undefined
}
export const packageLabels = (t: Translate) => ({ mistet: t('reach.catch-up.missed'), materiell: t('reach.catch-up.material'), opplegg: t('reach.catch-up.plan'), ansvarlig: t('reach.catch-up.responsible'), frist: t('reach.catch-up.by') })
type Props = { readonly page: PageContext; readonly view: GatheringView }

/** One gathering: who has not had it, the packages that catch up on it, and its numbers. */
export const GatheringPage = ({ page, view }: Props) => {
  const { t, lang } = page
  const { measure, gathering, returned, departments } = view
  const title = t('reach.gathering.of', { title: gathering.title, date: formatDate(gathering.heldOn, lang, 'long') })
  const left = missing(gathering)
  const count = left.reduce((sum, { people }) => sum + people, 0)
  return (
    <Layout page={page} title={`${title}: ${measure.title}, ${measure.lead}`} heading={title} above={measure.title} back={{ href: pathOf(measure.id), text: t('reach.heading') }} hasErrors={returned !== undefined && cameBack(returned.form)}>
      <ErrorSummary errors={sayingWhere(t, departments, view.staffed, columnsOf(t), returned?.form.errors ?? [])} />
      <SummaryList
        rows={[
          { term: t('reach.reached'), value: String(gathering.counts.reduce((sum, { reached }) => sum + reached, 0)) },
          { term: t('reach.missed'), value: t('reach.missed.count', { count }) },
          ...[...Map.groupBy(left, ({ group }) => group)].map(([group, list]) => ({ term: t(`forms.group.${group}`), value: String(list.reduce((sum, { people }) => sum + people, 0)) })),
        ]}
      />
      <FromPart page={page} action={pathOf(measure.id, `/${gathering.id}/innsjekking`)} gathering={gathering} mayWrite={view.mayWrite} />
      <h2 class="ds-heading" data-size="sm">{t('reach.catch-up')}</h2>
      {gathering.catchUps.map((one) => <Package page={page} view={view} one={one} />)}
      {count === 0 ? <p>{t('reach.catch-up.all')}</p> : view.mayWrite && <NewPackage page={page} view={view} />}
      {view.mayWrite && (
        <Details summary={t('reach.edit')} open={returned?.which === 'gathering'}>
          {gathering.source === 'check-in' && <p>{t('reach.from.edit')}</p>}
          {returned?.which === 'gathering' && returned.version === undefined && <SavedMeanwhile places={gathering.counts.map(reachedAt)} departments={departments} />}
          <GatheringForm
            page={page}
            view={{
              action: pathOf(measure.id, `/${gathering.id}`), hidden: { versjon: String((returned?.which === 'gathering' ? returned.version : undefined) ?? gathering.version) }, plan: measure.plan, staffed: view.staffed, counted: gathering.counts, departments,
              form: returned?.which === 'gathering' ? returned.form : emptyForm, title: gathering.title, day: formatDate(gathering.heldOn, lang, 'short'),
            }}
          />
        </Details>
      )}
      <p class="subtle">{t('reach.gathering.saved', { when: formats(lang).dateTime(gathering.changedAt), who: gathering.changedBy })}</p>
    </Layout>
  )
}

const reachedAt = ({ departmentId, group, reached, reachedPartTime }: Reached) => ({ departmentId, group, people: reached, partTime: reachedPartTime })

const NewPackage = ({ page: { t }, view }: Props) => {
  const form = view.returned?.which === 'package' ? view.returned.form : emptyForm
  const labels = packageLabels(t)
  return (
    <>
      <p>{t('reach.catch-up.text')}</p>
      <Details summary={t('reach.catch-up.new')} open={view.returned?.which === 'package'}>
        <Form action={pathOf(view.measure.id, `/${view.gathering.id}/oppsamling`)} leaveWarning>
          <input type="hidden" name="nokkel" value={view.startKey} />
          <TextArea name="mistet" label={labels.mistet} hint={t('reach.catch-up.missed.hint')} rows={3} limit={limits.text} value={form.typed['mistet']} error={errorFor(form.errors, 'mistet')} guard />
          <TextArea name="materiell" label={labels.materiell} hint={t('reach.catch-up.material.hint')} rows={2} limit={limits.text} value={form.typed['materiell']} error={errorFor(form.errors, 'materiell')} guard />
          <TextArea name="opplegg" label={labels.opplegg} hint={t('reach.catch-up.plan.hint')} rows={4} limit={limits.text} value={form.typed['opplegg']} error={errorFor(form.errors, 'opplegg')} guard />
          <AgreedFields t={t} form={form} />
          <GuardNotice warnings={form.warnings} labels={labels} />
          <ButtonRow>
            <Button>{t('common.save')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </>
  )
}

type AgreedFields = { readonly t: Translate; readonly form: ShownForm; readonly responsible?: string; readonly by?: string }
const AgreedFields = ({ t, form, responsible = '', by = '' }: AgreedFields) => (
  <>
    <TextField name="ansvarlig" label={t('reach.catch-up.responsible')} hint={t('reach.catch-up.responsible.hint')} value={form.typed['ansvarlig'] ?? responsible} error={errorFor(form.errors, 'ansvarlig')} guard />
    <DateField name="frist" label={t('reach.catch-up.by')} value={form.typed['frist'] ?? by} error={errorFor(form.errors, 'frist')} />
  </>
)

const Package = ({ page: { t, lang }, view, one }: Props & { readonly one: CatchUp }) => {
  const held = one.heldOn && formatDate(one.heldOn, lang, 'long')
  return (
    <>
      <PackageFacts page={{ t, lang }} one={one} />
      {view.mayWrite && leftOf(view.gathering, one).length > 0 && (
        <ButtonRow>
          <LinkButton href={pathOf(view.measure.id, `/${view.gathering.id}/oppsamling/${one.id}`)} variant="secondary" about={named(one)}>
            {held ? t('reach.catch-up.edit', { date: held }) : t('reach.catch-up.count')}
          </LinkButton>
        </ButtonRow>
      )}
    </>
  )
}

/** Two packages that are not held have the same button: what it was they missed tells them apart. */
const named = ({ missed }: CatchUp): string => missed.slice(0, 60)

const PackageFacts = ({ page: { t, lang }, one }: { readonly page: Pick<PageContext, 't' | 'lang'>; readonly one: CatchUp }) => {
  const long = (text: string) => text && <span class="long-text">{text}</span>
  return (
    <SummaryList
      rows={[
        { term: t('measures.state'), value: one.heldOn ? t('reach.catch-up.held', { date: formatDate(one.heldOn, lang, 'long'), count: one.counts.reduce((sum, { reached }) => sum + reached, 0) }) : t('reach.catch-up.planned') },
        { term: t('reach.catch-up.missed'), value: long(one.missed) },
        ...(one.material ? [{ term: t('reach.catch-up.material'), value: long(one.material) }] : []),
        { term: t('reach.catch-up.plan'), value: long(one.plan) },
        ...(one.responsible ? [{ term: t('reach.catch-up.responsible'), value: one.responsible }] : []),
        ...(one.by ? [{ term: t('reach.catch-up.by'), value: formatDate(one.by, lang, 'long') }] : []),
      ]}
    />
  )
}

/** Of each group there are those who still miss it, and those this package has counted already. */
export const leftOf = (gathering: Gathering, one: CatchUp): readonly Staffed[] =>
  gathering.counts.flatMap((place): Staffed[] => {
    const still = missing(gathering).find((two) => placeKey(two) === placeKey(place))
    const own = one.counts.find((two) => placeKey(two) === placeKey(place))
    const [people, partTime] = [(still?.people ?? 0) + (own?.reached ?? 0), (still?.partTime ?? 0) + (own?.reachedPartTime ?? 0)]
    return people > 0 ? [{ departmentId: place.departmentId, group: place.group, people, partTime }] : []
  })

type CatchUpView = { readonly measure: Measure; readonly gathering: Gathering; readonly one: CatchUp; readonly departments: readonly Named[]; /** Which of the two forms came back. */ readonly which: 'count' | 'agreed'; readonly form: ShownForm; readonly version: number; /** Somebody else has counted meanwhile. */ readonly meanwhile: boolean }
/** Counts whom a package has reached. */
export const CatchUpPage = ({ page, view }: { readonly page: PageContext; readonly view: CatchUpView }) => {
  const { t, lang } = page
  const { measure, gathering, one, departments } = view
  const form = view.which === 'count' ? view.form : emptyForm
  const left = leftOf(gathering, one)
  const counted = (place: Staffed) => one.counts.find((two) => placeKey(two) === placeKey(place))
  const columns = { ...columnsOf(t), of: t('reach.waiting') }
  return (
    <Layout page={page} title={`${t('reach.catch-up.count')}: ${gathering.title}, ${measure.title}, ${measure.lead}`} heading={t('reach.catch-up.count')} above={gathering.title} back={{ href: pathOf(measure.id, `/${gathering.id}`), text: t('reach.gathering') }} hasErrors={cameBack(view.form)}>
      <ErrorSummary errors={sayingWhere(t, departments, left, columns, view.form.errors)} />
      <PackageFacts page={page} one={one} />
      {view.meanwhile && <SavedMeanwhile places={one.counts.map(reachedAt)} departments={departments} />}
      <Form action={pathOf(measure.id, `/${gathering.id}/oppsamling/${one.id}`)} leaveWarning>
        <input type="hidden" name="versjon" value={view.version} />
        <DateField name="dag" label={t('reach.field.day')} value={form.typed['dag'] ?? (one.heldOn ? formatDate(one.heldOn, lang, 'short') : '')} error={errorFor(form.errors, 'dag')} />
        <NumberGrid label={t('reach.catch-up.how-many')} rows={left.map((place) => ({ ...place, of: place, value: String(counted(place)?.reached ?? ''), partTime: String(counted(place)?.reachedPartTime ?? '') }))} departments={departments} columns={columns} typed={form.typed} errors={form.errors} />
        <ButtonRow>
          <Button>{t('reach.save-count')}</Button>
        </ButtonRow>
      </Form>
      {one.heldOn === undefined && <AgreeAnew page={page} view={view} />}
    </Layout>
  )
}

/** It takes longer, or somebody else does it. */
const AgreeAnew = ({ page: { t, lang }, view: { measure, gathering, one, which, form: returned, version } }: { readonly page: PageContext; readonly view: CatchUpView }) => {
  const form = which === 'agreed' ? returned : emptyForm
  return (
    <Details summary={t('reach.catch-up.agree')} open={which === 'agreed'}>
      <Form action={pathOf(measure.id, `/${gathering.id}/oppsamling/${one.id}/ansvar`)} leaveWarning>
        <input type="hidden" name="versjon" value={version} />
        <AgreedFields t={t} form={form} responsible={one.responsible} by={one.by ? formatDate(one.by, lang, 'short') : ''} />
        <GuardNotice warnings={form.warnings} labels={packageLabels(t)} />
        <ButtonRow>
          <Button variant="secondary">{t('common.save')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}
