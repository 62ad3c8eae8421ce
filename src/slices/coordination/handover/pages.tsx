import { formatDate, osloDate } from '../../../kernel/dates.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import { fieldOfPart } from './forms.ts'
import { asksHead, dueOf, isShared, sharedParts, statusOf, type HandOver, type HandOverStatus, type SharedPart } from './rules.ts'

type Page = { readonly page: PageContext }
const home = '/stottesystem/overforinger'
export const handOverPath = (id: string, rest = ''): string => `${home}/${id}${rest}`
export const newHandOverPath = (kindergartenId?: string, /** What came back: its words stand in the form. */ insteadOf?: string): string => `${home}/ny${kindergartenId === undefined ? '' : `?barnehage=${kindergartenId}`}${insteadOf === undefined ? '' : `&istedenfor=${insteadOf}`}`
export const handOverLabels = (t: PageContext['t']): Readonly<Record<string, string>> => ({ til: t('passed.to'), deler: t('passed.parts'), ...Object.fromEntries(sharedParts.map((part) => [fieldOfPart[part], t(`passed.part.${part}`)])) })
export const answerLabels = (t: PageContext['t']): Readonly<Record<string, string>> => ({ svar: t('passed.answer'), videre: t('passed.next'), grunn: t('passed.reason') })

const colors: Readonly<Record<HandOverStatus, TagColor>> = { 'asks-head': 'warning', refused: 'danger', waiting: 'warning', accepted: 'success', declined: 'danger', 'consent-withdrawn': 'neutral', 'taken-back': 'neutral', ended: 'neutral' }
const StatusTag = ({ page: { t }, one }: Page & { readonly one: HandOver }) => <Tag color={colors[statusOf(one)]}>{t(`passed.status.${statusOf(one)}`)}</Tag>

export const HandOverTable = ({ page, rows, here = false }: Page & { readonly rows: readonly HandOver[]; /** On the kindergarten's own page. */ readonly here?: boolean }) => {
  const { t, lang } = page
  return (
    <Table
      caption={t('passed.title')}
      hiddenCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'what', title: t('passed.what'), heading: true, cell: (one) => <a class="ds-link" href={handOverPath(one.id)}>{t('passed.from-to', { from: one.from, to: one.to })}<span class="ds-sr-only">, {[...(here ? [] : [one.kindergarten]), formatDate(osloDate(one.madeAt), lang, 'long')].join(', ')}</span></a> },
        ...(here ? [] : [{ key: 'kindergarten', title: t('support.kindergarten'), cell: ({ kindergarten }: HandOver) => kindergarten }]),
        { key: 'when', title: t('passed.sent'), cell: ({ madeAt }) => formatDate(osloDate(madeAt), lang, 'long') },
        { key: 'status', title: t('passed.status'), cell: (one) => <StatusTag page={page} one={one} /> },
      ]}
    />
  )
}

