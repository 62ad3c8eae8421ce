import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { DateField, SelectField, TextArea, TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Tag, type TagColor } from '../../../../ui/tag.tsx'
import { Timeline } from '../../../../ui/timeline.tsx'
import { sides, standingOf, type Proposer, type Side, type Standing } from './rules.ts'
import type { Pair, Unit } from './store.ts'

const labelKeys = { skole: 'schools.school', barnehage: 'schools.kindergarten', orgnr: 'schools.number', fra: 'schools.pair.from', til: 'schools.pair.last-day', grunn: 'schools.pair.reason' } as const
export const pairLabels = ({ t }: Pick<PageContext, 't'>): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(labelKeys).map(([field, key]) => [field, t(key)]))

const colors: Readonly<Record<Standing, TagColor>> = { proposed: 'warning', declined: 'neutral', later: 'info', running: 'success', ended: 'neutral' }
export const PairTag = ({ page, pair, today }: { readonly page: PageContext; readonly pair: Pair; readonly today: LocalDate }) => {
  const standing = standingOf(pair, today)
  return <Tag color={colors[standing]}>{page.t(`schools.pair.standing.${standing}`)}</Tag>
}
/** They lie in two municipalities: it is said, since two kindergarten authorities are in it. */
export const isAcross = ({ kindergartenPlace, schoolPlace }: Pick<Pair, 'kindergartenPlace' | 'schoolPlace'>): boolean => kindergartenPlace !== undefined && schoolPlace !== undefined && kindergartenPlace !== schoolPlace
const nameOf = (pair: Pair, side: Side): string => (side === 'school' ? pair.school : pair.kindergarten)

