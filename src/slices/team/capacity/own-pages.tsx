import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { formats } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { CheckboxGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { DateField, SelectField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import type { Member } from '../competence/rules.ts'
import { CapacityTabs, estimatesPath, hoursPath, OverList, personPath } from './pages.tsx'
import { exactHours, inHours, kinds, type Away, type Estimate, type Hours, type Over, type Partiality } from './rules.ts'

const weekdays = [1, 2, 3, 4, 5] as const
const dayNames = ({ t, lang }: PageContext, days: readonly number[]): string => formats(lang).list(weekdays.filter((day) => days.includes(day)).map((day) => t(`capacity.day.${day}`)))
const span = ({ t, lang }: PageContext, { from, until }: { readonly from: LocalDate; readonly until: LocalDate | undefined }): string =>
  until === undefined ? t('capacity.from-on', { from: formatDate(from, lang, 'long') }) : from === until ? formatDate(from, lang, 'long') : t('capacity.from-to', { from: formatDate(from, lang, 'long'), until: formatDate(until, lang, 'long') })
/** Written as it is read again: 22,5. */
export const typedHours = (minutes: number, lang: PageContext['lang']): string => (lang === 'en' ? String(exactHours(minutes)) : String(exactHours(minutes)).replace('.', ','))

export type HoursView = { readonly rows: readonly { readonly member: Member; readonly now: Hours | undefined; readonly away: readonly Away[]; readonly writes: boolean }[]; readonly leads: boolean; /** One's own page. */ readonly mine: string | undefined }
/** What hours each has, and who is away when. */
export const HoursPage = ({ page, view: { rows, leads, mine } }: { readonly page: PageContext; readonly view: HoursView }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('capacity.hours.title')} intro={t('capacity.hours.intro')} wide>
      <CapacityTabs page={page} current="hours" leads={leads} />
      {mine !== undefined && (
        <ButtonRow>
          <LinkButton href={mine}>{t('capacity.hours.mine')}</LinkButton>
        </ButtonRow>
      )}
      <Table
        caption={t('capacity.hours.title')}
        hiddenCaption
        rows={rows}
        rowKey={({ member }) => member.personId}
        columns={[
          { key: 'who', title: t('capacity.who'), heading: true, cell: ({ member, writes }) => (writes ? <a class="ds-link" href={personPath(member.personId)}>{member.name}</a> : member.name) },
          { key: 'hours', title: t('capacity.hours.weekly'), cell: ({ now }) => (now ? t('capacity.hours', { hours: inHours(now.weeklyMinutes) }) : t('capacity.cell.unwritten')) },
          { key: 'preferred', title: t('capacity.preferred'), cell: ({ now }) => (now ? dayNames(page, now.preferred) || '–' : '–') },
          { key: 'impossible', title: t('capacity.impossible'), cell: ({ now }) => (now ? dayNames(page, now.impossible) || '–' : '–') },
          { key: 'away', title: t('capacity.away.title'), cell: ({ away }) => away.map((one) => span(page, one)).join('; ') || '–' },
        ]}
      />
    </Layout>
  )
}

export type PersonView = {
  readonly member: Member
  readonly hours: readonly Hours[]
  readonly now: Hours | undefined
  readonly seen: number
  readonly away: readonly Away[]
  /** Weeks with more promised than these hours. */
  readonly over: readonly Over[]
  readonly own: boolean
  /** Undefined for one who stands in for the leader: it is not theirs to read. */
  readonly partial: readonly Partiality[] | undefined
  readonly orgs: readonly { readonly id: string; readonly name: string }[]
  readonly places: readonly { readonly id: string; readonly name: string }[]
  readonly today: LocalDate
  readonly form: ShownForm
  readonly chosen: { readonly preferred: readonly string[]; readonly impossible: readonly string[] } | undefined
}
type Props = { readonly page: PageContext; readonly view: PersonView }
export const personLabels = (t: PageContext['t']): Readonly<Record<string, string>> => ({
  fra: t('capacity.from'), timer: t('capacity.hours.weekly'), helst: t('capacity.preferred'), ikke: t('capacity.impossible'), base: t('capacity.base'), borte: t('capacity.away.from'), tilbake: t('capacity.away.until'), hvem: t('capacity.partial.org'),
})

