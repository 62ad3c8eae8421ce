import { formatDateTime } from '../../kernel/dates.ts'
import type { Language } from '../../kernel/language.ts'
import { texts, textsWith, type Translate } from '../../texts/index.ts'
import { hasKey, type NoticeKind } from './rules.ts'

export type Named = { readonly language: Language; readonly kind: NoticeKind; readonly data: Readonly<Record<string, string>>; readonly path: string }
export type WrittenLetter = { readonly subject: string; readonly text: string }

/** Where a reader chooses language, and which reminders to be without. */
const languagePath = '/konto'
export const choicesPath = '/varsler/valg'

/** What it is about, in one line: the subject of the letter and the line among the notices. Names only what the notice's data names. */
export const headline = (language: Language, kind: NoticeKind, data: Readonly<Record<string, string>>): string => wording(wordsOf(language, data), language, kind, data).subject

/** A notice as a letter in plain text: what kind of thing it is, where it is, and how to get fewer. Never what was written in the case. */
export function writeLetter({ language, kind, data, path }: Named, publicUrl: string): WrittenLetter {
  const t = wordsOf(language, data)
  const { subject, sentence } = wording(t, language, kind, data)
  const parts = [
    t('messaging.letter.greeting'),
    sentence,
    `${t(isCourseKind(kind) ? 'messaging.letter.open.course' : hasKey(kind) ? `messaging.letter.open.${kind}` : 'messaging.letter.open')}\n${publicUrl}${path}`,
    t(isCourseKind(kind) ? 'messaging.letter.why.course' : hasKey(kind) ? `messaging.letter.why.${kind}` : 'messaging.letter.why'),
    ...(hasKey(kind) ? [] : [`${t('messaging.letter.language')}\n${publicUrl}${languagePath}`, `${t('messaging.letter.fewer')}\n${publicUrl}${choicesPath}`]),
    t('messaging.letter.no-reply'),
  ]
  return { subject, text: `${parts.join('\n\n')}\n` }
}

/** The texts in the language, with the name the county governor had in the case's own year where its data says so: `governor.nb`, `governor.nn`, `governor.en`. */
function wordsOf(language: Language, data: Readonly<Record<string, string>>): Translate {
  const governor = data[`governor.${language}`]?.replaceAll(/\s+/gu, ' ').trim()
  return governor ? textsWith(language, { governor }) : texts(language)
}

type Wording = { readonly subject: string; readonly sentence: string }

function wording(t: Translate, language: Language, kind: NoticeKind, data: Readonly<Record<string, string>>): Wording {
  // A name is one line: what stands in a subject or a sentence cannot begin a line of its own.
  const of = (name: string, otherwise: string): string => data[name]?.replaceAll(/\s+/gu, ' ').trim() || otherwise
  const kindergarten = of('kindergarten', t('messaging.some.kindergarten'))
  const organisation = of('organisation', t('messaging.some.organisation'))
  const reference = of('reference', t('messaging.some.reference'))
  const round = of('round', t('messaging.some.round'))
  if (isSchemeKind(kind)) {
    const about = { organisation, reference, round }
    return { subject: t(`messaging.${kind}.subject`, about), sentence: t(`messaging.${kind}.text`, about) }
  }
  if (isCourseKind(kind) || kind === 'course-announced' || kind === 'course-own' || kind === 'course-absent' || kind === 'course-evaluation') {
    const about = { kindergarten, course: of('reference', t('messaging.some.course')), person: of('person', t('messaging.some.person')), until: data['until'] ? formatDateTime(new Date(data['until']), language) : t('messaging.some.deadline') }
    return { subject: t(`messaging.${kind}.subject`, about), sentence: t(`messaging.${kind}.text`, about) }
  }
  if (isSupportKind(kind)) {
    const about = { kindergarten, organisation }
    return { subject: t(`messaging.${kind}.subject`, about), sentence: t(`messaging.${kind}.text`, about) }
  }
  const about = { kindergarten, reference }
  switch (kind) {
    case 'invitation':
      return { subject: t('messaging.invitation.subject', { organisation }), sentence: t('messaging.invitation.text', { organisation, inviter: of('inviter', t('messaging.some.person')) }) }
    case 'delegation':
      return { subject: t('messaging.delegation.subject', { organisation }), sentence: t('messaging.delegation.text', { organisation, head: of('head', t('messaging.some.person')), deputy: of('deputy', t('messaging.some.person')) }) }
    case 'access-asked':
    case 'school-pair-proposed':
    case 'school-pair-answered':
    case 'school-plan-changed':
    case 'school-plan-confirmed':
    case 'school-meeting-called':
    case 'school-meeting-changed':
      return { subject: t(`messaging.${kind}.subject`, { organisation }), sentence: t(`messaging.${kind}.text`, { organisation }) }
    case 'register-report':
    case 'email-change':
    case 'email-changed':
      return { subject: t(`messaging.${kind}.subject`), sentence: t(`messaging.${kind}.text`) }
    default:
      return { subject: t(`messaging.${kind}.subject`, about), sentence: t(`messaging.${kind}.text`, about) }
  }
}

type SchemeKind = Extract<NoticeKind, `scheme-${string}`>
const isSchemeKind = (kind: NoticeKind): kind is SchemeKind => kind.startsWith('scheme-')

type SupportKind = Extract<NoticeKind, `support-${string}`>
const isSupportKind = (kind: NoticeKind): kind is SupportKind => kind.startsWith('support-')

/** To a person with a place in a course, who needs no account, about the own page. The evaluation of a course has another link, that is nobody's own. */
type CourseKind = 'course-seated' | 'course-waiting' | 'course-offered' | 'course-changed' | 'course-lost' | 'course-calendar' | 'course-calendar-off' | 'course-certificate'
const isCourseKind = (kind: NoticeKind): kind is CourseKind => kind.startsWith('course-') && hasKey(kind) && kind !== 'course-evaluation'
