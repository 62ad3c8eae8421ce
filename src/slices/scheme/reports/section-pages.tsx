import { formats } from '../../../texts/index.ts'
import { attachmentMegabytes, attachmentTypes } from '../../../kernel/attachment.ts'
import { confirmedField, type GuardWarning } from '../../../kernel/guarded-form.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { SelectField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { GuardNotice } from '../../../ui/guard-notice.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Steps } from '../../../ui/steps.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { statusOf, visible, type Answers } from '../forms/answers.ts'
import { carrier, type Section } from '../forms/definition.ts'
import { shownAnswers } from '../forms/document.ts'
import { sayingWhere } from '../forms/drawing/grids.tsx'
import { SectionFields } from '../forms/fields.tsx'
import { fieldOf, type TypedFields } from '../forms/reading.ts'
import { OwnPart } from './about/rows.tsx'
import { kindTitle, pathOf, titleOf } from './pages.tsx'
import { knownOf, namesOf, type Work } from './work.ts'

export type SectionPageProps = {
  readonly page: PageContext
  readonly work: Work
  readonly section: Section
  /** Sections the actor may write, in order: the steps and the way on. */
  readonly writes: readonly string[]
  readonly seen: string
  readonly typed: TypedFields | undefined
  readonly errors: readonly FieldError[]
  readonly warnings: readonly GuardWarning[]
}

