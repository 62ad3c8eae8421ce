import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { usePage } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { TextField } from '../../../../ui/fields.tsx'
import { Form } from '../../../../ui/form.tsx'
import type { HostView } from '../host-page.tsx'

/** More come than was thought: the number is changed, also while it goes on. Everybody sees it on the screen. */
export const Expected = ({ view: { session, expected } }: { readonly view: HostView }) => {
  const { t } = usePage()
  return (
    <Details summary={t('sessions.expected.change')} open={expected !== undefined}>
      <Form action={`/okter/${session.id}/antall`} label={t('sessions.expected.change')}>
        <TextField name="antall" label={t('sessions.expected')} hint={t('sessions.expected.hint')} inputmode="numeric" width={16} value={expected?.typed ?? String(session.expected)} error={expected?.error} />
        <ButtonRow>
          <Button variant="secondary">{t('sessions.expected.save')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}
