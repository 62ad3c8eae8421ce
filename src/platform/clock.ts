/** The only place that asks the machine what time it is. Everything else is given a `Clock`. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** A clock for demonstrations and tests: starts at `start` and runs, or stands still when `running` is false. */
export function shiftedClock(start: Date, running = true): Clock & { set: (to: Date) => void } {
  let base = start.getTime()
  let since = Date.now()
  const clock = () => new Date(base + (running ? Date.now() - since : 0))
  return Object.assign(clock, {
    set: (to: Date) => {
      base = to.getTime()
      since = Date.now()
    },
  })
}

export const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))
