import { confirmedField } from '../../../kernel/guarded-form.ts'
import { formats } from '../../../texts/index.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { changesIn, missingIn, tablesOf } from './figures/tables.ts'
import { FigureTables } from './figures/view.tsx'
import { nameOf, pathOf } from './pages.tsx'
import { longest, type Chapter, type Report, type Snapshot } from './rules.ts'

type Page = { readonly page: PageContext }
const aboveOf = (page: PageContext, report: Report): string => `${nameOf(page, report)}, ${report.municipality}`

/** One chapter: the text, and the figures it is about. Saved while one writes. */
export const WritePage = ({ page, report, chapter, form, seen }: Page & { readonly report: Report; readonly chapter: Chapter; readonly form: ShownForm; readonly seen: string }) => {
  const { t, lang } = page
  const tables = tablesOf(page, report.snapshot.figures)
  const own = tables.filter((table) => table.chapter === chapter)
  const missing = missingIn(page, chapter, tables)
  const written = report.written.find((one) => one.chapter === chapter)
  const action = pathOf(report.id, `/kapittel/${chapter}`)
  return (
    <Layout page={page} title={t(`quality.chapter.${chapter}`)} above={aboveOf(page, report)} intro={t(`quality.hint.${chapter}`)} back={{ href: pathOf(report.id, `#kapittel-${chapter}`), text: t('quality.write.back') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} />
      <Form action={action} autosave={action}>
        <input type="hidden" name="sett" value={seen} />
        <TextArea name="tekst" label={t('quality.text')} hint={t('quality.text.rule')} rows={12} limit={longest} value={form.typed['tekst']} error={errorFor(form.errors, 'tekst')} guard />
        <GuardNotice warnings={form.warnings} labels={{ tekst: t('quality.text') }} />
        <ButtonRow>
          <Button>{t('common.save')}</Button>
        </ButtonRow>
      </Form>
      {written && <p class="subtle">{t('quality.write.saved', { when: formats(lang).dateTime(written.changedAt), who: written.changedBy })}</p>}
      {(own.length > 0 || missing) && (
        <Section title={t('quality.write.figures')}>
          {missing && <p class="ds-paragraph">{missing}</p>}
          <FigureTables page={page} tables={own} />
        </Section>
      )}
    </Layout>
  )
}

/** Somebody has saved the same chapter meanwhile: both texts, and a choice. Nothing is lost. */
export const ConflictPage = ({ page, report, chapter, mine }: Page & { readonly report: Report; readonly chapter: Chapter; readonly mine: string }) => {
  const { t, lang } = page
  const written = report.written.find((one) => one.chapter === chapter)
  const action = pathOf(report.id, `/kapittel/${chapter}`)
  return (
    <Layout page={page} title={t('quality.conflict.title')} above={`${t(`quality.chapter.${chapter}`)}, ${aboveOf(page, report)}`} intro={t('quality.conflict.text', { who: written?.changedBy ?? '', when: written ? formats(lang).dateTime(written.changedAt) : '' })}>
      <Section title={t('quality.conflict.theirs')}><p class="ds-paragraph kept-text">{written?.body}</p></Section>
      <Section title={t('quality.conflict.mine')}><p class="ds-paragraph kept-text">{mine}</p></Section>
      <Form action={action}>
        <input type="hidden" name="sett" value={String(written?.version ?? 0)} />
        <input type="hidden" name={confirmedField} value="ja" />
        <input type="hidden" name="tekst" value={mine} />
        <ButtonRow>
          <Button>{t('quality.conflict.use-mine')}</Button>
          <LinkButton variant="secondary" href={pathOf(report.id, `#kapittel-${chapter}`)}>{t('quality.conflict.use-theirs')}</LinkButton>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

/** When the figures were taken, and what the last taking changed. */
export const FiguresPage = ({ page, report, snapshots }: Page & { readonly report: Report; readonly snapshots: readonly Snapshot[] }) => {
  const { t, lang } = page
  const [last, before] = snapshots
  const changes = last && before ? changesIn(tablesOf(page, before.figures), tablesOf(page, last.figures)) : []
  return (
    <Layout page={page} title={t('quality.figures')} above={aboveOf(page, report)} intro={t('quality.figures.intro')} back={{ href: pathOf(report.id), text: t('quality.write.back') }}>
      {report.state === 'draft' && (
        <Form action={pathOf(report.id, '/tall')} label={t('quality.figures.take')}>
          <ButtonRow><Button>{t('quality.figures.take')}</Button></ButtonRow>
        </Form>
      )}
      <Section title={t('quality.figures.changes')}>
        {!before ? <p class="ds-paragraph">{t('quality.figures.changes.first')}</p> : changes.length === 0 ? <p class="ds-paragraph">{t('quality.figures.changes.none')}</p> : (
          <Table
            caption={t('quality.figures.changes')}
            hiddenCaption
            rows={changes}
            rowKey={({ where }) => where}
            columns={[
              { key: 'where', title: t('quality.figures.where'), heading: true, cell: ({ where }) => where },
              { key: 'before', title: t('quality.figures.before'), numeric: true, cell: (change) => change.before ?? t('quality.figures.missing') },
              { key: 'now', title: t('quality.figures.now'), numeric: true, cell: ({ now }) => now ?? t('quality.figures.missing') },
            ]}
          />
        )}
      </Section>
      <Section title={t('quality.figures.times')}>
        <Table
          caption={t('quality.figures.times')}
          hiddenCaption
          rows={snapshots}
          rowKey={({ number }) => String(number)}
          columns={[
            { key: 'number', title: t('quality.figures.number'), heading: true, cell: ({ number }) => String(number) },
            { key: 'when', title: t('quality.figures.when'), cell: ({ takenAt }) => formats(lang).dateTime(takenAt) },
            { key: 'who', title: t('quality.figures.who'), cell: ({ takenBy }) => takenBy },
          ]}
        />
      </Section>
    </Layout>
  )
}
