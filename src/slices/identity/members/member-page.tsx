import { formatDate } from '../../../kernel/dates.ts'
import { lastDay } from '../../../kernel/period.ts'
import { RadioGroup } from '../../../ui/choices.tsx'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { DateField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Address, periodText } from './pages.tsx'
import { endReasons, type Member, type MemberRefusal, type Unit } from './rules.ts'

export type MemberPageProps = {
  readonly page: PageContext
  readonly unit: Unit
  readonly member: Member
  readonly own: boolean
  /** Which of the forms came back, with what was typed in it. */
  readonly sent?: { readonly form: 'period' | 'end' | 'administration'; readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[] } | undefined
  readonly refusal?: MemberRefusal | undefined
}

/** One person's role: its days, the right to administer, and its end. */
export const MemberPage = ({ page, unit, member, own, sent, refusal }: MemberPageProps) => {
  const { t, lang } = page
  const base = `/folk/${unit.id}/medlemskap/${member.id}`
  const typed = (form: string, name: string, otherwise: string) => (sent?.form === form ? (sent.typed[name] ?? '') : otherwise)
  const wrong = (form: string, name: string) => (sent?.form === form ? errorFor(sent.errors, name) : undefined)
  const last = lastDay(member.period)
  const errors = sent?.errors ?? []
  return (
    <Layout page={page} title={member.name} above={unit.name} back={{ href: own ? '/folk' : `/folk/${unit.id}`, text: t('members.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {refusal && (
        <Alert kind="warning" title={t('members.refused')}>
          <p class="ds-paragraph">{t(`members.because.${refusal}`)}</p>
        </Alert>
      )}
      <SummaryList
        rows={[
          { term: t('members.column.role'), value: t(`identity.role.${member.role}`) },
          { term: t('members.column.period'), value: periodText(page, member.period) },
          { term: t('members.column.email'), value: <Address email={member.email} /> },
          { term: t('members.column.administers'), value: t(member.administers ? 'common.yes' : 'common.no') },
        ]}
      />
      <h2 class="ds-heading" data-size="sm">
        {t('members.administration.title')}
      </h2>
      <p class="ds-paragraph">{t(member.administers ? 'members.administration.has' : 'members.administration.has-not', { name: member.name })}</p>
      <Form action={`${base}/administrasjon`}>
        <ButtonRow>
          {member.administers ? (
            <Button variant="secondary" name="hva" value="take">
              {t('members.administration.take')}
            </Button>
          ) : (
            <>
              <Button variant="secondary" name="hva" value="give">
                {t('members.administration.give')}
              </Button>
              {own && (
                <Button variant="tertiary" name="hva" value="transfer">
                  {t('members.administration.transfer')}
                </Button>
              )}
            </>
          )}
        </ButtonRow>
      </Form>
      <h2 class="ds-heading" data-size="sm">
        {t('members.change.title')}
      </h2>
      <Form action={`${base}/periode`}>
        <DateField name="fra" label={t('members.field.from')} value={typed('period', 'fra', formatDate(member.period.from, lang, 'short'))} error={wrong('period', 'fra')} mark="required" />
        <DateField name="til" label={t('members.field.to')} value={typed('period', 'til', last ? formatDate(last, lang, 'short') : '')} error={wrong('period', 'til')} mark="optional" />
        <ButtonRow>
          <Button variant="secondary">{t('members.change.save')}</Button>
        </ButtonRow>
      </Form>
      <h2 class="ds-heading" data-size="sm">
        {t('members.end.title')}
      </h2>
      <p class="ds-paragraph">{t('members.end.text')}</p>
      <Form action={`${base}/avslutning`}>
        <DateField name="siste" label={t('members.field.last')} value={typed('end', 'siste', '')} error={wrong('end', 'siste')} mark="required" />
        <RadioGroup
          name="grunn"
          label={t('members.field.reason')}
          value={typed('end', 'grunn', '') || undefined}
          error={wrong('end', 'grunn')}
          mark="required"
          options={endReasons.map((value) => (value === 'mistake' ? { value, text: t(`members.reason.${value}`), hint: t('members.reason.mistake.hint') } : { value, text: t(`members.reason.${value}`) }))}
        />
        <ButtonRow>
          <Button variant="secondary" danger>
            {t('members.end.button')}
          </Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
