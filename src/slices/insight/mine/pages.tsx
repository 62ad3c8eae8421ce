import type { LocalDate } from '../../../kernel/dates.ts'
import { formatDate } from '../../../kernel/dates.ts'
import type { Pages } from '../../../kernel/paging.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { Form } from '../../../ui/form.tsx'
import { KeyFigures } from '../../../ui/key-figures.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { NamedTheme } from '../../../ui/theme-names.ts'
import { addressOf, fieldsOf, isNarrowed, offered, path, rowId, unfiltered, type Asked } from './address.ts'
import { daysAhead, mostAcross, type Across, type Line, type PartKey, type Question, type Reader, type Sees } from './rules.ts'
import { headText, PartList, partTitle, sizeOfPart, whyText } from './words.tsx'

export type MineView = {
  readonly reader: Reader
  readonly sees: Sees
  /** Which parts of the program the reader acts in: a deputy may have one of them. */
  readonly parts: { readonly guidance: boolean; readonly scheme: boolean }
  /** What is due for the whole municipality, or for the owner itself. */
  readonly across: readonly Across[]
  readonly moreAcross: boolean
  readonly asked: Asked
  readonly usual: Asked['whose']
  /** Those that fit everything but the question; and of them those that answer it, on this page. */
  readonly counts: Readonly<Record<Question, number>>
  readonly total: number
  readonly rows: readonly Line[]
  readonly paging: Pages
  /** How many one answers for in all. */
  readonly all: number
  readonly owners: readonly { readonly id: string; readonly name: string }[]
  readonly places: readonly string[]
  readonly themes: readonly NamedTheme[]
  readonly allThemes: readonly NamedTheme[]
  readonly today: LocalDate
  /** Whom one follows; undefined for those who follow nobody. */
  readonly followed: ReadonlySet<string> | undefined
  readonly mayFollow: boolean
  /** A deputy in a part of the program sees that part. */
  readonly partly: boolean
}

/** Everything one answers for on one page, those that need attention first. */
export const MinePage = ({ page, view }: { readonly page: PageContext; readonly view: MineView }) => {
  const { t } = page
  const { reader, asked, usual, rows, paging, total } = view
  const narrowed = isNarrowed(asked)
  const tabs = reader === 'team' ? (['own', 'all', 'nobody'] as const) : []
  return (
    <Layout page={page} title={t('mine.title')} intro={t(`mine.intro.${reader}`)} wide>
      {tabs.length > 0 && <Tabs label={t('mine.tabs')} tabs={[...tabs.map((whose) => ({ href: addressOf({ ...asked, whose, only: undefined, page: 1 }, usual), text: t(`mine.whose.${whose}`), current: asked.whose === whose })), { href: `${path}/folging`, text: t('mine.follows.tab'), current: false }]} />}
      {view.partly && <Alert title={t('mine.deputy')}>{t('mine.deputy.text')}</Alert>}
      {total === 0 && !narrowed ? (
        <Nobody page={page} view={view} />
      ) : (
        <>
          <Figures page={page} view={view} />
          <p class="ds-paragraph">
            {t(`mine.sees.${reader}`)} {reader === 'owner' && view.parts.guidance && t('mine.sees.offered')} {reader === 'team' && view.parts.guidance && !view.sees.contact && t('mine.sees.not-listed')}
          </p>
          {view.across.length > 0 && <AcrossList page={page} view={view} />}
          <Filters page={page} view={view} />
          {rows.length === 0 ? (
            <EmptyState title={t(asked.only === 'usett' && !view.sees.contact ? 'mine.empty.uten-styrer' : asked.only ? `mine.empty.${asked.only}` : 'mine.empty')} action={<LinkButton variant="secondary" href={addressOf(unfiltered(asked), usual)}>{t('mine.empty.all')}</LinkButton>}>
              {t('mine.empty.text')}
            </EmptyState>
          ) : (
            <>
              <p class="ds-paragraph">
                {t(asked.order === 'name' ? 'mine.order.name' : view.sees.parts.includes('kolliderer') ? 'mine.order' : 'mine.order.fewer')} {!unfolds(view) && t('mine.order.open')}
              </p>
              <div class="mine-list">
                <Table caption={t('mine.caption')} hiddenCaption rows={rows} rowKey={({ kindergarten }) => kindergarten.id} columns={columns(page, view)} />
              </div>
              <Pagination current={paging.number} total={paging.count} href={(number) => addressOf({ ...asked, page: number }, usual)} />
            </>
          )}
          <p class="ds-paragraph no-print">
            <a class="ds-link" href={addressOf({ ...asked, page: 1 }, usual, '.xlsx')}>
              {t('mine.save')}
            </a>
          </p>
        </>
      )}
    </Layout>
  )
}

