import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { Covered, CoverageState, Held, Member } from './rules.ts'
import type { Subject } from './store.ts'

export const home = '/teamets-kompetanse'
export const ownPath = `${home}/min`
export const subjectsPath = `${home}/emner`
export const rowPath = (personId: string): string => `${home}/rad/${personId}`

export type TeamView = {
  readonly covered: readonly Covered<Subject>[]
  readonly members: readonly Member[]
  readonly held: readonly Held[]
  readonly subjects: readonly Subject[]
  readonly leads: boolean
  readonly actsForSelf: boolean
}
type Props = { readonly page: PageContext; readonly view: TeamView }

/** What the team knows together against what the kindergartens ask for, and who knows what. */
export const TeamPage = ({ page, view }: Props) => {
  const { t } = page
  const { covered, actsForSelf, leads } = view
  const thin = covered.filter(({ asked, state }) => asked.kindergartens > 0 && state !== 'several').length
  return (
    <Layout page={page} title={t('competence.title')} intro={t('competence.intro')} wide>
      <ButtonRow>
        {actsForSelf && <LinkButton href={ownPath}>{t('competence.own.open')}</LinkButton>}
        <LinkButton href={`${home}/plan`} variant="secondary">
          {t('competence.plan.title')}
        </LinkButton>
        {leads && (
          <LinkButton href={subjectsPath} variant="secondary">
            {t('competence.subjects.title')}
          </LinkButton>
        )}
      </ButtonRow>
      <Section title={t('competence.coverage')}>
        <p>{t('competence.coverage.sum', { count: thin })}</p>
        <Table caption={t('competence.coverage')} hiddenCaption rows={covered} rowKey={({ subject }) => subject.code} columns={coverageColumns(page)} />
      </Section>
      <Section title={t('competence.matrix')}>
        <p>{t('competence.matrix.intro')}</p>
        <Matrix page={page} view={view} />
      </Section>
    </Layout>
  )
}

const coverageColumns = (page: PageContext): readonly Column<Covered<Subject>>[] => {
  const { t, lang } = page
  return [
    { key: 'subject', title: t('competence.subject'), heading: true, cell: ({ subject }) => nameOf(page, subject) },
    { key: 'state', title: t('competence.state'), cell: (row) => <State page={page} row={row} /> },
    { key: 'who', title: t('competence.holders'), cell: ({ holders, learners }) => [...holders.map(({ name }) => name), ...(learners > 0 ? [t('competence.learners', { count: learners })] : [])].join(', ') || '–' },
    { key: 'asked', title: t('competence.asked'), cell: ({ asked }) => (asked.kindergartens === 0 ? '–' : t('competence.asked.words', { kindergartens: asked.kindergartens, what: askedWords(page, asked) })) },
    { key: 'falls', title: t('competence.falls'), cell: ({ falls }) => (falls ? t('competence.falls.words', { day: formatDate(falls.lastDay, lang, 'long'), state: t(`competence.state.${falls.to}`) }) : '–') },
  ]
}

/** What they ask for it by, without what is none. */
const askedWords = ({ t }: PageContext, asked: Covered<Subject>['asked']): string => (['needs', 'requests', 'measures'] as const).filter((by) => asked[by] > 0).map((by) => t(`competence.asked.${by}`, { count: asked[by] })).join(', ')

const color = { nobody: 'danger', one: 'warning', several: 'success' } as const
/** Red and yellow only where a kindergarten asks: the team need not know everything. */
const State = ({ page: { t }, row }: { readonly page: PageContext; readonly row: { readonly state: CoverageState; readonly asked: { readonly kindergartens: number } } }) => (
  <Tag color={row.state !== 'several' && row.asked.kindergartens === 0 ? 'neutral' : color[row.state]}>{t(`competence.state.${row.state}`)}</Tag>
)

/** Who holds what. A phone shows one subject at a time. */
const Matrix = ({ page, view: { members, held, subjects, leads } }: Props) => {
  const { t } = page
  const levelOf = (personId: string, code: string) => held.find((one) => one.personId === personId && one.subject === code)?.level
  const word = (personId: string, code: string) => {
    const level = levelOf(personId, code)
    return level ? t(`competence.level.short.${level}`) : t('competence.level.unwritten')
  }
  return (
    <>
      {leads && (
        <ul class="ds-list">
          {members.map(({ personId, name, lastDay }) => (
            <li>
              <a class="ds-link" href={rowPath(personId)}>
                {t('competence.row.title', { name })}
              </a>
              {lastDay && <> ({until(page, lastDay)})</>}
            </li>
          ))}
        </ul>
      )}
      <Table
        caption={t('competence.matrix')}
        hiddenCaption
        rows={subjects}
        rowKey={({ code }) => code}
        columns={[{ key: 'subject', title: t('competence.subject'), heading: true, cell: (row) => nameOf(page, row) }, ...members.map(({ personId, name }): Column<Subject> => ({ key: personId, title: name, cell: ({ code }) => word(personId, code) }))]}
      />
    </>
  )
}

/** The theme, and on the team's own list what kind it is. */
export const nameOf = ({ t, lang }: PageContext, { name, kind }: Subject): string => (kind === 'framework' || kind === 'team' ? name[lang] : t('competence.subject.own', { kind: t(`competence.kind.${kind}`), name: name[lang] }))
const until = ({ t, lang }: PageContext, lastDay: LocalDate): string => t('competence.until', { day: formatDate(lastDay, lang, 'long') })

export type AuthorityRow = { readonly name: string; readonly state: CoverageState; readonly endsOn: LocalDate | undefined }
/** How each subject stands in each team, for the kindergarten authority: never who. */
export const AuthorityPage = ({ page, teams }: { readonly page: PageContext; readonly teams: readonly (readonly [name: string, rows: readonly AuthorityRow[]])[] }) => {
  const { t, lang } = page
  return (
    <Layout page={page} title={t('competence.title')} intro={t('competence.intro.authority')} wide>
      {teams.length === 0 && (
        <EmptyState title={t('competence.none')}>
          <p>{t('competence.none.authority')}</p>
        </EmptyState>
      )}
      {teams.map(([team, rows]) => (
        <Section title={team}>
          <Table
            caption={team}
            hiddenCaption
            rows={rows}
            rowKey={({ name }) => name}
            columns={[
              { key: 'subject', title: t('competence.subject'), heading: true, cell: ({ name }) => name },
              { key: 'state', title: t('competence.state'), cell: ({ state }) => t(`competence.state.${state}`) },
              { key: 'falls', title: t('competence.ends'), cell: ({ endsOn }) => (endsOn ? formatDate(endsOn, lang, 'long') : '–') },
            ]}
          />
        </Section>
      ))}
    </Layout>
  )
}
