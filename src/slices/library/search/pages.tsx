import { formats } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { Pages } from '../../../kernel/paging.ts'
import { ages, audiences, forms, licences } from '../materials/rules.ts'
import type { NamedTheme } from '../materials/store.ts'
import type { Target } from '../uses/rules.ts'
import { sentence } from '../words.ts'
import { pieces } from './rules.ts'
import type { Filters, Hit } from './store.ts'

/** Hits are counted to this many. */
const mostCounted = 1000

export type SearchView = {
  readonly asked: string
  readonly filters: Filters
  readonly themes: readonly NamedTheme[]
  readonly hits: readonly Hit[]
  readonly paging: Pages
  /** The codes of themes that are called what was searched for. */
  readonly called: readonly string[]
  /** What was searched for instead. */
  readonly corrected: string | undefined
  /** What one looks for material to. */
  readonly target: (Target & { readonly key: string }) | undefined
  readonly mayWrite: boolean
  readonly team: boolean
}

/** The material there is, found by words and filters. */
export const SearchPage = ({ page, view }: { readonly page: PageContext; readonly view: SearchView }) => {
  const { t, lang } = page
  const { asked, filters, themes, hits, paging, corrected, target } = view
  const { newest: _, ...narrowing } = filters
  const narrowed = asked !== '' || Object.values(narrowing).some((value) => value !== '' && value !== 0)
  const kept = target ? { for: target.key } : {}
  const clear = `/materiell${target ? `?for=${target.key}` : ''}`
  return (
    <Layout page={page} title={t('library.title')} intro={t('library.intro')} wide>
      {target && (
        <Alert kind="info">
          <p>{t('library.for.text', { target: target.title })}</p>
          {themes.some(({ code }) => target.themes.includes(code)) && (
            <p>
              {t('library.for.themes')} <Themes page={page} view={view} codes={target.themes} />
            </p>
          )}
        </Alert>
      )}
      <FilterForm action="/materiell" keep={kept} clearHref={narrowed ? clear : undefined} status={asked !== '' && paging.total > mostCounted ? t('library.found.many') : t('library.found', { count: paging.total })}>
        <TextField name="sok" type="search" label={t('library.search')} hint={t('library.search.hint')} value={asked} />
        <SelectField name="tema" label={t('library.theme')} empty={t('library.all')} value={filters.theme} options={themes.map(({ code, name }) => ({ value: code, text: name[lang] }))} />
        <SelectField name="hvem" label={t('library.audience')} empty={t('library.all')} value={filters.audience} options={audiences.map((one) => ({ value: one, text: t(`library.audience.${one}`) }))} />
        <SelectField name="alder" label={t('library.age')} empty={t('library.all')} value={filters.age} options={ages.map((one) => ({ value: one, text: t(`library.age.${one}`) }))} />
        <SelectField name="form" label={t('library.form')} empty={t('library.all')} value={filters.form} options={forms.map((one) => ({ value: one, text: t(`library.form.${one}`) }))} />
        <SelectField name="tid" label={t('library.longest')} empty={t('library.all')} value={filters.longest ? String(filters.longest) : ''} options={[15, 30, 60, 120].map((minutes) => ({ value: String(minutes), text: t('library.minutes', { minutes }) }))} />
        <SelectField name="lisens" label={t('library.licence')} empty={t('library.all')} value={filters.licence} options={licences.map((one) => ({ value: one, text: t(`library.licence.${one}`) }))} />
        <SelectField name="sorter" label={t('library.sort')} empty={t('library.sort.best')} value={filters.newest ? 'nyeste' : ''} options={[{ value: 'nyeste', text: t('library.sort.newest') }]} />
      </FilterForm>
      {filters.theme === '' && view.called.length > 0 && (
        <p>
          {t('library.called')} <Themes page={page} view={view} codes={view.called} />
        </p>
      )}
      {corrected !== undefined && hits.length > 0 && <Alert kind="info">{t('library.corrected', { asked, corrected })}</Alert>}
      {hits.length === 0 ? <Nothing page={page} view={view} narrowed={narrowed} clear={clear} /> : <Hits page={page} view={view} />}
      <Pagination current={paging.number} total={paging.count} href={(number) => addressOf(view, { side: String(number) })} />
      {view.mayWrite && (
        <ButtonRow>
          <LinkButton href="/materiell/nytt">{t(view.team ? 'library.new' : 'library.new.head')}</LinkButton>
          <LinkButton href="/materiell/arbeid" variant="secondary">
            {t('library.work')}
          </LinkButton>
        </ButtonRow>
      )}
    </Layout>
  )
}

