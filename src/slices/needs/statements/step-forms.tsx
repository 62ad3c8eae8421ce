import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { SelectField, TextArea } from '../../../ui/fields.tsx'
import { errorFor, Form } from '../../../ui/form.tsx'
import { ranks } from './forms.ts'
import type { NeedView } from './pages.tsx'
import { lacksOf, longest } from './rules.ts'

type Props = { readonly page: PageContext; readonly view: NeedView }
type Step = 'propose' | 'take-back' | 'decide' | 'set-aside' | 'rank' | 'share' | 'unshare'

/** What one may do with the need now: one form for each step. */
export const StepForms = (props: Props) => {
  const { page: { t }, view } = props
  const { need, writes, head } = view
  if (need.state === 'set-aside') return null
  return (
    <>
      {need.state === 'decided' && <Uses {...props} />}
      {writes && need.state === 'draft' && lacksOf(need).length === 0 && <OneButton {...props} step="propose" text={t('needs.propose.text')} />}
      {head && need.state === 'proposed' && <RankForm {...props} step="decide" />}
      {writes && need.state === 'proposed' && <OneButton {...props} step="take-back" text={t('needs.take-back.text')} secondary />}
      {head && need.state === 'decided' && <RankForm {...props} step="rank" />}
      {head && <OneButton {...props} step={need.shared ? 'unshare' : 'share'} text={t(need.shared ? 'needs.unshare.text' : 'needs.share.text')} secondary />}
      {head && <SetAside {...props} />}
    </>
  )
}

/** From the need to what may be done about it: each begins as a draft with what is written here, and nothing is sent. */
const Uses = ({ page: { t }, view }: Props) => {
  if (!view.asks && !view.reports && !view.plans) return null
  return (
    <>
      <h2 class="ds-heading" data-size="sm">{t('needs.use')}</h2>
      <p>{t('needs.use.text')}</p>
      {view.asks && (
        <Form action="/veiledning" label={t('needs.use.guidance')}>
          <input type="hidden" name="nokkel" value={view.startKey} />
          <input type="hidden" name="behov" value={view.need.id} />
          <ButtonRow>
            <Button>{t('needs.use.guidance')}</Button>
          </ButtonRow>
        </Form>
      )}
      {view.reports && (
        <Form action="/behov" label={t('needs.use.report')}>
          <input type="hidden" name="nokkel" value={view.startKey} />
          <input type="hidden" name="behov" value={view.need.id} />
          <ButtonRow>
            <Button variant="secondary">{t('needs.use.report')}</Button>
          </ButtonRow>
        </Form>
      )}
      {view.plans && (
        <ButtonRow>
          <LinkButton href={`/tiltak/nytt?behov=${view.need.id}`} variant="secondary">{t('measures.new')}</LinkButton>
        </ButtonRow>
      )}
    </>
  )
}

const Hidden = ({ view, step }: { readonly view: NeedView; readonly step: Step }) => (
  <>
    <input type="hidden" name="versjon" value={view.need.version} />
    <input type="hidden" name="trinn" value={step} />
  </>
)
const action = ({ need }: NeedView) => `/behovsbeskrivelser/${need.id}/trinn`

const OneButton = ({ page: { t }, view, step, text, secondary }: Props & { readonly step: 'propose' | 'take-back' | 'share' | 'unshare'; readonly text: string; readonly secondary?: boolean }) => (
  <Form action={action(view)} label={t(`needs.step.${step}`)}>
    <Hidden view={view} step={step} />
    <p class="ds-paragraph">{text}</p>
    <ButtonRow>
      <Button {...(secondary ? { variant: 'secondary' as const } : {})}>{t(`needs.step.${step}`)}</Button>
    </ButtonRow>
  </Form>
)

const RankForm = ({ page: { t }, view, step }: Props & { readonly step: 'decide' | 'rank' }) => (
  <Form action={action(view)} label={t(`needs.step.${step}`)}>
    <Hidden view={view} step={step} />
    {step === 'decide' && <p class="ds-paragraph">{t('needs.decide.text')}</p>}
    <SelectField name="plass" label={t('needs.rank.label')} hint={t('needs.rank.hint')} empty={t('needs.rank.choose')} value={view.typed['plass'] ?? (view.need.rank ? String(view.need.rank) : undefined)} error={errorFor(view.errors, 'plass')} options={ranks.map((value) => ({ value, text: value }))} />
    <ButtonRow>
      <Button {...(step === 'rank' ? { variant: 'secondary' as const } : {})}>{t(`needs.step.${step}`)}</Button>
    </ButtonRow>
  </Form>
)

const SetAside = ({ page: { t }, view }: Props) => (
  <Details summary={t('needs.step.set-aside')} open={errorFor(view.errors, 'grunn') !== undefined}>
    <p>{t('needs.set-aside.text')}</p>
    <Form action={action(view)} label={t('needs.step.set-aside')}>
      <Hidden view={view} step="set-aside" />
      <TextArea name="grunn" label={t('needs.set-aside.reason')} rows={3} limit={longest} value={view.typed['grunn']} error={errorFor(view.errors, 'grunn')} guard />
      <ButtonRow>
        <Button variant="secondary" danger>{t('needs.step.set-aside')}</Button>
      </ButtonRow>
    </Form>
  </Details>
)
