import { formatDateTime } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { SelectField } from '../../../../ui/fields.tsx'
import { fieldId } from '../../../../ui/field-frame.tsx'
import { ErrorSummary, Form as FormElement } from '../../../../ui/form.tsx'
import { Layout, Section as PagePart } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { check, type FormFault } from '../check.ts'
import { questionKinds, questionOf, questionsOf, type FormDefinition, type Question, type Section } from '../definition.ts'
import { orderOf, stampOf, type Asked, type EditRefusal, type StrandChoice } from './rules.ts'
import type { Form } from './store.ts'
import { addressOf, conditionsText, faultLines, named, partId } from './words.ts'

type Page = { readonly page: PageContext }

/** All forms the county governor can use: those it has made, and those that came with the program. */
export const FormsPage = ({ page, forms, because }: Page & { readonly forms: readonly Form[]; readonly because?: EditRefusal | undefined }) => {
  const { t } = page
  const own = forms.filter(({ managerId }) => managerId !== undefined)
  return (
    <Layout page={page} wide title={t('forms.title')} intro={t('forms.intro')} back={{ href: '/runder', text: t('scheme.nav.rounds') }} hasErrors={because !== undefined}>
      {because && <Alert kind="warning" answer>{t(`forms.because.${because}`)}</Alert>}
      <PagePart title={t('forms.own')}>{own.length === 0 ? <p>{t('forms.own.none')}</p> : <FormTable page={page} forms={own} caption={t('forms.own')} />}</PagePart>
      <PagePart title={t('forms.shipped')}>
        <p>{t('forms.shipped.text')}</p>
        <FormTable page={page} forms={forms.filter(({ managerId }) => managerId === undefined)} caption={t('forms.shipped')} />
      </PagePart>
    </Layout>
  )
}

const FormTable = ({ page, forms, caption }: Page & { readonly forms: readonly Form[]; readonly caption: string }) => {
  const { t, lang } = page
  return (
    <Table
      caption={caption}
      hiddenCaption
      rows={forms}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', title: t('forms.form'), heading: true, cell: ({ id, name }) => <a class="ds-link" href={addressOf.form(id)}>{named(name, lang, t)}</a> },
        { key: 'purpose', title: t('forms.purpose'), cell: ({ latest }) => t(`forms.purpose.${latest.definition.purpose}`) },
        { key: 'state', title: t('forms.state'), cell: ({ latest }) => <State page={page} form={{ latest }} /> },
        { key: 'questions', title: t('forms.questions'), numeric: true, cell: ({ latest }) => questionsOf(latest.definition).length },
        { key: 'copy', title: t('forms.copy'), hiddenTitle: true, cell: (form) => <CopyForm page={page} form={form} /> },
      ]}
    />
  )
}

const State = ({ page: { t }, form: { latest } }: Page & { readonly form: Pick<Form, 'latest'> }) =>
  latest.lockedAt ? <Tag color="success">{t('forms.state.published', { number: latest.number })}</Tag> : <Tag color="warning">{t('forms.state.draft', { number: latest.number })}</Tag>

const CopyForm = ({ page: { t, lang }, form, primary }: Page & { readonly form: Form; readonly primary?: boolean }) => (
  <FormElement action={addressOf.all} label={t('forms.copy.label', { name: named(form.name, lang, t) })}>
    <input type="hidden" name="versjon" value={form.latest.id} />
    <Button variant={primary ? 'primary' : 'secondary'} small={!primary} {...(primary ? {} : { about: named(form.name, lang, t) })}>
      {t('forms.copy')}
    </Button>
  </FormElement>
)

/** A form as it is opened, with the strands its conditions may ask about. */
export type OpenForm = Form & { readonly strands: readonly StrandChoice[] }

type FormPageProps = Page & { readonly form: OpenForm; readonly isOwn: boolean; readonly because?: EditRefusal | undefined; readonly kindErrorIn?: string | undefined }

