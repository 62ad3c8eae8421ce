import { formatDate, osloDate } from '../../../kernel/dates.ts'
import type { Pages } from '../../../kernel/paging.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { fieldId } from '../../../ui/field-frame.tsx'
import { DateField, SelectField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table } from '../../../ui/table.tsx'
import { UnseenFrame } from '../unseen/pages.tsx'
import { kmBetween } from './distance.ts'
import { fewest, fitOf, scopes, themeOf, usualSize, type Place } from './rules.ts'
import type { Run, ShownLine, Theme } from './store.ts'

const path = '/lite-kontakt/nettverk'
/** A phone's list of choices has an end: so many groups are offered to move to, the nearest first. */
const mostChoices = 12
/** Enough to work with; the rest come when these have found their place. */
const mostOutside = 100

export type Group = { readonly number: number; readonly lines: readonly ShownLine[] }
export type SuggestionsView = {
  readonly run: Run | undefined
  readonly themes: readonly Theme[]
  /** Every group there is, and those on this page. */
  readonly all: readonly Group[]
  readonly groups: readonly Group[]
  readonly outside: readonly ShownLine[]
  readonly paging: Pages
  readonly startKey: string
  readonly answerBy: string
  readonly form: ShownForm
  /** The group whose form came back, or the form of the distance. */
  readonly at: number | 'km' | undefined
}

/** Suggested networks of small private owners, with the reason for each, to be changed by hand and made. */
export const SuggestionsPage = ({ page, view }: { readonly page: PageContext; readonly view: SuggestionsView }) => {
  const { t, lang } = page
  const { run, groups, outside, paging, form, at } = view
  return (
    <UnseenFrame page={page} tab="networks" hasErrors={cameBack(form)}>
      <ErrorSummary errors={typeof at === 'number' ? form.errors.map((one) => ({ ...one, field: one.field && inGroup(one.field, at) })) : form.errors} />
      <h2 class="ds-heading" data-size="md">
        {t('suggestions.title')}
      </h2>
      <p class="ds-paragraph">{run?.settings.scope === 'all' ? t('suggestions.text.all', { km: run.settings.km }) : t('suggestions.text', { owns: run?.settings.owns ?? 2, km: run?.settings.km ?? 20 })}</p>
      {run && (
        <p class="ds-paragraph">
          {t('suggestions.made', { day: formatDate(osloDate(run.madeAt), lang, 'long'), all: run.lookedAt, groups: paging.total, outside: outside.length })} {run.byHand && t('suggestions.by-hand')}
        </p>
      )}
      {run && groups.length > 0 && <p class="ds-paragraph">{t(`suggestions.made.${run.made.how}`, { among: run.made.among })}</p>}
      <Details summary={t('suggestions.how')}>
        <p class="ds-paragraph">{t('suggestions.how.text')}</p>
        <p class="ds-paragraph">{t('suggestions.how.themes')}</p>
      </Details>
      <Details summary={t('suggestions.again')} open={at === 'km'}>
        <Form action={`${path}/nytt`} label={t('suggestions.again')}>
          <TextField name="km" label={t('suggestions.km')} hint={t('suggestions.km.hint')} value={form.typed['km'] ?? String(run?.settings.km ?? 20)} error={at === 'km' ? errorFor(form.errors, 'km') : undefined} inputmode="numeric" width={4} />
          <TextField name="storrelse" label={t('suggestions.size')} hint={t('suggestions.size.hint')} value={form.typed['storrelse'] ?? String(run?.settings.size ?? usualSize)} error={at === 'km' ? errorFor(form.errors, 'storrelse') : undefined} inputmode="numeric" width={4} />
          <RadioGroup name="hvem" label={t('suggestions.scope')} value={form.typed['hvem'] ?? run?.settings.scope ?? 'small-private'} error={at === 'km' ? errorFor(form.errors, 'hvem') : undefined} options={scopes.map((one) => ({ value: one, text: t(`suggestions.scope.${one}`) }))} />
          <ButtonRow>
            <Button variant="secondary">{t('suggestions.again.send')}</Button>
          </ButtonRow>
        </Form>
      </Details>
      {groups.length === 0 && <EmptyState title={t('suggestions.none')}>{t('suggestions.none.text')}</EmptyState>}
      {groups.map((group) => (
        <OneGroup page={page} view={view} group={group} />
      ))}
      <Pagination current={paging.number} total={paging.count} href={(number) => `${path}?side=${number}`} />
      {outside.length > 0 && (
        <Section title={t('suggestions.outside')} id="utenfor">
          <p class="ds-paragraph">{t('suggestions.outside.text')}</p>
          <Table
            caption={t('suggestions.outside')}
            hiddenCaption
            rows={outside.slice(0, mostOutside)}
            rowKey={({ kindergartenId }) => kindergartenId}
            columns={[
              { key: 'name', title: t('unseen.kindergarten'), heading: true, cell: (row) => <Kindergarten row={row} /> },
              { key: 'why', title: t('suggestions.outside.why'), cell: (row) => row.outside && t(`suggestions.outside.${row.outside}`, { km: run?.settings.km ?? 20 }) },
              { key: 'about', title: t('suggestions.about'), cell: (row) => <ul class="ds-list"><li>{t('suggestions.owner', { count: row.ownerHas })}</li>{row.themes.map((theme) => <li>{nameOf(view, lang, theme)}</li>)}</ul> },
              { key: 'move', title: t('suggestions.move'), hiddenTitle: true, cell: (row) => <Move page={page} row={row} groups={view.all} /> },
            ]}
          />
        </Section>
      )}
    </UnseenFrame>
  )
}

