import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { forms, isOpen, type Offer } from './rules.ts'
import type { Filters, Theme } from './store.ts'

export const home = '/tilbud'
export const offerPath = (id: string, rest = ''): string => `${home}/${id}${rest}`
const coveragePath = `${home}/dekning`
type Props<View> = { readonly page: PageContext; readonly view: View }

export type ListView = { readonly offers: readonly Offer[]; readonly themes: readonly Theme[]; readonly filters: Filters; readonly more: boolean; /** A university's own, with what is withdrawn; undefined for others. */ readonly own: readonly Offer[] | undefined; readonly today: LocalDate }
/** What may be asked for, to be searched and narrowed; a university sees its own first. */
export const ListPage = ({ page, view }: Props<ListView>) => {
  const { t, lang } = page
  const { offers, themes, filters, own, more } = view
  const narrowed = filters.search !== '' || filters.theme !== '' || filters.form !== ''
  return (
    <Layout page={page} title={t('offers.title')} intro={t(own ? 'offers.intro.own' : 'offers.intro')} wide>
      <ButtonRow>
        {own && <LinkButton href={`${home}/ny`}>{t('offers.new')}</LinkButton>}
        <LinkButton href={coveragePath} variant="secondary">{t(own ? 'offers.asked.open' : 'offers.coverage.open')}</LinkButton>
      </ButtonRow>
      {own && (
        <Section title={t('offers.own')}>
          {own.length === 0 ? <EmptyState title={t('offers.own.none')} level={3}><p>{t('offers.own.none.text')}</p></EmptyState> : <Own page={page} offers={own} today={view.today} />}
        </Section>
      )}
      <Section title={t('offers.all')}>
        <FilterForm action={home} clearHref={narrowed ? home : undefined} status={more ? t('offers.found.more', { count: offers.length }) : t('offers.found', { count: offers.length })}>
          <TextField name="sok" type="search" label={t('offers.search')} hint={t('offers.search.hint')} value={filters.search} />
          <SelectField name="tema" label={t('offers.theme')} empty={t('offers.any')} value={filters.theme} options={themes.map(({ code, name }) => ({ value: code, text: name[lang] }))} />
          <SelectField name="form" label={t('offers.form')} empty={t('offers.any')} value={filters.form} options={forms.map((one) => ({ value: one, text: t(`offers.form.${one}`) }))} />
        </FilterForm>
        {offers.length === 0 ? (
          <EmptyState title={t(narrowed ? 'offers.none.narrowed' : 'offers.none')} level={3}><p>{t(narrowed ? 'offers.none.narrowed.text' : 'offers.none.text')}</p></EmptyState>
        ) : (
          <Table
            caption={t('offers.all')}
            hiddenCaption
            rows={offers}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', title: t('offers.one'), heading: true, cell: ({ id, title }) => <a class="ds-link" href={offerPath(id)}>{title}</a> },
              { key: 'who', title: t('offers.university'), cell: ({ university }) => university },
              { key: 'form', title: t('offers.form'), cell: ({ form }) => t(`offers.form.${form}`) },
              { key: 'themes', title: t('offers.themes'), cell: (offer) => themesOf(page, themes, offer) },
              { key: 'room', title: t('offers.room'), cell: ({ kindergartens }) => t('offers.room.words', { kindergartens }) },
              { key: 'when', title: t('offers.when'), cell: (offer) => when(page, offer) },
            ]}
          />
        )}
      </Section>
    </Layout>
  )
}

const Own = ({ page, offers, today }: { readonly page: PageContext; readonly offers: readonly Offer[]; readonly today: LocalDate }) => {
  const { t } = page
  return (
    <Table
      caption={t('offers.own')}
      hiddenCaption
      rows={offers}
      rowKey={({ id }) => id}
      columns={[
        { key: 'title', title: t('offers.one'), heading: true, cell: ({ id, title }) => <a class="ds-link" href={offerPath(id)}>{title}</a> },
        { key: 'form', title: t('offers.form'), cell: ({ form }) => t(`offers.form.${form}`) },
        { key: 'when', title: t('offers.when'), cell: (offer) => when(page, offer) },
        { key: 'state', title: t('offers.state'), cell: (offer) => <StateTag page={page} offer={offer} today={today} /> },
      ]}
    />
  )
}
const StateTag = ({ page: { t }, offer, today }: { readonly page: PageContext; readonly offer: Offer; readonly today: LocalDate }) =>
  offer.withdrawnOn ? <Tag>{t('offers.state.withdrawn')}</Tag> : isOpen(offer, today) ? <Tag color="success">{t('offers.state.open')}</Tag> : <Tag color="warning">{t('offers.state.over')}</Tag>

