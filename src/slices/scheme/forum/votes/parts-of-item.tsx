import { formatDateTime } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import { TextField } from '../../../../ui/fields.tsx'
import { errorFor, Form } from '../../../../ui/form.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { itemPath, type ItemPageProps } from '../items/view.ts'
import { choices, standingOf } from './rules.ts'

/** A vote that goes on: the member's three buttons, or the secretary's counting. */
export const Voting = (props: ItemPageProps) => {
  const { page, item, votes, runs, own, attending, ownChoice, cast } = props
  const { t } = page
  const open = votes.find(({ closedAt }) => closedAt === undefined)
  if (item.state !== 'voting' || !open) return null
  const standing = attending.find(({ memberId }) => memberId === own?.id)
  const may = open.method === 'ballot' && standing !== undefined && standingOf(standing) === 'may'
  return (
    <Section title={t('forum.vote.now')}>
      {may && !ownChoice && (
        <Form action={`${itemPath(props)}/stemme`} label={t('forum.vote.yours')}>
          <p class="ds-paragraph">{t('forum.vote.about')}</p>
          <div class="button-row forum-vote">
            {choices.map((choice) => (
              <Button name="stemme" value={choice} variant={choice === 'blank' ? 'tertiary' : 'secondary'}>
                {t(`forum.vote.${choice}`)}
              </Button>
            ))}
          </div>
        </Form>
      )}
      {ownChoice && (
        <Alert kind="success" title={t('forum.vote.done')}>
          <p class="ds-paragraph">{t('forum.vote.done.text', { choice: t(`forum.vote.${ownChoice}`).toLocaleLowerCase('nb') })}</p>
        </Alert>
      )}
      {standing && !may && !ownChoice && open.method === 'ballot' && <p class="ds-paragraph">{t(`forum.standing.${standingOf(standing)}`)}</p>}
      {open.method === 'ballot' ? <p class="ds-paragraph">{t('forum.vote.cast', { cast, all: attending.filter((one) => standingOf(one) === 'may').length })} <a class="ds-link" href={itemPath(props)}>{t('forum.refresh')}</a></p> : <p class="ds-paragraph">{t('forum.vote.hands.now')}</p>}
      {runs && <Counting {...props} method={open.method} />}
    </Section>
  )
}

const Counting = (props: ItemPageProps & { readonly method: 'ballot' | 'hands' }) => {
  const { page, method, shown, attending } = props
  const { t } = page
  const chairVotes = attending.some((one) => one.chairs && standingOf(one) === 'may')
  return (
    <Form action={`${itemPath(props)}/opptelling`} label={t('forum.vote.close')}>
      {method === 'hands' && (
        <>
          {choices.map((choice) => (
            <TextField name={choice} label={t(`forum.vote.count.${choice}`)} inputmode="numeric" width={4} value={shown.typed[choice]} error={errorFor(shown.errors, choice)} />
          ))}
          {chairVotes && <RadioGroup inline name="leder" label={t('forum.vote.chair')} options={choices.map((value) => ({ value, text: t(`forum.vote.${value}`) }))} value={shown.typed['leder']} error={errorFor(shown.errors, 'leder')} />}
        </>
      )}
      <ButtonRow>
        <Button>{t('forum.vote.close')}</Button>
      </ButtonRow>
    </Form>
  )
}

/** How each member stands to the item: who may vote, and why others may not. */
export const Standings = ({ page, members, attending }: ItemPageProps) => {
  const { t } = page
  return (
    <Section title={t('forum.standings')}>
      <Table
        caption={t('forum.standings')}
        hiddenCaption
        rows={members}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', title: t('forum.member'), heading: true, cell: (row) => row.name },
          { key: 'org', title: t('forum.speaks-for'), cell: (row) => row.orgName },
          {
            key: 'standing', title: t('forum.standing'),
            cell: (row) => {
              const one = attending.find(({ memberId }) => memberId === row.id)
              const standing = one ? standingOf(one) : 'no-vote'
              return <Tag color={standing === 'may' ? 'success' : standing === 'disqualified' ? 'warning' : 'neutral'}>{t(`forum.standing.short.${standing}`)}</Tag>
            },
          },
        ]}
      />
    </Section>
  )
}

/** The votes that are over, with their result by name. */
export const VoteHistory = ({ page, votes }: ItemPageProps) => {
  const { t, lang } = page
  const over = votes.filter(({ result }) => result !== undefined)
  if (over.length === 0) return null
  return (
    <Section title={t('forum.vote.history')}>
      <ul class="ds-list">
        {over.map((vote) => vote.count && vote.result && (
          <li>
            <strong>{t(`forum.vote.result.${vote.result}`)}</strong>. {t('forum.vote.count', { for: vote.count.for, against: vote.count.against, blank: vote.count.blank, entitled: vote.entitled ?? 0 })} {vote.closedAt && formatDateTime(vote.closedAt, lang)}
          </li>
        ))}
      </ul>
    </Section>
  )
}
