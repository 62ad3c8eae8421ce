import { formatDate, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { themeNames, type NamedTheme } from '../../../ui/theme-names.ts'
import { dueFor, isAwaited, isSilent, nextForAsker, type Asked, type ServiceRequest } from './rules.ts'

type Page = { readonly page: PageContext }
const home = '/stottesystem/foresporsler'
export const requestPath = (id: string, rest = ''): string => `${home}/${id}${rest}`
export const newRequestPath = (kindergartenId?: string): string => `${home}/ny${kindergartenId === undefined ? '' : `?barnehage=${kindergartenId}`}`
export const requestLabels = (t: PageContext['t']): Readonly<Record<string, string>> => ({ onske: t('asked.wanted'), tema: t('support.theme'), nar: t('asked.at-time'), tjeneste: t('asked.services') })
export const answerLabels = (t: PageContext['t']): Readonly<Record<string, string>> => ({ svar: t('asked.answer'), grunn: t('asked.reason'), isteden: t('asked.instead'), kontakt: t('asked.contact'), dato: t('asked.helps-on') })

/** `today` when an answer is still of use: not of what is closed. */
const AnswerTag = ({ page: { t }, one, today }: Page & { readonly one: Asked; readonly today: LocalDate | undefined }) => {
  if (one.answer !== undefined) return <Tag color={one.answer === 'accepted' ? 'success' : 'danger'}>{t(`asked.state.${one.answer}`)}</Tag>
  if (today === undefined) return <Tag>{t('asked.state.never')}</Tag>
  return isSilent(one, today) ? <Tag color="danger">{t('asked.state.late')}</Tag> : <Tag color="warning">{t('asked.state.waiting')}</Tag>
}

/** To the service itself: what it has yet to do. */
const OwnAnswerTag = ({ page, one, today }: Page & { readonly one: Asked; readonly today: LocalDate }) => {
  if (one.answer === undefined && !isSilent(one, today)) return <Tag color="warning">{page.t('asked.state.waiting.own')}</Tag>
  return one.answer === 'accepted' && one.helpsOn === '' ? <Tag color="warning">{page.t('asked.state.when.own')}</Tag> : <AnswerTag page={page} one={one} today={today} />
}

/** Requests with who was asked and what each said. With `serviceId`, the own answer of that service alone. */
export const RequestTable = ({ page, rows, themes, today, serviceId, here = false }: Page & { readonly rows: readonly ServiceRequest[]; readonly themes: readonly NamedTheme[]; readonly today: LocalDate; readonly serviceId?: string; /** On the kindergarten's own page. */ readonly here?: boolean }) => {
  const { t, lang } = page
  const day = ({ madeAt }: ServiceRequest) => formatDate(osloDate(madeAt), lang, 'long')
  const shown = (one: ServiceRequest) => (serviceId === undefined ? one.asked : one.asked.filter((asked) => asked.serviceId === serviceId))
  return (
    <Table
      caption={t('asked.title')}
      hiddenCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'theme', title: t('support.theme'), heading: true, cell: (one) => <a class="ds-link" href={requestPath(one.id)}>{themeNames(page, themes, [one.theme])}<span class="ds-sr-only">, {[...(here ? [] : [one.kindergarten]), day(one)].join(', ')}</span></a> },
        ...(here ? [] : [{ key: 'kindergarten', title: t('support.kindergarten'), cell: ({ kindergarten }: ServiceRequest) => kindergarten }]),
        { key: 'by', title: t('asked.by'), cell: (one) => t('asked.by.when', { who: one.asker, day: day(one) }) },
        { key: 'answers', title: t(serviceId === undefined ? 'asked.answers' : 'asked.answer.own'), cell: (one) => (one.state === 'open' ? <ul class="plain-list">{shown(one).map((asked) => <li>{serviceId === undefined ? <>{asked.service}: <AnswerTag page={page} one={asked} today={today} /></> : <OwnAnswerTag page={page} one={asked} today={today} />}</li>)}</ul> : <Tag>{t(`asked.state.${one.state}`)}</Tag>) },
      ]}
    />
  )
}

