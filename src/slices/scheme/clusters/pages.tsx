import type { Pages } from '../../../kernel/paging.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { CheckboxGroup } from '../../../ui/choices.tsx'
import { usePage, type PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField, TextField, type Option } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { Proposal, Strictness, Why } from './proposals/rules.ts'
import type { PlaceRefusal } from './rules.ts'
import type { BenchReport, Cluster } from './store.ts'
import { lineOf, OwnWords, reasonsOf, suggestedName, WhyList, type Names } from './words.tsx'

export const views = { proposals: 'forslag', clusters: 'klynger', alone: 'alene' } as const
export type BenchTab = keyof typeof views
export type BenchFilter = { readonly theme: string | undefined; readonly municipality: string | undefined; readonly partner: string | undefined; readonly strictness: Strictness }
export const strictnessAddress: Readonly<Record<Strictness, string>> = { loose: 'lav', usual: 'middels', strict: 'hoy' }

export type Nearest = { readonly id: string; readonly why: Why }
export type ShownProposal = Proposal & { readonly members: readonly (BenchReport & { readonly nearest: Nearest | undefined })[] }
export type ShownCluster = Cluster & { readonly members: readonly BenchReport[]; readonly why: Why }
/** A form that came back: which one, what was typed, and what to mend. */
export type CameBack = { readonly key: string; readonly typed: Readonly<Record<string, string>>; readonly chosen: readonly string[]; readonly errors: readonly FieldError[] }

export type BenchView = {
  readonly round: { readonly id: string; readonly title: string }
  readonly mayChange: boolean
  readonly tab: BenchTab
  readonly filter: BenchFilter
  readonly names: Names
  readonly choices: { readonly municipalities: readonly Option[]; readonly partners: readonly Option[] }
  readonly counts: Readonly<Record<BenchTab, number>>
  readonly proposals: readonly ShownProposal[]
  readonly clusters: readonly ShownCluster[]
  readonly alone: readonly BenchReport[]
  readonly paging: Pages
  readonly href: (change: Readonly<Record<string, string | undefined>>) => string
  readonly refused: PlaceRefusal | undefined
  readonly cameBack: CameBack | undefined
}

/** Hundreds of needs on one bench: what could be one measure, and why. People decide what belongs together; nobody's words are changed. */
export const BenchPage = ({ page, view }: { readonly page: PageContext; readonly view: BenchView }) => {
  const { t } = page
  const { round, tab, counts, paging, href } = view
  const cameBackHere = tab === 'alone' ? view.cameBack?.key === 'alone' : view.proposals.some(({ reports }) => reports[0] === view.cameBack?.key)
  const tabs = (Object.keys(views) as BenchTab[]).map((one) => ({ href: href({ vis: views[one], side: undefined }), text: t(`clusters.tab.${one}`), current: one === tab, count: counts[one] }))
  return (
    <Layout page={page} title={t('clusters.title')} above={round.title} intro={t('clusters.intro')} back={{ href: `/runder/${round.id}/vurdering`, text: t('clusters.back') }} hasErrors={(view.cameBack?.errors ?? []).length > 0 || view.refused !== undefined} wide>
      <ErrorSummary errors={(view.cameBack?.errors ?? []).map(({ field, text }) => ({ field: cameBackHere ? `${field}-${view.cameBack?.key ?? ''}` : '', text }))} />
      {view.refused && <Alert kind="warning" answer>{t(`clusters.because.${view.refused}`)}</Alert>}
      <Tabs tabs={tabs} label={t('clusters.tabs')} />
      <Filters view={view} />
      {paging.total === 0 ? <Nothing view={view} /> : tab === 'proposals' ? <Proposals view={view} /> : tab === 'clusters' ? <Clusters view={view} /> : <Alone view={view} />}
      <Pagination current={paging.number} total={paging.count} href={(number) => href({ side: String(number) })} />
    </Layout>
  )
}

const Filters = ({ view: { round, tab, filter, names, choices, paging, href } }: { readonly view: BenchView }) => {
  const { t, lang } = usePage()
  const narrowed = filter.theme ?? filter.municipality ?? filter.partner
  return (
    <FilterForm action={`/runder/${round.id}/arbeidsbenk`} clearHref={narrowed ? href({ tema: undefined, kommune: undefined, partner: undefined, side: undefined }) : undefined} status={t(`clusters.status.${tab}`, { count: paging.total })} auto keep={{ vis: views[tab] }}>
      <SelectField name="tema" label={t('clusters.filter.theme')} empty={t('register.filter.all')} value={filter.theme} options={names.themes.map(({ code, name }) => ({ value: code, text: name[lang] }))} />
      <SelectField name="kommune" label={t('clusters.filter.municipality')} empty={t('register.filter.all')} value={filter.municipality} options={choices.municipalities} />
      <SelectField name="partner" label={t('clusters.filter.partner')} empty={t('register.filter.all')} value={filter.partner} options={choices.partners} />
      {tab === 'proposals' && (
        <SelectField name="likhet" label={t('clusters.filter.strictness')} empty={false} value={strictnessAddress[filter.strictness]} options={(['loose', 'usual', 'strict'] as const).map((one) => ({ value: strictnessAddress[one], text: t(`clusters.strictness.${one}`) }))} />
      )}
    </FilterForm>
  )
}