/** A form: its sections and questions. A draft can be changed here; a published version is only shown. */
export const FormPage = ({ page, form, isOwn, because, kindErrorIn }: FormPageProps) => {
  const { t, lang } = page
  const { definition, lockedAt, number, changedAt, changedBy } = form.latest
  const edits = isOwn && lockedAt === undefined
  const faults = edits ? check(definition) : []
  return (
    <Layout
      page={page}
      wide
      title={named(form.name, lang, t)}
      above={lockedAt ? t('forms.state.published', { number }) : t('forms.state.draft', { number })}
      intro={t(edits ? 'forms.draft.intro' : isOwn ? 'forms.published.intro' : 'forms.shipped.intro')}
      back={{ href: addressOf.all, text: t('forms.title') }}
      hasErrors={kindErrorIn !== undefined || because !== undefined}
    >
      {because && <Alert kind="warning" answer>{t(`forms.because.${because}`)}</Alert>}
      {kindErrorIn !== undefined && <ErrorSummary errors={[{ field: kindField(kindErrorIn), text: t('forms.question.kind.choose') }]} />}
      <p class="subtle">{t('forms.changed', { when: formatDateTime(changedAt, lang), name: changedBy })}</p>
      <Actions page={page} form={form} isOwn={isOwn} edits={edits} />
      {faults.length > 0 && <Faults page={page} formId={form.id} definition={definition} faults={faults} />}
      {definition.sections.map((section, index) => (
        <SectionPart page={page} formId={form.id} definition={definition} strands={form.strands} section={section} index={index} edits={edits} kindError={kindErrorIn === section.key} />
      ))}
      {edits && (
        <FormElement action={`${addressOf.form(form.id)}/del`} label={t('forms.section.add')}>
          <Button variant="secondary">{t('forms.section.add')}</Button>
        </FormElement>
      )}
      {form.versions.length > 1 && <Versions page={page} form={form} />}
    </Layout>
  )
}

const Actions = ({ page, form, isOwn, edits }: Page & { readonly form: Form; readonly isOwn: boolean; readonly edits: boolean }) => {
  const { t, lang } = page
  const preview = (
    <LinkButton href={addressOf.preview(form.id, lang, form.latest.number)} variant="secondary">
      {t('forms.preview')}
    </LinkButton>
  )
  return (
    <ButtonRow>
      {edits && <LinkButton href={addressOf.publishing(form.id)}>{t('forms.publish')}</LinkButton>}
      {!edits && isOwn && (
        <FormElement action={`${addressOf.form(form.id)}/versjon`} label={t('forms.version.new')}>
          <Button>{t('forms.version.new')}</Button>
        </FormElement>
      )}
      {!isOwn && <CopyForm page={page} form={form} primary />}
      {preview}
      {isOwn && (
        <LinkButton href={addressOf.name(form.id)} variant="tertiary">
          {t('forms.rename')}
        </LinkButton>
      )}
      {edits && (
        <LinkButton href={addressOf.removal(form.id)} variant="tertiary" danger>
          {t('forms.draft.remove')}
        </LinkButton>
      )}
    </ButtonRow>
  )
}

