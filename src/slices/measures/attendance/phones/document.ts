import { inFours } from '../../../../kernel/codes.ts'
import { formatDate, localDate } from '../../../../kernel/dates.ts'
import type { PdfDocument } from '../../../../platform/pdf.ts'
import { formats } from '../../../../texts/index.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { Certificate } from '../store.ts'

/** The certificate on paper, from what was true the day it was given: who, what course, which sessions, and how anyone can check it. */
export function certificateDocument({ t, lang }: Pick<PageContext, 't' | 'lang'>, { code, facts, issuedAt }: Certificate, publicUrl: string): PdfDocument {
  const day = (text: string) => { const date = localDate(text); return date ? formatDate(date, lang, 'long') : text }
  const hours = facts.sessions.reduce((sum, { minutes }) => sum + minutes, 0) / 60
  const address = `${publicUrl}/kursbevis/${code}`
  const words = t('attendance.paper.check.text', { address: `${publicUrl.replace(/^https?:\/\//, '')}/kursbevis`, code: inFours(code) })
  return {
    language: lang,
    title: facts.course,
    above: t('attendance.paper.above'),
    sender: facts.arranger,
    reference: inFours(code),
    at: issuedAt,
    intro: t('attendance.paper.intro', { name: facts.name }),
    body: [
      { kind: 'facts', rows: [
        { term: t('attendance.person'), value: facts.name },
        { term: t('attendance.check.arranger'), value: facts.heldBy === '' ? facts.arranger : `${facts.arranger}, ${facts.heldBy}` },
        { term: t('attendance.check.attended'), value: t('attendance.check.sessions', { came: facts.came, held: facts.held }) },
        { term: t('attendance.paper.hours'), value: formats(lang).decimal(Math.round(hours * 10) / 10) },
      ] },
      { kind: 'heading', text: t('attendance.paper.sessions') },
      { kind: 'list', items: facts.sessions.map(({ title, on }) => (title === '' ? day(on) : `${title}, ${day(on)}`)) },
      { kind: 'heading', text: t('attendance.paper.check') },
      { kind: 'cards', items: [{ title: inFours(code), text: words, address, alt: t('attendance.code.qr') }] },
    ],
  }
}
