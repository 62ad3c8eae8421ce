import type { waiting as nb } from '../nb/waiting.ts'
import type { Translation } from '../translation.ts'

/** Nynorsk: what waits for somebody in the grant scheme. */
export const waiting: Translation<typeof nb> = {
  'round.announce': 'Sjå over runden, og kunngjer han',
  'round.review': 'Fristen er ute. Byrj på vurderinga',
  'round.eligibility': '{count, plural, one {Vurder om # behovsmelding oppfyller krava} other {Vurder om # behovsmeldingar oppfyller krava}}',
  'round.assign': '{count, plural, one {Fordel # behovsmelding til nokon som skal lese} other {Fordel # behovsmeldingar til nokon som skal lese}}',
  'round.forum': 'Alt er vurdert. Send runden til forumet',
  'round.meeting': 'Planlegg eit møte i forumet',
  'round.decide': 'Forumet har innstilt om alle. Førebu vedtaka',
  'round.decisions': '{count, plural, one {Gjer vedtak om # behovsmelding} other {Gjer vedtak om # behovsmeldingar}}',
  'round.follow-up': 'Alle vedtaka er gjorde. Gå vidare til oppfølging',
  'round.end': 'Fristen for rapportane er ute. Avslutt runden',
  'payment.approve': 'Sjå over og godkjenn ei utbetaling',
  'payment.where': 'Utbetaling {number}, gjord klar av {name}',
  'partnership.confirm': 'Les partnarskapet med {other}, og stadfest det',
  'partnership.confirm-again': '{other} har endra partnarskapet. Les det, og stadfest på nytt',
  'clarification': 'Svar på spørsmålet til behovsmeldinga',
  'clarification.where': '{reference}, {round}',
  'declare': '{count, plural, one {Svar på om du er habil i # behovsmelding} other {Svar på om du er habil i # behovsmeldingar}}',
  'meeting.call': 'Kall inn til møtet i forumet',
  'meeting.hold': 'Hald møtet i forumet',
  'minutes.approve': 'Les og godkjenn referatet',
  'minutes.lock': 'Alle har svart. Lås referatet',
  'meeting.where': '{meeting}, {round}',
}
