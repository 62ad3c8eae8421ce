import { formats } from '../../../texts/index.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorSummary, Form } from '../../../ui/form.tsx'
import type { FieldError } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { cellWords, newPath, overWords, promisedPath, weekWords } from '../capacity/pages.tsx'
import { givePath } from './pages.tsx'
import type { Candidate } from './rules.ts'
import { windowWords } from './form-pages.tsx'
import type { LocalDate } from '../../../kernel/dates.ts'

export type WhoView = {
  readonly what: string
  readonly to: string
  readonly from: LocalDate
  readonly until: LocalDate
  readonly candidates: readonly Candidate[]
  readonly themeName: (code: string) => string
  /** A promise that is given on, or a case that is not promised yet. */
  readonly about: { readonly kind: 'promise'; readonly id: string; readonly version: number; readonly personId: string | undefined } | { readonly kind: 'case'; readonly id: string }
  readonly errors: readonly FieldError[]
}
type Props = { readonly page: PageContext; readonly view: WhoView }

/** Who can take a piece of work, and why: reasons line by line, never a score. */
export const WhoPage = ({ page, view }: Props) => {
  const { t } = page
  const { what, to, from, until, candidates, about, errors } = view
  const can = candidates.filter(({ cannot }) => cannot === undefined)
  const cannot = candidates.filter((one) => one.cannot !== undefined)
  const back = about.kind === 'case' ? { href: `/veiledning/${about.id}`, text: t('promised.who.back-case') } : { href: `${promisedPath}/${about.id}`, text: t('promised.back') }
  return (
    <Layout page={page} title={t('promised.who.title')} above={`${what}, ${to}`} intro={t('promised.who.intro', { window: windowWords(page, from, until) })} back={back} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Details summary={t('promised.who.order')}>
        <p>{t('promised.who.order.text')}</p>
      </Details>
      {can.length === 0 && (
        <EmptyState title={t('promised.who.none')}>
          <p>{t('promised.who.none.text')}</p>
        </EmptyState>
      )}
      {can.map((one, at) => (
        <Section title={t('promised.who.place', { place: at + 1, name: one.desk.member.name })}>
          <Reasons page={page} view={view} one={one} />
          <Choose page={page} view={view} one={one} first={at === 0} />
        </Section>
      ))}
      {cannot.length > 0 && (
        <Section title={t('promised.who.cannot')}>
          <ul class="ds-list">
            {cannot.map(({ desk, cannot: why }) => (
              <li>{t(`promised.cannot.${why ?? 'not-in-team-then'}`, { name: desk.member.name })}</li>
            ))}
          </ul>
        </Section>
      )}
    </Layout>
  )
}

const Reasons = ({ page, view: { themeName }, one }: Props & { readonly one: Candidate }) => {
  const { t, lang } = page
  const { alone, together, lacks, before, fullest, over, travel, desk } = one
  const list = (codes: readonly string[]) => formats(lang).list(codes.map(themeName))
  return (
    <ul class="ds-list">
      {alone.length > 0 && <li>{t('promised.reason.alone', { themes: list(alone) })}</li>}
      {together.length > 0 && <li>{t('promised.reason.together', { themes: list(together) })}</li>}
      {lacks.length > 0 && <li>{t('promised.reason.lacks', { themes: list(lacks) })}</li>}
      {before !== undefined && <li>{t('promised.reason.before', { count: before })}</li>}
      {over.length > 0 ? over.slice(0, 3).map((cell) => <li>{overWords(page, desk.member, cell)}</li>) : <li>{fullest ? t('promised.reason.room', { week: weekWords(page, fullest.monday), load: cellWords(page, fullest) }) : t('promised.reason.unknown')}</li>}
      <li>{travel === undefined ? t('promised.reason.travel-unknown') : t('promised.reason.travel', { minutes: travel })}</li>
    </ul>
  )
}

const Choose = ({ page: { t }, view: { about }, one: { desk }, first }: Props & { readonly one: Candidate; readonly first: boolean }) => {
  const { personId, name } = desk.member
  const variant = first ? 'primary' : 'secondary'
  if (about.kind === 'case') return <ButtonRow><LinkButton variant={variant} href={`${newPath}?sak=${about.id}&hvem=${personId}`} about={name}>{t('promised.who.choose')}</LinkButton></ButtonRow>
  if (about.personId === personId) return <p>{t('promised.who.has')}</p>
  return (
    <Form action={givePath(about.id)}>
      <input type="hidden" name="versjon" value={about.version} />
      <input type="hidden" name="hvem" value={personId} />
      <ButtonRow>
        <Button variant={variant} about={name}>{t('promised.who.choose')}</Button>
      </ButtonRow>
    </Form>
  )
}
