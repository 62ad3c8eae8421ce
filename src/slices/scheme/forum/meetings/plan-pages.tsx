import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { Checkbox, CheckboxGroup, RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { DateField, TextField } from '../../../../ui/fields.tsx'
import type { FieldError } from '../../../../ui/form.tsx'
import { ErrorSummary, errorFor, Form } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { ItemReport } from '../items/store.ts'
import type { Forum, ForumRound } from '../members/store.ts'
import { itemTitle } from '../words.tsx'
import type { Item, Meeting, Unplaced } from './store.ts'

type Common = { readonly page: PageContext; readonly forum: Forum; readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>> }

/** Plans a meeting, or changes when and where it is. */
export const MeetingPlanPage = ({ page, forum, rounds, id, typed, errors }: Common & { readonly rounds: readonly ForumRound[]; readonly id: string | undefined }) => {
  const { t } = page
  const error = (field: string) => errorFor(errors, field)
  return (
    <Layout page={page} title={t(id ? 'forum.meeting.change' : 'forum.meeting.new')} above={forum.name} back={id ? { href: `/forum/${forum.id}/moter/${id}`, text: t('forum.meeting') } : { href: `/forum/${forum.id}`, text: forum.name }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action={id ? `/forum/${forum.id}/moter/${id}/endring` : `/forum/${forum.id}/moter/ny`}>
        {!id && <RadioGroup name="runde" label={t('forum.meeting.round')} options={rounds.map((round) => ({ value: round.id, text: round.title }))} value={typed['runde'] ?? (rounds.find(({ stage }) => stage === 'in-forum') ?? rounds[0])?.id} error={error('runde')} />}
        <TextField name="tittel" label={t('forum.meeting.title')} value={typed['tittel']} error={error('tittel')} />
        <DateField name="dato" label={t('forum.meeting.date')} value={typed['dato']} error={error('dato')} />
        <TextField name="tid" label={t('forum.meeting.time')} hint={t('forum.meeting.time.hint')} width={6} value={typed['tid']} error={error('tid')} />
        <TextField name="sted" label={t('forum.meeting.place')} hint={t('forum.meeting.place.hint')} value={typed['sted']} error={error('sted')} mark="optional" />
        {id && <input type="hidden" name="versjon" value={typed['versjon'] ?? ''} />}
        <ButtonRow>
          <Button>{t('common.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

/** Puts items on the agenda: a general one, one for each report, or one for a group of reports. */
export const AgendaPage = ({ page, forum, meeting, items, unplaced, chosen, typed, errors }: Common & { readonly meeting: Meeting; readonly items: readonly (Item & { readonly reports: readonly ItemReport[] })[]; readonly unplaced: readonly Unplaced[]; readonly chosen: readonly string[] }) => {
  const { t } = page
  const path = `/forum/${forum.id}/moter/${meeting.id}`
  return (
    <Layout page={page} title={t('forum.agenda')} above={meeting.title} back={{ href: path, text: meeting.title }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {items.length > 0 && (
        <Table
          caption={t('forum.agenda')}
          hiddenCaption
          rows={items}
          rowKey={({ id }) => id}
          columns={[
            { key: 'title', title: t('forum.item'), heading: true, cell: (row) => itemTitle(page, row) },
            {
              key: 'remove', title: t('forum.item.remove'), hiddenTitle: true,
              cell: (row) => row.state === 'waiting' && (
                <Form action={`${path}/saker/${row.id}/fjern`} label={itemTitle(page, row)}>
                  <Button small variant="tertiary" about={itemTitle(page, row)}>
                    {t('forum.item.remove')}
                  </Button>
                </Form>
              ),
            },
          ]}
        />
      )}
      <Section title={t('forum.agenda.add')}>
        <Form action={`${path}/dagsorden`} label={t('forum.agenda.add')}>
          {unplaced.length > 0 ? (
            <>
              <CheckboxGroup name="melding" label={t('forum.agenda.reports', { count: unplaced.length })} options={unplaced.map((one) => ({ value: one.id, text: `${one.reference} ${one.title}`, hint: one.leadName }))} values={chosen} error={errorFor(errors, 'melding')} />
              <Checkbox name="samlet" label={t('forum.agenda.together')} checked={typed['samlet'] === 'ja'} />
            </>
          ) : (
            <p class="ds-paragraph">{t('forum.agenda.all-placed')}</p>
          )}
          <TextField name="sak" label={t('forum.agenda.title')} hint={t('forum.agenda.title.hint')} value={typed['sak']} error={errorFor(errors, 'sak')} />
          <ButtonRow>
            <Button>{t('forum.agenda.save')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </Layout>
  )
}
