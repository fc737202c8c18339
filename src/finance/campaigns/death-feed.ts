import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import { oneOffSerial, type PaymentFeed } from '#finance/payouts/index.ts'
import type { DeceasedRule } from './contract.ts'

interface Died {
  readonly householdId: string
  readonly diedOn: Day
  readonly source: string
  readonly cutOff: Day
  readonly deceased: DeceasedRule
}

/**
 * A death that became known after the list was approved. A death before the cut-off stops the money until a person has
 * looked, and so does one after it that the document does not pay for; one it does pay for stops nothing, and neither does
 * the death of somebody else in the family.
 */
export const campaignDeathFeed: PaymentFeed = {
  name: 'one-off-deaths',
  zh: '一次性补贴名单上的人去世',
  en: 'Deaths among the persons of a one-off subsidy',
  check: async (tx, tenant, { programme, householdIds }) => {
    if (oneOffSerial(programme) === null) return []
    const { rows } = await sql<Died>`SELECT p.household_id AS "householdId", f.value #>> '{}' AS "diedOn",
        f.source_zh AS source, c.cut_off AS "cutOff", c.deceased
      FROM campaigns.person p
      JOIN campaigns.campaign c ON c.tenant_id = p.tenant_id AND c.id = p.campaign_id
      JOIN households.fact f ON f.tenant_id = p.tenant_id AND f.person_id = p.person_id AND f.kind = 'died-on'
        AND f.known_to IS NULL
      WHERE p.tenant_id = ${tenant} AND c.programme = ${programme} AND p.state = 'listed'
        AND p.died_on IS DISTINCT FROM (f.value #>> '{}')::date
        AND p.household_id = ANY (${householdIds}::uuid[])
      ORDER BY p.household_id, p.id`.execute(tx)
    return rows
      .filter(({ diedOn, cutOff, deceased }) => diedOn < cutOff || deceased !== 'household')
      .map(({ householdId, diedOn, source, cutOff }) => ({
        ...{ householdId, programme, cause: 'death' as const, evidence: { diedOn, source } },
        why: `名单上的人 ${diedOn} 去世（${source}），名单批准以后才知道；截止日 ${cutOff}`,
      }))
  },
}
