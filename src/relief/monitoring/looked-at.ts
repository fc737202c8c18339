import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Day } from '#platform/clock/index.ts'
import type { Box } from '#platform/crypto/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { wordsUse, type Review } from './review-row.ts'

/** When somebody was looked at before this house kept its reviews. */
export type LookedAt = Pick<Review, 'placeId' | 'householdId' | 'programme' | 'entitlementId' | 'paid'> & {
  readonly on: Day
}

/**
 * The re-checks of before come in with the old files, so that the next ones fall due when they should. Many at once;
 * for a programme that has no review here yet.
 */
export async function adoptLookedAt(
  tx: Tx,
  box: Box,
  who: { readonly id: string; readonly name: string },
  looks: readonly LookedAt[],
  reason: string,
): Promise<void> {
  const sealed = <Row extends { readonly id: string }>(row: Row) => ({
    ...row,
    words: box.seal(reason, wordsUse.closing(row.id)).toString('hex'),
  })
  const rows = looks.map((one) => sealed({ ...one, id: uuid(), paid: String(one.paid) }))
  await sql`INSERT INTO monitoring.review (tenant_id, id, place_id, household_id, programme, entitlement_id, kind, state,
      found_on, due_on, paid_fen, why_zh, why_en, closed_by_id, closed_by_name, closed_at, closing_words, looked_on)
    SELECT ${box.tenant}, r.id, r."placeId", r."householdId", r.programme, r."entitlementId", 'recheck', 'dismissed',
      r."on", r."on", r.paid, '定期复核', 'regular re-check', ${who.id}, ${who.name},
      (r."on" + time '16:00') AT TIME ZONE 'Asia/Shanghai', decode(r.words, 'hex'), r."on"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, "placeId" int, "householdId" uuid,
      programme text, "entitlementId" uuid, paid bigint, "on" date, words text)
    WHERE NOT EXISTS (SELECT FROM monitoring.review o WHERE o.tenant_id = ${box.tenant}
      AND o.programme = r.programme)`.execute(tx)
}