const Nothing = ({ view: { tab } }: { readonly view: BenchView }) => {
  const { t } = usePage()
  return (
    <EmptyState title={t(`clusters.none.${tab}`)}>
      <p>{t(`clusters.none.${tab}.text`)}</p>
    </EmptyState>
  )
}

const Proposals = ({ view }: { readonly view: BenchView }) => (
  <div class="flow">
    {view.proposals.map((one) => (
      <ProposalCard view={view} one={one} />
    ))}
  </div>
)

const ProposalCard = ({ view: { round, mayChange, names, href, cameBack }, one }: { readonly view: BenchView; readonly one: ShownProposal }) => {
  const { t, lang } = usePage()
  const key = one.reports[0] ?? ''
  const back = cameBack?.key === key ? cameBack : undefined
  const name = suggestedName(one.why, names, lang, t)
  const title = (id: string) => one.members.find((member) => member.id === id)?.title ?? ''
  return (
    <Card title={t('clusters.proposal', { name, count: one.reports.length })}>
      <p class="subtle">{t('clusters.likeness', { likeness: one.why.likeness })}</p>
      <WhyList why={one.why} names={names} />
      {mayChange ? (
        <Form action={href({})} label={name}>
          <input type="hidden" name="key" value={key} />
          <CheckboxGroup name="reports" id={`f-reports-${key}`} label={t('clusters.members')} hint={t('clusters.members.hint')} values={back?.chosen ?? one.reports} options={one.members.map((member) => ({ value: member.id, text: member.title, hint: lineOf(member, names, lang, t) }))} />
          <TextField name="name" id={`f-name-${key}`} label={t('clusters.name')} value={back?.typed['name'] ?? name} error={errorFor(back?.errors ?? [], 'name')} />
          <ButtonRow>
            <Button variant="secondary" about={name}>{t('clusters.accept')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <MemberList members={one.members} names={names} roundId={round.id} />
      )}
      <div>
        <Details summary={t('clusters.own-words')}>
          {one.members.map((member) => (
            <>
              <h3 class="ds-heading" data-size="2xs">
                <a class="ds-link" href={`/behov/${member.id}/vurdering`}>{member.title}<span class="ds-sr-only"> {member.reference}</span></a>
              </h3>
              {member.nearest && one.members.length > 2 && <p>{t('clusters.nearest', { title: title(member.nearest.id), why: reasonsOf(member.nearest.why, names, lang, t).join('. ') })}</p>}
              <OwnWords report={member} />
            </>
          ))}
        </Details>
      </div>
    </Card>
  )
}

const MemberList = ({ members, names }: { readonly members: readonly BenchReport[]; readonly names: Names; readonly roundId: string }) => {
  const { t, lang } = usePage()
  return (
    <ul class="ds-list">
      {members.map((member) => (
        <li>
          <a class="ds-link" href={`/behov/${member.id}/vurdering`}>{member.title}<span class="ds-sr-only"> {member.reference}</span></a>
          <br />
          <span class="subtle">{lineOf(member, names, lang, t)}</span>
        </li>
      ))}
    </ul>
  )
}

const Clusters = ({ view: { round, clusters, names } }: { readonly view: BenchView }) => {
  const { t, lang } = usePage()
  return (
    <Table
      caption={t('clusters.tab.clusters')}
      hiddenCaption
      rows={clusters}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name', title: t('clusters.name'), heading: true,
          cell: (one) => (
            <>
              <a class="ds-link" href={`/runder/${round.id}/arbeidsbenk/${one.id}`}>{one.name}</a> {one.joint && <Tag color="accent">{t('clusters.joint.tag')}</Tag>}
            </>
          ),
        },
        { key: 'reports', title: t('clusters.col.reports'), numeric: true, cell: (one) => one.members.length },
        { key: 'kindergartens', title: t('clusters.col.kindergartens'), numeric: true, cell: (one) => one.members.reduce((sum, { kindergartens }) => sum + kindergartens, 0) },
        { key: 'why', title: t('clusters.col.why'), cell: (one) => reasonsOf(one.why, names, lang, t).join('. ') },
      ]}
    />
  )
}

const Alone = ({ view: { mayChange, alone, clusters, names, href, cameBack, round } }: { readonly view: BenchView }) => {
  const { t, lang } = usePage()
  const key = 'alone'
  const back = cameBack?.key === key ? cameBack : undefined
  if (!mayChange) return <MemberList members={alone} names={names} roundId={round.id} />
  return (
    <Form action={href({})} label={t('clusters.tab.alone')}>
      <input type="hidden" name="key" value={key} />
      <CheckboxGroup name="reports" id={`f-reports-${key}`} label={t('clusters.alone.choose')} values={back?.chosen ?? []} options={alone.map((one) => ({ value: one.id, text: one.title, hint: lineOf(one, names, lang, t) }))} />
      <SelectField name="to" id={`f-to-${key}`} label={t('clusters.alone.to')} empty={false} value={back?.typed['to'] ?? 'new'} options={[{ value: 'new', text: t('clusters.to.new') }, ...clusters.map(({ id, name }) => ({ value: id, text: name }))]} />
      <TextField name="name" id={`f-name-${key}`} label={t('clusters.new-name')} hint={t('clusters.new-name.hint')} value={back?.typed['name']} error={errorFor(back?.errors ?? [], 'name')} />
      <ButtonRow>
        <Button>{t('clusters.alone.save')}</Button>
      </ButtonRow>
    </Form>
  )
}
