import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import { formats } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { DateField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import type { Named } from '../../measures/store.ts'
import { NumberGrid, SavedMeanwhile, sayingWhere, type Row } from '../numbers.tsx'
import { staffGroups, type Headcount, type Place, type Staffed } from '../rules.ts'
import type { loadRegistered } from '../store.ts'

type HeadcountView = {
  readonly all: readonly Headcount[]
  /** The one that is changed; undefined for a new one. */
  readonly edited: Headcount | undefined
  readonly departments: readonly Named[]
  readonly kindergartenId: string
  readonly registered: Awaited<ReturnType<typeof loadRegistered>>
  readonly mayWrite: boolean
  readonly today: LocalDate
  readonly version: number
  /** Somebody else has saved while this was written. */
  readonly meanwhile: boolean
  readonly typed: Readonly<Record<string, string>>
  readonly errors: readonly FieldError[]
}
/** Every group in every department, and those who belong to none. */
export const placesOf = (departments: readonly Named[], kept: readonly Place[] = []): readonly Place[] =>
  [...new Set([...departments.map(({ id }) => id), ...kept.map(({ departmentId }) => departmentId), undefined])].flatMap((departmentId) => staffGroups.map((group) => ({ departmentId, group })))

/** How many work in the kindergarten, from a day on. */
export const HeadcountPage = ({ page, view }: { readonly page: PageContext; readonly view: HeadcountView }) => {
  const { t, lang } = page
  const { all, edited, departments, registered, typed, errors } = view
  // A new one begins from the last one: little changes from year to year.
  const begun = edited ?? all[0]
  const places = placesOf(departments, edited?.places)
  const valueOf = (place: Place): Staffed | undefined => begun?.places.find((one) => one.departmentId === place.departmentId && one.group === place.group)
  const rows = places.map((place): Row => ({ ...place, value: String(valueOf(place)?.people ?? ''), partTime: String(valueOf(place)?.partTime ?? '') }))
  const columns = { people: t('reach.headcount.people'), partTime: t('reach.headcount.part-time') }
  return (
    <Layout page={page} title={t('reach.headcount')} intro={t('reach.headcount.intro')} back={{ href: '/tiltak', text: t('measures.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={sayingWhere(t, departments, places, columns, errors)} />
      {registered && <Alert kind="info">{t('reach.headcount.registered', { staff: registered.staff, date: formatDate(registered.asOf, lang, 'long') })}</Alert>}
      {view.meanwhile && edited && <SavedMeanwhile places={edited.places} departments={departments} />}
      {view.mayWrite ? (
        <Form action="/tiltak/personale" leaveWarning>
          <input type="hidden" name="versjon" value={view.version} />
          <DateField name="fra" label={t('reach.headcount.from')} hint={t('reach.headcount.from.hint')} value={typed['fra'] ?? formatDate(edited?.from ?? view.today, lang, 'short')} error={errorFor(errors, 'fra')} />
          <NumberGrid label={t('reach.headcount')} rows={rows} departments={departments} columns={columns} typed={typed} errors={errors} />
          <p class="subtle">
            <a class="ds-link" href={`/barnehager/${view.kindergartenId}/avdelinger`}>{t('reach.headcount.departments')}</a>
          </p>
          <ButtonRow>
            <Button>{t('common.save')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <p>{t('reach.headcount.read-only')}</p>
      )}
      {all.length > 0 && <Earlier page={page} view={view} />}
    </Layout>
  )
}

const Earlier = ({ page: { t, lang }, view }: { readonly page: PageContext; readonly view: HeadcountView }) => (
  <>
    <h2 class="ds-heading" data-size="sm">{t('reach.headcount.earlier')}</h2>
    <SummaryList
      rows={view.all.map((one) => ({
        term: formatDate(one.from, lang, 'long'),
        changeHref: view.mayWrite ? `/tiltak/personale?fra=${one.from}` : undefined,
        value: (
          <>
            {t('reach.headcount.row', { people: one.places.reduce((sum, { people }) => sum + people, 0), partTime: one.places.reduce((sum, { partTime }) => sum + partTime, 0) })}{' '}
            <span class="subtle">{t('reach.headcount.saved', { when: formats(lang).dateTime(one.changedAt), who: one.changedBy })}</span>
          </>
        ),
      }))}
    />
    {view.edited && view.mayWrite && (
      <p>
        <a class="ds-link" href="/tiltak/personale">{t('reach.headcount.write')}</a>
      </p>
    )}
  </>
)
