import { formatDate } from '../../../kernel/dates.ts'
import { formats } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { LinkButton, ButtonRow } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorSummary, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import { themeNames, type NamedTheme } from '../../../ui/theme-names.ts'
import { PieceList } from '../evidence/words.tsx'
import { PlanGoals, Proposals } from '../proposals/list.tsx'
import type { Proposal } from '../proposals/rules.ts'
import type { PlanGoal } from '../proposals/store.ts'
import { chain, lacksOf, type Need, type NeedContent, type NeedState } from './rules.ts'
import { StepForms } from './step-forms.tsx'
import type { Consequence } from './store.ts'

export const pathOf = (id: string, rest = ''): string => `/behovsbeskrivelser/${id}${rest}`
const stateColor: Readonly<Record<NeedState, TagColor>> = { draft: 'neutral', proposed: 'info', decided: 'success', 'set-aside': 'neutral' }
const StateTag = ({ page, state }: { readonly page: PageContext; readonly state: NeedState }) => <Tag color={stateColor[state]}>{page.t(`needs.state.${state}`)}</Tag>

export type ListView = { readonly needs: readonly Need[]; readonly themes: readonly NamedTheme[]; readonly writes: boolean; readonly own: string | undefined }

/** The needs one may read, what matters most first. */
export const NeedsPage = ({ page, view }: { readonly page: PageContext; readonly view: ListView }) => {
  const { t, lang } = page
  const begin = view.writes ? <LinkButton href="/behovsbeskrivelser/ny">{t('needs.new')}</LinkButton> : undefined
  const evidence = <LinkButton href={view.own ? `/kunnskapsgrunnlag/${view.own}` : '/kunnskapsgrunnlag'} variant="secondary">{t('needs.evidence.title')}</LinkButton>
  return (
    <Layout page={page} title={t('needs.title')} intro={t(view.writes ? 'needs.intro' : 'needs.intro.others')}>
      {view.needs.length === 0 ? (
        <EmptyState title={t('needs.none')} action={<>{begin} {evidence}</>}>
          {t(view.writes ? 'needs.none.text' : 'needs.none.others')}
        </EmptyState>
      ) : (
        <>
          <ButtonRow>
            {begin}
            {evidence}
          </ButtonRow>
          <Table
            caption={t('needs.title')}
            hiddenCaption
            rows={view.needs}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', title: t('needs.field.title'), heading: true, cell: (one) => <a class="ds-link" href={pathOf(one.id)}>{one.title}{!view.own && <span class="ds-sr-only">, {one.kindergarten}</span>}</a> },
              ...(view.own ? [] : [{ key: 'kindergarten', title: t('needs.kindergarten'), cell: (one: Need) => one.kindergarten }]),
              { key: 'state', title: t('needs.state'), cell: (one) => <StateTag page={page} state={one.state} /> },
              { key: 'rank', title: t('needs.rank'), cell: (one) => (one.state === 'decided' && one.rank ? String(one.rank) : '–') },
              { key: 'themes', title: t('needs.field.themes'), cell: (one) => themeNames(page, view.themes, one.themes).join(', ') || '–' },
              { key: 'changed', title: t('needs.changed'), cell: (one) => formats(lang).shortDate(one.changedAt) },
            ]}
          />
        </>
      )}
    </Layout>
  )
}