/** Themes by name, each leading to its material. */
const Themes = ({ page: { lang }, view, codes }: { readonly page: PageContext; readonly view: SearchView; readonly codes: readonly string[] }) => (
  <>
    {view.themes.filter(({ code }) => codes.includes(code)).map(({ code, name }, at) => (
      <>
        {at > 0 && '; '}
        <a class="ds-link" href={addressOf(view, { tema: code, sok: '', side: '' })}>{name[lang]}</a>
      </>
    ))}
  </>
)

const Hits = ({ page, view }: { readonly page: PageContext; readonly view: SearchView }) => {
  const { t, lang } = page
  const { hits, target, themes } = view
  return (
    <Section title={t('library.hits')}>
      <ul class="plain-list search-hits">
        {hits.map((one) => (
          <li>
            <h3 class="ds-heading" data-size="2xs">
              <a class="ds-link" href={`/materiell/${one.id}${target ? `?for=${target.key}` : ''}`}>
                <Marked text={one.title} />
              </a>
            </h3>
            <p>{one.excerpt ? <Marked text={one.excerpt} /> : one.summary}</p>
            <p class="subtle">
              {one.forms.map((form) => (
                <>
                  <Tag color="neutral">{t(`library.form.${form}`)}</Tag>{' '}
                </>
              ))}
              {[
                ...one.themes.slice(0, 3).flatMap((code) => themes.find((theme) => theme.code === code)?.name[lang] ?? []),
                ...(one.minutes ? [t('library.minutes', { minutes: one.minutes })] : []),
                sentence(formats(lang).list(one.audiences.map((who) => t(`library.audience.${who}`)))),
              ].join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What was found stands out; everything is text, whatever is in it. */
const Marked = ({ text }: { readonly text: string }) => <>{pieces(text).map((piece) => (piece.found ? <mark>{piece.text}</mark> : piece.text))}</>

/** Nothing was found: what may help. */
const Nothing = ({ page: { t }, view, narrowed, clear }: { readonly page: PageContext; readonly view: SearchView; readonly narrowed: boolean; readonly clear: string }) => (
  <EmptyState title={t(narrowed ? 'library.none.found' : 'library.none')} action={narrowed && <LinkButton href={clear} variant="secondary">{t('library.none.all')}</LinkButton>}>
    {narrowed ? (
      <ul class="ds-list">
        <li>{t('library.none.fewer')}</li>
        <li>{t('library.none.other')}</li>
        <li>{t('library.none.filters')}</li>
        {view.mayWrite && <li>{t(view.team ? 'library.none.write.team' : 'library.none.write.head')}</li>}
      </ul>
    ) : (
      <p>{t(view.team ? 'library.none.text.team' : 'library.none.text')}</p>
    )}
  </EmptyState>
)

/** The address of the same search with something changed; what is empty is left out. */
function addressOf({ asked, filters, target }: Pick<SearchView, 'asked' | 'filters' | 'target'>, change: Readonly<Record<string, string>>): string {
  const all: Readonly<Record<string, string>> = { sok: asked, tema: filters.theme, hvem: filters.audience, alder: filters.age, form: filters.form, lisens: filters.licence, sorter: filters.newest ? 'nyeste' : '', tid: filters.longest ? String(filters.longest) : '', for: target?.key ?? '', ...change }
  return `/materiell?${new URLSearchParams(Object.entries(all).filter(([, value]) => value !== ''))}`
}
