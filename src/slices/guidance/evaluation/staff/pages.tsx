import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import { languages } from '../../../../kernel/language.ts'
import { texts } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { Card } from '../../../../ui/card.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { usePage } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { DateField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { KeyFigures } from '../../../../ui/key-figures.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { QrCode } from '../../../../ui/qr-code.tsx'
import { Table } from '../../../../ui/table.tsx'
import { levels } from '../rules.ts'
import { aboveOf, backTo, type CaseHead } from '../pages.tsx'
import { questions, type Question, type AskRefusal, type CloseRefusal, type StaffAnswer, type StaffLink } from './rules.ts'

export type StaffView = {
  readonly one: CaseHead
  readonly open: StaffLink | undefined
  /** The address behind the open link; undefined when it can no longer be shown. */
  readonly address: string | undefined
  readonly past: readonly StaffLink[]
  readonly mayAct: boolean
  readonly mayAsk: boolean
  readonly closesOn: string
  readonly errors: readonly FieldError[]
  readonly refused: AskRefusal | CloseRefusal | undefined
}

/** Asking the staff, sharing the link, and the means when it is over. */
export const StaffPage = ({ page, view }: { readonly page: PageContext; readonly view: StaffView }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('evaluation.staff.title')} above={aboveOf(view.one)} intro={view.open || view.mayAsk ? t('evaluation.staff.intro') : undefined} back={backTo(t, view.one, 'evaluering')} hasErrors={view.errors.length > 0}>
      <ErrorSummary errors={view.errors} />
      {view.refused && <Alert kind="warning">{t(`evaluation.because.${view.refused}`)}</Alert>}
      {view.open && <OpenLink view={view} link={view.open} />}
      {view.past.map((link) => (
        <PastLink link={link} />
      ))}
      {view.mayAsk && <AskForm view={view} />}
      {!view.mayAct && <p class="subtle">{t('evaluation.staff.read-only')}</p>}
    </Layout>
  )
}

const OpenLink = ({ view, link }: { readonly view: StaffView; readonly link: StaffLink }) => {
  const { t, lang } = usePage()
  return (
    <>
      <section class="flow">
        <h2 class="ds-heading" data-size="sm">
          {t('evaluation.staff.link')}
        </h2>
        <p>{t('evaluation.staff.open-until', { date: formatDate(link.closesOn, lang, 'weekday') })}</p>
        {view.address ? (
          <>
            <p>
              <a class="ds-link" href={view.address}>
                {view.address}
              </a>
            </p>
            <QrCode text={view.address} label={t('evaluation.staff.qr')} />
          </>
        ) : (
          <Alert kind="warning">{t('evaluation.staff.lost')}</Alert>
        )}
      </section>
      <KeyFigures figures={[{ label: t('evaluation.staff.answers'), value: countOf(link, t('evaluation.staff.few')) }]} />
      <p>{t('evaluation.staff.rule')}</p>
      {view.address && <Posters address={view.address} closesOn={link.closesOn} />}
      {view.mayAct && (
        <Details summary={t('evaluation.staff.close')}>
          <Form action={`/veiledning/${view.one.id}/personalsvar/lukking`} label={t('evaluation.staff.close')}>
            <p>{t('evaluation.staff.close.text')}</p>
            <ButtonRow>
              <Button variant="secondary">{t('evaluation.staff.close')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </>
  )
}

const countOf = (link: StaffLink, few: string) => (link.answers === undefined ? few : String(link.answers))

/** The same words in the three languages, to be printed or pasted: the staff do not all read the same one. */
const Posters = ({ address, closesOn }: { readonly address: string; readonly closesOn: LocalDate }) => {
  const { t } = usePage()
  return (
    <section class="flow">
      <h2 class="ds-heading" data-size="sm">
        {t('evaluation.staff.text.title')}
      </h2>
      <p>{t('evaluation.staff.print')}</p>
      {languages.map((language) => (
        <Card>
          <div lang={language} class="flow">
            <p>{texts(language)('evaluation.staff.text', { date: formatDate(closesOn, language, 'weekday') })}</p>
            <p>{`${address}?sprak=${language}`}</p>
          </div>
        </Card>
      ))}
    </section>
  )
}

const PastLink = ({ link }: { readonly link: StaffLink }) => {
  const { t } = usePage()
  return (
    <section class="flow">
      <h2 class="ds-heading" data-size="sm">
        {t('evaluation.staff.results')}, {t('evaluation.round', { round: link.round }).toLowerCase()}
      </h2>
      <p class="subtle">{t('evaluation.staff.was-open', { opened: link.openedAt })}</p>
      {link.means && link.answers !== undefined ? <Means means={link.means} count={link.answers} /> : <p>{t('evaluation.staff.too-few')}</p>}
    </section>
  )
}

/** One mean with one decimal, as the language writes it. */
export const meanOf = ({ lang }: PageContext, means: StaffAnswer, question: Question): string =>
  new Intl.NumberFormat(lang === 'en' ? 'en-GB' : lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(means[question])

/** The means, always with what the numbers mean. */
export const Means = ({ means, count }: { readonly means: StaffAnswer; readonly count: number }) => {
  const page = usePage()
  const { t } = page
  return (
    <>
      <Table
        caption={t('evaluation.staff.results.caption', { count })}
        rows={questions}
        rowKey={(question) => question}
        columns={[
          { key: 'question', title: t('evaluation.staff.question'), heading: true, cell: (question) => t(`evaluation.survey.${question}.short`) },
          { key: 'mean', title: t('evaluation.staff.mean'), numeric: true, cell: (question) => meanOf(page, means, question) },
        ]}
      />
      <Details summary={t('evaluation.staff.scale')}>
        {questions.map((question) => (
          <>
            <p>
              <strong>{t(`evaluation.survey.${question}`)}</strong>
            </p>
            <ul class="ds-list">
              {levels.map((level) => (
                <li>{t(`evaluation.survey.${question}.${level}`)}</li>
              ))}
            </ul>
          </>
        ))}
      </Details>
    </>
  )
}

const AskForm = ({ view }: { readonly view: StaffView }) => {
  const { t } = usePage()
  return (
    <>
      <Form action={`/veiledning/${view.one.id}/personalsvar`}>
        <DateField name="closesOn" label={t('evaluation.staff.closes-on')} hint={t('evaluation.staff.closes-on.hint')} value={view.closesOn} error={errorFor(view.errors, 'closesOn')} />
        <ButtonRow>
          <Button>{t('evaluation.staff.open')}</Button>
        </ButtonRow>
      </Form>
      <p>{t('evaluation.staff.rule')}</p>
      <p>{t('evaluation.staff.small')}</p>
    </>
  )
}