const Nobody = ({ page: { t }, view: { reader, asked, all } }: { readonly page: PageContext; readonly view: MineView }) =>
  reader !== 'team' || all === 0 ? (
    <EmptyState title={t('mine.nobody')}>{t(`mine.nobody.${reader}`)}</EmptyState>
  ) : asked.whose === 'nobody' ? (
    <EmptyState title={t('mine.nobody.all-followed')}>{t('mine.nobody.all-followed.text')}</EmptyState>
  ) : (
    <EmptyState title={t('mine.nobody.own')} action={<LinkButton href={`${path}?hvem=teamet`}>{t('mine.nobody.own.action')}</LinkButton>}>
      {t('mine.nobody.own.text')}
    </EmptyState>
  )

/** The five questions, each a way to those it is about. */
const Figures = ({ page: { t, lang }, view: { counts, total, asked, usual, sees, reader } }: { readonly page: PageContext; readonly view: MineView }) => {
  const to = (only: Question) => addressOf({ ...asked, only, page: 1 }, usual)
  const number = (count: number) => count.toLocaleString(lang === 'en' ? 'en-GB' : 'nb-NO')
  // To those from whom most is hidden nothing is said to be calm.
  const calm = total > 0 && reader !== 'authority' && sees.contact && counts.forfalt + counts.krasj + counts.venter === 0
  return (
    <>
      {calm && <Alert kind="success" title={t('mine.calm')}>{t('mine.calm.text', { days: asked.days, count: counts.frist })}</Alert>}
      <KeyFigures
        figures={(['gar', 'venter', 'krasj', 'forfalt', 'usett'] as const).filter((question) => sees.questions.includes(question)).map((question) => ({
          label: t(question === 'usett' && !sees.contact ? 'mine.part.uten-styrer' : `mine.q.${question}`), value: number(counts[question]), ...(counts[question] > 0 ? { href: to(question) } : {}),
          note:
            question === 'forfalt' ? (
              <>
                {t('mine.note.forfalt', { count: counts.forfalt })} {counts.frist > 0 ? <a class="ds-link" href={to('frist')}>{t('mine.note.frist', { count: counts.frist, days: asked.days })}</a> : t('mine.note.frist', { count: 0, days: asked.days })}
              </>
            ) : question === 'gar' ? t('mine.note.gar', { count: counts.gar, none: total - counts.gar }) : t(question === 'usett' && !sees.contact ? 'mine.note.uten-styrer' : `mine.note.${question}`, { count: counts[question] }),
        }))}
      />
    </>
  )
}

/** What is due and belongs to no one kindergarten. */
const AcrossList = ({ page: { t, lang }, view: { across, moreAcross, reader, today } }: { readonly page: PageContext; readonly view: MineView }) => (
  <Section title={t(`mine.across.${reader === 'owner' ? 'owner' : 'municipality'}`)}>
    <ul class="ds-list">
      {across.map(({ kind, title, who, day, href }) => (
        <li>
          <a class="ds-link" href={href}>
            {t(`mine.across.${kind}`, { title })}
          </a>
          , {[formatDate(day, lang, 'short'), who].filter(Boolean).join(', ')} {day < today && <Tag color="danger">{t('mine.overdue')}</Tag>}
        </li>
      ))}
    </ul>
    {moreAcross && (
      <p class="ds-paragraph">
        {t('mine.across.first', { most: mostAcross })} <a class="ds-link" href="/droftinger">{t('mine.across.rest')}</a>
      </p>
    )}
  </Section>
)

const Filters = ({ page: { t, lang }, view: { asked, usual, owners, places, themes, rows, paging, total, sees } }: { readonly page: PageContext; readonly view: MineView }) => {
  const { hvem, ...rest } = fieldsOf(asked, usual)
  const choices = (values: Readonly<Record<string, string>>, name: (value: 'municipal' | 'private' | 'small' | 'medium' | 'large') => string) => Object.entries(values).map(([value, known]) => ({ value, text: name(known as 'municipal') }))
  return (
    <FilterForm action={path} clearHref={isNarrowed(asked) ? addressOf(unfiltered(asked), usual) : undefined} status={t('mine.status', { shown: rows.length, fit: paging.total, total })} keep={hvem ? { hvem } : {}}>
      <TextField name="q" type="search" label={t('mine.filter.name')} value={asked.text} width={24} />
      <SelectField name="bare" label={t('mine.filter.only')} empty={t('mine.filter.all')} value={asked.only} options={sees.questions.map((value) => ({ value, text: t(value === 'usett' && !sees.contact ? 'mine.only.uten-styrer' : `mine.only.${value}`, { days: asked.days }) }))} />
      {owners.length > 1 && <SelectField name="eier" label={t('mine.filter.owner')} empty={t('mine.filter.all')} value={asked.owner} options={owners.map(({ id, name }) => ({ value: id, text: name }))} />}
      {places.length > 1 && <SelectField name="omrade" label={t('mine.filter.place')} empty={t('mine.filter.all')} value={asked.place} options={places.map((value) => ({ value, text: value }))} />}
      {owners.length > 1 && <SelectField name="eierform" label={t('register.filter.ownership')} empty={t('mine.filter.all')} value={rest['eierform']} options={choices(offered.ownerships, (value) => t(`mine.type.${value}`))} />}
      <SelectField name="storrelse" label={t('mine.filter.size')} empty={t('mine.filter.all')} value={rest['storrelse']} options={choices(offered.sizeNames, (value) => t(`mine.type.${value}`))} />
      {themes.length > 0 && <SelectField name="tema" label={t('mine.filter.theme')} empty={t('mine.filter.all')} value={asked.theme} options={themes.map(({ code, name }) => ({ value: code, text: name[lang] }))} />}
      <SelectField name="rekkefolge" label={t('mine.filter.order')} empty={t('mine.order.attention')} value={rest['rekkefolge']} options={[{ value: 'navn', text: t('mine.order.by-name') }]} />
      <SelectField name="dager" label={t('mine.filter.days')} empty={false} value={String(asked.days)} options={daysAhead.map((days) => ({ value: String(days), text: t('mine.days', { days }) }))} />
    </FilterForm>
  )
}

