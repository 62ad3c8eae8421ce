import { formatDate, osloDate } from '../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { Checkbox, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { home, nameOf, ownPath, rowPath, subjectsPath } from './pages.tsx'
import { levels, ownKinds, type Entry } from './rules.ts'
import type { Earlier, Note, Subject, Written } from './store.ts'

export const ownLabels = (t: PageContext['t']): Readonly<Record<string, string>> => ({ emne: t('competence.subject'), niva: t('competence.level'), grunnlag: t('competence.evidence'), ar: t('competence.year'), onske: t('competence.wish'), versjon: '' })
export const noteLabels = (t: PageContext['t']): Readonly<Record<string, string>> => ({ notat: t('competence.note') })
export const subjectLabels = (t: PageContext['t']): Readonly<Record<string, string>> => ({ slag: t('competence.kind'), navn: t('competence.name') })

export type RowView = { readonly subjects: readonly Subject[]; readonly row: readonly Written[]; readonly earlier: readonly Earlier[]; readonly notes: readonly Note[] }
type Props<View> = { readonly page: PageContext; readonly view: View }

/** What one can oneself, written by oneself; and all that the leader has written about it. */
export const OwnPage = ({ page, view }: Props<RowView & { readonly form: ShownForm; readonly chosen: Subject | undefined }>) => {
  const { t } = page
  const { form, chosen, row, subjects } = view
  const written = new Set(row.map(({ subject }) => subject))
  const unwritten = subjects.filter(({ code }) => !written.has(code))
  return (
    <Layout page={page} title={t('competence.own.title')} intro={t('competence.own.intro')} back={{ href: home, text: t('competence.title') }} hasErrors={cameBack(form)} wide>
      <ErrorSummary errors={form.errors} labels={ownLabels(t)} />
      {chosen ? (
        <Section title={nameOf(page, chosen)}>
          <EntryForm page={page} form={form} subject={chosen} />
        </Section>
      ) : (
        <Section title={t('competence.own.choose')}>
          {unwritten.length === 0 ? (
            <p>{t('competence.own.all')}</p>
          ) : (
            <ul class="ds-list">
              {unwritten.map((subject) => (
                <li>
                  <a class="ds-link" href={`${ownPath}?emne=${encodeURIComponent(subject.code)}`}>
                    {nameOf(page, subject)}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
      <Row page={page} view={view} own />
    </Layout>
  )
}

const EntryForm = ({ page: { t }, form: { typed, errors, warnings }, subject }: { readonly page: PageContext; readonly form: ShownForm; readonly subject: Subject }) => (
  <Form action={ownPath} leaveWarning>
    <input type="hidden" name="emne" value={subject.code} />
    <input type="hidden" name="versjon" value={typed['versjon'] ?? '0'} />
    <RadioGroup name="niva" label={t('competence.level')} value={typed['niva']} error={errorFor(errors, 'niva')} options={levels.map((level) => ({ value: level, text: t(`competence.level.${level}`) }))} />
    <TextArea name="grunnlag" label={t('competence.evidence')} hint={t('competence.evidence.hint')} value={typed['grunnlag']} error={errorFor(errors, 'grunnlag')} rows={3} limit={600} mark="optional" guard />
    <TextField name="ar" label={t('competence.year')} hint={t('competence.year.hint')} value={typed['ar']} error={errorFor(errors, 'ar')} inputmode="numeric" width={6} mark="optional" />
    <Checkbox name="onske" label={t('competence.wish')} checked={typed['onske'] === 'on'} />
    <GuardNotice warnings={warnings} labels={ownLabels(t)} />
    <ButtonRow>
      <Button>{t('competence.save')}</Button>
    </ButtonRow>
  </Form>
)

const Row = ({ page, view: { subjects, row, earlier, notes }, own }: Props<RowView> & { readonly own: boolean }) => {
  const { t, lang } = page
  const day = (at: Date) => formatDate(osloDate(at), lang, 'long')
  const named = (code: string) => subjects.find((one) => one.code === code)
  const shown = subjects.flatMap((subject) => row.filter((one) => one.subject === subject.code).map((one) => ({ ...one, name: nameOf(page, subject) })))
  return (
    <>
      <Section title={t(own ? 'competence.own.row' : 'competence.row.written')}>
        {shown.length === 0 ? (
          <EmptyState title={t('competence.row.none')} level={3}>
            <p>{t(own ? 'competence.row.none.own' : 'competence.row.none.leader')}</p>
          </EmptyState>
        ) : (
          <Table
            caption={t('competence.own.row')}
            hiddenCaption
            rows={shown}
            rowKey={({ id }) => id}
            columns={[
              { key: 'subject', title: t('competence.subject'), heading: true, cell: (one) => (own ? <a class="ds-link" href={`${ownPath}?emne=${encodeURIComponent(one.subject)}`}>{one.name}</a> : one.name) },
              { key: 'level', title: t('competence.level'), cell: ({ level }) => t(`competence.level.short.${level}`) },
              { key: 'evidence', title: t('competence.evidence'), cell: (one) => evidenceText(page, one) },
              { key: 'wish', title: t('competence.wish.short'), cell: ({ wishes }) => (wishes ? t('competence.wish.yes') : '–') },
              { key: 'at', title: t('competence.changed'), cell: ({ changedAt }) => day(changedAt) },
            ]}
          />
        )}
      </Section>
      <Section title={t('competence.notes')}>
        <p>{t(own ? 'competence.notes.own' : 'competence.notes.leader')}</p>
        {notes.length === 0 ? (
          <p class="subtle">{t('competence.notes.none')}</p>
        ) : (
          <ul class="ds-list">
            {notes.map(({ body, madeAt, madeByName }) => (
              <li>
                <span class="subtle">{t('competence.notes.by', { day: day(madeAt), name: madeByName })}</span> <span>{body}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {earlier.length > 0 && (
        <Details summary={t('competence.earlier')}>
          <ul class="ds-list">
            {earlier.map((one) => {
              const subject = named(one.subject)
              return <li>{t('competence.earlier.line', { day: day(one.changedAt), subject: subject ? nameOf(page, subject) : t('competence.subject.gone'), level: t(`competence.level.short.${one.level}`), evidence: evidenceText(page, one) })}</li>
            })}
          </ul>
        </Details>
      )}
    </>
  )
}

const evidenceText = ({ t }: PageContext, { evidence, year }: Entry): string => (evidence === '' ? '–' : t('competence.evidence.words', { evidence, year: String(year ?? '') }))

/** One adviser's row, for the leader: to read, and to note what the two have agreed. */
export const RowPage = ({ page, view }: Props<RowView & { readonly personId: string; readonly name: string; readonly form: ShownForm }>) => {
  const { t } = page
  const { form, personId, name } = view
  return (
    <Layout page={page} title={t('competence.row.title', { name })} intro={t('competence.row.intro')} back={{ href: home, text: t('competence.title') }} hasErrors={cameBack(form)} wide>
      <ErrorSummary errors={form.errors} labels={noteLabels(t)} />
      <Row page={page} view={view} own={false} />
      <Form action={rowPath(personId)} leaveWarning>
        <TextArea name="notat" label={t('competence.note')} hint={t('competence.note.hint', { name })} value={form.typed['notat']} error={errorFor(form.errors, 'notat')} rows={3} limit={600} guard />
        <GuardNotice warnings={form.warnings} labels={noteLabels(t)} />
        <ButtonRow>
          <Button>{t('competence.note.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

/** The team's own list: methods, languages, guidance and dissemination. */
export const SubjectsPage = ({ page, view: { subjects, form } }: Props<{ readonly subjects: readonly Subject[]; readonly form: ShownForm }>) => {
  const { t } = page
  const { typed, errors, warnings } = form
  const own = subjects.filter(({ kind }) => kind !== 'framework' && kind !== 'team')
  return (
    <Layout page={page} title={t('competence.subjects.title')} intro={t('competence.subjects.intro')} back={{ href: home, text: t('competence.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={errors} labels={subjectLabels(t)} />
      {own.length === 0 ? (
        <EmptyState title={t('competence.subjects.none')}>
          <p>{t('competence.subjects.none.text')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('competence.subjects.title')}
          hiddenCaption
          rows={own}
          rowKey={({ code }) => code}
          columns={[
            { key: 'name', title: t('competence.subject'), heading: true, cell: (one) => nameOf(page, one) },
            {
              key: 'out',
              title: t('competence.subjects.out'),
              hiddenTitle: true,
              cell: (one) => (
                <Form action={`${subjectsPath}/${one.code}/ut`}>
                  <Button variant="tertiary" small about={nameOf(page, one)}>
                    {t('competence.subjects.out')}
                  </Button>
                </Form>
              ),
            },
          ]}
        />
      )}
      <Section title={t('competence.subjects.new')}>
        <Form action={subjectsPath}>
          <SelectField name="slag" label={t('competence.kind')} value={typed['slag']} error={errorFor(errors, 'slag')} options={ownKinds.map((kind) => ({ value: kind, text: t(`competence.kind.${kind}`) }))} />
          <TextField name="navn" label={t('competence.name')} hint={t('competence.name.hint')} value={typed['navn']} error={errorFor(errors, 'navn')} guard />
          <GuardNotice warnings={warnings} labels={subjectLabels(t)} />
          <ButtonRow>
            <Button>{t('competence.subjects.add')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </Layout>
  )
}
