import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { DateField, SelectField, TextArea, TextField } from '../../../../ui/fields.tsx'
import { errorFor, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { Translate } from '../../../../texts/index.ts'
import { nameOf, PartFrame, type PartView } from '../frame/pages.tsx'
import { contactParts, sides, type Side } from '../rules.ts'
import { continuityOf, type Person } from './rules.ts'
import type { Contact } from './store.ts'

export const contactLabels = (t: Translate) => ({ kontakt: t('partnership.contact.name'), oppgave: t('partnership.contact.part'), epost: t('partnership.contact.email'), fra: t('partnership.from') })
export const leaveLabels = (t: Translate) => ({ siste: t('pair.person.last'), overtar: t('pair.person.heir'), merknad: t('pair.person.note') })

export type View = PartView & { readonly contacts: readonly Contact[]; /** Those of the periods before too: what is compared with a year ago. */ readonly chain: readonly Person[]; readonly shown: ShownForm }

/** '3 av 4 hos Høgskolen er de samme som for ett år siden.' */
function continuityText({ t }: PageContext, who: string, people: readonly Person[], side: Side, today: LocalDate): string {
  const stands = continuityOf(people, side, today)
  if (stands.kind === 'none') return t('pair.person.nobody', { who })
  if (stands.kind === 'new') return t('pair.person.new', { who })
  if (stands.of === 0) return t('pair.person.nobody', { who })
  return stands.same === 0 ? t('pair.health.nobody-same', { who }) : t('pair.person.same', { who, same: stands.same, of: stands.of })
}

/** Who they are, from when to when, and who took over from whom. Nobody is written over. */
export const PeoplePage = ({ view }: { readonly view: View }) => {
  const { page, one, side, writes, contacts, chain, today, shown } = view
  const { t, lang } = page
  const { typed, errors, warnings } = shown
  const named = (id: string | undefined) => contacts.find((other) => other.id === id)?.name
  return (
    <PartFrame view={view} part="people" shown={shown} labels={contactLabels(t)}>
      <ul class="ds-list">
        {sides.map((who) => (
          <li>{continuityText(page, nameOf(one, who), chain, who, today)}</li>
        ))}
      </ul>
      {contacts.length === 0 && (
        <EmptyState title={t('partnership.contacts.none')}>
          <p>{t('pair.person.none.text')}</p>
        </EmptyState>
      )}
      {sides.map((who) => {
        const rows = contacts.filter((other) => other.side === who)
        return (
          rows.length > 0 && (
            <Section title={nameOf(one, who)}>
              <Table
                caption={nameOf(one, who)}
                hiddenCaption
                rows={rows}
                rowKey={({ id }) => id}
                columns={[
                  { key: 'name', title: t('partnership.contact.name'), heading: true, cell: (row) => row.name },
                  { key: 'part', title: t('partnership.contact.part'), cell: (row) => t(`partnership.contact.part.${row.part}`) },
                  { key: 'email', title: t('partnership.contact.email'), cell: (row) => (row.email && row.to === undefined ? <a class="ds-link" href={`mailto:${row.email}`}>{row.email}</a> : '–') },
                  { key: 'period', title: t('partnership.period'), cell: (row) => (row.to ? t('partnership.period.value', { from: formatDate(row.from, lang, 'long'), to: formatDate(row.to, lang, 'long') }) : t('partnership.period.open', { from: formatDate(row.from, lang, 'long') })) },
                  { key: 'handed', title: t('pair.person.handed'), cell: (row) => (row.to ? [named(row.handedTo) ?? t('pair.person.handed.none'), row.note].filter(Boolean).join('. ') : '–') },
                  ...(writes && who === side ? [{ key: 'leave', title: t('pair.person.leave'), hiddenTitle: true, cell: (row: Contact) => row.to === undefined && <Leaving page={page} id={one.id} row={row} mayRemove={row.addedOn === today && contacts.every(({ handedTo }) => handedTo !== row.id)} /> }] : []),
                ]}
              />
            </Section>
          )
        )
      })}
      {writes && (
        <Details summary={t('partnership.contact.add')} open={cameBack(shown)}>
          <Form action={`/partnerskap/${one.id}/kontakter`} label={t('partnership.contact.add')}>
            <TextField name="kontakt" label={t('partnership.contact.name')} value={typed['kontakt']} error={errorFor(errors, 'kontakt')} />
            <SelectField name="oppgave" label={t('partnership.contact.part')} value={typed['oppgave']} error={errorFor(errors, 'oppgave')} options={contactParts.map((part) => ({ value: part, text: t(`partnership.contact.part.${part}`) }))} />
            <TextField name="epost" type="email" label={t('partnership.contact.email')} mark="optional" value={typed['epost']} error={errorFor(errors, 'epost')} />
            <DateField name="fra" label={t('partnership.from')} hint={t('pair.person.from.hint')} mark="optional" value={typed['fra']} error={errorFor(errors, 'fra')} />
            <GuardNotice warnings={warnings} labels={contactLabels(t)} />
            <ButtonRow>
              <Button>{t('partnership.contact.add')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </PartFrame>
  )
}

const Leaving = ({ page: { t }, id, row, mayRemove }: { readonly page: PageContext; readonly id: string; readonly row: Contact; readonly mayRemove: boolean }) => (
  <div class="button-row">
    <LinkButton small variant="tertiary" href={`/partnerskap/${id}/kontakter/${row.id}`} about={row.name}>{t('pair.person.leave')}</LinkButton>
    {mayRemove && (
      <Form action={`/partnerskap/${id}/kontakter/${row.id}/fjerning`}>
        <Button small variant="tertiary" about={row.name}>{t('common.remove')}</Button>
      </Form>
    )}
  </div>
)

/** Somebody leaves: the last day, and who takes over. */
export const LeavePage = ({ view, person }: { readonly view: View; readonly person: Contact }) => {
  const { page, one, contacts, shown } = view
  const { t } = page
  const { typed, errors, warnings } = shown
  const heirs = contacts.filter((other) => other.side === person.side && other.id !== person.id && other.to === undefined)
  return (
    <PartFrame view={view} part="people" shown={shown} labels={leaveLabels(t)} title={t('pair.person.leave.title', { name: person.name })}>
      <p class="ds-paragraph">{t('pair.person.leave.text')}</p>
      <Form action={`/partnerskap/${one.id}/kontakter/${person.id}/avgang`} label={t('pair.person.leave')}>
        <DateField name="siste" label={t('pair.person.last')} value={typed['siste']} error={errorFor(errors, 'siste')} />
        <SelectField name="overtar" label={t('pair.person.heir')} hint={t('pair.person.heir.hint')} mark="optional" empty={t('pair.person.handed.none')} value={typed['overtar']} error={errorFor(errors, 'overtar')} options={heirs.map((heir) => ({ value: heir.id, text: heir.name }))} />
        <TextArea name="merknad" label={t('pair.person.note')} hint={t('pair.person.note.hint')} mark="optional" limit={500} rows={2} value={typed['merknad']} error={errorFor(errors, 'merknad')} guard />
        <GuardNotice warnings={warnings} labels={leaveLabels(t)} />
        <ButtonRow>
          <Button>{t('pair.person.leave')}</Button>
        </ButtonRow>
      </Form>
    </PartFrame>
  )
}
