import type { PdfBlock } from '../../../../platform/pdf.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { statusOf, type HandOver } from '../rules.ts'

/** Every hand-over for the kindergarten's archive, oldest first: the same as the kindergarten reads on its page. */
export const handOverPrint = ({ t }: PageContext, handOvers: readonly HandOver[]): PdfBlock[] =>
  handOvers.toReversed().flatMap((one): PdfBlock[] => [
    { kind: 'heading', level: 2, text: one.toName },
    {
      kind: 'facts',
      rows: [
        { term: t('handover.received.from'), value: t('handover.answer.by', { who: one.handedBy, when: one.handedAt }) },
        { term: t('handover.why'), value: t(`handover.reason.${one.reason}`) },
        { term: t('handover.summary'), value: one.summary },
        { term: t('handover.answer'), value: [t(`handover.answer.${statusOf(one)}`), ...(one.answeredBy && one.answeredAt ? [t('handover.answer.by', { who: one.answeredBy, when: one.answeredAt })] : [])].join(', ') },
        ...(one.answerText === '' ? [] : [{ term: t('handover.answer.text'), value: one.answerText }]),
      ],
    },
  ])
