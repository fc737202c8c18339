import { sql } from 'kysely'
import type { Db } from '#platform/db/contract.ts'
import type { HolidayNotice } from './working-days.ts'

/** A notice that was loaded, and when. */
export interface LoadedNotice extends HolidayNotice {
  readonly loadedAt: Date
}

/** By year. */
export async function readLoadedNotices(db: Db): Promise<LoadedNotice[]> {
  const { rows } = await sql<LoadedNotice>`
    SELECT year, document, holidays, workdays, loaded_at AS "loadedAt"
    FROM clock.holiday_notice ORDER BY year`.execute(db)
  return rows
}

/** A later notice of the same year takes the place of the earlier one. */
export async function saveNotice(db: Db, notice: HolidayNotice, at: Date): Promise<void> {
  const { year, document, holidays, workdays } = notice
  await sql`
    INSERT INTO clock.holiday_notice (year, document, holidays, workdays, loaded_at)
    VALUES (${year}, ${document}, ${JSON.stringify(holidays)}::jsonb, ${JSON.stringify(workdays)}::jsonb, ${at})
    ON CONFLICT (year) DO UPDATE SET document = excluded.document, holidays = excluded.holidays,
      workdays = excluded.workdays, loaded_at = excluded.loaded_at`.execute(db)
}
