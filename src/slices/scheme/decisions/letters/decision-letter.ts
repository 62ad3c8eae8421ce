import { formatDate, osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { formatKroner, plainKroner, sumOre, type Ore } from '../../../../kernel/money.ts'
import { formats, texts } from '../../../../texts/index.ts'
import type { ProcedureLaw } from '../../appeals/period/law.ts'
import { legalOn, ownContribution, strandName, type MoneyActor, type Scheme } from '../../schemes/rules.ts'
import type { Outcome, RecipientKind } from '../rules.ts'
import type { LetterBlock, LetterContent } from './rules.ts'

export type LetterFacts = {
  readonly language: 'nb' | 'nn'
  readonly scheme: Pick<Scheme, 'name' | 'appeal' | 'strands' | 'legal'>
  /** The day it is written: it names the rules in force then. */
  readonly on: LocalDate
  readonly law: ProcedureLaw
  readonly round: { readonly title: string; readonly managerName: string; readonly reportClosesAt: Date }
  readonly report: { readonly reference: string; readonly title: string; readonly leadName: string; readonly strand: string; /** Whether any amount was asked for: the forms until 2021 do not ask. */ readonly asks: boolean }
  readonly recipient: { readonly orgId: string; readonly name: string; readonly organisationNumber: string | undefined; readonly kind: RecipientKind; readonly individual: boolean | undefined }
  readonly decision: { readonly outcome: Outcome; readonly reason: string; readonly replaces: boolean; readonly preparedBy: string; readonly approvedBy: string }
  readonly money: readonly { readonly year: number; readonly actor: MoneyActor; readonly recipientId: string; readonly recipientName: string; readonly ore: Ore }[]
  readonly terms: string
  readonly contact: string
  /** The last day to report results. */
  readonly reportBy: LocalDate
}

/** The letter to one recipient in its own form of Norwegian: the result first, then why, then what the reader can do. What is not known stays empty, and the letter is not sent. */
export function writeDecisionLetter(facts: LetterFacts): LetterContent {
  const { language, law, report, round, recipient, decision, money } = facts
  const t = texts(language)
  const total = formatKroner(sumOre(money.map((one) => one.ore)), language)
  const own = sumOre(money.filter((one) => one.recipientId === recipient.orgId).map((one) => one.ore))
  const share = formatKroner(own, language)
  const about = { title: report.title, lead: report.leadName, total, round: round.title, who: own > 0 ? recipient.name : report.leadName, sum: own > 0 ? share : total }
  const block = (key: LetterBlock['key'], text: string, table?: LetterBlock['table']): LetterBlock => ({ key, heading: t(`decision.letter.heading.${key}`), text, ...(table ? { table } : {}) })
  return {
    template: 1,
    language,
    law: law.code,
    title: t(decision.outcome === 'part' && !report.asks ? 'decision.letter.title.part.no-amount' : `decision.letter.title.${decision.outcome}`, about),
    sender: round.managerName,
    recipient: { name: recipient.name, organisationNumber: recipient.organisationNumber },
    reference: report.reference,
    individual: recipient.individual,
    blocks: [
      block('decision', paragraphs(t(`decision.letter.decision.${decision.outcome}`, { ...about, scheme: [facts.scheme.name[language], strandName(facts.scheme, report.strand, language)].filter(Boolean).join(', ') }), own > 0 ? t('decision.letter.decision.own', { own: share }) : '', decision.replaces ? t('decision.letter.replaces') : '', recipient.individual ? t('decision.letter.individual', { law: law.name[language] }) : '', rulesText(facts))),
      block('reason', decision.reason === '' ? t(report.asks ? 'decision.letter.reason.on-demand' : 'decision.letter.reason.on-demand.no-amount', { law: law.name[language], place: law.places['reasons-on-demand'] }) : decision.reason),
      decision.outcome === 'decline'
        ? block('money', t('decision.letter.money.none'))
        : block('money', '', {
            caption: t('decision.letter.money.caption'),
            columns: [{ title: t('decision.letter.money.year'), numeric: false }, { title: t('decision.letter.money.recipient'), numeric: false }, { title: t('decision.letter.money.ore'), numeric: true }],
            rows: [
              ...money.filter((one) => one.ore > 0).map((one) => [String(one.year), one.actor === 'coordinator' ? t('decision.letter.money.coordinator', { name: one.recipientName }) : one.recipientName, plainKroner(one.ore, language)]),
              [t('decision.letter.money.total'), '', plainKroner(sumOre(money.map((one) => one.ore)), language)],
            ],
          }),
      block('terms', decision.outcome === 'decline' ? t('decision.letter.terms.none') : facts.terms === '' ? '' : paragraphs(facts.terms, ownText(facts), t('decision.letter.terms.report', { date: formatDate(facts.reportBy, language, 'long') }))),
      block('appeal', appealText(facts)),
      block('access', t('decision.letter.access', { law: law.name[language], place: law.places.access })),
      block('handled', t('decision.letter.handled', { prepared: decision.preparedBy, approved: decision.approvedBy })),
      block('guidance', facts.contact === '' ? '' : t(recipient.individual ? 'decision.letter.guidance' : 'decision.letter.guidance.no-appeal', { contact: facts.contact })),
    ],
  }
}

/** The law and guidelines in force on the letter's day. */
function rulesText({ language, scheme, on }: LetterFacts): string {
  const rules = legalOn(scheme, on).map(({ title }) => title[language])
  return rules.length === 0 ? '' : texts(language)('decision.letter.rules', { rules: formats(language).list(rules) })
}

/** The own contribution that goes with what the owner gets, where the strand demands one: the county governor's terms need not say it. */
function ownText({ language, scheme, report, money }: LetterFacts): string {
  const granted = sumOre(money.filter(({ actor }) => actor === 'owner').map((one) => one.ore))
  const own = ownContribution(scheme, report.strand, granted)
  return own ? texts(language)('scheme.own.text', { percent: own.percent, grant: formatKroner(granted, language), own: formatKroner(own.ore, language) }) : ''
}

/** What the reader can do if they disagree. Empty as long as nobody has said whether it is an individual decision. */
function appealText({ language, law, scheme, recipient }: LetterFacts): string {
  const t = texts(language)
  const { weeks, body, basis } = scheme.appeal[recipient.kind]
  if (recipient.individual === undefined) return ''
  if (!recipient.individual) return t('decision.letter.appeal.none', { basis: basis[language] })
  return paragraphs(
    t('decision.letter.appeal.right', { law: law.name[language], place: law.places.appeal }),
    t('decision.letter.appeal.deadline', { weeks, law: law.name[language], place: law.places.deadline }),
    t('decision.letter.appeal.how'),
    t('decision.letter.appeal.body', { body: body[language] }),
    t('decision.letter.appeal.reasons'),
  )
}

const paragraphs = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join('\n\n')

/** The last day to report, as the round announces it: the day before the first instant that is too late. */
export const lastDayBefore = (closes: Date): LocalDate => osloDate(new Date(closes.getTime() - 1))