const themesOf = ({ lang }: PageContext, themes: readonly Theme[], offer: Pick<Offer, 'themes'>): string => themes.filter(({ code }) => offer.themes.includes(code)).map(({ name }) => name[lang]).join(', ')
const when = ({ t, lang }: PageContext, { startsOn, endsOn }: Pick<Offer, 'startsOn' | 'endsOn'>): string =>
  endsOn ? t('offers.when.words', { from: formatDate(startsOn, lang, 'long'), to: formatDate(endsOn, lang, 'long') }) : t('offers.when.open', { from: formatDate(startsOn, lang, 'long') })
const pointsOf = ({ t, lang }: PageContext, { level, credits }: Pick<Offer, 'level' | 'credits'>): string =>
  credits === undefined ? t(`offers.level.${level}`) : t('offers.level.points', { level: t(`offers.level.${level}`), points: new Intl.NumberFormat(lang === 'en' ? 'en-GB' : 'nb-NO').format(credits) })

export type OfferView = { readonly offer: Offer; readonly themes: readonly Theme[]; readonly isOwn: boolean; readonly today: LocalDate; readonly errors: readonly FieldError[] }
/** All that is told of an offer, and for the university what it may do with it. */
export const OfferPage = ({ page, view: { offer, themes, isOwn, today, errors } }: Props<OfferView>) => {
  const { t, lang } = page
  const none = t('offers.not-said')
  return (
    <Layout page={page} title={offer.title} above={offer.university} back={{ href: home, text: t('offers.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} labels={{}} />
      {offer.withdrawnOn ? (
        <Alert kind="warning" title={t('offers.withdrawn', { when: formatDate(offer.withdrawnOn, lang, 'long') })}><p class="ds-paragraph">{t('offers.withdrawn.text')}</p></Alert>
      ) : (
        !isOpen(offer, today) && <Alert kind="warning" title={t('offers.over', { when: formatDate(offer.endsOn ?? today, lang, 'long') })}><p class="ds-paragraph">{t(isOwn ? 'offers.over.own' : 'offers.withdrawn.text')}</p></Alert>
      )}
      {offer.about && <p class="ds-paragraph kept-text">{offer.about}</p>}
      <SummaryList
        rows={[
          { term: t('offers.form'), value: t(`offers.form.${offer.form}`) },
          { term: t('offers.themes'), value: themesOf(page, themes, offer) || none },
          { term: t('offers.methods'), value: offer.methods.join(', ') || none },
          { term: t('offers.languages.read'), value: offer.languages.join(', ') || none },
          { term: t('offers.level'), value: pointsOf(page, offer) },
          { term: t('offers.room'), value: t('offers.room.words', { kindergartens: offer.kindergartens }) },
          { term: t('offers.places'), value: offer.places === undefined ? none : t('offers.places.words', { places: offer.places }) },
          { term: t('offers.when'), value: when(page, offer) },
          { term: t('offers.evidence'), value: offer.evidence ? <span class="kept-text">{offer.evidence}</span> : none },
          { term: t('offers.contact.read'), value: offer.contact },
        ]}
      />
      {isOwn && !offer.withdrawnOn && (
        <>
          <ButtonRow><LinkButton href={offerPath(offer.id, '/endring')}>{t('offers.change')}</LinkButton></ButtonRow>
          <Section title={t('offers.withdraw')}>
            <Form action={offerPath(offer.id, '/trekk')} label={t('offers.withdraw')}>
              <p class="ds-paragraph">{t('offers.withdraw.text')}</p>
              <ButtonRow><Button variant="tertiary" danger>{t('offers.withdraw')}</Button></ButtonRow>
            </Form>
          </Section>
        </>
      )}
    </Layout>
  )
}
