import { formatDateTime } from '../../../../kernel/dates.ts'
import { formatKroner, plainKroner, sumOre } from '../../../../kernel/money.ts'
import { formats } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout, Section as Part } from '../../../../ui/layout.tsx'
import { Steps } from '../../../../ui/steps.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Table } from '../../../../ui/table.tsx'
import { TaskList } from '../../../../ui/task-list.tsx'
import { differing, visible, type Answers } from '../../forms/answers.ts'
import type { CoreFacts } from '../../forms/core.ts'
import { asksPartner, type Section } from '../../forms/definition.ts'
import { sayingWhere } from '../../forms/drawing/grids.tsx'
import { SectionFields } from '../../forms/fields.tsx'
import type { Known, TypedFields } from '../../forms/reading.ts'
import { AnswersView } from '../../forms/view.tsx'
import { actorsOfMoney, staffGroups } from '../../schemes/rules.ts'
import { Changes } from '../one/page.tsx'
import { dueText, grantedTotal, StandingTag } from '../pages.tsx'
import { standingOf } from '../rules.ts'
import type { Asked, Submission } from '../store.ts'
import { ReachedPart } from '../reach/part.tsx'
import type { Reached } from '../reach/store.ts'
import { partStatus, type Reading, type Work } from '../work.ts'

type Page = { readonly page: PageContext }
type Side = 'applicant' | 'partner'
export const pathOf = (id: string, rest = ''): string => `/resultater/${id}${rest}`

const title = (page: PageContext, { grant }: Work): string => page.t('results.write.title', { year: grant.year })

/** The parts of the report with how far each has come: the way back after every save, and the way on. */
export const OverviewPage = ({ page, now, work, side, lead, asked, need }: Page & { readonly now: Date; readonly work: Work; readonly side: Side; readonly lead: boolean; readonly asked: readonly Asked[]; readonly need: CoreFacts | undefined }) => {
  const { t, lang } = page
  const { result, definition, answers, grant } = work
  const tasks = visible(definition, answers).map((section) => {
    const status = partStatus(work, section.key)
    const mine = section.by === side
    return { id: `del-${section.key}`, text: section.title[lang], href: mine ? pathOf(result.id, `/del/${section.key}`) : undefined, hint: mine ? undefined : t(`results.write.by.${section.by}`), status: status === 'complete' ? ('done' as const) : status === 'begun' ? ('in-progress' as const) : ('not-started' as const) }
  })
  return (
    <Layout page={page} title={title(page, work)} {...(asksPartner(definition) ? { intro: t(`results.write.intro.${side}`) } : {})} above={`${grant.title} (${grant.reference})`} back={{ href: '/resultater', text: t('results.title') }}>
      <p>
        <StandingTag page={page} standing={standingOf(result.state, grant.due, now)} /> {t('results.write.due', { date: dueText(page, grant.due) })}
      </p>
      {result.state === 'changes-requested' && <Changes page={page} asked={asked} />}
      <TaskList label={title(page, work)} tasks={tasks} />
      {lead && (
        <ButtonRow>
          <LinkButton href={pathOf(result.id, '/kontroll')}>{t('results.check')}</LinkButton>
        </ButtonRow>
      )}
      {result.changedAt && <p class="subtle">{t('results.write.saved', { when: formatDateTime(result.changedAt, lang), who: result.changedBy ?? '' })}</p>}
      <Beside page={page} work={work} need={need} />
    </Layout>
  )
}

/** What the need report said and what was granted, beside what one writes now. */
const Beside = ({ page, work: { grant, planned, result }, need, open }: Page & { readonly work: Work; readonly need: CoreFacts | undefined; readonly open?: boolean }) => {
  const { t, lang } = page
  const names = planned.kindergartens.map(({ name }) => name).join(', ')
  const groups = staffGroups.map((group) => ({ group, rows: planned.staff.filter((row) => row.group === group) })).filter(({ rows }) => rows.length > 0)
  return (
    <Details summary={t('results.beside')} {...(open ? { open } : {})}>
      <SummaryList
        rows={[
          { term: t('results.granted'), value: `${formatKroner(grantedTotal(grant), lang)} (${grant.amounts.map((one) => `${t(`scheme.money.${one.actor}`)}: ${plainKroner(one.ore, lang)}`).join(', ')})` },
          ...(need?.words.goals ? [{ term: t('results.goals'), value: need.words.goals }] : []),
          ...(need?.words.signs ? [{ term: t('results.signs'), value: need.words.signs }] : []),
          ...(need?.words.activities ? [{ term: t('results.activities.planned'), value: need.words.activities }] : []),
          { term: t('results.kindergartens.planned'), value: names },
        ]}
      />
      {groups.length > 0 && (
        <Table
          caption={t('results.people.plan')}
          phone="scroll"
          rows={groups}
          rowKey={({ group }) => group}
          columns={[
            { key: 'group', title: t('forms.staff.group'), heading: true, cell: ({ group }) => t(`forms.group.${group}`) },
            { key: 'employed', title: t('results.people.employed'), numeric: true, cell: ({ rows }) => String(rows.reduce((sum, row) => sum + row.employed, 0)) },
            { key: 'planned', title: t('results.people.planned'), numeric: true, cell: ({ rows }) => String(rows.reduce((sum, row) => sum + row.takesPart, 0)) },
          ]}
        />
      )}
      <p>
        <a class="ds-link" href={`/behov/${grant.reportId}`} id={`behov-${result.id}`}>
          {t('results.need.whole')}
        </a>
      </p>
    </Details>
  )
}

