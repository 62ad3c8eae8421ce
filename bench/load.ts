import { Agent, request } from 'node:http'
import { pause, percentile } from './measuring.ts'

export type Load = { readonly perSecond: number; readonly p50: number; readonly p99: number; readonly errors: number }

/**
 * Sends GETs over `connections` kept-alive connections for some seconds, to 127.0.0.1 only, and measures each in milliseconds.
 * Without `pauseMs` each asks anew as soon as it has its answer, so the machine is never idle; with it each waits that long in between.
 */
export async function load(url: string, headers: Record<string, string>, { connections = 16, seconds = 5, pauseMs = 0 } = {}): Promise<Load> {
  const target = new URL(url)
  if (target.hostname !== '127.0.0.1') throw new Error('Load goes to this machine only')
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  let errors = 0
  const until = performance.now() + seconds * 1000
  const once = () =>
    new Promise<void>((done) => {
      const from = performance.now()
      const sent = request(target, { agent, headers }, (response) => {
        response.resume()
        response.on('end', () => {
          if (response.statusCode === 200) times.push(performance.now() - from)
          else errors++
          done()
        })
      })
      sent.on('error', () => {
        errors++
        done()
      })
      sent.end()
    })
  const from = performance.now()
  await Promise.all(Array.from({ length: connections }, async () => {
    if (pauseMs > 0) await pause(pauseMs * Math.random())
    while (performance.now() < until) {
      await once()
      if (pauseMs > 0) await pause(pauseMs)
    }
  }))
  const took = (performance.now() - from) / 1000
  agent.destroy()
  return { perSecond: times.length / took, p50: percentile(times, 0.5), p99: percentile(times, 0.99), errors }
}