export type NewView = { readonly place: { readonly id: string; readonly name: string }; readonly receivers: readonly { readonly id: string; readonly name: string; readonly isStaffed: boolean }[]; /** What came back, by id. */ readonly insteadOf: string | undefined; readonly chosen: readonly string[]; readonly form: ShownForm; readonly key: string }
/** What is handed over, to whom, and which parts of it are shared. */
export const NewHandOverPage = ({ page, view: { place, receivers, insteadOf, chosen, form, key } }: Page & { readonly view: NewView }) => {
  const { t } = page
  const labels = handOverLabels(t)
  const error = (name: string) => errorFor(form.errors, name)
  return (
    <Layout page={page} title={t('passed.new.title')} above={place.name} intro={t('passed.new.intro')} back={{ href: `/stottesystem/${place.id}`, text: t('support.around', { name: place.name }) }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      <Form action={`${home}/ny`} leaveWarning>
        <input type="hidden" name="nokkel" value={key} />
        <input type="hidden" name="barnehage" value={place.id} />
        {insteadOf !== undefined && <input type="hidden" name="istedenfor" value={insteadOf} />}
        <RadioGroup name="til" label={labels['til'] ?? ''} value={form.typed['til']} error={error('til')} options={receivers.map(({ id, name, isStaffed }) => ({ value: id, text: name, ...(isStaffed ? {} : { hint: t('asked.services.unstaffed') }) }))} />
        <CheckboxGroup name="deler" label={labels['deler'] ?? ''} hint={t('passed.parts.hint')} values={chosen} error={error('deler')} options={sharedParts.map((part) => ({ value: part, text: t(`passed.part.${part}`) }))} />
        {sharedParts.map((part) => <TextArea name={fieldOfPart[part]} label={labels[fieldOfPart[part]] ?? ''} mark="optional" hint={t(`passed.part.${part}.hint`)} value={form.typed[fieldOfPart[part]]} error={error(fieldOfPart[part])} rows={part === 'tried' ? 4 : 2} limit={1800} guard={part !== 'contact'} />)}
        <Alert title={t('passed.consent.before')}>
          <p>{t('passed.consent.before.text')}</p>
        </Alert>
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow>
          <Button>{t('passed.send')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

export type HandOverView = { readonly one: HandOver; readonly texts: Readonly<Partial<Record<SharedPart, string>>>; readonly reader: 'sender' | 'receiver' | 'head' | 'other'; readonly isTeam: boolean; /** The one who reads finds the kindergarten's page. */ readonly hasPlace: boolean; readonly form: ShownForm }
/** One hand-over: what is shared with whom, what the head has agreed to, and what came of it. */
export const HandOverPage = ({ page, view }: Page & { readonly view: HandOverView }) => {
  const { t, lang } = page
  const { one, texts, form } = view
  const day = (at: Date) => formatDate(osloDate(at), lang, 'long')
  return (
    <Layout page={page} title={t('passed.one.title', { from: one.from, to: one.to, name: one.kindergarten })} heading={t('passed.from-to', { from: one.from, to: one.to })} above={one.kindergarten} back={view.hasPlace ? { href: `/stottesystem/${one.kindergartenId}`, text: t('support.around', { name: one.kindergarten }) } : { href: '/stottesystem', text: t('support.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={answerLabels(t)} />
      <p><StatusTag page={page} one={one} />{' '}{view.reader === 'head' && statusOf(one) === 'asks-head' ? null : t(`passed.status.${statusOf(one)}.text`, { to: one.to })}</p>
      <Now page={page} view={view} />
      <Section title={t(isShared(one) ? 'passed.shared' : one.consent === 'given' || one.consent === 'withdrawn' ? 'passed.shared.was' : 'passed.shared.asked')}>
        {Object.keys(texts).length === 0 ? <p>{t('passed.shared.gone')}</p> : <SummaryList rows={one.parts.map((part) => ({ term: t(`passed.part.${part}`), value: <p class="prose">{texts[part]}</p> }))} />}
      </Section>
      <Section title={t('passed.trace')}>
        <ul class="ds-list">
          <li>{t('passed.trace.sent', { who: one.madeBy, org: one.from, day: day(one.madeAt), parts: one.parts.map((part) => t(`passed.part.${part}`).toLocaleLowerCase(lang)).join(', ') })}</li>
          {one.consentAt && <li>{t(one.consent === 'refused' ? 'passed.trace.refused' : 'passed.trace.consent', { who: one.consentBy ?? '', org: one.kindergarten, to: one.to, day: day(one.consentAt) })}</li>}
          {one.answeredAt && <li>{t(one.answer === 'declined' ? 'passed.trace.declined' : 'passed.trace.accepted', { who: one.answeredBy ?? '', org: one.to, day: day(one.answeredAt) })}{one.reason !== '' && <> {one.reason}</>}{one.next && <> {t(`passed.next.${one.next}`)}.</>}</li>}
          {one.suggestion && <li>{t(`passed.trace.suggestion.${one.suggestion}`, { who: one.suggestionBy ?? '' })}</li>}
          {one.consentEndedAt && one.consentAt && <li>{t('passed.trace.withdrawn', { who: one.consentEndedBy ?? '', to: one.to, from: day(one.consentAt), until: day(one.consentEndedAt) })}</li>}
          {one.endedAt && <li>{t(one.ended === 'withdrawn' ? 'passed.trace.withdrawn-by-sender' : 'passed.trace.closed', { day: day(one.endedAt) })}</li>}
        </ul>
      </Section>
    </Layout>
  )
}

/** What the one who reads can do now. */
const Now = ({ page, view }: Page & { readonly view: HandOverView }) => {
  const { t, lang } = page
  const { one, reader } = view
  const status = statusOf(one)
  if (reader === 'head') return <ForHead page={page} one={one} />
  if (reader === 'receiver' && status === 'waiting') return <AnswerForm page={page} view={view} />
  if (reader === 'receiver' && isShared(one) && one.next === 'visit') return <ButtonRow><LinkButton href={`/besok/ny?barnehage=${one.kindergartenId}`}>{t('passed.visit')}</LinkButton></ButtonRow>
  if (reader !== 'sender') return null
  const due = dueOf(one)
  if (due !== undefined)
    return (
      <>
        <p>{t('passed.due', { day: formatDate(due, lang, 'long') })}</p>
        <EndForm page={page} one={one} to="withdrawn" secondary />
      </>
    )
  if (status === 'declined' || status === 'refused' || status === 'consent-withdrawn')
    return (
      <Alert kind="warning" title={t('passed.what-now')}>
        <p>{t(`passed.what-now.${status}`)}</p>
        {view.hasPlace && <ButtonRow><LinkButton href={newHandOverPath(one.kindergartenId, one.id)}>{t('passed.another')}</LinkButton></ButtonRow>}
        <EndForm page={page} one={one} to="closed" secondary />
      </Alert>
    )
  return status === 'accepted' ? <EndForm page={page} one={one} to="closed" secondary={false} /> : null
}

const EndForm = ({ page: { t }, one, to, secondary }: Page & { readonly one: HandOver; readonly to: 'closed' | 'withdrawn'; readonly secondary: boolean }) => (
  <Form action={handOverPath(one.id, '/slutt')} label={t(`passed.end.${to}`)}>
    <ButtonRow>
      <Button variant={secondary ? 'secondary' : 'primary'} name="handling" value={to}>{t(`passed.end.${to}`)}</Button>
    </ButtonRow>
  </Form>
)

/** The head reads what is to be shared before it is, and is told what a yes and a no mean; and later, what taking it back means. */
const ForHead = ({ page: { t }, one }: Page & { readonly one: HandOver }) => {
  const status = statusOf(one)
  if (status === 'asks-head')
    return (
      <Alert kind="warning" title={t('passed.consent.title', { to: one.to })}>
        <p>{t('passed.consent.text', { from: one.from, to: one.to })}</p>
        <Form action={handOverPath(one.id, '/samtykke')} label={t('passed.consent.title', { to: one.to })}>
          <ButtonRow>
            <Button name="samtykke" value="given">{t('passed.consent.give')}</Button>
            <Button variant="secondary" name="samtykke" value="refused">{t('passed.consent.refuse')}</Button>
          </ButtonRow>
        </Form>
      </Alert>
    )
  return (
    <>
      {asksHead(one) && (
        <Alert title={t('passed.suggestion.title', { to: one.to })}>
          <p>{t('passed.suggestion.text')}</p>
          <ButtonRow><LinkButton href="/veiledning">{t('passed.suggestion.ask')}</LinkButton></ButtonRow>
          <Form action={handOverPath(one.id, '/forslag')} label={t('passed.suggestion.answer')}>
            <ButtonRow>
              <Button variant="secondary" name="svar" value="asked">{t('passed.suggestion.asked')}</Button>
              <Button variant="tertiary" name="svar" value="not-now">{t('passed.suggestion.not-now')}</Button>
            </ButtonRow>
          </Form>
        </Alert>
      )}
      {isShared(one) && (
        <Details summary={t('passed.withdraw.title')}>
          <p>{t('passed.withdraw.text', { to: one.to })}</p>
          <Form action={handOverPath(one.id, '/samtykke')} label={t('passed.withdraw.title')}>
            <ButtonRow>
              <Button variant="secondary" name="samtykke" value="withdrawn">{t('passed.withdraw.do')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </>
  )
}

const AnswerForm = ({ page: { t, lang }, view: { one, isTeam, form } }: Page & { readonly view: HandOverView }) => {
  const labels = answerLabels(t)
  const due = dueOf(one)
  const error = (name: string) => errorFor(form.errors, name)
  return (
    <Form action={handOverPath(one.id, '/svar')} label={t('passed.answer')} leaveWarning>
      {due !== undefined && <p>{t('passed.due', { day: formatDate(due, lang, 'long') })}</p>}
      <RadioGroup name="svar" label={labels['svar'] ?? ''} value={form.typed['svar']} error={error('svar')} options={[{ value: 'accepted', text: t('passed.accept') }, { value: 'declined', text: t('passed.decline') }]} />
      {isTeam && <RadioGroup name="videre" label={labels['videre'] ?? ''} hint={t('passed.next.hint')} value={form.typed['videre']} error={error('videre')} options={(['suggestion', 'visit', 'own'] as const).map((value) => ({ value, text: t(`passed.next.${value}`) }))} />}
      <TextArea name="grunn" label={labels['grunn'] ?? ''} hint={t('passed.reason.hint')} mark="optional" value={form.typed['grunn']} error={error('grunn')} rows={3} limit={600} guard />
      <GuardNotice warnings={form.warnings} labels={labels} />
      <ButtonRow>
        <Button>{t('asked.answer.send')}</Button>
      </ButtonRow>
    </Form>
  )
}
