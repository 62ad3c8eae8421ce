import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Received = { readonly to: readonly string[]; readonly raw: string; readonly headers: string; readonly text: string }
/** What the server does with the next recipient or message; `accept` unless said. */
export type Mood = 'accept' | 'refuse-recipient' | 'temporary' | 'refuse-message' | 'silent' | 'close'

export type MailServer = { readonly url: string; readonly received: Received[]; mood: Mood; readonly close: () => Promise<void> }

/** A real SMTP server on this machine that keeps what it is given, and can behave badly. */
export async function startMailServer(): Promise<MailServer> {
  const received: Received[] = []
  const sockets = new Set<Socket>()
  const state: { mood: Mood } = { mood: 'accept' }
  const answer = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code })
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    logger: false,
    onRcptTo: (_address, _session, done) => {
      if (state.mood === 'refuse-recipient') return done(answer(550, '5.1.1 <siri.solheim@solstrala.example> no such user'))
      if (state.mood === 'temporary') return done(answer(451, '4.3.0 try again later'))
      if (state.mood !== 'silent') done()
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => {
        parts.push(part)
        if (state.mood === 'close') for (const socket of sockets) socket.destroy()
      })
      stream.on('end', () => {
        if (state.mood === 'refuse-message') return done(answer(554, '5.7.1 not wanted'))
        const raw = Buffer.concat(parts).toString('utf8')
        const [headers = '', ...body] = raw.split('\r\n\r\n')
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw, headers: headers.replaceAll(/\r\n[ \t]+/g, ' '), text: decode(headers, body.join('\r\n\r\n')) })
        done()
      })
      stream.on('error', () => {})
    },
  })
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => void sockets.add(socket))
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    get mood() {
      return state.mood
    },
    set mood(mood) {
      state.mood = mood
    },
    close: () => new Promise((closed) => void server.close(() => closed())),
  }
}

/** The words of a letter in one part. */
function decode(headers: string, body: string): string {
  if (/^content-transfer-encoding: base64/im.test(headers)) return Buffer.from(body, 'base64').toString('utf8')
  if (!/^content-transfer-encoding: quoted-printable/im.test(headers)) return body.replaceAll('\r\n', '\n')
  const bytes = body.replaceAll(/=\r\n/g, '').replaceAll('\r\n', '\n').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
