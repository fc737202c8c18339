import { sql } from 'kysely'
import { addMonths, firstDayOf, monthOf, type Day } from '#platform/clock/index.ts'
import type { PlaceId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { findMemberships } from '#registry/households/index.ts'
import type { Campaign } from './campaign-store.ts'
import type { RightThen } from './contract.ts'
import type { Known } from './draw-list.ts'

/**
 * How many months before the cut-off a right or a membership may have ended and still be named among those who are not on
 * the list. A year, because who was dropped within it comes and asks; of what lies longer back nobody expects an answer.
 */
const lookBackMonths = 12

/** Everything a list is drawn from, for these places: a handful of questions, however many families. */
export async function readGround(
  tx: Tx,
  who: Caller,
  { campaign, places, today }: { campaign: Campaign; places: readonly PlaceId[]; today: Day },
): Promise<Known> {
  const { cutOff, groups, documentKey } = campaign
  const from = addMonths(monthOf(cutOff), -lookBackMonths)
  const { rows: rights } = await sql<RightThen>`SELECT household_id AS "householdId", place_id AS "placeId", programme,
      to_char(from_month, 'YYYY-MM') AS "from", to_char(stops_month, 'YYYY-MM') AS stops
    FROM payouts.entitlement
    WHERE tenant_id = ${who.tenant} AND programme = ANY (${groups.map(({ programme }) => programme)}::text[])
      AND NOT is_once AND place_id = ANY (${places}::int[]) AND from_month <= ${today}::date
      AND (stops_month IS NULL OR (stops_month > ${firstDayOf(from)}::date AND stops_month > from_month))
    ORDER BY household_id, programme, from_month DESC`.execute(tx)
  const households = [...new Set(rights.map(({ householdId }) => householdId))]
  const memberships = await findMemberships(tx, who.tenant, { households, from: firstDayOf(from), until: today })
  const { rows: accounts } = await sql<{ id: string; since: Day }>`SELECT household_id AS id,
      (coalesce(decided_at, proposed_at) AT TIME ZONE 'Asia/Shanghai')::date AS since FROM payouts.account
    WHERE tenant_id = ${who.tenant} AND state = 'active' AND household_id = ANY (${households}::uuid[])`.execute(tx)
  const subjects = [...new Set(memberships.map(({ subject }) => subject))]
  const { rows: listed } = await sql<{ subject: string }>`SELECT encode(subject, 'hex') AS subject
    FROM campaigns.listed_person WHERE document_key = ${documentKey}
      AND subject = ANY (ARRAY(SELECT decode(s, 'hex') FROM unnest(${subjects}::text[]) AS s))`.execute(tx)
  return {
    ...{ rights, memberships },
    accounts: new Map(accounts.map(({ id, since }) => [id, since])),
    listed: new Set(listed.map(({ subject }) => subject)),
  }
}
