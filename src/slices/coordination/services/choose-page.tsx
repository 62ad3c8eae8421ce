import { Button, ButtonRow } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { SelectField } from '../../../ui/fields.tsx'
import { Layout } from '../../../ui/layout.tsx'
import type { Place } from './store.ts'

/** Which kindergarten it is about, before what can be chosen there is known. */
export const ChoosePlacePage = ({ page, places, title, action }: { readonly page: PageContext; readonly places: readonly Place[]; readonly title: string; readonly action: string }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('support.choose.title', { what: title })} intro={t('support.choose.intro')} back={{ href: '/stottesystem', text: t('support.title') }}>
      <form class="form" method="get" action={action}>
        <SelectField name="barnehage" label={t('support.kindergarten')} options={places.filter(({ isOpen }) => isOpen).map(({ id, name }) => ({ value: id, text: name }))} />
        <ButtonRow>
          <Button>{t('support.choose')}</Button>
        </ButtonRow>
      </form>
    </Layout>
  )
}
