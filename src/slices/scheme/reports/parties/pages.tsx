import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { FilterForm } from '../../../../ui/filter-form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { pathOf, titleOf } from '../pages.tsx'
import type { Work } from '../work.ts'
import type { Candidate, Party } from './store.ts'

type Props = { readonly page: PageContext; readonly work: Work; readonly words: string; readonly found: readonly Candidate[]; readonly errors: readonly FieldError[] }

const colors = { invited: 'warning', accepted: 'success', declined: 'neutral' } as const

/** The network: who is in, who has been asked, and asking one more. */
export const MembersPage = ({ page, work, words, found, errors }: Props) => {
  const { t } = page
  const { report, parties } = work
  const members = parties.filter(({ part }) => part === 'member' || part === 'lead')
  const mayChange = report.state === 'draft'
  return (
    <Layout page={page} title={t('reports.members')} intro={t('reports.members.intro')} above={titleOf(work, page)} back={{ href: pathOf(report.id), text: t('reports.back') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Table
        caption={t('reports.members')}
        hiddenCaption
        rows={members}
        rowKey={({ orgId }) => orgId}
        columns={[
          { key: 'name', title: t('reports.member'), heading: true, cell: (row) => row.name },
          { key: 'state', title: t('rounds.phase'), cell: (row) => (row.part === 'lead' ? t('reports.lead') : <Tag color={colors[row.state]}>{t(`reports.party.${row.state}`)}</Tag>) },
          { key: 'reason', title: t('rounds.reason'), cell: (row) => row.reason ?? '–' },
          { key: 'remove', title: t('reports.member.remove'), hiddenTitle: true, cell: (row) => (mayChange && row.part === 'member' ? <Remove page={page} id={report.id} member={row} /> : '') },
        ]}
      />
      {mayChange && (
        <Section title={t('reports.member.ask')}>
          <FilterForm action={pathOf(report.id, '/deltakere')} {...(words ? { status: t('reports.member.found', { count: found.length }) } : {})}>
            <TextField name="q" label={t('reports.member.search')} value={words} error={errorFor(errors, 'q')} />
          </FilterForm>
          {found.length > 0 && (
            <Table
              caption={t('reports.member.ask')}
              hiddenCaption
              rows={found}
              rowKey={({ id }) => id}
              columns={[
                { key: 'name', title: t('reports.member'), heading: true, cell: (row) => row.name },
                { key: 'number', title: t('reports.member.number'), cell: (row) => row.number ?? '–' },
                {
                  key: 'ask', title: t('reports.member.ask'), hiddenTitle: true,
                  cell: (row) => (
                    <Form action={pathOf(report.id, '/deltakere')} label={`${t('reports.member.invite')}: ${row.name}`}>
                      <input type="hidden" name="virksomhet" value={row.id} />
                      <Button small variant="secondary" about={row.name}>
                        {t('reports.member.invite')}
                      </Button>
                    </Form>
                  ),
                },
              ]}
            />
          )}
        </Section>
      )}
      <ButtonRow>
        <LinkButton href={pathOf(report.id)}>{t('reports.back')}</LinkButton>
      </ButtonRow>
    </Layout>
  )
}

const Remove = ({ page: { t }, id, member }: { readonly page: PageContext; readonly id: string; readonly member: Party }) => (
  <Form action={pathOf(id, '/deltakere/fjerning')} label={`${t('reports.member.remove')}: ${member.name}`}>
    <input type="hidden" name="virksomhet" value={member.orgId} />
    <Button small variant="tertiary" about={member.name}>
      {t('reports.member.remove')}
    </Button>
  </Form>
)