export type AskView = { readonly place: { readonly id: string; readonly name: string; readonly isOpen: boolean }; readonly services: readonly { readonly id: string; readonly name: string; readonly isStaffed: boolean }[]; readonly themes: readonly NamedTheme[]; readonly chosen: readonly string[]; readonly form: ShownForm; readonly key: string }
/** One request to several services. */
export const AskPage = ({ page, view: { place, services, themes, chosen, form, key } }: Page & { readonly view: AskView }) => {
  const { t, lang } = page
  const { typed, errors } = form
  const labels = requestLabels(t)
  const error = (name: string) => errorFor(errors, name)
  return (
    <Layout page={page} title={t('asked.new.title')} above={place.name} intro={t('asked.new.intro')} back={{ href: `/stottesystem/${place.id}`, text: t('support.around', { name: place.name }) }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={errors} labels={labels} />
      {services.length === 0 ? (
        <EmptyState title={t('support.services.unknown')}>
          <p>{t('support.services.unknown.text')}</p>
        </EmptyState>
      ) : (
        <Form action={`${home}/ny`} leaveWarning>
          <input type="hidden" name="nokkel" value={key} />
          <input type="hidden" name="barnehage" value={place.id} />
          <Alert>
            <p>{t('asked.read-by')}</p>
          </Alert>
          <TextArea name="onske" label={labels['onske'] ?? ''} hint={t('asked.wanted.hint')} value={typed['onske']} error={error('onske')} rows={5} limit={1800} guard />
          <SelectField name="tema" label={labels['tema'] ?? ''} value={typed['tema']} error={error('tema')} options={themes.map(({ code, name }) => ({ value: code, text: name[lang] }))} />
          <TextField name="nar" label={labels['nar'] ?? ''} mark="optional" hint={t('asked.at-time.hint')} value={typed['nar']} error={error('nar')} width={32} guard />
          <CheckboxGroup name="tjeneste" label={labels['tjeneste'] ?? ''} hint={t('asked.services.hint')} values={chosen} error={error('tjeneste')} options={services.map(({ id, name, isStaffed }) => ({ value: id, text: name, ...(isStaffed ? {} : { hint: t('asked.services.unstaffed') }) }))} />
          <GuardNotice warnings={form.warnings} labels={labels} />
          <ButtonRow>
            <Button>{t('asked.send')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Layout>
  )
}

export type RequestView = { readonly one: ServiceRequest; readonly themes: readonly NamedTheme[]; readonly reader: 'asker' | 'service' | 'other'; readonly isHead: boolean; readonly orgId: string; /** Those who may still be asked. */ readonly rest: readonly { readonly id: string; readonly name: string }[]; /** Services where nobody gets what is asked. */ readonly unstaffed: readonly string[]; /** Whom to call in each service, in words. */ readonly contacts: ReadonlyMap<string, string>; /** The one who reads finds the kindergarten's page. */ readonly hasPlace: boolean; readonly today: LocalDate; readonly form: ShownForm; readonly formOf: 'answer' | 'help' | 'page' }
/** One request: what is wanted, who was asked, and what each says. */
export const RequestPage = ({ page, view }: Page & { readonly view: RequestView }) => {
  const { t, lang } = page
  const { one, form, reader } = view
  const own = one.asked.find(({ serviceId }) => serviceId === view.orgId)
  const theme = themeNames(page, view.themes, [one.theme])[0] ?? ''
  return (
    <Layout page={page} title={t('asked.one.title', { theme, name: one.kindergarten })} heading={theme} above={one.kindergarten} back={view.hasPlace ? { href: `/stottesystem/${one.kindergartenId}`, text: t('support.around', { name: one.kindergarten }) } : { href: '/stottesystem', text: t('support.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={answerLabels(t)} />
      {one.state !== 'open' && <Alert><p>{t(`asked.ended.${one.state}`, { who: one.closedBy ?? '', day: one.closedAt ? formatDate(osloDate(one.closedAt), lang, 'long') : '' })}</p></Alert>}
      {reader === 'asker' && <NextStep page={page} view={view} />}
      <SummaryList
        rows={[
          { term: t('asked.wanted.read'), value: <p class="prose">{one.wanted}</p> },
          ...(one.atTime === '' ? [] : [{ term: t('asked.at-time.read'), value: one.atTime }]),
          { term: t('asked.by'), value: t('asked.by.org', { who: one.asker, org: one.askerOrg, day: formatDate(osloDate(one.madeAt), lang, 'long') }) },
        ]}
      />
      {reader === 'service' && own && one.state === 'open' && own.answer === undefined && <AnswerForm page={page} view={view} own={own} />}
      {reader === 'service' && own?.answer === 'accepted' && one.state === 'open' && <HelpForm page={page} view={view} own={own} />}
      <Section title={t('asked.answers')}>
        <Table
          caption={t('asked.answers')}
          hiddenCaption
          rows={one.asked}
          rowKey={({ serviceId }) => serviceId}
          columns={[
            { key: 'service', title: t('support.service'), heading: true, cell: ({ service }) => service },
            { key: 'answer', title: t('asked.answer.short'), cell: (asked) => <AnswerTag page={page} one={asked} today={one.state === 'open' ? view.today : undefined} /> },
            { key: 'words', title: t('asked.words'), cell: (asked) => <Words page={page} view={view} asked={asked} /> },
          ]}
        />
      </Section>
      {reader === 'asker' && one.state === 'open' && (
        <Details summary={t('asked.withdraw')}>
          <p>{t('asked.withdraw.text')}</p>
          <Form action={requestPath(one.id, '/slutt')} label={t('asked.withdraw')}>
            <ButtonRow>
              <Button variant="secondary" name="handling" value="withdrawn">{t('asked.withdraw.do')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </Layout>
  )
}

const Words = ({ page: { t, lang }, view: { one, reader, unstaffed, contacts, today }, asked }: Page & { readonly view: RequestView; readonly asked: Asked }) => {
  const by = asked.answeredBy && asked.answeredAt ? <span class="subtle">{t('asked.by.when', { who: asked.answeredBy, day: formatDate(osloDate(asked.answeredAt), lang, 'long') })}</span> : null
  if (asked.answer === undefined) {
    if (one.state !== 'open') return <span class="subtle">–</span>
    const nobody = reader !== 'service' && unstaffed.includes(asked.serviceId)
    const call = nobody || (reader !== 'service' && isSilent(asked, today)) ? contacts.get(asked.serviceId) : undefined
    return (
      <span>
        <span class="subtle">{t(isSilent(asked, today) ? 'asked.due.past' : 'asked.due', { day: formatDate(dueFor(asked), lang, 'long') })}</span>
        {nobody && <> {t('asked.unstaffed')}</>}
        {call !== undefined && <> {t('asked.call', { who: call })}</>}
      </span>
    )
  }
  if (asked.answer === 'declined') return <span>{asked.reason}{asked.instead !== '' && <><br />{t('asked.instead.said', { words: asked.instead })}</>}<br />{by}</span>
  return <span>{asked.contact === '' && asked.helpsOn === '' ? t('asked.help.not-yet') : t('asked.help.said', { who: asked.contact, when: asked.helpsOn })}<br />{by}</span>
}

const NextStep = ({ page, view }: Page & { readonly view: RequestView }) => {
  const { t } = page
  const { one, rest, isHead, form, today } = view
  const next = nextForAsker(one, today)
  if (next === 'done') return null
  if (next === 'wait')
    return (
      <>
        <p>{t(one.asked.some(({ answer }) => answer === 'accepted') ? 'asked.next.wait.helped' : 'asked.next.wait')}</p>
        {rest.length > 0 && (
          <Details summary={t('asked.another')} open={errorFor(form.errors, 'tjeneste') !== undefined}>
            <AskAnother page={page} view={view} />
          </Details>
        )}
      </>
    )
  const waits = one.asked.some((asked) => isAwaited(asked, today))
  return (
    <Alert kind={next === 'close' ? 'success' : 'warning'} title={t(`asked.next.${next}`)}>
      <p>{t(`asked.next.${next}.text`)}</p>
      {next !== 'close' && (
        <>
          {rest.length > 0 && <AskAnother page={page} view={view} />}
          <ButtonRow>{isHead ? <LinkButton variant="secondary" href="/veiledning">{t('asked.ask-team')}</LinkButton> : <LinkButton variant="secondary" href={`/besok/ny?barnehage=${one.kindergartenId}`}>{t('asked.team-takes')}</LinkButton>}</ButtonRow>
        </>
      )}
      {!waits && (
        <Form action={requestPath(one.id, '/slutt')} label={t('asked.close')}>
          <ButtonRow>
            <Button variant={next === 'close' ? 'primary' : 'secondary'} name="handling" value="closed">{t('asked.close')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Alert>
  )
}

const AskAnother = ({ page: { t }, view: { one, rest, form } }: Page & { readonly view: RequestView }) => (
  <Form action={requestPath(one.id, '/flere')} label={t('asked.another')}>
    <SelectField name="tjeneste" label={t('asked.another')} error={errorFor(form.errors, 'tjeneste')} options={rest.map(({ id, name }) => ({ value: id, text: name }))} />
    <ButtonRow>
      <Button>{t('asked.another.do')}</Button>
    </ButtonRow>
  </Form>
)

const AnswerForm = ({ page: { t, lang }, view: { one, form, formOf }, own }: Page & { readonly view: RequestView; readonly own: Asked }) => {
  const { typed, errors, warnings } = formOf === 'answer' ? form : { typed: {} as ShownForm['typed'], errors: [], warnings: [] }
  const labels = answerLabels(t)
  const error = (name: string) => errorFor(errors, name)
  return (
    <Form action={requestPath(one.id, '/svar')} label={t('asked.answer')} leaveWarning>
      <p>{t('asked.due', { day: formatDate(dueFor(own), lang, 'long') })}</p>
      <RadioGroup name="svar" label={labels['svar'] ?? ''} value={typed['svar']} error={error('svar')} options={[{ value: 'accepted', text: t('asked.accept') }, { value: 'declined', text: t('asked.decline') }]} />
      <TextField name="kontakt" label={labels['kontakt'] ?? ''} mark="optional" hint={t('asked.contact.hint')} value={typed['kontakt']} error={error('kontakt')} width={32} />
      <TextField name="dato" label={labels['dato'] ?? ''} mark="optional" hint={t('asked.helps-on.hint')} value={typed['dato']} error={error('dato')} width={32} guard />
      <TextArea name="grunn" label={labels['grunn'] ?? ''} hint={t('asked.reason.hint')} value={typed['grunn']} error={error('grunn')} rows={2} limit={600} guard />
      <TextArea name="isteden" label={labels['isteden'] ?? ''} mark="optional" value={typed['isteden']} error={error('isteden')} rows={2} limit={600} guard />
      <GuardNotice warnings={warnings} labels={labels} />
      <ButtonRow>
        <Button>{t('asked.answer.send')}</Button>
      </ButtonRow>
    </Form>
  )
}

const HelpForm = ({ page: { t }, view: { one, form, formOf }, own }: Page & { readonly view: RequestView; readonly own: Asked }) => {
  const shown = formOf === 'help' ? form : undefined
  const labels = answerLabels(t)
  return (
    <Form action={requestPath(one.id, '/hjelp')} label={t('asked.help')} leaveWarning>
      <TextField name="kontakt" label={labels['kontakt'] ?? ''} hint={t('asked.contact.hint')} value={shown?.typed['kontakt'] ?? own.contact} error={shown && errorFor(shown.errors, 'kontakt')} width={32} />
      <TextField name="dato" label={labels['dato'] ?? ''} hint={t('asked.helps-on.hint')} value={shown?.typed['dato'] ?? own.helpsOn} error={shown && errorFor(shown.errors, 'dato')} width={32} guard />
      <GuardNotice warnings={shown?.warnings ?? []} labels={labels} />
      <ButtonRow>
        <Button>{t('asked.help.save')}</Button>
      </ButtonRow>
    </Form>
  )
}
