import { formatDate } from '../../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { DateField, SelectField, TextArea, TextField } from '../../../../ui/fields.tsx'
import { errorFor, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { Translate } from '../../../../texts/index.ts'
import { PartFrame, partPath, type PartView } from '../frame/pages.tsx'
import { changeKinds } from './rules.ts'
import type { Change } from './store.ts'

export const changeLabels = (t: Translate) => ({ slag: t('pair.change.kind'), hva: t('pair.change.what'), fra: t('pair.change.came-from'), dag: t('pair.change.day'), lenke: t('pair.change.link') })

type View = PartView & { readonly changes: readonly Change[]; readonly startKey: string; readonly shown: ShownForm }

/** What the work with the kindergartens has changed at the university, and where it can be seen. */
export const ChangesPage = ({ view }: { readonly view: View }) => {
  const { page, one, side, changes, shown } = view
  const { t } = page
  return (
    <PartFrame view={view} part="changes" shown={shown} labels={changeLabels(t)}>
      <p class="ds-paragraph">{t('pair.change.intro')}</p>
      {changes.length === 0 ? (
        <EmptyState title={t('pair.change.none')}>
          <p>{t(side === 'partner' ? 'pair.change.none.partner' : 'pair.change.none.text')}</p>
        </EmptyState>
      ) : (
        <ChangeTable page={page} changes={changes} />
      )}
      {side === 'partner' && one.agreedAt && <ChangeForm view={view} />}
    </PartFrame>
  )
}

export const ChangeTable = ({ page, changes }: { readonly page: PageContext; readonly changes: readonly Change[] }) => {
  const { t, lang } = page
  return (
    <Table
      caption={t('pair.part.changes')}
      hiddenCaption
      rows={changes}
      rowKey={({ id }) => id}
      columns={[
        { key: 'day', title: t('pair.change.day'), cell: ({ day }) => formatDate(day, lang, 'long') },
        { key: 'kind', title: t('pair.change.kind'), cell: ({ kind }) => t(`pair.change.kind.${kind}`) },
        { key: 'what', title: t('pair.change.what'), heading: true, cell: ({ what }) => what },
        { key: 'from', title: t('pair.change.came-from'), cell: ({ cameFrom }) => cameFrom },
        { key: 'seen', title: t('pair.change.link'), cell: ({ seenAt, what }) => (seenAt ? <a class="ds-link" href={seenAt} rel="noopener noreferrer">{new URL(seenAt).host}<span class="ds-sr-only"> {what}</span></a> : '–') },
        { key: 'by', title: t('pair.change.by'), cell: ({ by }) => by },
      ]}
    />
  )
}

const ChangeForm = ({ view: { page, one, startKey, shown } }: { readonly view: View }) => {
  const { t } = page
  const { typed, errors, warnings } = shown
  return (
    <Details summary={t('pair.change.write')} open={cameBack(shown)}>
      <Form action={partPath(one.id, 'changes')} label={t('pair.change.write')} leaveWarning>
        <input type="hidden" name="nokkel" value={startKey} />
        <SelectField name="slag" label={t('pair.change.kind')} value={typed['slag']} error={errorFor(errors, 'slag')} options={changeKinds.map((kind) => ({ value: kind, text: t(`pair.change.kind.${kind}`) }))} />
        <TextArea name="hva" label={t('pair.change.what')} hint={t('pair.change.what.hint')} limit={1000} rows={3} value={typed['hva']} error={errorFor(errors, 'hva')} guard />
        <TextField name="fra" label={t('pair.change.came-from')} hint={t('pair.change.came-from.hint')} value={typed['fra']} error={errorFor(errors, 'fra')} guard />
        <DateField name="dag" label={t('pair.change.day')} value={typed['dag']} error={errorFor(errors, 'dag')} />
        <TextField name="lenke" type="url" label={t('pair.change.link')} hint={t('pair.change.link.hint')} mark="optional" value={typed['lenke']} error={errorFor(errors, 'lenke')} />
        <GuardNotice warnings={warnings} labels={changeLabels(t)} />
        <ButtonRow>
          <Button>{t('pair.change.write')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}