/** One section of the report. Saving never needs the whole; sending does. */
export const SectionPage = ({ page, work, section, writes, seen, typed, errors, warnings }: SectionPageProps) => {
  const { t, lang } = page
  const { report, definition, answers } = work
  const path = pathOf(report.id, `/del/${section.key}`)
  const own = visible(definition, answers).filter(({ key }) => writes.includes(key))
  const hasFiles = section.questions.some(({ kind }) => kind === 'file')
  const steps = own.map(({ key, title }) => ({ text: title[lang], href: pathOf(report.id, `/del/${key}`), done: statusOf(definition, key, answers) === 'complete' }))
  const labels = Object.fromEntries(section.questions.map((question) => [fieldOf(question), question.label[lang]]))
  return (
    <Layout page={page} title={section.title[lang]} above={titleOf(work, page)} back={{ href: pathOf(report.id), text: t('reports.back') }} hasErrors={errors.length > 0 || warnings.length > 0}>
      <ErrorSummary errors={sayingWhere(t, definition, section, knownOf(work), errors)} labels={labels} />
      <Steps steps={steps} current={own.findIndex(({ key }) => key === section.key) + 1} />
      {section.intro[lang] && <p class="ds-paragraph">{section.intro[lang]}</p>}
      <p class="subtle">{t('forms.all-but-optional')}</p>
      <Form action={path} files={hasFiles} {...(hasFiles ? { leaveWarning: true } : { autosave: path })}>
        <input type="hidden" name="sett" value={seen} />
        {section.questions.some(({ core }) => core === 'amounts') && <OwnPart page={page} work={work} />}
        <SectionFields definition={definition} section={section} known={knownOf(work)} typed={typed} errors={errors} {...(hasFiles ? { uploads: { types: attachmentTypes, megabytes: attachmentMegabytes } } : {})} />
        <GuardNotice warnings={warnings} labels={labels} />
        <ButtonRow>
          <Button name="handling" value="neste">
            {t('reports.save-next')}
          </Button>
          <Button variant="secondary" name="handling" value="kladd">
            {t('common.save.draft')}
          </Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

export type ConflictProps = {
  readonly page: PageContext
  readonly work: Work
  readonly section: Section
  /** All answers as they would be with what the second one wrote. */
  readonly mine: Answers
  /** What the second one sent, as it was sent. */
  readonly typed: TypedFields
  readonly seen: string
}

/** Someone saved the same section meanwhile: both versions, and a choice. Nothing is lost. */
export const ConflictPage = ({ page, work, section, mine, typed, seen }: ConflictProps) => {
  const { t, lang } = page
  const path = pathOf(work.report.id, `/del/${section.key}`)
  const mark = work.report.sections[section.key]
  return (
    <Layout page={page} title={t('reports.conflict')} intro={t('reports.conflict.text', { who: mark?.by ?? work.report.changedBy ?? '', when: formats(lang).dateTime(mark ? new Date(mark.at) : (work.report.changedAt ?? new Date(0))) })}>
      <Version work={work} page={page} section={section} answers={work.answers} title={t('reports.conflict.theirs')} />
      <Version work={work} page={page} section={section} answers={mine} title={t('reports.conflict.mine')} />
      <Form action={path}>
        <input type="hidden" name="sett" value={seen} />
        <input type="hidden" name={confirmedField} value="ja" />
        {Object.entries(typed).flatMap(([name, value]) => [value].flat().map((one) => <input type="hidden" name={name} value={one} />))}
        <ButtonRow>
          <Button name="handling" value="neste">
            {t('reports.conflict.use-mine')}
          </Button>
          <LinkButton variant="secondary" href={path}>
            {t('reports.conflict.use-theirs')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

const Version = ({ page, work, section, answers, title }: { readonly page: PageContext; readonly work: Work; readonly section: Section; readonly answers: Answers; readonly title: string }) => {
  const items = shownAnswers(work.definition, answers, namesOf(work), page.lang, page.t).find(({ key }) => key === section.key)?.items ?? []
  return (
    <section class="page-part">
      <h2 class="ds-heading" data-size="xs">
        {title}
      </h2>
      <SummaryList rows={items.map((item) => ('term' in item ? { term: item.term, value: item.value } : { term: item.caption, value: item.rows.map((row) => row.join(' ')).join(' · ') }))} />
    </section>
  )
}

export type KindPageProps = { readonly page: PageContext; readonly work: Work; readonly granted: readonly { readonly id: string; readonly reference: string; readonly title: string; readonly round: string }[]; readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[] }

/** New, or building on something: and what. */
export const KindPage = ({ page, work, granted, typed, errors }: KindPageProps) => {
  const { t, lang } = page
  const { report, scheme } = work
  const kinds = scheme.kinds.filter((kind) => kind === 'new' || granted.length > 0)
  return (
    <Layout page={page} title={kindTitle(work, page)} above={titleOf(work, page)} back={{ href: pathOf(report.id), text: t('reports.back') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action={pathOf(report.id, '/slag')}>
        {scheme.strands.length > 1 ? (
          <RadioGroup name="del" label={t('scheme.strand')} value={typed['del']} error={errorFor(errors, 'del')} options={scheme.strands.map(({ code, name, about }) => ({ value: code, text: name[lang], hint: about[lang] }))} />
        ) : (
          <input type="hidden" name="del" value={scheme.strands[0]?.code} />
        )}
        <RadioGroup name="slag" label={t('reports.kind')} hint={granted.length === 0 && scheme.kinds.length > 1 ? t('reports.kind.only-new') : undefined} value={typed['slag']} error={errorFor(errors, 'slag')} options={kinds.map((kind) => ({ value: kind, text: t(`scheme.kind.${kind}`), hint: t(`reports.kind.${kind}`) }))} />
        {granted.length > 0 && <SelectField name="bygger" label={t('reports.builds-on')} hint={t('reports.builds-on.hint')} value={typed['bygger']} error={errorFor(errors, 'bygger')} options={granted.map(({ id, reference, title, round }) => ({ value: id, text: `${reference} ${title} (${round})` }))} />}
        {!carrier(work.definition, 'network-name') && <TextField name="nettverk" label={t('reports.network')} hint={t('reports.network.hint')} mark="optional" value={typed['nettverk']} error={errorFor(errors, 'nettverk')} />}
        <ButtonRow>
          <Button>{t('rounds.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
