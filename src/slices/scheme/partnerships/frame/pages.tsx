import type { ComponentChildren } from 'preact'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { lastDay, type Period } from '../../../../kernel/period.ts'
import { Alert } from '../../../../ui/alert.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { ErrorSummary } from '../../../../ui/form.tsx'
import { cameBack, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { Tabs } from '../../../../ui/tabs.tsx'
import { wordsOf, type Half } from '../halves/rules.ts'
import type { Side } from '../rules.ts'
import type { Partnership } from '../store.ts'

/** The pages of one partnership. */
export const parts = ['agreement', 'people', 'sessions', 'questions', 'reflections', 'changes', 'renewal'] as const
export type Part = (typeof parts)[number]
const under: Readonly<Record<Part, string>> = { agreement: '', people: '/folk', sessions: '/samlinger', questions: '/sporsmal', reflections: '/refleksjoner', changes: '/endringer', renewal: '/fornyelse' }
export const partPath = (id: string, part: Part, rest = ''): string => `/partnerskap/${id}${under[part]}${rest}`

/** A partnership and the one who looks at it. `writes`: the reader speaks for a side of one that nobody has ended. */
export type PartView = { readonly page: PageContext; readonly one: Partnership; readonly side: Side | undefined; readonly writes: boolean; readonly today: LocalDate }

export const nameOf = ({ ownerName, partnerName }: Pick<Partnership, 'ownerName' | 'partnerName'>, side: Side): string => (side === 'owner' ? ownerName : partnerName)
/** 'Lek og språk 2025–2028', or 'Lek og språk 2027' within one year: two periods may have the same name. */
export const namedWithYears = ({ name, period }: { readonly name: string; readonly period: Period }): string => {
  const [from, to] = [period.from.slice(0, 4), lastDay(period)?.slice(0, 4) ?? '']
  return `${name} ${from === to ? from : `${from}–${to}`}`
}
export const halfText = ({ t }: PageContext, half: Half): string => t(`pair.half.${wordsOf(half).season}`, { year: String(wordsOf(half).year) })

/** As `halfText`, inside a sentence: 'våren 2026'. */
export const halfWithin = (page: PageContext, half: Half): string => { const text = halfText(page, half); return text.slice(0, 1).toLocaleLowerCase('nb') + text.slice(1) }

export const PartTabs = ({ view: { page, one }, current }: { readonly view: Pick<PartView, 'page' | 'one'>; readonly current: Part }) => (
  <Tabs label={page.t('pair.parts')} tabs={parts.map((part) => ({ href: partPath(one.id, part), text: page.t(`pair.part.${part}`), current: part === current }))} />
)

type Props = { readonly view: PartView; readonly part: Part; readonly shown: ShownForm; readonly labels?: Readonly<Record<string, string>>; /** Where the page is about one thing in the part. */ readonly title?: string; /** Which of several things with the same title, in the title of the window. */ readonly which?: string | undefined; readonly children: ComponentChildren }

/** The frame of a part: whose it is, the other parts, what to mend. */
export const PartFrame = ({ view, part, shown, labels = {}, title, which, children }: Props) => {
  const { page, one } = view
  const { t } = page
  const heading = title ?? t(`pair.part.${part}`)
  const back = title ? { href: partPath(one.id, part), text: t(`pair.part.${part}`) } : { href: partPath(one.id, 'agreement'), text: one.name }
  return (
    <Layout page={page} title={`${[heading, which].filter(Boolean).join(' – ')}: ${namedWithYears(one)}`} heading={heading} above={`${one.ownerName} – ${one.partnerName}`} back={back} hasErrors={cameBack(shown)} wide={!title}>
      <ErrorSummary errors={shown.errors} labels={labels} />
      {!title && <PartTabs view={view} current={part} />}
      {one.endedAt && !title && (
        <Alert kind="info">
          <p class="ds-paragraph">{t('partnership.because.already-ended')}</p>
        </Alert>
      )}
      {children}
    </Layout>
  )
}