export type SectionPageProps = Page & { readonly work: Work; readonly side: Side; readonly section: Section; readonly known: Known; /** What the kindergartens have counted of whom their measures reached; empty in parts it has nothing to do with. */ readonly reached: readonly Reached[]; readonly need: CoreFacts | undefined; readonly seen: string; readonly errors: readonly FieldError[]; readonly typed?: TypedFields | undefined }

/** One part. What was granted is not asked: it stands there. */
export const SectionPage = ({ page, work, side, section, known, reached, need, seen, errors, typed }: SectionPageProps) => {
  const { t, lang } = page
  const { definition, result, grant } = work
  const own = visible(definition, work.answers).filter(({ by }) => by === side)
  const steps = own.map((one) => ({ text: one.title[lang], href: pathOf(result.id, `/del/${one.key}`), done: partStatus(work, one.key) === 'complete' }))
  const asksMoney = section.questions.some(({ core }) => core === 'used')
  return (
    <Layout page={page} title={section.title[lang]} above={`${title(page, work)}, ${grant.reference}`} back={{ href: pathOf(result.id), text: t('results.write.back') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={sayingWhere(t, definition, section, known, errors)} labels={Object.fromEntries(section.questions.map((question) => [`q.${question.key}`, question.label[lang]]))} />
      {steps.length > 1 && <Steps steps={steps} current={own.findIndex(({ key }) => key === section.key) + 1} />}
      {section.intro[lang] && <p class="ds-paragraph">{section.intro[lang]}</p>}
      <p class="subtle">{t('forms.all-but-optional')}</p>
      {asksMoney && <Granted page={page} work={work} />}
      <Beside page={page} work={work} need={need} />
      {reached.length > 0 && <ReachedPart page={page} reached={reached} kindergartens={work.planned.kindergartens} propose={section.questions.some(({ core }) => core === 'activities-done') ? pathOf(result.id, `/del/${section.key}?forslag=deltakelsen`) : undefined} />}
      <Form action={pathOf(result.id, `/del/${section.key}`)} autosave={pathOf(result.id, `/del/${section.key}`)}>
        <input type="hidden" name="sett" value={seen} />
        <SectionFields definition={definition} section={{ ...section, questions: section.questions.filter(({ core }) => core !== 'granted') }} known={known} typed={typed} errors={errors} />
        <ButtonRow>
          <Button name="handling" value="neste">
            {t('results.write.next')}
          </Button>
          <Button variant="secondary" name="handling" value="kladd">
            {t('common.save.draft')}
          </Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

const Granted = ({ page: { t, lang }, work: { grant } }: Page & { readonly work: Work }) => (
  <Table
    caption={t('results.granted.caption', { year: grant.year })}
    phone="scroll"
    rows={actorsOfMoney.filter((actor) => grant.amounts.some((one) => one.actor === actor))}
    rowKey={(actor) => actor}
    columns={[
      { key: 'who', title: t('results.money.who'), heading: true, cell: (actor) => t(`scheme.money.${actor}`) },
      { key: 'granted', title: t('results.granted'), numeric: true, cell: (actor) => plainKroner(sumOre(grant.amounts.filter((one) => one.actor === actor).map(({ ore }) => ore)), lang) },
    ]}
    foot={[t('results.total'), plainKroner(grantedTotal(grant), lang)]}
  />
)

/** Someone has saved the same part meanwhile: both versions, and a choice. Nothing is lost. */
export const ConflictPage = ({ page, work, section, mine, seen, fields }: Page & { readonly work: Work; readonly section: Section; readonly mine: Answers; readonly seen: string; readonly fields: readonly (readonly [string, string])[] }) => {
  const { t, lang } = page
  const { definition, answers, result, planned } = work
  const only = new Set(differing(definition, section.key, answers, mine).map(({ key }) => key))
  const part = { ...definition, sections: definition.sections.map((one) => ({ ...one, questions: one.questions.filter(({ key }) => one.key !== section.key || only.has(key)) })) }
  return (
    <Layout page={page} title={t('results.conflict.title')} intro={t('results.conflict.text', { who: result.changedBy ?? '', when: result.changedAt ? formats(lang).dateTime(result.changedAt) : '' })}>
      <Part title={t('results.conflict.theirs')}>
        <AnswersView definition={part} answers={answers} organisations={planned.kindergartens} only={[section.key]} />
      </Part>
      <Part title={t('results.conflict.mine')}>
        <AnswersView definition={part} answers={mine} organisations={planned.kindergartens} only={[section.key]} />
      </Part>
      <Form action={pathOf(result.id, `/del/${section.key}`)}>
        <input type="hidden" name="sett" value={seen} />
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <ButtonRow>
          <Button name="handling" value="neste">
            {t('results.conflict.use-mine')}
          </Button>
          <LinkButton variant="secondary" href={pathOf(result.id, `/del/${section.key}`)}>
            {t('results.conflict.use-theirs')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

export type CheckError = FieldError & { readonly section: string | undefined }

/** The last look before sending: what is missing, each with a way there, or the button. */
export const CheckPage = ({ page, now, work, lacks }: Page & { readonly now: Date; readonly work: Work; readonly lacks: readonly CheckError[] }) => {
  const { t } = page
  const { result, definition, answers, planned, grant } = work
  return (
    <Layout page={page} title={t('results.check')} above={`${grant.title} (${grant.reference})`} back={{ href: pathOf(result.id), text: t('results.write.back') }} wide>
      {lacks.length > 0 ? (
        <Alert kind="warning" title={t('results.check.missing', { count: lacks.length })}>
          <ul class="ds-list">
            {lacks.map((lack) => (
              <li>
                {lack.section && definition.sections.some(({ key, by }) => key === lack.section && by === 'applicant') ? (
                  <a class="ds-link" href={pathOf(result.id, `/del/${lack.section}`)}>
                    {lack.text}
                  </a>
                ) : (
                  `${lack.text} (${t('results.write.by.partner')})`
                )}
              </li>
            ))}
          </ul>
        </Alert>
      ) : (
        <Form action={pathOf(result.id, '/innsending')} label={t('results.send')}>
          <p class="ds-paragraph">{t(result.state === 'draft' && now >= grant.due ? 'results.check.late' : 'results.check.ready')}</p>
          <ButtonRow>
            <Button>{t('results.send')}</Button>
          </ButtonRow>
        </Form>
      )}
      <AnswersView definition={definition} answers={answers} organisations={planned.kindergartens} changeHref={(section) => (definition.sections.some(({ key, by }) => key === section && by === 'applicant') ? pathOf(result.id, `/del/${section}`) : undefined)} />
    </Layout>
  )
}

/** What can be shown to the board: the reference, who, when, and what happens next. */
export const ReceiptPage = ({ page, work, last, reading }: Page & { readonly work: Work; readonly last: Submission; readonly reading: Reading }) => {
  const { t, lang } = page
  const { result, grant } = work
  return (
    <Layout page={page} title={t('results.receipt.title')} intro={t('results.receipt.reference', { reference: result.reference ?? '' })}>
      <SummaryList
        rows={[
          { term: t('results.measure'), value: `${grant.title} (${grant.reference})` },
          { term: t('results.year'), value: String(grant.year) },
          { term: t('results.sent'), value: `${formatDateTime(last.sentAt, lang)}, ${last.sentBy}` },
          { term: t('results.unused'), value: formatKroner(sumOre(reading.money.map((one) => one.unused)), lang) },
        ]}
      />
      <p class="ds-paragraph">{t('results.receipt.next')}</p>
      <ButtonRow>
        <LinkButton href={pathOf(result.id)}>{t('results.receipt.see')}</LinkButton>
        <LinkButton href={pathOf(result.id, '/rapport.pdf')} variant="secondary" download>
          {t('results.pdf')}
        </LinkButton>
      </ButtonRow>
      <p class="subtle">{t('results.receipt.sum', { sum: last.sha256.slice(0, 16) })}</p>
    </Layout>
  )
}
