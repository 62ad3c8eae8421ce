import { formatDate } from '../../../../kernel/dates.ts'
import { formats } from '../../../../texts/index.ts'
import { Card } from '../../../../ui/card.tsx'
import { usePage } from '../../../../ui/context.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { Participation, Sum } from '../store.ts'
import type { GroupCount } from './rules.ts'

export type ParticipationView = {
  readonly kindergartens: readonly { readonly id: string; readonly name: string }[]
  readonly forms: readonly Participation[]
  readonly sums: readonly Sum[]
  /** The numbers of the reader's own kindergarten, group by group. */
  readonly own: { readonly kindergartenId: string; readonly groups: readonly GroupCount[] } | undefined
}

/** How the staff of each kindergarten took part, as its head has told it. Outside the kindergarten only its sum is shown, and none of fewer than five. */
export const ParticipationCards = ({ view }: { readonly view: ParticipationView }) => (
  <div class="flow">
    {view.kindergartens.map((one) => (
      <KindergartenCard kindergarten={one} view={view} />
    ))}
  </div>
)

const KindergartenCard = ({ kindergarten, view }: { readonly kindergarten: ParticipationView['kindergartens'][number]; readonly view: ParticipationView }) => {
  const { t, lang } = usePage()
  const form = view.forms.find(({ kindergartenId }) => kindergartenId === kindergarten.id)
  const sum = view.sums.find(({ kindergartenId }) => kindergartenId === kindergarten.id)
  const own = view.own?.kindergartenId === kindergarten.id ? view.own.groups.filter(({ employed }) => employed > 0) : undefined
  return (
    <Card title={kindergarten.name} level={3}>
      {!form && <p>{t('anchoring.not-told')}</p>}
      {form && (
        <>
          <SummaryList
            rows={[
              ...(own ? [] : [{ term: t('anchoring.took-part'), value: sum ? sumWords(sum, t) : undefined }]),
              { term: t('anchoring.held-on'), value: formatDate(form.heldOn, lang, 'long') },
              { term: t('anchoring.how'), value: <span class="long-text">{form.how}</span> },
              ...(form.representatives
                ? [
                    {
                      term: t('anchoring.representatives'),
                      value: (
                        <>
                          {t(`anchoring.representatives.${form.representatives}`)}
                          {form.representativesOn && `, ${formatDate(form.representativesOn, lang, 'long')}`}
                          {form.representativesHow && <span class="long-text"><br />{form.representativesHow}</span>}
                        </>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          {own && (
            <Table
              caption={t('anchoring.groups')}
              phone="scroll"
              rows={own}
              rowKey={({ group }) => group}
              columns={[
                { key: 'group', title: t('forms.staff.group'), heading: true, cell: ({ group }) => t(`forms.group.${group}`) },
                { key: 'employed', title: t('forms.staff.employed'), numeric: true, cell: ({ employed }) => employed },
                { key: 'took-part', title: t('anchoring.took-part'), numeric: true, cell: ({ tookPart }) => tookPart },
              ]}
            />
          )}
          <p class="subtle">{t('anchoring.told-by', { who: form.onBehalfOf ? t('anchoring.word.deputy', { who: form.filledBy, absent: form.onBehalfOf }) : form.filledBy, when: formats(lang).dateTime(form.filledAt) })}</p>
        </>
      )}
    </Card>
  )
}

const sumWords = ({ employed, tookPart }: Sum, t: ReturnType<typeof usePage>['t']): string =>
  employed === undefined ? t('anchoring.few-employed') : tookPart === undefined ? t('anchoring.few-took-part', { employed }) : t('anchoring.sum', { tookPart, employed })