export type NeedView = {
  readonly need: Need
  readonly themes: readonly NamedTheme[]
  /** The actor may write on it. */
  readonly writes: boolean
  readonly head: boolean
  /** Who may begin a request for guidance, and a need report, from it. */
  readonly asks: boolean
  readonly reports: boolean
  /** Who may plan a measure from it. */
  readonly plans: boolean
  readonly consequences: readonly Consequence[]
  readonly proposals: readonly Proposal[]
  readonly goals: readonly PlanGoal[]
  readonly startKey: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

/** A need: the chain, what it leans on, what it has led to, and the next step. */
export const NeedPage = ({ page, view }: { readonly page: PageContext; readonly view: NeedView }) => {
  const { t, lang } = page
  const { need } = view
  const open = need.state === 'draft' || need.state === 'proposed'
  return (
    <Layout page={page} title={need.title} above={need.kindergarten} back={{ href: '/behovsbeskrivelser', text: t('needs.title') }} hasErrors={view.errors.length > 0}>
      <ErrorSummary errors={view.errors} />
      <p>
        <StateTag page={page} state={need.state} /> {need.decidedOn && t('needs.decided.by', { date: formatDate(need.decidedOn, lang, 'long'), who: need.decidedBy ?? '' })}
        {need.state === 'decided' && need.rank !== undefined && ` ${t('needs.rank.text', { rank: need.rank })}`}
      </p>
      {need.state === 'set-aside' && (
        <Alert kind="info" title={t('needs.set-aside.why')}>
          <p class="ds-paragraph long-text">{need.endReason}</p>
        </Alert>
      )}
      {view.writes && need.state === 'draft' && lacksOf(need).length > 0 && <Alert kind="info">{t('needs.lacks', { count: lacksOf(need).length })}</Alert>}
      <NeedAnswers page={page} need={need} themes={view.themes} changeHref={view.writes && open ? pathOf(need.id, '/endring') : undefined} />
      {view.writes && open && (
        <ButtonRow>
          <LinkButton href={pathOf(need.id, '/endring')} variant="secondary">
            {t('needs.edit')}
          </LinkButton>
        </ButtonRow>
      )}
      <h2 class="ds-heading" data-size="sm">{t('needs.evidence.leans')}</h2>
      {need.evidence.length === 0 ? <p>{t('needs.evidence.leans.none')}</p> : <PieceList page={page} themes={view.themes} pieces={need.evidence} />}
      <PlanGoals page={page} goals={view.goals} />
      {need.state !== 'draft' && need.state !== 'set-aside' && <Proposals page={page} needId={need.id} themes={view.themes} proposals={view.proposals} />}
      {(need.state === 'decided' || need.state === 'set-aside') && <LedTo page={page} consequences={view.consequences} />}
      <StepForms page={page} view={view} />
      <p class="subtle">
        {t('needs.saved', { when: formats(lang).dateTime(need.changedAt), who: need.changedBy })} {t(need.shared ? 'needs.shared.yes' : 'needs.shared.no')}
      </p>
    </Layout>
  )
}

/** What was written, each under its question. */
const NeedAnswers = ({ page, need, themes, changeHref }: { readonly page: PageContext; readonly need: NeedContent; readonly themes: readonly NamedTheme[]; readonly changeHref?: string | undefined }) => {
  const { t } = page
  const prose = (text: string) => text && <span class="long-text">{text}</span>
  return (
    <SummaryList
      rows={[
        ...chain.map((link) => ({ term: t(`needs.field.${link}`), value: prose(need[link]), changeHref })),
        { term: t('needs.field.themes'), value: themeNames(page, themes, need.themes).join(', '), changeHref },
        { term: t('needs.field.staffInvolved'), value: need.staffInvolved && (need.staffInvolvedHow ? `${t(`needs.involved.${need.staffInvolved}`)}. ${need.staffInvolvedHow}` : t(`needs.involved.${need.staffInvolved}`)), changeHref },
      ]}
    />
  )
}

const placeOf = { guidance: '/veiledning', report: '/behov', measure: '/tiltak' } as const

const LedTo = ({ page, consequences }: { readonly page: PageContext; readonly consequences: readonly Consequence[] }) => {
  const { t } = page
  return (
    <>
      <h2 class="ds-heading" data-size="sm">{t('needs.led-to')}</h2>
      {consequences.length === 0 ? (
        <p>{t('needs.led-to.none')}</p>
      ) : (
        <ul class="ds-list">
          {consequences.map((one) => (
            <li>
              <a class="ds-link" href={`${placeOf[one.kind]}/${one.id}`}>
                {one.kind === 'measure' ? t('measures.led-to', { title: one.name }) : t(one.kind === 'guidance' ? 'needs.led-to.guidance' : 'needs.led-to.report', { reference: one.reference ?? t('needs.led-to.not-sent'), round: one.name })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
