import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { usePage, type PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { KeyFigures } from '../../../ui/key-figures.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { QrCode } from '../../../ui/qr-code.tsx'
import { Table } from '../../../ui/table.tsx'
import { formatDate } from '../../../kernel/dates.ts'
import { wordsIn, type InstrumentTheme } from '../instruments/definition.ts'
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
  readonly counts: ReadonlyMap<string, number>
  /** Where the phones go. */
  readonly address: string | undefined
  readonly mayHost: boolean
  /** The kindergartens that hold it together with this one, and those that may be asked. */
  readonly companions: Companions
  readonly refused: StepRefusal | 'changed-meanwhile' | undefined
  /** A reflection that was not saved: what was typed, and what is to be looked at. */
  readonly returned?: (ShownForm & { readonly theme: string }) | undefined
}
type Props = { readonly view: HostView }

/** One session: as the host's screen while it is open, as what came of it afterwards. */
export const SessionPage = ({ page, view }: { readonly page: PageContext; readonly view: HostView }) => {
  const { t } = page
  const { session, refused, mayHost } = view
  return (
    <Layout page={page} wide title={session.title} above={session.kindergarten} back={{ href: '/okter', text: t('sessions.title') }} hasErrors={view.returned !== undefined && cameBack(view.returned)} refreshSeconds={mayHost && session.state === 'open' && !refused && !view.returned ? 3 : undefined}>
      {view.returned && <ErrorSummary errors={view.returned.errors.map((one) => ({ ...one, field: `refleksjon-${view.returned?.theme ?? ''}` }))} />}
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
        </p>
      )}
      {session.state !== 'planned' && <Results view={view} />}
      {session.state === 'open' && mayHost && isShowing(session) && <Join session={session} address={view.address} />}
      {mayHost && (session.state === 'planned' || session.state === 'open') && (
        <Details summary={t('sessions.cancel')}>
          <p class="ds-paragraph">{t('sessions.cancel.text')}</p>
          <StepForm view={view} step="cancel" danger />
        </Details>
      )}
    </Layout>
  )
}

/** A step of the host. What the page showed goes along, so that two hosts do not step at once. */
const StepForm = ({ view, step, theme, danger, quiet }: Props & { readonly step: 'open' | 'close-theme' | 'open-dots' | 'close-dots' | 'end' | 'cancel' | 'open-theme'; readonly theme?: InstrumentTheme; readonly danger?: boolean; readonly quiet?: boolean }) => {
  const { t, lang } = usePage()
  const name = theme && wordsIn(theme.name, lang)
  return (
    <Form action={`/okter/${view.session.id}/trinn`} label={name ? `${t(`sessions.step.${step}`)}: ${name}` : t(`sessions.step.${step}`)}>
      <input type="hidden" name="trinn" value={step} />
      <input type="hidden" name="versjon" value={String(view.session.version)} />
      {theme && <input type="hidden" name="tema" value={theme.key} />}
      <ButtonRow>
        <Button variant={quiet || danger ? 'secondary' : 'primary'} danger={danger === true} {...(name ? { about: name } : {})}>
          {t(`sessions.step.${step}`)}
        </Button>
      </ButtonRow>
    </Form>
  )
}

const Planned = ({ view }: Props) => {
  const { t } = usePage()
  return (
    <Section title={t('sessions.before')}>
      <ul class="ds-list">
        <li>{t('sessions.told.voluntary')}</li>
        <li>{t('sessions.told.counts')}</li>
        <li>{t('sessions.told.five')}</li>
        <li>{t('picture.told')}</li>
        <li>{t(audienceOf(view.session))}</li>
        {view.companions.asked.length > 0 && <li>{t('sessions.told.together')}</li>}
        {view.session.slips && <li>{t('sessions.told.slips')}</li>}
        {view.session.mayCloseEarly && <li>{t('sessions.told.early')}</li>}
      </ul>
      {view.mayHost && <StepForm view={view} step="open" />}
    </Section>
  )
}
const audienceOf = ({ seenByOwner, seenByTeam }: Pick<Session, 'seenByOwner' | 'seenByTeam'>) => (seenByOwner && seenByTeam ? 'sessions.told.both' : seenByOwner ? 'sessions.told.owner' : seenByTeam ? 'sessions.told.team' : 'sessions.told.own')