const columns = (page: PageContext, view: MineView): Column<Line>[] => [
  { key: 'name', title: page.t('mine.kindergarten'), heading: true, cell: (line) => <Who page={page} line={line} view={view} /> },
  ...view.sees.parts.map((part): Column<Line> => ({ key: part, title: partTitle(page, part, view.sees), cell: (line) => <Count page={page} line={line} part={part} title={partTitle(page, part, view.sees)} days={view.asked.days} /> })),
  ...(view.mayFollow && view.followed ? [{ key: 'follow', title: page.t('mine.follow'), hiddenTitle: true, cell: (line: Line) => <Follow page={page} line={line} view={view} /> }] : []),
]

/** One who follows from the list comes back to it, at the same kindergarten. */
const Follow = ({ page: { t }, line: { kindergarten: { id, name, closedOn } }, view: { asked, usual, followed, today } }: { readonly page: PageContext; readonly line: Line; readonly view: MineView }) =>
  followed?.has(id) ? (
    <Tag color="success">{t('mine.following')}</Tag>
  ) : closedOn !== undefined && closedOn <= today ? null : (
    <Form action={`${path}/${id}/folging`}>
      <input type="hidden" name="fra" value={new URLSearchParams(fieldsOf(asked, usual)).toString()} />
      <Button variant="secondary" small about={name}>
        {t('mine.follow')}
      </Button>
    </Form>
  )

/** So many can be looked through with everything they have; of more, each is opened on its own page. */
const unfolds = ({ rows }: MineView): boolean => rows.length <= 30

const Who = ({ page, line, view }: { readonly page: PageContext; readonly line: Line; readonly view: MineView }) => {
  const { t, lang } = page
  const { kindergarten, followers } = line
  const { id, name, ownership, owner, closedOn } = kindergarten
  const type = ownership === 'municipal' || ownership === 'private' ? t(`mine.type.${ownership}`) : undefined
  return (
    <div class="flow">
      <p>
        <a class="ds-link" id={rowId(id)} href={`${path}/${id}`}>
          {name}
        </a>
        {closedOn && closedOn <= view.today && (
          <>
            {' '}
            <Tag color="warning">{t('mine.closed', { day: formatDate(closedOn, lang, 'short') })}</Tag>
          </>
        )}
      </p>
      <p class="ds-paragraph" data-size="sm">
        {[type, view.reader === 'owner' ? undefined : owner, headText(page, line)].filter(Boolean).join(' · ')}
      </p>
      {view.reader === 'team' && view.asked.whose !== 'nobody' && followers.length > 0 && (
        <p class="ds-paragraph" data-size="sm">
          {t('mine.followed-by', { who: followers.join(', ') })}
        </p>
      )}
      <p class="ds-paragraph" data-size="sm">
        {whyText(page, line)}
      </p>
      {unfolds(view) && view.sees.parts.some((part) => sizeOfPart(line, part) > 0) && (
        <Details summary={t('mine.open')} about={name}>
          {view.sees.parts.filter((part) => sizeOfPart(line, part) > 0).map((part) => (
            <div>
              <p>
                <strong>{partTitle(page, part, view.sees)}</strong>
              </p>
              <PartList page={page} line={line} part={part} sees={view.sees} themes={view.allThemes} today={view.today} />
            </div>
          ))}
        </Details>
      )}
    </div>
  )
}

/** How many, as the way to them: the thing itself when there is one, the kindergarten's page here when there are several. */
const Count = ({ page: { t }, line, part, title, days }: { readonly page: PageContext; readonly line: Line; readonly part: PartKey; readonly title: string; readonly days: number }) => {
  const count = sizeOfPart(line, part)
  if (count === 0) return <>0</>
  const items = part === 'gar' ? line.runs : part === 'venter' ? line.waits : part === 'frister' ? line.due : []
  return (
    <>
      <a class="ds-link" href={items.length === 1 && items[0] ? items[0].href : `${path}/${line.kindergarten.id}${days === daysAhead[1] ? '' : `?dager=${days}`}#${part}`}>
        {count}
        <span class="ds-sr-only">
          {' '}
          {title}, {line.kindergarten.name}
        </span>
      </a>
      {part === 'frister' && line.overdue > 0 && (
        <>
          {' '}
          <Tag color="danger">{t('mine.overdue.count', { count: line.overdue })}</Tag>
        </>
      )}
    </>
  )
}
