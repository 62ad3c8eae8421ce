import { typedKroner } from '../../../../kernel/money.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { TextArea, TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import type { Scheme } from '../../schemes/rules.ts'
import { longest } from '../forms.ts'
import type { RoundHead } from '../pages.tsx'
import { recipientKindsOf, type Limit } from '../rules.ts'

type Typed = Readonly<Record<string, string>>

/** What all letters of a round say: terms, whom to ask, and what the decision is to each kind of recipient. */
export const SetupPage = ({ page, round, scheme, typed, errors }: { readonly page: PageContext; readonly round: RoundHead; readonly scheme: Pick<Scheme, 'appeal' | 'partner'>; readonly typed: Typed; readonly errors: readonly FieldError[] }) => {
  const { t, lang } = page
  return (
    <Layout page={page} title={t('decision.setup.title')} above={round.title} intro={t('decision.setup.intro')} back={{ href: `/runder/${round.id}/vedtak`, text: t('decision.back.list') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action={`/runder/${round.id}/vedtak/brev`} leaveWarning>
        <TextArea name="vilkarNb" label={t('decision.setup.terms.nb')} hint={t('decision.setup.terms.hint')} rows={6} limit={longest.terms} value={typed['vilkarNb']} error={errorFor(errors, 'vilkarNb')} />
        <TextArea name="vilkarNn" label={t('decision.setup.terms.nn')} rows={6} limit={longest.terms} value={typed['vilkarNn']} error={errorFor(errors, 'vilkarNn')} />
        <TextField name="kontakt" label={t('decision.setup.contact')} hint={t('decision.setup.contact.hint')} width={32} value={typed['kontakt']} error={errorFor(errors, 'kontakt')} />
        {recipientKindsOf(scheme).map((kind) => (
          <RadioGroup
            name={`enkeltvedtak-${kind}`}
            label={t(`decision.setup.individual.${kind}`)}
            hint={t(`decision.setup.right.${scheme.appeal[kind].right}`, { basis: scheme.appeal[kind].basis[lang] })}
            value={typed[`enkeltvedtak-${kind}`]}
            inline
            options={[{ value: 'ja', text: t('decision.yes') }, { value: 'nei', text: t('decision.no') }]}
          />
        ))}
        <ButtonRow><Button>{t('decision.setup.save')}</Button></ButtonRow>
      </Form>
    </Layout>
  )
}

export type LimitsView = { readonly officers: readonly { readonly id: string; readonly name: string }[]; readonly limits: readonly Limit[]; readonly mayChange: boolean; readonly typed: Typed; readonly errors: readonly FieldError[] }

/** The form's field for one person, or for everybody who is not named. */
export const limitField = (personId: string | undefined): string => `grense-${personId ?? 'andre'}`
/** As the limits are typed: a sum, or nothing for no limit. A named person without a limit has a box of their own. */
export const typedLimits = (limits: readonly Limit[]): Typed =>
  Object.fromEntries(limits.flatMap(({ personId, upTo }) => [[limitField(personId), upTo === undefined ? '' : typedKroner(upTo)], ...(personId !== undefined && upTo === undefined ? [[`fri-${personId}`, 'ja']] : [])]))

/** Up to what sum each may approve alone as the second person. */
export const LimitsPage = ({ page, view }: { readonly page: PageContext; readonly view: LimitsView }) => {
  const { t } = page
  const { typed, errors } = view
  return (
    <Layout page={page} title={t('decision.limits.title')} intro={t('decision.limits.intro')} back={{ href: '/vedtak', text: t('decision.back.mine') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {view.mayChange ? (
        <Form action="/vedtak/grenser">
          <TextField name={limitField(undefined)} label={t('decision.limits.others')} hint={t('decision.limits.hint')} inputmode="decimal" width={10} value={typed[limitField(undefined)]} error={errorFor(errors, limitField(undefined))} />
          {view.officers.map(({ id, name }) => (
            <RadioGroup
              name={`fri-${id}`}
              label={name}
              value={typed[`fri-${id}`] ?? 'nei'}
              options={[{ value: 'nei', text: t('decision.limits.as-others') }, { value: 'ja', text: t('decision.limits.none') }]}
              inline
            />
          ))}
          <ButtonRow><Button>{t('decision.limits.save')}</Button></ButtonRow>
        </Form>
      ) : (
        <>
          <SummaryList
            rows={[
              { term: t('decision.limits.others'), value: typed[limitField(undefined)] || t('decision.limits.none') },
              ...view.officers.map(({ id, name }) => ({ term: name, value: t(typed[`fri-${id}`] === 'ja' || !view.limits.some(({ personId, upTo }) => personId === undefined && upTo !== undefined) ? 'decision.limits.none' : 'decision.limits.as-others') })),
            ]}
          />
          <p>{t('decision.limits.who')}</p>
        </>
      )}
    </Layout>
  )
}
