import type { Db } from '../../../../platform/db.ts'

// Six letters are few enough to be guessed at when many sessions are open. Letters that lead nowhere are counted for each address they come from: a room
// that types wrong now and then is let through, one that tries them all is not. Whoever has a ticket already is never stopped: 128 bits are not guessed.

const most = 200
const milliseconds = 10 * 60_000
/** More addresses than this are not kept count of at once: the eldest goes. */
const addresses = 10_000

type Count = { count: number; readonly until: number }
const counted = new WeakMap<Db, Map<string, Count>>()
const countsOf = (db: Db): Map<string, Count> => {
  const counts = counted.get(db) ?? new Map<string, Count>()
  counted.set(db, counts)
  return counts
}

/** Whether so many wrong letters have come from this address that it must wait. */
export function guessesTooMuch(db: Db, address: string, now: Date): boolean {
  const found = countsOf(db).get(networkOf(address))
  return found !== undefined && found.until > now.getTime() && found.count >= most
}

/** Letters that lead nowhere have come from this address. */
export function noteGuess(db: Db, address: string, now: Date): void {
  const counts = countsOf(db)
  const network = networkOf(address)
  const found = counts.get(network)
  if (found && found.until > now.getTime()) found.count += 1
  else {
    counts.delete(network)
    if (counts.size >= addresses) for (const eldest of counts.keys()) { counts.delete(eldest); break }
    counts.set(network, { count: 1, until: now.getTime() + milliseconds })
  }
}

/**
 * Whom the letters are counted for. Whoever has one IPv6 address has the 2^64 beside it too (RFC 6177: a site is given a /64 or more), so they are counted
 * together. An IPv4 address written as IPv6 is counted as what it is.
 */
export function networkOf(address: string): string {
  const plain = address.split('%')[0] ?? ''
  if (!plain.includes(':')) return plain
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain) ?? []
  if (mapped) return mapped
  const [before = '', after] = plain.split('::')
  const parts = (text: string | undefined) => (text ? text.split(':') : [])
  const [first, last] = [parts(before), parts(after)]
  const whole = after === undefined ? first : [...first, ...Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0'), ...last]
  return `${whole.slice(0, 4).map((part) => part.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::/64`
}
