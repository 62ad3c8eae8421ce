import nodemailer from 'nodemailer'
import type { Config } from './config.ts'

export type Letter = {
  /** Stable for the notice: should the same letter ever leave twice, mailboxes can see that it is one. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** What it puts in a calendar (RFC 6047): a part of its own beside the words, so that calendars take it as theirs. */
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string } | undefined
}

/** `final`: no use in trying again. `detail` is a code, never the server's own words (they may repeat the address). */
export type SendResult = { readonly ok: true; readonly messageId: string } | { readonly ok: false; readonly final: boolean; readonly detail: string }

/** Gives a letter to the mail server. Never throws: all that can go wrong is an answer. */
export type Mailer = { readonly send: (letter: Letter) => Promise<SendResult> }

/** How long to wait, in milliseconds: for a connection, for the server's greeting, and for each answer after that. */
export type Patience = { readonly connect: number; readonly greeting: number; readonly answer: number }
const usualPatience: Patience = { connect: 10_000, greeting: 10_000, answer: 30_000 }

type MailSettings = Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl' | 'production'>

/** In production without SMTP_URL there is no way out: letters are not tried, so none is used up, and go when there is one. */
export const lettersWait = ({ production, smtpUrl }: Pick<Config, 'production' | 'smtpUrl'>): boolean => production && smtpUrl === undefined

/**
 * The way out for letters. Without SMTP_URL: in development and the demonstration world they count as sent and are shown on the page
 * /utvikling/utsendt; in production they wait (`lettersWait`), which the operator sees.
 */
export function openMailer(config: MailSettings, patience: Patience = usualPatience): Mailer {
  const host = new URL(config.publicUrl).hostname
  if (!config.smtpUrl) return { send: async ({ id }) => (lettersWait(config) ? { ok: false, final: false, detail: 'no-smtp-url' } : { ok: true, messageId: `<${id}@${host}>` }) }
  const transport = nodemailer.createTransport({ url: config.smtpUrl, connectionTimeout: patience.connect, greetingTimeout: patience.greeting, socketTimeout: patience.answer, dnsTimeout: patience.connect, disableFileAccess: true, disableUrlAccess: true })
  return {
    send: async ({ id, to, subject, text, calendar }) => {
      if (!isAddress(to)) return { ok: false, final: true, detail: 'not-an-address' }
      const messageId = `<${id}@${host}>`
      try {
        await transport.sendMail({
          from: config.mailFrom,
          // As an object, so that nothing in the address is read as a list of addresses.
          to: { name: '', address: to },
          subject: oneLine(subject),
          text,
          ...(calendar ? { icalEvent: { method: calendar.method, content: calendar.content } } : {}),
          messageId,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        })
        return { ok: true, messageId }
      } catch (problem) {
        return { ok: false, ...whatWentWrong(problem) }
      }
    },
  }
}

/** Header values are one line: what came with a line break must not become a header of its own. */
const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim().slice(0, 200)

/** The address alone of 'Samspill <ikke-svar@samspill.example>'. */
export const addressOf = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim()

/** One plain address: no list, no name, no line break. */
const isAddress = (text: string): boolean => text.length <= 254 && /^[^\s\p{Cc}<>()[\]\\,;:@"]+@[^\s\p{Cc}<>()[\]\\,;:@"]+$/u.test(text)

function whatWentWrong(problem: unknown): { readonly final: boolean; readonly detail: string } {
  const { code, responseCode, response } = problem as { code?: string; responseCode?: number; response?: string }
  if (responseCode === undefined) return { final: false, detail: code ?? 'no-answer' }
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1]
  // A 5xx before anybody was named is about us (login, TLS, a busy server), not about the letter: it may be put right, so it is tried again.
  const aboutTheLetter = code === 'EENVELOPE' || code === 'EMESSAGE'
  return { final: responseCode >= 500 && responseCode !== 503 && aboutTheLetter, detail: [responseCode, enhanced].filter(Boolean).join(' ') }
}
