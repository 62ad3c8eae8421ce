import { Button, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import type { NeedBehind } from './rules.ts'

type Props = { readonly page: PageContext; readonly need: NeedBehind; readonly rounds: readonly { readonly id: string; readonly title: string }[]; readonly startKey: string }

/** Which of the open rounds a report that begins from a need should be in. */
export const ChooseRoundPage = ({ page, need, rounds, startKey }: Props) => {
  const { t } = page
  return (
    <Layout page={page} title={t('needs.choose-round')} above={need.title} intro={rounds.length > 0 ? t('needs.choose-round.intro') : t('needs.no-round.owner')} back={{ href: `/behovsbeskrivelser/${need.id}`, text: t('needs.back') }}>
      {rounds.map(({ id, title }) => (
        <Form action="/behov" label={title}>
          <input type="hidden" name="runde" value={id} />
          <input type="hidden" name="behov" value={need.id} />
          <input type="hidden" name="nokkel" value={startKey} />
          <ButtonRow>
            <Button variant="secondary">{t('needs.choose-round.begin', { round: title })}</Button>
          </ButtonRow>
        </Form>
      ))}
    </Layout>
  )
}
