import { languages } from '../src/kernel/language.ts'
import { writeLetter } from '../src/slices/messaging/letters.ts'
import { hasKey, noticeKinds, type NoticeKind } from '../src/slices/messaging/rules.ts'

const names = { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' } as const
const data = { kindergarten: 'Solstråla barnehage', reference: 'V-2026-00012', organisation: 'Solstråla barnehage', inviter: 'Siri Solheim', head: 'Siri Solheim', deputy: 'Peder Lunde', round: 'Kollektiv kompetanseutvikling 2027' }
const course = { reference: 'Lek hele året', person: 'Kari Prøve', until: '2026-11-25T09:00:00Z' }
const pathOf = (kind: NoticeKind) => (kind === 'invitation' ? '/invitasjon/…' : kind === 'delegation' || kind === 'access-asked' ? '/folk/…' : kind === 'register-report' ? '/register/synk/…' : kind === 'email-change' ? '/konto/epost/…' : kind === 'email-changed' ? '/konto' : /^scheme-(deci|appeal|reasons)/.test(kind) ? '/vedtak/…' : kind.startsWith('network-') || kind.startsWith('meeting-') ? '/nettverk/…' : kind.startsWith('discussion-') ? '/droftinger/…' : kind.startsWith('school-') ? '/skole/…' : kind.startsWith('support-') ? '/stottesystem/…' : kind.startsWith('resource-') ? '/ressursteam/…' : kind.startsWith('course-') ? (kind === 'course-evaluation' ? '/kursevaluering/…' : hasKey(kind) ? '/kursplass/…' : '/kurs/…') : kind.startsWith('scheme-partnership-') ? '/partnerskap/…' : kind.startsWith('scheme-') ? '/behov/…' : '/veiledning/…')

/** docs/letters.md: every letter the program can send, word for word, about invented people. */
export const lettersDocument = (): string =>
  [
    '# The letters',
    'Every e-mail the program can send, word for word, about the invented kindergarten Solstråla. Written by `npm run letters`; a test fails when it is stale.',
    ...noticeKinds.flatMap((kind) => [
      `## ${kind}`,
      ...languages.flatMap((language) => {
        const { subject, text } = writeLetter({ language, kind, data: kind.startsWith('course-') ? { ...data, ...course } : data, path: pathOf(kind) }, 'https://samspill.example.no')
        return [`### ${names[language]}: ${subject}`, `\`\`\`text\n${text}\`\`\``]
      }),
    ]),
    '',
  ].join('\n\n')