type ProposeView = { readonly by: Proposer; readonly schools: readonly Unit[]; readonly kindergartens: readonly Unit[]; readonly form: ShownForm }
/** Proposes that a kindergarten and a school work together. */
export const ProposePage = ({ page, view: { by, schools, kindergartens, form } }: { readonly page: PageContext; readonly view: ProposeView }) => {
  const { t } = page
  const option = ({ id, name, place }: Unit) => ({ value: id, text: place ? t('schools.unit', { name, place }) : name })
  return (
    <Layout page={page} title={t('schools.propose')} intro={t(by === 'municipality' ? 'schools.propose.intro.municipality' : 'schools.propose.intro')} back={{ href: '/skole', text: t('schools.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={pairLabels(page)} />
      {by !== 'school' && schools.length === 0 ? (
        <p class="ds-paragraph">{t('schools.propose.no-schools')}</p>
      ) : (
        <Form action="/skole/samarbeid" leaveWarning>
          {by !== 'kindergarten' && <SelectField name="barnehage" label={t('schools.kindergarten')} value={form.typed['barnehage']} error={errorFor(form.errors, 'barnehage')} options={kindergartens.map(option)} />}
          {by !== 'kindergarten' && <TextField name="orgnr" label={t('schools.number')} hint={t('schools.number.hint')} inputmode="numeric" width={16} mark="optional" value={form.typed['orgnr']} error={errorFor(form.errors, 'orgnr')} />}
          {by !== 'school' && <SelectField name="skole" label={t('schools.school')} hint={by === 'kindergarten' ? t('schools.school.hint') : undefined} value={form.typed['skole']} error={errorFor(form.errors, 'skole')} options={schools.map(option)} />}
          <DateField name="fra" label={t('schools.pair.from')} value={form.typed['fra']} error={errorFor(form.errors, 'fra')} />
          <ButtonRow>
            <Button>{t('schools.propose.send')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Layout>
  )
}

export type PairView = { readonly pair: Pair; readonly side: Side | undefined; readonly today: LocalDate; readonly form: ShownForm }
/** One kindergarten and one school: how it stands, who has said what, and the way out. */
export const PairPage = ({ page, view }: { readonly page: PageContext; readonly view: PairView }) => {
  const { t, lang } = page
  const { pair, side, today, form } = view
  const standing = standingOf(pair, today)
  const mine = side !== undefined && pair.endedOn === undefined
  return (
    <Layout page={page} title={t('schools.pair.title', { kindergarten: pair.kindergarten, school: pair.school })} back={{ href: '/skole', text: t('schools.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={pairLabels(page)} />
      <p><PairTag page={page} pair={pair} today={today} /></p>
      {mine && !pair.confirmed[side] && (
        <Form action={`/skole/samarbeid/${pair.id}/bekreftelse`}>
          <p class="ds-paragraph">{t('schools.pair.confirm.text', { other: nameOf(pair, side === 'school' ? 'kindergarten' : 'school') })}</p>
          <ButtonRow><Button>{t('schools.pair.confirm')}</Button></ButtonRow>
        </Form>
      )}
      {standing === 'proposed' && !(mine && !pair.confirmed[side]) && <Alert kind="info"><p class="ds-paragraph">{t('schools.pair.waits', { who: sides.filter((one) => !pair.confirmed[one]).map((one) => nameOf(pair, one)).join(', ') })}</p></Alert>}
      {pair.endedOn !== undefined && <Alert kind="info" title={t(standing === 'declined' ? 'schools.pair.declined' : 'schools.pair.ends', { day: formatDate(pair.endedOn, lang, 'long'), who: pair.ended?.by ?? '' })}><p class="ds-paragraph kept-text">{pair.endReason}</p></Alert>}
      {isAcross(pair) && <p class="ds-paragraph">{t('schools.pair.across', { kindergartenPlace: pair.kindergartenPlace ?? '', schoolPlace: pair.schoolPlace ?? '' })}</p>}
      <SummaryList
        rows={[
          { term: t('schools.kindergarten'), value: pair.kindergartenPlace ? t('schools.unit', { name: pair.kindergarten, place: pair.kindergartenPlace }) : pair.kindergarten },
          { term: t('schools.school'), value: pair.schoolPlace ? t('schools.unit', { name: pair.school, place: pair.schoolPlace }) : pair.school },
          { term: t('schools.pair.from'), value: formatDate(pair.startsOn, lang, 'long') },
        ]}
      />
      <Section title={t('schools.history')}>
        <Timeline
          label={t('schools.history')}
          events={[
            { at: pair.proposed.at, text: t('schools.pair.event.proposed', { who: pair.proposedBy === 'municipality' ? t('schools.side.municipality') : nameOf(pair, pair.proposedBy) }), by: pair.proposed.by },
            ...sides.flatMap((one) => { const said = pair.said[one]; return said && one !== pair.proposedBy ? [{ at: said.at, text: t('schools.pair.event.confirmed', { who: nameOf(pair, one) }), by: said.by }] : [] }),
            ...(pair.ended && pair.endedOn ? [{ at: pair.ended.at, text: t(standing === 'declined' ? 'schools.pair.event.declined' : 'schools.pair.event.ended', { day: formatDate(pair.endedOn, lang, 'long') }), by: pair.ended.by }] : []),
          ].toSorted((a, b) => b.at.getTime() - a.at.getTime())}
        />
      </Section>
      {mine && (
        <Details summary={t(standing === 'proposed' ? 'schools.pair.decline' : 'schools.pair.end')} open={cameBack(form)}>
          <Form action={`/skole/samarbeid/${pair.id}/avslutning`} leaveWarning>
            <p class="ds-paragraph">{t(standing === 'proposed' ? 'schools.pair.decline.text' : 'schools.pair.end.text')}</p>
            {standing !== 'proposed' && <DateField name="til" label={t('schools.pair.last-day')} value={form.typed['til'] ?? formatDate(today, lang, 'short')} error={errorFor(form.errors, 'til')} />}
            <TextArea name="grunn" label={t('schools.pair.reason')} hint={t('schools.pair.reason.hint')} limit={600} rows={3} value={form.typed['grunn']} error={errorFor(form.errors, 'grunn')} guard />
            <GuardNotice warnings={form.warnings} labels={pairLabels(page)} />
            <ButtonRow><Button variant="secondary" danger>{t(standing === 'proposed' ? 'schools.pair.decline' : 'schools.pair.end')}</Button></ButtonRow>
          </Form>
        </Details>
      )}
    </Layout>
  )
}
