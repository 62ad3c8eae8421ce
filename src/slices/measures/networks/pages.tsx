import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { lastDay } from '../../../kernel/period.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { DateField, SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import type { NamedTheme } from '../measures/store.ts'
import { audiences, standingOf, stateOf, type InvitationState, type Standing } from './rules.ts'
import type { Counts, Invitation, Kindergarten, Network } from './store.ts'

const standingColors: Readonly<Record<Standing, TagColor>> = { planned: 'info', running: 'success', over: 'neutral' }
export const StandingTag = ({ page, standing }: { readonly page: PageContext; readonly standing: Standing }) => <Tag color={standingColors[standing]}>{page.t(`networks.standing.${standing}`)}</Tag>

const stateColors: Readonly<Record<InvitationState, TagColor>> = { open: 'warning', accepted: 'success', declined: 'neutral', withdrawn: 'neutral', expired: 'neutral', left: 'neutral' }
export const StateTag = ({ page, state }: { readonly page: PageContext; readonly state: InvitationState }) => <Tag color={stateColors[state]}>{page.t(`networks.state.${state}`)}</Tag>

/** '1. august 2026 – 31. juli 2027' */
export const periodText = ({ t, lang }: PageContext, { period }: Pick<Network, 'period'>): string => {
  const last = lastDay(period)
  return last ? t('networks.period.value', { from: formatDate(period.from, lang, 'long'), to: formatDate(last, lang, 'long') }) : t('networks.period.open', { from: formatDate(period.from, lang, 'long') })
}
export const themeText = ({ t, lang }: PageContext, themes: readonly NamedTheme[], code: string | undefined): string => themes.find((theme) => theme.code === code)?.name[lang] ?? t('networks.theme.none')

export type ListView = { readonly networks: readonly Network[]; readonly counts: ReadonlyMap<string, Counts>; readonly invitations: readonly Invitation[]; readonly themes: readonly NamedTheme[]; readonly team: boolean; readonly today: LocalDate }

/** The team's networks; or what one's kindergartens have been asked into and are in. */
export const NetworksPage = ({ page, view }: { readonly page: PageContext; readonly view: ListView }) => {
  const { t, lang } = page
  const { networks, counts, invitations, themes, team, today } = view
  const open = team ? [] : invitations.filter((one) => stateOf(one, today) === 'open')
  const nameOf = (id: string) => networks.find((network) => network.id === id)?.name ?? ''
  return (
    <Layout page={page} title={t('networks.title')} intro={t(team ? 'networks.intro.team' : 'networks.intro.own')} wide>
      {open.length > 0 && (
        <Section title={t('networks.open')}>
          <Table
            caption={t('networks.open')}
            hiddenCaption
            rows={open}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'name',
                title: t('networks.network'),
                heading: true,
                cell: (row) => (
                  <a class="ds-link" href={`/nettverk/invitasjon/${row.id}`}>
                    {nameOf(row.networkId)}
                  </a>
                ),
              },
              { key: 'kindergarten', title: t('networks.kindergarten'), cell: (row) => row.kindergarten },
              { key: 'by', title: t('networks.answer-by'), cell: (row) => formatDate(row.answerBy, lang, 'long') },
            ]}
          />
        </Section>
      )}
      {networks.length === 0 ? (
        <EmptyState title={t('networks.none')} action={team && <LinkButton href="/nettverk/nytt">{t('networks.new')}</LinkButton>}>
          <p>{t(team ? 'networks.none.team' : 'networks.none.own')}</p>
        </EmptyState>
      ) : (
        <Section title={t('networks.all')}>
          <Table
            caption={t('networks.all')}
            hiddenCaption
            rows={networks}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'name',
                title: t('networks.network'),
                heading: true,
                cell: (row) => (
                  <a class="ds-link" href={`/nettverk/${row.id}`}>
                    {row.name}
                  </a>
                ),
              },
              { key: 'theme', title: t('networks.theme'), cell: (row) => themeText(page, themes, row.theme) },
              { key: 'period', title: t('networks.period'), cell: (row) => periodText(page, row) },
              { key: 'standing', title: t('networks.standing'), cell: (row) => <StandingTag page={page} standing={standingOf(row, today)} /> },
              ...(team
                ? [
                    { key: 'members', title: t('networks.members'), numeric: true, cell: (row: Network) => String(counts.get(row.id)?.members ?? 0) },
                    { key: 'waiting', title: t('networks.waiting'), numeric: true, cell: (row: Network) => String(counts.get(row.id)?.open ?? 0) },
                  ]
                : []),
            ]}
          />
        </Section>
      )}
      {team && (
        <ButtonRow>
          {networks.length > 0 && <LinkButton href="/nettverk/nytt">{t('networks.new')}</LinkButton>}
          <LinkButton href="/lite-kontakt/nettverk" variant="secondary">
            {t('networks.suggested')}
          </LinkButton>
        </ButtonRow>
      )}
    </Layout>
  )
}