/** What must be mended before publishing, each with a link to where it is done. */
export const Faults = ({ page, formId, definition, faults }: Page & { readonly formId: string; readonly definition: FormDefinition; readonly faults: readonly FormFault[] }) => {
  const { t, lang } = page
  const place = ({ section, question }: FormFault) => {
    const asked = question === undefined ? undefined : questionOf(definition, question)
    if (asked) return { href: addressOf.question(formId, asked.key), text: named(asked.label, lang, t) }
    const found = definition.sections.find(({ key }) => key === section)
    return found && { href: addressOf.section(formId, found.key), text: named(found.title, lang, t) }
  }
  const lines = [...Map.groupBy(faults, ({ section, question }) => `${section} ${question}`).values()].flatMap((list) => faultLines(list, lang, t).map((text) => ({ at: list[0] && place(list[0]), text })))
  return (
    <Alert kind="warning" title={t('forms.faults', { count: lines.length })}>
      <ul class="ds-list">
        {lines.map(({ at, text }) => (
          <li>
            {at && (
              <>
                <a class="ds-link" href={at.href}>
                  {at.text}
                </a>
                {': '}
              </>
            )}
            {text}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** Every section asks what kind of question to add. */
const kindField = (section: string): string => `slag-${section}`

type SectionProps = Page & Asked & { readonly formId: string; readonly section: Section; readonly index: number; readonly edits: boolean; readonly kindError: boolean }

const SectionPart = ({ page, formId, definition, strands, section, index, edits, kindError }: SectionProps) => {
  const { t, lang } = page
  const name = named(section.title, lang, t)
  const signers = section.signedBy.map((capacity) => t(`scheme.capacity.${capacity}`))
  return (
    <PagePart id={partId('del', section.key)} title={t('forms.section.numbered', { number: index + 1, name })}>
      <p class="subtle">
        {t(`forms.by.${section.by}`)} {signers.length > 0 ? t('forms.signed-by', { who: signers.join(', ') }) : t('forms.signed-by.nobody')}{' '}
        {section.shown.length > 0 && t('forms.shown-when', { when: conditionsText({ definition, strands }, section.shown, lang, t) })}
      </p>
      {section.questions.length > 0 && <QuestionTable page={page} formId={formId} definition={definition} strands={strands} section={section} edits={edits} />}
      {edits && (
        <>
          <FormElement action={`${addressOf.section(formId, section.key)}/sporsmal`} label={t('forms.question.add.to', { name })}>
            <div class="row-form">
              <SelectField name="slag" id={fieldId(kindField(section.key))} label={t('forms.question.kind.new')} options={questionKinds.map((value) => ({ value, text: t(`forms.kind.${value}`) }))} error={kindError ? t('forms.question.kind.choose') : undefined} />
              <Button variant="secondary" about={name}>
                {t('forms.question.add')}
              </Button>
            </div>
          </FormElement>
          <div class="row-form">
            <LinkButton href={addressOf.section(formId, section.key)} variant="tertiary" small about={name}>
              {t('forms.section.change')}
            </LinkButton>
            <LinkButton href={`${addressOf.section(formId, section.key)}/fjerning`} variant="tertiary" small danger about={name}>
              {t('forms.section.remove')}
            </LinkButton>
            <OrderButtons page={page} formId={formId} definition={definition} what="del" list={definition.sections} item={section.key} about={name} />
          </div>
        </>
      )}
    </PagePart>
  )
}

const QuestionTable = ({ page, formId, definition, strands, section, edits }: Omit<SectionProps, 'index' | 'kindError'>) => {
  const { t, lang } = page
  const label = (question: Question) => {
    const text = named(question.label, lang, t)
    return edits ? <a class="ds-link" id={partId('sporsmal', question.key)} href={addressOf.question(formId, question.key)}>{text}</a> : text
  }
  return (
    <Table
      caption={named(section.title, lang, t)}
      hiddenCaption
      rows={section.questions}
      rowKey={({ key }) => key}
      columns={[
        { key: 'label', title: t('forms.question'), heading: true, cell: label },
        { key: 'kind', title: t('forms.question.kind'), cell: ({ kind }) => t(`forms.kind.${kind}`) },
        { key: 'core', title: t('forms.question.core'), cell: ({ core }) => (core ? t(`forms.core.${core}`) : '–') },
        { key: 'required', title: t('forms.question.required'), cell: ({ required, kind }) => (kind === 'sum' ? '–' : required ? t('forms.yes') : t('forms.no')) },
        { key: 'shown', title: t('forms.question.shown'), cell: ({ shown }) => (shown.length > 0 ? conditionsText({ definition, strands }, shown, lang, t) : t('forms.always')) },
        ...(edits ? [{ key: 'order', title: t('forms.order'), hiddenTitle: true, cell: ({ key, label: words }: Question) => <OrderButtons page={page} formId={formId} definition={definition} what="sporsmal" list={section.questions} item={key} about={named(words, lang, t)} /> }] : []),
      ]}
    />
  )
}

type OrderProps = Page & { readonly formId: string; readonly definition: FormDefinition; readonly what: 'del' | 'sporsmal'; readonly list: readonly { readonly key: string }[]; readonly item: string; readonly about: string }

/** One place up or down: buttons, so that the order can be changed by keyboard and without script. */
const OrderButtons = ({ page: { t }, formId, definition, what, list, item, about }: OrderProps) => {
  const at = list.findIndex(({ key }) => key === item)
  if (list.length < 2) return null
  return (
    <FormElement action={addressOf.order(formId)} label={t('forms.order.of', { name: about })}>
      <input type="hidden" name="hva" value={what} />
      <input type="hidden" name="nokkel" value={item} />
      <input type="hidden" name="stempel" value={stampOf(orderOf(definition))} />
      <div class="flow-order">
        {at > 0 && (
          <Button name="retning" value="opp" variant="tertiary" small about={about}>
            {t(what === 'del' ? 'forms.section.up' : 'forms.order.up')}
          </Button>
        )}
        {at < list.length - 1 && (
          <Button name="retning" value="ned" variant="tertiary" small about={about}>
            {t(what === 'del' ? 'forms.section.down' : 'forms.order.down')}
          </Button>
        )}
      </div>
    </FormElement>
  )
}

const Versions = ({ page, form }: Page & { readonly form: Form }) => {
  const { t, lang } = page
  return (
    <PagePart title={t('forms.versions')}>
      <Table
        caption={t('forms.versions')}
        hiddenCaption
        rows={form.versions}
        rowKey={({ id }) => id}
        columns={[
          { key: 'number', title: t('forms.version'), heading: true, cell: ({ number }) => <a class="ds-link" href={addressOf.preview(form.id, lang, number)}>{t('forms.version.number', { number })}</a> },
          { key: 'locked', title: t('forms.version.published'), cell: ({ lockedAt }) => (lockedAt ? formatDateTime(lockedAt, lang) : t('forms.version.draft')) },
          { key: 'rounds', title: t('forms.version.rounds'), numeric: true, cell: ({ rounds }) => rounds },
        ]}
      />
    </PagePart>
  )
}
