import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { usePage, type PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { TextField } from '../../../../ui/fields.tsx'
import { ErrorSummary, Form } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { errorIn, typedOr, type Back } from '../back.ts'
import type { ReviewRound } from '../load.ts'
import type { Criteria, WeightRefusal } from './rules.ts'
import type { CriteriaVersion } from './store.ts'

export type CriteriaView = { readonly round: ReviewRound; readonly criteria: Criteria; readonly versions: readonly CriteriaVersion[]; /** Why the weights stand as they are; undefined while they may be changed. */ readonly fixed: WeightRefusal | undefined; readonly back: Back }

/** What the round is reviewed by, and how much each thing counts. */
export const CriteriaPage = ({ page, view }: { readonly page: PageContext; readonly view: CriteriaView }) => {
  const { t, lang } = page
  const { round, criteria, fixed, back } = view
  return (
    <Layout page={page} title={t('review.criteria')} above={round.title} intro={t('review.criteria.intro')} back={{ href: `/runder/${round.id}/vurdering`, text: t('review.back') }} hasErrors={back.errors.length > 0 || back.refused !== undefined}>
      <ErrorSummary errors={back.errors} />
      {back.refused && <Alert kind="warning" answer>{t(back.refused)}</Alert>}
      <Section title={t('review.eligibility')}>
        <p>{t('review.eligibility.text')}</p>
        <ol class="ds-list">
          {criteria.eligibility.map(({ name, explanation }) => (
            <li>
              <strong>{name[lang]}</strong> {explanation[lang]}
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t('review.priority')}>
        <p>{t('review.priority.text', { most: criteria.most })}</p>
        {fixed ? <Fixed criteria={criteria} because={fixed} /> : <Weights view={view} />}
      </Section>
      {view.versions.length > 0 && (
        <Details summary={t('review.criteria.versions')}>
          <ul class="ds-list">
            {view.versions.map((one) => (
              <li>
                {t('review.by', { who: one.by, when: one.at })} {one.criteria.priority.map(({ name, weight }) => t('review.weight.line', { criterion: name[lang], weight })).join(', ')}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </Layout>
  )
}

const Fixed = ({ criteria, because }: { readonly criteria: Criteria; readonly because: WeightRefusal }) => {
  const { t, lang } = usePage()
  return (
    <>
      <Alert>{t(`review.because.${because}`)}</Alert>
      <ul class="ds-list">
        {criteria.priority.map(({ name, weight, explanation }) => (
          <li>
            <strong>{t('review.weight.line', { criterion: name[lang], weight })}</strong> {explanation[lang]}
          </li>
        ))}
      </ul>
    </>
  )
}

const Weights = ({ view: { round, criteria, back } }: { readonly view: CriteriaView }) => {
  const { t, lang } = usePage()
  return (
    <Form action={`/runder/${round.id}/vurdering/kriterier`} leaveWarning>
      <input type="hidden" name="number" value={criteria.number} />
      {criteria.priority.map(({ code, name, explanation, weight }) => (
        <TextField name={`weight-${code}`} label={t('review.weight.label', { criterion: name[lang] })} hint={explanation[lang]} inputmode="numeric" width={4} value={typedOr(back, 'weights', '', `weight-${code}`, String(weight))} error={errorIn(back, 'weights', '', `weight-${code}`)} />
      ))}
      <TextField name="apart" label={t('review.apart.label')} hint={t('review.apart.hint')} inputmode="numeric" width={4} value={typedOr(back, 'weights', '', 'apart', String(criteria.apart))} error={errorIn(back, 'weights', '', 'apart')} />
      <ButtonRow>
        <Button>{t('review.weights.save')}</Button>
      </ButtonRow>
    </Form>
  )
}