const nameOf = ({ themes }: Pick<SuggestionsView, 'themes'>, lang: PageContext['lang'], code: string): string => themes.find((theme) => theme.code === code)?.name[lang] ?? code
const Kindergarten = ({ row }: { readonly row: ShownLine }) => (
  <a class="ds-link" href={`/barnehager/${row.kindergartenId}`}>
    {row.kindergarten}
  </a>
)

/** Every group has the same fields: the ids tell them apart. */
const inGroup = (field: string, group: number): string => `${field}-gruppe-${group}`

const OneGroup = ({ page, view, group: { number, lines } }: { readonly page: PageContext; readonly view: SuggestionsView; readonly group: Group }) => {
  const { t, lang } = page
  const { form, at } = view
  const theme = themeOf(lines)
  const place = placeOf(lines)
  const error = (field: string) => (at === number ? errorFor(form.errors, field) : undefined)
  const typed = at === number ? form.typed : {}
  const labels = { navn: t('networks.name'), svarfrist: t('networks.answer-by') }
  return (
    <Section title={t('suggestions.group', { number, place })} id={`gruppe-${number}`}>
      <p class="ds-paragraph">
        {whyGroup(page, lines)} {theme ? t('suggestions.group.theme', { theme: nameOf(view, lang, theme) }) : t('suggestions.group.no-theme')} {lines.length < fewest && t('suggestions.group.small')}
      </p>
      <Table
        caption={t('suggestions.group', { number, place })}
        hiddenCaption
        rows={lines}
        rowKey={({ kindergartenId }) => kindergartenId}
        columns={[
          { key: 'name', title: t('unseen.kindergarten'), heading: true, cell: (row) => <Kindergarten row={row} /> },
          { key: 'why', title: t('unseen.why'), cell: (row) => <Why page={page} view={view} row={row} group={lines} /> },
          { key: 'move', title: t('suggestions.move'), hiddenTitle: true, cell: (row) => <Move page={page} row={row} groups={view.all} /> },
        ]}
      />
      <Form action={`${path}/grupper/${number}`} label={t('suggestions.make.label', { number })}>
        <input type="hidden" name="nokkel" value={view.startKey} />
        <TextField id={fieldId(inGroup('navn', number))} name="navn" label={labels.navn} hint={t('networks.name.hint')} value={typed['navn'] ?? t('suggestions.name', { place })} error={error('navn')} guard />
        <DateField id={fieldId(inGroup('svarfrist', number))} name="svarfrist" label={labels.svarfrist} value={typed['svarfrist'] ?? view.answerBy} error={error('svarfrist')} />
        {at === number && <GuardNotice warnings={form.warnings} labels={labels} at={fieldId(inGroup('navn', number))} />}
        <ButtonRow>
          <Button>{t('suggestions.make', { count: lines.length })}</Button>
          <a class="ds-link" href={`/nettverk/nytt?${new URLSearchParams([['navn', t('suggestions.name', { place })], ...(theme ? [['tema', theme]] : []), ...lines.map(({ kindergartenId }) => ['barnehage', kindergartenId])] as string[][]).toString()}`}>
            {t('suggestions.make.more')}
            <span class="ds-sr-only"> {t('suggestions.group', { number, place })}</span>
          </a>
        </ButtonRow>
      </Form>
    </Section>
  )
}

