import { Alert } from '../../../ui/alert.tsx'
import { usePage, type PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { ErrorSummary } from '../../../ui/form.tsx'
import { cameBack, type ShownForm } from '../../../ui/guard-notice.tsx'
import { KeyFigures } from '../../../ui/key-figures.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { formatDate } from '../../../kernel/dates.ts'
import { formats } from '../../../texts/index.ts'
import { wordsIn, type InstrumentTheme } from '../instruments/definition.ts'
import { floor } from '../masking/rules.ts'
import { Join } from './host/join.tsx'
import { Planned } from './host/planned.tsx'
import { Reflection } from './host/reflection.tsx'
import { StepForm } from './host/step-form.tsx'
import { titleOf } from './host/title.ts'
import { StateTag } from './pages.tsx'
import { ThemeResult } from './result-view.tsx'
import { Slips } from './slips/pages.tsx'
import { Together } from './together/pages.tsx'
import type { Companions } from './together/store.ts'
import { dotsTheme, type ClosedTheme, type Session, type StepRefusal } from './rules.ts'
import type { Result } from './store.ts'

export type HostView = {
  readonly session: Session
  readonly themes: readonly InstrumentTheme[]
  readonly closed: readonly ClosedTheme[]
  readonly results: readonly Result[]
  /** By theme, when they have been counted. */
  readonly dots: ReadonlyMap<string, number>
  readonly counts: ReadonlyMap<string, number>
  /** Where the phones go. */
  readonly address: string | undefined
  readonly mayHost: boolean
  /** The kindergartens that hold it together with this one, and those that may be asked. */
  readonly companions: Companions
  readonly refused: StepRefusal | 'changed-meanwhile' | undefined
  /** A reflection that was not saved: what was typed, and what is to be looked at. */
  readonly returned?: (ShownForm & { readonly theme: string; /** Somebody else has written meanwhile. */ readonly conflict?: boolean }) | undefined
  /** A number of people to answer that was not taken. */
  readonly expected?: { readonly typed: string; readonly error: string } | undefined
}
type Props = { readonly view: HostView }

/** One session: as the host's screen while it is open, as what came of it afterwards. */
export const SessionPage = ({ page, view }: { readonly page: PageContext; readonly view: HostView }) => {
  const { t } = page
  const { session, refused, mayHost } = view
  return (
    <Layout page={page} wide title={titleOf(page, view)} heading={session.title} above={session.kindergarten} back={{ href: '/okter', text: t('sessions.title') }} hasErrors={view.expected !== undefined || (view.returned !== undefined && cameBack(view.returned))} refreshSeconds={mayHost && session.state === 'open' && !refused && !view.returned && !view.expected ? 3 : undefined}>
      {view.returned && <ErrorSummary errors={view.returned.errors.map((one) => ({ ...one, field: `refleksjon-${view.returned?.theme ?? ''}` }))} />}
      {view.expected && <ErrorSummary errors={[{ field: 'antall', text: view.expected.error }]} />}
      {refused && <Alert kind="warning" answer>{t(`sessions.because.${refused}`)}</Alert>}
      <p>
        <StateTag page={page} state={session.state} />
      </p>
      {session.state === 'planned' && <Planned view={view} />}
      <Together session={session} companions={view.companions} mayHost={mayHost} />
      {session.state === 'open' && mayHost && <Open view={view} />}
      {session.state === 'cancelled' && <p class="ds-paragraph">{t('sessions.cancelled.text')}</p>}
      {session.state === 'ended' && (
        <p>
          <a class="ds-link" href={`/okter/${session.id}/sammendrag.pdf`}>
            {t('sessions.summary.pdf')}
          </a>
          {mayHost && (
            <>
              {' · '}
              <a class="ds-link" href={`/behovsbeskrivelser/ny?okt=${session.id}`}>
                {t('sessions.then.need')}
              </a>
            </>
          )}
        </p>
      )}
      {session.state !== 'planned' && <Results view={view} />}
      {session.state === 'open' && mayHost && isShowing(session) && <Join view={view} />}
      {mayHost && (session.state === 'planned' || session.state === 'open') && (
        <Details summary={t('sessions.cancel')}>
          <p class="ds-paragraph">{t('sessions.cancel.text')}</p>
          <StepForm view={view} step="cancel" danger />
        </Details>
      )}
    </Layout>
  )
}

const Open = ({ view }: Props) => {
  const { t, lang } = usePage()
  const { session, themes, closed, counts } = view
  const now = themes.find(({ key }) => key === session.theme)
  const answered = session.phase === 'answering' ? (counts.get(session.theme ?? '') ?? 0) : session.phase === 'dots' ? (counts.get(dotsTheme) ?? 0) : undefined
  const left = themes.filter(({ key }) => !closed.some((one) => one.theme === key))
  // Closed with too few answers to show: it stands as before, and the host would not know why.
  const waiting = left.filter(({ key }) => (counts.get(key) ?? 0) > 0)
  const between = session.phase !== 'answering' && session.phase !== 'dots'
  const finish = between && (session.kind === 'live' ? left.length < themes.length : session.mayCloseEarly) && (
    <Section title={t('sessions.finish')}>
      {session.kind === 'live' && !closed.some(({ theme }) => theme === dotsTheme) && <StepForm view={view} step="open-dots" quiet={left.length > 0} />}
      <StepForm view={view} step="end" quiet={left.length > 0 || !closed.some(({ theme }) => theme === dotsTheme)} />
    </Section>
  )
  // Said aloud when it changes: where it has come, and when half and all have answered; not every single answer.
  const said = [now && session.phase === 'answering' ? `${t('sessions.now', { theme: wordsIn(now.name, lang) })}.` : session.phase === 'answering' || session.phase === 'lobby' ? '' : t(`sessions.said.${session.phase}`), answered !== undefined && session.tickets > 0 ? (answered >= session.tickets ? t('sessions.said.all') : answered * 2 >= session.tickets ? t('sessions.said.half') : '') : ''].join(' ').trim()
  return (
    <>
      <div hidden data-said={session.kind === 'live' ? said : ''} data-offline={t('sessions.offline')} />
      {session.kind === 'survey' && session.closesOn && <p class="ds-paragraph">{t('sessions.survey.until', { date: formatDate(session.closesOn, lang, 'weekday') })}</p>}
      {session.phase === 'answering' && now && (
        <Section title={t('sessions.now', { theme: wordsIn(now.name, lang) })}>
          <div data-live="answered">
            <KeyFigures figures={[{ label: t('sessions.answered'), value: t('sessions.of', { count: answered ?? 0, of: session.tickets }) }]} />
            {answered !== undefined && session.tickets > 0 && answered >= session.tickets && <p class="ds-paragraph">{t('sessions.said.all')}</p>}
            {(answered ?? 0) < floor && <p class="ds-paragraph">{t('sessions.too-few.now')}</p>}
          </div>
          <StepForm view={view} step="close-theme" />
        </Section>
      )}
      {session.phase === 'dots' && (
        <Section title={t('sessions.dots')}>
          <div data-live="answered">
            <KeyFigures figures={[{ label: t('sessions.answered'), value: t('sessions.of', { count: answered ?? 0, of: session.tickets }) }]} />
            {answered !== undefined && session.tickets > 0 && answered >= session.tickets && <p class="ds-paragraph">{t('sessions.said.all')}</p>}
          </div>
          <StepForm view={view} step="close-dots" />
        </Section>
      )}
      {session.kind === 'live' && between && left[0] && (
        <Section title={t('sessions.next', { theme: wordsIn(left[0].name, lang) })}>
          {waiting.length > 0 && <Alert kind="info">{t('sessions.too-few.waits', { themes: formats(lang).list(waiting.map(({ name }) => `«${wordsIn(name, lang)}»`)) })}</Alert>}
          <StepForm view={view} step="open-theme" theme={left[0]} />
          {left.length > 1 && (
            <Details summary={t('sessions.next.other')}>
              {left.slice(1).map((theme) => (
                <StepForm view={view} step="open-theme" theme={theme} quiet />
              ))}
            </Details>
          )}
        </Section>
      )}
      {session.slips && <Slips session={session} answered={view.counts.size > 0} />}
      {session.kind === 'live' && finish}
      {session.kind === 'survey' && (
        <Section title={t('sessions.answered')}>
          <div data-live="answered">
            <KeyFigures figures={[{ label: t('sessions.answered'), value: t('sessions.of', { count: Math.max(0, ...counts.values()), of: session.expected }) }]} />
          </div>
        </Section>
      )}
      {!session.slips && !isShowing(session) && <Join view={view} />}
      {session.kind === 'survey' && finish}
    </>
  )
}

/** A result is on the wall: it stands first, and the way in for late comers below. */
const isShowing = ({ phase }: Session): boolean => phase === 'shown' || phase === 'dots-shown'

const Results = ({ view }: Props) => {
  const { t, lang } = usePage()
  const { session, themes, closed, results, mayHost } = view
  const done = themes.filter(({ key }) => closed.some((one) => one.theme === key))
  const dots = themes.flatMap((theme) => {
    const found = view.dots.get(theme.key)
    return found === undefined ? [] : [{ theme, dots: found }]
  })
  if (done.length === 0 && dots.length === 0 && session.state === 'ended') return <p class="ds-paragraph">{t('sessions.result.too-few')}</p>
  const unseen = session.state === 'ended' ? themes.filter((theme) => !done.includes(theme)) : []
  return (
    <>
      {dots.length > 0 && (
        <Section title={t('sessions.dots.result')}>
          <Table
            caption={t('sessions.dots.result')}
            hiddenCaption
            rows={dots.toSorted((a, b) => b.dots - a.dots)}
            rowKey={({ theme }) => theme.key}
            columns={[
              { key: 'theme', title: t('sessions.theme'), heading: true, cell: ({ theme }) => wordsIn(theme.name, lang) },
              { key: 'dots', title: t('sessions.dots'), numeric: true, cell: (one) => <span class="words">{one.dots === 0 ? t('sessions.few') : t('sessions.band', { from: one.dots, to: one.dots + 4 })}</span> },
            ]}
          />
        </Section>
      )}
      {done.map((theme) => {
        const one = closed.find((found) => found.theme === theme.key)
        return (
          <Section title={wordsIn(theme.name, lang)}>
            <ThemeResult theme={theme} results={results} groups={session.groups} />
            {mayHost ? (
              <Reflection sessionId={session.id} theme={theme} saved={one} returned={view.returned?.theme === theme.key ? view.returned : undefined} />
            ) : (
              one?.reflection && <p class="ds-paragraph">{one.reflection}</p>
            )}
            {mayHost && session.state === 'ended' && (
              <p>
                <a class="ds-link" href={`/behovsbeskrivelser/ny?fra=${encodeURIComponent(`staff:${session.id}:${theme.key}`)}`}>
                  {t('sessions.then.need.theme')}
                  <span class="ds-sr-only">: {wordsIn(theme.name, lang)}</span>
                </a>
              </p>
            )}
          </Section>
        )
      })}
      {unseen.length > 0 && <p class="ds-paragraph">{t('sessions.result.unseen', { themes: formats(lang).list(unseen.map(({ name }) => `«${wordsIn(name, lang)}»`)) })}</p>}
      {done.length > 0 && <p class="subtle">{t('sessions.rule')}</p>}
    </>
  )
}