const labelKeys = { navn: 'networks.name', tema: 'networks.theme', hvem: 'networks.audience', leder: 'networks.facilitator', fra: 'networks.from', til: 'networks.to', merknad: 'networks.note', barnehage: 'networks.kindergartens', svarfrist: 'networks.answer-by', skole: 'network-schools.choose', skolefrist: 'networks.answer-by' } as const
export const labelsOf = (t: PageContext['t']): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(labelKeys).map(([field, key]) => [field, t(key)]))

export type NewView = { readonly startKey: string; readonly themes: readonly NamedTheme[]; readonly kindergartens: readonly Kindergarten[]; readonly chosen: readonly string[]; readonly form: ShownForm }

/** Makes a network and asks the kindergartens, in one form. */
export const NewPage = ({ page, view }: { readonly page: PageContext; readonly view: NewView }) => {
  const { t, lang } = page
  const { form, themes, kindergartens, chosen } = view
  const { typed, errors, warnings } = form
  const error = (field: string) => errorFor(errors, field)
  const first = kindergartens.filter(({ id }) => chosen.includes(id))
  const others = kindergartens.filter(({ id }) => !chosen.includes(id))
  return (
    <Layout page={page} title={t('networks.new')} intro={t('networks.new.intro')} back={{ href: '/nettverk', text: t('networks.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={errors} labels={labelsOf(t)} />
      <Form action="/nettverk" leaveWarning>
        <input type="hidden" name="nokkel" value={view.startKey} />
        <TextField name="navn" label={t('networks.name')} hint={t('networks.name.hint')} value={typed['navn']} error={error('navn')} guard />
        <SelectField name="tema" label={t('networks.theme')} hint={t('networks.theme.hint')} empty={t('networks.theme.none')} value={typed['tema']} error={error('tema')} options={themes.filter(({ offered }) => offered).map(({ code, name }) => ({ value: code, text: name[lang] }))} mark="optional" />
        <RadioGroup name="hvem" label={t('networks.audience')} value={typed['hvem']} error={error('hvem')} options={audiences.map((one) => ({ value: one, text: t(`networks.audience.${one}`) }))} />
        <TextField name="leder" label={t('networks.facilitator')} hint={t('networks.facilitator.hint')} value={typed['leder']} error={error('leder')} width={32} guard />
        <DateField name="fra" label={t('networks.from')} value={typed['fra']} error={error('fra')} />
        <DateField name="til" label={t('networks.to')} value={typed['til']} error={error('til')} mark="optional" />
        <Section title={t('networks.kindergartens')}>
          <p class="ds-paragraph">{t('networks.kindergartens.text')}</p>
          {first.length > 0 && <CheckboxGroup name="barnehage" label={t('networks.kindergartens.chosen')} values={chosen} error={error('barnehage')} options={first.map(optionOf)} />}
          {first.length > 0 ? (
            <Details summary={t('networks.kindergartens.more')}>
              <CheckboxGroup id="felt-flere" name="barnehage" label={t('networks.kindergartens.others')} options={others.map(optionOf)} mark="optional" />
            </Details>
          ) : (
            <CheckboxGroup name="barnehage" label={t('networks.kindergartens.others')} error={error('barnehage')} options={others.map(optionOf)} />
          )}
        </Section>
        <DateField name="svarfrist" label={t('networks.answer-by')} hint={t('networks.answer-by.hint')} value={typed['svarfrist']} error={error('svarfrist')} />
        <TextArea name="merknad" label={t('networks.note')} hint={t('networks.note.hint')} value={typed['merknad']} error={error('merknad')} limit={1800} rows={3} mark="optional" guard />
        <GuardNotice warnings={warnings} labels={labelsOf(t)} />
        <ButtonRow>
          <Button>{t('networks.new.send')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

export const optionOf = ({ id, name, municipality }: Kindergarten) => ({ value: id, text: municipality ? `${name}, ${municipality}` : name })