/** Why the group is one: how many, of how many owners, and how far apart. */
function whyGroup({ t }: PageContext, lines: readonly ShownLine[]): string {
  const apart = lines.flatMap((one, at) => lines.slice(at + 1).flatMap((other) => (one.point && other.point ? [kmBetween(one.point, other.point)] : [])))
  const owners = new Set(lines.map(({ ownerId, kindergartenId }) => ownerId ?? kindergartenId)).size
  return t('suggestions.group.why', { count: lines.length, owners, km: Math.max(1, Math.ceil(Math.max(0, ...apart))) })
}

/** Where most of a group lie, without the word for municipality. */
function placeOf(lines: readonly ShownLine[]): string {
  const places = Map.groupBy(lines.flatMap(({ municipality }) => (municipality ? [municipality.replace(/ kommune$/, '')] : [])), (place) => place)
  return [...places].toSorted(([a, m], [b, n]) => n.length - m.length || a.localeCompare(b))[0]?.[0] ?? '–'
}

/** Every reason in words: the owner, the networks, the distance, the themes. */
const Why = ({ page, view, row, group }: { readonly page: PageContext; readonly view: SuggestionsView; readonly row: ShownLine; readonly group: readonly ShownLine[] }) => {
  const { t, lang } = page
  const fit = fitOf(row, group)
  const km = (distance: number) => (distance < 10 ? Math.round(distance * 10) / 10 : Math.round(distance))
  return (
    <ul class="ds-list">
      <li>{view.run?.settings.scope === 'all' ? t('suggestions.owner', { count: row.ownerHas }) : t('unseen.reason.small-private', { count: row.ownerHas })}</li>
      <li>{fit.nearest === undefined || fit.furthest === undefined ? t('suggestions.why.no-point') : t('suggestions.why.km', { nearest: km(fit.nearest), furthest: km(fit.furthest) })}</li>
      {fit.shared.map((shared) => (
        <li>{t('suggestions.why.theme', { theme: nameOf(view, lang, shared.theme), count: shared.with })}</li>
      ))}
      {fit.shared.length === 0 && <li>{t('suggestions.why.no-theme')}</li>}
      {row.byHand && <li>{t('suggestions.why.by-hand')}</li>}
    </ul>
  )
}

const Move = ({ page, row, groups }: { readonly page: PageContext; readonly row: ShownLine; readonly groups: readonly Group[] }) => {
  const { t } = page
  const away = (group: Group) => Math.min(...group.lines.map((other) => (row.point && other.point ? kmBetween(row.point, other.point) : 1e6)))
  const near = groups.filter(({ number }) => number !== row.group).toSorted((a, b) => away(a) - away(b) || a.number - b.number).slice(0, mostChoices)
  const option = (value: Place | 'ny' | 'ut', text: string) => ({ value: String(value), text })
  return (
    <Details summary={t('suggestions.move.one', { name: row.kindergarten })}>
      <Form action={`${path}/flytting`} label={t('suggestions.move.one', { name: row.kindergarten })}>
        <input type="hidden" name="barnehage" value={row.kindergartenId} />
        <SelectField
          id={`felt-til-${row.kindergartenId}`}
          name="til"
          label={t('suggestions.move.to', { name: row.kindergarten })}
          empty={false}
          options={[...near.map((group) => option(group.number, t('suggestions.group', { number: group.number, place: placeOf(group.lines) }))), option('ny', t('suggestions.move.new')), ...(row.group === undefined ? [] : [option('ut', t('suggestions.move.out'))])]}
        />
        <ButtonRow>
          <Button variant="secondary" small about={row.kindergarten}>{t('suggestions.move.send')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}
