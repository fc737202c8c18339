import type { Db } from '#platform/db/contract.ts'
import type { Clock } from './clock.ts'
import { readLoadedNotices, saveNotice, type LoadedNotice } from './notice-store.ts'
import { keptNotices, readNotice, workingCalendar, type HolidayNotice, type WorkingCalendar } from './working-days.ts'

export interface Calendar {
  /**
   * The working days as they are known now. Reads the table each time: a notice may just have been loaded. Whoever asks
   * inside a transaction hands it on.
   */
  readonly now: (on?: Db) => Promise<WorkingCalendar>
  /** Every notice in force, by year; `loadedAt` is null for those that came with the library. */
  readonly list: () => Promise<readonly (HolidayNotice & { readonly loadedAt: Date | null })[]>
  /**
   * Loads a notice from JSON (see `readNotice`). A later one of the same year replaces the earlier.
   *
   * @throws badNotice, notADay
   */
  readonly load: (json: unknown) => Promise<HolidayNotice>
}

/** Holiday notices: the kept ones, and on top of them what an administrator has loaded. */
export function createCalendar({ db, clock }: { db: Db; clock: Clock }): Calendar {
  const list = async (on: Db = db): ReturnType<Calendar['list']> => {
    const loaded = await readLoadedNotices(on)
    const years = new Set(loaded.map(({ year }) => year))
    const kept = keptNotices().filter(({ year }) => !years.has(year))
    return [...kept.map(withoutDate), ...loaded].toSorted((left, right) => left.year - right.year)
  }
  return {
    list: () => list(),
    now: async (on) => workingCalendar(await list(on)),
    load: async (json) => {
      const notice = readNotice(json)
      await saveNotice(db, notice, clock.now())
      return notice
    },
  }
}

const withoutDate = (notice: HolidayNotice): HolidayNotice & { loadedAt: LoadedNotice['loadedAt'] | null } => ({
  ...notice,
  loadedAt: null,
})
