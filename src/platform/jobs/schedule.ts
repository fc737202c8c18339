import { dayOf } from '#platform/clock/index.ts'
import { must } from '#platform/errors/index.ts'

/** Cron of `02:10` or `every 5 minutes`; read in Beijing time. */
export function cronOf(at: string): string {
  const daily = /^(\d{2}):(\d{2})$/.exec(at)
  if (daily) {
    const [hour, minute] = [Number(daily[1]), Number(daily[2])]
    must(hour < 24 && minute < 60, `a time of day: ${at}`)
    return `${minute} ${hour} * * *`
  }
  const often = Number(/^every (\d+) minutes$/.exec(at)?.[1])
  must(Number.isSafeInteger(often) && often > 0 && 60 % often === 0, `02:10, or every n minutes of an hour: ${at}`)
  return often === 1 ? '* * * * *' : `*/${often} * * * *`
}

const dayMilliseconds = 86_400_000

/** When a job of `02:10` was last due; null for one that comes again within the hour anyway. */
export function lastDue(at: string, now: Date): Date | null {
  if (!/^\d{2}:\d{2}$/.test(at)) return null
  const today = new Date(`${dayOf(now)}T${at}:00+08:00`)
  return today <= now ? today : new Date(today.getTime() - dayMilliseconds)
}