/** One adviser's hours, days away and what they are partial to. */
export const PersonPage = ({ page, view }: Props) => {
  const { t } = page
  const { member, over, own, form } = view
  return (
    <Layout page={page} title={own ? t('capacity.hours.mine') : t('capacity.hours.of', { name: member.name })} intro={t(own ? 'capacity.person.intro' : 'capacity.person.intro.leader')} back={{ href: hoursPath, text: t('capacity.hours.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={personLabels(t)} />
      {over.length > 0 && (
        <Alert kind="warning" title={t('promised.preview.over', { name: member.name, count: over.length })}>
          <OverList page={page} over={over} />
        </Alert>
      )}
      <Section title={t('capacity.hours.weekly')}>
        <Written page={page} view={view} />
        <HoursForm page={page} view={view} />
      </Section>
      <Section title={t('capacity.away.title')}>
        <p>{t('capacity.away.intro')}</p>
        <AwayList page={page} view={view} />
        <Form action={`${personPath(member.personId)}/fravar`} label={t('capacity.away.add')}>
          <DateField name="borte" label={t('capacity.away.from')} value={form.typed['borte']} error={errorFor(form.errors, 'borte')} />
          <DateField name="tilbake" label={t('capacity.away.until')} value={form.typed['tilbake']} error={errorFor(form.errors, 'tilbake')} />
          <ButtonRow>
            <Button variant="secondary">{t('capacity.away.add')}</Button>
          </ButtonRow>
        </Form>
      </Section>
      <Section title={t('capacity.partial.title')}>
        <PartialPart page={page} view={view} />
      </Section>
    </Layout>
  )
}

const Written = ({ page, view: { hours } }: Props) => {
  const { t } = page
  if (hours.length === 0) return <p>{t('capacity.hours.none')}</p>
  return (
    <ul class="ds-list">
      {hours.map((row) => (
        <li>
          {span(page, row)}: {t('capacity.hours.row', { hours: inHours(row.weeklyMinutes) })}
          {row.impossible.length > 0 && <> {t('capacity.hours.row.not', { days: dayNames(page, row.impossible) })}</>}
          {row.base !== '' && <> {t('capacity.hours.row.base', { base: row.base })}</>}
        </li>
      ))}
    </ul>
  )
}

const HoursForm = ({ page, view: { member, now, seen, places, today, form, chosen } }: Props) => {
  const { t, lang } = page
  const { typed, errors } = form
  const days = weekdays.map((day) => ({ value: String(day), text: t(`capacity.day.${day}`) }))
  return (
    <Form action={personPath(member.personId)} label={t('capacity.hours.save')}>
      <input type="hidden" name="versjon" value={seen} />
      <DateField name="fra" label={t('capacity.from')} hint={t('capacity.from.hint')} value={typed['fra'] ?? formatDate(today, lang, 'short')} error={errorFor(errors, 'fra')} />
      <TextField name="timer" label={t('capacity.hours.weekly')} hint={t('capacity.hours.hint')} inputmode="decimal" width={6} value={typed['timer'] ?? (now ? typedHours(now.weeklyMinutes, lang) : '')} error={errorFor(errors, 'timer')} />
      <CheckboxGroup name="helst" label={t('capacity.preferred')} options={days} values={chosen?.preferred ?? (now?.preferred ?? []).map(String)} error={errorFor(errors, 'helst')} inline />
      <CheckboxGroup name="ikke" label={t('capacity.impossible')} options={days} values={chosen?.impossible ?? (now?.impossible ?? []).map(String)} error={errorFor(errors, 'ikke')} inline />
      <SelectField name="base" label={t('capacity.base')} hint={t('capacity.base.hint')} value={typed['base'] ?? places.find(({ name }) => name === now?.base)?.id} empty={t('capacity.base.none')} options={places.map(({ id, name }) => ({ value: id, text: name }))} error={errorFor(errors, 'base')} />
      <ButtonRow>
        <Button>{t('capacity.hours.save')}</Button>
      </ButtonRow>
    </Form>
  )
}

const AwayList = ({ page, view: { member, away } }: Props) => {
  const { t } = page
  if (away.length === 0) return <p>{t('capacity.away.none')}</p>
  return (
    <ul class="ds-list">
      {away.map((one) => (
        <li>
          {span(page, one)}
          <Form action={`${personPath(member.personId)}/fravar/slett`}>
            <input type="hidden" name="id" value={one.id} />
            <Button variant="tertiary" small about={span(page, one)}>{t('capacity.away.remove')}</Button>
          </Form>
        </li>
      ))}
    </ul>
  )
}

const PartialPart = ({ page, view: { own, partial, orgs, form } }: Props) => {
  const { t, lang } = page
  if (partial === undefined) return <p>{t('capacity.partial.intro.deputy')}</p>
  return (
    <>
      <p>{t(own ? 'capacity.partial.intro' : 'capacity.partial.intro.leader')}</p>
      {partial.length === 0 ? (
        <p>{t('capacity.partial.none')}</p>
      ) : (
        <ul class="ds-list">
          {partial.map((one) => (
            <li>
              {t('capacity.partial.since', { org: one.org, day: formatDate(one.since, lang, 'long') })}
              {own && (
                <Form action={`${hoursPath}/habilitet/slutt`}>
                  <input type="hidden" name="id" value={one.id} />
                  <Button variant="tertiary" small about={one.org}>{t('capacity.partial.end')}</Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {own && orgs.length === 0 && <p class="subtle">{t('capacity.partial.no-orgs')}</p>}
      {own && orgs.length > 0 && (
        <Form action={`${hoursPath}/habilitet`} label={t('capacity.partial.add')}>
          <SelectField name="hvem" label={t('capacity.partial.org')} value={form.typed['hvem']} error={errorFor(form.errors, 'hvem')} options={orgs.map(({ id, name }) => ({ value: id, text: name }))} />
          <ButtonRow>
            <Button variant="secondary">{t('capacity.partial.add')}</Button>
          </ButtonRow>
        </Form>
      )}
    </>
  )
}

export type EstimatesView = { readonly estimates: readonly (Estimate & { readonly ours: boolean })[]; /** Written, and not in force yet. */ readonly coming: readonly Estimate[]; readonly form: ShownForm; readonly today: LocalDate }
export const estimateLabels = (t: PageContext['t']): Readonly<Record<string, string>> => ({ slag: t('promised.kind'), besok: t('promised.visits'), hvert: t('promised.each'), rundt: t('promised.around'), gjelder: t('capacity.from') })
/** What each kind of work is reckoned to take until somebody says otherwise. */
export const EstimatesPage = ({ page, view: { estimates, coming, form, today } }: { readonly page: PageContext; readonly view: EstimatesView }) => {
  const { t, lang } = page
  const { typed, errors } = form
  return (
    <Layout page={page} title={t('capacity.estimates.title')} intro={t('capacity.estimates.intro')} hasErrors={cameBack(form)} wide>
      <CapacityTabs page={page} current="estimates" leads />
      <ErrorSummary errors={errors} labels={estimateLabels(t)} />
      <Table
        caption={t('capacity.estimates.title')}
        hiddenCaption
        rows={estimates}
        rowKey={({ kind }) => kind}
        columns={[
          { key: 'kind', title: t('promised.kind'), heading: true, cell: ({ kind }) => t(`promised.kind.${kind}`) },
          { key: 'visits', title: t('promised.visits'), numeric: true, cell: ({ visits }) => visits },
          { key: 'each', title: t('promised.each'), numeric: true, cell: ({ visitMinutes }) => typedHours(visitMinutes, lang) },
          { key: 'around', title: t('promised.around'), numeric: true, cell: ({ otherMinutes }) => typedHours(otherMinutes, lang) },
          { key: 'from', title: t('capacity.estimates.from'), cell: ({ ours, from }) => t(ours ? 'capacity.estimates.ours' : 'capacity.from-on', { from: formatDate(from, lang, 'long') }) },
        ]}
      />
      {coming.length > 0 && (
        <Section title={t('capacity.estimates.coming')}>
          <ul class="ds-list">
            {coming.map(({ kind, from, visits, visitMinutes, otherMinutes }) => (
              <li>{t('capacity.estimates.coming.line', { kind: t(`promised.kind.${kind}`), from: formatDate(from, lang, 'long'), visits, each: exactHours(visitMinutes), around: exactHours(otherMinutes) })}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('capacity.estimates.change')}>
        <Form action={estimatesPath}>
          <SelectField name="slag" label={t('promised.kind')} value={typed['slag']} error={errorFor(errors, 'slag')} options={kinds.map((kind) => ({ value: kind, text: t(`promised.kind.${kind}`) }))} />
          <TextField name="besok" label={t('promised.visits')} inputmode="numeric" width={6} value={typed['besok']} error={errorFor(errors, 'besok')} />
          <TextField name="hvert" label={t('promised.each')} hint={t('promised.each.hint')} inputmode="decimal" width={6} value={typed['hvert']} error={errorFor(errors, 'hvert')} />
          <TextField name="rundt" label={t('promised.around')} hint={t('promised.around.hint')} inputmode="decimal" width={6} value={typed['rundt']} error={errorFor(errors, 'rundt')} />
          <DateField name="gjelder" label={t('capacity.from')} value={typed['gjelder'] ?? formatDate(today, lang, 'short')} error={errorFor(errors, 'gjelder')} />
          <ButtonRow>
            <Button>{t('capacity.estimates.save')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </Layout>
  )
}