const Open = ({ view }: Props) => {
  const { t, lang } = usePage()
  const { session, themes, closed, counts } = view
  const now = themes.find(({ key }) => key === session.theme)
  const answered = session.phase === 'answering' ? (counts.get(session.theme ?? '') ?? 0) : session.phase === 'dots' ? (counts.get(dotsTheme) ?? 0) : undefined
  const left = themes.filter(({ key }) => !closed.some((one) => one.theme === key))
  const between = session.phase !== 'answering' && session.phase !== 'dots'
  const finish = between && (session.kind === 'live' ? left.length < themes.length : session.mayCloseEarly) && (
    <Section title={t('sessions.finish')}>
      {session.kind === 'live' && !closed.some(({ theme }) => theme === dotsTheme) && <StepForm view={view} step="open-dots" quiet={left.length > 0} />}
      <StepForm view={view} step="end" quiet={left.length > 0 || !closed.some(({ theme }) => theme === dotsTheme)} />
    </Section>
  )
  return (
    <>
      {session.kind === 'survey' && session.closesOn && <p class="ds-paragraph">{t('sessions.survey.until', { date: formatDate(session.closesOn, lang, 'weekday') })}</p>}
      {session.phase === 'answering' && now && (
        <Section title={t('sessions.now', { theme: wordsIn(now.name, lang) })}>
          <div data-live="answered">
            <KeyFigures figures={[{ label: t('sessions.answered'), value: t('sessions.of', { count: answered ?? 0, of: session.tickets }) }]} />
          </div>
          <StepForm view={view} step="close-theme" />
        </Section>
      )}
      {session.phase === 'dots' && (
        <Section title={t('sessions.dots')}>
          <div data-live="answered">
            <KeyFigures figures={[{ label: t('sessions.answered'), value: t('sessions.of', { count: answered ?? 0, of: session.tickets }) }]} />
          </div>
          <StepForm view={view} step="close-dots" />
        </Section>
      )}
      {session.kind === 'live' && between && left[0] && (
        <Section title={t('sessions.next', { theme: wordsIn(left[0].name, lang) })}>
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
      {!session.slips && !isShowing(session) && <Join session={session} address={view.address} />}
      {session.kind === 'survey' && finish}
    </>
  )
}

/** A result is on the wall: it stands first, and the way in for late comers below. */
const isShowing = ({ phase }: Session): boolean => phase === 'shown' || phase === 'dots-shown'

/** How the phones come in, to be read from the back of the room. */
const Join = ({ session, address }: { readonly session: Session; readonly address: string | undefined }) => {
  const { t } = usePage()
  return (
    <Section title={t('sessions.join')}>
      {address && (
        <>
          <p class="ds-paragraph join-code">{session.code}</p>
          <p>
            <a class="ds-link" href={address}>
              {address}
            </a>
          </p>
          <QrCode text={address} label={t('sessions.qr')} />
        </>
      )}
      <div data-live="joined">
        <KeyFigures figures={[{ label: t('sessions.joined'), value: t('sessions.of', { count: session.tickets, of: session.expected }) }]} />
      </div>
    </Section>
  )
}

const Results = ({ view }: Props) => {
  const { t, lang } = usePage()
  const { session, themes, closed, results, mayHost } = view
  const done = themes.filter(({ key }) => closed.some((one) => one.theme === key))
  const dots = themes.flatMap((theme) => {
    const found = closed.find((one) => one.theme === theme.key)?.dots
    return found === undefined ? [] : [{ theme, dots: found }]
  })
  if (done.length === 0 && session.state === 'ended') return <p class="ds-paragraph">{t('sessions.result.too-few')}</p>
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
              <Reflection sessionId={session.id} theme={theme} saved={one?.reflection ?? ''} returned={view.returned?.theme === theme.key ? view.returned : undefined} />
            ) : (
              one?.reflection && <p class="ds-paragraph">{one.reflection}</p>
            )}
          </Section>
        )
      })}
      {done.length > 0 && <p class="subtle">{t('sessions.rule')}</p>}
    </>
  )
}

/** What they wrote together. Saved by itself while it is being written; the counting beside it goes on. */
const Reflection = ({ sessionId, theme, saved, returned }: { readonly sessionId: string; readonly theme: InstrumentTheme; readonly saved: string; readonly returned: ShownForm | undefined }) => {
  const { t, lang } = usePage()
  const name = wordsIn(theme.name, lang)
  const action = `/okter/${sessionId}/tema/${theme.key}/refleksjon`
  const id = `f-refleksjon-${theme.key}`
  return (
    <Form action={action} autosave={action} label={name}>
      <TextArea name="refleksjon" id={id} label={t('sessions.reflection')} hint={t('sessions.reflection.hint')} value={returned?.typed['refleksjon'] ?? saved} error={returned && errorFor(returned.errors, 'refleksjon')} rows={4} guard />
      {returned && <GuardNotice warnings={returned.warnings} labels={{ refleksjon: t('sessions.reflection') }} at={id} />}
      <ButtonRow>
        <Button variant="secondary" about={name}>
          {t('sessions.reflection.save')}
        </Button>
      </ButtonRow>
    </Form>
  )
}
